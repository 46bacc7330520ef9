"""What queries return and renderers take: dataclasses of plain values, standard library only.

They are frozen, but for those of which there can be a million: to freeze one takes longer than to fill it.

A row class is named after what a row is. Its field names are the column names of every format, documented and
stable; their order is the order of the columns. Values are cells (`Cell`), and nothing else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from twinning.rows.calendar import CalendarDay
    from twinning.rows.maps import CityMap


class NamedPlace(NamedTuple):
    """A city among several, or a country where no city is named; of an activity with its role. `key` is the city's."""

    name: str
    key: str | None
    country_code: str | None
    role: str | None = None

    def __str__(self) -> str:
        """Return the name, with the role in brackets."""
        return f"{self.name} ({self.role})" if self.role else self.name


class Several(tuple[str | NamedPlace, ...]):
    """Several values in one cell: a list in JSON, and text with semicolons in every other format. May be empty."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return them as one text."""
        return "; ".join(map(str, self))

    @property
    def keys(self) -> "Several":
        """The keys of the cities among them, in their order."""
        return Several(each.key for each in self if isinstance(each, NamedPlace) and each.key)


Cell = str | int | float | bool | Several | None
"""What a cell holds. None is unknown; it is never shown as zero or as the word None."""


def is_unknown(value: Cell) -> bool:
    """Say whether a cell says nothing."""
    return value is None or value == ()


class Row(Protocol):
    """Any row class."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


AnyRow = TypeVar("AnyRow", bound=Row)


class Meaning(Enum):
    """What a value is, where each language writes it in its own way; years, coordinates and ids have none."""

    COUNTRY = "a country, by its English name"
    LANGUAGE = "a language, BCP 47"
    DATE = "a date, EDTF"
    COUNT = "a number of things"
    AMOUNT = "an exact decimal, as text"
    WORD = "a word from a list, or several, as the register stores them"
    CITY = "a city, or several, by the names that the register shows"
    FIELD = "a column or a field, or several, by name"
    DURATION = "how long something took, ISO 8601"
    VALUE = "what a field has, in whatever way the register writes it"
    TEXT = "a phrase, or several texts of which some may be phrases"


def column(
    keep: int | None = None,
    means: Meaning | None = None,
    narrow: str | None = None,
    *,
    sense: str | None = None,
    needed: bool = False,
) -> Any:
    """Return a dataclass field that says how tables for people show its column; formats for programs have every column.

    - `keep` is its rank where a terminal is too narrow for all columns: 1 is the last to go, 0 is never shown. A column
      without a rank has that of its position.
    - `needed` columns, which have the first ranks, are not left out as long as folding texts tightly makes room.
    - `means` is what its values are, for those who read them in another language.
    - `narrow` names a column that says the same in less room, and takes the place of this one before others have to go.
    - `sense` tells headings apart that are one word in English and two in another language: `People` who came, and how
      many.
    """
    metadata = {"means": means, "narrow": narrow, "sense": sense, "needed": needed}
    return field(metadata=metadata if keep is None else metadata | {"keep": keep})


def column_names(row_class: type[Row]) -> tuple[str, ...]:
    """Return the column names of a row class, in order."""
    return tuple(column.name for column in fields(row_class))


@dataclass(frozen=True, slots=True)
class Section(Generic[AnyRow]):
    """Some rows of one class under a heading.

    `name` is the section's machine name (snake_case), `title` its heading for people, None for the first or only one.
    `command` lists the same rows, for a screen that shows the first of them only.
    """

    name: str
    row_class: type[AnyRow]
    rows: Sequence[AnyRow]
    title: str | None = None
    command: str | None = None


@dataclass(frozen=True, slots=True)
class Listing(Generic[AnyRow]):
    """A table of one row class. Machine formats chain the sections to one table; people see headings between them.

    `empty` is what a person reads when there is nothing in it; `notes` go to standard error below the table. `as_of` is
    the day (ISO) of which it speaks, None where it asks for none. `days` are those of a calendar, where they are not
    what the rows give (see rows.calendar). `world_map` is the map that is drawn of it, if there is one.
    """

    row_class: type[AnyRow]
    sections: tuple[Section[AnyRow], ...]
    title: str | None = None
    empty: str = "nothing recorded"
    notes: tuple[str, ...] = ()
    as_of: str | None = None
    days: "tuple[CalendarDay, ...] | None" = None
    world_map: "CityMap | None" = None

    @property
    def rows(self) -> Iterator[AnyRow]:
        """Every row of every section, in order."""
        return (row for section in self.sections for row in section.rows)

    @property
    def is_empty(self) -> bool:
        """Whether there is no row in it."""
        return not any(section.rows for section in self.sections)


FACTS = {
    **dict.fromkeys(("kind", "instrument", "status", "renewal", "state"), Meaning.WORD),
    "fields": Meaning.WORD,
    **dict.fromkeys(("partner", "speaks_for", "acts_for", "disputed_by"), Meaning.CITY),
    "country": Meaning.COUNTRY,
    "languages": Meaning.LANGUAGE,
    "duration": Meaning.DURATION,
    **dict.fromkeys(("since", "as_of", "start", "end", "council_approved", "founded", "published"), Meaning.DATE),
    **dict.fromkeys(("size", "attendance", "participants", "inserted", "updated", "deleted"), Meaning.COUNT),
    **dict.fromkeys(("cities", "agreements", "activities", "commitments", "people", "organizations"), Meaning.COUNT),
    **dict.fromkeys(("sources", "citations", "operations"), Meaning.COUNT),
}
"""What facts stand for, by their names."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One named value of a dossier."""

    name: str
    value: Cell

    @property
    def means(self) -> Meaning | None:
        """What the value stands for: a fact's name means the same in every dossier."""
        found = FACTS.get(self.name)
        return Meaning.TEXT if found is Meaning.COUNT and isinstance(self.value, Several) else found


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one record: single facts first, then sections of rows, each of a class of its own.

    `notes`, `as_of` and `world_map` are as those of a listing.
    """

    title: str
    facts: tuple[Fact, ...]
    sections: tuple[Section[Any], ...] = field(default=())
    notes: tuple[str, ...] = ()
    as_of: str | None = None
    world_map: "CityMap | None" = None

    @property
    def rows(self) -> Iterator["LineRow"]:
        """All that it says, a line for each value: a dossier as one table."""
        yield from (LineRow("record", 1, fact.name, fact.value) for fact in self.facts)
        for section in self.sections:
            names = column_names(section.row_class)
            for number, row in enumerate(section.rows, start=1):
                yield from (LineRow(section.name, number, name, getattr(row, name)) for name in names)

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all."""
        return not self.facts and not any(section.rows for section in self.sections)


@dataclass(frozen=True, slots=True)
class LineRow:
    """One value of a dossier, as CSV and TSV have it: a line for each.

    `section` is `record` for the single facts, `row` the number of the row in its section, from 1, and `field` the name
    of the fact or of the column.
    """

    section: str
    row: int
    field: str
    value: Cell
