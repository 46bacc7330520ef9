"""EDTF in words: nothing that a date says is lost, and what is plain stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinning.render.languages.edtf_words import date_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1966-06-30", "1966-06-30"),
        ("1989-10", "1989-10"),
        ("2004?-11-03", "2004?-11-03"),
        ("[..2019-12-13]", "by 2019-12-13"),
        ("[..2004?-11-03]", "by 2004?-11-03"),
        ("[2019-12-13..]", "2019-12-13 or later"),
        ("[2001-03..2001-05]", "between 2001-03 and 2001-05"),
        ("[2005?-04,2005?-05]", "2005?-04 or 2005?-05"),
        ("2004-11-03/2004-11-05", "2004-11-03 to 2004-11-05"),
        ("../2019", "until 2019"),
        ("2019/..", "from 2019"),
        ("1990~", "about 1990"),
        ("1990%", "about 1990?"),
        ("199X", "1990s"),
        ("19XX", "1900s"),
        ("1990-21", "spring 1990"),
        ("", ""),
    ],
)
def test_a_date_is_put_in_words(edtf: str, words: str) -> None:
    assert date_words(edtf) == words


@given(st.text(max_size=40))
def test_any_text_is_written_somehow(text: str) -> None:
    assert isinstance(date_words(text), str)


@given(st.dates(), st.dates())
def test_two_dates_in_one_text_are_both_there(one: object, other: object) -> None:
    for text in (f"{one}/{other}", f"[{one}..{other}]", f"[{one},{other}]"):
        assert str(one) in date_words(text)
        assert str(other) in date_words(text)
