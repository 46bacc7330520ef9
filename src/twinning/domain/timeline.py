"""An agreement's status over time: the spans of days in which it stayed the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from twinning.domain.dates import EdtfDate
from twinning.domain.status import AgreementFacts, is_known_by, status_of

_FIRST = date.min.isoformat()


@dataclass(frozen=True, slots=True)
class StatusSpan:
    """A span of days (ISO, both within it) of one status; None where it has no beginning or no end."""

    status: str
    since: str | None
    until: str | None


def status_spans(agreement: AgreementFacts) -> list[StatusSpan]:
    """Return the spans of an agreement's status, each from the day after the one before, the last without an end.

    The first has no beginning where nothing bounds its first act. A status only changes where an act may have happened
    or has, or where a term ends: those days are asked for, and the days between answer as the one before them.
    """
    days = [_FIRST, *sorted(set(_turning_points(agreement)) - {_FIRST})]
    known = [(day, status_of(agreement, day).value) for day in days if is_known_by(agreement, day)]
    turns = [turn for before, turn in pairwise([("", ""), *known]) if turn[1] != before[1]]
    return [
        StatusSpan(status, None if day == _FIRST else day, _day_before(end[0]) if end else None)
        for (day, status), end in zip(turns, [*turns[1:], None], strict=True)
    ]


def _turning_points(agreement: AgreementFacts) -> Iterator[str]:
    """Give each first day on which a status may be another: bounds of acts, and the days after bounds of terms."""
    for act in agreement.acts:
        yield from _bounds(act.on)
        yield from (after for day in _bounds(act.until) if (after := _day_after(day)))


def _bounds(on: EdtfDate | None) -> Iterator[str]:
    return (day for day in ((on.earliest, on.latest) if on else ()) if day is not None)


def _day_after(day: str) -> str | None:
    return None if day == date.max.isoformat() else (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
