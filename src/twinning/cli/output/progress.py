"""Progress of long work: shown on standard error of a terminal, after one second and until the work is done.

What is quick shows nothing, and need not load what draws it.
"""

import sys
import time
from dataclasses import dataclass, field
from threading import Lock, Timer
from typing import TYPE_CHECKING

from twinning.render.terminal.messages import are_notes_silenced

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

WAIT, BRIEF = 1.0, 0.3
"""Seconds of work of a command before anything is shown, and of each piece of it after that."""


@dataclass(slots=True)
class _Piece:
    """A piece of work: how far it is, since when (of the monotonic clock), and what the screen knows it by."""

    doing: str
    total: int | None
    done: int = 0
    begun: float = field(default_factory=time.monotonic)
    drawn: "TaskID | None" = None


class TerminalProgress:
    """Shows pieces of work, see `domain.progress`.

    Between them nothing stands there: a question stands alone, and an interruption leaves nothing behind.
    """

    def __init__(self) -> None:
        self._pieces: dict[int, _Piece] = {}
        self._last = 0
        self._begun: float | None = None
        self._timer: Timer | None = None
        self._screen: Progress | None = None
        self._lock = Lock()  # a timer draws the first time, in a thread of its own

    def begin(self, doing: str, total: int | None) -> int:
        """Note a piece of work, which is drawn in a while if it is still under way."""
        with self._lock:
            self._last += 1
            self._pieces[self._last] = _Piece(doing, total)
            if self._timer is None and _is_watched():
                self._wait()
            return self._last

    def _wait(self) -> None:
        now = time.monotonic()
        self._begun = self._begun or now
        self._timer = Timer(max(BRIEF, self._begun + WAIT - now), self._show)
        self._timer.daemon = True
        self._timer.start()

    def advance(self, piece: int, count: int) -> None:
        """Note that so much more of a piece is done."""
        with self._lock:
            found = self._pieces[piece]
            found.done += count
            if self._screen is not None and found.drawn is not None:
                self._screen.update(found.drawn, completed=found.done)

    def end(self, piece: int) -> None:
        """Take a piece away, and with the last all that is drawn."""
        with self._lock:
            found = self._pieces.pop(piece)
            if self._screen is not None and found.drawn is not None:
                self._screen.remove_task(found.drawn)
            if not self._pieces:
                self._stop()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._screen is not None:
            self._screen.stop()
        self._timer = self._screen = None

    def _show(self) -> None:
        """Draw what is under way."""
        from twinning.render.terminal.progress import add_piece, progress_screen

        with self._lock:
            self._timer = None
            if not self._pieces or (screen := self._screen or progress_screen(sys.stderr)) is None:
                return
            for piece in self._pieces.values():
                if piece.drawn is None:
                    piece.drawn = add_piece(screen, piece.doing, piece.total, piece.done, piece.begun)
            screen.start()
            self._screen = screen


def _is_watched() -> bool:
    return sys.stderr.isatty() and not are_notes_silenced()
