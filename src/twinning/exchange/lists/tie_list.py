"""A list as what it says: its places, its sources, its ties, and the rows that could not be understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twinning.domain.dates import EdtfDate
from twinning.exchange.lists.cities.places import KnownOfPlace, PlaceText
from twinning.exchange.lists.columns.headings import HeadingsAbove
from twinning.exchange.lists.reading.tables import PLAIN, Saved
from twinning.exchange.lists.stated import KeptRows, StatedTies

if TYPE_CHECKING:
    from twinning.exchange.lists.cities.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source as a cell names it: a key, a web address or a title; of a title, its address."""

    text: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not taken: its line and cells, the column at fault where there is one, and why."""

    line: int
    column: str | None
    reason: str
    hint: str | None
    cells: tuple[str, ...] = ()


@dataclass(slots=True)
class TieList:
    """A whole list. `sources` begins with the list itself; `home` is the country of its own side, where it has one.

    `city` is the first side of rows that name none, as a person names it. `in_part` are the sources of which the list
    has some rows only: what it lacks of them may still stand there. `days` are those of the others, where it says them.
    `sheet` is the one of a workbook that it is, if that is not the first.
    `known` is what it says of its places beside their names, `gazetteer` is where more is looked up of the new ones.
    `headings` stand between its rows. `saved` is how its rejected rows are written.
    """

    name: str
    sha256: str
    header: tuple[str, ...]
    places: list[PlaceText] = field(default_factory=list)
    sources: list[SourceText] = field(default_factory=list)
    ties: StatedTies = field(default_factory=StatedTies)
    rejects: list[Reject] = field(default_factory=list)
    home: str | None = None
    city: str | None = None
    speakers: dict[int, int] = field(default_factory=dict)
    placed: Mapping[str, int] = field(default_factory=dict)
    in_part: set[int] = field(default_factory=set)
    days: dict[int, EdtfDate] = field(default_factory=dict)
    known: list[KnownOfPlace] = field(default_factory=list)
    gazetteer: "Gazetteer | None" = None
    rows: KeptRows = field(default_factory=KeptRows)
    sheet: str | None = None
    headings: HeadingsAbove = field(default_factory=HeadingsAbove)
    saved: Saved = PLAIN

    def keep(self, line: int, cells: Sequence[str]) -> None:
        """Keep the cells of a row, for when it is rejected; rows are read in their order."""
        self.rows.keep(line, cells)

    def cells(self, line: int) -> tuple[str, ...]:
        """Return the cells of a row."""
        return self.rows.cells(line)

    @property
    def is_of_one_city(self) -> bool:
        """Whether all of its rows are of the city that a person names."""
        return self.city is not None and not self.placed.keys() & {"city", "city_wikidata", "parties"}

    @property
    def read(self) -> int:
        """How many rows were read."""
        return len(self.ties) + len(self.rejects)
