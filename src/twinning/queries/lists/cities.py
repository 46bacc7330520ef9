"""Cities."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from twinning.domain.countries import country_name
from twinning.domain.names import fold
from twinning.domain.vocabulary import CityKind
from twinning.queries.lists.filters import Filter, cited_by
from twinning.queries.tables import table
from twinning.rows import Listing, Section
from twinning.rows.records import CityRow

_city = table("city")
_city_name = table("city_name")


@dataclass(frozen=True, slots=True)
class CityFilter(Filter):
    """Which cities are wanted; `text` is a part of any of their names. None is any."""

    kind: CityKind | None = None


def list_cities(connection: Connection, choice: CityFilter) -> Listing:
    """Return the register's cities by name, with how many agreements each is or was a party to."""
    party = table("agreement_party")
    counted = select(party.c.city_id, func.count().label("agreements")).group_by(party.c.city_id).subquery()
    query = (
        select(_city, func.coalesce(counted.c.agreements, 0).label("agreements"))
        .outerjoin(counted, counted.c.city_id == _city.c.id)
        .where(*_conditions(choice))
    )
    rows = [_city_row(row) for row in connection.execute(query)]
    rows.sort(key=lambda row: (fold(row.city), row.key))
    section = Section("cities", CityRow, rows)
    return Listing(CityRow, (section,), "Cities", "no cities recorded")


def _conditions(choice: CityFilter) -> Iterator[ColumnElement[bool]]:
    if choice.country_code is not None:
        yield _city.c.country_code == choice.country_code
    if choice.kind is not None:
        yield _city.c.kind == choice.kind
    if choice.source is not None:
        yield cited_by(choice.source, "city")
    if choice.text is not None:
        part = fold(choice.text)
        others = select(_city_name.c.city_id).where(_city_name.c.folded.contains(part, autoescape=True))
        yield _city.c.folded.contains(part, autoescape=True) | _city.c.id.in_(others)


def _city_row(row: Row[Any]) -> CityRow:
    return CityRow(
        city=row.name,
        country=country_name(row.country_code),
        country_code=row.country_code,
        kind=row.kind,
        agreements=row.agreements,
        latitude=row.latitude,
        longitude=row.longitude,
        wikidata_id=row.wikidata_id,
        geonames_id=row.geonames_id,
        key=row.key,
    )
