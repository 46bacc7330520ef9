"""Spreadsheets: every cell of the type that it is, and nothing that runs."""

import io
from dataclasses import dataclass, replace
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.worksheet.worksheet import Worksheet

from render.rendering import BUSAN, CHICAGO, any_texts, cells, dossier, listing, written
from twinning.errors import UsageError
from twinning.render import Document
from twinning.render.documents.workbook import Sheet, write_workbook
from twinning.rows import Listing, Meaning, Section, column


@dataclass(frozen=True, slots=True)
class CostRow:
    """A row with a value of each type."""

    on: str | None = column(means=Meaning.DATE)
    people: int | None = column(means=Meaning.COUNT)
    amount: str | None = column(means=Meaning.AMOUNT)
    approximate: bool | None = None


def sheet(document: Document) -> Worksheet:
    (only,) = openpyxl.load_workbook(io.BytesIO(written(document, "xlsx"))).worksheets
    return only


def costs(*rows: CostRow) -> Worksheet:
    return sheet(Listing(CostRow, (Section("costs", CostRow, rows),), "Costs"))


def test_a_sheet_has_the_columns_by_name_in_a_header_that_stays():
    page = sheet(listing(BUSAN, CHICAGO, title="Ties"))
    assert [each.value for each in page[1]] == ["city", "last_activity", "events", "one_sided", "tie_id"]
    assert [each.value for each in page[2]] == ["Busan", "1966-06-30", 12, True, 1]
    assert [each.value for each in page[3]] == ["Chicago", None, None, False, 2]
    assert (page.title, page.freeze_panes, page.auto_filter.ref) == ("Ties", "A2", "A1:E3")
    assert page.print_title_rows == "$1:$1"


@pytest.mark.parametrize(
    "text", ["1990", "1989-10", "199X", "2004?-11-03", "[..2019-12-13]", "1899-12-31", "1990/1995"]
)
def test_a_day_that_is_not_known_stays_text(text: str):
    cell = costs(CostRow(text, None, None))["A2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_day_that_is_known_is_a_date_and_a_number_a_number():
    page = costs(CostRow("2007-05-07", 0, "1234.50"))
    assert page["A2"].is_date
    assert page["A2"].value.date().isoformat() == "2007-05-07"
    assert [(each.data_type, each.value) for each in page[2][1:3]] == [("n", 0), ("n", 1234.5)]
    assert page["C2"].number_format == "#,##0.00"


def test_a_count_or_an_amount_that_a_number_cannot_hold_stays_text():
    page = costs(CostRow(None, 2**53 + 1, "12345678901234.56"), CostRow(None, 2**53, "1234567890123.45"))
    assert [(each.data_type, each.value) for each in page[2][1:3]] == [
        ("s", "9007199254740993"),
        ("s", "12345678901234.56"),
    ]
    assert [(each.data_type, each.value) for each in page[3][1:3]] == [("n", 2**53), ("n", 1234567890123.45)]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+2", "@SUM(A1)", "https://example.org", "0012", "1e5", "mailto:a@b.c"]
)
def test_nothing_in_data_is_a_formula_a_link_or_another_number(text: str):
    cell = sheet(cells(text))["A2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


@given(any_texts)
@settings(max_examples=10)
def test_any_text_makes_a_workbook_that_opens(text: str):
    assert sheet(cells(text, "after"))["A3"].value == "after"


def test_a_text_that_is_longer_than_a_cell_is_cut_and_says_so():
    value = sheet(cells("x" * 40_000))["A2"].value
    assert len(value) <= 32_767
    assert value.endswith("… (7283 more characters)")


def test_a_dossier_has_a_sheet_for_its_facts_and_one_for_each_section():
    book = openpyxl.load_workbook(io.BytesIO(written(dossier(), "xlsx")))
    assert book.sheetnames == ["Record", "Sister cities"]
    assert [[each.value for each in row] for row in book["Record"].iter_rows()][:2] == [
        ["field", "value"],
        ["name", "Busan"],
    ]


@pytest.mark.parametrize(
    "title", ["A title that is much longer than a sheet's name may be", "a:b/c?d*e[f]g\\h", "'", "", "Ties\x00"]
)
def test_every_title_makes_a_name_of_a_sheet(title: str):
    assert sheet(listing(BUSAN, title=title)).title


def test_names_of_sheets_differ_by_more_than_case():
    made = io.BytesIO()
    write_workbook([Sheet(name, ("a",), (None,), [("x",)]) for name in ("Ties", "TIES")], made)
    assert openpyxl.load_workbook(made).sheetnames == ["Ties", "TIES 2"]


def test_rows_that_a_sheet_has_no_room_for_under_its_header_are_refused():
    made = io.BytesIO()
    with pytest.raises(UsageError, match="room for 1,048,575 rows"):
        write_workbook([Sheet("Ties", ("a",), (None,), [("x",)] * 1_048_576)], made)
    assert made.getvalue() == b""


@pytest.mark.parametrize(("as_of", "created"), [("2026-01-01", datetime(2026, 1, 1)), (None, datetime(1980, 1, 1))])
def test_a_workbook_was_made_on_the_day_that_it_is_of(as_of: str | None, created: datetime):
    made = written(replace(listing(BUSAN), as_of=as_of), "xlsx")
    assert openpyxl.load_workbook(io.BytesIO(made)).properties.created == created


def test_the_same_rows_are_the_same_bytes():
    assert written(listing(BUSAN), "xlsx") == written(listing(BUSAN), "xlsx")
