"""Sessions: one command is one session and one transaction, and this is the only place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from twinning.db.address import Address
from twinning.db.engine import WRITES, create
from twinning.db.failures import explained
from twinning.db.identity import check_file, check_revision
from twinning.db.operation import NewOperation as NewOperation


@contextmanager
def reading(address: Address) -> Iterator[Session]:
    """Give a session that reads one consistent state and writes nothing. Raises DatabaseError."""
    with _opened(address, writes=False) as session:
        yield session
        session.rollback()


@contextmanager
def writing(address: Address, operation: NewOperation, *, dry_run: bool = False) -> Iterator[Session]:
    """Give a session whose changes are one operation, all written at the end or none.

    With `dry_run` everything is checked as if it were written, then taken back. Raises DatabaseError, ConflictError.
    """
    from twinning.db import history  # noqa: PLC0415 - it declares the models, which reading does without

    with _opened(address, writes=True) as session:
        history.begin(session, operation)
        yield session
        session.flush()
        if dry_run or not history.finish(session):
            session.rollback()
        else:
            session.commit()


@contextmanager
def _opened(address: Address, *, writes: bool) -> Iterator[Session]:
    if address.path is not None:
        check_file(address.path)
    engine = create(address).execution_options(**{WRITES: writes})
    with explained(address), Session(engine, expire_on_commit=False) as session:
        check_revision(session.connection(), address)
        yield session
