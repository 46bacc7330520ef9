"""Charts and timelines: what rows declare to be drawn, never surer than it is known."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from typing import ClassVar

import pytest
from hypothesis import given, settings

from render.rendering import any_texts, cells, rendered
from twinning.errors import UsageError
from twinning.render import Options
from twinning.render.drawings.svg import width_of
from twinning.rows import Listing, Section, Several
from twinning.rows.charts import Bar, Chart, Timeline, bars_of
from twinning.rows.tracing import Counted


@dataclass(frozen=True, slots=True)
class DecadeRow:
    """A row that is charted."""

    decade: str | None
    kind: str
    ties: int

    charts: ClassVar[tuple[Chart, ...]] = (Chart("Ties by decade", "decade", "ties", "kind"),)


_CHICAGO = Several(("Chicago",))


@dataclass(frozen=True, slots=True)
class SpanRow:
    """A row that is drawn on a timeline."""

    start: str | None
    end: str | None
    partners: Several = _CHICAGO
    status: str = "active"
    mark: str | None = None
    what: str = "sister city"
    key: str = "busan-kr--chicago-us"

    timeline: ClassVar[Timeline] = Timeline("partners", "start", "end", "status", "what", "mark")


ROWS = (DecadeRow("2000s", "sister_city", 3), DecadeRow(None, "sister_city", 1), DecadeRow("1990s", "contact", 1))


def listing(*rows: DecadeRow | SpanRow) -> Listing:
    row_class = type(rows[0])
    return Listing(row_class, (Section("rows", row_class, rows),), "Ties", as_of="2026-01-01")


def drawn(*rows: DecadeRow | SpanRow) -> ElementTree.Element:
    return ElementTree.fromstring(rendered(listing(*rows), "svg"))


def named(picture: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return list(picture.iter(f"{{http://www.w3.org/2000/svg}}{name}"))


def looks(picture: ElementTree.Element) -> list[str]:
    """Give how each thing is drawn that says what it is: its class."""
    parts = (*named(picture, "rect"), *named(picture, "circle"), *named(picture, "polygon"), *named(picture, "line"))
    return [each.attrib["class"] for each in parts if len(each)]


def test_each_further_agreement_of_a_partner_is_told_by_its_kind() -> None:
    first, second = SpanRow("1990", None), SpanRow("2007", None, what="friendship_city", key="busan-kr--chicago-us--2")
    labels = [each for each in named(drawn(first, second), "text") if each.get("text-anchor") == "end"]
    assert [each.text for each in labels][:2] == ["Chicago", "friendship city"]
    assert len({each.get("y") for each in labels[:2]}) == 2


def test_bars_go_by_their_label_in_parts_and_what_is_not_known_is_last() -> None:
    bars = bars_of(ROWS, DecadeRow.charts[0], DecadeRow)
    assert bars.parts == ("sister_city", "contact")
    assert bars.bars == (Bar("1990s", (0, 1)), Bar("2000s", (3, 0)), Bar("unknown", (1, 0)))


def test_a_record_that_stands_in_several_rows_counts_once_in_a_bar() -> None:
    rows = [DecadeRow("2000s", "contact", Counted(["a", "b"])), DecadeRow("2000s", "contact", Counted(["b"]))]
    assert bars_of(rows, DecadeRow.charts[0], DecadeRow).bars == (Bar("2000s", (2,)),)


def test_the_largest_bar_is_first_where_a_chart_asks_for_it_and_rows_are_counted_where_it_names_no_number() -> None:
    bars = bars_of((*ROWS, ROWS[0]), Chart("Rows", "decade", largest_first=True), DecadeRow)
    assert [(each.label, each.total) for each in bars.bars] == [("2000s", 2), ("1990s", 1), ("unknown", 1)]


def test_a_chart_is_a_picture_with_a_title_and_words_for_those_who_do_not_see_it() -> None:
    picture = drawn(*ROWS)
    assert picture.attrib["role"] == "img"
    assert [each.text for each in named(picture, "title")][:2] == ["Ties by decade", "1990s, contact: 1"]
    assert [each.text for each in named(picture, "desc")] == ["1990s: 1; 2000s: 3; unknown: 1"]


def test_a_chart_stands_in_the_page_and_below_the_rows_at_a_terminal_and_in_no_pipe() -> None:
    assert "<svg role" in rendered(listing(*ROWS), "html")
    assert "<style" not in rendered(listing(*ROWS), "html").partition("<svg")[2]
    lines = rendered(listing(*ROWS), "table", Options(width=60)).splitlines()
    assert "2000s   " + "█" * 50 + " 3" in lines
    assert "Ties by decade" not in rendered(listing(*ROWS), "table")


def test_a_page_has_a_narrow_drawing_of_a_chart_for_phones_too_in_which_nothing_is_cut_off() -> None:
    page = rendered(listing(*ROWS, DecadeRow("2010s", "a kind that has a long name indeed", 2)), "html")
    broad, narrow = (f"<svg{each}".partition("</svg>")[0] for each in page.split("<svg")[1:])
    assert ('class="broad"' in broad, 'class="narrow"' in narrow) == (True, True)
    (width,) = (float(each) for each in re.findall(r'<svg[^>]* width="(\d+)"', narrow))
    assert width <= 350
    texts = re.findall(r'<text x="([\d.]+)"[^>]*>([^<]+)', narrow)
    assert {"Ties by decade", "1990s", "2000s"} <= {each for _, each in texts}
    assert all(float(x) + width_of(each, 13) <= width for x, each in texts)


def test_a_terminal_without_blocks_gets_letters() -> None:
    lines = rendered(listing(*ROWS), "table", Options(width=40, plain=True)).splitlines()
    assert "1990s   " + "-" * 10 + " 1" in lines
    assert "# sister city   - contact" in lines


def test_a_kind_has_the_colour_in_a_chart_that_it_has_on_the_map() -> None:
    bars = [each.attrib["class"] for each in named(drawn(ROWS[2], ROWS[2], DecadeRow("2010s", "contact", 3)), "rect")]
    assert "c4" in bars
    assert "c1" not in bars


def test_what_has_no_picture_cannot_be_one() -> None:
    with pytest.raises(UsageError, match="no picture"):
        rendered(cells("a"), "svg")


def test_an_agreement_is_a_bar_with_its_suspensions_and_the_times_in_which_nobody_knows() -> None:
    rows = (
        SpanRow("1990", "1990-12-30", status="unknown"),
        SpanRow("1990-12-31", "2004-01-01"),
        SpanRow("2004-01-02", "2010-01-01", status="suspended"),
    )
    assert looks(drawn(*rows)) == ["doubtful", "c1", "suspended"]


def test_what_began_nobody_knows_when_comes_from_the_left_edge_and_what_goes_on_ends_on_the_day() -> None:
    picture = drawn(SpanRow(None, "2000-01-01"), SpanRow("2000-01-02", None))
    first, second = (each for each in named(picture, "rect") if len(each))
    axis = min(float(each.attrib["x1"]) for each in named(picture, "line"))
    assert float(first.attrib["x"]) == axis
    end = float(second.attrib["x"]) + float(second.attrib["width"])
    (today,) = (each for each in named(picture, "line") if each.attrib["class"] == "today")
    assert abs(end - float(today.attrib["x1"])) < 0.2


@pytest.mark.parametrize(
    ("kind", "shape"), [("delegation", "polygon"), ("event", "circle"), ("exchange_program", "rect")]
)
def test_an_activity_is_a_mark_of_its_kind(kind: str, shape: str) -> None:
    rows = (SpanRow("1990", None), SpanRow("2004-05-07", "2004-05-07", mark=kind, status="held", key="visit"))
    assert [each.attrib["class"] for each in named(drawn(*rows), shape) if len(each)][-1] == "mark"


def test_a_day_that_is_not_known_is_a_line_as_long_as_the_time_in_which_it_was() -> None:
    rows = (SpanRow("1990", None), SpanRow("2004", None, mark="event", status="held", key="day"))
    (line,) = (each for each in named(drawn(*rows), "line") if each.attrib["class"] == "within")
    assert float(line.attrib["x2"]) > float(line.attrib["x1"])


def test_what_was_called_off_is_drawn_otherwise_than_what_was_held() -> None:
    rows = (SpanRow("1990", None), SpanRow("2004-05-07", None, mark="event", status="cancelled", key="day"))
    assert looks(drawn(*rows))[-1] == "off"


@given(any_texts)
@settings(max_examples=20)
def test_any_text_makes_a_picture_that_opens_and_nothing_but_a_picture(text: str) -> None:
    picture = drawn(
        SpanRow("1990", None, partners=Several((text,)), what=text), SpanRow("1991", None, partners=Several(("b",)))
    )
    tags = {each.tag.rpartition("}")[2] for each in picture.iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "circle", "polygon", "line", "text"}


def test_a_picture_fetches_nothing() -> None:
    assert not re.search(r"\b(?:src|href|url)\b", rendered(listing(*ROWS), "svg"))


def test_characters_that_no_xml_may_hold_are_replaced() -> None:
    for format in ("svg", "html"):
        assert "a\ufffdb" in rendered(listing(SpanRow("1990", None, partners=Several(("a\uffffb",)))), format)
