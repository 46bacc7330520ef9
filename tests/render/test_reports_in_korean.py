"""What of a report is no record has Korean words: headings, captions, notes, and the words of lists in its cells."""

import re
from collections.abc import Iterator
from dataclasses import Field, fields
from enum import StrEnum
from typing import Any

import twinning
from twinning.db.storage.address import Address
from twinning.domain import vocabulary
from twinning.domain.agreements.acts import ActKind
from twinning.domain.countries import country_name
from twinning.queries.reports import Outline, list_outlines
from twinning.render.columns import column_label
from twinning.render.languages.saying import label, translated, words
from twinning.rows import Cell, Dossier, Listing, Meaning, Row, Section, Several
from twinning.rows.charts import charts_of
from twinning.rows.phrases import MEANINGS, Phrase

_ENGLISH = re.compile("[A-Za-z]{2,}")
_LISTS: list[type[StrEnum]] = [
    ActKind,
    *(each for each in vars(vocabulary).values() if isinstance(each, type) and issubclass(each, StrEnum)),
]
_WORDS = {word.value for each in _LISTS for word in each} | {country_name("CN"), country_name("MN")}
_NAMED = {
    "city": "Seoul",
    "scope": None,
    "partner": "Moscow",
    "earlier": "global-busan-expanding-networks",
    "later": "newsworld-seoul-bilateral-ties",
    "year": 2019,
}


def test_no_report_in_korean_has_an_english_heading_caption_note_or_word_of_a_list(sqlite_seeded: Address) -> None:
    with twinning.open(str(sqlite_seeded.path)) as register:
        reports = {each.name: register.show_report(each.name, **_asked(each)) for each in list_outlines()}
    left = {name: [text for text in _said(report) if _ENGLISH.search(text)] for name, report in reports.items()}
    assert {name: texts for name, texts in left.items() if texts} == {}


def _asked(outline: Outline) -> dict[str, Any]:
    return {name: value for name, value in _NAMED.items() if name in outline.parameters and value is not None}


def _said(document: Listing[Any] | Dossier) -> Iterator[str]:
    """Give all that a document says by itself, as Korean has it."""
    yield from map(_without_records, filter(None, (document.title, *document.notes)))
    if isinstance(document, Dossier):
        yield from (label(fact.name, "ko") for fact in document.facts)
    else:
        yield _without_records(document.empty)
    for section in document.sections:
        yield from _of_section(section)


def _of_section(section: Section[Any]) -> Iterator[str]:
    yield _without_records(section.title) if section.title else ""
    yield from (translated(chart.title, "ko") for chart in charts_of(section.row_class))
    for column in fields(section.row_class):
        if column.metadata.get("keep") != 0:
            yield column_label(section.row_class, column.name, "ko")
            yield from (text for row in section.rows for text in _of_cell(column, row))


def _of_cell(column: Field[Any], row: Row) -> Iterator[str]:
    """Give the words of lists in a cell, and those that are in a column which does not say that it has such."""
    value: Cell = getattr(row, column.name)
    means = column.metadata.get("means")
    if means in (Meaning.WORD, Meaning.FIELD) and column.name != "what":  # titles of activities stand there too
        yield words(means, "ko")(value)
    if means is None:
        texts = map(str, value if isinstance(value, Several) else (value,))
        yield from (text for text in texts if text in _WORDS)


def _without_records(text: str) -> str:
    """Return a phrase with what is recorded replaced; a text that is no phrase is said in English alone."""

    def kept(name: str, value: Cell) -> Cell:
        is_record = not isinstance(value, Phrase) and MEANINGS.get(name) in (None, Meaning.CITY)
        return "가" if is_record else value

    return translated(text.with_arguments(kept), "ko") if isinstance(text, Phrase) else text
