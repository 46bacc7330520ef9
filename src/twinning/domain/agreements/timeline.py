"""An agreement's status over time: the spans of days in which it stayed the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from twinning.domain.agreements.status import AgreementFacts, is_known_by, possible_statuses, status_of
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import Status

_FIRST = date.min.isoformat()
_DOUBT_OF_A_YEAR = re.compile(r"[0-9]{4}([?~%])")


@dataclass(frozen=True, slots=True)
class StatusSpan:
    """A span of days, both within it, of one status; None where it has no beginning or no end.

    Each bound is one day, as doubtful as the date of the act or of the end of the term from which it is worked out:
    the day before `2004?-11-04` is `2004?-11-03`.
    """

    status: str
    since: EdtfDate | None
    until: EdtfDate | None


def status_spans(agreement: AgreementFacts) -> list[StatusSpan]:
    """Return the spans of an agreement's status, each from the day after the one before, the last without an end.

    The first has no beginning where nothing bounds its first act. A status only changes where an act may have happened
    or has, or where a term ends: those days are asked for, and the days between answer as the one before them.
    """
    origins = _turning_points(agreement)
    days = [_FIRST, *sorted(set(origins) - {_FIRST})]
    known = [(day, status_of(agreement, day).value) for day in days if is_known_by(agreement, day)]
    turns = [turn for before, turn in pairwise([("", ""), *known]) if turn[1] != before[1]]
    return [
        StatusSpan(
            status,
            None if day == _FIRST else _derived(day, origins[day]),
            _derived(_day_before(end[0]), origins[end[0]]) if end else None,
        )
        for (day, status), end in zip(turns, [*turns[1:], None], strict=True)
    ]


def statuses_ever(agreement: AgreementFacts) -> frozenset[Status]:
    """Return the statuses that an agreement has, had or may have had on some day."""
    days = _turning_points(agreement)
    return frozenset(status for day in days for status in possible_statuses(agreement, day))


def _turning_points(agreement: AgreementFacts) -> dict[str, EdtfDate]:
    """Map each first day on which a status may be another to the date that it is a bound of, a doubtful one first.

    Those are the bounds of acts, and the days after the bounds of terms.
    """
    points: dict[str, EdtfDate] = {}
    for day, origin in _bounds_of_acts(agreement):
        if day not in points or origin.doubtful:
            points[day] = origin
    return points


def _bounds_of_acts(agreement: AgreementFacts) -> Iterator[tuple[str, EdtfDate]]:
    for act in agreement.acts:
        yield from _bounds(act.on)
        yield from ((after, until) for day, until in _bounds(act.until) if (after := _day_after(day)))


def _bounds(on: EdtfDate | None) -> Iterator[tuple[str, EdtfDate]]:
    if on is not None:
        yield from ((day, on) for day in (on.earliest, on.latest) if day is not None)


def _derived(day: str, origin: EdtfDate) -> EdtfDate:
    """Give a day (ISO) the doubt of the date that it is worked out from: of its year alone where only that has one."""
    if not origin.doubtful:
        return EdtfDate(day, day, day, doubtful=False)
    of_a_year = _DOUBT_OF_A_YEAR.search(origin.text)
    text = f"{day[:4]}{of_a_year[1]}{day[4:]}" if of_a_year else f"{day}?"
    return EdtfDate(text, day, day, doubtful=True)


def _day_after(day: str) -> str | None:
    return None if day == date.max.isoformat() else (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
