"""Finding agreements by the cities that are their parties, as people say it: `Busan and Chicago`, `Chicago, Busan`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise

from sqlalchemy import Connection, Select, select

from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_PARTY
from twinning.db.typed_tables import fetch_rows
from twinning.queries.lookup.cities import FoundCity, cities_named, cities_near

_SEPARATORS = (r"\s*;\s*", r"\s+(?:and|und|et|y|e)\s+|\s*&\s*", r"\s+[-–—/]\s+|\s*[–—/]\s*|--", r"\s*,\s*", r"\s+")
_MOST_PIECES = 8  # of which 36 names can be put together, in 128 ways

Cities = tuple[FoundCity, ...]


def agreements_between(connection: Connection, text: str) -> list[tuple[int, str]]:
    """Return the ids and keys of the agreements that have all cities which a text names as parties.

    A name that fits several cities stands for each of them.
    """
    found: dict[int, str] = {}
    for parties in parties_named(connection, text):
        found |= fetch_rows(connection, _having(parties))
    return sorted(found.items(), key=lambda each: each[1])


def agreements_near(connection: Connection, text: str) -> list[tuple[int, str]]:
    """Return the ids and keys of the agreements of two cities of which a text names one, and may mean the other."""
    for separator in _SEPARATORS:
        pieces = re.split(separator, text.strip(), flags=re.IGNORECASE)
        if len(pieces) == 2:
            sides = [cities_named(connection, piece) for piece in pieces]
            if any(sides) and not all(sides):
                may_be = [side or cities_near(connection, piece) for side, piece in zip(sides, pieces, strict=True)]
                return sorted(fetch_rows(connection, _having(may_be)), key=lambda each: each[1])
    return []


def parties_named(connection: Connection, text: str) -> list[list[Cities]]:
    """Return each way in which a text names two or more cities: for each name, the cities that it fits."""
    for separator in _SEPARATORS:
        ways = list(_ways(connection, re.split(f"({separator})", text.strip(), flags=re.IGNORECASE)))
        if ways:
            return ways
    return []


def namesakes_among(connection: Connection, ids: Sequence[int]) -> bool:
    """Say whether all of these cities (their ids) have an agreement with the first that was recorded of them."""
    first = min(ids)
    shared = select(AGREEMENT_PARTY.c.agreement_id).where(AGREEMENT_PARTY.c.city_id == first)
    query = select(AGREEMENT_PARTY.c.city_id).where(
        AGREEMENT_PARTY.c.agreement_id.in_(shared), AGREEMENT_PARTY.c.city_id.in_(ids)
    )
    return {first, *(city for (city,) in fetch_rows(connection, query))} == set(ids)


def _ways(connection: Connection, parts: Sequence[str]) -> Iterator[list[Cities]]:
    """Give the ways in which pieces (every second part, with separators between) name cities, several for one too."""
    pieces = len(parts) // 2 + 1
    if not 2 <= pieces <= _MOST_PIECES:
        return

    @cache
    def named(first: int, last: int) -> Cities:
        return tuple(cities_named(connection, "".join(parts[2 * first : 2 * last - 1])))

    for count in range(1, pieces):
        for cuts in combinations(range(1, pieces), count):
            ends = (0, *cuts, pieces)
            cities = [named(first, last) for first, last in pairwise(ends)]
            if all(cities) and len(set(cities)) == len(cities):
                yield cities


def _having(parties: Iterable[Sequence[FoundCity]]) -> Select[int, str]:
    query: Select[int, str] = select(AGREEMENT.c.id, AGREEMENT.c.key)
    for cities in parties:
        with_one = select(AGREEMENT_PARTY.c.agreement_id).where(
            AGREEMENT_PARTY.c.city_id.in_([city.id for city in cities])
        )
        query = query.where(AGREEMENT.c.id.in_(with_one))
    return query
