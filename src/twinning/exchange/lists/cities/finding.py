"""Which city each place of a list is: a recorded one, a new one, or a question.

A place is looked for by its id, then by its name in its country. Of several of that name, and of one that is known
better than the list knows it, an id, a position, a postcode or a region decides; nothing is decided by likeness.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection

from twinning.domain.countries import country_name
from twinning.domain.countries.regions import find_region, readings
from twinning.domain.names import fold, quote
from twinning.errors import TwinningError
from twinning.exchange.lists.cities.candidates import Candidate, Candidates, knowledge_of, new_candidate
from twinning.exchange.lists.cities.places import Brackets, PlaceText
from twinning.exchange.lists.cities.printed_names import in_two_scripts
from twinning.queries.lookup.cities import cities_named, find_city
from twinning.queries.lookup.parties import namesakes_among


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a place is none of the recorded cities and no new one either, and what to do."""

    reason: str
    hint: str | None


@dataclass(slots=True)
class FoundPlaces:
    """For each place of a list its city, or why there is none; the new cities among them, and what is to be looked at.

    `doubtful` are new cities beside one that they may be, `namesakes` cities with the one of their name
    and country that they have a tie with.
    """

    cities: list[Candidate | Problem] = field(default_factory=list)
    new: list[Candidate] = field(default_factory=list)
    doubtful: list[tuple[Candidate, Candidate]] = field(default_factory=list)
    namesakes: list[tuple[Candidate, Candidate]] = field(default_factory=list)

    def keep(self, places: Iterable[int]) -> None:
        """Forget the cities that are none of these places, by their numbers: no row that is taken names them."""
        kept = {self.cities[number] for number in places}
        cities: list[Any] = [each if each in kept or isinstance(each, Problem) else None for each in self.cities]
        self.cities = cities
        self.new = [each for each in self.new if each in kept]
        self.doubtful = [
            (new, old) for new, old in self.doubtful if new in kept and (old in kept or old.id is not None)
        ]
        self.namesakes = [pair for pair in self.namesakes if kept.issuperset(pair)]


def find_places(connection: Connection, places: Sequence[PlaceText], home: str | None) -> FoundPlaces:
    """Return which cities the places of a list are. `home` is the country of the list's own side."""
    finder = _Finder(connection, places, home)
    for number in finder.order():
        finder.find(number)
    return finder.result()


