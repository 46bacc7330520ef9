"""Restoring: a register becomes what a backup holds, whole or not at all, and is kept as it was."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from twinning.actions.bulk import delete_everything
from twinning.db.engine import create
from twinning.db.failures import explained
from twinning.db.migrations.identity import check_file, read_revision
from twinning.db.migrations.revision import HEAD
from twinning.db.session import NewOperation, connection_of, reading, writing
from twinning.db.storage.address import Address
from twinning.db.storage.backup import free_backup_name
from twinning.db.storage.files import PRIVATE_FOLDER, create_private
from twinning.db.storage.restoring import copy_of_backup, replace_register
from twinning.db.storage.scratch import scratch_beside
from twinning.errors import DatabaseError, InputError
from twinning.exchange.package import files as package_files
from twinning.exchange.package.exporting import export_package
from twinning.exchange.package.importing import import_package
from twinning.queries.history.operations import RESTORING
from twinning.queries.upkeep.checks import check, contradictions
from twinning.rows.upkeep import ProblemRow


@dataclass(frozen=True, slots=True)
class Restored:
    """What a register is now: its schema's revision, and where it is kept as it was; None where there was none."""

    revision: str
    kept: Path | None


def restore(address: Address, backup: Path, actor: str) -> Restored:
    """Let a register be what a backup holds: a file in a file's place, or a data package in either database.

    `-` is a file that comes in on standard input.

    The backup is checked before anything changes. Raises DatabaseError for one that is damaged or no register, and
    where others use the register; InputError for a package that cannot be read.
    """
    if backup.is_dir():
        return _restore_package(address, backup, actor)
    if address.path is None:
        raise InputError(
            f"{backup} is no data package, and a server's register is restored from one",
            f"make one with `twinning --db {backup} export FOLDER`",
        )
    path = address.path.resolve() if address.path.is_symlink() else address.path
    if str(backup) != "-":
        return _restore_file(path, backup)
    with _received(path) as received:
        return _restore_file(path, received)


@contextmanager
def _received(path: Path) -> Iterator[Path]:
    """Give the file of what comes in on standard input, beside the register while it is needed. Raises InputError."""
    try:
        path.parent.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        with scratch_beside(path) as scratch:
            received = scratch / "standard-input.db"
            create_private(received)
            with received.open("wb") as stream:
                shutil.copyfileobj(sys.stdin.buffer, stream)
            yield received
    except OSError as error:
        raise InputError(f"standard input could not be restored to {path}: {error.strerror}") from error


def _restore_file(path: Path, backup: Path) -> Restored:
    if not backup.exists():
        raise InputError(f"there is no backup at {backup}")
    check_file(backup)
    if path.exists() and not path.is_file():
        raise DatabaseError(f"{path} is no file, and no register can take its place", "name another file with --db")
    if path.exists() and path.samefile(backup):
        raise InputError(f"{backup} is the register itself", "name a backup of it")
    with copy_of_backup(backup, path) as copy:
        revision = _check_backup(copy, backup)
        return Restored(revision, replace_register(path, copy))


def _check_backup(copy: Path, backup: Path) -> str:
    """Return a backup's revision. Raises DatabaseError where it is no register or contradicts the rules."""
    named = Address.of_file(backup)
    with explained(named), create(Address.of_file(copy)).connect() as connection:
        revision = read_revision(connection, named)
    if revision == HEAD:
        with reading(Address.of_file(copy)) as connection:
            _refuse(check(connection).rows, str(backup))
    return revision


def _refuse(problems: Iterable[ProblemRow], name: str) -> None:
    if first := next(iter(problems), None):
        what = f"{first.table} {first.record or ''}".rstrip()
        raise DatabaseError(
            f"{name} is damaged, and nothing was restored: {what}: {first.problem}",
            f"`twinning --db {name} db check` lists what is wrong; restore another backup",
        )


def _restore_package(address: Address, folder: Path, actor: str) -> Restored:
    """Empty a register and import a package, in one transaction. The log stays, and says that it was done."""
    package = package_files.read(folder)
    operation = NewOperation(actor, RESTORING, package_files.digest(folder))
    with writing(address, operation) as session:
        kept = _export_beside(session, address)
        delete_everything(session)
        import_package(session, package)
        _refuse(contradictions(connection_of(session)), str(folder))
    return Restored(HEAD, kept)


def _export_beside(session: Session, address: Address) -> Path:
    kept = free_backup_name(address.path or Path(address.url.database or "register")).with_suffix("")
    export_package(connection_of(session), kept)
    return kept
