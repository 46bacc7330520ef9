"""How far changes came, for the message to somebody who interrupts a command: whether the change was written.

The command line opens `following` around a command; sessions report to it what they begin and commit.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.db.models.history import Operation
    from twinning.db.storage.address import Address

_CHANGE = "twinning_change"


class Stage(Enum):
    """How far a change is. In the midst of a commit only the database knows whether the change is in it."""

    BEGUN = "begun"
    BEING_COMMITTED = "being committed"
    COMMITTED = "committed"


@dataclass(slots=True)
class Change:
    """A change: its database, the number of its operation and when that began (UTC, ISO 8601), and how far it is."""

    address: "Address"
    number: int
    at: str
    stage: Stage = Stage.BEGUN


_followed: ContextVar[list[Change] | None] = ContextVar("followed", default=None)


@contextmanager
def following() -> Iterator[list[Change]]:
    """Give a list to which every change is added that begins inside the block."""
    changes: list[Change] = []
    token = _followed.set(changes)
    try:
        yield changes
    finally:
        _followed.reset(token)


def begin(address: "Address", session: "Session", operation: "Operation") -> None:
    """Report the change that a session begins to whoever follows; nothing is done where nobody does."""
    if (changes := _followed.get()) is not None:
        session.info[_CHANGE] = change = Change(address, operation.id, operation.at)
        changes.append(change)


@contextmanager
def being_committed(session: "Session") -> Iterator[None]:
    """Report that a session's change is being committed inside the block, and is committed once that ends."""
    change: Change | None = session.info.get(_CHANGE)
    if change is not None:
        change.stage = Stage.BEING_COMMITTED
    yield
    if change is not None:
        change.stage = Stage.COMMITTED
