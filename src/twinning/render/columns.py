"""What renderers need to know of a row class: the values of a row, the words for people, what goes first."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from twinning.render.edtf_words import date_words
from twinning.render.text import shown
from twinning.rows import Cell, Fact, Meaning, Row, Section

Words = Callable[[Cell], str]

_SINGULARS = {"people": "person", "ties": "tie"}


def row_values(names: Sequence[str]) -> Callable[[Row], list[Cell]]:
    """Return a function that gives the values of these columns of a row, in order."""
    return lambda row: [getattr(row, name) for name in names]


def words(meaning: Meaning | None, language: str | None) -> Words:
    """Return what writes values of a meaning for people, in a language if one is chosen."""
    if meaning is Meaning.WORD:
        return _word
    if language is None:
        return _date if meaning is Meaning.DATE else shown
    if meaning is None:
        return shown
    from twinning.render.wording import writer  # noqa: PLC0415 - it takes babel, which nothing else here does

    return writer(meaning, language)


def _word(value: Cell) -> str:
    return shown(value).replace("_", " ")


def _date(value: Cell) -> str:
    return date_words(shown(value))


def fact_words(fact: Fact, language: str | None) -> str:
    """Return what a dossier says of a fact; a date that is put in words has its EDTF text beside it."""
    written = words(fact.means, language)(fact.value)
    in_other_words = fact.means is Meaning.DATE and written != shown(fact.value)
    return f"{written} ({shown(fact.value)})" if in_other_words else written


def column_words(row_class: type[Row], language: str | None) -> dict[str, Words]:
    """Return what writes the values of each column for people."""
    return {column.name: words(column.metadata.get("means"), language) for column in fields(row_class)}


def label(name: str) -> str:
    """Return the words for people of a column, fact or section: `last_activity` is `Last activity`."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def counted(number: int, records: str) -> str:
    """Return a number of records, by the plural name of what they are: `1 agreement`, `2 cities`."""
    name = records.replace("_", " ")
    if number == 1:
        name = _SINGULARS.get(name) or (
            f"{name.removesuffix('ies')}y" if name.endswith("ies") else name.removesuffix("s")
        )
    return f"{number} {name}"


def heading(section: Section[Any]) -> str:
    """Return the heading of a dossier's section: its title, else the words of its name."""
    return section.title or label(section.name)


def by_rank(row_class: type[Row]) -> list[str]:
    """Return the columns that a table may show, the last that a narrow terminal gives up first.

    A column ranks by `keep` (see rows.column), else by its position from 1; of equals the earlier one stays.
    """
    ranks = {
        column.name: column.metadata.get("keep", position) for position, column in enumerate(fields(row_class), start=1)
    }
    return sorted((name for name, rank in ranks.items() if rank), key=lambda name: ranks[name])
