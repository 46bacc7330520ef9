"""Maps: the partners of a city, or every tie of the register, with where each city lies."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from typing import Any

from sqlalchemy import Connection, select

from twinning.db.tables.cities import CITY, CityRecord
from twinning.db.typed_tables import fetch_records
from twinning.domain.countries import country_name
from twinning.domain.dates import text_of
from twinning.queries.lists.partners import PartnerFilter, list_partners
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.lookup.references import in_batches
from twinning.queries.network import Link, load_network
from twinning.rows import Listing, Section
from twinning.rows.maps import CityMap, MappedPartnerRow, MappedTieRow, MapPoint, MapTie
from twinning.rows.partners import PartnerRow
from twinning.rows.phrases import named, phrase

_ON_PAPER = 760  # pixels across an A4 sheet, so that names are as large as the text of a table


def map_ties(connection: Connection, city: FoundCity | None, choice: PartnerFilter) -> Listing[Any]:
    """Return the map of a city's partners, or without a city that of the register."""
    return map_partners(connection, city, choice) if city else map_register(connection, choice)


def map_partners(connection: Connection, city: FoundCity, choice: PartnerFilter) -> Listing[MappedPartnerRow]:
    """Return the map of a city's partners, those through cities that it succeeded included.

    Proposals, and cities met without an agreement, are on it where their status is asked for.
    """
    wanted = replace(choice, agreements_only=choice.status is None)
    rows = list(list_partners(connection, city, wanted).rows)
    title = phrase("Partners of {city}", city=city.name)
    drawn = CityMap(
        title, choice.as_of, tuple(ties_of_rows(connection, city, rows)), _points(connection, [city.key])[city.key]
    )
    mapped = [_partner_row(row, tie) for row, tie in zip(rows, drawn.ties, strict=True)]
    return Listing(
        MappedPartnerRow,
        (Section("partners", MappedPartnerRow, mapped),),
        title,
        phrase("no such partners of {city} recorded", city=city.name),
        as_of=choice.as_of,
        world_map=drawn,
    )


def map_on_paper(
    connection: Connection, city: FoundCity, as_of: str, partner: FoundCity | None = None
) -> CityMap | None:
    """Return the map of a city's partners, or of one of them, for a sheet of paper; None where there is no partner."""
    drawn = map_partners(connection, city, PartnerFilter(as_of)).world_map
    if drawn is None:
        return None
    ties = tuple(tie for tie in drawn.ties if partner is None or tie.other.key == partner.key)
    title = named(city.name, partner.name) if partner else drawn.title
    return replace(drawn, title=title, ties=ties, width=_ON_PAPER) if ties else None


def ties_of_rows(connection: Connection, city: FoundCity, rows: Iterable[PartnerRow]) -> list[MapTie]:
    """Return what ties a city and its partners, as a map draws it, in the order of the rows."""
    listed = list(rows)
    keys = {city.key, *(row.key for row in listed), *(row.through for row in listed if row.through)}
    points = _points(connection, keys)
    return [MapTie(points[row.through or city.key], points[row.key], row.kind, row.status, row.since) for row in listed]


def map_register(connection: Connection, choice: PartnerFilter) -> Listing[MappedTieRow]:
    """Return the map of all ties that were signed by the day and are not over then, of the kind and status wanted."""
    as_of = choice.as_of
    network = load_network(connection, as_of)
    every = (_tie(link, network.cities, as_of) for link in network.links)
    ties = tuple(tie for tie in every if choice.kind in (None, tie.kind) and choice.status in (None, tie.status))
    title = phrase("Ties of the register")
    section = Section("ties", MappedTieRow, list(map(_tie_row, ties)))
    empty = phrase("no ties recorded")
    return Listing(MappedTieRow, (section,), title, empty, as_of=as_of, world_map=CityMap(title, as_of, ties))


def _points(connection: Connection, keys: Iterable[str]) -> dict[str, MapPoint]:
    """Return the cities of some keys as points, by their keys."""
    queries = (select(CITY).where(CITY.c.key.in_(batch)) for batch in in_batches(keys))
    cities = chain.from_iterable(fetch_records(connection, query, CityRecord) for query in queries)
    return {city.key: point_of(city) for city in cities}


def _tie(link: Link, cities: dict[int, CityRecord], as_of: str) -> MapTie:
    one, other = (point_of(cities[each]) for each in (link.one, link.other))
    status = link.ties[0].status(as_of, link.one, link.other)
    return MapTie(one, other, link.kind.value, status.value, text_of(link.since))


def point_of(city: CityRecord) -> MapPoint:
    """Return a city as a point of a map."""
    code = city.country_code
    return MapPoint(city.name, city.key, city.latitude, city.longitude, country_name(code), code)


def _partner_row(row: PartnerRow, tie: MapTie) -> MappedPartnerRow:
    there = tie.other
    return MappedPartnerRow(
        row.partner,
        row.country,
        row.country_code,
        row.kind,
        row.status,
        row.since,
        there.latitude,
        there.longitude,
        row.key,
        row.through,
    )


def _tie_row(tie: MapTie) -> MappedTieRow:
    one, other = tie.one, tie.other
    return MappedTieRow(
        one.name,
        other.name,
        tie.kind,
        tie.status,
        tie.since,
        one.latitude,
        one.longitude,
        other.latitude,
        other.longitude,
        one.key,
        other.key,
    )
