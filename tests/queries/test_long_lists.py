"""Lists that are read in parts: as if they had been read at once, on both databases."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from queries.making import make_agreement, make_citation, make_city, make_source
from twinning.db import typed_tables
from twinning.domain.vocabulary import ActivityKind
from twinning.exchange.exports import plain_ties
from twinning.exchange.exports.ties import list_ties
from twinning.queries.lists import activities, agreements, cities, commitments, people
from twinning.queries.lookup import kept
from twinning.queries.reports.conflicts import report_conflicts
from twinning.queries.reports.decades import report_decades
from twinning.queries.reports.reciprocity import report_reciprocity
from twinning.rows import Listing
from twinning.rows.arranging.streaming import Stream

TODAY = "2026-01-01"

LISTS: dict[str, Callable[[Connection], Any]] = {
    "exported ties": partial(list_ties, as_of=TODAY, internal=True),
    "agreements": lambda connection: agreements.list_agreements(connection, agreements.AgreementFilter(TODAY)),
    "cities": lambda connection: cities.list_cities(connection, cities.CityFilter()),
    "people": people.list_people,
    "organizations": people.list_organizations,
    "commitments": lambda connection: commitments.list_commitments(connection, commitments.CommitmentFilter()),
    **{
        kind.value: partial(activities.list_activities, choice=activities.ActivityFilter(kind)) for kind in ActivityKind
    },
}
REPORTS: dict[str, Callable[[Connection], Any]] = {
    "conflicts": report_conflicts,
    "reciprocity": partial(report_reciprocity, scope=None, as_of=TODAY),
    "decades": partial(report_decades, scope=None, as_of=TODAY),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_the_same_in_whatever_parts_they_are_read(
    name: str, articles: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = list(LISTS[name](articles).rows)
    monkeypatch.setattr(typed_tables, "_AT_ONCE", 2)
    monkeypatch.setattr(kept, "MOST", 5)  # cities of two parts, more or less
    monkeypatch.setattr(plain_ties, "_MOST_PLACES", 5)
    rows = LISTS[name](articles).sections[0].rows
    assert isinstance(rows, Stream)
    assert [*iter(rows)] == at_once
    assert rows[:3] == at_once[:3]
    assert len(rows) == len(at_once) > 1


@pytest.mark.parametrize("name", REPORTS)
def test_reports_are_the_same_in_whatever_parts_ties_are_read(
    name: str, session: Session, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, *others = (make_city(session, f"{name}-kr") for name in ("one", "two", "three", "four", "five"))
    for number, city in enumerate((one, *others)):
        source = make_source(session, f"of-{city.key}", kind="register", speaks_for_id=city.id)
        for seq, other in enumerate(others[number:]):
            tie = make_agreement(session, city, other, acts=[("signed", "1990")])
            make_citation(session, source, seq=seq, agreement_id=tie.id, field="kind", value="contact")
    at_once = [*REPORTS[name](connection).rows]
    monkeypatch.setattr(typed_tables, "_AT_ONCE", 2)
    assert [*REPORTS[name](connection).rows] == at_once != []


def test_keys_stand_in_the_order_of_their_characters(session: Session, connection: Connection) -> None:
    cities = [make_city(session, f"{name}-kr") for name in ("one", "other")]
    for key in ("a-b", "aa", "a", "a0", "b"):
        make_agreement(session, *cities, key=key)
    assert keys(listed(connection)) == ["a", "a-b", "a0", "aa", "b"]


def test_what_had_not_come_about_by_a_day_is_neither_listed_nor_counted(
    session: Session, connection: Connection
) -> None:
    cities = [make_city(session, f"{name}-kr") for name in ("one", "other")]
    days = {"early": "1990", "late": "1999-05-05", "open": "[..1999]", "unsaid": None}
    for key, on in days.items():
        make_agreement(session, *cities, key=key, acts=[("signed", on)])
    make_agreement(session, *cities, key="without-acts", acts=[])
    known = listed(connection, "1995-01-01")
    assert keys(known) == ["early", "open", "unsaid", "without-acts"]
    assert len(known.sections[0].rows) == 4


def listed(connection: Connection, day: str = TODAY) -> Listing[Any]:
    return agreements.list_agreements(connection, agreements.AgreementFilter(day))


def keys(listing: Listing[Any]) -> list[str]:
    return [row.key for row in listing.rows]
