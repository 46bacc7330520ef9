"""New registers: an SQLite file appears whole or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from twinning import _resources
from twinning.actions.withdrawing.undoing import undo
from twinning.db.migrations import migrate
from twinning.db.session import NewOperation, reading, writing, writing_in
from twinning.db.storage.address import Address
from twinning.db.storage.files import PRIVATE_FOLDER, check_no_journal, create_private, put_in_place
from twinning.db.storage.scratch import scratch_beside
from twinning.db.tables.history import OPERATION
from twinning.errors import DatabaseError, NotFoundError
from twinning.exchange.package import files as package_files
from twinning.exchange.package.importing import ImportResult, import_package


@dataclass(slots=True)
class Draft:
    """A register in the making: where it lies meanwhile, and whether it gets its place in the end."""

    address: Address
    is_kept: bool = True


def create_register(address: Address, actor: str, *, empty: bool = False) -> None:
    """Make a register with the facts of the two articles, or an empty one.

    It is there whole or not at all, on a server too. Raises DatabaseError where something is in the way.
    """
    if address.path is None:
        _create(address, actor, empty=empty)
        return
    with drafting(address.path, actor, empty=empty):
        pass


@contextmanager
def drafting(path: Path, actor: str, *, empty: bool = False) -> Iterator[Draft]:
    """Give a new register to work with, and put it in its place once the block ends without an error.

    After an error, and where the draft is not to be kept, nothing is left: no file, and no folder made for it. Raises
    DatabaseError where something is in the way.
    """
    folder = path.absolute().parent
    with _removing_if_empty([each for each in (folder, *folder.parents) if not each.exists()]):
        with _explained(path):
            if path.exists():
                raise FileExistsError
            check_no_journal(path)
            folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        with _scratch(path) as scratch:
            made = scratch / "register.db"
            draft = Draft(Address.of_file(made, path))
            with _explained(path):
                create_private(made)
                _create(draft.address, actor, empty=empty)
            yield draft
            if draft.is_kept and draft.address.path is not None:
                with _explained(path):
                    put_in_place(draft.address.path, path)


@contextmanager
def _scratch(path: Path) -> Iterator[Path]:
    with ExitStack() as stack:
        with _explained(path):
            scratch = stack.enter_context(scratch_beside(path))
        yield scratch


@contextmanager
def _removing_if_empty(folders: Sequence[Path]) -> Iterator[None]:
    """Remove folders, the innermost first, that hold nothing in the end."""
    try:
        yield
    finally:
        for folder in folders:
            with suppress(OSError):
                folder.rmdir()


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if isinstance(error, FileExistsError) and path.exists():
            raise DatabaseError(
                f"{path} exists already", f"see what it is with `twinning --db {path} db status`"
            ) from None
        raise DatabaseError(
            f"{path} cannot be made: {error.strerror}",
            "name another place with --db, or TWINNING_DB in the environment",
        ) from error


def _create(address: Address, actor: str, *, empty: bool) -> None:
    if empty:
        migrate.create_schema(address)
        return
    package = package_files.read(_resources.seed_packs()[_resources.ARTICLES])
    operation = NewOperation(actor, _command(_resources.ARTICLES))

    def fill(connection: Connection) -> None:
        with writing_in(connection, operation) as session:
            import_package(session, package)

    migrate.create_schema(address, fill)


def seed(address: Address, actor: str, pack: str) -> ImportResult:
    """Read a seed pack that ships with the program into a register. Raises NotFoundError for one that does not."""
    packs = _resources.seed_packs()
    if pack not in packs:
        raise NotFoundError(f"there is no seed pack {pack!r}", f"there are {', '.join(packs)}")
    package = package_files.read(packs[pack])
    with writing(address, NewOperation(actor, _command(pack))) as session:
        return import_package(session, package)


def find_only_seed(address: Address) -> int | None:
    """Return the operation that made a register's facts, where they are the articles' and nothing else was ever done.

    None as well where there is no register, or none that can be read.
    """
    try:
        with reading(address) as connection:
            done = connection.execute(select(OPERATION.c.id, OPERATION.c.command).limit(2)).all()
    except DatabaseError:
        return None
    if len(done) == 1 and done[0][1] == _command(_resources.ARTICLES):
        return done[0][0]
    return None


def take_seed_back(address: Address, actor: str, operation: int) -> None:
    """Empty a register that holds nothing but the seed, as an operation of its own. Raises ConflictError.

    What somebody adds in the meantime stays: taking back removes what the seed's own operation made.
    """
    with writing(address, NewOperation(actor, "db init --empty")) as session:
        undo(session, operation)


def _command(pack: str) -> str:
    return f"db seed --pack {pack}"
