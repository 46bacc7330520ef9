"""Writing a register's file anew, so that nothing of what was deleted stays in it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from twinning.db.engine import open_sqlite
from twinning.db.storage.address import Address
from twinning.domain.progress import stage
from twinning.errors import DatabaseError

UNFINISHED = 1
"""The `user_version` of an SQLite file in which erased data may still stand in unused parts; otherwise it is 0."""


def is_unfinished(path: Path) -> bool:
    """Return whether somebody was erased from a file that was not written anew since."""
    try:
        with closing(open_sqlite(path)) as connection:
            connection.execute("PRAGMA busy_timeout = 0")  # who writes next waits by itself, and says for whom
            (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:  # what is wrong with it is said by whoever works with it
        return False
    return bool(version == UNFINISHED)


def finish(address: Address) -> None:
    """Write a file anew from which somebody was erased, if that was not done yet. Raises DatabaseError."""
    if address.path is not None and address.path.is_file() and is_unfinished(address.path):
        compact(address)


def compact(address: Address) -> None:
    """Write an SQLite file anew: pages may hold what was deleted or moved long ago. A server is left to its keeper.

    The search index keeps what it was told to forget until its parts are put together.

    Raises DatabaseError where others use the file for longer than a writer waits, or where the disk is full.
    """
    if address.path is None:
        return
    try:
        with closing(open_sqlite(address.path)) as connection:
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'search_index'").fetchone():
                connection.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
            with stage("writing the file anew"):
                connection.execute("VACUUM")
            connection.execute("PRAGMA user_version = 0")
    except sqlite3.Error as error:
        raise DatabaseError(
            f"what was deleted may still stand in unused parts of {address}: {error}",
            "the next command that writes does it once nobody else uses the file",
        ) from error
