"""How far the changes of a context are: followed by whoever has to say what became of one that was interrupted."""

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
    """How far a change is; while it is committed, only the database knows whether it has it."""

    BEGUN = "begun"
    BEING_COMMITTED = "being committed"
    COMMITTED = "committed"


@dataclass(slots=True)
class Change:
    """A change: in which database, which operation it is and when that began, and how far it is."""

    address: "Address"
    number: int
    at: str
    stage: Stage = Stage.BEGUN


_followed: ContextVar[list[Change] | None] = ContextVar("followed", default=None)


@contextmanager
def following() -> Iterator[list[Change]]:
    """Give the list that gets the changes of this context as they begin."""
    changes: list[Change] = []
    token = _followed.set(changes)
    try:
        yield changes
    finally:
        _followed.reset(token)


def begin(address: "Address", session: "Session", operation: "Operation") -> None:
    """Let the change that a session makes be followed, where somebody does."""
    if (changes := _followed.get()) is not None:
        session.info[_CHANGE] = change = Change(address, operation.id, operation.at)
        changes.append(change)


@contextmanager
def being_committed(session: "Session") -> Iterator[None]:
    """Take note that what a session wrote is committed meanwhile, and then that it is."""
    change: Change | None = session.info.get(_CHANGE)
    if change is not None:
        change.stage = Stage.BEING_COMMITTED
    yield
    if change is not None:
        change.stage = Stage.COMMITTED
