"""What data may do to a screen: nothing. Controls, and changes of writing direction, are taken out."""

import re
from collections.abc import Sequence

from twinning.rows import Cell

NEVER_PRINTED = r"\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
"""The inside of a character class: DEL, C1, line separators, lone surrogates, and the marks, embeddings,
overrides and isolates of the Unicode bidirectional algorithm (UAX #9); and what no XML may hold."""

_HIDDEN = re.compile(rf"\r\n|[\x00-\x1f{NEVER_PRINTED}]")
_BREAKS = {"\r\n", "\t", "\n", "\v", "\f", "\r", "\x85", "\u2028", "\u2029"}
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def visible(text: str) -> str:
    """Return text that is safe on a screen, on one line.

    Line breaks and tabs become a space; lone surrogates, U+FFFE and U+FFFF become U+FFFD; other C0 and C1 controls,
    DEL, and the bidirectional controls are left out.
    """
    return _HIDDEN.sub(_stand_in, text)


def _stand_in(hidden: re.Match[str]) -> str:
    if hidden[0] in _BREAKS:
        return " "
    return "\ufffd" if hidden[0] >= "\ud800" else ""


def encodable(text: str) -> str:
    """Return text that UTF-8 can hold: each lone surrogate replaced by U+FFFD, all else as it is."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def encodable_each(texts: Sequence[str]) -> Sequence[str]:
    """Return each text as `encodable` gives it; that hardly any needs it is seen of all of them at once."""
    together = "".join(texts)
    return texts if together.isascii() or not _LONE_SURROGATE.search(together) else list(map(encodable, texts))


def shown(value: Cell) -> str:
    """Return a value as people read it: nothing when unknown, yes or no, else its visible text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return visible(str(value))
