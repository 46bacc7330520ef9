"""Every number of a report can be traced to the records behind it."""

from dataclasses import dataclass, fields

import pytest

import twinning
from twinning.db.storage.address import Address
from twinning.queries.reports import list_outlines, load_report
from twinning.rows import Dossier, Fact, Listing, Meaning, Section, column
from twinning.rows.tracing import Counted, explain


@dataclass(frozen=True, slots=True)
class TieRow:
    """A row with a number that carries its keys, and one that does not."""

    city: str
    ties: int
    year: int | None
    key: str = column(0)


def listing(*rows: TieRow) -> Listing[TieRow]:
    return Listing(TieRow, (Section("ties", TieRow, rows),), "Ties")


def test_a_number_that_counts_keys_counts_each_once_and_is_a_number():
    number = Counted(["b", "a", "b"])
    assert (number, number + 1, str(number), f"{number:,}") == (2, 3, "2", "2")
    assert number.keys == ("a", "b")


def test_a_number_is_explained_by_what_it_counts_and_any_other_by_the_record_of_its_row():
    explained = explain(listing(TieRow("Busan", Counted(["a", "b"]), 2007, "c"))).rows
    assert [(each.row, each.about, each.number, each.value, each.key) for each in explained] == [
        (1, "Busan", "ties", "2", "a"),
        (1, "Busan", "ties", "2", "b"),
        (1, "Busan", "year", "2007", "c"),
    ]


def test_nothing_is_behind_a_zero_or_what_is_not_known():
    assert list(explain(listing(TieRow("Busan", Counted([]), None, "c"))).rows) == []


def test_a_fact_is_explained_too_and_some_columns_can_be_asked_for():
    ties = Section("ties", TieRow, [TieRow("Busan", 1, 2007, "c")])
    document = Dossier("2006", (Fact("signed", Counted(["a"])),), (ties,))
    assert [(each.row, each.number, each.key) for each in explain(document, ["signed", "year"]).rows] == [
        (0, "signed", "a"),
        (1, "year", "c"),
    ]


@pytest.mark.parametrize("name", [each.name for each in list_outlines()])
def test_every_number_of_every_report_is_explained(sqlite_seeded: Address, name: str) -> None:
    sources = {"earlier": "global-busan-expanding-networks", "later": "newsworld-seoul-bilateral-ties"}
    asked = {"city": "Busan", "partner": "Vladivostok", "year": 2019, **sources}
    taken = {each: value for each, value in asked.items() if each in load_report(name).outline.parameters}
    with twinning.open(str(sqlite_seeded.path)) as register:
        document = register.show_report(name, **taken)  # type: ignore[arg-type]
    known = {(each.row, each.number) for each in explain(document).rows}
    for number, row in enumerate((row for section in document.sections for row in section.rows), start=1):
        for each in fields(row):
            value = getattr(row, each.name)
            is_number = isinstance(value, int) and not isinstance(value, bool)
            if value and (is_number or each.metadata.get("means") is Meaning.AMOUNT):
                assert (number, each.name) in known, f"{each.name} of {row}"
    for fact in document.facts if isinstance(document, Dossier) else ():
        assert not isinstance(fact.value, int) or not fact.value or (0, fact.name) in known, fact
