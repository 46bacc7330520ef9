"""Formulas in cells."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from render.rendering import any_texts
from twinning.render.spreadsheet import neutralise, restore

signs = st.sampled_from("=+-@\t\r＝＋－＠")
unseen = st.text(st.sampled_from(" \u00a0\u3000\u200b\u2060\ufeff\u00ad\u3164\u115f\u2800\ufe0f\U000e0041\x00\n"))


@given(text=any_texts | st.text("'=+-1. "))
@settings(max_examples=500, derandomize=True)
def test_what_was_neutralised_is_restored_exactly(text):
    assert restore(neutralise(text)) == text


@given(quotes=st.text("'", max_size=3), unseen=unseen, sign=signs, rest=st.text("a=("))
@settings(max_examples=300, derandomize=True)
def test_a_sign_behind_anything_that_is_not_seen_is_neutralised(quotes, unseen, sign, rest):
    text = quotes + unseen + sign + rest
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+82 51 120", "@SUM(1)", "-", "-1+1", "+1e5", "-12.5\n", "\tx"])
def test_what_a_spreadsheet_would_run_gets_a_quote(text):
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize("text", ["-12.5", "+3", "-0", "12", "+8251120"])
def test_a_plain_number_is_left_alone(text):
    assert neutralise(text) == text


@pytest.mark.parametrize("text", ["", "Busan", "'s-Hertogenbosch", "'", "a=b", " Busan", "부산", "１", "busan-kr"])
def test_harmless_text_is_left_alone(text):
    assert neutralise(text) == restore(text) == text


def test_a_text_that_looks_neutralised_gets_one_more_quote():
    assert neutralise("'=1") == "''=1"
    assert restore("''=1") == "'=1"
