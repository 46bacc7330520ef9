"""People and organizations."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Nullable, select

from twinning.db.tables.activities import ACTIVITY_ORGANIZATION, ACTIVITY_PERSON
from twinning.db.tables.agreements import ACT_PERSON, AGREEMENT_ORGANIZATION
from twinning.db.tables.cities import CITY
from twinning.db.tables.people import ORGANIZATION, PERSON, PERSON_NAME, PERSON_POST, OrganizationRecord
from twinning.db.typed_tables import fetch_records_with, fetch_rows
from twinning.domain.names import fold
from twinning.domain.vocabulary import ActPersonRole
from twinning.queries.evidence.inferences import inferred_columns
from twinning.queries.lists.filters import EVERYTHING, Filter, cited_by, cities_in, count_by
from twinning.rows import Listing, Section, Several
from twinning.rows.records import OrganizationRow, PersonRow

_INFERRED = {"name": "organization", **{name: name for name in ("short_name", "acts_for", "founded", "website")}}
"""The fields of an organization that may be inferred, and the columns that show them."""


def list_people(connection: Connection, chosen: Filter = EVERYTHING) -> Listing[PersonRow]:
    """Return people by name, with their posts and how often they signed and took part.

    Only those with a post at the city, in the country or at the organization that is chosen.
    """
    query = select(PERSON.c.id, PERSON.c.name, PERSON.c.key).where(*_conditions_on_person(chosen))
    signed = count_by(connection, ACT_PERSON.c.person_id, ACT_PERSON.c.role == ActPersonRole.SIGNATORY)
    took_part = count_by(connection, ACTIVITY_PERSON.c.person_id)
    posts, others = _posts(connection), _other_names(connection)
    rows = [
        PersonRow(name, Several(posts[person]), signed[person], took_part[person], key)
        for person, name, key in fetch_rows(connection, query)
        if chosen.finds(name, *others[person])
    ]
    rows.sort(key=lambda row: (fold(row.person), row.key))
    section = Section("people", PersonRow, rows)
    return Listing(PersonRow, (section,), "People", "no people recorded")


def _other_names(connection: Connection) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    for person, name in fetch_rows(connection, select(PERSON_NAME.c.person_id, PERSON_NAME.c.name)):
        names[person].append(name)
    return names


def list_organizations(connection: Connection, chosen: Filter = EVERYTHING) -> Listing[OrganizationRow]:
    """Return organizations by name, with the city that each acts for and in how many activities and agreements it is.

    Only those that act for the city, or for one in the country, or in which the person has a post.
    """
    query = (
        select(Nullable(CITY.c.name), Nullable(CITY.c.key))
        .select_from(ORGANIZATION)
        .outerjoin(CITY, CITY.c.id == ORGANIZATION.c.acts_for_id)
        .where(*_conditions_on_organization(chosen))
    )
    activities = count_by(connection, ACTIVITY_ORGANIZATION.c.organization_id)
    agreements = count_by(connection, AGREEMENT_ORGANIZATION.c.organization_id)
    chosen_ids = select(ORGANIZATION.c.id).where(*_conditions_on_organization(chosen))
    inferred = inferred_columns(connection, "organization", chosen_ids, _INFERRED)
    rows = [
        OrganizationRow(
            organization=organization.name,
            short_name=organization.short_name,
            acts_for=acts_for,
            acts_for_key=acts_for_key,
            founded=organization.founded_text,
            activities=activities[organization.id],
            agreements=agreements[organization.id],
            website=organization.website,
            inferred=Several(inferred[organization.id]),
            key=organization.key,
        )
        for organization, acts_for, acts_for_key in fetch_records_with(
            connection, ORGANIZATION, OrganizationRecord, query
        )
        if chosen.finds(organization.name, organization.short_name)
    ]
    rows.sort(key=lambda row: (fold(row.organization), row.key))
    section = Section("organizations", OrganizationRow, rows)
    return Listing(OrganizationRow, (section,), "Organizations", "no organizations recorded")


def _conditions_on_person(chosen: Filter) -> Iterator[ColumnElement[bool]]:
    post, held = PERSON_POST.c, select(PERSON_POST.c.person_id)
    for city in chosen.cities:
        yield PERSON.c.id.in_(held.where(post.city_id == city))
    if chosen.country_code is not None:
        yield PERSON.c.id.in_(held.where(post.city_id.in_(cities_in(chosen.country_code))))
    if chosen.organization is not None:
        yield PERSON.c.id.in_(held.where(post.organization_id == chosen.organization))
    if chosen.source is not None:
        yield cited_by(chosen.source, PERSON)


def _conditions_on_organization(chosen: Filter) -> Iterator[ColumnElement[bool]]:
    post = PERSON_POST.c
    for city in chosen.cities:
        yield ORGANIZATION.c.acts_for_id == city
    if chosen.country_code is not None:
        yield ORGANIZATION.c.acts_for_id.in_(cities_in(chosen.country_code))
    if chosen.person is not None:
        yield ORGANIZATION.c.id.in_(select(post.organization_id).where(post.person_id == chosen.person))
    if chosen.source is not None:
        yield cited_by(chosen.source, ORGANIZATION)


def _posts(connection: Connection) -> dict[int, list[str]]:
    """Read what each person is or was, in the order recorded, by the person's id."""
    post = PERSON_POST.c
    posts: dict[int, list[str]] = defaultdict(list)
    for person, title in fetch_rows(connection, select(post.person_id, post.title).order_by(post.person_id, post.seq)):
        posts[person].append(title)
    return posts
