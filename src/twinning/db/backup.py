"""A copy of an SQLite register that is whole, taken while others may write."""

import glob
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from twinning.db.engine import open_sqlite
from twinning.db.files import create_private, put_in_place
from twinning.errors import DatabaseError, InputError


def backup_name(path: Path) -> Path:
    """Return where a backup of a register goes if nobody says: beside it, with the time (UTC) in its name."""
    return path.with_name(f"{path.stem}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.backup{path.suffix}")


def backups_beside(path: Path) -> list[Path]:
    """Return the backups of a register that lie beside it under the names that they get if nobody says."""
    return sorted(path.parent.glob(f"{glob.escape(path.stem)}-*.backup{glob.escape(path.suffix)}"))


def back_up(path: Path, target: Path) -> None:
    """Copy a register to a file that does not exist yet, page by page as SQLite does, and check the copy.

    Raises InputError where the target exists or cannot be written, DatabaseError where the register is damaged.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".twinning-", dir=target.absolute().parent) as scratch:
            copy = Path(scratch) / "register.db"
            create_private(copy)
            _copy(path, copy)
            put_in_place(copy, target)
    except FileExistsError:
        raise InputError(f"{target} exists already", "name another file") from None
    except OSError as error:
        raise InputError(f"{target} cannot be written: {error.strerror}") from error


def _copy(path: Path, copy: Path) -> None:
    try:
        with closing(open_sqlite(path)) as source, closing(sqlite3.connect(copy)) as destination:
            source.backup(destination)
            (answer,) = destination.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise DatabaseError(f"{path} could not be copied: {error}") from error
    if answer != "ok":
        raise DatabaseError(f"{path} is damaged: {answer}", "restore an earlier backup")
