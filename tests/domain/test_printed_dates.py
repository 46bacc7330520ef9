"""Dates as registers print them are read as what they say, and what could be two is asked."""

import contextlib
from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from twinning.domain.dates import EdtfDate
from twinning.domain.dates.printed_dates import MONTH_LANGUAGES, DateOrder, read_printed, read_printed_date
from twinning.errors import InputError

DAYS = st.dates(date(1800, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Jun.30.1966", "1966-06-30"),
        ("昭48.11.30", "1973-11-30"),
        ("29. мај 1967.", "1967-05-29"),
        ("2 Agustus 1985", "1985-08-02"),
        ("1987. a.", "1987"),
        ("w 1990 r.", "1990"),
        ("ngày 28 tháng 9 năm 2004", "2004-09-28"),
        ("tháng 9 năm 2004", "2004-09"),
        ("7 มิถุนายน 2542", "1999-06-07"),
        ("๗ มิถุนายน พ.ศ. ๒๕๔๒", "1999-06-07"),
        ("15 ม.ค. 2550", "2007-01-15"),
        ("พ.ศ. 2532", "1989"),
        ("พ.ศ. 26/05/2536", "1993-05-26"),
        ("٧ ديسمبر ١٩٩٧", "1997-12-07"),
        ("١٩٩٣/٠٤/١٤", "1993-04-14"),
        ("12 במרץ 1989", "1989-03-12"),
        ("2010.12.02", "2010-12-02"),
        ("1995. 2.27", "1995-02-27"),
        ("2007. 5. 7.", "2007-05-07"),
        ("27.04.1997", "1997-04-27"),
        ("03.04.1997", "1997-04-03"),
        ("2001/05/24", "2001-05-24"),
        ("2010年10月15日", "2010-10-15"),
        ("'76年10月11日", "1976-10-11"),
        ("平成25(2013)年3月4日", "2013-03-04"),
        ("昭和51年10月11日", "1976-10-11"),
        ("令和元年", "2019"),
        ("2007년 5월 7일", "2007-05-07"),
        ("1991년 7월", "1991-07"),
        ("民國50年", "1961"),
        ("24 maja 2002", "2002-05-24"),
        ("25 de octubre de 1983", "1983-10-25"),
        ("5 maja 1995 r.", "1995-05-05"),
        ("05.05.1995r.", "1995-05-05"),
        ("1995 r.", "1995"),
        ("12 мая 1992 г.", "1992-05-12"),
        ("1990. május 5.", "1990-05-05"),
        ("1990. május", "1990-05"),
        ("10.II.1999", "1999-02-10"),
        ("3 XII 2001 r.", "2001-12-03"),
        ("2007. 7월", "2007-07"),
        ("2007. 7월 3일", "2007-07-03"),
        ("April 5, 1971", "1971-04-05"),
        ("Sept. 5th, 1971", "1971-09-05"),
        ("9 February 1986", "1986-02-09"),
        ("31. března 1999", "1999-03-31"),
        ("12 мая 1992", "1992-05-12"),
        ("Mai 1990", "1990-05"),
        ("Established 1957", "1957"),
        ("ca. 1990", "1990~"),
        ("1990年頃", "1990~"),
        ("5/1990", "1990-05"),
        ("05.1990", "1990-05"),
        ("2-May-1990", "1990-05-02"),
        ("02/Mai/1990", "1990-05-02"),
        ("May-1990", "1990-05"),
        ("１９９０年５月２日", "1990-05-02"),
        ("１９９０．５．２", "1990-05-02"),
        ("昭和40.10.1", "1965-10-01"),
        ("S40.10.1", "1965-10-01"),
        ("R1.5.1", "2019-05-01"),
        ("1990s", "199X"),
        ("1990年代", "199X"),
        ("1990-05-02 00:00:00", "1990-05-02"),
        ("22/05/1990 00:00", "1990-05-22"),
        ("1990-05-02T00:00:00Z", "1990-05-02"),
        ("1990-05-02 09:30:00", "1990-05-02T09:30:00"),
        ("2023. 5. 7. 14:00", "2023-05-07T14:00:00"),
        ("le 2 mai 1990", "1990-05-02"),
        ("昭和54年（1979年）3月14日", "1979-03-14"),
        ("1979（昭和54）年3月14日", "1979-03-14"),
        ("1979年(昭和54年)3月", "1979-03"),
        ("平成元.10.23", "1989-10-23"),
        ("en 1958", "1958"),
        ("民國五十年三月四日", "1961-03-04"),
        ("中華民國一百零三年", "2014"),
        ("昭和四十年十月一日", "1965-10-01"),
        ("昭和五一年", "1976"),
        ("平成元年十二月二十日", "1989-12-20"),
        ("二〇〇七年五月三十一日", "2007-05-31"),
        ("一九九三年八月", "1993-08"),
        ("2002.5.7(화)", "2002-05-07"),
        ("1990年5月2日（水）", "1990-05-02"),
        ("1990 [2]", "1990"),
        ("1990.0", "1990"),
        ("1957", "1957"),
        ("[..2019-12-13]", "[..2019-12-13]"),
    ],
)
def test_a_form_that_registers_print_is_read_as_what_it_says(text: str, edtf: str) -> None:
    assert read_printed_date(text) == EdtfDate.parse(edtf)
    assert str(read_printed(f"  {text}\u3000").began) == edtf


