"""Where the numbers of a report come from: the keys of the records that each counts."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Self

from twinning.rows import Cell, Dossier, Listing, Meaning, Row, Section, Several, column, column_names
from twinning.rows.phrases import phrase

_KEYS = ("keys", "key", "record", "citation")
"""The columns that name the records behind a row, for the numbers that do not carry them."""

_WORDS = 3  # how many texts of a row say which it is


class Counted(int):
    """How many records there are, with their keys in order: a number in every other respect."""

    keys: tuple[str, ...]

    def __new__(cls, keys: Iterable[str]) -> Self:
        """Count keys, each once."""
        distinct = tuple(sorted(set(keys)))
        number = super().__new__(cls, len(distinct))
        number.keys = distinct
        return number

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[str, ...]]]:
        """Return what a copy is made from."""
        return type(self), (self.keys,)


class Traced(Counted):
    """A number that is no count of records, with the keys of those that it was told from."""

    def __new__(cls, number: int, keys: Iterable[str]) -> Self:
        """Keep a number and keys."""
        traced = int.__new__(cls, number)
        traced.keys = tuple(sorted(set(keys)))
        return traced

    def __reduce__(self) -> tuple[type[Self], tuple[int, tuple[str, ...]]]:  # type: ignore[override]
        """Return what a copy is made from."""
        return type(self), (int(self), self.keys)


@dataclass(frozen=True, slots=True)
class ExplainedRow:
    """A record behind a number of a report.

    `row` is the number of the report's row, from 1 through all of its parts, and 0 for a single fact; `about` are the
    words of that row, `number` is the column and `value` what stands there. `key` is one of the records that were
    counted or added up.
    """

    row: int = column(5)
    about: str = column(1)
    number: str = column(2, means=Meaning.FIELD, sense="in a report")
    value: str = column(3)
    key: str = column(4)


def explain(document: Listing[Any] | Dossier, columns: Collection[str] = ()) -> Listing[ExplainedRow]:
    """Return the keys behind every number of a report, or behind those of some columns. Nothing is behind a zero."""
    rows = [*_of_facts(document), *_of_rows(document)]
    wanted = [row for row in rows if not columns or row.number in columns]
    title = phrase("What is behind the numbers of: {title}", title=document.title)
    section = Section("records", ExplainedRow, wanted)
    return Listing(ExplainedRow, (section,), title, phrase("no numbers"), document.notes, document.as_of)


def _of_facts(document: Listing[Any] | Dossier) -> Iterator[ExplainedRow]:
    for fact in document.facts if isinstance(document, Dossier) else ():
        for key in fact.value.keys if isinstance(fact.value, Counted) else ():
            yield ExplainedRow(0, document.title or "", fact.name, str(fact.value), key)


def _of_rows(document: Listing[Any] | Dossier) -> Iterator[ExplainedRow]:
    rows = (row for section in document.sections for row in section.rows)
    for number, row in enumerate(rows, start=1):
        about = _about(row)
        for name, value in _numbers(row):
            yield from (ExplainedRow(number, about, name, str(value), key) for key in _keys(row, value))


def _numbers(row: Any) -> Iterator[tuple[str, Cell]]:
    for each in fields(row):
        value = getattr(row, each.name)
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if value and (is_number or each.metadata.get("means") is Meaning.AMOUNT):
            yield each.name, value


def _keys(row: Any, value: Cell) -> Iterable[str]:
    if isinstance(value, Counted):
        return value.keys
    named = (getattr(row, name) for name in _KEYS if name in column_names(row))
    keys = next(filter(None, named), ())
    return map(str, keys) if isinstance(keys, Several) else [str(keys)] if keys else ()


def _about(row: Row) -> str:
    """Return what a row says first in words: the last that a narrow terminal would give up."""
    texts = [(each.metadata.get("keep", 1), getattr(row, each.name)) for each in fields(row) if each.name not in _KEYS]
    said = sorted(
        ((rank, str(value)) for rank, value in texts if rank and isinstance(value, (str, Several))),
        key=lambda each: each[0],
    )
    return "; ".join(value.replace("_", " ") for _, value in said[:_WORDS])
