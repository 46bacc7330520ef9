"""Cities."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from twinning.db.tables.agreements import AGREEMENT_PARTY
from twinning.db.tables.cities import CITY, CityRecord
from twinning.db.typed_tables import fetch_records
from twinning.domain.countries import country_name
from twinning.domain.vocabulary import CityKind
from twinning.queries.evidence.inferences import inferred_columns
from twinning.queries.lists.filters import Filter, cited_by, count_by, having_name
from twinning.queries.lists.streamed import by_code_points, streamed
from twinning.rows import Listing, Section, Several
from twinning.rows.phrases import phrase
from twinning.rows.records import CityRow

_INFERRED = {
    "name": "city",
    "country_code": "country",
    "admin1": "region",
    "kind": "kind",
    "latitude": "latitude",
    "longitude": "longitude",
    "population": "population",
}
"""The fields that may be inferred, and the columns that show them."""


@dataclass(frozen=True, slots=True)
class CityFilter(Filter):
    """Which cities are wanted; `text` is a part of any of their names. None is any."""

    kind: CityKind | None = None


def list_cities(connection: Connection, choice: CityFilter) -> Listing[CityRow]:
    """Return the register's cities by name, with how many agreements each is or was a party to: a stream of them."""
    order = (by_code_points(connection, column) for column in (CITY.c.folded, CITY.c.key))
    chosen = select(CITY.c.id).where(*_conditions(choice)).order_by(*order)
    rows = streamed(connection, chosen, lambda ids: _rows(connection, ids))
    section = Section("cities", CityRow, rows)
    return Listing(CityRow, (section,), phrase("Cities"), choice.told_if_none(phrase("no cities recorded")))


def _rows(connection: Connection, ids: Sequence[int]) -> Iterator[CityRow]:
    chosen = CITY.c.id.in_(ids)
    agreements = count_by(connection, AGREEMENT_PARTY.c.city_id, AGREEMENT_PARTY.c.city_id.in_(ids))
    inferred = inferred_columns(connection, "city", select(CITY.c.id).where(chosen), _INFERRED)
    cities = {city.id: city for city in fetch_records(connection, select(CITY).where(chosen), CityRecord)}
    return (_row(cities[each], agreements[each], inferred[each]) for each in ids)


def _conditions(choice: CityFilter) -> Iterator[ColumnElement[bool]]:
    if choice.country_code is not None:
        yield CITY.c.country_code == choice.country_code
    if choice.kind is not None:
        yield CITY.c.kind == choice.kind
    if choice.source is not None:
        yield cited_by(choice.source, CITY)
    if choice.text is not None:
        yield CITY.c.id.in_(having_name("city", choice.text))


def _row(city: CityRecord, agreements: int, inferred: list[str]) -> CityRow:
    return CityRow(
        city=city.name,
        country=country_name(city.country_code),
        country_code=city.country_code,
        region=city.admin1,
        kind=city.kind,
        agreements=agreements,
        latitude=city.latitude,
        longitude=city.longitude,
        wikidata_id=city.wikidata_id,
        geonames_id=city.geonames_id,
        population=city.population,
        population_year=city.population_year,
        inferred=Several(inferred),
        key=city.key,
    )
