"""What a source knows of cities beside their names: other names and where they are, on that source's word.

What is recorded stays; what is missing is filled in, and cited, as is what the source says likewise. A city that was
recorded under its Wikidata id for want of a name is called by its name.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from twinning.actions.bulk import insert_rows, next_ids, update_rows
from twinning.db.session import connection_of
from twinning.db.tables.cities import CITY, CITY_NAME, CityRecord
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.names import fold
from twinning.domain.values import written
from twinning.domain.vocabulary import Basis
from twinning.exchange.lists.cities.candidates import Candidate
from twinning.exchange.lists.cities.places import KnownOfPlace
from twinning.exchange.lists.tie_list import TieList
from twinning.queries.lookup.references import in_batches

_BATCH = 500


def complete_new(connection: Connection, known: Sequence[KnownOfPlace], cities: Sequence[object]) -> None:
    """Give new cities what is known of them and stands in their own row, before they are written.

    A GeoNames id that another city has is nobody's: the two may be one.
    """
    new = [(city, each) for each in known if isinstance(city := cities[each.place], Candidate) and city.id is None]
    wanted = {each.geonames for _, each in new if each.geonames is not None}
    taken: set[int | None] = {None}
    for batch in in_batches(wanted):
        query = select(CITY.c.geonames_id).where(CITY.c.geonames_id.in_(batch))
        taken |= {number for (number,) in fetch_rows(connection, query)}
    for city, each in new:
        if city.latitude is None and each.position is not None:
            city.latitude, city.longitude = each.position
        if each.geonames not in taken:
            city.geonames = each.geonames
            taken.add(each.geonames)


def record_known(
    session: Session,
    found: TieList,
    known: Sequence[KnownOfPlace],
    cities: Sequence[object],
    sources: Sequence[int],
    new_sources: dict[int, dict[str, Any]],
) -> None:
    """Record what is known of the places of a list. `cities` and `sources` are what its places and sources are.

    `new_sources` are the rows of sources that are not recorded yet, by their ids; one that is cited here is taken out.
    """
    for start in range(0, len(known), _BATCH):
        batch = list(_with_cities(session, found, cities, known[start : start + _BATCH]))
        recorder = _Recorder(session, batch, {sources[each.source] for _, each in batch})
        for city, each in batch:
            recorder.take(city, each, sources[each.source], found.places[each.place].name)
        recorder.write(new_sources)


def _with_cities(
    session: Session, found: TieList, cities: Sequence[object], known: Sequence[KnownOfPlace]
) -> Iterator[tuple[int, KnownOfPlace]]:
    """Give what is known with the id of its city: of those that no new row names, the one with that Wikidata id."""
    items = [found.places[each.place].wikidata for each in known]
    query = select(CITY.c.wikidata_id, CITY.c.id).where(CITY.c.wikidata_id.in_([item for item in items if item]))
    by_item = dict(fetch_rows(connection_of(session), query))
    for each, item in zip(known, items, strict=True):
        city = cities[each.place]
        number = city.id if isinstance(city, Candidate) else by_item.get(item)
        if number is not None:
            yield number, each


class _Recorder:
    """Compares what is known of some cities, each with its id, with what is recorded, and writes the difference."""

    def __init__(self, session: Session, batch: Sequence[tuple[int, KnownOfPlace]], sources: set[int]) -> None:
        self._session = session
        connection, cities = connection_of(session), {city for city, _ in batch}
        wanted = {each.geonames for _, each in batch if each.geonames is not None}
        holders = select(CITY.c.geonames_id, CITY.c.id).where(CITY.c.geonames_id.in_(wanted))
        self._holders = dict(fetch_rows(connection, holders))
        of_cities = CITATION.c.city_id.in_(cities), CITATION.c.source_id.in_(sources)
        cited = select(CITATION.c.city_id, CITATION.c.source_id, CITATION.c.field).where(*of_cities)
        self._cited = set(fetch_rows(connection, cited))
        query = select(CITY).where(CITY.c.id.in_(cities))
        self._rows = {row.id: row for row in fetch_records(connection, query, CityRecord)}
        names = select(CITY_NAME.c.city_id, CITY_NAME.c.folded, CITY_NAME.c.language)
        self._names = set(fetch_rows(connection, names.where(CITY_NAME.c.city_id.in_(cities))))
        self._new_names: list[dict[str, Any]] = []
        self._citations: list[dict[str, Any]] = []
        self._updates: dict[int, tuple[str, dict[str, Any]]] = {}

    def take(self, city: int, known: KnownOfPlace, source: int, name: str) -> None:
        """Take what a source (its id) knows of a city; `name` is what the list calls it."""
        row = self._rows[city]
        if row.name == row.wikidata_id and name != row.name:
            self._fill(row, {"name": name, "folded": fold(name)})
        latitude, longitude = known.position or (None, None)
        for columns in (
            {"country_code": known.country},
            {"latitude": latitude, "longitude": longitude},
            {"geonames_id": known.geonames if self._holders.get(known.geonames, city) == city else None},
        ):
            self._compare(row, columns, known, source)
        if self._add_names(city, known):
            self._cite(city, source, known.locator, None, None)

    def _compare(self, row: CityRecord, columns: dict[str, Any], known: KnownOfPlace, source: int) -> None:
        """Fill in columns that are empty together, and cite what stands there as the source says it."""
        if None in columns.values():
            return
        if all(getattr(row, name) is None for name in columns):
            self._fill(row, columns)
        elif any(getattr(row, name) != value for name, value in columns.items()):
            return
        for name, value in columns.items():
            self._cite(row.id, source, known.locator, name, written(value))

    def _fill(self, row: CityRecord, columns: dict[str, Any]) -> None:
        _, before = self._updates.get(row.id, ("", {}))
        self._updates[row.id] = f"city:{row.key}", before | columns
        if "geonames_id" in columns:
            self._holders[columns["geonames_id"]] = row.id

    def _add_names(self, city: int, known: KnownOfPlace) -> bool:
        """Add the names that the city has not in that language; return whether there are any."""
        before = len(self._new_names)
        for name, language, kind in known.names:
            place = (city, fold(name), language)
            if place not in self._names:
                self._names.add(place)
                columns = {"city_id": city, "name": name, "folded": fold(name), "language": language, "kind": kind}
                self._new_names.append(columns)
        return len(self._new_names) > before

    def _cite(self, city: int, source: int, locator: str, field: str | None, value: str | None) -> None:
        if (city, source, field) in self._cited:
            return
        self._cited.add((city, source, field))
        said = {"locator": locator, "field": field, "value": value, "basis": Basis.STATED, "preferred": False}
        self._citations.append({"city_id": city, "source_id": source} | said)

    def write(self, new_sources: dict[int, dict[str, Any]]) -> None:
        """Write what was found; sources that are not recorded yet come first."""
        cited = {each["source_id"] for each in self._citations} & new_sources.keys()
        insert_rows(self._session, "source", [new_sources.pop(each) for each in sorted(cited)])
        update_rows(self._session, "city", self._updates)
        self._number(self._new_names, "city_id", CITY_NAME.c.city_id, CITY_NAME.c.seq)
        self._number(self._citations, "source_id", CITATION.c.source_id, CITATION.c.seq)
        self._insert("city_name", self._new_names)
        self._insert("citation", self._citations)

    def _number(self, rows: list[dict[str, Any]], of: str, owner: Any, seq: Any) -> None:
        """Give rows their numbers behind those that their owner has."""
        owners = {row[of] for row in rows}
        highest = select(owner, func.max(seq)).where(owner.in_(owners)).group_by(owner)
        seqs: dict[int, int] = dict(fetch_rows(connection_of(self._session), highest))
        for row in rows:
            row["seq"] = seqs[row[of]] = seqs.get(row[of], 0) + 1

    def _insert(self, table: str, rows: list[dict[str, Any]]) -> None:
        ids = next_ids(self._session, table, len(rows))
        insert_rows(self._session, table, [row | {"id": number} for row, number in zip(rows, ids, strict=True)])
