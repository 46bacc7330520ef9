"""How far long work is, drawn: for each piece of work a line with its rate and the time that remains.

Rich takes long to load, so this module is loaded only once something is drawn.
"""

import time
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID
from rich.text import Text

from twinning.render.text import visible

_BAR, _REFRESHED = 20, 4  # cells, times a second


def progress_screen(stream: TextIO) -> Progress | None:
    """Return what draws pieces of work on a terminal and is gone when it stops; None where nothing can be taken back.

    What else is written to standard error meanwhile stands above it.
    """
    console = Console(file=stream, markup=False, highlight=False)
    if console.is_dumb_terminal:
        return None
    columns = (_Doing(), BarColumn(_BAR), _Pace())
    return Progress(
        *columns, console=console, refresh_per_second=_REFRESHED, transient=True, redirect_stdout=False, expand=False
    )


def add_piece(screen: Progress, doing: str, total: int | None, done: int, begun: float) -> TaskID:
    """Add a piece of work that began at a time (of the monotonic clock); return what it is known by."""
    return screen.add_task(visible(doing), total=total, completed=done, begun=begun)


class _Doing(ProgressColumn):
    """What is being done."""

    def render(self, task: Task) -> Text:
        return Text(task.description, no_wrap=True)


class _Pace(ProgressColumn):
    """How much is done, how fast, and how long the rest will take; of unknown size, how long it has taken."""

    def render(self, task: Task) -> Text:
        done, passed = int(task.completed), time.monotonic() - task.fields["begun"]
        told = [_amount(done, task.total)] if done or task.total else []
        rate = done / passed if passed else 0
        told += [f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s"] if done else []
        if task.total and done:
            told.append(f"{_clock(max(0, task.total - done) / rate)} left")
        elif not task.total:
            told.append(_clock(passed))
        return Text(" · ".join(told), no_wrap=True)


def _amount(done: int, total: float | None) -> str:
    return f"{done:,} of {max(done, int(total)):,}" if total else f"{done:,}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
