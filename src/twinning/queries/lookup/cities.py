"""Finding a city as a person would name it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, or_, select

from twinning.db.search.near import near_rows
from twinning.db.tables.cities import CITY, CITY_NAME
from twinning.db.tables.history import KEY_ALIAS
from twinning.db.typed_tables import fetch_rows
from twinning.domain.countries import get_country_code
from twinning.domain.countries.regions import find_region
from twinning.domain.names import fold, nearest, quote
from twinning.errors import AmbiguousError, NotFoundError, UsageError
from twinning.queries.lookup.picking import picked_for

NAMELESS = "name it by its key or its name"
"""What helps where a text is nobody's name, since nothing in it is visible."""

_KEYS_COUNTRY = re.compile("-[a-z]{2}$")
_AND_PLACE = re.compile(r"(?s)(.*)(?:,([^,]*)|\(([^()]*)\))")
_ID = re.compile("[A-Za-z0-9-]+")  # PostgreSQL takes no NUL, and neither database half a surrogate pair


@dataclass(frozen=True, slots=True)
class FoundCity:
    """A city that was looked up. `id` stays inside the program."""

    id: int
    key: str
    name: str
    country_code: str | None
    admin1: str | None


def find_city(connection: Connection, text: str) -> FoundCity:
    """Return the one city that a text names: a key, a Wikidata id, or any recorded name, with `, COUNTRY` if need be.

    The country, or a part of it, may stand in brackets too. An ambiguous text means the record that was picked before
    (`picking.remember_picked`). Raises NotFoundError with the nearest names, AmbiguousError with the keys of all that
    it could be.
    """
    found = seek_city(connection, text)
    if found is None:
        raise _not_found(connection, picked_for(connection, text))
    return found


def seek_city(connection: Connection, text: str) -> FoundCity | None:
    """Return what `find_city` does, None where there is none, with no look at those near it. Raises AmbiguousError."""
    text = picked_for(connection, text)
    found = cities_named(connection, text)
    if len(found) > 1:
        raise _ambiguous(text, found)
    return found[0] if found else None


def check_partners(cities: Sequence[FoundCity]) -> None:
    """Raise UsageError for a city that stands among these twice: none is its own partner."""
    for number, city in enumerate(cities):
        if city in cities[:number]:
            raise UsageError(f"{city.name} ({city.key}) cannot be its own partner", "name two different cities")


def wikidata_id_of(connection: Connection, city: FoundCity) -> str | None:
    """Return the Wikidata id of a city, None where none is recorded."""
    ((number,),) = fetch_rows(connection, select(CITY.c.wikidata_id).where(CITY.c.id == city.id))
    return number


def cities_named(connection: Connection, text: str) -> list[FoundCity]:
    """Return the cities that a text can name, as `find_city` takes it; none where it names none."""
    return _find_by_id(connection, text) or _find_by_name(connection, text)


def _find_by_id(connection: Connection, text: str) -> list[FoundCity]:
    key = text.strip().lower().removeprefix("city:")
    if not _ID.fullmatch(key):
        return []
    answers = select(KEY_ALIAS.c.key).where(KEY_ALIAS.c.record_table == "city", KEY_ALIAS.c.alias == key)
    query = _select().where(or_(CITY.c.key == key, CITY.c.wikidata_id == key.upper(), CITY.c.key.in_(answers)))
    return _found(connection, query)


def _find_by_name(connection: Connection, text: str) -> list[FoundCity]:
    """A whole name first, since names hold commas themselves; then a name and where it is."""
    found = _found(connection, _named(text))
    if found or (split := _AND_PLACE.fullmatch(text.strip())) is None:
        return found
    name, behind, inside = split.groups(default="")
    return [city for city in _found(connection, _named(name)) if _is_in(city, behind or inside)]


def _is_in(city: FoundCity, place: str) -> bool:
    """Say whether a city lies in a country or in a part of its own that a text names, this also by its code."""
    if city.country_code and city.country_code == get_country_code(place):
        return True
    region = find_region(city.country_code, place) if city.country_code else None
    return bool(city.admin1) and fold(city.admin1 or "") in {fold(place), fold(region or place)}


def _select() -> Select[int, str, str, str | None, str | None]:
    return select(CITY.c.id, CITY.c.key, CITY.c.name, CITY.c.country_code, CITY.c.admin1)


def _named(name: str) -> Select[int, str, str, str | None, str | None]:
    folded = fold(name)
    others = select(CITY_NAME.c.city_id).where(CITY_NAME.c.folded == folded)
    return _select().where(or_(CITY.c.folded == folded, CITY.c.id.in_(others)))


def _found(connection: Connection, query: Select[int, str, str, str | None, str | None]) -> list[FoundCity]:
    found = (FoundCity(*row) for row in fetch_rows(connection, query))
    return sorted(found, key=lambda city: city.key)  # here, since databases sort text each in their own way


def _ambiguous(text: str, found: list[FoundCity]) -> AmbiguousError:
    cities = "; ".join(f"{city.name}{_where(city)} ({city.key})" for city in found)
    return AmbiguousError(
        f"{quote(text)} could be {len(found)} cities: {cities}",
        f"say which by its key, for example {found[0].key}",
        tuple(city.key for city in found),
        text,
    )


def _where(city: FoundCity) -> str:
    places = (city.admin1, city.country_code)
    return "".join(f", {place}" for place in places if place)


def cities_near(connection: Connection, text: str) -> list[FoundCity]:
    """Return the cities, three at most, that have a name like a text, or like a key without its country."""
    near = _near_cities(connection, _KEYS_COUNTRY.sub("", text.rpartition(",")[0] or text))
    return [city for name in list(dict.fromkeys(near))[:3] for city in cities_named(connection, name)]


def _not_found(connection: Connection, text: str) -> NotFoundError:
    near = list(dict.fromkeys(_near_cities(connection, text.rpartition(",")[0] or text)))[:3]
    did_you_mean = f"did you mean {' or '.join(near)}? Otherwise add" if near else "add"
    hint = f"{did_you_mean} it with `twinning add-city`" if fold(text) else NAMELESS
    return NotFoundError(f"there is no city {quote(text)} in the register", hint)


def _near_cities(connection: Connection, text: str) -> list[str]:
    """Return the cities that have a name like this, each by the name that is shown, nearest first."""
    wanted = fold(text)
    own = select(CITY.c.name, CITY.c.name).where(CITY.c.id.in_(near_rows(connection, "city", wanted)))
    others = select(CITY_NAME.c.name, CITY.c.name).join(CITY, CITY.c.id == CITY_NAME.c.city_id)
    others = others.where(CITY_NAME.c.id.in_(near_rows(connection, "city_name", wanted)))
    shown = {name: shown for query in (own, others) for name, shown in fetch_rows(connection, query)}
    return [shown[name] for name in nearest(text, shown, limit=15)]
