"""What renderers need to know of a row class: the values of a row, the words for people, what goes first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from twinning.render.languages.saying import Words, label, translated, words
from twinning.render.text import shown
from twinning.rows import Cell, Fact, Meaning, Row, Section
from twinning.rows.arranging.streaming import CellStream


def row_values(names: Sequence[str]) -> Callable[[Row], tuple[Cell, ...]]:
    """Return a function that gives the values of these columns of a row, in order."""
    values: Callable[[Row], Any] = attrgetter(*names)
    return values if len(names) > 1 else lambda row: (values(row),)


def cells_of(rows: Iterable[Row], names: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
    """Return the values of all columns of rows, which have these names."""
    return rows.cells() if isinstance(rows, CellStream) else map(row_values(names), rows)


def fact_words(fact: Fact, language: str | None) -> str:
    """Return what a dossier says of a fact; a date that is put in words has its EDTF text beside it."""
    written = words(fact.means, language)(fact.value)
    in_other_words = fact.means is Meaning.DATE and written != shown(fact.value)
    return f"{written} ({shown(fact.value)})" if in_other_words else written


def column_words(row_class: type[Row], language: str | None) -> dict[str, Words]:
    """Return what writes the values of each column for people."""
    return {column.name: words(column.metadata.get("means"), language) for column in fields(row_class)}


def column_label(row_class: type[Row], name: str, language: str | None) -> str:
    """Return the words for people of a column, in the sense that it has in these rows."""
    return label(name, language, row_class.__dataclass_fields__[name].metadata.get("sense"))


def heading(section: Section[Any], language: str | None = None) -> str:
    """Return the heading of a dossier's section: its title, else the words of its name."""
    return translated(section.title, language) if section.title else label(section.name, language)


def by_rank(row_class: type[Row]) -> list[str]:
    """Return the columns that a table may show, the last that a narrow terminal gives up first.

    A column ranks by `keep` (see rows.column), else by its position from 1; of equals the earlier one stays.
    """
    ranks = {
        column.name: column.metadata.get("keep", position) for position, column in enumerate(fields(row_class), start=1)
    }
    return sorted((name for name, rank in ranks.items() if rank), key=lambda name: ranks[name])
