"""Tables for people."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

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
from twinning.render import Options
from twinning.render.text import visible
from twinning.rows import Dossier, Fact, Listing, Section, column
from twinning.rows.arranging.streaming import HEAD, Stream

widths = st.integers(min_value=2, max_value=200)


@dataclass(frozen=True)
class WideRow:
    key: str
    city: str
    note: str = column(keep=9)
    status: str = column(keep=3)


@dataclass(frozen=True)
class PromiseRow:
    promise: str = column(1)
    debtor: str = column(3)
    due: str = column(4)
    key: str = column(2)


WIDE = WideRow("busan-kr--chicago-us", "Chicago", "signed in the city hall of Busan by both mayors", "active")


@dataclass(frozen=True, slots=True)
class CityRow:
    """A row with a country that has a shorter form."""

    city: str = column(1)
    country: str | None = column(3, narrow="country_code")
    country_code: str | None = column(0)
    kind: str = column(4)
    key: str = column(2)


def wide(*rows):
    return Listing(WideRow, (Section("ties", WideRow, rows),))


def lines(document, **options):
    """Return the lines of a table, without what stands under it on a terminal."""
    return [line.rstrip() for line in table_of(document, **options).splitlines()]


def table_of(document, **options):
    text = rendered(document, "table", Options(**options))
    return text.rpartition("\n\n")[0] if options.get("width") else text


def remarks(document, width):
    return " ".join(rendered(document, "table", Options(width=width)).rpartition("\n\n")[2].split())


def test_a_table_has_labels_a_rule_and_numbers_to_the_right():
    assert lines(listing(BUSAN, CHICAGO)) == [
        "City     Last activity  Events  One sided",
        "─────────────────────────────────────────",
        "Busan    1966-06-30         12  yes",
        "Chicago                         no",
    ]


def test_headings_stand_between_sections_and_empty_sections_are_left_out():
    sections = (
        Section("a", TextRow, [TextRow("1")], "Ours"),
        Section("b", TextRow, [], "Nobody's"),
        Section("c", TextRow, [TextRow("longer")], "Theirs"),
    )
    assert lines(Listing(TextRow, sections, "Ties")) == [
        *("Ties", "", "Ours", "Text", "──────", "1", ""),
        *("Theirs", "Text", "──────", "longer"),
    ]


def test_a_listing_of_nothing_says_so():
    assert lines(listing(title="Ties", empty="no ties [yet]")) == ["no ties [yet]"]


def test_a_dossier_has_its_known_facts_aligned_and_its_filled_sections():
    assert lines(dossier()) == [
        *("Busan", "", "Name       Busan", "First tie  1966", "Member     yes", ""),
        "Sister cities",
        "City   Last activity  Events  One sided",
        "───────────────────────────────────────",
        "Busan  1966-06-30         12  yes",
    ]


def test_a_column_of_nothing_and_a_column_of_truth_are_not_numbers():
    row = TieRow("Busan", None, None, True, 1)
    assert lines(listing(row))[-1] == "Busan                         yes"


@pytest.mark.parametrize("text", ["[/nope]", "[link=x]y[/link]", "[bold]x", ":smile:", "\\[x]"])
def test_data_is_never_read_as_markup(text):
    document = Dossier(text, (Fact("fact", text),), (Section("s", TextRow, [TextRow(text)], text),))
    assert rendered(document, "table").count(text) == 4
    assert text in rendered(listing(title=text, empty=text), "table")


@given(text=any_texts, width=st.none() | widths)
@settings(max_examples=200, derandomize=True)
def test_nothing_that_may_not_reach_a_screen_is_in_a_table(text, width):
    document = Dossier(text, (Fact("fact", text),), (Section("s", TextRow, [TextRow(text)], text),))
    assert dangers(rendered(document, "table", Options(width=width))) <= {"\n"}


def test_a_status_has_a_color_of_its_own(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    colored = rendered(wide(WIDE), "table", Options(color=True))
    assert "\x1b[32mactive" in colored
    assert "\x1b[32m" not in rendered(wide(WIDE), "table")


def test_color_is_for_headers_and_statuses_only_and_data_cannot_add_any(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    colored = rendered(cells("\x1b[31mred"), "table", Options(color=True))
    assert colored.count("\x1b") == 2
    assert "\x1b" not in rendered(dossier(), "table")


@pytest.mark.parametrize("width", [None, 200, 40])
def test_each_line_of_a_table_has_the_same_width_in_any_script(width):
    names = ["釜山広域市", "Busan", "부산광역시", "Владивосток", "e\u0301", "🙂", "ＡＢＣ", "ไทย"]
    rows = [WideRow(name, name, name * 9, name) for name in names]
    text = table_of(wide(*rows), width=width)
    assert len({cell_len(line) for line in text.splitlines()}) == 1


def test_nothing_is_cut_or_folded_without_a_width(monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("TERM", "dumb")
    note = "long " * 500 + "end"
    (line,) = lines(wide(WideRow("k", "c", note, "s")))[2:]
    assert note in line


def test_a_dumb_terminal_has_its_own_width(monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    assert max(map(len, lines(cells("x" * 500), width=200))) == 200


@pytest.mark.parametrize(
    ("width", "header"),
    [
        (200, ["Key", "City", "Note", "Status"]),
        (70, ["Key", "City", "Note", "Status"]),
        (62, ["Key", "City", "Status"]),
        (40, ["Key", "City", "Status"]),
        (30, ["Key", "City"]),
        (20, ["Key"]),
    ],
)
def test_a_narrow_terminal_gives_up_the_columns_of_the_highest_rank(width, header):
    shown = lines(wide(WIDE), width=width)
    assert shown[0].split() == header
    assert max(map(cell_len, shown)) <= width


def test_long_text_folds_where_shorter_columns_have_room():
    assert lines(wide(WIDE), width=70) == [
        "Key                   City     Note                             Status",
        "──────────────────────────────────────────────────────────────────────",
        "busan-kr--chicago-us  Chicago  signed in the city hall of       active",
        "                               Busan by both mayors",
    ]


def test_a_terminal_is_told_how_many_rows_there_are_and_what_had_no_room():
    assert remarks(wide(WIDE), 200) == "1 tie"
    assert remarks(wide(WIDE, WIDE), 62) == ("2 ties no room for: Note; a wider window, --columns or --csv shows them")


def test_a_reference_is_never_broken_while_the_first_column_has_room():
    row = WideRow("busan-kr--chicago-us", "Chicago " * 9, "note", "active")
    assert any("busan-kr--chicago-us" in line for line in lines(wide(row), width=40))


@pytest.mark.parametrize(("longest", "is_kept"), [(62, True), (68, True), (69, False)])
def test_a_list_keeps_its_key_while_the_first_column_has_ten_cells_beside_it(longest, is_kept):
    rows = [PromiseRow("Open an office for trade", "Seoul", "2005", "k" * longest)]
    document = Listing(PromiseRow, (Section("promises", PromiseRow, rows),))
    shown = lines(document, width=80)
    assert ("Key" in shown[0].split()) is is_kept
    assert max(map(cell_len, shown)) <= 80


def test_a_column_gives_way_to_one_that_says_the_same_in_less_room():
    rows = [CityRow("Busan", "South Korea", "KR", "city", "busan-kr") for _ in range(2)]
    document = Listing(CityRow, (Section("cities", CityRow, rows),))
    assert lines(document, width=80)[0].split() == ["City", "Country", "Kind", "Key"]
    assert "South Korea" in table_of(document, width=80)
    assert lines(document, width=33)[0].split() == ["City", "Country", "Kind", "Key"]
    assert "KR" in table_of(document, width=33)


def test_a_terminal_shows_the_first_twenty_rows_of_a_record_and_where_the_others_are():
    rows = [TextRow(str(number)) for number in range(46)]
    document = Dossier(
        "Busan", (), (Section("ties", TextRow, rows, command="twinning list-agreements --city busan-kr"),)
    )
    shown = rendered(document, "table", Options(width=80)).splitlines()
    assert shown[-1] == "… and 26 more: `twinning list-agreements --city busan-kr`"
    assert len(shown) == 26
    assert len(rendered(document, "table").splitlines()) > 46


@given(text=any_texts, width=widths)
@settings(max_examples=200, derandomize=True)
def test_the_last_column_left_is_whole_at_any_width(text, width):
    table = table_of(cells(text), width=width)
    kept = table.rpartition("──")[2]
    assert "".join(kept.split()) == "".join(visible(text).split())


@given(texts=st.lists(any_texts, min_size=1, max_size=3), width=widths)
@settings(max_examples=200, derandomize=True)
def test_no_line_is_wider_than_the_terminal(texts, width):
    document = wide(*(WideRow(text, text, text, text) for text in texts))
    text = rendered(document, "table", Options(width=width))
    assert all(cell_len(line) <= width for line in text.splitlines())


def test_columns_that_are_all_needed_fold_tight_rather_than_go():
    @dataclass(frozen=True, slots=True)
    class NeededRow:
        first: str = column(1, needed=True)
        second: str = column(2, needed=True)
        third: str = column(3, needed=True)
        fourth: str = column(4, needed=True)

    long = "many words that need room "
    document = Listing(NeededRow, (Section("rows", NeededRow, [NeededRow(long, long, long, long)]),))
    assert "Fourth" in table_of(document, width=70)


def test_a_column_of_zeros_gives_way_to_one_that_says_more():
    @dataclass(frozen=True, slots=True)
    class CountedRow:
        country: str = column(1)
        active: int = column(2)
        ended: int = column(3)
        suspended: int = column(4)
        unknown: int = column(5)

    def shown(*rows):
        return lines(Listing(CountedRow, (Section("rows", CountedRow, rows),)), width=33)[0].split()

    assert shown(CountedRow("Italy", 1, 0, 0, 2)) == ["Country", "Active", "Ended", "Unknown"]
    assert shown(CountedRow("Italy", 1, 0, 0, 0)) == ["Country", "Active", "Ended", "Suspended"]


def test_a_long_table_takes_its_widths_from_its_first_rows_and_cuts_no_later_text() -> None:
    first, longer, last = (TieRow(name, None, None, None, 1) for name in ("Aden", "B" * 30, "Cairo"))
    rows = [*[first] * HEAD, longer, last]
    stream: Stream[TieRow] = Stream(lambda most: iter(rows[:most]))
    lines = rendered(Listing(TieRow, (Section("ties", TieRow, stream),)), "table").splitlines()
    assert [line.split()[0] for line in lines[2:]] == [row.city for row in rows]
