"""What sources give for places, parties and organizations, in words: `host CN` is `China (host)`."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from twinning.db.tables.cities import CITY
from twinning.db.tables.people import ORGANIZATION
from twinning.db.tables.sources import CitationRecord
from twinning.db.typed_tables import fetch_rows
from twinning.domain.countries import country_name
from twinning.domain.vocabulary import PlaceRole
from twinning.queries.lookup.references import in_batches
from twinning.rows import NamedPlace, Several
from twinning.rows.phrases import named_places

_NAMING = ("place", "party", "organization")
"""The fields whose values are the key of a record, or the code of a country, behind a role if it has one there."""


def values_in_words(connection: Connection, citations: Iterable[CitationRecord]) -> dict[int, str | None]:
    """Return what each citation (its id) gives for its field; what names no record stays as the source has it."""
    values = {each.id: each.value for each in citations if each.field in _NAMING}
    known = _names(connection, {value.rpartition(" ")[2] for value in values.values() if value})
    in_words = {citation: value and _in_words(value, known) for citation, value in values.items()}
    return {each.id: in_words.get(each.id, each.value) for each in citations}


def _in_words(value: str, known: Mapping[str, str | NamedPlace]) -> str:
    role, _, name = value.rpartition(" ")
    place = known.get(name) or NamedPlace(country_name(name) or name, None, name)
    if isinstance(place, str):
        return place
    if role in list(PlaceRole):
        return named_places(Several([NamedPlace(place.name, place.key, place.country_code, role)]))
    return named_places(Several([place])) if place.key and not role else value


def _names(connection: Connection, keys: Iterable[str]) -> dict[str, str | NamedPlace]:
    """Return what the cities and organizations of some keys are called."""
    known: dict[str, str | NamedPlace] = {}
    for batch in in_batches(keys):
        organizations = select(ORGANIZATION.c.key, ORGANIZATION.c.name).where(ORGANIZATION.c.key.in_(batch))
        known |= fetch_rows(connection, organizations)
        cities = select(CITY.c.key, CITY.c.name, CITY.c.country_code).where(CITY.c.key.in_(batch))
        known |= {key: NamedPlace(name, key, country) for key, name, country in fetch_rows(connection, cities)}
    return known
