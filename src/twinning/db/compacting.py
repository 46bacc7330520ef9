"""Writing a register's file anew, so that nothing of what was deleted stays in it."""

import sqlite3
from contextlib import closing

from twinning.db.address import Address
from twinning.db.engine import open_sqlite
from twinning.errors import DatabaseError


def compact(address: Address) -> None:
    """Write an SQLite file anew: pages may hold what was deleted or moved long ago. A server is left to its keeper.

    Raises DatabaseError where others use the file for longer than a writer waits, or where the disk is full.
    """
    if address.path is None:
        return
    try:
        with closing(open_sqlite(address.path)) as connection:
            connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise DatabaseError(
            f"what was deleted may still stand in unused parts of {address}: {error}",
            f"once nobody uses it: sqlite3 {address} VACUUM",
        ) from error
