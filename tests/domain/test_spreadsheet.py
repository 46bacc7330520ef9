"""Formulas in cells."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from render.rendering import any_texts
from twinning.domain.files.spreadsheet import neutralise, neutralise_each, restore

signs = st.sampled_from("=+-@\t\r＝＋－＠")
unseen = st.text(st.sampled_from(" \u00a0\u3000\u200b\u2060\ufeff\u00ad\u3164\u115f\u2800\ufe0f\U000e0041\x00\n"))


@given(text=any_texts | st.text("'=+-1. ;\"\n\r"))
@settings(max_examples=500, derandomize=True)
def test_what_was_neutralised_is_restored_exactly(text):
    assert restore(neutralise(text)) == text


@given(texts=st.lists(any_texts | st.text("'=+-1. ;\"\n\r\t\u3000＝"), max_size=4))
@settings(max_examples=500, derandomize=True)
def test_several_texts_are_neutralised_as_each_alone_is(texts):
    assert [*neutralise_each(texts)] == [neutralise(text) for text in texts]


@given(quotes=st.text("'", max_size=3), unseen=unseen, sign=signs, rest=st.text("a=("))
@settings(max_examples=300, derandomize=True)
def test_a_sign_behind_anything_that_is_not_seen_is_neutralised(quotes, unseen, sign, rest):
    text = quotes + unseen + sign + rest
    assert neutralise(text).startswith("'" + quotes)
    assert re.sub(r"([\t\r\n])'", r"\1", neutralise(text)) == "'" + text


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+82 51 120", "@SUM(1)", "-", "-1+1", "+1e5", "-12.5\n", "\tx"])
def test_what_a_spreadsheet_would_run_gets_a_quote(text):
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize("text", ["-12.5", "+3", "-0", "12", "+8251120"])
def test_a_plain_number_is_left_alone(text):
    assert neutralise(text) == text


@pytest.mark.parametrize("text", ["", "Busan", "'s-Hertogenbosch", "'", "a=b", " Busan", "부산", "１", "busan-kr"])
def test_harmless_text_is_left_alone(text):
    assert neutralise(text) == restore(text) == text


@given(quotes=st.text("'\"", max_size=2), unseen=st.text("\u200b "), sign=st.sampled_from("=+-@"))
def test_a_sign_where_a_spreadsheet_may_split_is_neutralised_whatever_quotes_are_before_it(quotes, unseen, sign):
    for split in (";", "\t", "\n", "\r\n"):
        assert neutralise(f"x, y{split}{quotes}{unseen}{sign}cmd") == f"x, y{split}'{quotes}{unseen}{sign}cmd"


@pytest.mark.parametrize("text", ["a;b", "a\tb", "a; b=c", "35.1;-12.5", "x;'s-Hertogenbosch", "a\nb", "Busan; Ulsan"])
def test_what_is_harmless_behind_a_semicolon_is_left_alone(text):
    assert neutralise(text) == restore(text) == text


def test_a_text_that_looks_neutralised_gets_one_more_quote():
    assert neutralise("'=1") == "''=1"
    assert restore("''=1") == "'=1"
