"""Dates: what each EDTF text bounds, what is refused and with which way out."""

import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from twinning.domain.dates import EdtfDate, parse_day, today
from twinning.errors import InputError

BOUNDS = {
    # level 0: dates, date-times, intervals
    "1966-06-30": ("1966-06-30", "1966-06-30"),
    "1989-10": ("1989-10-01", "1989-10-31"),
    "1900-02": ("1900-02-01", "1900-02-28"),
    "1990": ("1990-01-01", "1990-12-31"),
    "0001": ("0001-01-01", "0001-12-31"),
    "9999": ("9999-01-01", "9999-12-31"),
    "1985-04-12T23:20:30": ("1985-04-12", "1985-04-12"),
    "1985-04-12T23:20:30Z": ("1985-04-12", "1985-04-12"),
    "1985-04-12T23:20:30-04": ("1985-04-12", "1985-04-12"),
    "1985-04-12T23:20:30+04:30": ("1985-04-12", "1985-04-12"),
    "1985-04-12T23:20:30+00:00": ("1985-04-12", "1985-04-12"),
    "1985-04-12T24:00:00": ("1985-04-12", "1985-04-12"),
    "1964/2008": ("1964-01-01", "2008-12-31"),
    "2004-06/2006-08": ("2004-06-01", "2006-08-31"),
    # level 1: unspecified digits, seasons, open and unknown ends
    "201X": ("2010-01-01", "2019-12-31"),
    "20XX": ("2000-01-01", "2099-12-31"),
    "000X": ("0001-01-01", "0009-12-31"),
    "2004-XX": ("2004-01-01", "2004-12-31"),
    "2004-02-XX": ("2004-02-01", "2004-02-29"),
    "1985-XX-XX": ("1985-01-01", "1985-12-31"),
    "2001-21": ("2001-01-01", "2001-12-31"),
    "2001-22": ("2001-01-01", "2002-03-31"),
    "2001-23": ("2001-01-01", "2001-12-31"),
    "2001-24": ("2001-01-01", "2002-03-31"),
    "1985-04-12/..": ("1985-04-12", None),
    "../1985-04": (None, "1985-04-30"),
    "2004/": ("2004-01-01", None),
    "/2019": (None, "2019-12-31"),
    "199X/..": ("1990-01-01", None),
    # level 2: unspecified digits anywhere
    "156X-12-25": ("1560-12-25", "1569-12-25"),
    "15XX-12-25": ("1500-12-25", "1599-12-25"),
    "1XXX-12": ("1000-12-01", "1999-12-31"),
    "1984-1X": ("1984-10-01", "1984-12-31"),
    "2003-XX-31": ("2003-01-31", "2003-12-31"),
    "2003-02-X9": ("2003-02-09", "2003-02-19"),
    "2003-04-3X": ("2003-04-30", "2003-04-30"),
    "190X-02-29": ("1904-02-29", "1908-02-29"),
    "XXXX": (None, None),
    "XXXX-04-23": (None, None),
    "XXXX-02-29": (None, None),
    "XXXX-12-XX": (None, None),
    "XXXX-24": (None, None),
    "XXXX-04-23/2005": (None, "2005-12-31"),
    "2004-06-XX/2004-07-03": ("2004-06-01", "2004-07-03"),
    # level 2: one of a set
    "[1667,1668,1670..1672]": ("1667-01-01", "1672-12-31"),
    "[1667,1760-12]": ("1667-01-01", "1760-12-31"),
    "[..2019-12-13]": (None, "2019-12-13"),
    "[1760-12..]": ("1760-12-01", None),
    "[1760-01,1760-02,1760-12..]": ("1760-01-01", None),
    "[..1984,1990]": (None, "1990-12-31"),
    "[1990,1984]": ("1984-01-01", "1990-12-31"),
}

