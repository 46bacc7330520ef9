"""The days that an EDTF text may stand for, and why a text is refused.

EDTF is ISO 8601-2:2019, specified by the Library of Congress in the same year. Levels 0 and 1 are read, and
from level 2 the qualification of single components, unspecified digits anywhere, and one-of sets.

The edtf library says where qualifiers may stand within a date, and is asked for no more: it fails on
`1984-1X`, an example of the specification, refuses `199X/..` and a time shift of `+00:00`, and overlooks
blanks.
"""

import re
import warnings
from calendar import monthrange
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from itertools import product
from reprlib import Repr

from twinning.errors import InputError

Bounds = tuple[str | None, str | None]
"""The first and the last possible day, ISO YYYY-MM-DD; None where there is no bound."""

BEYOND = "9999-99-99"
"""Sorts after every day, for a bound that is None at the far end."""

_LAST_YEAR = 9999
_LONGEST = 200
_EXAMPLES = "write it as EDTF, such as 1966-06-30, 1989-10, 1990, 199X, 1990~, 1990/1995 or [..2019-12-13]"

_WITHOUT_QUALIFIERS = str.maketrans("", "", "?~%")
_LAST_QUALIFIER = re.compile(r"(?<=[0-9X])[?~%]$")
_PLAIN_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?")
_DATE_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00)"
    r"(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?"
)
_SET = re.compile(r"\[(?=.*(?:,|\.\.))(?:\.\.)?[^],.]+(?:(?:,|\.\.)[^],.]+)*(?:\.\.)?\]")
_SEASONS = ("21", "22", "23", "24")
_SEASONS_INTO_NEXT_YEAR = ("22", "24")

_OTHER_ISO = re.compile(r"[0-9]{8}|[0-9]{4}-?W[0-9]{2}-?[0-9]")
_NUMERIC = re.compile(r"([0-9]{1,4})[./ -]+([0-9]{1,2})[./ -]+([0-9]{1,4})\.?")
_REMARK = re.compile(r"(?P<date>[^()（）]+?)\s*[(（][^()（）]+[)）]")
_OUT_OF_RANGE = "lies outside the years 1 to 9999"
_RANGE_HINT = "the register holds days from 0001-01-01 to 9999-12-31"
_MONTHS_HINT = (
    "months are 01 to 12, and 21 to 24 without a day are seasons; "
    "for another part of a year write its months, such as [2001-03..2001-05]"
)
_REFUSALS = (
    (re.compile(r"-[0-9X]{4}|Y-?[1-9][0-9]*(?:[0-9]{4}|E[0-9])"), _OUT_OF_RANGE, _RANGE_HINT),
    (
        re.compile(r"[0-9]+S[0-9]"),
        "counts significant digits, which the register does not read",
        "write X for each digit that is not known, such as 19XX",
    ),
    (
        re.compile(r".*[{}]"),
        "is a set of several dates, and the register holds one date at a time",
        "record each on its own, or write [1960,1961] if it was one of them",
    ),
    (re.compile(r"(?=.* )[][0-9X?~%,./ -]+$"), "has blanks inside", "leave them out"),
)

_brief = Repr()
_brief.maxstring = 60


def quoted(text: str) -> str:
    """Return `text` in quotation marks for a message: escaped, and at most 60 characters long."""
    return _brief.repr(text)


def in_order(earlier: str | None, later: str | None) -> bool:
    """Return whether the first bound is not after the second; None, no bound, contradicts nothing."""
    return earlier is None or later is None or earlier <= later


def day_bounds(text: str) -> Bounds:
    """Return the first and last day that the EDTF `text` may stand for.

    Qualifiers never widen the bounds. A date-time stands for the day it is written with. An end that is open
    or not known has no bound, nor has a date whose year is wholly unspecified. Raises InputError for what is
    not EDTF, lies outside the years 1 to 9999, or belongs to a part of level 2 that is not read.
    """
    if is_plain_day(text):  # as nearly all are: taken apart it takes ten times as long
        return text, text
    _refuse_unreadable(text)
    if text.startswith("["):
        return _set_bounds(text)
    if "/" in text:
        return _interval_bounds(text)
    date_time = _DATE_TIME.fullmatch(text)
    return _date_bounds(date_time[1] if date_time else text)


def is_plain_day(text: str) -> bool:
    """Return whether a text is one day of the calendar, YYYY-MM-DD, and nothing else."""
    return _PLAIN_DAY.fullmatch(text) is not None and _existing_day(text) is not None


def _refuse_unreadable(text: str) -> None:
    if not text:
        raise InputError("the date is empty", _EXAMPLES)
    if len(text) > _LONGEST:
        raise InputError(f"{quoted(text)} is too long for a date: {len(text)} characters", _EXAMPLES)
    if not (text.isascii() and text.isprintable()):
        meant = _printed(text)
        raise InputError(
            f"{quoted(text)} holds a character that no date has",
            f"write {meant}" if meant else "write it with the digits 0 to 9 and a plain hyphen, such as 1966-06-30",
        )


def _set_bounds(choice: str) -> Bounds:
    if not _SET.fullmatch(choice):
        raise _refusal(choice)
    spans = [_member_bounds(member) for member in choice[1:-1].split(",")]
    earliest = min((start for start, _ in spans), key=lambda day: day or "")
    latest = max((end for _, end in spans), key=lambda day: day or BEYOND)
    return earliest, latest


def _member_bounds(member: str) -> Bounds:
    lower, dots, upper = member.partition("..")
    return _span_bounds(lower, upper) if dots else _date_bounds(member)


def _interval_bounds(interval: str) -> Bounds:
    ends = ["" if end == ".." else end for end in interval.split("/")]
    if len(ends) != 2 or not any(ends):
        raise _refusal(interval)
    try:
        return _span_bounds(*ends)
    except InputError as error:
        raise (_refusal(interval) if _printed(interval) else error) from None


