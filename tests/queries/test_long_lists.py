"""Lists that are read in parts: as if they had been read at once, on both databases."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from queries.making import make_agreement, make_city
from twinning.db import typed_tables
from twinning.domain.vocabulary import ActivityKind
from twinning.exchange.exports.ties import list_ties
from twinning.queries.lists import activities, agreements, cities, commitments, people
from twinning.queries.lookup import kept
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


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_the_same_in_whatever_parts_they_are_read(
    name: str, articles: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = list(LISTS[name](articles).rows)
    monkeypatch.setattr(typed_tables, "_AT_ONCE", 2)
    monkeypatch.setattr(kept, "MOST", 5)  # cities of two parts, more or less
    rows = LISTS[name](articles).sections[0].rows
    assert isinstance(rows, Stream)
    assert [*iter(rows)] == at_once
    assert rows[:3] == at_once[:3]
    assert len(rows) == len(at_once) > 1


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
