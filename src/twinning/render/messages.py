"""What the command line says besides data, on standard error: errors, hints and notes, one line each."""

from typing import TextIO

from twinning.errors import TwinningError
from twinning.render.text import visible


def print_error(error: TwinningError, stream: TextIO) -> None:
    """Write `error: …` and, if the error has one, `hint: …`."""
    stream.write(f"error: {visible(error.message)}\n")
    if error.hint:
        stream.write(f"hint: {visible(error.hint)}\n")


def print_note(text: str, stream: TextIO) -> None:
    """Write `note: …`: something to know about the data on standard output."""
    stream.write(f"note: {visible(text)}\n")
