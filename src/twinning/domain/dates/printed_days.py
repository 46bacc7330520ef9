"""What a cell of a spreadsheet says of days: one date or a span, with the year of a cell beside it."""

import re
from collections.abc import Iterator

from twinning.domain.dates import EdtfDate
from twinning.domain.dates.printed_dates import (
    WHICH_IS_THE_DAY,
    DateOrder,
    PrintedDate,
    read_printed,
    read_printed_date,
    says_nothing,
)
from twinning.domain.dates.printed_spans import LONGEST_SPAN, read_span
from twinning.domain.names import quote
from twinning.errors import InputError

_LONE_NUMBER = re.compile(r"[0-9]{1,2}\.?")
_YEAR = re.compile("[0-9]{4}")
_SOME_YEAR = "2000"  # with 29 February
_WRITE_IT = "write the year, too; for days of an activity it may stand in a column `start_year`"


def read_days(text: str, order: DateOrder | None = None, year: str = "", *, is_last: bool = False) -> PrintedDate:
    """Return the day or the days that a cell says, with the year of a cell beside it where it has none.

    Nothing where neither says anything. Raises InputError for what is no date and no span, or could be several, for
    days without a year, and for days of another one, which the last day of a span may be.
    """
    named = _year(year)
    if says_nothing(text):
        return PrintedDate(EdtfDate.parse(named) if named else None)
    try:
        found = _days(text, order)
    except InputError as error:
        if error.hint == WHICH_IS_THE_DAY or len(text) > LONGEST_SPAN:
            raise
        of_year = _of_year(text, order, named or _SOME_YEAR)
        if of_year is None:
            raise
        if not named:
            raise InputError(f"{quote(text)} has no year", _WRITE_IT) from error
        found = of_year
    if named and not is_last and not _is_in(found, named):
        raise InputError(f"{quote(text)} is of another year than stands beside it, {named}", "correct one of the two")
    return found


def _year(text: str) -> str:
    """Return the year that a cell says; empty for none. Raises InputError for what is no year."""
    if says_nothing(text):
        return ""
    try:
        found = read_printed_date(text).text
    except InputError:
        found = ""
    if not _YEAR.fullmatch(found):
        raise InputError(f"{quote(text)} is no year", "write it in four figures")
    return found


def _days(text: str, order: DateOrder | None) -> PrintedDate:
    try:
        return read_printed(text, order)
    except InputError as error:
        if (span := read_span(text, order)) is not None:
            return PrintedDate(*span)
        if quote(text) in error.message or error.hint == WHICH_IS_THE_DAY:
            raise
        raise InputError(f"{quote(text)} is not a date that the register reads", error.hint) from error


def _of_year(text: str, order: DateOrder | None, year: str) -> PrintedDate | None:
    """Return the days that a text without a year says; None for what says none. Raises InputError for several."""
    found: dict[PrintedDate, None] = {}
    for each in _with_year(text.strip(), order, year):
        try:
            found[_days(each, order)] = None
        except InputError as error:
            if error.hint == WHICH_IS_THE_DAY:
                raise
    if len(found) > 1:
        either = " or ".join("/".join(str(day) for day in (each.began, each.ended) if day) for each in found)
        raise InputError(f"{quote(text)} could be {either}", WHICH_IS_THE_DAY)
    return next(iter(found), None)


def _with_year(text: str, order: DateOrder | None, year: str) -> Iterator[str]:
    """Give a text with its year behind and before it, as such forms stand: numbers alone as their order is said."""
    if _LONE_NUMBER.fullmatch(text):
        return
    has_words = re.search(r"[^\W\d_]", text) is not None
    if has_words or order is not DateOrder.MONTH_FIRST:
        yield from (f"{text}{between}{year}" for between in (" ", ", ", "/", "-", ""))
    if has_words or order is not DateOrder.DAY_FIRST:
        yield from (f"{year}{between}{text}" for between in (". ", "年", "/", "-"))


def _is_in(found: PrintedDate, year: str) -> bool:
    """Say whether one of the days may lie in a year."""
    first, last = found.began, found.ended or found.began
    if first is None or last is None:
        return True
    return (first.earliest or "")[:4] <= year <= (last.latest or "~")[:4]