def test_a_cell_may_say_an_end_as_well() -> None:
    said = read_printed("est. 1957, revoked 2018")
    assert (str(said.began), str(said.ended)) == ("1957", "2018")


@pytest.mark.parametrize("text", ["", " ", "0", "-", "–", "n/a", "不明", "미상", "不詳", "n.d.", "s. d.", "TBD"])
def test_a_cell_that_says_nothing_is_no_date(text: str) -> None:
    assert read_printed(text).began is None


def test_two_readings_are_asked_and_never_chosen() -> None:
    with pytest.raises(InputError, match="could be 1997-04-03 or 1997-03-04") as refused:
        read_printed("03/04/1997")
    assert "--date-order" in (refused.value.hint or "")
    assert str(read_printed_date("03/04/1997", DateOrder.DAY_FIRST)) == "1997-04-03"
    assert str(read_printed_date("03/04/1997", DateOrder.MONTH_FIRST)) == "1997-03-04"
    assert str(read_printed_date("04/04/1997")) == "1997-04-04"
    assert str(read_printed_date("03/24/1997")) == "1997-03-24"


@pytest.mark.parametrize(
    "text",
    [
        "30/02/1990",
        "13/13/1990",
        "平成25(2014)年3月4日",
        "76年10月11日x",
        "Blursday 5, 1971",
        "5 6 7",
        "'76",
        "民國十十年",
    ],
)
def test_what_is_no_day_of_any_calendar_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_printed(text)


@pytest.mark.parametrize(
    "text", ["Nov-80", "Nov 80", "11/80", "11-80", "2.5.80", "5/2/80", "2-May-80", "'80", "80", "12-Nov", "5월 2일"]
)
def test_a_year_that_is_short_or_left_out_is_asked_for(text: str) -> None:
    with pytest.raises(InputError, match="no year of four figures") as refused:
        read_printed(text)
    assert "yyyy-mm-dd" in (refused.value.hint or "")


@pytest.mark.parametrize("text", ["32874", "32874.5"])
def test_the_number_of_a_day_in_a_spreadsheet_is_no_date_and_the_way_out_is_to_show_it(text: str) -> None:
    with pytest.raises(InputError, match="is a number") as refused:
        read_printed(text)
    assert "yyyy-mm-dd" in (refused.value.hint or "")


@pytest.mark.parametrize("text", ["2019年度", "令和5年度", "令和元年度", "FY2019", "FY 23"])
def test_a_fiscal_year_is_refused_as_what_it_is(text: str) -> None:
    with pytest.raises(InputError, match="is a fiscal year") as refused:
        read_printed(text)
    assert "[2019-04..2020-03]" in (refused.value.hint or "")
    assert read_printed("[2019-04..2020-03]").began


@given(DAYS, st.sampled_from(["%Y. %m. %d.", "%Y/%m/%d", "%Y年%m月%d日", "%Y년 %m월 %d일", "%d.%m.%Y"]))
def test_any_day_in_a_form_of_numbers_is_read_back(day: date, form: str) -> None:
    printed = form.replace("%Y", f"{day.year}").replace("%m", str(day.month)).replace("%d", str(day.day))
    assert str(read_printed_date(printed)) == day.isoformat()


@given(DAYS, st.sampled_from(MONTH_LANGUAGES), st.sampled_from(["d MMMM y", "MMMM d, y"]))
def test_any_day_with_its_month_in_words_is_read_back_or_refused_but_never_another(
    day: date, language: str, form: str
) -> None:
    try:
        read = str(read_printed_date(format_date(day, form, locale=language)))
    except InputError:  # a name that is one month here and another in the next language, such as Croatian listopad
        return
    assert read == day.isoformat()


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with contextlib.suppress(InputError):
        read_printed(text)


@pytest.mark.parametrize(
    ("text", "typed"), [("Jun.30.1966", "1966-06-30"), ("2007년 5월 7일", "2007-05-07"), ("24 maja 2002", "2002-05-24")]
)
def test_the_refusal_of_a_printed_date_says_what_to_type(text: str, typed: str) -> None:
    with pytest.raises(InputError) as refused:
        EdtfDate.parse(text)
    assert refused.value.hint == f"write {typed}"
