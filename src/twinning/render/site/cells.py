"""Rows as a site shows them: the columns that a reader wants, with links to the pages of what they name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from twinning.render.columns import heading
from twinning.render.documents.page import Column, columns_for_people
from twinning.render.languages.saying import label, place_words, translated, word, words
from twinning.render.site.addresses import ACTIVITIES, Addresses, page_address, web_address
from twinning.render.text import visible
from twinning.rows import Cell, Fact, Meaning, NamedPlace, Section, Several
from twinning.rows.phrases import phrase

_CITIES = ("partner", "city", "party")
_NAMING = ("what", "activity", "title", "about", "name", "kind", "act", "parties")
"""The columns that lead to the page of a row's record, the first that a row has."""

_NOT_SHOWN = frozenset(("key", "record", "citation", "number", "seq", "inferred", "through", "approximate"))
_STATUSES = ("status", "state", "higher_status")
_REGISTERS = {"wikidata_id": "https://www.wikidata.org/wiki/", "geonames_id": "https://www.geonames.org/"}


@dataclass(frozen=True, slots=True)
class Linked:
    """A text, and the address in the site, or of the web, that it leads to."""

    text: str
    to: str | None = None
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in a cell or a fact: its texts, what it is, and the numbers of its sources."""

    name: str
    label: str
    class_name: str
    parts: tuple[Linked, ...]
    marks: tuple[int, ...] = ()
    word: str = ""

    def separator(self, comma: str) -> str:
        """Return what stands between the texts: a comma of their language, but where one of them has it itself."""
        return "; " if any(comma.strip() in part.text for part in self.parts) else comma


@dataclass(frozen=True, slots=True)
class PageTable:
    """Rows under a heading; `id` is where a link within the page leads."""

    id: str
    heading: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Shown]]
    marks: tuple[int, ...] = ()
    row_marks: Sequence[tuple[int, ...]] = ()

    @property
    def marked_rows(self) -> Iterator[tuple[Sequence[Shown], tuple[int, ...]]]:
        """Each row with the numbers of its sources."""
        return zip(self.rows, self.row_marks, strict=True)


@dataclass(frozen=True, slots=True)
class Linking:
    """How cells become links: the pages that there are, and the language in which words are written."""

    addresses: Addresses
    language: str | None

    def table(self, section: Section[Any], marks: Mapping[str, tuple[int, ...]]) -> PageTable:
        """Return a section as a table; `marks` name its rows by their number (`acts/1`)."""
        columns = [
            each
            for each in columns_for_people(section.row_class, section.rows, self.language)
            if each.name not in _NOT_SHOWN
        ]
        rows = [[self._cell(row, column) for column in columns] for row in section.rows]
        numbers = [marks.get(f"{section.name}/{getattr(row, 'number', '')}", ()) for row in section.rows]
        return PageTable(
            section.name, heading(section, self.language), columns, rows, marks.get(section.name, ()), tuple(numbers)
        )

    def _cell(self, row: Any, column: Column) -> Shown:
        value = getattr(row, column.name)
        word = str(value) if column.name in _STATUSES and value else ""
        return Shown(column.name, column.label, column.class_name, tuple(self._parts(row, column, value)), (), word)

    def _parts(self, row: Any, column: Column, value: Cell) -> Iterator[Linked]:
        if isinstance(value, Several):
            yield from (self._place(each, column.means) for each in value)
        elif column.name in ("people", "value") and getattr(row, "approximate", False):
            yield Linked(translated(phrase("about {number}", number=value), self.language))
        elif value is not None:
            told = _value_words(column, value, self.language)
            yield web_link(told) if column.name in ("address", "website") else Linked(told, self._page(row, column))

    def _place(self, place: str | NamedPlace, means: Meaning | None) -> Linked:
        if isinstance(place, NamedPlace):
            page = self.addresses.find(place.key, ("cities",)) if place.key else None
            return Linked(visible(place_words(place, self.language)), page)
        return Linked(words(means, self.language)(place))

    def _page(self, row: Any, column: Column) -> str | None:
        """Return the page that a cell of a row leads to: that of the row's record, from the column that names it."""
        key, stem = getattr(row, "key", None), getattr(row, "stem", None)
        if stem and column.name == "title":
            return f"{stem}.html"
        if column.name in _CITIES and key:
            return self.addresses.find(key, ("cities",))
        if column.name != next((name for name in _NAMING if hasattr(row, name)), None):
            return None
        if isinstance(record := getattr(row, "record", None), str):
            return self.addresses.find_reference(record)
        return self.addresses.find(str(key), ("agreements", *ACTIVITIES)) if key else None

    def fact(self, fact: Fact, marks: tuple[int, ...]) -> Shown:
        """Return a fact with the numbers of its sources."""
        word = str(fact.value) if fact.name in _STATUSES else ""
        return Shown(fact.name, label(fact.name, self.language), "", tuple(self._of_fact(fact)), marks, word)

    def _of_fact(self, fact: Fact) -> Iterator[Linked]:
        values: Iterable[Any] = fact.value if isinstance(fact.value, Several) else (fact.value,)
        if fact.name in ("agreement", "part_of", "supersedes"):
            for key in map(str, values):
                yield Linked(visible(self.addresses.title(key)), self.addresses.find(key, ("agreements", *ACTIVITIES)))
        elif fact.name in _REGISTERS:
            yield Linked(str(fact.value), f"{_REGISTERS[fact.name]}{fact.value}", is_outside=True)
        elif isinstance(fact.value, Several):
            yield from (self._place(each, fact.means) for each in values)
        else:
            yield Linked(words(fact.means, self.language)(fact.value))


def _value_words(column: Column, value: Cell, language: str | None) -> str:
    """Return what stands in a cell; a word that is stated of a field as people read it."""
    is_word = column.name in ("value", "stated", "recorded") and str(value).replace("_", "").isalpha()
    return word(str(value), language) if is_word and str(value).islower() else column.write(value)


def web_link(text: str) -> Linked:
    """Return a web address as a link, and any other text as it is."""
    address = web_address(text)
    return Linked(visible(text), address, is_outside=address is not None)


def city_link(name: str, key: str) -> Linked:
    """Return a link to a city's page."""
    return Linked(visible(name), page_address("cities", key))
