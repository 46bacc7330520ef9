"""The line that a shell wants completed: put in order in the environment, before Typer reads it there.

Bash gives its words in COMP_WORDS with line feeds between them, takes each apart at every colon and equals sign, and
puts what is offered in the place of the last piece. The other shells give the line up to the cursor.
"""

import contextlib
import io
import os
import re
import sys
from collections.abc import Iterator, Sequence

_BREAKS = frozenset(":=")
_WORD = re.compile(r"""(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"?|'[^']*'?|\\)+""", re.DOTALL)
_ASKED_FOR = "_TWINNING_COMPLETE"
_BASH = "complete_bash"


def words_to_complete() -> list[str] | None:
    """Return the words that a shell wants completed, the last of them begun; None where no shell asks."""
    asked = os.environ.get(_ASKED_FOR, "")
    if not asked.startswith("complete_"):
        return None
    if asked == _BASH:
        return _whole_words(_pieces())[1:]
    line = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    words = _WORD.findall(line)
    begun = os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE")  # PowerShell's line has no blank at its end
    is_begun = not line[-1:].isspace() if begun is None else bool(begun)
    return words[1:] if is_begun else [*words[1:], ""]


@contextlib.contextmanager
def completing(words: Sequence[str]) -> Iterator[None]:
    """Let a run complete these words in the place of the shell's, and bash get what follows its last colon alone."""
    line = ["twinning", *words]
    if os.environ[_ASKED_FOR] != _BASH:
        os.environ["_TYPER_COMPLETE_ARGS"] = " ".join(line)
        yield
        return
    begun = words[-1][: words[-1].rfind(":") + 1] if words and any(map(_is_break, _pieces())) else ""
    os.environ |= {"COMP_WORDS": "\n".join(line), "COMP_CWORD": str(len(line) - 1)}
    offered = io.StringIO()
    try:
        with contextlib.redirect_stdout(offered):
            yield
    finally:
        sys.stdout.writelines(line.removeprefix(begun) for line in offered.getvalue().splitlines(keepends=True))


def _pieces() -> list[str]:
    """Return the pieces up to the cursor."""
    line = os.environ.get("COMP_WORDS", "")
    pieces = line.split("\n") if "\n" in line else line.split(" ")
    return pieces[: int(os.environ.get("COMP_CWORD", "0")) + 1]


def _whole_words(pieces: list[str]) -> list[str]:
    words: list[str] = []
    for before, piece in zip(["", *pieces], pieces, strict=False):
        if words and piece and (_is_break(piece) or _is_break(before)):
            words[-1] += piece
        else:
            words.append(piece)
    return words


def _is_break(piece: str) -> bool:
    return bool(piece) and _BREAKS.issuperset(piece)
