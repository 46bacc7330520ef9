"""Rows that a list still has, though they were rejected: what was recorded of them once they had been corrected stays.

A corrected row names its parties otherwise than its list does, so it is known by the cities that it led to.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from twinning.db.tables.cities import CITY, CITY_NAME
from twinning.db.typed_tables import fetch_rows
from twinning.domain.names import fold
from twinning.exchange.joining.recorded import Parties
from twinning.exchange.lists.cities.printed_names import BETWEEN_NAMES
from twinning.exchange.lists.tie_list import Reject, TieList
from twinning.queries.lookup.references import in_batches


class StillListed:
    """The rejected rows of a list, by the names and the keys that stand in them."""

    def __init__(self, found: TieList, rejects: Sequence[Reject]) -> None:
        self._keys: set[str] = set()
        self._rows: dict[str, set[int]] = defaultdict(set)
        own = [] if found.city is None else list(_names(found.city))
        columns = [found.placed[each] for each in ("city", "partner", "parties") if each in found.placed]
        for number, each in enumerate(rejects):
            if each.cells:
                if "key" in found.placed:
                    self._keys.add(each.cells[found.placed["key"]].strip())
                for name in (*own, *(name for column in columns for name in _names(each.cells[column]))):
                    self._rows[name].add(number)

    def among(self, connection: Connection, places: Iterable[tuple[str, Parties]]) -> set[tuple[str, Parties]]:
        """Return which of these may be of a rejected row: how rows named their parties, and who these are."""
        if not self._rows:
            return set()
        places = set(places)
        names = _names_of(connection, {city for _, parties in places for city in parties})
        return {
            (place, parties)
            for place, parties in places
            if place in self._keys or self._is_of_one_row([names[city] for city in parties])
        }

    def _is_of_one_row(self, parties: Sequence[Iterable[str]]) -> bool:
        """Return whether a row has a name of each of the parties."""
        rows = [set[int]().union(*(self._rows.get(name, ()) for name in names)) for names in parties]
        return bool(set.intersection(*rows))


def _names(cell: str) -> Iterator[str]:
    """Give the names that a cell may hold, folded: one or several, with or without brackets, region and country."""
    for text in BETWEEN_NAMES.split(cell):
        for name in (text, text.partition("(")[0], text.partition(",")[0], text.rpartition(",")[0]):
            if folded := fold(name):
                yield folded


def _names_of(connection: Connection, cities: Iterable[int]) -> Mapping[int, set[str]]:
    """Return what cities (their ids) can be called, folded: by all their names, by their keys and Wikidata ids."""
    found: dict[int, set[str]] = defaultdict(set)
    for batch in in_batches(cities):
        own = select(CITY.c.id, CITY.c.folded, CITY.c.key, CITY.c.wikidata_id).where(CITY.c.id.in_(batch))
        for city, name, key, item in fetch_rows(connection, own):
            found[city] |= {name, fold(key), fold(item or key)}
        others = select(CITY_NAME.c.city_id, CITY_NAME.c.folded).where(CITY_NAME.c.city_id.in_(batch))
        for city, name in fetch_rows(connection, others):
            found[city].add(name)
    return found
