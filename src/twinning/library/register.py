"""Opening a register from Python."""

from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Self

from twinning.db.address import Address
from twinning.db.session import check_register
from twinning.library.reading import Reader
from twinning.settings import system_user


class Register(Reader):
    """One register, for as long as it is needed: a context manager, as files are. `open` gives it."""

    def __init__(self, address: Address, actor: str) -> None:
        super().__init__(address)
        self.actor = actor

    def __enter__(self) -> Self:
        """Give the register itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of it. Nothing is left to write: every change is whole once its call has returned."""

    def __repr__(self) -> str:
        """Name the register without a password."""
        return f"<twinning.Register {self._address}>"


def open(database: str | PathLike[str], *, actor: str | None = None) -> Register:
    """Return a register that is there: an SQLite file's path, or the URL of a PostgreSQL database.

    `actor` is who the log names for what is changed through it, the system's user if not said. Raises DatabaseError
    for one that is missing, foreign, or of another version.
    """
    address = Address.of_file(Path(database)) if isinstance(database, PathLike) else Address.parse(database)
    check_register(address)
    return Register(address, actor or system_user())
