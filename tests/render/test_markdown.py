"""Tables of GitHub Flavored Markdown."""

import re

from hypothesis import given, settings
from markdown_it import MarkdownIt

from render.rendering import (
    BUSAN,
    CHICAGO,
    TextRow,
    TieRow,
    any_texts,
    cells,
    dangers,
    dossier,
    listing,
    rendered,
)
from twinning.render.text import visible
from twinning.rows import Dossier, Fact, Listing, Section

parse = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse


def inline_texts(markdown):
    """Give the text of each heading, item and cell, and fail if any of it was read as markup."""
    blocks = [token for token in parse(markdown) if token.type == "inline"]
    assert {child.type for block in blocks for child in block.children} <= {"text", "text_special"}
    return ["".join(child.content for child in block.children) for block in blocks]


def test_a_listing_is_a_table_with_every_column_under_its_own_name():
    assert rendered(listing(BUSAN, CHICAGO, title="Partners"), "md") == (
        "# Partners\n\n"
        "| city | last_activity | events | one_sided | tie_id |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| Busan | 1966-06-30 | 12 | yes | 1 |\n"
        "| Chicago |  |  | no | 2 |\n"
    )


def test_sections_stand_under_headings_and_empty_ones_are_left_out():
    sections = (Section("a", TextRow, [TextRow("1")], "A"), Section("b", TextRow, [], "B"))
    assert rendered(Listing(TextRow, sections), "md") == "## A\n\n| text |\n| --- |\n| 1 |\n"


def test_a_listing_of_nothing_says_so():
    assert rendered(listing(title="Partners", empty="no partners [yet]"), "md") == (
        "# Partners\n\nno partners \\[yet\\]\n"
    )


def test_a_dossier_has_its_known_facts_as_a_list_and_its_sections_as_tables():
    assert rendered(dossier(), "md") == (
        "# Busan\n\n"
        "- **name**: Busan\n- **first_tie**: 1966\n- **member**: yes\n\n"
        "## Sister cities\n\n"
        "| city | last_activity | events | one_sided | tie_id |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| Busan | 1966-06-30 | 12 | yes | 1 |\n"
    )


def test_markup_in_data_is_escaped():
    assert rendered(cells("a|b", "`x`", "<b>", "[x](y)", "a\r\nb", "\\"), "md").splitlines()[2:] == [
        *(r"| a\|b |", r"| \`x\` |", r"| \<b\> |", r"| \[x\](y) |", "| a b |", r"| \\ |")
    ]


@given(text=any_texts)
@settings(max_examples=300, derandomize=True)
def test_a_cell_stays_one_cell_and_reads_as_the_text(text):
    row = TieRow(text, text, None, None, 1)
    cells_read = inline_texts(rendered(listing(row), "md"))[5:]
    assert cells_read == [visible(text).strip(), visible(text).strip(), "", "", "1"]


@given(text=any_texts)
@settings(max_examples=200, derandomize=True)
def test_titles_and_facts_are_not_read_as_markup(text):
    titled = Dossier(f"x{text}x", (Fact("fact", f"x{text}x"),), (Section("s", TextRow, [TextRow("1")], f"x{text}x"),))
    markdown = re.sub(r"\*\*fact\*\*: ", "", rendered(titled, "md"))
    assert inline_texts(markdown)[:3] == [f"x{visible(text)}x"] * 3


@given(text=any_texts)
@settings(max_examples=200, derandomize=True)
def test_nothing_that_may_not_reach_a_screen_is_in_markdown(text):
    assert dangers(rendered(cells(text), "md")) <= {"\n"}
