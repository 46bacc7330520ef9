"""What may reach a screen."""

import pytest
from hypothesis import given, settings

from render.rendering import any_texts, dangers
from twinning.render.text import encodable, shown, visible


def test_every_character_that_may_not_reach_a_screen_is_taken_out():
    assert dangers(visible("".join(map(chr, range(0x110000))))) == set()


@given(text=any_texts)
@settings(max_examples=200, derandomize=True)
def test_what_is_visible_stays_as_it_is(text):
    assert visible(visible(text)) == visible(text)
    assert dangers(text) or visible(text) == text


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\t", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_a_line_break_or_tab_becomes_one_space(line_end):
    assert visible(f"Busan{line_end}Seoul") == "Busan Seoul"


def test_an_escape_sequence_loses_its_power():
    assert visible("\x1b[31mred\x1b[0m \x9b2J") == "[31mred[0m 2J"


def test_an_override_of_the_writing_direction_is_left_out():
    assert visible("\u202eevil\u202c \u2067x\u2069") == "evil x"


def test_joiners_that_scripts_need_are_kept():
    assert visible("می\u200cخواهم 👩\u200d🚀") == "می\u200cخواهم 👩\u200d🚀"


def test_a_lone_surrogate_is_replaced():
    assert visible("a\udc80b") == encodable("a\udc80b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, ""), (True, "yes"), (False, "no"), (0, "0"), (35.5, "35.5"), ("a\nb", "a b"), ("", "")],
)
def test_a_value_is_shown_in_words_for_people(value, words):
    assert shown(value) == words
