"""Report cities that may be recorded twice: what speaks for it, what against it, and the command that merges them.

The same name alone proves nothing: look at each pair before you merge it.

Examples:
  twinning report duplicates

  twinning report duplicates -o duplicates.csv
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import Connection, select

from twinning.db.tables.cities import CITY, CITY_NAME, CityRecord
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.names import fold, may_be_same
from twinning.domain.positions import kilometres
from twinning.queries.reports import report
from twinning.rows import Listing, Meaning, Section, Several, column
from twinning.rows.phrases import phrase

_NEAR, _FAR = 15, 40
_LONG_ENOUGH = 5
_MOST_OF_A_NAME = 20


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """Two cities that may be one. `merge` is what to type if they are; the second is the one that stays."""

    city: str = column(1, means=Meaning.CITY)
    other: str = column(2, means=Meaning.CITY)
    speaks_for: Several = column(3)
    speaks_against: Several = column(4)
    merge: str = column(5)


@report(DuplicateRow)
def report_duplicates(connection: Connection) -> Listing[DuplicateRow]:
    """Return pairs of cities of one name, or of names one slip apart, in one country or where one has none."""
    cities = {city.id: city for city in fetch_records(connection, select(CITY), CityRecord)}
    pairs = _pairs(cities, _names(connection, cities))
    rows = [_row(cities[one], cities[other], why) for (one, other), why in pairs.items()]
    rows.sort(key=lambda row: (bool(row.speaks_against), fold(row.city), row.merge))
    section = Section("duplicates", DuplicateRow, rows)
    return Listing(DuplicateRow, (section,), phrase("Cities that may be one"), phrase("no two cities look like one"))


def _names(connection: Connection, cities: dict[int, CityRecord]) -> dict[str, set[int]]:
    """Return the cities of each folded name."""
    found: dict[str, set[int]] = defaultdict(set)
    for city in cities.values():
        found[city.folded].add(city.id)
    for folded, city_id in fetch_rows(connection, select(CITY_NAME.c.folded, CITY_NAME.c.city_id)):
        found[folded].add(city_id)
    return found


def _pairs(cities: dict[int, CityRecord], names: dict[str, set[int]]) -> dict[tuple[int, int], str]:
    pairs: dict[tuple[int, int], str] = {}
    for ids in names.values():
        for pair in _in_one_country(cities, ids):
            pairs.setdefault(pair, "the same name")
    for one, other in _a_slip_apart(names):
        for pair in _in_one_country(cities, names[one] | names[other]):
            if cities[pair[0]].country_code and cities[pair[1]].country_code:
                pairs.setdefault(pair, f"names one letter apart ({one}, {other})")
    return pairs


def _in_one_country(cities: dict[int, CityRecord], ids: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give pairs whose countries are the same, or one of which has none; not two with ids of their own."""
    for one, other in combinations(sorted(ids)[:_MOST_OF_A_NAME], 2):
        countries = {cities[one].country_code, cities[other].country_code} - {None}
        items = {cities[one].wikidata_id, cities[other].wikidata_id}
        if len(countries) < 2 and (None in items or len(items) == 1):
            yield one, other


def _a_slip_apart(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give pairs of folded names with one slip between them: those that are equal once a letter is left out."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if len(name) >= _LONG_ENOUGH:
            for key in {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}:
                alike[key].append(name)
    pairs = {pair for group in alike.values() if len(group) > 1 for pair in combinations(sorted(group), 2)}
    return (pair for pair in sorted(pairs) if may_be_same(*pair))


def _row(city: CityRecord, beside: CityRecord, why: str) -> DuplicateRow:
    one, other = sorted((city, beside), key=_knowledge)
    apart = kilometres(one.latitude, one.longitude, other.latitude, other.longitude)
    near = [f"{apart:.0f} km apart"] if apart is not None and apart <= _NEAR else []
    against = [f"{apart:.0f} km apart"] if apart is not None and apart > _FAR else []
    if one.admin1 and other.admin1 and fold(one.admin1) != fold(other.admin1):
        against.append(f"in {one.admin1} and in {other.admin1}")
    if None in (one.country_code, other.country_code):
        against.append("no country is known of one")
    return DuplicateRow(
        city=_called(one),
        other=_called(other),
        speaks_for=Several([why, *near]),
        speaks_against=Several(against),
        merge=f"twinning merge-city {one.key} {other.key}",
    )


def _called(city: CityRecord) -> str:
    return ", ".join(filter(None, (city.name, city.admin1, city.country_code)))


def _knowledge(city: CityRecord) -> tuple[int, int]:
    """Order two cities: of which less is known first, of equals the later."""
    known = (city.country_code, city.wikidata_id, city.latitude, city.admin1)
    return sum(each is not None for each in known), -city.id