DOUBTFUL = {
    "1984?": ("1984-01-01", "1984-12-31"),
    "2004-06~": ("2004-06-01", "2004-06-30"),
    "2004-06-11%": ("2004-06-11", "2004-06-11"),
    "2019-11-29~": ("2019-11-29", "2019-11-29"),
    "199X~": ("1990-01-01", "1999-12-31"),
    "2001-21?": ("2001-01-01", "2001-12-31"),
    "1985?/..": ("1985-01-01", None),
    "2004?-11-03": ("2004-11-03", "2004-11-03"),
    "2023-?06-15": ("2023-06-15", "2023-06-15"),
    "?2004-06-~11": ("2004-06-11", "2004-06-11"),
    "2004-06~-11": ("2004-06-11", "2004-06-11"),
    "2004-06~-11/..": ("2004-06-11", None),
    "2004?-11-03/2004?-11-05": ("2004-11-03", "2004-11-05"),
    "2005?-04/2005?-05": ("2005-04-01", "2005-05-31"),
    "2004-06-~01/2004-06-~20": ("2004-06-01", "2004-06-20"),
    "[2005?-04,2005?-05]": ("2005-04-01", "2005-05-31"),
    "[..1967~]": (None, "1967-12-31"),
}

REFUSED = {
    # text: words of the message, words of the hint
    "": ("empty", "1966-06-30"),
    "2003-02-30": ("no day 2003-02-30", "write 2003-02 if"),
    "XXXX-02-30": ("no day XXXX-02-30", "write XXXX-02 if"),
    "1985-04-31T10:00:00": ("no day 1985-04-31", "write 1985-04 if"),
    "1238-13": ("no month 13", "01 to 12"),
    "1990-00": ("no month 00", "01 to 12"),
    "2001-25": ("no month 25", "its months"),
    "2004-24-05": ("no month 24", "without a day"),
    "20030203": ("not written as year-month-day", "write 2003-02-03"),
    "2003-W05-1": ("not written as year-month-day", "write 2003-01-27"),
    "03/11/2004": ("not written as year-month-day", "write 2004-03-11 or 2004-11-03, whichever it is"),
    "03.11.2004": ("not written as year-month-day", "write 2004-03-11 or 2004-11-03, whichever it is"),
    "11-03-2004": ("not written as year-month-day", "write 2004-11-03 or 2004-03-11, whichever it is"),
    "30.06.1966": ("not written as year-month-day", "write 1966-06-30"),
    "2004. 11. 3.": ("not written as year-month-day", "write 2004-11-03"),
    "31/02/2004": ("not a date", "EDTF"),
    "yesterday": ("not a date", "EDTF"),
    "Established 1957": ("not a date", "write 1957"),
    "circa 1990": ("not a date", "write 1990~"),
    "c. 5 May 1990": ("not a date", "write 1990-05-05~"),
    "1 sierpnia 1999 r.": ("not a date", "write 1999-08-01"),
    "5/1999": ("'5/1999' is not a date", "write 1999-05"),
    "1999. 5": ("not a date", "write 1999-05"),
    "0000": ("outside the years 1 to 9999", "0001-01-01"),
    "-0044": ("outside the years 1 to 9999", "0001-01-01"),
    "-0044/2000": ("outside the years 1 to 9999", "0001-01-01"),
    "Y170000": ("outside the years 1 to 9999", "0001-01-01"),
    "9999-24": ("outside the years 1 to 9999", "0001-01-01"),
    "1950S2": ("significant digits", "19XX"),
    "{1960,1961-12}": ("set of several dates", "[1960,1961]"),
    "2005/2004": ("'2005' is later than '2004'", "earlier date first"),
    "[1672..1670]": ("'1672' is later than '1670'", "earlier date first"),
    "[2003-02-29,2004]": ("no day 2003-02-29", "write 2003-02 if"),
    "[1667, 1668]": ("blanks inside", "leave them out"),
    "2004 ?": ("blanks inside", "leave them out"),
    "２００４": ("character", "digits 0 to 9"),
    "٢٠٠٤": ("character", "digits 0 to 9"),
    "1990–1995": ("character", "plain hyphen"),
    "1990\x00": ("character", "digits 0 to 9"),
    "\x1b1990": ("character", "digits 0 to 9"),
    "\ud800": ("character", "digits 0 to 9"),
}

