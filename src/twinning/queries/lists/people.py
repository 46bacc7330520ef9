"""People and organizations."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, Nullable, select

from twinning.db.tables.activities import ACTIVITY_ORGANIZATION, ACTIVITY_PERSON
from twinning.db.tables.agreements import ACT_PERSON, AGREEMENT_ORGANIZATION
from twinning.db.tables.cities import CITY
from twinning.db.tables.people import ORGANIZATION, PERSON, PERSON_POST, OrganizationRecord
from twinning.db.typed_tables import fetch_records_with, fetch_rows
from twinning.domain.vocabulary import ActPersonRole
from twinning.queries.evidence.inferences import inferred_columns
from twinning.queries.lists.filters import EVERYTHING, Filter, cited_by, cities_in, count_by, having_name
from twinning.queries.lists.streamed import by_code_points, streamed
from twinning.rows import Listing, Section, Several
from twinning.rows.phrases import phrase
from twinning.rows.records import OrganizationRow, PersonRow

_INFERRED = {"name": "organization", **{name: name for name in ("short_name", "acts_for", "founded", "website")}}
"""The fields of an organization that may be inferred, and the columns that show them."""


def list_people(connection: Connection, chosen: Filter = EVERYTHING) -> Listing[PersonRow]:
    """Return people by name, with their posts and how often they signed and took part: a stream of them.

    Only those with a post at the city, in the country or at the organization that is chosen.
    """
    order = (by_code_points(connection, column) for column in (PERSON.c.folded, PERSON.c.key))
    query = select(PERSON.c.id).where(*_conditions_on_person(chosen)).order_by(*order)
    rows = streamed(connection, query, lambda ids: _people(connection, ids))
    section = Section("people", PersonRow, rows)
    return Listing(PersonRow, (section,), phrase("People"), chosen.told_if_none(phrase("no people recorded")))


def _people(connection: Connection, ids: Sequence[int]) -> Iterator[PersonRow]:
    signatory, part = ACT_PERSON.c, ACTIVITY_PERSON.c.person_id
    is_signing = signatory.role == ActPersonRole.SIGNATORY
    signed = count_by(connection, signatory.person_id, signatory.person_id.in_(ids), is_signing)
    took_part, posts = count_by(connection, part, part.in_(ids)), _posts(connection, ids)
    query = select(PERSON.c.id, PERSON.c.name, PERSON.c.key).where(PERSON.c.id.in_(ids))
    named = {person: (name, key) for person, name, key in fetch_rows(connection, query)}
    for person in ids:
        name, key = named[person]
        yield PersonRow(name, Several(posts[person]), signed[person], took_part[person], key)


def list_organizations(connection: Connection, chosen: Filter = EVERYTHING) -> Listing[OrganizationRow]:
    """Return organizations by name, with the city that each acts for and in how many activities and agreements it is.

    Only those that act for the city, or for one in the country, or in which the person has a post. It is a stream.
    """
    order = (by_code_points(connection, column) for column in (ORGANIZATION.c.folded, ORGANIZATION.c.key))
    query = select(ORGANIZATION.c.id).where(*_conditions_on_organization(chosen)).order_by(*order)
    rows = streamed(
        connection, query, lambda ids: _organizations(connection, ids, chosen), is_exact=chosen.text is None
    )
    section = Section("organizations", OrganizationRow, rows)
    return Listing(
        OrganizationRow, (section,), phrase("Organizations"), chosen.told_if_none(phrase("no organizations recorded"))
    )


def _organizations(connection: Connection, ids: Sequence[int], wanted: Filter) -> Iterator[OrganizationRow]:
    active, agreed = ACTIVITY_ORGANIZATION.c.organization_id, AGREEMENT_ORGANIZATION.c.organization_id
    activities = count_by(connection, active, active.in_(ids))
    agreements = count_by(connection, agreed, agreed.in_(ids))
    chosen = select(ORGANIZATION.c.id).where(ORGANIZATION.c.id.in_(ids))
    inferred = inferred_columns(connection, "organization", chosen, _INFERRED)
    found = load_organizations(connection, ORGANIZATION.c.id.in_(ids))
    named = {organization.id: (organization, acts_for, key) for organization, acts_for, key in found}
    for each in ids:
        organization, acts_for, acts_for_key = named[each]
        if not wanted.finds(organization.name, organization.short_name):
            continue
        yield OrganizationRow(
            organization=organization.name,
            short_name=organization.short_name,
            acts_for=acts_for,
            acts_for_key=acts_for_key,
            founded=organization.founded_text,
            activities=activities[each],
            agreements=agreements[each],
            website=organization.website,
            inferred=Several(inferred[each]),
            key=organization.key,
        )


def load_organizations(
    connection: Connection, *conditions: ColumnElement[bool]
) -> Iterator[tuple[OrganizationRecord, str | None, str | None]]:
    """Give organizations, all or those of conditions, each with the name and the key of the city that it acts for."""
    query = (
        select(Nullable(CITY.c.name), Nullable(CITY.c.key))
        .select_from(ORGANIZATION)
        .outerjoin(CITY, CITY.c.id == ORGANIZATION.c.acts_for_id)
        .where(*conditions)
    )
    return fetch_records_with(connection, ORGANIZATION, OrganizationRecord, query)


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
    if chosen.text is not None:
        yield PERSON.c.id.in_(having_name("person", chosen.text))


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


def _posts(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """Read what each of these people is or was, in the order recorded, by the person's id."""
    post = PERSON_POST.c
    query = select(post.person_id, post.title).where(post.person_id.in_(ids)).order_by(post.person_id, post.seq)
    posts: dict[int, list[str]] = defaultdict(list)
    for person, title in fetch_rows(connection, query):
        posts[person].append(title)
    return posts
