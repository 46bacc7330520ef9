"""New registers: an SQLite file appears whole or not at all."""

import tempfile
from pathlib import Path

from twinning import _resources
from twinning.db import migrate
from twinning.db.address import Address
from twinning.db.files import put_in_place
from twinning.db.session import NewOperation, writing
from twinning.errors import DatabaseError, NotFoundError
from twinning.exchange.joining import Joined, import_package


def create_register(address: Address, actor: str, *, empty: bool = False) -> None:
    """Make a register with the facts of the two articles, or an empty one.

    Raises DatabaseError where something is in the way. A server's database keeps the empty schema if seeding fails.
    """
    if address.path is None:
        _create(address, actor, empty=empty)
        return
    try:
        address.path.absolute().parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".twinning-", dir=address.path.absolute().parent) as scratch:
            made = Path(scratch) / "register.db"
            _create(Address.of_file(made), actor, empty=empty)
            put_in_place(made, address.path)
    except OSError as error:
        if isinstance(error, FileExistsError) and address.path.exists():
            raise DatabaseError(
                f"{address.path} exists already", f"see what it is with `twinning --db {address.path} db status`"
            ) from None
        raise DatabaseError(f"{address.path} cannot be made: {error.strerror}") from error


def _create(address: Address, actor: str, *, empty: bool) -> None:
    migrate.create_schema(address)
    if not empty:
        seed(address, actor, _resources.ARTICLES)


def seed(address: Address, actor: str, pack: str) -> Joined:
    """Read a seed pack that ships with the program into a register. Raises NotFoundError for one that does not."""
    packs = _resources.seed_packs()
    if pack not in packs:
        raise NotFoundError(f"there is no seed pack {pack!r}", f"there are {', '.join(packs)}")
    with writing(address, NewOperation(actor, f"db seed --pack {pack}")) as session:
        return import_package(session, packs[pack])