MALFORMED = """
    / ../.. 2004/2005/2006 2004-06-11/x 1985T10:00:00 1985-04-12T25:00:00 1985-04-12T10:00:00/..
    [1990] [..] [] [2004 2004] [2004,,2005] [2004,..] [1667,..1600] [..1667..1670] [2004/2005,2006]
    2004?? 20?04 2004- ? 199x Y2004 2003-W05 03/11/04 2003-02-3X Y-17E7 1990-1995
""".split()  # noqa: SIM905

PROPERTY = settings(max_examples=150, derandomize=True, deadline=None)


@pytest.mark.parametrize(("text", "bounds"), (BOUNDS | DOUBTFUL).items())
def test_a_date_is_bounded_by_the_days_it_may_stand_for(text: str, bounds: tuple[str | None, str | None]) -> None:
    parsed = EdtfDate.parse(text)
    assert (parsed.earliest, parsed.latest) == bounds


@pytest.mark.parametrize("text", DOUBTFUL)
def test_a_qualifier_anywhere_makes_a_date_doubtful(text: str) -> None:
    assert EdtfDate.parse(text).doubtful


@pytest.mark.parametrize("text", BOUNDS)
def test_a_date_without_a_qualifier_is_not_doubtful(text: str) -> None:
    assert not EdtfDate.parse(text).doubtful


@pytest.mark.parametrize(("text", "words"), REFUSED.items(), ids=ascii)
def test_a_refusal_says_what_is_wrong_and_what_to_write(text: str, words: tuple[str, str]) -> None:
    with pytest.raises(InputError) as refusal:
        EdtfDate.parse(text)
    message, hint = words
    assert message in refusal.value.message
    assert hint in (refusal.value.hint or "")


def test_a_day_that_reads_the_same_both_ways_is_offered_once() -> None:
    with pytest.raises(InputError) as refusal:
        EdtfDate.parse("03/03/2004")
    assert refusal.value.hint == "write 2004-03-03"


@pytest.mark.parametrize("text", MALFORMED)
def test_a_text_that_is_not_edtf_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        EdtfDate.parse(text)


def test_ten_thousand_characters_are_refused_without_repeating_them() -> None:
    with pytest.raises(InputError, match="too long for a date: 10000 characters") as refusal:
        EdtfDate.parse("\ud800" * 10_000)
    assert refusal.value.message.isascii()
    assert len(refusal.value.message) < 130


def test_blanks_around_a_date_are_dropped() -> None:
    assert EdtfDate.parse(" \t1990~\u00a0\n").text == "1990~"


def test_a_date_is_shown_as_it_was_written() -> None:
    assert str(EdtfDate.parse("[1667,1670..1672]")) == "[1667,1670..1672]"


@pytest.mark.parametrize("text", ["1984-1X", "2004?-11-03", "2004?-?06?-11", "?2004??"])
def test_parsing_prints_nothing(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with suppress(InputError):
        EdtfDate.parse(text)
    assert capsys.readouterr() == ("", "")


def test_usual_dates_are_read_without_the_library() -> None:
    script = (
        "import sys; from twinning.domain.dates import EdtfDate\n"
        "for text in '1990 1989-10 1966-06-30 1990~ 199X [..2019-12-13]'.split(): EdtfDate.parse(text)\n"
        "assert 'edtf' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_an_inner_qualifier_is_read_where_warnings_are_errors() -> None:
    script = "from twinning.domain.dates import EdtfDate; EdtfDate.parse('2004?-11-03')"
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True)


@pytest.mark.parametrize("text", ["2004-11-03/2004-11-05", "2004/", "../2019"])
def test_an_interval_is_no_moment(text: str) -> None:
    assert EdtfDate.parse(text).is_interval
    with pytest.raises(InputError, match="a span of days"):
        EdtfDate.parse_moment(text)


@pytest.mark.parametrize("text", ["1990", "199X", "[..2019-12-13]", "[1667..1670]", "2001-24"])
def test_a_moment_may_be_known_roughly(text: str) -> None:
    assert EdtfDate.parse_moment(text) == EdtfDate.parse(text)


@pytest.mark.parametrize("text", ["1990", "1989-10", "2004-11-03?", "2004-11-03T10:00:00", "[..2019-12-13]"])
def test_a_day_is_a_plain_day(text: str) -> None:
    with pytest.raises(InputError, match="is not one day"):
        parse_day(text)


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="no day 2003-02-30"):
        parse_day("2003-02-30")


