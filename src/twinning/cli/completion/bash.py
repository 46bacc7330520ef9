"""Bash takes a word apart at every colon and equals sign; here it is put together again before it is completed."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator

_BREAKS = frozenset(":=")


@contextlib.contextmanager
def whole_words() -> Iterator[None]:
    """Let a run that completes a word for bash see the word whole, and offer what follows its last colon alone.

    Bash gives the pieces of the line in COMP_WORDS, with line feeds between them, and puts what is offered in the place
    of the last piece.
    """
    if os.environ.get("_TWINNING_COMPLETE") != "complete_bash" or not (pieces := _pieces()):
        yield
        return
    words = _joined(pieces)
    os.environ |= {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    begun = words[-1][: words[-1].rfind(":") + 1]
    offered = io.StringIO()
    try:
        with contextlib.redirect_stdout(offered):
            yield
    finally:
        sys.stdout.writelines(line.removeprefix(begun) for line in offered.getvalue().splitlines(keepends=True))


def _pieces() -> list[str]:
    """Return the pieces up to the cursor; none where no word was taken apart."""
    line = os.environ.get("COMP_WORDS", "")
    pieces = line.split("\n") if "\n" in line else line.split(" ")
    pieces = pieces[: int(os.environ.get("COMP_CWORD", "0")) + 1]
    return pieces if any(map(_is_break, pieces)) else []


def _joined(pieces: list[str]) -> list[str]:
    words: list[str] = []
    for before, piece in zip(["", *pieces], pieces, strict=False):
        if words and piece and (_is_break(piece) or _is_break(before)):
            words[-1] += piece
        else:
            words.append(piece)
    return words


def _is_break(piece: str) -> bool:
    return bool(piece) and _BREAKS.issuperset(piece)
