"""The part of a register that may be published, as a register of its own: whoever reads that one finds nothing else.

What stays out is said here and nowhere else. Pages and downloads are made of the copy, so none of them can forget it.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Select, delete, select

from twinning.db.log import digests
from twinning.db.migrations.migrate import create_schema
from twinning.db.references import LINKS
from twinning.db.storage.address import Address
from twinning.db.storage.files import create_private
from twinning.db.tables import REFERENCES, table_named
from twinning.db.tables.activities import (
    ACTIVITY,
    ACTIVITY_ORGANIZATION,
    ACTIVITY_PERSON,
    ACTIVITY_PLACE,
    ActivityRecord,
)
from twinning.db.tables.agreements import ACT_PERSON, AGREEMENT, AGREEMENT_ACT, AGREEMENT_ORGANIZATION, AGREEMENT_PARTY
from twinning.db.tables.cities import CITY, CITY_SUCCESSION
from twinning.db.tables.obligations import COMMITMENT, EXPENSE
from twinning.db.tables.people import CONTACT, PERSON, PERSON_POST
from twinning.db.tables.sources import CITATION, SOURCE
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.vocabulary import ActivityPersonRole, ActPersonRole
from twinning.exchange.exports.copying import LOOSE, Copy, Row
from twinning.queries.dossiers.posts import posts_held
from twinning.queries.lookup.activities import activities_of_city
from twinning.queries.lookup.agreements import ties_of

INTERNAL_TABLES: Final = frozenset({"contact", "commitment", "expense", "person_name", "person_post"})
"""The tables of which nothing is published. Commitments are, where that is asked for."""

INTERNAL_COLUMNS: Final = {"person": ("summary",), "source": ("file_name",)}
"""The columns that are emptied, beside those called `note`."""

PUBLIC_ROLES: Final = {
    "act_person": (ActPersonRole.SIGNATORY,),
    "activity_person": (ActivityPersonRole.HOST, ActivityPersonRole.SPEAKER),
}
"""The roles in which people appear."""

Query = Select[int | None]


def copy_public(
    connection: Connection, target: Path, city: int | None, *, commitments: bool = False, called: Path | None = None
) -> int:
    """Write what may be published, of a city (id) or of all, to a new SQLite file; return how many rows it has.

    Of a city that is what it has a part in. `called` is what errors name in the place of the file. Raises OSError,
    DatabaseError.
    """
    create_private(target)
    copied = PublicCopy(connection, city, commitments=commitments)
    create_schema(Address.of_file(target, called), copied.write)
    return copied.rows


def is_internal_column(table: str, column: str) -> bool:
    """Return whether nothing in a column of a table is published."""
    return column == "note" or column in INTERNAL_COLUMNS.get(table, ())


class PublicCopy(Copy):
    """A copy of what may be published."""

    loose: Mapping[str, tuple[str, ...]] = {**LOOSE, "organization": ("acts_for",), "source": ("speaks_for",)}

    def __init__(self, source: Connection, city: int | None, *, commitments: bool) -> None:
        super().__init__(source, internal=False)
        self._public = _public_ids(source, city)
        self._keys = _keys(source, self._public)
        self.internal_tables = INTERNAL_TABLES - ({"commitment"} if commitments else set())

    def write(self, target: Connection) -> None:
        """Fill an empty register; a source that supports nothing in it is left out too."""
        super().write(target)
        target.execute(delete(SOURCE).where(SOURCE.c.id.not_in(select(CITATION.c.source_id))))
        digests.renew_all(target)

    def _is_internal(self, name: str, row: Row) -> bool:
        if name in self._public and row["id"] not in self._public[name]:
            return True
        if row.get("role") not in PUBLIC_ROLES.get(name, (row.get("role"),)):
            return True
        return name == "citation" and not self._may_be_stated(row) or super()._is_internal(name, row)

    def _loosened(self, name: str, row: Row) -> Row:
        row = super()._loosened(name, row)
        row |= {column: None for column in row if is_internal_column(name, column)}
        if name == "citation" and not self._has_public_value(row):
            row |= {"value": None, "because": None}
        if name == "activity_person" and row["post"] is None:
            row["post"] = self._post_held(row)
        return row

    def _post_held(self, row: Row) -> str | None:
        """Return what somebody was on the first day of an activity: of all their posts, that one is published."""
        query = select(ACTIVITY).where(ACTIVITY.c.id == row["activity_id"])
        (activity,) = fetch_records(self._source, query, ActivityRecord)
        person = row["person_id"]
        return posts_held(self._source, select(PERSON.c.id).where(PERSON.c.id == person), activity.start).get(person)

    def _lacks(self, name: str, row: Any, reference: str) -> bool:
        target, record = REFERENCES[name][reference], row[f"{reference}_id"]
        if record is not None and target in self._public and record not in self._public[target]:
            return True
        return super()._lacks(name, row, reference)

    def _may_be_stated(self, citation: Row) -> bool:
        """Say whether a citation speaks of a record as a whole, or of a field of it that is published."""
        return citation["field"] is None or citation["field"] in _fields(_cited_table(citation))

    def _has_public_value(self, citation: Row) -> bool:
        """Say so of what a source says of a field; what it says besides is a note. A key may be one that stays out."""
        table, field = _cited_table(citation), citation["field"]
        target = REFERENCES.get(table, {}).get(field)
        return field is not None and (target not in self._keys or citation["value"] in self._keys[target])


def _cited_table(citation: Row) -> str:
    return next(name for name in REFERENCES["citation"] if name != "source" and citation[f"{name}_id"] is not None)


def _fields(table: str) -> set[str]:
    """Return the fields of a table's records that are published, as citations call them."""
    columns = {each.name.removesuffix("_id").removesuffix("_text") for each in table_named(table).c}
    links = {link.rpartition("_")[2] for link, of in LINKS.items() if of == table and link not in PUBLIC_ROLES}
    derived = {"status"} if table == "agreement" else set()
    return {each for each in columns | links | derived if not is_internal_column(table, each)}