def test_a_day_is_given_as_written() -> None:
    assert parse_day(" 2004-11-03 ") == "2004-11-03"


def test_today_is_a_day() -> None:
    before = today()
    assert before <= parse_day(" today ") <= today()


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("1990", "1990-06", True),
        ("1990", "1991", False),
        ("199X", "1999-12-31", True),
        ("[..2019-12-13]", "1967", True),
        ("[..2019-12-13]", "2020", False),
        ("2004/", "2003", False),
        ("XXXX-04-23", "1616-04-24", True),
    ],
)
def test_two_dates_may_be_the_same_where_their_bounds_overlap(one: str, other: str, answer: bool) -> None:
    assert EdtfDate.parse(one).may_be(EdtfDate.parse(other)) is answer
    assert EdtfDate.parse(other).may_be(EdtfDate.parse(one)) is answer


@pytest.mark.parametrize(
    ("text", "day", "answer"),
    [
        ("2004-11-03", "2004-11-02", False),
        ("2004-11-03", "2004-11-03", True),
        ("2004", "2003-12-31", False),
        ("2004", "2004-01-01", None),
        ("2004", "2004-12-30", None),
        ("2004", "2004-12-31", True),
        ("[..2019-12-13]", "1500-01-01", None),
        ("[..2019-12-13]", "2019-12-13", True),
        ("2004/", "2003-12-31", False),
        ("2004/", "9999-12-31", None),
        ("XXXX", "2004-01-01", None),
    ],
)
def test_what_has_happened_by_a_day_may_be_unknown(text: str, day: str, answer: bool | None) -> None:
    assert EdtfDate.parse(text).happened_by(day) is answer


def by_time(texts: list[str]) -> list[str]:
    return sorted(texts, key=lambda text: EdtfDate.parse(text).sort_key)


def test_dates_sort_by_earliest_then_latest_with_the_unbounded_at_the_ends() -> None:
    in_order = ["../1980", "XXXX", "1990-01-01", "1990-01", "1990", "1990/", "1990-02"]
    assert by_time(list(reversed(in_order))) == in_order


def mask(day: date, unspecified: set[int]) -> str:
    """Return the day with an X at each of these places, where a digit stands."""
    return "".join("X" if at in unspecified and c != "-" else c for at, c in enumerate(day.isoformat()))


plain_dates = st.builds(lambda day, length: day.isoformat()[:length], st.dates(), st.sampled_from([4, 7, 10]))
masked_days = st.builds(mask, st.dates(), st.sets(st.integers(0, 9)))
seasons = st.builds("{:04}-{}".format, st.integers(1, 9998), st.integers(21, 24))
unqualified_dates = plain_dates | masked_days | seasons
qualifiers = st.sampled_from(["", "?", "~", "%"])
dates = st.builds("{}{}".format, qualifiers, unqualified_dates) | st.builds(
    "{}{}".format, unqualified_dates, qualifiers
)
pairs = st.lists(dates, min_size=2, max_size=2).map(by_time)
intervals = st.one_of(
    pairs.map("/".join), dates.map("{}/..".format), dates.map("../{}".format), dates.map("{}/".format)
)
sets = st.one_of(
    st.lists(dates, min_size=2, max_size=4).map(lambda members: f"[{','.join(members)}]"),
    pairs.map(lambda ends: f"[{'..'.join(ends)}]"),
    dates.map("[..{}]".format),
    dates.map("[{}..]".format),
)
edtf_texts = dates | intervals | sets


