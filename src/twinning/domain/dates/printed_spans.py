"""Days as offices print them: one date, or a span of two dates in any of the forms in which one is read.

| what is cut | examples |
| --- | --- |
| nothing | `01.07.2019 - 04.07.2019`, `30 May 2019 to 2 June 2019`, `2019/07/01-2019/07/04`, `2015–2018` |
| what the first has said | `2019. 7. 1. ~ 7. 4.`, `2019-07-01~07-04`, `2019년 7월 1일~4일`, `令和元年7月1日～4日` |
| what the last says | `3-5 May 2019`, `3.-5. Mai 2019`, `30.6.–2.7.2019`, `May 30 - June 2, 2019` |
| the same in words | `du 3 au 5 mai 2019`, `vom 30. Mai bis 2. Juni 2019`, `2019年7月1日至4日` |
| the day alone | `May 3-5, 2019`, `2019年7月1-4日` |
| two days that follow one another | `2./3. Oktober 2019`, `2 and 3 October 2019`, `2019年10月2・3日` |
| a week (ISO 8601), Monday to Sunday | `KW 23/2019`, `23. KW 2019`, `week 23, 2019`, `KW 23-24/2019`, `2019-W23` |
| the year, which stands in a column of its own | `10月2日～5日`, `2.-5.10.`, `KW 23`, `Oct 30 - Nov 2` |

Days of the week say nothing more (`Mi 2.10. - Sa 5.10.2019`), and how many days there are has to agree with the span
(`2019.10.02.~10.05.(3박4일)`). Rejected are two days apart (`2./5. Oktober`), days without a year where no column has
it, and those of another year than that column says; and a span where one day is asked for.
"""

import re
from collections.abc import Iterator
from datetime import date

from twinning.domain.dates import EdtfDate
from twinning.domain.dates.printed_dates import (
    MONTH_LANGUAGES,
    WHICH_IS_THE_DAY,
    DateOrder,
    read_printed_date,
    tidy,
)
from twinning.domain.dates.weekdays import without_weekdays
from twinning.domain.names import quote
from twinning.errors import InputError

Span = tuple[EdtfDate, EdtfDate]

LONGEST_SPAN = 120
"""The most characters of a text that is looked at for a span: nobody writes one as long."""

_BETWEEN = re.compile(
    r"\s*[–—~〜～]\s*|\s+(?:-|to|until|through|bis|au|al|a|do|по)\s+|\s*(?:至|から|부터)\s*|(?<=[0-9.日일])-(?=[0-9])",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*[/&・、,]\s*|\s+(?:and|und|et|y|e|i|oraz|och|og|и|和|및)\s+", re.IGNORECASE)
_UP_TO = re.compile(r"\s*(?:まで|까지|止)$")
_FROM = re.compile(r"^(?:from|vom|von|du|del|de|dal|od|с)\s+(?=[0-9])", re.IGNORECASE)
_DAY = re.compile(r"(?P<day>[0-9]{1,2})\s*(?:[.日일]|er|st|nd|rd|th)?")
_MONTH_AND_DAY = re.compile(r"(?P<month>[0-9]{1,2})\s*[-./月월]\s*(?P<day>[0-9]{1,2})\s*[.日일]?")
_DAY_AND_MONTH = re.compile(r"(?P<day>[0-9]{1,2})\.\s*(?P<month>[0-9]{1,2})\.?")
_IN_A_MONTH = re.compile(
    r"(?P<month>[^\W\d_]{3,})\.?\s+(?P<first>[0-9]{1,2})(?:st|nd|rd|th)?(?P<between>\D+)"
    r"(?P<last>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{4})"
)
_YEAR_FIRST = re.compile(r"(?:[0-9]{4}\D|\w+年|[MTSHR][0-9]{1,2}\.).*", re.DOTALL)
_COUNTED_ONCE = re.compile(r"(?<=[月월\s])([0-9]{1,2})(?=\s*[-–~〜～・、,]\s*[0-9]{1,2}\s*([日일]))")
_HOW_MANY = re.compile(
    r"\s*[(（]\s*(?:[0-9]+\s*[박泊夜]\s*)?(?P<days>[0-9]+)\s*(?:[日일天][간間]?|days|tage|jours|días|dni|giorni)\s*[)）]$",
    re.IGNORECASE,
)
_WEEK = "kw|cw|kalenderwoche|woche|week|wk|w|semaine|semana|settimana|tydzień|týden|vecka|uke|uge|hét|неделя"
_WEEKS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:{_WEEK})\.?\s*(?P<week>[0-9]{{1,2}})(?:\s*[-–]\s*(?P<last>[0-9]{{1,2}}))?(?:\s*[/,.]\s*|\s+)(?P<year>[0-9]{{4}})",
        rf"(?P<week>[0-9]{{1,2}})\.?\s*(?:{_WEEK})\.?(?:\s*[/,]\s*|\s+)(?P<year>[0-9]{{4}})",
        rf"(?P<year>[0-9]{{4}})[-/,\s]*(?:{_WEEK})\.?\s*(?P<week>[0-9]{{1,2}})(?:\s*[-–]\s*(?P<last>[0-9]{{1,2}}))?",
        r"(?P<year>[0-9]{4})[年년]\s*[第제]?(?P<week>[0-9]{1,2})[週周주]",
    )
)