class _Finder:
    """Finds the places of a list one after the other, beginning with those of which most is known."""

    def __init__(self, connection: Connection, places: Sequence[PlaceText], home: str | None) -> None:
        self._connection = connection
        listed = [each for each in places if not each.is_named]
        brackets = Brackets(listed, home or self._home(places))
        names = {fold(each.name) for each in listed} | brackets.inside()
        names |= {fold(each.name.partition("(")[0]) for each in listed if "(" in each.name}
        names |= {fold(name) for each in listed for name in (each.whole_name, each.other_name) if name}
        items = {each.wikidata for each in places if each.wikidata}
        keys = {each.name for each in listed if each.is_key} | {each.key for each in listed if each.key}
        self._cities = Candidates(connection, names, items, keys)
        recorded: dict[tuple[str | None, str], set[int | None]] = {}
        for name, cities in self._cities.by_name.items():
            for city in cities:
                recorded.setdefault((city.country, name), set()).add(city.id)
        self._places = [place if place.is_named else brackets.read(place, recorded=recorded) for place in places]
        self._apart = _told_apart(self._places)
        self._found: list[Candidate | Problem | None] = [None] * len(places)
        self._exported_as: dict[Candidate, str] = {}
        self._outcome = FoundPlaces()

    def _home(self, places: Sequence[PlaceText]) -> str | None:
        """Return the country of the city that a person named as the list's own side."""
        named = [each for each in places if each.is_named]
        found = cities_named(self._connection, named[0].name) if len(named) == 1 else []
        return found[0].country_code if len(found) == 1 else None

    def order(self) -> list[int]:
        """Return the places' numbers: what is known best first, a question after that, the second of a name last.

        Cities of an export whose keys are recorded come first, so that none of their namesakes is taken for them.
        """
        places = self._places
        return sorted(
            range(len(places)),
            key=lambda number: (
                places[number].second,
                bool(places[number].readings),
                places[number].key not in self._cities.by_key,
                -knowledge_of(places[number]),
                number,
            ),
        )

    def find(self, number: int) -> None:
        """Find one place."""
        place = self._places[number]
        try:
            found = self._found[number] = self._named(place) if place.is_named else self._read(place)
            if place.key and isinstance(found, Candidate):
                self._exported_as.setdefault(found, place.key)
        except TwinningError as error:
            self._found[number] = Problem(error.message, error.hint)

    def result(self) -> FoundPlaces:
        """Return what was found, in the order of the places."""
        self._outcome.cities = [each for each in self._found if each is not None]
        return self._outcome

    def _named(self, place: PlaceText) -> Candidate:
        found = find_city(self._connection, place.name)
        self._cities.load([found.id])
        return self._cities.by_id[found.id]

    def _listed(self, place: PlaceText) -> Candidate | Problem:
        if (known := self._of_key(place)) is not None:
            return known
        if place.second:
            return self._second(place)
        if place.wikidata and (of_item := self._cities.by_item.get(place.wikidata)):
            return self._known(of_item, place)
        fitting = [each for each in self._of_name(place) if not each.is_other_than(place)]
        if place.key:
            fitting = [each for each in fitting if self._exported_as.get(each, place.key) == place.key]
        sure = [each for each in fitting if each.is_surely(place)]
        if len(sure or fitting) > 1:
            return self._several(place, sure or fitting)
        chosen = (sure or fitting)[0] if fitting else None
        if chosen is None or (not sure and self._needs_proof(place, chosen)):
            return self._new(place, beside=chosen or self._of_unsure_region(place))
        return self._known(chosen, place)

    def _of_key(self, place: PlaceText) -> Candidate | None:
        """Return the recorded city that is named by its key, or was exported with it and is as it was."""
        if place.is_key and (named := self._cities.by_key.get(place.name)) is not None:
            return named
        exported = self._cities.by_key.get(place.key or "")
        return exported if exported is not None and exported.is_exported_as(place) else None

    def _read(self, place: PlaceText) -> Candidate | Problem:
        """Find a place; one that may be in several countries in the one alone where a city of its name is known."""
        if not place.readings or place.wikidata:
            return self._listed(place)
        read = [replace(place, country=code, region=part, readings=()) for code, part in place.readings]
        known = [each for each in read if any(not city.is_other_than(each) for city in self._of_name(each))]
        if len(known) == 1:
            return self._listed(known[0])
        wheres = [
            f"{part} ({country_name(code)})" if part else f"{country_name(code)}" for code, part in place.readings
        ]
        countries = (code if len(readings(code)) == 1 else country_name(code) or code for code, _ in place.readings)
        return Problem(
            f"{quote(place.whole_name or place.name)} may be in {' or in '.join(wheres)}",
            f"write its country behind it, or into a column of its own: {' or '.join(countries)}",
        )

    def _of_name(self, place: PlaceText) -> list[Candidate]:
        names = (place.whole_name, place.name, place.other_name)
        found = (self._cities.named(fold(name), place.country) for name in names if name)
        return next(filter(None, found), [])

    def _needs_proof(self, place: PlaceText, chosen: Candidate) -> bool:
        """Say whether the name alone does not do: the list has several such, and nothing is known of the recorded."""
        return chosen.id is not None and (place.country, fold(place.name)) in self._apart and knowledge_of(place) > 0

    def _of_unsure_region(self, place: PlaceText) -> Candidate | None:
        """Return a recorded city of the name in a part of the country that may be called otherwise in the list."""
        code, elsewhere = place.country or "", replace(place, region=None, within=None)
        for each in self._of_name(place) if place.region else ():
            are_sure = all(find_region(code, region or "") for region in (place.region, each.region))
            if each.id is not None and not are_sure and not each.is_other_than(elsewhere):
                return each
        return None

    def _several(self, place: PlaceText, fitting: list[Candidate]) -> Candidate | Problem:
        """Of namesakes that have a tie with one another the first is meant; of others nobody knows which."""
        ids = [each.id for each in fitting if each.id is not None]
        if len(ids) == len(fitting) and namesakes_among(self._connection, ids):
            return self._known(self._cities.by_id[min(ids)], place)
        listed = "; ".join(filter(None, (each.key or _shown(each) for each in fitting)))
        by_key = "the key of the one that is meant" + (
            "" if len(ids) == len(fitting) else ", once the import gave it one"
        )
        return Problem(
            f"{quote(place.shown)} could be {len(fitting)} cities: {listed}",
            f"write {by_key}, or add a column with the postcode, the region or the Wikidata id",
        )

    def _second(self, place: PlaceText) -> Candidate | Problem:
        """Find the other city of a tie between two of one name: a further recorded one, else it is new."""
        first = self._listed(replace(place, second=False))
        if isinstance(first, Problem):
            return first
        for each in self._of_name(place):
            if each is not first and ((each, first) in self._outcome.namesakes or self._have_a_tie(first, each)):
                return each
        made = self._new(replace(place, latitude=None, longitude=None, postcode=None, wikidata=None))
        self._outcome.namesakes.append((made, first))
        return made

    def _have_a_tie(self, one: Candidate, other: Candidate) -> bool:
        return None not in (one.id, other.id) and namesakes_among(self._connection, [one.id or 0, other.id or 0])

    def _new(self, place: PlaceText, beside: Candidate | None = None) -> Candidate:
        made = new_candidate(place)
        if beside is None and place.country is None and not place.wikidata:
            beside = next(iter(self._cities.by_name.get(fold(place.name), ())), None)
        if beside is not None:
            self._outcome.doubtful.append((made, beside))
        self._outcome.new.append(made)
        self._cities.add(made)
        return made

    def _known(self, city: Candidate, place: PlaceText) -> Candidate:
        """Let a city gain what the list knows of it and the register does not."""
        if city.latitude is None and place.latitude is not None:
            city.latitude, city.longitude = place.latitude, place.longitude
            city.gained = {**city.gained, "latitude": place.latitude, "longitude": place.longitude}
        if city.wikidata is None and place.wikidata is not None:
            city.wikidata = place.wikidata
            city.gained = {**city.gained, "wikidata_id": place.wikidata}
        if city.region is None and place.region is not None:
            city.region = place.region
            city.gained = {**city.gained, "admin1": place.region}
        if place.postcode and place.postcode not in city.postcodes:
            city.postcodes |= {place.postcode}
            city.new_postcodes |= {place.postcode}
        for name in _further_names(place):
            if fold(name) not in {fold(each) for each in (city.name, *city.other_names)}:
                city.other_names |= {name}
                city.new_names += (name,)
                self._cities.by_name[fold(name)].append(city)
        return city


def _further_names(place: PlaceText) -> tuple[str, ...]:
    """Return the names that a recorded city gains: both of those in two scripts, else the one beside the name."""
    if place.other_name is None:
        return ()
    return in_two_scripts(f"{place.name} {place.other_name}") or (place.other_name,)


def _told_apart(places: Sequence[PlaceText]) -> set[tuple[str | None, str]]:
    """Return the countries and folded names of which a list has several places that cannot be one."""
    apart: set[tuple[str | None, str]] = set()
    seen: dict[tuple[str | None, str], list[Candidate]] = {}
    for place in places:
        if knowledge_of(place) and not place.is_named:
            before = seen.setdefault((place.country, fold(place.name)), [])
            if any(each.is_other_than(place) for each in before):
                apart.add((place.country, fold(place.name)))
            before.append(new_candidate(place))
    return apart


def _shown(city: Candidate) -> str:
    position = None if None in (city.latitude, city.longitude) else f"at {city.latitude:.2f} {city.longitude:.2f}"
    return ", ".join(filter(None, (city.name, *sorted(city.postcodes), city.region, city.country, position)))
