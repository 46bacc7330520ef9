"""CSV and TSV."""

import csv
import io
import re
from itertools import count, islice
from typing import Any, cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from render.rendering import BUSAN, CHICAGO, TextRow, TieRow, cells, dossier, listing, rendered, texts
from twinning.domain.files.spreadsheet import restore
from twinning.domain.files.tabs import tab_unescaped
from twinning.render import Options, write
from twinning.rows import Listing, Section

columns = st.lists(texts.filter(lambda text: "\0" not in text), max_size=5)


def read_csv(text):
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def read_tsv(text):
    return [[tab_unescaped(cell) for cell in line.split("\t")] for line in text.split("\n")[:-1]]


def test_csv_ends_lines_with_crlf_and_writes_unknown_as_nothing():
    assert rendered(listing(BUSAN, CHICAGO), "csv") == (
        "city,last_activity,events,one_sided,tie_id\r\nBusan,1966-06-30,12,true,1\r\nChicago,,,false,2\r\n"
    )


def test_csv_doubles_quotes_and_quotes_cells_with_line_breaks():
    assert rendered(cells('say "so"', "a\r\nb", "a,b"), "csv") == ('text\r\n"say ""so"""\r\n"a\r\nb"\r\n"a,b"\r\n')


def test_csv_quotes_cells_that_some_spreadsheets_would_split():
    assert rendered(cells("a;b", "a\tb"), "csv") == 'text\r\n"a;b"\r\n"a\tb"\r\n'


def test_tsv_ends_lines_with_a_line_feed_and_escapes_its_own_signs():
    assert rendered(listing(BUSAN, CHICAGO), "tsv") == (
        "city\tlast_activity\tevents\tone_sided\ttie_id\nBusan\t1966-06-30\t12\ttrue\t1\nChicago\t\t\tfalse\t2\n"
    )
    assert rendered(cells("a\tb\\c\r\nd"), "tsv") == "text\na\\tb\\\\c\\r\\nd\n"


@pytest.mark.parametrize(("format", "line_end"), [("csv", "\r\n"), ("tsv", "\n")])
def test_the_header_is_there_without_rows(format, line_end):
    assert rendered(cells(), format) == f"text{line_end}"


@given(values=columns)
@settings(max_examples=200, derandomize=True)
def test_csv_read_strictly_and_restored_gives_the_text(values):
    header, *lines = read_csv(rendered(cells(*values), "csv"))
    assert header == ["text"]
    assert [restore(cell) for (cell,) in lines] == values


@given(values=columns)
@settings(max_examples=200, derandomize=True)
def test_tsv_read_and_restored_gives_the_text(values):
    _, *lines = read_tsv(rendered(cells(*values), "tsv"))
    assert [restore(cell) for (cell,) in lines] == values


@given(values=columns)
@settings(max_examples=100, derandomize=True)
def test_raw_csv_reads_back_as_it_is(values):
    _, *lines = read_csv(rendered(cells(*values), "csv", Options(raw=True)))
    assert [cell for (cell,) in lines] == values


@given(event_count=st.integers(), text=texts)
@settings(max_examples=50, derandomize=True)
def test_every_row_has_as_many_cells_as_the_header(event_count, text):
    assume("\0" not in text)
    row = TieRow(text, text, event_count, None, -1)
    assert {len(line) for line in read_csv(rendered(listing(row), "csv"))} == {5}
    assert {len(line) for line in read_tsv(rendered(listing(row), "tsv"))} == {5}


def test_a_formula_is_neutralised_unless_raw_is_asked_for():
    assert rendered(cells('=HYPERLINK("x")'), "csv") == 'text\r\n"\'=HYPERLINK(""x"")"\r\n'
    assert rendered(cells("=1"), "csv", Options(raw=True)) == "text\r\n=1\r\n"
    assert rendered(cells("\t=1"), "tsv") == "text\n'\\t'=1\n"


def test_a_cell_is_harmless_and_whole_for_programs_that_split_at_semicolons():
    assert rendered(cells("x;=cmd|' /C calc'!A0"), "csv") == "text\r\n\"x;'=cmd|' /C calc'!A0\"\r\n"
    assert rendered(cells("a; b"), "csv") == 'text\r\n"a; b"\r\n'


@given(values=st.lists(st.text("x;=+-\"'\n\r, "), min_size=1, max_size=4))
@settings(max_examples=300, derandomize=True)
def test_no_cell_of_a_program_that_splits_at_semicolons_begins_with_a_formula(values):
    text = rendered(cells(*(f"x{value}" for value in values)), "csv")
    for line in re.split("[\r\n]+", text):
        for cell in line.split(";"):
            assert not re.match(r"[\"\s]*[=+@-]", cell), (cell, text)


def test_numbers_are_numbers():
    assert rendered(listing(TieRow("x", "-12.5", -3, None, 1)), "csv").endswith("\r\nx,-12.5,-3,,1\r\n")


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_a_byte_order_mark_comes_first_when_asked_for(format):
    assert rendered(cells("釜山"), format, Options(bom=True)) == "\ufeff" + rendered(cells("釜山"), format)


def test_sections_are_chained_to_one_table():
    sections = (
        Section("a", TextRow, [TextRow("1")], "A"),
        Section("b", TextRow, []),
        Section("c", TextRow, [TextRow("2")]),
    )
    assert rendered(Listing(TextRow, sections, "title"), "csv") == "text\r\n1\r\n2\r\n"


def test_a_dossier_is_one_line_a_value():
    assert rendered(dossier(), "csv") == (
        "section,row,field,value\r\n"
        "record,1,name,Busan\r\nrecord,1,first_tie,1966\r\nrecord,1,ended,\r\nrecord,1,member,true\r\n"
        "ties,1,city,Busan\r\nties,1,last_activity,1966-06-30\r\nties,1,events,12\r\n"
        "ties,1,one_sided,true\r\nties,1,tie_id,1\r\n"
    )


class EndlessRows:
    """Rows that can be read one after the other only."""

    def __iter__(self):
        return (TextRow(str(number)) for number in count())


class FullError(Exception):
    """The stream has had enough."""


class SmallStream(io.StringIO):
    def write(self, text):
        if self.tell() > 1000:
            raise FullError
        return super().write(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "jsonl"])
def test_rows_are_written_as_they_come(format):
    stream = SmallStream()
    endless = Listing(TextRow, (Section("texts", TextRow, cast("Any", EndlessRows())),))
    with pytest.raises(FullError):
        write(endless, format, stream, Options())
    assert all(str(number) in stream.getvalue() for number in islice(count(), 20))
