"""Upgrades, with a backup before, and backups by themselves.

A server's tables are copied as they are before its schema changes. Unlike `twinning export` that follows the database,
not this program's models, and so can write an older schema, with ids and history. It is read back with the database's
own tools.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import MetaData, select

from twinning.db.engine import create
from twinning.db.failures import explained
from twinning.db.migrations import migrate
from twinning.db.migrations.identity import check_file, check_owner
from twinning.db.migrations.revision import HEAD
from twinning.db.search.index import is_of_index
from twinning.db.session import reading
from twinning.db.storage import backup as file_backup
from twinning.db.storage.address import Address
from twinning.db.storage.files import PRIVATE_FOLDER, open_new, unwritable
from twinning.db.storage.scratch import put, scratch_beside
from twinning.errors import InputError
from twinning.exchange.package.exporting import export_package


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did: the revisions before and after, and where the backup is, if one was taken."""

    before: str
    after: str
    backup: Path | None


def upgrade(address: Address, *, backup: bool = True) -> Upgraded:
    """Bring a register to this program's schema, all or nothing; one that is there already is left alone.

    The backup is a copy of the file, or of a server's tables as CSV. Raises DatabaseError, InputError.
    """
    if address.path is not None:
        check_file(address.path)
    before = migrate.current(address)
    if before == HEAD:
        return Upgraded(before, before, None)
    taken = _back_up_old(address) if backup else None
    migrate.upgrade(address)
    return Upgraded(before, HEAD, taken)


def _back_up_old(address: Address) -> Path:
    """Copy a register whose schema this program's models do not fit."""
    if address.path is not None:
        return back_up(address, None)
    folder = file_backup.free_backup_name(Path(address.url.database or "register"))
    dump_tables(address, folder)
    return folder


def back_up(address: Address, target: Path | None) -> Path:
    """Copy a register; return where to. A server's is written as a data package. Raises InputError, DatabaseError."""
    if address.path is not None:
        check_file(address.path)
        with explained(address), create(address).connect() as connection:
            check_owner(connection, address)
        return file_backup.back_up(address.path, target)
    target = target or file_backup.free_backup_name(Path(address.url.database or "register"))
    with reading(address) as connection:
        export_package(connection, target)
    return target


def dump_tables(address: Address, folder: Path) -> None:
    """Write one CSV a table to a new folder, nulls as empty cells. Raises InputError, DatabaseError.

    The index of what is searched has no rows to write: it is made from the tables.
    """
    if folder.exists():
        raise InputError(f"{folder} exists already", "name another folder")
    try:
        with scratch_beside(folder) as scratch:
            written = scratch / "tables"
            written.mkdir(PRIVATE_FOLDER)
            _dump(address, written)
            put(written, folder)
    except OSError as error:
        raise unwritable(folder, error) from error


def _dump(address: Address, folder: Path) -> None:
    metadata = MetaData()
    with explained(address), create(address).connect() as connection:
        metadata.reflect(connection, only=lambda name, _: not is_of_index(name))
        for table in metadata.sorted_tables:
            with open_new(folder / f"{table.name}.csv") as stream:
                writer = csv.writer(stream, lineterminator="\n")
                writer.writerow(table.columns.keys())
                writer.writerows(connection.execute(select(table).order_by(*table.primary_key)))
