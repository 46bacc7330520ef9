"""The views say what the commands say, on both databases, and can be read only."""

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db.raw import raw_connection
from queries.making import make_agreement, make_city
from twinning.db.migrations import migrate
from twinning.db.migrations.views import view_statements
from twinning.db.storage.address import Address
from twinning.domain.vocabulary import ActivityKind
from twinning.queries.lists.activities import ActivityFilter, list_activities
from twinning.queries.lists.agreements import AgreementFilter, list_agreements
from twinning.queries.lists.cities import CityFilter, list_cities
from twinning.queries.lists.partners import PartnerFilter, list_partners
from twinning.queries.lookup.cities import find_city

COLUMNS = {
    "agreement_view": (
        *("key", "title", "kind", "instrument", "parties", "party_keys"),
        *("first_signed", "last_act", "last_act_on", "internal"),
    ),
    "partner_view": (
        *("city_key", "city", "partner_key", "partner", "partner_country_code"),
        *("agreements", "first_signed", "last_act", "last_act_on"),
    ),
    "activity_view": (
        *("key", "kind", "title", "status", "starts", "ends", "duration", "people", "approximate"),
        *("places", "place_keys", "agreement_key", "part_of_key", "internal"),
    ),
}
TODAY = "2030-01-01"


def rows_of(connection: Connection, view: str) -> list[dict[str, object]]:
    return [dict(row) for row in connection.execute(text(f"SELECT * FROM {view}")).mappings()]


@pytest.mark.parametrize("view", COLUMNS)
def test_a_view_has_the_columns_that_are_promised(connection: Connection, view: str) -> None:
    assert tuple(connection.execute(text(f"SELECT * FROM {view}")).keys()) == COLUMNS[view]


def test_agreements_are_those_of_the_list(both_packs: Connection) -> None:
    listed = list_agreements(both_packs, AgreementFilter(TODAY)).rows
    assert {(row.key, str(row.parties), row.kind, row.since, row.title) for row in listed} == {
        (row["key"], row["parties"], row["kind"], row["first_signed"], row["title"])
        for row in rows_of(both_packs, "agreement_view")
    }


def test_partners_are_those_of_each_city_that_ever_had_an_agreement(both_packs: Connection) -> None:
    found: dict[object, dict[object, object]] = {}
    for row in rows_of(both_packs, "partner_view"):
        found.setdefault(row["city_key"], {})[row["partner_key"]] = row["agreements"]
    for city in list_cities(both_packs, CityFilter()).rows:
        partners = list_partners(both_packs, find_city(both_packs, city.key), PartnerFilter(TODAY)).rows
        assert found.get(city.key, {}) == {row.key: row.agreements for row in partners if row.agreements}


@pytest.mark.parametrize(
    ("acts", "last"),
    [
        ([("signed", "1990"), ("ended", "[..2026-01-01]")], ("ended", "[..2026-01-01]")),
        ([("ended", None), ("signed", "1990")], ("ended", None)),
        ([("ended", "[..2026-01-01]"), ("signed", "2027")], ("signed", "2027")),
        ([("proposed", None), ("signed", "[..2026-01-01]"), ("amended", "1990")], ("amended", "1990")),
    ],
)
def test_the_last_act_is_the_one_that_decides_a_status(
    session: Session, connection: Connection, acts: list[tuple[str, str | None]], last: tuple[str, str | None]
) -> None:
    make_agreement(session, make_city(session, "busan-kr"), make_city(session, "osaka-jp"), acts=acts)
    for view in ("agreement_view", "partner_view"):
        assert {(row["last_act"], row["last_act_on"]) for row in rows_of(connection, view)} == {last}


def test_activities_are_those_of_the_lists(both_packs: Connection) -> None:
    listed = [row for kind in ActivityKind for row in list_activities(both_packs, ActivityFilter(kind)).rows]
    assert {(row.key, row.kind, row.start, row.end, row.people, row.part_of, row.agreement) for row in listed} == {
        (*(row[name] for name in ("key", "kind", "starts", "ends", "people", "part_of_key", "agreement_key")),)
        for row in rows_of(both_packs, "activity_view")
    }


@pytest.mark.parametrize("view", COLUMNS)
def test_a_view_cannot_be_written(address: Address, view: str) -> None:
    with raw_connection(address) as connection, pytest.raises(DBAPIError):
        connection.execute(text(f"DELETE FROM {view}"))


def test_a_register_has_the_views_again_after_its_schema_changed(seeded: Address) -> None:
    migrate.downgrade(seeded, "0001")
    with raw_connection(seeded) as connection, pytest.raises(DBAPIError):
        connection.execute(text("SELECT * FROM partner_view"))
    migrate.upgrade(seeded)
    with raw_connection(seeded) as connection:
        assert all(rows_of(connection, view) for view in view_statements(connection.dialect.name))
