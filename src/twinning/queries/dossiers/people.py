"""The dossiers of a person and of an organization."""

from sqlalchemy import Connection, Nullable, Select, select

from twinning.db.tables.activities import ACTIVITY_ORGANIZATION, ACTIVITY_PERSON
from twinning.db.tables.agreements import (
    ACT_PERSON,
    AGREEMENT,
    AGREEMENT_ACT,
    AGREEMENT_ORGANIZATION,
    AgreementActRecord,
)
from twinning.db.tables.cities import CITY
from twinning.db.tables.people import (
    ORGANIZATION,
    PERSON,
    PERSON_NAME,
    PERSON_POST,
    PersonNameRecord,
    PersonRecord,
)
from twinning.db.tables.sources import REPORTED_COUNT
from twinning.db.typed_tables import fetch_records, fetch_records_with
from twinning.domain.dates import text_of
from twinning.queries.dossiers.facts import list_facts
from twinning.queries.dossiers.names import name_row
from twinning.queries.dossiers.posts import list_posts
from twinning.queries.evidence.citations import list_sources, load_citations
from twinning.queries.evidence.contradictions import both_sides
from twinning.queries.evidence.reported_counts import list_counts
from twinning.queries.evidence.statements import inferred, stated
from twinning.queries.lists.activities import load_activities
from twinning.queries.lists.contacts import ContactFilter, load_contacts
from twinning.queries.lists.people import load_organizations
from twinning.queries.lookup.agreements import load_ties, ties_as_of
from twinning.rows import Dossier, Section
from twinning.rows.arranging.sorting import undated_last
from twinning.rows.dossiers import ClaimRow, NameRow, PersonActRow, PostRow, SourceRow, TieRow
from twinning.rows.records import ActivityRow, ContactRow


def person_dossier(connection: Connection, person: int) -> Dossier:
    """Return everything about a person, by id: posts, parts in acts and in activities."""
    (record,) = fetch_records(connection, select(PERSON).where(PERSON.c.id == person), PersonRecord)
    own = select(PERSON.c.id).where(PERSON.c.id == person)
    held = select(PERSON_POST.c.id).where(PERSON_POST.c.person_id == person)
    named = select(PERSON_NAME.c.id).where(PERSON_NAME.c.person_id == person)
    citations = load_citations(connection, {"person": own, "person_name": named, "person_post": held})
    took_part = select(ACTIVITY_PERSON.c.activity_id).where(ACTIVITY_PERSON.c.person_id == person)
    sections = (
        Section("names", NameRow, _names(connection, person)),
        Section("posts", PostRow, list_posts(connection, held)),
        Section("acts", PersonActRow, _acts(connection, person)),
        Section("activities", ActivityRow, load_activities(connection, took_part)),
        inferred(connection, citations),
        Section("sources", SourceRow, list_sources(citations)),
        stated(connection, citations),
        *both_sides(connection, citations),
    )
    return Dossier(record.name, list_facts(record, {}, ("key", "name")), sections)


def _names(connection: Connection, person: int) -> list[NameRow]:
    query = select(PERSON_NAME).where(PERSON_NAME.c.person_id == person).order_by(PERSON_NAME.c.seq)
    return [name_row(name) for name in fetch_records(connection, query, PersonNameRecord)]


def organization_dossier(connection: Connection, organization: int, as_of: str) -> Dossier:
    """Return everything about an organization, by id, with the status of its agreements as of a day (ISO)."""
    ((record, acts_for, _),) = load_organizations(connection, ORGANIZATION.c.id == organization)
    counted, in_activity, in_agreement = REPORTED_COUNT.c, ACTIVITY_ORGANIZATION.c, AGREEMENT_ORGANIZATION.c
    own = select(ORGANIZATION.c.id).where(ORGANIZATION.c.id == organization)
    counts = select(counted.id).where(counted.organization_id == organization)
    citations = load_citations(connection, {"organization": own, "reported_count": counts})
    held = select(PERSON_POST.c.id).where(PERSON_POST.c.organization_id == organization)
    took_part = select(in_activity.activity_id).where(in_activity.organization_id == organization)
    named = select(in_agreement.agreement_id).where(in_agreement.organization_id == organization)
    claims = list_counts(connection, counted.organization_id == organization, citations)
    contacts = load_contacts(connection, ContactFilter(as_of=as_of, organization=organization))
    sections = (
        Section("posts", PostRow, list_posts(connection, held)),
        Section("agreements", TieRow, _agreements(connection, named, as_of)),
        Section("activities", ActivityRow, load_activities(connection, took_part)),
        Section("contacts", ContactRow, contacts),
        Section("claims", ClaimRow, claims),
        inferred(connection, citations),
        Section("sources", SourceRow, list_sources(citations)),
        stated(connection, citations),
        *both_sides(connection, citations),
    )
    order = ("key", "name", "short_name", "acts_for", "founded", "website", "summary")
    return Dossier(record.name, list_facts(record, {"acts_for": acts_for}, order), sections)


def _acts(connection: Connection, person: int) -> list[PersonActRow]:
    link, act = ACT_PERSON.c, AGREEMENT_ACT.c
    query = (
        select(AGREEMENT.c.key, link.role, Nullable(CITY.c.name), link.post)
        .select_from(ACT_PERSON)
        .join(AGREEMENT_ACT, act.id == link.act_id)
        .join(AGREEMENT, AGREEMENT.c.id == act.agreement_id)
        .outerjoin(CITY, CITY.c.id == link.city_id)
        .where(link.person_id == person)
    )
    found = sorted(
        fetch_records_with(connection, AGREEMENT_ACT, AgreementActRecord, query),
        key=lambda each: (undated_last(each[0].on), each[1], each[0].seq),
    )
    return [
        PersonActRow(done.kind.value, role.value, done.on_text, city, post, key)
        for done, key, role, city, post in found
    ]


def _agreements(connection: Connection, chosen: Select[int], as_of: str) -> list[TieRow]:
    return [
        TieRow(
            partners=tie.places,
            partner_keys=tie.places.keys,
            kind=tie.kind.value,
            status=tie.status(as_of).value,
            since=text_of(tie.since),
            key=tie.key,
        )
        for tie in ties_as_of(load_ties(connection, chosen), as_of)
    ]
