"""A copy of an SQLite register that is whole, taken while others may write."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from twinning.db.engine import open_sqlite
from twinning.db.failures import explained
from twinning.db.migrations.revision import APPLICATION_ID
from twinning.db.storage.address import Address
from twinning.db.storage.files import create_private, put_in_place, unwritable
from twinning.db.storage.scratch import scratch_beside
from twinning.domain.progress import stage
from twinning.errors import DatabaseError, InputError


def backup_names(path: Path) -> Iterator[Path]:
    """Give where a backup of a register goes if nobody says: beside it, with the time (UTC) in its name.

    The next names are for where the ones before are taken, by another backup of the same second.
    """
    now = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    for number in count(1):
        yield path.with_name(f"{path.stem}-{now}{f'-{number}' if number > 1 else ''}.backup{path.suffix}")


def free_backup_name(path: Path) -> Path:
    """Return the first of the names of backups that nothing has."""
    return next(name for name in backup_names(path) if not name.exists())


def copies_beside(path: Path) -> list[Path]:
    """Return what lies beside a register and may be a backup or an export of it, whatever it is called."""
    try:
        beside = sorted(each for each in path.parent.iterdir() if each.name != path.name)
    except OSError:  # a folder may be one that nobody lists
        return []
    return [each for each in beside if _is_register(each) or (each / "datapackage.json").exists()]


def _is_register(path: Path) -> bool:
    """Return whether a file is an SQLite database with this program's mark in its header."""
    if not path.is_file():
        return False
    with suppress(OSError), path.open("rb") as stream:
        header = stream.read(72)
        return header.startswith(b"SQLite format 3\0") and header[68:] == APPLICATION_ID.to_bytes(4)
    return False


def back_up(path: Path, target: Path | None = None) -> Path:
    """Copy a register to a file that does not exist yet, page by page as SQLite does, and check the copy.

    Returns where it is, which is beside the register if nobody says. Raises InputError where the target exists or
    cannot be written, DatabaseError where the register is damaged or locked.
    """
    place = target or free_backup_name(path)
    try:
        with scratch_beside(place) as scratch:
            copy = scratch / "register.db"
            with explained(Address.of_file(path)), _full_as_of_files():
                copy_register(path, copy)
            check_whole(copy, path)
            return _put(copy, target) if target else put_beside(copy, path)
    except OSError as error:
        raise unwritable(place, error) from error


@contextmanager
def _full_as_of_files() -> Iterator[None]:
    """Let a full disk be an OSError as that of other files is: what SQLite says of it would be said of the register."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", None) != "SQLITE_FULL":
            raise
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error


def put_beside(copy: Path, path: Path) -> Path:
    """Give a finished copy the first of the names of backups that nothing has, and return it."""
    for name in backup_names(path):
        with suppress(FileExistsError):
            put_in_place(copy, name)
            return name
    raise AssertionError  # the names have no end


def _put(copy: Path, target: Path) -> Path:
    try:
        put_in_place(copy, target)
    except FileExistsError:
        raise InputError(f"{target} exists already", "name another file") from None
    return target


def copy_register(path: Path, copy: Path) -> None:
    """Copy an SQLite file into a new one, nobody's but the user's, as it is when the last page is read.

    Raises sqlite3.Error.
    """
    create_private(copy)
    write_over(path, copy)


def write_over(path: Path, target: Path) -> None:
    """Replace what a register has by what another has, in one transaction: others see the old or the new.

    Raises sqlite3.Error where it cannot be, and as soon as a writer would give up.
    """
    opened = closing(open_sqlite(path)), closing(open_sqlite(target))
    with opened[0] as source, opened[1] as destination, stage("copying the register"):
        source.backup(destination, progress=_impatient)


def _impatient(status: int, _remaining: int, _total: int) -> None:
    """End what SQLite would try for ever: each step has waited already, as long as a writer does."""
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorname = "SQLITE_BUSY"
        raise error


def check_whole(copy: Path, path: Path) -> None:
    """Raise DatabaseError where the copy of a file shows that it is damaged."""
    with explained(Address.of_file(path)), closing(open_sqlite(copy)) as connection, stage("checking the copy"):
        (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if answer != "ok":
        raise DatabaseError(f"{path} is damaged: {answer}", "restore an earlier backup")
