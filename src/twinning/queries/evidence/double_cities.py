"""Cities that may be recorded twice: of one name, or of names one slip apart, in one country or where one has none."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, combinations
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, Select, func, select, union

from twinning.db.tables.cities import CITY, CITY_NAME
from twinning.db.typed_tables import fetch_rows
from twinning.domain.slips import names_a_slip_apart
from twinning.rows.phrases import Phrase, phrase

_MOST_OF_A_NAME = 20
_AT_ONCE = 250  # names, or pairs of them: what one statement can hold

_Each = TypeVar("_Each")


class DoubleCity(NamedTuple):
    """Two cities (their ids) that may be one, and what of their names speaks for it."""

    one: int
    other: int
    why: Phrase


class _City(NamedTuple):
    id: int
    country_code: str | None
    wikidata_id: str | None


def double_cities(connection: Connection) -> Iterator[DoubleCity]:
    """Give the pairs that may be one city, each once, those of one name first.

    The database finds what has one name; of the others no more than their names is read.
    """
    given: set[tuple[int, int]] = set()
    for found in chain(_of_one_name(connection), _of_names_a_slip_apart(connection)):
        if found[:2] not in given:
            given.add(found[:2])
            yield found


def _of_one_name(connection: Connection) -> Iterator[DoubleCity]:
    for names in _parts(_names_of_several(connection)):
        cities = _cities_of(connection, names)
        for one, other in chain.from_iterable(_may_be_one(cities[name]) for name in names):
            yield DoubleCity(one.id, other.id, phrase("the same name"))


def _of_names_a_slip_apart(connection: Connection) -> Iterator[DoubleCity]:
    query = union(select(CITY.c.folded), select(CITY_NAME.c.folded))
    for pairs in _parts(names_a_slip_apart([name for (name,) in fetch_rows(connection, query)])):
        cities = _cities_of(connection, {name for pair in pairs for name in pair})
        for pair in pairs:
            for one, other in _may_be_one(cities[pair[0]] | cities[pair[1]]):
                if one.country_code and other.country_code:
                    why = phrase("names one letter apart ({one}, {other})", one=pair[0], other=pair[1])
                    yield DoubleCity(one.id, other.id, why)


def _names_of_several(connection: Connection) -> list[str]:
    named = union(select(CITY.c.folded, CITY.c.id), select(CITY_NAME.c.folded, CITY_NAME.c.city_id)).subquery()
    query: Select[str] = select(named.c.folded).group_by(named.c.folded).having(func.count() > 1)
    return [name for (name,) in fetch_rows(connection, query)]


def _cities_of(connection: Connection, names: Collection[str]) -> dict[str, set[_City]]:
    """Return the cities that have each of some names."""
    columns = CITY.c.id, CITY.c.country_code, CITY.c.wikidata_id
    own = select(CITY.c.folded, *columns).where(CITY.c.folded.in_(names))
    others = select(CITY_NAME.c.folded, *columns).join(CITY, CITY.c.id == CITY_NAME.c.city_id)
    found: dict[str, set[_City]] = defaultdict(set)
    for query in (own, others.where(CITY_NAME.c.folded.in_(names))):
        for name, number, country_code, item in fetch_rows(connection, query):
            found[name].add(_City(number, country_code, item))
    return found


def _parts(several: Sequence[_Each]) -> Iterator[Sequence[_Each]]:
    return (several[start : start + _AT_ONCE] for start in range(0, len(several), _AT_ONCE))


def _may_be_one(cities: Iterable[_City]) -> Iterator[tuple[_City, _City]]:
    """Give pairs whose countries are the same, or one of which has none; not two with ids of their own."""
    for one, other in combinations(sorted(cities, key=lambda city: city.id)[:_MOST_OF_A_NAME], 2):
        countries, items = {one.country_code, other.country_code} - {None}, {one.wikidata_id, other.wikidata_id}
        if len(countries) < 2 and (None in items or len(items) == 1):
            yield one, other
