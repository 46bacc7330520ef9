"""The pages of cities."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import select

from twinning.db.tables.cities import CITY_IDENTIFIER, CITY_NAME, CITY_SUCCESSION, CityNameRecord, CityRecord
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.countries import country_name
from twinning.domain.dates import text_of
from twinning.queries.dossiers.city import tie_rows
from twinning.queries.dossiers.facts import list_facts
from twinning.queries.dossiers.names import name_row
from twinning.queries.lists.partners import rank_of
from twinning.queries.lookup.agreements import Tie
from twinning.queries.maps import point_of
from twinning.queries.site.known import PublishedRecords, page_of
from twinning.rows import Dossier, Fact, Section, Several
from twinning.rows.dossiers import NameRow, SuccessionRow, TieRow
from twinning.rows.maps import CityMap, MapTie
from twinning.rows.phrases import phrase
from twinning.rows.records import ActivityRow
from twinning.rows.site import RecordPage

_FACTS = ("name", "kind", "country", "admin1", "population", "population_year", "latitude", "longitude")


def city_pages(known: PublishedRecords) -> Iterator[RecordPage]:
    """Give the page of each city, by their keys."""
    names, ties, activities = _names(known), known.ties_by_city(), known.activities_by_city()
    identifiers, claims = _identifiers(known), known.claims("city")
    before, after = _successions(known)
    for city in sorted(known.cities.values(), key=lambda each: each.key):
        agreements = tie_rows(ties[city.id], city.id, known.as_of, known.successors)
        sections = (
            Section("agreements", TieRow, agreements, phrase("Agreements")),
            Section("activities", ActivityRow, activities[city.id], phrase("Activities")),
            Section("names", NameRow, names[city.id], phrase("Names")),
            Section("predecessors", SuccessionRow, before[city.id], phrase("Predecessors")),
            Section("successors", SuccessionRow, after[city.id], phrase("Successors")),
            claims(city.id),
        )
        called = (city.name, *(row.name for row in names[city.id]))
        evidence = known.citations.of("city", city.id)
        facts = _facts(city, identifiers[city.id])
        drawn = _map(known, city, ties[city.id])
        dossier = Dossier(city.name, facts, sections, as_of=known.as_of, world_map=drawn)
        yield page_of("cities", city.key, dossier, evidence, called)


def _map(known: PublishedRecords, city: CityRecord, ties: Iterable[Tie]) -> CityMap | None:
    """Return the map of a city and those that it has ties with; None of one without coordinates."""
    here = point_of(city)
    if here.position is None:
        return None
    drawn = [
        MapTie(here, point_of(known.cities[other.id]), tie.kind.value, status.value, text_of(tie.since))
        for tie, status in sorted(((tie, tie.status(known.as_of, city.id)) for tie in ties), key=rank_of)
        for other in tie.partners_of(city.id)
    ]
    return CityMap(phrase("Map of the ties of {city}", city=city.name), known.as_of, tuple(drawn), here)


def _facts(city: CityRecord, identifiers: Iterable[str]) -> tuple[Fact, ...]:
    derived = {"country": country_name(city.country_code), "identifiers": Several(identifiers)}
    return list_facts(city, derived, _FACTS)


def _names(known: PublishedRecords) -> dict[int, list[NameRow]]:
    query = select(CITY_NAME).order_by(CITY_NAME.c.city_id, CITY_NAME.c.seq)
    names: dict[int, list[NameRow]] = defaultdict(list)
    for name in fetch_records(known.connection, query, CityNameRecord):
        names[name.city_id].append(name_row(name))
    return names


def _identifiers(known: PublishedRecords) -> dict[int, list[str]]:
    of = CITY_IDENTIFIER.c
    identifiers: dict[int, list[str]] = defaultdict(list)
    for city, scheme, value in fetch_rows(known.connection, select(of.city_id, of.scheme, of.value).order_by(of.id)):
        identifiers[city].append(f"{scheme}: {value}")
    return identifiers


def _successions(known: PublishedRecords) -> tuple[dict[int, list[SuccessionRow]], dict[int, list[SuccessionRow]]]:
    """Return the cities directly before and after each city."""
    before: dict[int, list[SuccessionRow]] = defaultdict(list)
    after: dict[int, list[SuccessionRow]] = defaultdict(list)
    of = CITY_SUCCESSION.c
    query = select(of.old_city_id, of.new_city_id, of.on_text).order_by(of.on_earliest, of.id)
    for old, new, on in fetch_rows(known.connection, query):
        before[new].append(SuccessionRow(known.cities[old].name, on, known.cities[old].key))
        after[old].append(SuccessionRow(known.cities[new].name, on, known.cities[new].key))
    return before, after
