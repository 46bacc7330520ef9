"""Spans of days as offices print them: two dates in any of the forms in which one is read, or with one cut short.

| what is cut | examples |
| --- | --- |
| nothing | `01.07.2019 - 04.07.2019`, `30 May 2019 to 2 June 2019`, `2019/07/01-2019/07/04`, `2015–2018` |
| what the first has said | `2019. 7. 1. ~ 7. 4.`, `2019-07-01~07-04`, `2019년 7월 1일~4일`, `令和元年7月1日～4日` |
| what the last says | `3-5 May 2019`, `3.-5. Mai 2019`, `30.6.–2.7.2019`, `May 30 - June 2, 2019` |
| the same in words | `du 3 au 5 mai 2019`, `vom 30. Mai bis 2. Juni 2019`, `2019年7月1日至4日` |
| the day alone | `May 3-5, 2019` |
"""

import re
from collections.abc import Iterator

from twinning.domain.dates import EdtfDate
from twinning.domain.dates.printed_dates import WHICH_IS_THE_DAY, DateOrder, read_printed_date, tidy
from twinning.domain.names import quote
from twinning.errors import InputError

Span = tuple[EdtfDate, EdtfDate]

_BETWEEN = re.compile(
    r"\s*[–—~〜～]\s*|\s+(?:-|to|until|bis|au|al|a|do|по)\s+|\s*(?:至|から|부터)\s*|(?<=[0-9.])-(?=[0-9])",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\s*(?:まで|까지|止)$")
_FROM = re.compile(r"^(?:from|vom|von|du|del|de|dal|od|с)\s+(?=[0-9])", re.IGNORECASE)
_DAY = re.compile(r"(?P<day>[0-9]{1,2})\s*(?:[.日일]|er|st|nd|rd|th)?")
_MONTH_AND_DAY = re.compile(r"(?P<month>[0-9]{1,2})\s*[-./月월]\s*(?P<day>[0-9]{1,2})\s*[.日일]?")
_DAY_AND_MONTH = re.compile(r"(?P<day>[0-9]{1,2})\.\s*(?P<month>[0-9]{1,2})\.?")
_IN_A_MONTH = re.compile(
    r"(?P<month>[^\W\d_]{3,})\.?\s+(?P<first>[0-9]{1,2})\s*[-–—]\s*(?P<last>[0-9]{1,2}),?\s+(?P<year>[0-9]{4})"
)
_YEAR_FIRST = re.compile(r"(?:[0-9]{4}\D|\w+年).*", re.DOTALL)


def read_span(text: str, order: DateOrder | None = None) -> Span | None:
    """Return the first and the last day of a span; None for a text that is none, or could be several.

    Raises InputError for one that is several as long as nothing says which number is the day.
    """
    text = _UP_TO.sub("", _FROM.sub("", tidy(text)))
    if found := _IN_A_MONTH.fullmatch(text):
        days = (f"{found['month']} {found[day]}, {found['year']}" for day in ("first", "last"))
        spans = {_span(*(_date(day, order) for day in days))}
    else:
        parts = ((text[: each.start()], text[each.end() :]) for each in _BETWEEN.finditer(text))
        spans = {_span(*pair) for first, last in parts for pair in _read_both(first, last, order)}
    spans -= {None}
    if not spans and order is None and any(read_span(text, each) for each in DateOrder):
        raise InputError(f"{quote(text)} could be several spans of days", WHICH_IS_THE_DAY)
    return spans.pop() if len(spans) == 1 else None


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


def _span(began: EdtfDate | None, ended: EdtfDate | None) -> Span | None:
    """Return both as a span, unless one is missing, or the last comes before the first or is as exact as another."""
    if began is None or ended is None or len(began.text) != len(ended.text):
        return None
    return (began, ended) if (began.earliest or "") < (ended.earliest or "") else None