@PROPERTY
@given(edtf_texts)
def test_bounds_are_days_in_order(text: str) -> None:
    parsed = EdtfDate.parse(text)
    for bound in filter(None, [parsed.earliest, parsed.latest]):
        assert date.fromisoformat(bound).isoformat() == bound
    assert (parsed.earliest or "") <= (parsed.latest or "~")


@PROPERTY
@given(edtf_texts)
def test_a_text_is_kept_and_reads_back_as_the_same_date(text: str) -> None:
    parsed = EdtfDate.parse(f" {text} ")
    assert parsed.text == text
    assert EdtfDate.parse(str(parsed)) == parsed


@PROPERTY
@given(unqualified_dates, st.sampled_from("?~%"))
def test_a_qualifier_changes_nothing_but_the_doubt(text: str, qualifier: str) -> None:
    parsed = EdtfDate.parse(text)
    for qualified in (text + qualifier, qualifier + text):
        assert EdtfDate.parse(qualified) == replace(parsed, text=qualified, doubtful=True)


@PROPERTY
@given(st.dates(), st.sets(st.integers(3, 9)))
def test_unspecified_digits_are_bounded_by_the_first_and_last_day_that_fits(day: date, places: set[int]) -> None:
    pattern = mask(day, places)
    decade = [
        date.fromordinal(ordinal).isoformat()
        for year in range(max(day.year // 10 * 10, 1), day.year // 10 * 10 + 10)
        for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
    ]
    fitting = [known for known in decade if all(x in ("X", c) for x, c in zip(pattern, known, strict=True))]
    parsed = EdtfDate.parse(pattern)
    assert (parsed.earliest, parsed.latest) == (fitting[0], fitting[-1])


@PROPERTY
@given(plain_dates)
def test_plain_dates_have_the_bounds_that_the_edtf_library_gives(text: str) -> None:
    library = parse_edtf(text)
    bounds = [f"{y:04}-{m:02}-{d:02}" for y, m, d in (library.lower_strict()[:3], library.upper_strict()[:3])]
    parsed = EdtfDate.parse(text)
    assert [parsed.earliest, parsed.latest] == bounds


@PROPERTY
@given(st.text() | st.text(alphabet="0123456789X?~%-/.,[]{}TZYES:+ ", max_size=25))
def test_any_text_is_a_date_or_is_refused_with_a_way_out(text: str) -> None:
    with suppress(InputError):
        EdtfDate.parse(text)
        return
    with pytest.raises(InputError) as refusal:
        EdtfDate.parse(text)
    assert refusal.value.hint
    assert len(refusal.value.message) < 130


@PROPERTY
@given(edtf_texts, edtf_texts)
def test_being_possibly_the_same_day_is_mutual(one: str, other: str) -> None:
    first, second = EdtfDate.parse(one), EdtfDate.parse(other)
    assert first.may_be(first)
    assert first.may_be(second) == second.may_be(first)


@PROPERTY
@given(edtf_texts, edtf_texts)
def test_of_two_days_one_surely_came_first_or_they_may_be_the_same(one: str, other: str) -> None:
    first, second = EdtfDate.parse(one), EdtfDate.parse(other)
    assert [first.is_before(second), first.may_be(second), second.is_before(first)].count(True) == 1


@PROPERTY
@given(edtf_texts, st.dates(), st.dates())
def test_what_has_happened_stays_so(text: str, one: date, other: date) -> None:
    sooner, later = sorted((one.isoformat(), other.isoformat()))
    moment = EdtfDate.parse(text)
    assert moment.happened_by(sooner) is not True or moment.happened_by(later) is True
    assert moment.happened_by(later) is not False or moment.happened_by(sooner) is False
