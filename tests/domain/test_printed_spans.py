"""Spans of days as offices print them; what could be several is none."""

import pytest

from twinning.domain.dates.printed_dates import DateOrder
from twinning.domain.dates.printed_days import read_days
from twinning.domain.dates.printed_spans import read_span
from twinning.errors import InputError


def said(text: str, order: DateOrder | None = None) -> str | None:
    span = read_span(text, order)
    return None if span is None else "/".join(map(str, span))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2019-07-01 - 2019-07-04", "2019-07-01/2019-07-04"),
        ("01.07.2019 - 04.07.2019", "2019-07-01/2019-07-04"),
        ("13/7/2019 – 14/7/2019", "2019-07-13/2019-07-14"),
        ("2019/07/01-2019/07/04", "2019-07-01/2019-07-04"),
        ("30 May 2019 to 2 June 2019", "2019-05-30/2019-06-02"),
        ("31.12.2019 bis 2.1.2020", "2019-12-31/2020-01-02"),
        ("July 2019 - August 2019", "2019-07/2019-08"),
        ("2015–2018", "2015/2018"),
        ("2015-2018", "2015/2018"),
        ("2019. 7. 1. ~ 7. 4.", "2019-07-01/2019-07-04"),
        ("2019.7.1~4", "2019-07-01/2019-07-04"),
        ("2019-07-01~07-04", "2019-07-01/2019-07-04"),
        ("2019년 7월 1일 ~ 8월 2일", "2019-07-01/2019-08-02"),
        ("2019年7月1日～4日", "2019-07-01/2019-07-04"),
        ("3-5 May 2019", "2019-05-03/2019-05-05"),
        ("3.-5. Mai 2019", "2019-05-03/2019-05-05"),
        ("30.6.–2.7.2019", "2019-06-30/2019-07-02"),
        ("30 May - 2 June 2019", "2019-05-30/2019-06-02"),
        ("May 30 - June 2, 2019", "2019-05-30/2019-06-02"),
        ("du 3 au 5 mai 2019", "2019-05-03/2019-05-05"),
        ("du 1er au 5 mai 2019", "2019-05-01/2019-05-05"),
        ("du 30 mai au 2 juin 2019", "2019-05-30/2019-06-02"),
        ("vom 3. bis 5. Mai 2019", "2019-05-03/2019-05-05"),
        ("del 3 al 5 de mayo de 2019", "2019-05-03/2019-05-05"),
        ("de 3 a 5 de maio de 2019", "2019-05-03/2019-05-05"),
        ("od 3 do 5 maja 2019", "2019-05-03/2019-05-05"),
        ("с 3 по 5 мая 2019", "2019-05-03/2019-05-05"),
        ("令和元年7月1日～4日", "2019-07-01/2019-07-04"),
        ("2019年7月1日至4日", "2019-07-01/2019-07-04"),
        ("2019年7月1日から8月2日まで", "2019-07-01/2019-08-02"),
        ("2019년 7월 1일부터 7월 4일까지", "2019-07-01/2019-07-04"),
        ("２０１９年７月１日～４日", "2019-07-01/2019-07-04"),
        ("May 3-5, 2019", "2019-05-03/2019-05-05"),
        ("May 3 to 5, 2019", "2019-05-03/2019-05-05"),
        ("October 2nd-5th, 2019", "2019-10-02/2019-10-05"),
        ("October 2 through October 5, 2019", "2019-10-02/2019-10-05"),
        ("2.-5.10.2019", "2019-10-02/2019-10-05"),
        ("2–5 October 2019", "2019-10-02/2019-10-05"),
        ("Oct 30 - Nov 2, 2019", "2019-10-30/2019-11-02"),
        ("2./3. Oktober 2019", "2019-10-02/2019-10-03"),
        ("1./2.3.2019", "2019-03-01/2019-03-02"),
        ("31.10./1.11.2019", "2019-10-31/2019-11-01"),
        ("2. und 3. Oktober 2019", "2019-10-02/2019-10-03"),
        ("2 & 3 October 2019", "2019-10-02/2019-10-03"),
        ("2 et 3 octobre 2019", "2019-10-02/2019-10-03"),
        ("2 y 3 de octubre de 2019", "2019-10-02/2019-10-03"),
        ("2 i 3 października 2019", "2019-10-02/2019-10-03"),
        ("October 2 and 3, 2019", "2019-10-02/2019-10-03"),
        ("2019年10月2日、3日", "2019-10-02/2019-10-03"),
        ("2019年10月2・3日", "2019-10-02/2019-10-03"),
        ("2019年10月2-5日", "2019-10-02/2019-10-05"),
        ("2019년 10월 2~5일", "2019-10-02/2019-10-05"),
        ("R1.10.2～10.5", "2019-10-02/2019-10-05"),
        ("Mi 2.10. - Sa 5.10.2019", "2019-10-02/2019-10-05"),
        ("Wed, 2 October - Sat, 5 October 2019", "2019-10-02/2019-10-05"),
        ("2019.10.02.~10.05.(3박4일)", "2019-10-02/2019-10-05"),
        ("2019年10月2日～5日（4日間）", "2019-10-02/2019-10-05"),
        ("KW 23/2019", "2019-06-03/2019-06-09"),
        ("23. KW 2019", "2019-06-03/2019-06-09"),
        ("KW 23-24/2019", "2019-06-03/2019-06-16"),
        ("Week 1, 2020", "2019-12-30/2020-01-05"),
        ("2019-W23", "2019-06-03/2019-06-09"),
        ("2019年第23週", "2019-06-03/2019-06-09"),
        ("semaine 53 2020", "2020-12-28/2021-01-03"),
    ],
)
def test_a_span_is_read_from_one_cell(text: str, meant: str) -> None:
    assert said(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        *("", "2019-07", "2019-07-01", "03-04-1997", "5-3 May 2019", "30-2 June 2019", "7-9 2019", "1-2-3 May 2019"),
        *(
            "2018 - May 2019",
            "2019-07-01 - 2020",
            "2019-07-01-2020",
            "summer - autumn 2019",
            "3 May 2019 - soon",
            "3 May 2019 - 5",
            "30-31 June 2019",
            "KW 23/24 2019",
            "KW 23",
        ),
    ],
)
def test_what_is_no_span_or_could_be_several_is_none(text: str) -> None:
    assert said(text) is None


