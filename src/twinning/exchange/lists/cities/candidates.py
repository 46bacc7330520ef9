"""Cities that a place of a list may be: recorded ones, and those that the list itself brings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy import Connection, Select, select

from twinning.db.tables.cities import CITY, CITY_IDENTIFIER, CITY_NAME
from twinning.db.typed_tables import fetch_rows
from twinning.domain.countries.regions import are_other_regions, region_key
from twinning.domain.names import fold
from twinning.domain.positions import kilometres
from twinning.domain.vocabulary import POSTCODE
from twinning.exchange.lists.cities.places import PlaceText
from twinning.queries.lookup.references import in_batches

NEAR, FAR = 15.0, 40.0
"""Kilometres: within the one two positions are of one place, beyond the other of two."""

_NONE: frozenset[str] = frozenset()
_NOTHING: Mapping[str, str | float | None] = MappingProxyType({})


@dataclass(slots=True, eq=False)
class Candidate:
    """A city: recorded, with its id, or new, with the key that it should have.

    `gained` is what the list adds to a recorded one, by column.
    """

    name: str
    country: str | None
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    wikidata: str | None = None
    geonames: int | None = None
    postcodes: frozenset[str] = _NONE  # a list may bring a hundred thousand cities, of most of which little is said
    other_names: frozenset[str] = _NONE
    id: int | None = None
    key: str | None = None
    within: str | None = None
    gained: Mapping[str, str | float | None] = field(default_factory=lambda: _NOTHING)
    new_postcodes: frozenset[str] = _NONE
    new_names: tuple[str, ...] = ()

    def is_other_than(self, place: PlaceText) -> bool:
        """Return whether the two cannot be one city, by their ids, positions, postcodes or regions."""
        if place.wikidata and self.wikidata:
            return place.wikidata != self.wikidata
        if (apart := self._kilometres(place)) is not None and (apart > FAR or apart <= NEAR):
            return apart > FAR
        if place.postcode and self.postcodes:
            return place.postcode not in self.postcodes
        region = place.region or place.within
        return bool(region and self.region and are_other_regions(region, self.region))

    def is_surely(self, place: PlaceText) -> bool:
        """Return whether more than the name shows that the two are one city."""
        if place.wikidata and place.wikidata == self.wikidata:
            return True
        if (apart := self._kilometres(place)) is not None and apart <= NEAR:
            return True
        region = place.region or place.within
        same_region = region and self.region and region_key(region) == region_key(self.region)
        return bool(same_region or (place.postcode and place.postcode in self.postcodes))

    def is_exported_as(self, place: PlaceText) -> bool:
        """Return whether a place of an export is this city with all that was known of it then, and is known now."""
        named = self.key == place.key and self.name == place.name and self.country == place.country
        if not named or self.is_other_than(place):
            return False
        return self.is_surely(place) if knowledge_of(place) else self._is_only_named

    @property
    def _is_only_named(self) -> bool:
        return self.wikidata is None and self.latitude is None and self.region is None

    def _kilometres(self, place: PlaceText) -> float | None:
        return kilometres(place.latitude, place.longitude, self.latitude, self.longitude)


def knowledge_of(place: PlaceText) -> int:
    """Count what tells a place from others of its name."""
    region = place.region or place.within
    return 4 - (place.wikidata, place.latitude, place.postcode, region).count(None)


def new_candidate(place: PlaceText) -> Candidate:
    """Return the city that a place is, where none is recorded."""
    return Candidate(
        name=place.name,
        country=place.country,
        region=place.region or place.within,
        latitude=place.latitude,
        longitude=place.longitude,
        wikidata=place.wikidata,
        postcodes=frozenset((place.postcode,)) if place.postcode else _NONE,
        other_names=frozenset((place.other_name,)) if place.other_name else _NONE,
        within=place.within,
        key=place.key,
    )


class Candidates:
    """The cities that places of a list may be, by name, by Wikidata id, by key and by the database's id."""

    def __init__(self, connection: Connection, names: Iterable[str], items: Iterable[str], keys: Iterable[str]) -> None:
        """Read the recorded cities that have one of these folded names, ids or keys."""
        self._connection = connection
        self.by_id: dict[int, Candidate] = {}
        self.by_name: dict[str, list[Candidate]] = defaultdict(list)
        self.by_item: dict[str, Candidate] = {}
        self.by_key: dict[str, Candidate] = {}
        ids: set[int] = set()
        for batch in in_batches(names):
            ids.update(self._ids(select(CITY.c.id).where(CITY.c.folded.in_(batch))))
            ids.update(self._ids(select(CITY_NAME.c.city_id).where(CITY_NAME.c.folded.in_(batch))))
        for batch in in_batches(items):
            ids.update(self._ids(select(CITY.c.id).where(CITY.c.wikidata_id.in_(batch))))
        for batch in in_batches(keys):
            ids.update(self._ids(select(CITY.c.id).where(CITY.c.key.in_(batch))))
        self.load(ids)

    def _ids(self, query: Select[int]) -> Iterator[int]:
        return (number for (number,) in fetch_rows(self._connection, query))

    def load(self, ids: Iterable[int]) -> None:
        """Read recorded cities by their ids, unless they were read."""
        for batch in in_batches(set(ids) - self.by_id.keys()):
            self._load(batch)

    def _load(self, ids: list[int]) -> None:
        columns = CITY.c.name, CITY.c.country_code, CITY.c.admin1, CITY.c.latitude, CITY.c.longitude, CITY.c.wikidata_id
        for row in fetch_rows(self._connection, select(CITY.c.id, CITY.c.key, *columns).where(CITY.c.id.in_(ids))):
            number, key, name, country, region, latitude, longitude, item = row
            self.by_id[number] = Candidate(name, country, region, latitude, longitude, item, id=number, key=key)
        names = select(CITY_NAME.c.city_id, CITY_NAME.c.name).where(CITY_NAME.c.city_id.in_(ids))
        for number, name in fetch_rows(self._connection, names):
            self.by_id[number].other_names |= {name}
        codes = select(CITY_IDENTIFIER.c.city_id, CITY_IDENTIFIER.c.value)
        schemes = CITY_IDENTIFIER.c.scheme == POSTCODE, CITY_IDENTIFIER.c.city_id.in_(ids)
        for number, value in fetch_rows(self._connection, codes.where(*schemes)):
            self.by_id[number].postcodes |= {value}
        for number in sorted(ids):
            if number in self.by_id:
                self.add(self.by_id[number])

    def add(self, city: Candidate) -> None:
        """Add a city to those that can be found."""
        for folded in {fold(name) for name in (city.name, *city.other_names)}:
            self.by_name[folded].append(city)
        if city.wikidata:
            self.by_item[city.wikidata] = city
        if city.key:
            self.by_key.setdefault(city.key, city)  # one of an export may wish for a key that is another's here

    def named(self, folded: str, country: str | None) -> list[Candidate]:
        """Return the cities of a name in a country; none without a country, since a name alone decides nothing."""
        return [each for each in self.by_name.get(folded, ()) if country is not None and each.country == country]
