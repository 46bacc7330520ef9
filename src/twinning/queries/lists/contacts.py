"""Whom to reach at a partner's office, and whether that still holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold
from twinning.queries.lists.filters import Filter, cities_in
from twinning.queries.lookup.references import names_of
from twinning.queries.tables import date_of, table
from twinning.rows import Listing, Section
from twinning.rows.records import ContactRow

_VALID, _STALE, _UNKNOWN = "valid", "stale", "unknown"


@dataclass(frozen=True, slots=True)
class ContactFilter(Filter):
    """Which contacts are wanted, as of which day (ISO): those of a city are those of its organizations too.

    `text` is a part of the city's, organization's or person's name or of the office. With `stale`, those that have to
    be asked anew, which are the stale and the unknown ones.
    """

    as_of: str
    stale: bool = False


def list_contacts(connection: Connection, choice: ContactFilter) -> Listing:
    """Return contacts by whose they are, each with its standing as of the day."""
    contact, city, organization, person = (table(name) for name in ("contact", "city", "organization", "person"))
    query = (
        select(contact, city.c.name.label("city"), organization.c.name.label("organization"))
        .add_columns(person.c.name.label("person"))
        .outerjoin(city, city.c.id == contact.c.city_id)
        .outerjoin(organization, organization.c.id == contact.c.organization_id)
        .outerjoin(person, person.c.id == contact.c.person_id)
        .where(*_conditions(choice))
    )
    found = [row for row in connection.execute(query).mappings() if _is_wanted(row, choice)]
    names = names_of(connection, "contact", [row["id"] for row in found])
    rows = [_row(row, names[row["id"]], choice.as_of) for row in found]
    rows.sort(key=lambda row: (fold(row.at), row.key))
    return Listing(ContactRow, (Section("contacts", ContactRow, rows),), "Contacts", "no contacts recorded")


def _conditions(choice: ContactFilter) -> Iterator[ColumnElement[bool]]:
    contact, organization = table("contact"), table("organization")
    for city in choice.cities:
        yield (contact.c.city_id == city) | (organization.c.acts_for_id == city)
    if choice.country_code is not None:
        there = cities_in(choice.country_code)
        yield contact.c.city_id.in_(there) | organization.c.acts_for_id.in_(there)
    if choice.organization is not None:
        yield contact.c.organization_id == choice.organization
    if choice.person is not None:
        yield contact.c.person_id == choice.person


def _is_wanted(row: Any, choice: ContactFilter) -> bool:
    is_stale = _standing(date_of(row, "valid_until"), choice.as_of) != _VALID
    named = choice.finds(row["city"], row["organization"], row["person"], row["office"])
    return named and (is_stale or not choice.stale)


def _standing(valid_until: EdtfDate | None, day: str) -> str:
    """Return how a contact stands on a day: the last day of its validity still counts.

    Without a date, or with a doubtful one, nobody knows.
    """
    if valid_until is None or valid_until.doubtful:
        return _UNKNOWN
    return _STALE if valid_until.latest is not None and valid_until.latest < day else _VALID


def _row(row: Any, key: str, as_of: str) -> ContactRow:
    return ContactRow(
        at=row["city"] or row["organization"],
        person=row["person"],
        office=row["office"],
        email=row["email"],
        telephone=row["telephone"],
        valid_until=row["valid_until_text"],
        standing=_standing(date_of(row, "valid_until"), as_of),
        key=key,
    )
