"""The pages of delegations, events and exchange programmes."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Nullable, select

from twinning.db.tables.activities import ACTIVITY_ORGANIZATION, ACTIVITY_PERSON, ACTIVITY_PLACE
from twinning.db.tables.cities import CITY
from twinning.db.tables.people import ORGANIZATION, PERSON
from twinning.db.typed_tables import fetch_rows
from twinning.domain.countries import country_name
from twinning.domain.vocabulary import ActivityOrganizationRole, ActivityPersonRole
from twinning.queries.dossiers.activity import by_role
from twinning.queries.dossiers.facts import list_facts
from twinning.queries.site.known import FOLDERS, PublishedRecords, page_of
from twinning.rows import Dossier, Fact, Section
from twinning.rows.dossiers import InvolvedRow, PlaceRow
from twinning.rows.phrases import phrase
from twinning.rows.records import ActivityRow
from twinning.rows.site import RecordPage

_FACTS = (
    *("title", "kind", "status", "start", "end", "duration", "fields", "part_of", "agreement"),
    *("size", "attendance", "participants", "count_text", "purpose", "venue", "shown", "summary", "approximate"),
)


def activity_pages(known: PublishedRecords) -> Iterator[RecordPage]:
    """Give the page of each activity, by day."""
    places, parts, claims = _places(known), known.activities_by_whole(), known.claims("activity")
    people, organizations = _people(known), _organizations(known)
    for listed in known.listed:
        record = known.activities[listed.key]
        sections = (
            Section("places", PlaceRow, places[record.id], phrase("Places")),
            Section("people", InvolvedRow, people[record.id], phrase("Hosts and speakers")),
            Section("organizations", InvolvedRow, organizations[record.id], phrase("Organizations")),
            Section("parts", ActivityRow, parts[record.id], phrase("Parts")),
            claims(record.id),
        )
        evidence = known.citations.of("activity", record.id)
        dossier = Dossier(record.title, _facts(known, listed), sections, as_of=known.as_of)
        yield page_of(FOLDERS[record.kind], record.key, dossier, evidence, (record.title,), tuple(listed.days()))


def _facts(known: PublishedRecords, listed: ActivityRow) -> tuple[Fact, ...]:
    """Return the facts; `approximate` only where there is a number."""
    derived = {
        "fields": listed.fields,
        "part_of": listed.part_of,
        "agreement": listed.agreement,
        "approximate": listed.approximate or None,
    }
    return list_facts(known.activities[listed.key], derived, ("key", *_FACTS))[1:]


def _places(known: PublishedRecords) -> dict[int, list[PlaceRow]]:
    place = ACTIVITY_PLACE.c
    query = (
        select(place.activity_id, place.role, place.country_code, place.on_text)
        .add_columns(Nullable(CITY.c.name), Nullable(CITY.c.key), Nullable(CITY.c.country_code))
        .outerjoin(CITY, CITY.c.id == place.city_id)
        .order_by(place.activity_id, place.seq)
    )
    places: dict[int, list[PlaceRow]] = defaultdict(list)
    for activity, role, country, on, city, key, country_of_city in fetch_rows(known.connection, query):
        places[activity].append(PlaceRow(city, country_name(country_of_city or country), role.value, on, key))
    return places


def _people(known: PublishedRecords) -> dict[int, list[InvolvedRow]]:
    link = ACTIVITY_PERSON.c
    query = select(link.activity_id, PERSON.c.name, link.role, link.post, PERSON.c.key)
    joined = query.join(PERSON, PERSON.c.id == link.person_id)
    people: dict[int, list[InvolvedRow]] = defaultdict(list)
    for activity, name, role, post, key in fetch_rows(known.connection, joined):
        people[activity].append(InvolvedRow(name, role.value, post, key))
    return defaultdict(list, {each: by_role(rows, ActivityPersonRole) for each, rows in people.items()})


def _organizations(known: PublishedRecords) -> dict[int, list[InvolvedRow]]:
    link = ACTIVITY_ORGANIZATION.c
    query = select(link.activity_id, ORGANIZATION.c.name, link.role, ORGANIZATION.c.key)
    joined = query.join(ORGANIZATION, ORGANIZATION.c.id == link.organization_id)
    found: dict[int, list[InvolvedRow]] = defaultdict(list)
    for activity, name, role, key in fetch_rows(known.connection, joined):
        found[activity].append(InvolvedRow(name, role.value, None, key))
    return defaultdict(list, {each: by_role(rows, ActivityOrganizationRole) for each, rows in found.items()})
