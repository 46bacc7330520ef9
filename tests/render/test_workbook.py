"""Spreadsheets: every cell of the type that it is, and nothing that runs."""

import io
from dataclasses import dataclass

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.worksheet.worksheet import Worksheet

from render.rendering import BUSAN, CHICAGO, any_texts, cells, dossier, listing, written
from twinning.render import Document
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


def test_an_amount_that_a_number_cannot_hold_stays_text():
    cell = costs(CostRow(None, None, "12345678901234567.89"))["C2"]
    assert (cell.data_type, cell.value) == ("s", "12345678901234567.89")


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


def test_the_same_rows_are_the_same_bytes():
    assert written(listing(BUSAN), "xlsx") == written(listing(BUSAN), "xlsx")
