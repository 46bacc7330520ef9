"""Counting in months from dates that are more or less known."""

import pytest

from twinning.domain.dates import EdtfDate
from twinning.domain.dates.months import months_after


@pytest.mark.parametrize(
    ("start", "months", "after"),
    [
        ("2007-05-07", 240, "2027-05-07"),
        ("1989-10", 480, "2029-10"),
        ("2007", 240, "2027"),
        ("1994?", 120, "2004?"),
        ("2004?-11-03", 120, "2014?-11-03"),
        ("2023-?06-15", 240, "2043-?06-15"),
        ("2020-11-30", 3, "2021-02"),
        ("2004-02-29", 60, "2009-02"),
        ("2004-02-29", 240, "2024-02-29"),
        ("2025-01-31", -6, "2024-07-31"),
    ],
)
def test_what_is_counted_from_a_date_is_as_exact_and_as_doubtful(start: str, months: int, after: str) -> None:
    assert str(months_after(EdtfDate.parse(start), months)) == after


@pytest.mark.parametrize("start", ["199X", "[..2019-12-13]", "2004-10-31/2004-11-05", "2004-21", "9990"])
def test_nothing_is_counted_from_what_is_no_year_month_or_day(start: str) -> None:
    assert months_after(EdtfDate.parse(start), 120) is None


def test_a_year_alone_gives_no_month() -> None:
    assert months_after(EdtfDate.parse("2007"), 18) is None
