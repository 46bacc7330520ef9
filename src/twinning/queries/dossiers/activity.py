"""The dossier of a delegation, an event or an exchange programme."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from twinning.domain.countries import country_name
from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold
from twinning.domain.vocabulary import ActivityOrganizationRole, ActivityPersonRole
from twinning.queries.dossiers.expenses import list_expenses
from twinning.queries.dossiers.posts import posts_held
from twinning.queries.evidence.citations import list_sources, load_citations
from twinning.queries.evidence.contradictions import both_sides
from twinning.queries.evidence.reported_counts import list_counts
from twinning.queries.lists.activities import load_activities
from twinning.queries.lists.commitments import load_commitments
from twinning.queries.tables import date_of, table
from twinning.rows import Dossier, Fact, Section
from twinning.rows.dossiers import ClaimRow, ExpenseRow, InvolvedRow, PlaceRow, SourceRow
from twinning.rows.records import ActivityRow, CommitmentRow

_ROLES: dict[str, type[StrEnum]] = {"person": ActivityPersonRole, "organization": ActivityOrganizationRole}
_NUMBERS = ("size", "attendance", "participants")


def activity_dossier(connection: Connection, activity: int) -> Dossier:
    """Return everything about an activity, by its id."""
    activities, count, commitment = table("activity"), table("reported_count"), table("commitment")
    row = connection.execute(select(activities).where(activities.c.id == activity)).mappings().one()
    counts = select(count.c.id).where(count.c.activity_id == activity)
    own = select(activities.c.id).where(activities.c.id == activity)
    citations = load_citations(connection, {"activity": own, "reported_count": counts})
    parts = select(activities.c.id).where(activities.c.part_of_id == activity)
    made = load_commitments(connection, commitment.c.activity_id == activity)
    expenses = list_expenses(connection, table("expense").c.activity_id == activity)
    sections = (
        Section("places", PlaceRow, _places(connection, activity), "Places"),
        Section("people", InvolvedRow, _people(connection, activity, date_of(row, "start")), "People"),
        Section("organizations", InvolvedRow, _involved(connection, activity, "organization"), "Organizations"),
        Section("parts", ActivityRow, load_activities(connection, parts), "Parts"),
        Section("commitments", CommitmentRow, made, "Commitments"),
        Section("kept", CommitmentRow, load_commitments(connection, commitment.c.kept_by_id == activity), "Keeps"),
        Section("expenses", ExpenseRow, expenses, "Expenses"),
        Section("claims", ClaimRow, list_counts(connection, count.c.activity_id == activity, citations), "Claims"),
        Section("sources", SourceRow, list_sources(citations), "Sources"),
        *both_sides(connection, citations),
    )
    return Dossier(row["title"], tuple(_facts(connection, row)), sections)


def _facts(connection: Connection, row: Mapping[Any, Any]) -> Iterator[Fact]:
    (listed,) = load_activities(connection, select(table("activity").c.id).where(table("activity").c.id == row["id"]))
    for name in ("key", "kind", "status", "start", "end", "duration", "fields", "part_of", "agreement"):
        yield Fact(name, getattr(listed, name))
    for name in (*_NUMBERS, "count_text", "purpose", "venue", "shown", "summary"):
        yield Fact(name, row[name])
    yield Fact("approximate", None if listed.people is None else row["approximate"])
    yield Fact("internal", row["internal"])


def _places(connection: Connection, activity: int) -> list[PlaceRow]:
    place, city = table("activity_place"), table("city")
    query = (
        select(place.c.role, place.c.country_code, place.c.on_text, city.c.name, city.c.key)
        .add_columns(city.c.country_code.label("of_city"))
        .outerjoin(city, city.c.id == place.c.city_id)
        .where(place.c.activity_id == activity)
        .order_by(place.c.seq)
    )
    rows = connection.execute(query).all()
    return [
        PlaceRow(row.name, country_name(row.of_city or row.country_code), row.role.value, row.on_text, row.key)
        for row in rows
    ]


def _people(connection: Connection, activity: int, day: EdtfDate | None) -> list[InvolvedRow]:
    """List the people of an activity with the post held on its first day: as was said, else as their posts tell."""
    link, person = table("activity_person"), table("person")
    people = select(link.c.person_id).where(link.c.activity_id == activity)
    keys = dict(connection.execute(select(person.c.key, person.c.id).where(person.c.id.in_(people))).all())
    held = posts_held(connection, people, day)
    rows = _involved(connection, activity, "person")
    return [row if row.post else replace(row, post=held[keys[row.key]]) for row in rows]


def _involved(connection: Connection, activity: int, what: str) -> list[InvolvedRow]:
    """List the people or the organizations of an activity, by role as on its list, then name."""
    link, named = table(f"activity_{what}"), table(what)
    query = (
        select(link, named.c.name, named.c.key)
        .join(named, named.c.id == link.c[f"{what}_id"])
        .where(link.c.activity_id == activity)
    )
    roles: list[StrEnum] = list(_ROLES[what])
    rows = sorted(
        connection.execute(query).mappings(),
        key=lambda row: (roles.index(row["role"]), fold(row["name"]), row["key"]),
    )
    return [InvolvedRow(row["name"], row["role"].value, row.get("post"), row["key"]) for row in rows]
