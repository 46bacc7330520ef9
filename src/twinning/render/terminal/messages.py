"""What the command line says besides data, on standard error: errors, hints and notes, one line each.

Where standard error cannot be written, nothing is said: what was done stays done, and the exit code tells of it.
"""

import re
from contextlib import suppress
from contextvars import ContextVar
from typing import TextIO

from twinning.errors import TwinningError
from twinning.render.text import visible

_notes_are_silenced = ContextVar("notes are silenced", default=False)

_LONG_WORD = re.compile(r"(\S{200})\S{200,}(\S{50})")
_LONGEST = 4000


def silence_notes() -> None:
    """Write no notes from here on, in this context; questions are still put with all that belongs to them."""
    _notes_are_silenced.set(True)


def are_notes_silenced() -> bool:
    """Return whether no notes are written in this context."""
    return _notes_are_silenced.get()


def print_error(error: TwinningError, stream: TextIO) -> None:
    """Write `error: …` and, if the error has one, `hint: …`."""
    _print("error", error.message, stream)
    if error.hint:
        _print("hint", error.hint, stream)


def print_note(text: str, stream: TextIO, *, belongs_to_question: bool = False) -> None:
    """Write `note: …`: something to know about the data on standard output, or about what is asked next."""
    if belongs_to_question or not are_notes_silenced():
        _print("note", text, stream)


def _print(kind: str, text: str, stream: TextIO) -> None:
    with suppress(OSError):
        stream.write(f"{kind}: {visible(_shortened(text))}\n")
        stream.flush()


def _shortened(text: str) -> str:
    """Return a message without the middle of what somebody gave at a length that no screen holds."""
    text = _LONG_WORD.sub(r"\1…\2", text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
