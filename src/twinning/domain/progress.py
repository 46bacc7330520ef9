"""How far long work is: told by whoever does it, to whoever shows it, and to nobody where nobody does.

with stage("joining ties", len(groups)) as advance:
for group in groups:
...
advance()

for row in followed("reading rows", rows):
...
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol, TypeVar

Item = TypeVar("Item")

_STEP = 256
"""How many items are told of at once: to tell of each would take longer than many take."""


class Progress(Protocol):
    """What shows how far work is."""

    def begin(self, doing: str, total: int | None) -> int:
        """Show a piece of work, of a size if that is known; return the number by which the others know it."""

    def advance(self, piece: int, count: int) -> None:
        """Show that so much more of it is done."""

    def end(self, piece: int) -> None:
        """Show it no more."""


_shown_by: ContextVar[Progress | None] = ContextVar("progress", default=None)


@contextmanager
def shown_by(progress: Progress) -> Iterator[None]:
    """Let something show how far the work of this context is."""
    token = _shown_by.set(progress)
    try:
        yield
    finally:
        _shown_by.reset(token)


@contextmanager
def stage(doing: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Give the function to call with how much more of the work is done; `doing` names it in a few words."""
    progress = _shown_by.get()
    if progress is None:
        yield _nobody_looks
        return
    piece = progress.begin(doing, total)
    try:
        yield lambda count: progress.advance(piece, count)
    finally:
        progress.end(piece)


def followed(doing: str, items: Iterable[Item], total: int | None = None) -> Iterator[Item]:
    """Return items to go through, as a piece of work that is as far as they were taken."""
    return iter(items) if _shown_by.get() is None else _followed(doing, items, total)


def _followed(doing: str, items: Iterable[Item], total: int | None) -> Iterator[Item]:
    with stage(doing, total) as advance:
        taken = 0
        for item in items:
            yield item
            taken += 1
            if taken == _STEP:
                advance(taken)
                taken = 0
        advance(taken)


def _nobody_looks(count: int) -> None:
    """Do nothing."""