def _public_ids(connection: Connection, city: int | None) -> dict[str, set[int]]:
    """Return the ids of the records that are published, of each kind whose records are chosen one by one."""
    agreements = select(AGREEMENT.c.id).where(AGREEMENT.c.internal.in_([False]))
    activities = select(ACTIVITY.c.id).where(ACTIVITY.c.internal.in_([False]))
    if city is not None:
        agreements = agreements.where(AGREEMENT.c.id.in_(ties_of(city)))
        activities = activities.where(ACTIVITY.c.id.in_(activities_of_city(city)))
    return {
        "agreement": _ids(connection, agreements),
        "activity": _ids(connection, activities),
        "city": _cities(connection, agreements, activities, city),
        "organization": _ids(connection, *_organizations(agreements, activities)),
        "person": _ids(connection, *_people(agreements, activities)),
    }


def _keys(connection: Connection, public: dict[str, set[int]]) -> dict[str, set[str]]:
    found = {}
    for name, ids in public.items():
        records = table_named(name)
        keys: Select[int, str] = select(records.c.id, records.c.key)
        found[name] = {key for record, key in fetch_rows(connection, keys) if record in ids}
    return found


def _cities(connection: Connection, agreements: Query, activities: Query, city: int | None) -> set[int]:
    """Return the cities that have a part in what is published; of all of them, also those that nothing speaks of.

    A city that is known only through what is internal would give that away.
    """
    party, place = AGREEMENT_PARTY.c, ACTIVITY_PLACE.c
    public = _ids(
        connection,
        select(party.city_id).where(party.agreement_id.in_(agreements)),
        select(place.city_id).where(place.activity_id.in_(activities)),
    )
    spoken_of = _ids(connection, *_speaking_of_cities())
    if city is None:
        return public | (_ids(connection, select(CITY.c.id)) - spoken_of)
    return _with_successions(connection, public | {city}, spoken_of - public)


def _speaking_of_cities() -> Iterator[Query]:
    columns = (AGREEMENT_PARTY.c.city_id, ACTIVITY_PLACE.c.city_id, CONTACT.c.city_id, PERSON_POST.c.city_id)
    for column in (*columns, COMMITMENT.c.debtor_id, COMMITMENT.c.creditor_id, EXPENSE.c.funder_city_id):
        yield select(column)


def _with_successions(connection: Connection, cities: set[int], internal: set[int]) -> set[int]:
    """Return cities with those that came before or after them."""
    pairs = list(fetch_rows(connection, select(CITY_SUCCESSION.c.old_city_id, CITY_SUCCESSION.c.new_city_id)))
    found = set(cities)
    while more := {each for pair in pairs if found.intersection(pair) for each in pair} - found - internal:
        found |= more
    return found


def _organizations(agreements: Query, activities: Query) -> tuple[Query, Query]:
    agreed, active = AGREEMENT_ORGANIZATION.c, ACTIVITY_ORGANIZATION.c
    return (
        select(agreed.organization_id).where(agreed.agreement_id.in_(agreements)),
        select(active.organization_id).where(active.activity_id.in_(activities)),
    )


def _people(agreements: Query, activities: Query) -> tuple[Query, Query]:
    signed = (
        select(ACT_PERSON.c.person_id)
        .join(AGREEMENT_ACT, AGREEMENT_ACT.c.id == ACT_PERSON.c.act_id)
        .where(AGREEMENT_ACT.c.agreement_id.in_(agreements), ACT_PERSON.c.role.in_(PUBLIC_ROLES["act_person"]))
    )
    active = ACTIVITY_PERSON.c
    took_part = active.activity_id.in_(activities), active.role.in_(PUBLIC_ROLES["activity_person"])
    return signed, select(active.person_id).where(*took_part)


def _ids(connection: Connection, *queries: Query) -> set[int]:
    rows = chain.from_iterable(fetch_rows(connection, query) for query in queries)
    return {number for (number,) in rows if number is not None}
