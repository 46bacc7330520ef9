"""Whom to reach at a partner's office, and whether that still holds."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Nullable, select

from twinning.db.tables.cities import CITY
from twinning.db.tables.people import CONTACT, ORGANIZATION, PERSON, ContactRecord
from twinning.db.typed_tables import fetch_records_with
from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold
from twinning.queries.lists.filters import Filter, cities_in, sought_by
from twinning.queries.lookup.references import names_of
from twinning.rows import Listing, Section
from twinning.rows.phrases import phrase
from twinning.rows.records import ContactRow


class _Standing(StrEnum):
    """Whether somebody can still be reached there."""

    VALID = "valid"
    STALE = "stale"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ContactFilter(Filter):
    """Which contacts are wanted, as of which day (ISO): those of a city are those of its organizations too.

    `text` is a part of any name of the city, organization or person, or of the office. With `stale`, those that have to
    be asked anew, which are the stale and the unknown ones.
    """

    as_of: str
    stale: bool = False


@dataclass(frozen=True, slots=True)
class _Contact:
    """A contact, the name of the city or organization whose it is, and the person's."""

    record: ContactRecord
    at: str
    person: str | None


def list_contacts(connection: Connection, choice: ContactFilter) -> Listing[ContactRow]:
    """Return contacts by whose they are, each with its standing as of the day."""
    rows = load_contacts(connection, choice)
    return Listing(
        ContactRow,
        (Section("contacts", ContactRow, rows),),
        phrase("Contacts"),
        choice.told_if_none(phrase("no contacts recorded")),
    )


def load_contacts(connection: Connection, choice: ContactFilter) -> list[ContactRow]:
    """Return the rows of `list_contacts`."""
    query = (
        select(Nullable(CITY.c.name), Nullable(ORGANIZATION.c.name), Nullable(PERSON.c.name))
        .select_from(CONTACT)
        .outerjoin(CITY, CITY.c.id == CONTACT.c.city_id)
        .outerjoin(ORGANIZATION, ORGANIZATION.c.id == CONTACT.c.organization_id)
        .outerjoin(PERSON, PERSON.c.id == CONTACT.c.person_id)
        .where(*_conditions(choice))
    )
    found = [
        _Contact(contact, city or organization or "", person)
        for contact, city, organization, person in fetch_records_with(connection, CONTACT, ContactRecord, query)
    ]
    cities, people = (sought_by(connection, name, choice) for name in ("city", "person"))
    named = (each for each in found if _is_named(each, choice, cities, people))
    wanted = [each for each in named if _is_in_time(each.record, choice)]
    names = names_of(connection, "contact", [each.record.id for each in wanted])
    rows = [_row(each, names[each.record.id], choice.as_of) for each in wanted]
    return sorted(rows, key=lambda row: (fold(row.at), row.key))


def _conditions(choice: ContactFilter) -> Iterator[ColumnElement[bool]]:
    contact, organization = CONTACT.c, ORGANIZATION.c
    for city in choice.cities:
        yield (contact.city_id == city) | (organization.acts_for_id == city)
    if choice.country_code is not None:
        there = cities_in(choice.country_code)
        yield contact.city_id.in_(there) | organization.acts_for_id.in_(there)
    if choice.organization is not None:
        yield contact.organization_id == choice.organization
    if choice.person is not None:
        yield contact.person_id == choice.person


def _is_named(contact: _Contact, choice: ContactFilter, cities: Set[int | None], people: Set[int | None]) -> bool:
    """Say whether a contact has the text, or is of a city or a person who is among those sought by it."""
    is_of_them = contact.record.city_id in cities or contact.record.person_id in people
    return is_of_them or choice.finds(contact.at, contact.record.office)


def _is_in_time(contact: ContactRecord, choice: ContactFilter) -> bool:
    return not choice.stale or _standing(contact.valid_until, choice.as_of) != _Standing.VALID


def _standing(valid_until: EdtfDate | None, day: str) -> _Standing:
    """Return how a contact stands on a day: the last day of its validity still counts.

    Without a date, or with a doubtful one, nobody knows.
    """
    if valid_until is None or valid_until.doubtful:
        return _Standing.UNKNOWN
    return _Standing.STALE if valid_until.latest is not None and valid_until.latest < day else _Standing.VALID


def _row(contact: _Contact, key: str, as_of: str) -> ContactRow:
    return ContactRow(
        at=contact.at,
        person=contact.person,
        office=contact.record.office,
        email=contact.record.email,
        telephone=contact.record.telephone,
        valid_until=contact.record.valid_until_text,
        standing=_standing(contact.record.valid_until, as_of).value,
        key=key,
    )
