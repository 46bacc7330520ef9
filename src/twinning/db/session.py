"""Sessions: one command is one session and one transaction, and this is the only place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection

from twinning.db.connections import connection_of as connection_of
from twinning.db.damage import damage_told
from twinning.db.engine import WORKING, WRITES, create
from twinning.db.failures import explained
from twinning.db.log import under_way
from twinning.db.log.operation import NewOperation as NewOperation
from twinning.db.migrations.identity import check_file, check_revision
from twinning.db.migrations.strangers import check_no_trigger
from twinning.db.storage.address import Address
from twinning.db.storage.compacting import finish as finish_compacting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@contextmanager
def reading(address: Address) -> Iterator[Connection]:
    """Give a connection that reads one consistent state and writes nothing. Raises DatabaseError."""
    with damage_told(address), _connected(address, writes=False) as connection:
        yield connection
        connection.rollback()


@contextmanager
def writing(address: Address, operation: NewOperation, *, dry_run: bool = False) -> Iterator["Session"]:
    """Give a session whose changes are one operation, all written at the end or none.

    What an erasure that was killed left in the file goes first. With `dry_run` everything is checked as if it were
    written, then taken back. Raises DatabaseError, ConflictError.
    """
    if not dry_run:
        finish_compacting(address)
    with (
        damage_told(address),
        _connected(address, writes=True, working=_name(operation)) as connection,
        _session(connection, operation, "control_fully", dry_run=dry_run, followed_at=address) as session,
    ):
        yield session


@contextmanager
def writing_in(connection: Connection, operation: NewOperation) -> Iterator["Session"]:
    """Give a session for one operation in a transaction that somebody else began and ends."""
    with _session(connection, operation, "rollback_only") as session:
        yield session


@contextmanager
def _session(
    connection: Connection,
    operation: NewOperation,
    mode: Literal["control_fully", "rollback_only"],
    *,
    dry_run: bool = False,
    followed_at: Address | None = None,
) -> Iterator["Session"]:
    from sqlalchemy.orm import Session  # noqa: PLC0415 - reading does without the ORM, which takes long to load

    from twinning.db.log import history  # noqa: PLC0415 - it declares the models

    with Session(connection, expire_on_commit=False, join_transaction_mode=mode) as session:
        begun = history.begin(session, operation)
        if followed_at is not None:
            under_way.begin(followed_at, session, begun)
        yield session
        session.flush()
        if dry_run or not history.finish(session):
            session.rollback()
        else:
            with under_way.being_committed(session):
                session.commit()


def check_register(address: Address) -> None:
    """Raise DatabaseError for a register that is missing, foreign, or of another version."""
    with _connected(address, writes=False):
        pass


@contextmanager
def _connected(address: Address, *, writes: bool, working: str = "twinning") -> Iterator[Connection]:
    if address.path is not None:
        check_file(address.path)
    engine = create(address).execution_options(**{WRITES: writes, WORKING: working})
    with explained(address), engine.connect() as connection:
        check_revision(connection, address)
        if writes and address.path is not None:
            check_no_trigger(connection, address)
        yield connection


def _name(operation: NewOperation) -> str:
    """Say what is done and by whom, in what PostgreSQL shows of a session: 63 bytes, and no argument of a command."""
    word = operation.command.partition(" ")[0]
    return f"twinning {word} by {operation.actor}".encode()[:63].decode(errors="ignore")
