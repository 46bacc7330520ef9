"""The activities that were held, each with its places: what most reports of things done are made from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Nullable, select

from twinning.db.tables.activities import ACTIVITY, ACTIVITY_PLACE, ActivityRecord
from twinning.db.tables.cities import CITY
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.countries import country_name
from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold
from twinning.domain.vocabulary import ActivityStatus, PlaceRole
from twinning.queries.lists.partners import may_have_begun
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports._scope import activities_of
from twinning.rows import NamedPlace, Several
from twinning.rows.phrases import named_country


@dataclass(frozen=True, slots=True)
class PlacedActivity:
    """An activity, and where: each of its places with what it was there."""

    record: ActivityRecord
    places: tuple[tuple[NamedPlace, PlaceRole], ...]

    @property
    def began(self) -> EdtfDate | None:
        """The day on which it began; if that is unknown, on which it ended."""
        return self.record.start or self.record.end

    @property
    def last_day(self) -> EdtfDate | None:
        """The day on which it ended; if that is unknown, on which it began."""
        return self.record.end or self.record.start

    @property
    def year(self) -> int | None:
        """The year in which it surely began."""
        return self.began.year if self.began else None

    @property
    def cities(self) -> frozenset[str]:
        """The keys of the cities that had a part in it."""
        return frozenset(place.key for place, _ in self.places if place.key)

    def partners(self, scope: FoundCity | None) -> list[NamedPlace]:
        """Return its places but for the city reported on, each once, by name."""
        others = {place for place, _ in self.places if scope is None or place.key != scope.key}
        return sorted(others, key=lambda place: (fold(place.name), place.key or ""))

    @property
    def named_places(self) -> Several:
        """Its places with their roles, as rows name them."""
        return Several(place._replace(role=role.value) for place, role in self.places)

    def those(self, *roles: PlaceRole) -> list[NamedPlace]:
        """Return the places that had one of these roles."""
        return [place for place, role in self.places if role in roles]


def load_held(connection: Connection, scope: FoundCity | None, day: str) -> list[PlacedActivity]:
    """Return the activities of a city, or all, that were held and had or may have begun by a day (ISO), by key."""
    held = (each for each in load_placed(connection, scope) if each.record.status is ActivityStatus.HELD)
    return [each for each in held if each.began is None or may_have_begun(each.began, day)]


def load_placed(connection: Connection, scope: FoundCity | None) -> list[PlacedActivity]:
    """Return the activities of a city, or all, whatever came of them, by key."""
    query = select(ACTIVITY).where(ACTIVITY.c.id.in_(activities_of(scope)))
    places = _places(connection, scope)
    records = fetch_records(connection, query, ActivityRecord)
    return [PlacedActivity(each, tuple(places[each.id])) for each in sorted(records, key=lambda each: each.key)]


def last_of(held: Iterable[PlacedActivity]) -> PlacedActivity | None:
    """Return the last of several whose day is known."""
    return max((each for each in held if each.last_day), key=_last_day, default=None)


def _last_day(held: PlacedActivity) -> tuple[str, str]:
    return held.last_day.sort_key if held.last_day else ("", "")


def _places(connection: Connection, scope: FoundCity | None) -> dict[int, list[tuple[NamedPlace, PlaceRole]]]:
    place = ACTIVITY_PLACE.c
    query = (
        select(place.activity_id, place.role, place.country_code)
        .add_columns(Nullable(CITY.c.key), Nullable(CITY.c.name), Nullable(CITY.c.country_code))
        .outerjoin(CITY, CITY.c.id == place.city_id)
        .where(place.activity_id.in_(activities_of(scope)))
        .order_by(place.activity_id, place.seq)
    )
    places: dict[int, list[tuple[NamedPlace, PlaceRole]]] = defaultdict(list)
    for activity, role, country, key, name, of_city in fetch_rows(connection, query):
        called = name or named_country(country_name(country) or "")
        there = NamedPlace(called, key, of_city if name else country)
        places[activity].append((there, role))
    return places
