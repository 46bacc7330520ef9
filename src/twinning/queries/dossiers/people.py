"""The dossiers of a person and of an organization."""

from sqlalchemy import Connection, Select, select

from twinning.queries.dossiers.posts import list_posts
from twinning.queries.evidence.citations import list_sources, load_citations
from twinning.queries.evidence.contradictions import both_sides
from twinning.queries.evidence.reported_counts import list_counts
from twinning.queries.lists import contacts
from twinning.queries.lists.activities import load_activities
from twinning.queries.lookup.agreements import load_ties, ties_as_of
from twinning.queries.tables import date_of, table
from twinning.rows import Dossier, Fact, Section, joined
from twinning.rows.dossiers import ClaimRow, PostRow, SignedRow, SourceRow, TieRow
from twinning.rows.records import ActivityRow, ContactRow
from twinning.rows.sorting import undated_last


def person_dossier(connection: Connection, person: int) -> Dossier:
    """Return everything about a person, by id: posts, what was signed, what was taken part in."""
    people, post, link = table("person"), table("person_post"), table("activity_person")
    row = connection.execute(select(people).where(people.c.id == person)).mappings().one()
    own = select(people.c.id).where(people.c.id == person)
    held = select(post.c.id).where(post.c.person_id == person)
    citations = load_citations(connection, {"person": own, "person_post": held})
    took_part = select(link.c.activity_id).where(link.c.person_id == person)
    sections = (
        Section("posts", PostRow, list_posts(connection, held), "Posts"),
        Section("signed", SignedRow, _signed(connection, person), "Signed"),
        Section("activities", ActivityRow, load_activities(connection, took_part), "Activities"),
        Section("sources", SourceRow, list_sources(citations), "Sources"),
        *both_sides(connection, citations),
    )
    facts = (Fact("key", row["key"]), Fact("name", row["name"]), Fact("summary", row["summary"]))
    return Dossier(row["name"], facts, sections)


def organization_dossier(connection: Connection, organization: int, as_of: str) -> Dossier:
    """Return everything about an organization, by id, with the status of its agreements as of a day (ISO)."""
    organizations, city, post = table("organization"), table("city"), table("person_post")
    count, in_activity, in_agreement = (
        table("reported_count"),
        table("activity_organization"),
        table("agreement_organization"),
    )
    acts_for = city.c.name.label("acts_for")
    query = select(organizations, acts_for).outerjoin(city, city.c.id == organizations.c.acts_for_id)
    row = connection.execute(query.where(organizations.c.id == organization)).mappings().one()
    own = select(organizations.c.id).where(organizations.c.id == organization)
    counts = select(count.c.id).where(count.c.organization_id == organization)
    citations = load_citations(connection, {"organization": own, "reported_count": counts})
    held = select(post.c.id).where(post.c.organization_id == organization)
    took_part = select(in_activity.c.activity_id).where(in_activity.c.organization_id == organization)
    named = select(in_agreement.c.agreement_id).where(in_agreement.c.organization_id == organization)
    claims = list_counts(connection, count.c.organization_id == organization, citations)
    reached = contacts.list_contacts(connection, contacts.ContactFilter(as_of=as_of, organization=organization))
    sections = (
        Section("posts", PostRow, list_posts(connection, held), "Posts"),
        Section("agreements", TieRow, _agreements(connection, named, as_of), "Agreements"),
        Section("activities", ActivityRow, load_activities(connection, took_part), "Activities"),
        Section("contacts", ContactRow, list(reached.rows), "Contacts"),
        Section("claims", ClaimRow, claims, "Claims"),
        Section("sources", SourceRow, list_sources(citations), "Sources"),
        *both_sides(connection, citations),
    )
    names = ("key", "name", "short_name", "acts_for", "founded_text", "website", "summary")
    return Dossier(row["name"], tuple(Fact(name.removesuffix("_text"), row[name]) for name in names), sections)


def _signed(connection: Connection, person: int) -> list[SignedRow]:
    link, act, agreement, city = (
        table("act_person"),
        table("agreement_act"),
        table("agreement"),
        table("city"),
    )
    query = (
        select(act, agreement.c.key, city.c.name, link.c.post)
        .join(act, act.c.id == link.c.act_id)
        .join(agreement, agreement.c.id == act.c.agreement_id)
        .outerjoin(city, city.c.id == link.c.city_id)
        .where(link.c.person_id == person)
    )
    rows = sorted(
        connection.execute(query).mappings(),
        key=lambda row: (undated_last(date_of(row, "on")), row["key"], row["seq"]),
    )
    return [SignedRow(row["kind"].value, row["on_text"], row["name"], row["post"], row["key"]) for row in rows]


def _agreements(connection: Connection, chosen: Select[tuple[int]], as_of: str) -> list[TieRow]:
    return [
        TieRow(
            partners=joined(party.name for party in tie.parties) or "",
            kind=tie.kind.value,
            status=tie.status(as_of).value,
            since=str(tie.since) if tie.since else None,
            key=tie.key,
        )
        for tie in ties_as_of(load_ties(connection, chosen), as_of)
    ]
