"""The map as GeoJSON (RFC 7946): cities as points, and ties as straight lines between them.

What has no coordinates is there as well, without a place (`geometry` null, section 3.2). A line that would cross the
180th meridian is cut there (section 3.1.9).
"""

import json
from collections.abc import Iterator
from typing import Any

from twinning.db.tables.cities import CityRecord
from twinning.exchange.exports.chosen import Chosen
from twinning.queries.network import RULE, Link

Position = tuple[float, float]
"""Degrees east and north, in the order that GeoJSON has them."""


def geojson(chosen: Chosen) -> Iterator[str]:
    """Give the lines of a FeatureCollection, a feature a line: cities by their keys, then the ties between them."""
    network = chosen.network
    about = {"as_of": chosen.as_of, "rule": RULE}
    yield f'{{"type": "FeatureCollection", "twinning": {_json(about)}, "features": [\n'
    features = [*map(_city, network.cities.values()), *(_tie(link, chosen) for link in network.links)]
    for number, feature in enumerate(features, start=1):
        yield _json(feature) + (",\n" if number < len(features) else "\n")
    yield "]}\n"


def _city(city: CityRecord) -> dict[str, Any]:
    said = ("name", "kind", "country_code", "admin1", "wikidata_id", "population")
    place = _position(city)
    geometry = None if place is None else {"type": "Point", "coordinates": place}
    return _feature(city.key, geometry, {"key": city.key} | {name: getattr(city, name) for name in said})


def _tie(link: Link, chosen: Chosen) -> dict[str, Any]:
    one, other = chosen.cities[link.one], chosen.cities[link.other]
    properties = {
        "cities": [one.key, other.key],
        "names": [one.name, other.name],
        "kind": link.kind.value,
        "status": link.ties[0].status(chosen.as_of, link.one, link.other).value,
        "since": link.since and str(link.since),
        "agreements": [tie.key for tie in link.ties],
    }
    return _feature(f"{one.key}--{other.key}", _line(_position(one), _position(other)), properties)


def _line(begin: Position | None, end: Position | None) -> dict[str, Any] | None:
    """Return the line on the map the shorter way round, in two parts where that way crosses the 180th meridian."""
    if begin is None or end is None:
        return None
    (west, south), (east, north) = begin, end
    if abs(east - west) <= 180:
        return {"type": "LineString", "coordinates": [begin, end]}
    edge = 180.0 if west > 0 else -180.0
    way = 360 - abs(east - west)
    crossing = round(south + (north - south) * (180 - abs(west)) / way, 6) if way else south
    parts = [[begin, (edge, crossing)], [(-edge, crossing), end]]
    return {"type": "MultiLineString", "coordinates": parts}


def _position(city: CityRecord) -> Position | None:
    return None if city.longitude is None or city.latitude is None else (city.longitude, city.latitude)


def _feature(number: str, geometry: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": number, "geometry": geometry, "properties": properties}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
