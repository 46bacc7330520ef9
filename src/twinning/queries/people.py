"""People and organizations."""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from twinning.names import fold
from twinning.queries.sorting import sort_rows
from twinning.queries.tables import table
from twinning.rows import Listing, Section, joined
from twinning.rows.records import OrganizationRow, PersonRow


def list_people(
    session: Session, *, city: int | None = None, text: str | None = None, sort: str | None = None
) -> Listing:
    """Return people by name, with their posts and how often they signed and took part.

    Only those with a post at a city (its id), and with `text` in their name. Raises UsageError for a column that cannot
    sort.
    """
    person, post = table("person"), table("person_post")
    query = select(person)
    if city is not None:
        query = query.where(person.c.id.in_(select(post.c.person_id).where(post.c.city_id == city)))
    posts, signed, took_part = _posts(session), _count(session, "act_person"), _count(session, "activity_person")
    rows = [
        PersonRow(row["name"], joined(posts[row["id"]]), signed[row["id"]], took_part[row["id"]], row["key"])
        for row in session.execute(query).mappings()
        if text is None or fold(text) in row["folded"]
    ]
    rows.sort(key=lambda row: (fold(row.person), row.key))
    section = Section("people", PersonRow, sort_rows(rows, PersonRow, sort))
    return Listing(PersonRow, (section,), "People", "no people recorded")


def list_organizations(
    session: Session, *, city: int | None = None, text: str | None = None, sort: str | None = None
) -> Listing:
    """Return organizations by name, with the city that each acts for and in how many activities and agreements it is.

    Only those that act for a city (its id), and with `text` in a name. Raises UsageError for a column that cannot sort.
    """
    organization, acts_for = table("organization"), table("city")
    query = select(organization, acts_for.c.name.label("acts_for")).outerjoin(
        acts_for, acts_for.c.id == organization.c.acts_for_id
    )
    if city is not None:
        query = query.where(organization.c.acts_for_id == city)
    column = "organization_id"
    activities, agreements = (_count(session, f"{name}_organization", column) for name in ("activity", "agreement"))
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
        for row in session.execute(query).mappings()
        if text is None or fold(text) in fold(f"{row['name']} {row['short_name'] or ''}")
    ]
    rows.sort(key=lambda row: (fold(row.organization), row.key))
    section = Section("organizations", OrganizationRow, sort_rows(rows, OrganizationRow, sort))
    return Listing(OrganizationRow, (section,), "Organizations", "no organizations recorded")


def _posts(session: Session) -> dict[int, list[str]]:
    """Read what each person is or was, in the order recorded, by the person's id."""
    post = table("person_post")
    posts: dict[int, list[str]] = defaultdict(list)
    for row in session.execute(select(post).order_by(post.c.person_id, post.c.seq)).mappings():
        posts[row["person_id"]].append(row["title"])
    return posts


def _count(session: Session, name: str, column: str = "person_id") -> Counter[int]:
    counted = table(name)
    query: Any = select(counted.c[column], func.count()).group_by(counted.c[column])
    return Counter(dict(session.execute(query).all()))
