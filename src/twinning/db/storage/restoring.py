"""Putting a backup in the place of an SQLite register, so that a crash at any moment leaves the one or the other.

A file that SQLite can open is written over in one of SQLite's transactions: journals of its own are dealt with first,
whoever works with it sees the whole change, and a crash takes it back. Another file put in its place would be written
to by nobody who has it open, and could get the journal of the earlier one written over it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from twinning.db.engine import open_sqlite
from twinning.db.failures import explained
from twinning.db.migrations.revision import APPLICATION_ID
from twinning.db.storage.address import Address
from twinning.db.storage.backup import check_whole, copy_register, free_backup_name, put_beside, write_over
from twinning.db.storage.files import PRIVATE_FOLDER, journals_of, put_in_place, settle
from twinning.db.storage.scratch import scratch_beside
from twinning.errors import DatabaseError, InputError

_DAMAGED = "SQLITE_NOTADB", "SQLITE_CORRUPT"


@contextmanager
def copy_of_backup(backup: Path, path: Path) -> Iterator[Path]:
    """Give a copy of a backup, whole, in a folder of its own beside the register, which goes in the end.

    Raises DatabaseError for a backup that is damaged or has a journal, InputError where none can be copied.
    """
    if journals := journals_of(backup.resolve()):
        raise DatabaseError(
            f"{journals[0]} lies beside the backup, and nothing shows that it belongs to it",
            "copy the backup alone to another folder, and restore that",
        )
    try:
        path.parent.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        with scratch_beside(path) as scratch:
            copy = scratch / "register.db"
            with explained(Address.of_file(backup)):
                copy_register(backup, copy)
            check_whole(copy, backup)
            yield copy
    except OSError as error:
        raise InputError(f"{backup} could not be restored to {path}: {error.strerror}") from error


def replace_register(path: Path, new: Path) -> Path | None:
    """Put a new file in the place of a register, and return where the old register is kept; None if there was none.

    Raises DatabaseError for a file of another program, and where others use the register for longer than a writer
    waits; nothing has changed then.
    """
    with explained(Address.of_file(path)):
        if path.exists():
            kept = _written_over(path, new)
        else:
            kept = None
            _set_journals_aside(path, free_backup_name(path))
            put_in_place(new, path)
    check_whole(path, path)
    return kept


def _written_over(path: Path, new: Path) -> Path | None:
    """Write over a file, or rename where SQLite cannot: a file without a head has no users. Return what is kept."""
    try:
        _check_owner(path)
        kept = _keep(path, new.parent) if path.stat().st_size else None
        write_over(new, path)
    except sqlite3.DatabaseError as error:
        if not getattr(error, "sqlite_errorname", "").startswith(_DAMAGED):
            raise
        kept = free_backup_name(path)
        _set_journals_aside(path, kept)
        kept.hardlink_to(path)
        settle(new)
        new.replace(path)
        settle(path.absolute().parent)
    return kept


def _check_owner(path: Path) -> None:
    """Take back what a crash left of a last change. Raises DatabaseError for another program's database."""
    with closing(open_sqlite(path)) as connection:
        (owner,) = connection.execute("PRAGMA application_id").fetchone()
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    if pages and owner != APPLICATION_ID:
        raise DatabaseError(f"{path} is a database of another program", "name another file with --db")


def _keep(path: Path, scratch: Path) -> Path:
    """Copy a register beside itself, damaged as it may be."""
    copy = scratch / "kept.db"
    copy_register(path, copy)
    return put_beside(copy, path)


def _set_journals_aside(path: Path, name: Path) -> None:
    """Rename what a file that is gone or no database left beside it, as if it were of another file."""
    for journal in journals_of(path):
        journal.rename(name.with_name(f"{name.name}{journal.name.removeprefix(path.name)}"))
