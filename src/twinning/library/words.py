"""Reading the days, listed words and countries that callers of the library give."""

from datetime import date, datetime
from enum import StrEnum
from numbers import Integral
from typing import TypeVar

from twinning.domain.countries import find_country_code
from twinning.domain.dates import EdtfDate, parse_day, today
from twinning.domain.names import quote
from twinning.domain.vocabulary import parse_word
from twinning.errors import InputError

Day = date | str
"""A day: a `datetime.date`, or ISO YYYY-MM-DD."""

Date = date | EdtfDate | int | str
"""A date: a `datetime.date`, EDTF (`1966-06-30`, `1989-10`, `1990~`), or a year as a number."""

AnyWord = TypeVar("AnyWord", bound=StrEnum)


def day(given: Day | None) -> str:
    """Return a day as ISO YYYY-MM-DD; today where none is given. Raises InputError."""
    return today() if given is None else parse_day(_text_of(given))


def edtf(given: Date | None) -> EdtfDate | None:
    """Return a date. Raises InputError."""
    if given is None or isinstance(given, EdtfDate):
        return given
    return EdtfDate.parse(_text_of(given))


def word(words: type[AnyWord], given: AnyWord | str | None) -> AnyWord | None:
    """Return a word of a list, by its member or its text. Raises UsageError with the nearest."""
    return None if given is None else parse_word(words, str(given))


def country(given: str | None) -> str | None:
    """Return the ISO 3166-1 code of a country, by its name or code. Raises InputError."""
    return None if given is None else find_country_code(str(given))


def _text_of(given: object) -> str:
    """Return a day or a date as it is written; years come as numbers of any library. Raises InputError."""
    if isinstance(given, str):
        return given
    if isinstance(given, date):
        return (given.date() if isinstance(given, datetime) else given).isoformat()
    if isinstance(given, Integral):
        return f"{int(given):04}"
    raise InputError(f"{quote(str(given))} is no date", "give a datetime.date, a year, or a text such as 1989-10")
