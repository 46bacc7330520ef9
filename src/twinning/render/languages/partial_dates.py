"""Dates of which a part is in doubt or not known: `2004?-11-03`, `1999-12-XX` (ISO 8601-2), as phrases.

A mark behind a part is for it and all parts before it, a mark before a part is for that part alone.
"""

import re
from collections.abc import Mapping, Sequence

from twinning.rows.phrases import Phrase, phrase

_PARTS = re.compile(r"([?~%]?)([0-9]{4})([?~%]?)" + 2 * r"(?:-([?~%]?)([0-9]{2}|XX)([?~%]?))?")
_UNKNOWN = "XX"
_NAMES: Mapping[tuple[int, ...], Phrase] = {
    (0,): phrase("year"),
    (1,): phrase("month"),
    (2,): phrase("day"),
    (0, 1): phrase("year and month"),
    (0, 2): phrase("year and day"),
    (1, 2): phrase("month and day"),
    (0, 1, 2): phrase("year, month and day"),
}


def partial_phrase(text: str) -> Phrase | None:
    """Return a date of which some parts are in doubt or unknown as a phrase; None for any other text."""
    found = _PARTS.fullmatch(text)
    if found is None or found[5] is None:
        return None
    written = [part for part in (found[2], found[5], found[8]) if part is not None]
    known = written[: written.index(_UNKNOWN)] if _UNKNOWN in written else written
    if any(part != _UNKNOWN for part in written[len(known) :]):
        return None
    day: str = "-".join(known)
    if len(known) < len(written):
        day = phrase("{day}, {parts} unknown", day=day, parts=_NAMES[tuple(range(len(known), len(written)))])
    before, behind = found.group(1, 4, 7), found.group(3, 6, 9)
    uncertain, about = (_marked(before, behind, marks, len(known)) for marks in ("?%", "~%"))
    if uncertain:
        day = phrase("{day} ({parts} uncertain)", day=day, parts=_NAMES[uncertain])
    if about:
        day = phrase("{day} ({parts} approximate)", day=day, parts=_NAMES[about])
    return day if isinstance(day, Phrase) else None


def _marked(before: Sequence[str], behind: Sequence[str], marks: str, parts: int) -> tuple[int, ...]:
    """Return which parts have one of these marks."""
    last = max((at for at, mark in enumerate(behind) if mark and mark in marks), default=-1)
    return tuple(at for at in range(parts) if at <= last or (before[at] and before[at] in marks))