def _span_bounds(lower: str, upper: str) -> Bounds:
    """Return the bounds of all that lies between two dates; an empty one is open or not known."""
    earliest = _date_bounds(lower)[0] if lower else None
    latest = _date_bounds(upper)[1] if upper else None
    if not in_order(earliest, latest):
        raise InputError(f"{quoted(lower)} is later than {quoted(upper)}", "put the earlier date first")
    return earliest, latest


def _date_bounds(written: str) -> Bounds:
    bare = written.translate(_WITHOUT_QUALIFIERS)
    components = _DATE.fullmatch(bare)
    if components is None or not _is_well_qualified(written, bare):
        raise _refusal(written)
    year, month, day = components.groups()
    if month in _SEASONS and day is None:
        return _season_bounds(year, month)
    return _calendar_bounds(year, month or "XX", day or "XX")


def _is_well_qualified(written: str, bare: str) -> bool:
    # Any date may carry one qualifier at its end, so the library need not be loaded for `1990~`.
    shape = _LAST_QUALIFIER.sub("", written)
    return shape == bare or _is_edtf(re.sub("[0-9X]", "1", shape))


@lru_cache(maxsize=256)
def _is_edtf(shape: str) -> bool:
    with warnings.catch_warnings(action="ignore"):  # building the library's grammar warns, under `python -W`
        from edtf import is_valid_edtf  # noqa: PLC0415  a tenth of a second, and hardly any date needs it

        return bool(is_valid_edtf(shape))


def _season_bounds(year: str, season: str) -> Bounds:
    """Return the year's bounds, which for summer and winter run on to the March after it.

    The codes 21 to 24 say spring to winter wherever it was, and hemispheres and calendars put these in
    different months. A season is taken to begin in its year; a southern summer and a northern winter end by
    the next March.
    """
    earliest, latest = _calendar_bounds(year, "XX", "XX")
    if latest is not None and season in _SEASONS_INTO_NEXT_YEAR:
        latest = _calendar_bounds(f"{int(latest[:4]) + 1:04}", "03", "XX")[1]
    return earliest, latest


def _calendar_bounds(year: str, month: str, day: str) -> Bounds:
    """Return the bounds of components of which any digit may be X, unspecified; a whole X year has none."""
    years = _fitting("2000" if year == "XXXX" else year, _LAST_YEAR)  # a leap year, for XXXX-02-29
    months, days = _fitting(month, 12), _fitting(day, 31)
    earliest = _first_day(years, months, days)
    if earliest is None:
        raise _impossible(year, month, day)
    latest = _first_day(years[::-1], months[::-1], days[::-1])
    return (None, None) if year == "XXXX" else (earliest, latest)


@lru_cache(maxsize=4096)
def _fitting(pattern: str, highest: int) -> tuple[int, ...]:
    """Return the numbers from 1 to `highest` that fit a pattern of digits and X, ascending."""
    digits = product(*("0123456789" if digit == "X" else digit for digit in pattern))
    return tuple(number for number in map(int, map("".join, digits)) if 1 <= number <= highest)


def _first_day(years: Sequence[int], months: Sequence[int], days: Sequence[int]) -> str | None:
    existing = (
        f"{year:04}-{month:02}-{day:02}"
        for year, month, day in product(years, months, days)
        if day <= monthrange(year, month)[1]
    )
    return next(existing, None)


def _impossible(year: str, month: str, day: str) -> InputError:
    if not _fitting(year, _LAST_YEAR):
        return InputError(f"{year} {_OUT_OF_RANGE}", _RANGE_HINT)
    if not _fitting(month, 12):
        return InputError(f"there is no month {month}, as in {year}-{month}", _MONTHS_HINT)
    return InputError(f"there is no day {year}-{month}-{day}", f"write {year}-{month} if the day is not known")


def _refusal(text: str) -> InputError:
    if days := _days_meant(text):
        hint = f"write {' or '.join(days)}" + (", whichever it is" if len(days) > 1 else "")
        return InputError(f"{quoted(text)} is not written as year-month-day", hint)
    unread = f"{quoted(text)} is not a date that the register reads"
    if meant := _printed(text):
        return InputError(unread, f"write {meant}")
    for pattern, message, hint in _REFUSALS:
        if pattern.match(text):
            return InputError(f"{quoted(text)} {message}", hint)
    return InputError(unread, _EXAMPLES)


def _printed(text: str) -> str | None:
    """Return the EDTF of a date as registers print it, a remark in brackets left out; None where it is none."""
    from twinning.domain.dates.printed_dates import form_meant  # noqa: PLC0415 - it rests on this module

    if remark := _REMARK.fullmatch(text):
        return _printed(remark["date"]) or _readable(remark["date"])
    with suppress(InputError):
        meant = form_meant(text)
        return meant and _readable(meant)
    return None


def _readable(text: str) -> str | None:
    with suppress(InputError):
        if day_bounds(text):
            return text
    return None


def _days_meant(text: str) -> list[str]:
    """Return the days that a date in another notation may stand for; none where it is no such date."""
    candidates = [text] if _OTHER_ISO.fullmatch(text) else []
    if numbers := _NUMERIC.fullmatch(text):
        first, second, third = (number.zfill(2) for number in numbers.groups())
        candidates = [f"{first}-{second}-{third}", f"{third}-{first}-{second}", f"{third}-{second}-{first}"]
    return list(dict.fromkeys(filter(None, map(_existing_day, candidates))))


def _existing_day(candidate: str) -> str | None:
    try:
        return date.fromisoformat(candidate).isoformat()
    except ValueError:
        return None
