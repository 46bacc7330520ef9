"""Spans of days as offices print them; what could be several is none."""

import pytest

from twinning.domain.dates.printed_dates import DateOrder
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
