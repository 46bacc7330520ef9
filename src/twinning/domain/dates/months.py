"""Adding months to dates: for anniversaries, ends of terms, and days by which notice has to be given."""

import re

from twinning.domain.dates import EdtfDate
from twinning.errors import InputError

_PLAIN = re.compile(
    r"(?P<year>[0-9]{4})(?P<of_year>[?~%]?)"
    r"(?:-(?P<before_month>[?~%]?)(?P<month>0[1-9]|1[0-2])(?P<of_month>[?~%]?)(?P<rest>-[?~%]?[0-9]{2}[?~%]?)?)?"
)
"""A year, month or day, with its doubts. From a decade, a season, a span or a bound nothing is counted."""

_LAST_YEAR = 9999


def months_after(start: EdtfDate, months: int) -> EdtfDate | None:
    """Return the date so many months after another, before it for a negative number, as exact and as doubtful.

    A year alone gives a year, if the months make whole years. A day that the month does not have, 29 February of most
    years, gives the month: which day stands in for it is for people to say. None where there is nothing to count from.
    """
    plain = _PLAIN.fullmatch(start.text)
    if plain is None or plain["month"] is None and months % 12:
        return None
    years, month = divmod(int(plain["month"] or 1) - 1 + months, 12)
    year = int(plain["year"]) + years
    if not 0 < year <= _LAST_YEAR:
        return None
    text = f"{year:04}{plain['of_year']}"
    if plain["month"] is not None:
        text += f"-{plain['before_month']}{month + 1:02}{plain['of_month']}"
    return _if_there_is(f"{text}{plain['rest'] or ''}") or EdtfDate.parse(text)


def _if_there_is(text: str) -> EdtfDate | None:
    try:
        return EdtfDate.parse(text)
    except InputError:
        return None
