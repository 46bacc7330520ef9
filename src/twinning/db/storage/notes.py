"""A database for what a command notes on its way, on the disk: so millions of rows take no memory of that size.

SQLite makes its file, if it needs one at all, for its user alone, and removes it as soon as it is open: it is gone with
the process, however that ends.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import gettempdir

from twinning.errors import InputError

Notes = sqlite3.Connection

_CACHE = "PRAGMA cache_size = -16384"  # kibibytes


@contextmanager
def taking_notes(schema: str) -> Iterator[Notes]:
    """Give such a database with empty tables. Raises InputError where the disk has no room for it."""
    notes = sqlite3.connect("", isolation_level=None)
    try:
        notes.executescript(f"{_CACHE}; {schema}")
        notes.execute("BEGIN")
        yield notes
    except sqlite3.OperationalError as error:
        message = f"what is noted on the way cannot be written to {gettempdir()}: {error}"
        raise InputError(message, "set TMPDIR to a folder with room for it") from error
    finally:
        notes.close()