def read_span(text: str, order: DateOrder | None = None) -> Span | None:
    """Return the first and the last day of a span; None for a text that is none, or could be several.

    Raises InputError for one that is several as long as nothing says which number is the day, for a week that its year
    has not, for two days apart, and for a count of days that is not theirs.
    """
    if len(text) > LONGEST_SPAN:
        return None
    tidied = without_weekdays(tidy(text), MONTH_LANGUAGES)
    counted = _HOW_MANY.search(tidied)
    tidied = _UP_TO.sub("", _FROM.sub("", _HOW_MANY.sub("", tidied)))
    spans = set(_weeks(tidied)) or set(_spans(_COUNTED_ONCE.sub(r"\1\2", tidied), order))
    if not spans and order is None and any(read_span(text, each) for each in DateOrder):
        raise InputError(f"{quote(text)} could be several spans of days", WHICH_IS_THE_DAY)
    if not spans:
        _check_not_apart(tidied, order, text)
    if len(spans) != 1:
        return None
    span = spans.pop()
    _check_count(span, counted, text)
    return span


def _spans(text: str, order: DateOrder | None) -> Iterator[Span]:
    if found := _IN_A_MONTH.fullmatch(text):
        first, last = (_date(f"{found['month']} {found[day]}, {found['year']}", order) for day in ("first", "last"))
        between = found["between"]
        if between.strip() == "-" or _BETWEEN.fullmatch(between):
            yield from _span(first, last)
        elif _AND.fullmatch(between):
            yield from _span(first, last, days=1)
    for form, days in ((_BETWEEN, None), (_AND, 1)):
        for each in form.finditer(text):
            for pair in _read_both(text[: each.start()], text[each.end() :], order):
                yield from _span(*pair, days=days)


def _check_not_apart(text: str, order: DateOrder | None, printed: str) -> None:
    """Raise InputError for two days that do not follow one another, and stand with no more between them."""
    for each in _AND.finditer(text):
        for pair in _read_both(text[: each.start()], text[each.end() :], order):
            for first, last in _span(*pair):
                raise InputError(
                    f"{quote(printed)} names two days apart, {first} and {last}",
                    "write a row for each, or a dash between the first day and the last",
                )


def _weeks(text: str) -> Iterator[Span]:
    """Give the days of a week, or of several one after the other. Raises InputError for one that its year has not."""
    for form in _WEEKS:
        if found := form.fullmatch(text):
            year, first = int(found["year"]), int(found["week"])
            last = int(found.groupdict().get("last") or first)
            yield from _span(_day_of_week(year, first, 1), _day_of_week(year, last, 7))


def _day_of_week(year: int, week: int, day: int) -> EdtfDate:
    try:
        return EdtfDate.parse(date.fromisocalendar(year, week, day).isoformat())
    except ValueError:
        raise InputError(f"{year} has no week {week}", "weeks are those of ISO 8601") from None


def _check_count(span: Span, counted: re.Match[str] | None, text: str) -> None:
    if counted is not None and int(counted["days"]) != (days := _length(span)):
        raise InputError(f"{quote(text)}: from {span[0]} to {span[1]} are {days} days", "correct one of the two")


def _length(span: Span) -> int:
    first, last = (date.fromisoformat(each) for each in (span[0].earliest or "", span[1].latest or ""))
    return (last - first).days + 1


def _read_both(first: str, last: str, order: DateOrder | None) -> Iterator[tuple[EdtfDate | None, EdtfDate | None]]:
    """Give the two dates: as they stand, or the one cut short as the other says the rest."""
    began, ended = _date(first, order), _date(last, order)
    yield began, ended
    if began is not None and _YEAR_FIRST.fullmatch(first):
        yield began, _completed(last, began, _MONTH_AND_DAY)
    if ended is not None and not _YEAR_FIRST.fullmatch(last):
        year = ended.text[:4]
        named = (f"{first} {year}", f"{first}, {year}") if re.search(r"[^\W\d_]{3}", first) else ()
        yield next(filter(None, (_date(each, order) for each in named)), None), ended
        yield _completed(first, ended, _DAY_AND_MONTH), ended


def _completed(cut: str, whole: EdtfDate, month_and_day: re.Pattern[str]) -> EdtfDate | None:
    """Return the day that is cut short to its number, or to that and the month's."""
    year, *rest = whole.text.split("-")
    if len(rest) != 2 or not (found := _DAY.fullmatch(cut) or month_and_day.fullmatch(cut)):
        return None
    parts = found.groupdict()
    return _date(f"{year}-{int(parts.get('month') or rest[0]):02}-{int(parts['day']):02}", None)


def _date(text: str, order: DateOrder | None) -> EdtfDate | None:
    try:
        found = read_printed_date(text, order)
    except InputError:
        return None
    return None if found.is_interval else found


def _span(began: EdtfDate | None, ended: EdtfDate | None, days: int | None = None) -> Iterator[Span]:
    """Give both as a span, unless one is missing, or the last comes before the first or is as exact as another.

    With `days` the last has to be so many after the first.
    """
    if began is None or ended is None or len(began.text) != len(ended.text):
        return
    if (began.earliest or "") < (ended.earliest or "") and days in (None, _length((began, ended)) - 1):
        yield began, ended
