"""People and organizations."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from twinning.domain.names import fold
from twinning.queries.lists.filters import EVERYTHING, Filter, cited_by, cities_in, linked
from twinning.queries.tables import table
from twinning.rows import Listing, Section, joined
from twinning.rows.records import OrganizationRow, PersonRow


def list_people(connection: Connection, chosen: Filter = EVERYTHING) -> Listing:
    """Return people by name, with their posts and how often they signed and took part.

    Only those with a post at the city, in the country or at the organization that is chosen.
    """
    query = select(table("person")).where(*_held_by(chosen))
    posts, signed, took_part = (
        _posts(connection),
        _count(connection, "act_person"),
        _count(connection, "activity_person"),
    )
    rows = [
        PersonRow(row["name"], joined(posts[row["id"]]), signed[row["id"]], took_part[row["id"]], row["key"])
        for row in connection.execute(query).mappings()
        if chosen.finds(row["name"])
    ]
    rows.sort(key=lambda row: (fold(row.person), row.key))
    section = Section("people", PersonRow, rows)
    return Listing(PersonRow, (section,), "People", "no people recorded")


def list_organizations(connection: Connection, chosen: Filter = EVERYTHING) -> Listing:
    """Return organizations by name, with the city that each acts for and in how many activities and agreements it is.

    Only those that act for the city, or for one in the country, or in which the person has a post.
    """
    organization, acts_for = table("organization"), table("city")
    query = (
        select(organization, acts_for.c.name.label("acts_for"))
        .outerjoin(acts_for, acts_for.c.id == organization.c.acts_for_id)
        .where(*_bodies(chosen))
    )
    column = "organization_id"
    activities, agreements = (_count(connection, f"{name}_organization", column) for name in ("activity", "agreement"))
    rows = [
        OrganizationRow(
            organization=row["name"],
            short_name=row["short_name"],
            acts_for=row["acts_for"],
            founded=row["founded_text"],
            activities=activities[row["id"]],
            agreements=agreements[row["id"]],
            website=row["website"],
            key=row["key"],
        )
        for row in connection.execute(query).mappings()
        if chosen.finds(row["name"], row["short_name"])
    ]
    rows.sort(key=lambda row: (fold(row.organization), row.key))
    section = Section("organizations", OrganizationRow, rows)
    return Listing(OrganizationRow, (section,), "Organizations", "no organizations recorded")


def _held_by(chosen: Filter) -> Iterator[ColumnElement[bool]]:
    """Give the conditions on a person."""
    person, post = table("person"), table("person_post")
    held = select(post.c.person_id)
    for city in chosen.cities:
        yield person.c.id.in_(held.where(post.c.city_id == city))
    if chosen.country_code is not None:
        yield person.c.id.in_(held.where(post.c.city_id.in_(cities_in(chosen.country_code))))
    if chosen.organization is not None:
        yield person.c.id.in_(held.where(post.c.organization_id == chosen.organization))
    if chosen.source is not None:
        yield cited_by(chosen.source, "person")


def _bodies(chosen: Filter) -> Iterator[ColumnElement[bool]]:
    """Give the conditions on an organization."""
    organization = table("organization")
    for city in chosen.cities:
        yield organization.c.acts_for_id == city
    if chosen.country_code is not None:
        yield organization.c.acts_for_id.in_(cities_in(chosen.country_code))
    if chosen.person is not None:
        yield organization.c.id.in_(linked("person_post", "organization", person_id=chosen.person))
    if chosen.source is not None:
        yield cited_by(chosen.source, "organization")


def _posts(connection: Connection) -> dict[int, list[str]]:
    """Read what each person is or was, in the order recorded, by the person's id."""
    post = table("person_post")
    posts: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(select(post).order_by(post.c.person_id, post.c.seq)).mappings():
        posts[row["person_id"]].append(row["title"])
    return posts


def _count(connection: Connection, name: str, column: str = "person_id") -> Counter[int]:
    counted = table(name)
    query: Any = select(counted.c[column], func.count()).group_by(counted.c[column])
    return Counter(dict(connection.execute(query).all()))
