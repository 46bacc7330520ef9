"""The cities that a spreadsheet's rows name: recorded ones, and new ones where their country is known."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from twinning.db.session import connection_of
from twinning.domain.countries import get_country_code
from twinning.errors import InputError
from twinning.exchange.lists.cities.candidates import Candidate
from twinning.exchange.lists.cities.finding import Problem, find_places
from twinning.exchange.lists.cities.places import PlaceText, read_place, with_parts_of_name
from twinning.exchange.lists.cities.recording import write_cities
from twinning.queries.lookup.cities import cities_named

_Named = tuple[str, str, str]


@dataclass(slots=True)
class Cities:
    """Finds cities or adds them, each once. What the row that is read brings is kept or dropped with that row.

    `home` is the country of the file's own city.
    """

    session: Session
    home: str | None = None
    new: list[Candidate] = field(default_factory=list)
    doubtful: list[tuple[Candidate, Candidate]] = field(default_factory=list)
    _known: dict[_Named, str] = field(default_factory=dict)
    _of_row: dict[_Named, str] = field(default_factory=dict)
    _new_of_row: list[Candidate] = field(default_factory=list)

    def reference(self, text: str, country: str, region: str, may_be_other: bool) -> str:
        """Return the key of a city; a text that may name something else, or names nothing, stays for the action.

        Raises InputError for a country that is none, and for a city that could be several.
        """
        named = text, country, region
        if named not in self._known and named not in self._of_row:
            self._of_row[named] = self._find(named, may_be_other)
        return self._of_row.get(named) or self._known[named]

    def keep(self) -> list[str]:
        """Keep what the row brought: it was taken. Return the names of its new cities."""
        self._known |= self._of_row
        self.new += self._new_of_row
        names = [each.name for each in self._new_of_row]
        self.drop()
        return names

    def drop(self) -> None:
        """Forget what the row brought: it is not in the register."""
        self._of_row, self._new_of_row = {}, []

    def _find(self, named: _Named, may_be_other: bool) -> str:
        text, country, region = named
        if not country and (cities_named(connection_of(self.session), text) or _is_country(text, may_be_other)):
            return text
        place = with_parts_of_name(read_place(text, country, region))
        return text if place.country is None and not place.readings else self._place(place)

    def _place(self, place: PlaceText) -> str:
        found = find_places(connection_of(self.session), [place], self.home)
        city = found.cities[0]
        if isinstance(city, Problem):
            raise InputError(city.reason, city.hint)
        write_cities(self.session, found.new, [city])
        self._new_of_row += found.new
        self.doubtful += found.doubtful
        return city.key or ""


def _is_country(text: str, may_be_other: bool) -> bool:
    return may_be_other and get_country_code(text) is not None
