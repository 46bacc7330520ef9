"""Opening a register from Python."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from twinning.db.session import NewOperation, check_register, writing
from twinning.db.storage.address import Address
from twinning.db.storage.compacting import finish as finish_compacting
from twinning.errors import ConflictError
from twinning.library.reading import Reader
from twinning.library.writing import Writer
from twinning.settings import system_user

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.rows.upkeep import Remark


class Transaction(Writer):
    """Several changes that are one operation: all of them are written, or none.

    Where one fails the others are not written either, whether or not its error was caught: half of it may be there.
    """

    def __init__(self, session: "Session") -> None:
        self._open = session
        self.has_failed = False

    @contextmanager
    def _session(self, command: str) -> Iterator["Session"]:  # noqa: ARG002 - the log shows the transaction's own
        try:
            yield self._open
        except BaseException:
            self.has_failed = True
            raise

    def _finish_erasing(self) -> None:
        """Leave it to the register, whose transaction is not written yet."""


class Register(Reader, Writer):
    """One register, for as long as it is needed: a context manager, as files are. `open` gives it.

    Every call that changes something is one operation of the log, written when the call returns; `remarks` then tells
    what there is to be said of it. While `allow_unlikely` is true, what is refused as unlikely is written.
    """

    def __init__(self, address: Address, actor: str, *, allow_unlikely: bool = False) -> None:
        super().__init__(address)
        self.actor = actor
        self.allow_unlikely = allow_unlikely
        self.remarks: tuple[Remark, ...] = ()
        """What is to be said of the last change besides its outcome: the notes of the commands."""

    def __enter__(self) -> Self:
        """Give the register itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the register. Nothing is left to write: each change was complete when its call returned."""

    @contextmanager
    def transaction(self, command: str, *, token: str | None = None) -> Iterator[Transaction]:
        """Give a transaction: what is done through it is one operation, which the log shows as `command`.

        Nothing of it is written where one of its changes fails, or an error leaves the block. Readers see it once the
        block has ended. Whoever does not learn whether it was written, as the connection was lost, repeats it with the
        same `token`, a text of their own choice such as a UUID: it is done once. Raises ConflictError where it is done
        already, and where the failure of a change was passed over.
        """
        with self._session(command, token) as session:
            transaction = Transaction(session)
            yield transaction
            if transaction.has_failed:
                raise ConflictError("a change in this transaction failed; nothing of it was written")
        self._finish_erasing()

    def _finish_erasing(self) -> None:
        finish_compacting(self._address)

    @contextmanager
    def _session(self, command: str, token: str | None = None) -> Iterator["Session"]:
        from twinning.actions.checking import remarks  # noqa: PLC0415 - it loads the ORM, which reading does without

        self.remarks = ()
        with writing(self._address, NewOperation(self.actor, command, token=token)) as session:
            if self.allow_unlikely:
                remarks.allow_unlikely(session)
            yield session
            said = remarks.remarks_of(session)
        self.remarks = said

    def __repr__(self) -> str:
        """Name the register without a password."""
        return f"<twinning.Register {self._address}>"


def open(database: str | PathLike[str], *, actor: str | None = None, allow_unlikely: bool = False) -> Register:
    """Return a register that is there: an SQLite file's path, or the URL of a PostgreSQL database.

    `actor` is who the log names for what is changed through it, the system's user if not said. With `allow_unlikely` it
    takes what is refused as unlikely, as the commands do with `--allow-unlikely`. Raises DatabaseError for one that is
    missing, foreign, or of another version.
    """
    address = Address.of_file(Path(database)) if isinstance(database, PathLike) else Address.parse(database)
    check_register(address)
    return Register(address, actor or system_user(), allow_unlikely=allow_unlikely)
