"""Reading the days, listed words and countries that callers of the library give."""

from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from twinning.domain.countries import find_country_code
from twinning.domain.dates import EdtfDate, parse_day, today
from twinning.domain.vocabulary import parse_word

Day = date | str
"""A day: a `datetime.date`, or ISO YYYY-MM-DD."""

Date = date | EdtfDate | str
"""A date: a `datetime.date`, or EDTF (`1966-06-30`, `1989-10`, `1990~`)."""

AnyWord = TypeVar("AnyWord", bound=StrEnum)


def day(given: Day | None) -> str:
    """Return a day as ISO YYYY-MM-DD; today where none is given. Raises InputError."""
    if given is None:
        return today()
    return parse_day(given) if isinstance(given, str) else _iso(given)


def edtf(given: Date | None) -> EdtfDate | None:
    """Return a date. Raises InputError."""
    if given is None or isinstance(given, EdtfDate):
        return given
    return EdtfDate.parse(given if isinstance(given, str) else _iso(given))


def word(words: type[AnyWord], given: AnyWord | str | None) -> AnyWord | None:
    """Return a word of a list, by its member or its text. Raises UsageError with the nearest."""
    return None if given is None else parse_word(words, given)


def country(given: str | None) -> str | None:
    """Return the ISO 3166-1 code of a country, by its name or code. Raises InputError."""
    return None if given is None else find_country_code(given)


def _iso(given: date) -> str:
    return (given.date() if isinstance(given, datetime) else given).isoformat()
