r"""Cells of tab-separated values, in which a tab, line feed, carriage return or backslash is \t, \n, \r or \\."""

import re

_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_MEANINGS = {escape: character for character, escape in _ESCAPES.items()}
_ESCAPE = re.compile(r"\\[\\tnr]")


def tab_escaped(cell: str) -> str:
    """Return a text as a cell of TSV has it; `tab_unescaped` gives it back."""
    return "".join(_ESCAPES.get(character, character) for character in cell)


def tab_unescaped(cell: str) -> str:
    """Return the text of a cell of TSV."""
    return _ESCAPE.sub(lambda escape: _MEANINGS[escape[0]], cell)
