"""Cells of a data package: the columns of a file to the database's columns, and a row back to cells."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import TableClause

from twinning.db.references import KEYED
from twinning.db.types import Word
from twinning.domain.dates import EdtfDate
from twinning.domain.names import LONGEST_PROSE, clean_text, nearest, quote
from twinning.domain.values import LARGEST_INTEGER, written
from twinning.errors import InputError
from twinning.exchange.package.layout import ColumnKind, FileColumn
from twinning.exchange.package.recorded import Columns
from twinning.inputs.kinds import read_number

_BOOLEANS = {"true": True, "false": False}
_PROSE = ("summary", "note", "text", "value", "because", "purpose", "shown")  # may have paragraphs; names may not

Values = dict[str, Sequence[Any]]
"""Some rows as the database has them: the values of each column."""


def picked(values: Values, rows: Sequence[int]) -> Values:
    """Return some of the rows."""
    return {name: [column[row] for row in rows] for name, column in values.items()}


def rows_of(values: Values) -> Iterator[dict[str, Any]]:
    """Give rows one by one, each by its columns."""
    return (dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True))


Found = Mapping[str, tuple[str, int]]
"""The table and the id of the record that each of some cells names."""

Find = Callable[[FileColumn, Collection[str]], Found]
"""Gives what cells name, keys or references. Raises InputError for one that names nothing that could stand there."""

NameOf = Callable[[str, int], str]
"""Gives the key or reference of a table's id."""


def decode(column: FileColumn, cells: Sequence[str], table: TableClause, find: Find) -> Values:
    """Return the database columns that a file's column stands for, with their values; an empty cell is null.

    What stands in several rows is read once. Raises InputError, which names the column.
    """
    try:
        distinct = set(cells)
        if "" in distinct:
            distinct.remove("")
            if column.required:
                raise InputError("a value is needed")
        if column.targets:
            return _decode_references(column, cells, find(column, distinct))
        if column.kind is ColumnKind.DATE:
            return _decode_dates(column.name, cells, {cell: EdtfDate.parse(cell) for cell in distinct})
        read = _READERS[column.kind]
        return {column.name: _each(cells, {cell: read(column, cell, table) for cell in distinct})}
    except InputError as error:
        raise InputError(f"{column.name}: {error.message}", error.hint) from error


def _each(cells: Sequence[str], known: Mapping[str, Any]) -> Sequence[Any]:
    return [known.get(cell) for cell in cells] if known else [None] * len(cells)


def _decode_dates(name: str, cells: Sequence[str], dates: Mapping[str, EdtfDate]) -> Values:
    return {
        f"{name}_{part}": _each(cells, {cell: getattr(date, part) for cell, date in dates.items()})
        for part in ("text", "earliest", "latest", "doubtful")
    }


def _decode_references(column: FileColumn, cells: Sequence[str], found: Found) -> Values:
    if len(column.targets) == 1:
        return {f"{column.name}_id": _each(cells, {cell: record for cell, (_, record) in found.items()})}
    return {
        f"{target}_id": _each(cells, {cell: record for cell, (table, record) in found.items() if table == target})
        for target in column.targets
    }


def encode(column: FileColumn, row: Columns, name_of: NameOf) -> str:
    """Return the cell for a database row."""
    if column.kind is ColumnKind.DATE:
        value = row[f"{column.name}_text"]
    elif column.kind in (ColumnKind.KEY, ColumnKind.REFERENCE):
        return _encode_reference(column, row, name_of)
    else:
        value = row[column.name]
    return "" if value is None else written(value)


def _encode_reference(column: FileColumn, row: Columns, name_of: NameOf) -> str:
    if len(column.targets) == 1:
        target = row[f"{column.name}_id"]
        return "" if target is None else name_of(column.targets[0], target)
    (table,) = (table for table in column.targets if row[f"{table}_id"] is not None)
    name = name_of(table, row[f"{table}_id"])
    return f"{table}:{name}" if table in KEYED else name


def _read_text(column: FileColumn, cell: str, table: TableClause) -> str:
    kind = table.c[column.name].type
    value = clean_text(cell, "the value", longest=LONGEST_PROSE, multiline=column.name in _PROSE)
    if isinstance(kind, Word) and value not in list(kind.words):
        near = nearest(value, [word.value for word in kind.words], limit=1)
        raise InputError(f"{quote(value)} is not a word of this list", f"did you mean {near[0]}?" if near else None)
    return value


def _read_integer(_column: FileColumn, cell: str, _table: TableClause) -> int:
    digits = cell.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 10 and abs(int(cell)) <= LARGEST_INTEGER):
        raise InputError(f"{quote(cell)} is not a whole number of up to {LARGEST_INTEGER}")
    return int(cell)


def _read_number(_column: FileColumn, cell: str, _table: TableClause) -> float:
    return read_number(cell)


def _read_boolean(_column: FileColumn, cell: str, _table: TableClause) -> bool:
    if cell not in _BOOLEANS:
        raise InputError(f"{quote(cell)} is neither true nor false")
    return _BOOLEANS[cell]


_READERS: dict[ColumnKind, Callable[[FileColumn, str, TableClause], Any]] = {
    ColumnKind.TEXT: _read_text,
    ColumnKind.INTEGER: _read_integer,
    ColumnKind.NUMBER: _read_number,
    ColumnKind.BOOLEAN: _read_boolean,
}
