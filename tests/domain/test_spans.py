"""A span asks for what may lie in it, or for what surely does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinning.domain.dates import EdtfDate
from twinning.domain.dates.spans import Span

DAYS = st.dates().map(lambda day: EdtfDate.parse(day.isoformat()))


def date(text: str | None) -> EdtfDate | None:
    return EdtfDate.parse(text) if text else None


@pytest.mark.parametrize(
    ("start", "end", "possibly", "certainly"),
    [
        ("2016-05-01", None, True, True),
        ("2015", "2019", True, True),
        ("2014-12-31", None, False, False),
        ("2020-01-01", None, False, False),
        ("2014", "2015", True, False),
        ("2019-12", "2020-01", True, False),
        ("201X", None, True, False),
        ("[..2015-03-01]", None, True, False),
        ("[2016-03-01..]", None, True, False),
        ("2016?", None, True, False),
        ("2016", "2017~", True, False),
        (None, None, True, False),
        (None, "2018", True, False),
        (None, "2014", False, False),
    ],
)
def test_what_may_lie_between_2015_and_2019(
    start: str | None, end: str | None, possibly: bool, certainly: bool
) -> None:
    since, until = EdtfDate.parse("2015"), EdtfDate.parse("2019")
    assert Span(since, until).holds(date(start), date(end)) is possibly
    assert Span(since, until, certain=True).holds(date(start), date(end)) is certainly


def test_an_open_side_bounds_nothing() -> None:
    assert Span(since=EdtfDate.parse("2015")).holds(EdtfDate.parse("9999-12-31"))
    assert Span(until=EdtfDate.parse("2015")).holds(EdtfDate.parse("0001-01-01"))


def test_no_span_holds_everything_and_certainly_only_what_has_a_sure_day() -> None:
    assert Span().holds(None)
    assert not Span(certain=True).holds(None)
    assert not Span(certain=True).holds(EdtfDate.parse("1990~"))
    assert Span(certain=True).holds(EdtfDate.parse("1990"))


@given(DAYS, DAYS, DAYS)
def test_what_is_certainly_in_is_possibly_in(since: EdtfDate, until: EdtfDate, day: EdtfDate) -> None:
    if Span(since, until, certain=True).holds(day):
        assert Span(since, until).holds(day)


@given(DAYS, DAYS, DAYS)
def test_a_plain_day_is_possibly_in_exactly_if_certainly(since: EdtfDate, until: EdtfDate, day: EdtfDate) -> None:
    inside = since.text <= day.text <= until.text
    assert Span(since, until).holds(day) is inside
    assert Span(since, until, certain=True).holds(day) is inside
