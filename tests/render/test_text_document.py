"""Text documents: headings and tables that an office goes on writing in."""

import io
from dataclasses import dataclass, replace
from typing import Any

import docx
from hypothesis import given, settings

from render.rendering import BUSAN, CHICAGO, any_texts, cells, dossier, listing, written
from twinning.render import Document
from twinning.rows import Listing, Section


@dataclass(frozen=True, slots=True)
class WideRow:
    """A row that no sheet of paper has room for."""

    first: str
    second: str
    third: str
    fourth: str
    fifth: str


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(written(document, "docx")))


def tables(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in opened(document).tables]


def paragraphs(document: Document) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in opened(document).paragraphs]


def test_a_listing_has_a_title_the_day_a_table_and_its_notes():
    document = replace(listing(BUSAN, CHICAGO, title="Ties"), as_of="2026-01-01", notes=("one more",))
    assert paragraphs(document) == [("Title", "Ties"), ("Subtitle", "As of 2026-01-01"), ("List Bullet", "one more")]
    header, busan, chicago = tables(document)[0]
    assert header == ["City", "Last activity", "Events", "One sided"]
    assert (busan, chicago) == (["Busan", "1966-06-30", "12", "yes"], ["Chicago", "", "", "no"])


def test_a_dossier_has_its_facts_and_a_heading_for_each_section():
    assert paragraphs(dossier()) == [("Title", "Busan"), ("Heading 1", "Sister cities")]
    assert tables(dossier())[0] == [["Name", "Busan"], ["First tie", "1966"], ["Member", "yes"]]


def test_columns_that_have_no_room_on_the_sheet_are_named():
    row = WideRow(*(f"{number} " + "long" * 6 for number in range(5)))
    document = Listing(WideRow, (Section("rows", WideRow, [row]),), "Wide")
    assert tables(document)[0][0] == ["First", "Second", "Third"]
    assert ("Caption", "Not shown for want of room: Fourth, Fifth") in paragraphs(document)


def test_nothing_recorded_is_said():
    assert ("Normal", "no ties recorded") in paragraphs(listing(title="Ties", empty="no ties recorded"))


@given(any_texts)
@settings(max_examples=10)
def test_any_text_makes_a_document_that_opens(text: str):
    assert opened(replace(cells(text, "after"), title=text)).tables[0].rows[2].cells[0].text == "after"


def test_the_same_document_is_the_same_bytes():
    assert written(dossier(), "docx") == written(dossier(), "docx")
