"""Which cities came before a city, and which after: municipal mergers and splits."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from twinning.domain.dates import EdtfDate
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.tables import date_of, table
from twinning.rows.sorting import undated_last


@dataclass(frozen=True, slots=True)
class Succession:
    """A city that came before or after another, and the day on which it was succeeded or came to succeed."""

    city: FoundCity
    on: EdtfDate | None

    @property
    def heading(self) -> str:
        """The heading over what a city has through one that it succeeded."""
        return f"Through {self.city.name}, succeeded{f' on {self.on}' if self.on else ''}"

    def is_known_by(self, day: str) -> bool:
        """Say whether this had or may have happened by a day (ISO)."""
        return self.on is None or self.on.happened_by(day) is not False


def list_predecessors(connection: Connection, city: int, day: str | None = None) -> list[Succession]:
    """Return the cities that a city (id) succeeded, through others too, in the order of days and keys.

    With a day (ISO), only those that it had or may have succeeded by then.
    """
    chain = _chain(connection, city, "new_city_id", "old_city_id")
    return [each for each in chain if day is None or each.is_known_by(day)]


def list_successors(connection: Connection, city: int) -> list[Succession]:
    """Return the cities that succeeded a city (id), through others too, in the order of days and keys."""
    return _chain(connection, city, "old_city_id", "new_city_id")


def _chain(connection: Connection, city: int, near: str, far: str) -> list[Succession]:
    """Follow successions from their near to their far end, each city once, with its first day."""
    records, succession = table("city"), table("city_succession")
    first = select(succession.c[near], succession.c[far].label("far")).where(succession.c[near] == city)
    chain = first.cte("chain", recursive=True)
    chain = chain.union(select(succession.c[near], succession.c[far]).join(chain, succession.c[near] == chain.c.far))
    query = (
        select(records.c.id, records.c.key, records.c.name, records.c.country_code, records.c.admin1, succession)
        .join(succession, succession.c[far] == records.c.id)
        .join(chain, (chain.c[near] == succession.c[near]) & (chain.c.far == succession.c[far]))
        .where(records.c.id != city)
    )
    found = (Succession(FoundCity(*row[:5]), date_of(row._mapping, "on")) for row in connection.execute(query))
    once: dict[int, Succession] = {}
    for each in sorted(found, key=_order):
        once.setdefault(each.city.id, each)
    return list(once.values())


def _order(succession: Succession) -> tuple[tuple[str, str], str]:
    return undated_last(succession.on), succession.city.key
