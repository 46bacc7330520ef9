"""Cells that a spreadsheet would run as a formula, made harmless in a way that reads back exactly.

Half of Europe's spreadsheets split CSV at semicolons, and LibreOffice proposes tabulators with them; quotes within what
they then see as a cell are text to them. What follows one of these or a line break may begin a cell of its own, so it
is made harmless as well.
"""

import re
from collections.abc import Sequence

# Skipped in front of a formula: blanks, controls, and Unicode's Default_Ignorable_Code_Point.
_UNSEEN = (
    r"\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# OWASP's signs of CSV injection, and the full-width ones, which East Asian editions take for them.
_SIGNS = "=+-@\t\r＝＋－＠"
_FORMULA = re.compile(rf"'*[{_UNSEEN}]*[{re.escape(_SIGNS)}]")
# What follows a semicolon, a tabulator or a line break, and whether it would be run, whatever quotes are before it.
_INNER = re.compile(r"(?<=[;\t\r\n])[^;\t\r\n]+")
_RUNS = re.compile(rf"""[{_UNSEEN}'"]*[=+\-@\t＝＋－＠]""")
# A sign that can be run has a separator, a quote or something unseen right before it, wherever a cell begins.
_MAY_RUN = re.compile(rf"""[{re.escape(_SIGNS)}](?<=[;'"{_UNSEEN}].)""", re.DOTALL)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def neutralise(text: str) -> str:
    """Return the text with a `'` before what a spreadsheet could run; `restore` takes it off again.

    That is the text, and what follows a semicolon, a tabulator or a line break in it. What is nothing but a plain
    number, such as -12.5, stays a number. What begins with `'` and would be dangerous without it gets one more, so that
    every text comes back as it was.
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        text = f"'{text}"
    return _INNER.sub(_neutralised, text)


def neutralise_each(texts: Sequence[str]) -> Sequence[str]:
    """Return each text as `neutralise` gives it; that hardly any needs it is seen of all of them at once."""
    return list(map(neutralise, texts)) if may_run("\n".join(texts)) else texts


def may_run(together: str) -> bool:
    """Say whether one of several texts, with a line break or a control between them, may need to be neutralised."""
    return has_any(_SIGNS, together) and (together[0] in _SIGNS or _MAY_RUN.search(together) is not None)


def has_any(characters: str, text: str) -> bool:
    """Say whether a text has one of some characters: of few, far quicker than by a pattern."""
    return any(character in text for character in characters)


def _neutralised(inner: re.Match[str]) -> str:
    return inner[0] if _NUMBER.fullmatch(inner[0]) or not _RUNS.match(inner[0]) else f"'{inner[0]}"


def restore(cell: str) -> str:
    """Return the text that `neutralise` was given."""
    cell = _INNER.sub(_restored, cell)
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _restored(inner: re.Match[str]) -> str:
    return inner[0][1:] if inner[0].startswith("'") and _RUNS.match(inner[0]) else inner[0]
