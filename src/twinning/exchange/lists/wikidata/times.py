"""Days as Wikidata keeps them: a time, how exact it is, and a calendar; and as people write them who correct one.

Precision is 11 for a day, 10 for a month, 9 for a year and 8 for a decade; less says too little of a tie. A day of the
Julian calendar is told in the Gregorian one, as the rest of the register. See Wikidata:Help:Dates.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from twinning.domain.dates import EdtfDate
from twinning.domain.plausibility import is_early
from twinning.errors import InputError

_TIME = re.compile(r"(?P<sign>[+-]?)0*(?P<year>\d{1,16})-(?P<month>0\d|1[0-2])-(?P<day>\d\d)(T.*)?")
_JULIAN = "Q1985786"
_DAY, _MONTH, _YEAR, _DECADE = 11, 10, 9, 8
_LAST_YEAR = 9999


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """A time that Wikidata states. `is_converted` is whether a Julian day was turned into a Gregorian one.

    One without an hour is a date in EDTF, as somebody writes it who corrects a file of rejected statements.
    """

    text: str
    precision: int = _DAY
    calendar: str = ""
    is_converted: bool = False

    def read(self) -> EdtfDate:
        """Return the day. Raises InputError as `read_time` does."""
        if "T" not in self.text:
            return EdtfDate.parse_moment(self.text.strip())
        text, precision = self._parts
        return read_time(text, precision, self.calendar, is_converted=self.is_converted)

    @property
    def told(self) -> str:
        """The day as `read` understands it; one that it refuses as QuickStatements writes it, exactness behind it."""
        try:
            return self.read().text
        except InputError:
            text, precision = self._parts
            return f"{text}/{precision}" if "T" in self.text else self.text

    @property
    def _parts(self) -> tuple[str, int]:
        text, _, precision = self.text.partition("/")
        return text, int(precision) if precision.isdecimal() else self.precision


def read_time(text: str, precision: int, calendar: str = "", *, is_converted: bool = False) -> EdtfDate:
    """Return a day as exact as it is known. `is_converted` is whether a Julian day was turned into a Gregorian one.

    Raises InputError for what is no time, lies before our era or after 9999, or is vaguer than a decade.
    """
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise InputError(f"{text[:40]!r} is no time of Wikidata")
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    if found["sign"] == "-" or year == 0:
        raise InputError(f"{text[:40]} lies before our era")
    if year > _LAST_YEAR or precision < _DECADE:
        what = f"{text[:40]} is no year" if year > _LAST_YEAR else f"{text[:40]} is vaguer than a decade"
        raise InputError(what, "write the year, 1990, or the decade, 199X")
    is_julian = calendar.endswith(_JULIAN)
    if precision >= _DAY and is_julian and not is_converted:
        return EdtfDate.parse(_gregorian(year, month, day).isoformat())
    return EdtfDate.parse(_edtf(year, month, day, precision) + ("~" if is_julian and precision < _DAY else ""))


def _edtf(year: int, month: int, day: int, precision: int) -> str:
    if precision == _DECADE:
        return f"{year // 10:03}X"
    if precision == _YEAR or month == 0:
        return f"{year:04}"
    return f"{year:04}-{month:02}" if precision == _MONTH or day == 0 else f"{year:04}-{month:02}-{day:02}"


def _gregorian(year: int, month: int, day: int) -> date:
    """Return the Gregorian date of a Julian one, by its Julian day number."""
    shifted, months = (year + 4800 - (14 - month) // 12, month + 12 * ((14 - month) // 12) - 3)
    number = day + (153 * months + 2) // 5 + 365 * shifted + shifted // 4 - 32083
    try:
        return date(1970, 1, 1) + timedelta(days=number - 2_440_588)
    except OverflowError:
        raise InputError(f"{year}-{month}-{day} is no day of a calendar") from None


def check_days(start: EdtfDate | None, end: EdtfDate | None, *, allow_early: bool) -> None:
    """Raise InputError for days that cannot be those of a tie, by the rules that hold for every list."""
    for day in (start, end):
        if is_early(day) and not allow_early:
            raise InputError(f"{day} lies before 1800", "--allow-unlikely takes such years")
    if start and end and end.is_before(start):
        raise InputError(f"it ended ({end}) before it began ({start})")
