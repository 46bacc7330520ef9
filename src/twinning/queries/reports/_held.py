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
from twinning.domain.vocabulary import ActivityStatus, PlaceRole
from twinning.queries.lists.partners import may_have_begun
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports._scope import activities_of


@dataclass(frozen=True, slots=True)
class Place:
    """A city, or a country where no city is named, that an activity had to do with. `key` is the city's."""

    name: str
    key: str | None
    country_code: str | None
    role: PlaceRole


@dataclass(frozen=True, slots=True)
class Held:
    """An activity that was held, and where."""

    record: ActivityRecord
    places: tuple[Place, ...]

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
        return frozenset(place.key for place in self.places if place.key)

    def others(self, key: str) -> tuple[Place, ...]:
        """Return the places other than a city, by its key, each once; countries that it only names are among them."""
        return tuple({place.name: place for place in self.places if place.key != key}.values())


def load_held(connection: Connection, scope: FoundCity | None, day: str) -> list[Held]:
    """Return the activities of a city, or all, that were held and had or may have begun by a day (ISO), by key."""
    query = select(ACTIVITY).where(ACTIVITY.c.id.in_(activities_of(scope)), ACTIVITY.c.status == ActivityStatus.HELD)
    records = fetch_records(connection, query, ActivityRecord)
    places = _places(connection, scope)
    held = (Held(record, tuple(places[record.id])) for record in records)
    known = (each for each in held if each.began is None or may_have_begun(each.began, day))
    return sorted(known, key=lambda each: each.record.key)


def last_of(held: Iterable[Held]) -> Held | None:
    """Return the last of several whose day is known."""
    return max((each for each in held if each.last_day), key=_last_day, default=None)


def _last_day(held: Held) -> tuple[str, str]:
    return held.last_day.sort_key if held.last_day else ("", "")


def _places(connection: Connection, scope: FoundCity | None) -> dict[int, list[Place]]:
    place = ACTIVITY_PLACE.c
    query = (
        select(place.activity_id, place.role, place.country_code, Nullable(CITY.c.key), Nullable(CITY.c.name))
        .add_columns(Nullable(CITY.c.country_code))
        .outerjoin(CITY, CITY.c.id == place.city_id)
        .where(place.activity_id.in_(activities_of(scope)))
        .order_by(place.activity_id, place.seq)
    )
    places: dict[int, list[Place]] = defaultdict(list)
    for activity, role, country, key, name, city_country in fetch_rows(connection, query):
        places[activity].append(Place(name or country_name(country) or "", key, city_country or country, role))
    return places
