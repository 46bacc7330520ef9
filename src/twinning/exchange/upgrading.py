"""Upgrades, with a backup before, and backups by themselves."""

from dataclasses import dataclass
from pathlib import Path

from twinning.db.engine import create
from twinning.db.failures import explained
from twinning.db.migrations import migrate
from twinning.db.migrations.identity import check_file, check_owner
from twinning.db.migrations.revision import HEAD
from twinning.db.session import reading
from twinning.db.storage import backup as file_backup
from twinning.db.storage.address import Address
from twinning.exchange.package.exporting import export_package
from twinning.exchange.table_dump import dump_tables


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
