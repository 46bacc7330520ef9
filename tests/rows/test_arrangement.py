"""What is shown of a listing: its rows sorted and limited, its columns chosen."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinning.errors import UsageError
from twinning.rows import Dossier, Fact, Listing, Section, column_names
from twinning.rows.arranging.arrangement import Arrangement


@dataclass(frozen=True)
class Place:
    place: str
    country_code: str | None = None
    agreements: int = 0


GROUPS = (
    Section("partners", Place, [Place("Cairo", "EG", 1), Place("Aden", None, 3), Place("Bern", "CH", 2)]),
    Section("met", Place, [Place("Dili", "TL"), Place("Asmara", "ER")], "Met"),
)
LISTING = Listing(Place, GROUPS, "Places", notes=("5 claimed",))


def places(listing: Listing) -> list[list[str]]:
    return [[row.place for row in section.rows] for section in listing.sections]


def test_nothing_asked_for_changes_nothing() -> None:
    assert Arrangement().of(LISTING) == LISTING


def test_each_section_is_sorted_by_itself() -> None:
    assert places(Arrangement("place").of(LISTING)) == [["Aden", "Bern", "Cairo"], ["Asmara", "Dili"]]
    assert places(Arrangement("place", descending=True).of(LISTING)) == [["Cairo", "Bern", "Aden"], ["Dili", "Asmara"]]


def test_a_limit_counts_through_the_sections_and_says_how_many_it_leaves_out() -> None:
    limited = Arrangement(limit=4).of(LISTING)
    assert places(limited) == [["Cairo", "Aden", "Bern"], ["Dili"]]
    assert limited.notes == ("5 claimed", "1 more not shown")


def test_of_one_record_a_limit_that_was_asked_for_holds_and_the_usual_one_does_not() -> None:
    record = Dossier("Places", (Fact("kind", "city"),), GROUPS)
    limited = Arrangement(limit=4).of_one(record)
    assert [[row.place for row in section.rows] for section in limited.sections] == [
        ["Cairo", "Aden", "Bern"],
        ["Dili"],
    ]
    assert limited.notes == ("1 more not shown",)
    assert Arrangement(limit=4, usual=True).of_one(record) == record


def test_rows_are_sorted_before_they_are_limited() -> None:
    assert places(Arrangement("agreements", descending=True, limit=1).of(LISTING)) == [["Aden"], []]


def test_columns_are_those_asked_for_in_that_order_each_once() -> None:
    chosen = Arrangement(columns=("country-code", " place", "place")).of(LISTING)
    assert column_names(chosen.row_class) == ("country_code", "place")
    assert [(row.country_code, row.place) for row in chosen.rows][:2] == [("EG", "Cairo"), (None, "Aden")]
    assert all(section.row_class is chosen.row_class for section in chosen.sections)


def test_rows_are_sorted_by_a_column_that_is_not_shown() -> None:
    chosen = Arrangement("agreements", columns=("place",)).of(LISTING)
    assert places(chosen)[0] == ["Cairo", "Bern", "Aden"]


@pytest.mark.parametrize("column", ["", "mayor", "__class__"])
def test_a_column_that_is_none_is_refused_even_for_no_rows(column: str) -> None:
    with pytest.raises(UsageError, match="there is no column"):
        Arrangement(columns=("place", column)).of(Listing(Place, ()))


@given(st.integers(1, 8), st.sampled_from(["place", "country_code", "agreements"]), st.booleans())
def test_every_row_is_shown_or_counted(limit: int, column: str, descending: bool) -> None:
    arranged = Arrangement(column, descending, limit).of(LISTING)
    shown = len(list(arranged.rows))
    more = int(arranged.notes[-1].partition(" ")[0]) if len(arranged.notes) > 1 else 0
    assert shown <= limit
    assert shown + more == len(list(LISTING.rows))
