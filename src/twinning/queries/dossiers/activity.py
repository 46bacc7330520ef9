"""The dossier of a delegation, an event or an exchange programme."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import Connection, Nullable, select

from twinning.db.tables.activities import (
    ACTIVITY,
    ACTIVITY_ORGANIZATION,
    ACTIVITY_PERSON,
    ACTIVITY_PLACE,
    ActivityRecord,
)
from twinning.db.tables.cities import CITY
from twinning.db.tables.obligations import COMMITMENT, EXPENSE
from twinning.db.tables.people import ORGANIZATION, PERSON
from twinning.db.tables.sources import REPORTED_COUNT
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.countries import country_name
from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold
from twinning.domain.vocabulary import ActivityOrganizationRole, ActivityPersonRole
from twinning.queries.dossiers.expenses import list_expenses
from twinning.queries.dossiers.facts import list_facts
from twinning.queries.dossiers.posts import posts_held
from twinning.queries.evidence.citations import Chosen, list_sources, load_citations
from twinning.queries.evidence.contradictions import both_sides
from twinning.queries.evidence.reported_counts import list_counts
from twinning.queries.evidence.statements import inferred, stated
from twinning.queries.lists.activities import load_activities
from twinning.queries.lists.commitments import load_commitments
from twinning.rows import Dossier, Fact, Section
from twinning.rows.dossiers import ClaimRow, ExpenseRow, InvolvedRow, PlaceRow, SourceRow
from twinning.rows.phrases import phrase
from twinning.rows.records import ActivityRow, CommitmentRow

_FACTS = (
    *("key", "title", "kind", "status", "start", "end", "duration", "fields", "part_of", "agreement"),
    *("size", "attendance", "participants", "count_text", "purpose", "venue", "shown", "summary"),
    *("approximate", "internal"),
)
"""The order of the facts."""


def activity_dossier(connection: Connection, activity: int) -> Dossier:
    """Return everything about an activity, by its id."""
    own = select(ACTIVITY.c.id).where(ACTIVITY.c.id == activity)
    (record,) = fetch_records(connection, select(ACTIVITY).where(ACTIVITY.c.id == activity), ActivityRecord)
    citations = load_citations(connection, _cited(activity))
    claims = list_counts(connection, REPORTED_COUNT.c.activity_id == activity, citations)
    parts = load_activities(connection, select(ACTIVITY.c.id).where(ACTIVITY.c.part_of_id == activity))
    made = load_commitments(connection, COMMITMENT.c.activity_id == activity)
    kept = load_commitments(connection, COMMITMENT.c.kept_by_id == activity)
    expenses = list_expenses(connection, EXPENSE.c.activity_id == activity)
    sections = (
        Section("places", PlaceRow, _places(connection, activity)),
        Section("people", InvolvedRow, list_people(connection, activity, record.start)),
        Section("organizations", InvolvedRow, _organizations(connection, activity)),
        Section("parts", ActivityRow, parts),
        Section("commitments", CommitmentRow, made),
        Section("kept", CommitmentRow, kept, phrase("Keeps")),
        Section("expenses", ExpenseRow, expenses),
        Section("claims", ClaimRow, claims),
        inferred(connection, citations),
        Section("sources", SourceRow, list_sources(citations)),
        stated(connection, citations),
        *both_sides(connection, citations),
    )
    (listed,) = load_activities(connection, own)
    return Dossier(record.title, _facts(record, listed), sections)


def _cited(activity: int) -> Chosen:
    """Choose what a source of an activity may be cited for."""
    return {
        "activity": select(ACTIVITY.c.id).where(ACTIVITY.c.id == activity),
        "reported_count": select(REPORTED_COUNT.c.id).where(REPORTED_COUNT.c.activity_id == activity),
        "commitment": select(COMMITMENT.c.id).where(COMMITMENT.c.activity_id == activity),
        "expense": select(EXPENSE.c.id).where(EXPENSE.c.activity_id == activity),
    }


def _facts(record: ActivityRecord, listed: ActivityRow) -> tuple[Fact, ...]:
    """Return the facts; `approximate` only where there is a number."""
    approximate = None if listed.people is None else record.approximate
    derived = {"fields": listed.fields, "part_of": listed.part_of, "agreement": listed.agreement}
    return tuple(list_facts(record, derived | {"approximate": approximate}, _FACTS))


def _places(connection: Connection, activity: int) -> list[PlaceRow]:
    place = ACTIVITY_PLACE.c
    query = (
        select(place.role, place.country_code, place.on_text)
        .add_columns(Nullable(CITY.c.name), Nullable(CITY.c.key), CITY.c.country_code)
        .outerjoin(CITY, CITY.c.id == place.city_id)
        .where(place.activity_id == activity)
        .order_by(place.seq)
    )
    return [
        PlaceRow(city, country_name(country_of_city or country), role.value, on, key)
        for role, country, on, city, key, country_of_city in fetch_rows(connection, query)
    ]


def list_people(connection: Connection, activity: int, day: EdtfDate | None) -> list[InvolvedRow]:
    """Return the people of an activity with the post held on its first day: recorded with it, else of their posts."""
    link = ACTIVITY_PERSON.c
    query = (
        select(link.role, PERSON.c.name, PERSON.c.key, link.post, PERSON.c.id)
        .join(PERSON, PERSON.c.id == link.person_id)
        .where(link.activity_id == activity)
    )
    held = posts_held(connection, select(link.person_id).where(link.activity_id == activity), day)
    rows = [
        InvolvedRow(name, role.value, post or held.get(person), key)
        for role, name, key, post, person in fetch_rows(connection, query)
    ]
    return by_role(rows, ActivityPersonRole)


def _organizations(connection: Connection, activity: int) -> list[InvolvedRow]:
    link = ACTIVITY_ORGANIZATION.c
    query = (
        select(link.role, ORGANIZATION.c.name, ORGANIZATION.c.key)
        .join(ORGANIZATION, ORGANIZATION.c.id == link.organization_id)
        .where(link.activity_id == activity)
    )
    rows = [InvolvedRow(name, role.value, None, key) for role, name, key in fetch_rows(connection, query)]
    return by_role(rows, ActivityOrganizationRole)


def by_role(rows: Iterable[InvolvedRow], roles: type[StrEnum]) -> list[InvolvedRow]:
    """Sort people or organizations by role as on its list, then name."""
    order = [role.value for role in roles]
    return sorted(rows, key=lambda row: (order.index(row.role), fold(row.name), row.key))
