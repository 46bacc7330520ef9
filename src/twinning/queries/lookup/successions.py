"""Which cities came before a city, and which after: municipal mergers and splits."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import ColumnClause, Connection, select

from twinning.db.tables.cities import CITY, CITY_SUCCESSION, CitySuccessionRecord
from twinning.db.typed_tables import fetch_records_with
from twinning.domain.dates import EdtfDate
from twinning.queries.lookup.cities import FoundCity
from twinning.rows.arranging.sorting import undated_last
from twinning.rows.phrases import phrase


@dataclass(frozen=True, slots=True)
class Succession:
    """A city that came before or after another, and the day on which it was succeeded or came to succeed."""

    city: FoundCity
    on: EdtfDate | None

    @property
    def heading(self) -> str:
        """The heading over what a city has through one that it succeeded."""
        if self.on is None:
            return phrase("Through {city}, succeeded", city=self.city.name)
        return phrase("Through {city}, succeeded on {day}", city=self.city.name, day=str(self.on))

    def is_known_by(self, day: str) -> bool:
        """Return whether this had or may have happened by a day (ISO)."""
        return self.on is None or self.on.happened_by(day) is not False


def list_predecessors(connection: Connection, city: int, day: str | None = None) -> list[Succession]:
    """Return the cities that a city (id) succeeded, through others too, in the order of days and keys.

    With a day (ISO), only those that it had or may have succeeded by then.
    """
    chain = _chain(connection, city, CITY_SUCCESSION.c.new_city_id, CITY_SUCCESSION.c.old_city_id)
    return [each for each in chain if day is None or each.is_known_by(day)]


def list_successors(connection: Connection, city: int) -> list[Succession]:
    """Return the cities that succeeded a city (id), through others too, in the order of days and keys."""
    return _chain(connection, city, CITY_SUCCESSION.c.old_city_id, CITY_SUCCESSION.c.new_city_id)


class Successors:
    """The cities that took the place of others by a day, read once for any number of cities."""

    def __init__(self, connection: Connection, day: str) -> None:
        """Read the successions that had or may have come about by a day (ISO)."""
        query = select(CITY.c.name).select_from(CITY_SUCCESSION).join(CITY, CITY.c.id == CITY_SUCCESSION.c.new_city_id)
        rows = fetch_records_with(connection, CITY_SUCCESSION, CitySuccessionRecord, query)
        self._after: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for succession, name in rows:
            if succession.on is None or succession.on.happened_by(day) is not False:
                self._after[succession.old_city_id].append((name, succession.new_city_id))

    def of(self, city: int) -> str | None:
        """Return the names of the cities that are now in the place of a city (id), through others too; None of none."""
        last, seen = [], [city]
        for each in seen:  # it grows as it is gone through
            after = self._after.get(each, [])
            seen += [new for _, new in after if new not in seen]
            last += [name for name, new in after if new not in self._after]
        return "; ".join(sorted(set(last))) or None

    def beside(self, city: int, name: str) -> str:
        """Return the name of a city (id), with the cities that are now in its place: `Masan (now Changwon)`."""
        now = self.of(city)
        return f"{name} (now {now})" if now else name


def _chain(connection: Connection, city: int, near: ColumnClause[int], far: ColumnClause[int]) -> list[Succession]:
    """Follow successions from their near to their far end, each city once, with its first day."""
    chain = select(near.label("near"), far.label("far")).where(near == city).cte("chain", recursive=True)
    chain = chain.union(select(near, far).join(chain, near == chain.c.far))
    query = (
        select(CITY.c.id, CITY.c.key, CITY.c.name, CITY.c.country_code, CITY.c.admin1)
        .select_from(CITY_SUCCESSION)
        .join(CITY, far == CITY.c.id)
        .join(chain, (chain.c.near == near) & (chain.c.far == far))
        .where(CITY.c.id != city)
    )
    rows = fetch_records_with(connection, CITY_SUCCESSION, CitySuccessionRecord, query)
    found = (
        Succession(FoundCity(number, key, name, country_code, admin1), succession.on)
        for succession, number, key, name, country_code, admin1 in rows
    )
    once: dict[int, Succession] = {}
    for each in sorted(found, key=_order):
        once.setdefault(each.city.id, each)
    return list(once.values())


def _order(succession: Succession) -> tuple[tuple[str, str], str]:
    return undated_last(succession.on), succession.city.key
