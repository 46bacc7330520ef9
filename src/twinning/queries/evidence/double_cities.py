"""Cities that may be recorded twice, in one country or where one has none.

They have an id or a name in common, or names that are a slip apart, or that are read alike in two alphabets; or one
source has the one and another the other as signing with the same city on the same day; or they lie at one place.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, groupby, product
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Select, and_, func, select, tuple_, union

from twinning.db.tables.agreements import AGREEMENT_ACT, AGREEMENT_PARTY
from twinning.db.tables.cities import CITY, CITY_IDENTIFIER, CITY_NAME
from twinning.db.typed_tables import fetch_rows
from twinning.domain.agreements.acts import ActKind
from twinning.domain.names import in_latin_letters
from twinning.domain.positions import kilometres
from twinning.domain.slips import names_a_slip_apart
from twinning.domain.vocabulary import POSTCODE
from twinning.queries.evidence.source_counts import sources_of_agreements
from twinning.rows.phrases import Phrase, phrase

_MOST_OF_A_NAME = 20
_AT_ONCE = 250  # names, or pairs of them: what one statement can hold
_NAMED = union(select(CITY.c.folded, CITY.c.id), select(CITY_NAME.c.folded, CITY_NAME.c.city_id)).subquery()
_MOST_AT_A_POSITION = 3
_DAY = 10  # characters: a day that is known exactly
_ONE_PLACE, _DEGREES = 1.0, 0.01  # kilometres, and degrees of latitude that are more than those

_Each = TypeVar("_Each")


class DoubleCity(NamedTuple):
    """Two cities (their ids) that may be one, and what speaks for it: None if it is only where they lie."""

    one: int
    other: int
    why: Phrase | None


class _City(NamedTuple):
    id: int
    country_code: str | None
    wikidata_id: str | None


def double_cities(connection: Connection) -> Iterator[DoubleCity]:
    """Give the pairs that may be one city, each once: those of one id first, then those of one name.

    The database finds what has one of these; of the others no more than their names or positions are read.
    """
    given: set[tuple[int, int]] = set()
    ways = (_of_one_id, _of_one_name, _of_names_alike, _of_one_day, _at_one_place)
    for found in chain.from_iterable(way(connection) for way in ways):
        if found[:2] not in given:
            given.add(found[:2])
            yield found


def _of_one_id(connection: Connection) -> Iterator[DoubleCity]:
    """Give cities with the same identifier of a scheme; places share a postcode that are not one."""
    of, columns = CITY_IDENTIFIER.c, (CITY.c.id, CITY.c.country_code, CITY.c.wikidata_id)
    several = select(of.scheme, of.value).where(of.scheme != POSTCODE)
    several = several.group_by(of.scheme, of.value).having(func.count() > 1)
    query = select(of.scheme, of.value, *columns).join(CITY, CITY.c.id == of.city_id)
    query = query.where(tuple_(of.scheme, of.value).in_(several)).order_by(of.scheme, of.value, of.city_id)
    for (scheme, value), rows in groupby(fetch_rows(connection, query), key=lambda row: row[:2]):
        cities = (_City(city, country_code, item) for _, _, city, country_code, item in rows)
        for one, other in _may_be_one(cities):
            yield DoubleCity(one.id, other.id, phrase("the same {scheme}: {value}", scheme=scheme, value=value))


def _of_one_name(connection: Connection) -> Iterator[DoubleCity]:
    for names in _parts(_names_of_several(connection)):
        cities = _cities_of(connection, names)
        for one, other in chain.from_iterable(_may_be_one(cities[name]) for name in names):
            yield DoubleCity(one.id, other.id, phrase("the same name"))


def _of_names_alike(connection: Connection) -> Iterator[DoubleCity]:
    for pairs in _parts(_names_alike(_owners(connection))):
        cities = _cities_of(connection, {name for pair in pairs for name in pair})
        for pair in pairs:
            for one, other in _may_be_one(cities[pair[0]] | cities[pair[1]]):
                if one.country_code and other.country_code:
                    yield DoubleCity(one.id, other.id, _alike(*pair))


def _alike(one: str, other: str) -> Phrase:
    if one.isascii() and other.isascii():
        return phrase("names one letter apart ({one}, {other})", one=one, other=other)
    return phrase("names read alike ({one}, {other})", one=one, other=other)


def _owners(connection: Connection) -> dict[str, int]:
    """Return all folded names, each with the city (its id) that alone has it, or 0."""
    columns = _NAMED.c.folded, func.min(_NAMED.c.id), func.max(_NAMED.c.id)
    rows = fetch_rows(connection, select(*columns).group_by(_NAMED.c.folded))
    return {name: first if first == last else 0 for name, first, last in rows}


def _names_alike(owners: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return the pairs of names, not both of one city alone, that are a slip apart, as read in Latin letters."""
    read: dict[str, list[str]] = defaultdict(list)
    for name in owners:
        if not name.isascii():
            read[in_latin_letters(name)].append(name)
    spelt = [*filter(str.isascii, owners), *(each for each in read if each not in owners)]

    def written(each: str) -> list[str]:
        return [*([each] if each in owners else []), *read.get(each, ())]

    alike = {
        (min(pair), max(pair))
        for one, other in chain(names_a_slip_apart(spelt), zip(read, read, strict=True))
        for pair in product(written(one), written(other))
        if owners[pair[0]] != owners[pair[1]] or not owners[pair[0]]
    }
    return sorted(pair for pair in alike if pair[0] != pair[1])