def test_which_number_is_the_day_has_to_be_said_of_a_span_too() -> None:
    text = "1/7/2019 - 4/8/2019"
    with pytest.raises(InputError, match="several spans") as refused:
        said(text)
    assert "--date-order" in str(refused.value.hint)
    assert said(text, DateOrder.DAY_FIRST) == "2019-07-01/2019-08-04"
    assert said(text, DateOrder.MONTH_FIRST) == "2019-01-07/2019-04-08"


@pytest.mark.parametrize(
    "text", ["2./5. Oktober 2019", "2 and 5 October 2019", "2019年10月2日、5日", "2019-10-02/05", "30 May, 2 June 2019"]
)
def test_two_days_apart_are_no_span(text: str) -> None:
    with pytest.raises(InputError, match="two days apart"):
        said(text)


def test_a_week_that_a_year_has_not_and_a_count_that_differs_are_told() -> None:
    with pytest.raises(InputError, match="2019 has no week 53"):
        said("KW 53/2019")
    with pytest.raises(InputError, match="are 4 days"):
        said("2019.10.02.~10.05.(2박3일)")


def days(text: str, year: str = "", order: DateOrder | None = None) -> str:
    read = read_days(text, order, year)
    return "/".join(str(each) for each in (read.began, read.ended) if each)


@pytest.mark.parametrize(
    ("text", "year", "meant"),
    [
        ("2019-10-02", "", "2019-10-02"),
        ("Mittwoch, 2. Oktober 2019", "", "2019-10-02"),
        ("mercredi 2 octobre 2019", "", "2019-10-02"),
        ("10月2日～5日", "2019", "2019-10-02/2019-10-05"),
        ("10月2日～5日", "令和元年", "2019-10-02/2019-10-05"),
        ("10월 2일", "2019년", "2019-10-02"),
        ("2.-5.10.", "2019", "2019-10-02/2019-10-05"),
        ("2./3. Oktober", "2019", "2019-10-02/2019-10-03"),
        ("Oct 30 - Nov 2", "2019", "2019-10-30/2019-11-02"),
        ("May 3-5", "2019", "2019-05-03/2019-05-05"),
        ("13.10.", "2019.0", "2019-10-13"),
        ("KW 23", "2019", "2019-06-03/2019-06-09"),
        ("Oktober", "2019", "2019-10"),
        ("2019-10-02", "2019", "2019-10-02"),
        ("30.12.2019 - 2.1.2020", "2019", "2019-12-30/2020-01-02"),
        ("", "2019", "2019"),
        ("-", "2019", "2019"),
        ("", "", ""),
        ("-", "-", ""),
    ],
)
def test_days_take_the_year_that_stands_beside_them(text: str, year: str, meant: str) -> None:
    assert days(text, year) == meant


@pytest.mark.parametrize(
    ("text", "year", "reason"),
    [
        ("10月2日～5日", "", "has no year"),
        ("2./3. Oktober", "", "has no year"),
        ("KW 23", "", "has no year"),
        ("10/2", "2019", "could be"),
        ("2.10.", "2019", "could be"),
        ("2020-10-02", "2019", "another year"),
        ("10月2日", "2019年度", "is no year"),
        ("10月2日", "2019-20", "is no year"),
        ("30.12. - 2.1.", "2019", "30.12. - 2.1."),
        ("next spring", "2019", "next spring"),
        ("2./5. Oktober 2019", "", "two days apart"),
        ("2019/10/2 ff.", "", "2019/10/2 ff."),
    ],
)
def test_days_without_a_year_or_with_another_are_rejected(text: str, year: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        days(text, year)


@pytest.mark.parametrize("text", ["1" * 20_000, "2./" * 10_000, "KW " * 8_000, "-" * 20_000 + "x"])
def test_a_text_that_is_too_long_for_days_is_refused_at_once(text: str) -> None:
    with pytest.raises(InputError):
        days(text, "2019")


def test_the_order_says_which_number_of_a_day_without_a_year_is_the_month() -> None:
    assert days("10/2", "2019", DateOrder.MONTH_FIRST) == "2019-10-02"
    assert days("2.10.", "2019", DateOrder.DAY_FIRST) == "2019-10-02"
    assert days("10. 2. ~ 10. 5.", "2019", DateOrder.MONTH_FIRST) == "2019-10-02/2019-10-05"
