"""What renderers ask of a row class."""

from dataclasses import dataclass

from render.rendering import BUSAN, TieRow
from twinning.render.columns import by_rank, heading, row_values
from twinning.render.languages.saying import label
from twinning.rows import Section, column


@dataclass(frozen=True)
class RankedRow:
    first: str
    second: str
    never: str = column(keep=0)
    fourth: str = column(keep=1)


def test_columns_rank_by_keep_else_by_position_and_zero_is_left_out():
    assert by_rank(RankedRow) == ["first", "fourth", "second"]


def test_a_label_is_the_name_in_words():
    assert label("last_activity") == "Last activity"
    assert label("URL") == "URL"


def test_a_section_without_a_title_is_headed_by_its_name():
    assert heading(Section("open_promises", TieRow, [])) == "Open promises"
    assert heading(Section("ties", TieRow, [], "Sister cities")) == "Sister cities"


def test_values_come_in_the_order_that_was_asked_for():
    assert row_values(["events", "city"])(BUSAN) == (12, "Busan")
    assert row_values(["city"])(BUSAN) == ("Busan",)