class _Signing(NamedTuple):
    agreement: int
    city: _City
    partner: str


def _of_one_day(connection: Connection) -> Iterator[DoubleCity]:
    """Give cities that signed with the same city on the same day, by the word of different sources.

    A list that has both has them as two. Of a month or a year nobody can say as much.
    """
    several: list[tuple[str, list[_Signing]]] = []
    for (_, day), rows in groupby(_signings(connection), key=lambda row: row[:2]):
        several.append((day, [_Signing(agreement, _City(*city), partner) for _, _, agreement, partner, *city in rows]))
        if len(several) == _AT_ONCE:
            yield from _by_other_sources(connection, several)
            several = []
    yield from _by_other_sources(connection, several)


def _by_other_sources(connection: Connection, several: Sequence[tuple[str, list[_Signing]]]) -> Iterator[DoubleCity]:
    sources = sources_of_agreements(connection, {each.agreement for _, signed in several for each in signed})
    for day, signed in several:
        of_cities = {each.city: each for each in signed}
        for one, other in _may_be_one(of_cities):
            said = [sources[of_cities[city].agreement] for city in (one, other)]
            if of_cities[one].agreement != of_cities[other].agreement and all(said) and said[0].isdisjoint(said[1]):
                partner = of_cities[one].partner
                yield DoubleCity(one.id, other.id, phrase("both signed with {city} on {day}", city=partner, day=day))


def _signings(connection: Connection) -> Iterator[Sequence[Any]]:
    """Give city and day where it signed with several cities, each with agreement, its own name and the other city."""
    own, others, act = AGREEMENT_PARTY.alias("own"), AGREEMENT_PARTY.alias("others"), AGREEMENT_ACT.c
    is_day = act.kind == ActKind.SIGNED, func.length(act.on_text) == _DAY
    signed = own.join(AGREEMENT_ACT, act.agreement_id == own.c.agreement_id)
    days = select(own.c.city_id, act.on_text).select_from(signed).where(*is_day)
    several = days.group_by(own.c.city_id, act.on_text).having(func.count() > 1)
    partner = CITY.alias("partner")
    joined = signed.join(others, and_(others.c.agreement_id == own.c.agreement_id, others.c.city_id != own.c.city_id))
    joined = joined.join(CITY, CITY.c.id == others.c.city_id).join(partner, partner.c.id == own.c.city_id)
    columns = own.c.city_id, act.on_text, own.c.agreement_id, partner.c.name
    query = select(*columns, CITY.c.id, CITY.c.country_code, CITY.c.wikidata_id).select_from(joined)
    query = query.where(*is_day, tuple_(own.c.city_id, act.on_text).in_(several))
    return fetch_rows(connection, query.order_by(own.c.city_id, act.on_text, CITY.c.id))


def _at_one_place(connection: Connection) -> Iterator[DoubleCity]:
    """Give the cities that lie within a kilometre of one another, from south to north.

    A position that many have is none: registers give a place that they could not find that of its country.
    """
    of = CITY.c
    position = of.latitude, of.longitude
    own = select(*position).group_by(*position).having(func.count() <= _MOST_AT_A_POSITION)
    query = select(of.id, of.country_code, of.wikidata_id, *position).where(tuple_(*position).in_(own))
    query = query.order_by(of.latitude, of.id)
    south: deque[tuple[_City, float, float]] = deque()
    for number, country_code, item, latitude, longitude in fetch_rows(connection, query):
        if latitude is None or longitude is None:
            continue
        city = _City(number, country_code, item)
        while south and latitude - south[0][1] > _DEGREES:
            south.popleft()
        for beside, south_by, east_by in south:
            apart = kilometres(latitude, longitude, south_by, east_by)
            if apart is not None and apart <= _ONE_PLACE:
                yield from (DoubleCity(one.id, other.id, None) for one, other in _may_be_one((beside, city)))
        south.append((city, latitude, longitude))


def _names_of_several(connection: Connection) -> list[str]:
    query: Select[str] = select(_NAMED.c.folded).group_by(_NAMED.c.folded).having(func.count() > 1)
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
