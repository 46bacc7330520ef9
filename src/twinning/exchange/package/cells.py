"""Cells of a data package: one column of a file to the database's columns, and back."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import TableClause

from twinning.db.references import KEYED
from twinning.db.types import Word
from twinning.domain.dates import EdtfDate
from twinning.domain.names import LONGEST_PROSE, clean_text, nearest, quote
from twinning.domain.values import LARGEST_INTEGER
from twinning.errors import InputError
from twinning.exchange.package.layout import ColumnKind, FileColumn
from twinning.exchange.package.recorded import Columns
from twinning.inputs.kinds import read_number

_BOOLEANS = {"true": True, "false": False}
_PROSE = ("summary", "note", "text", "value", "because", "purpose", "shown")  # may have paragraphs; names may not


Find = Callable[[FileColumn, str], tuple[str, int]]
"""Gives the table and the id of the record that a cell's key or reference names. Raises InputError."""

NameOf = Callable[[str, int], str]
"""Gives the key or reference of a table's id."""


def decode(column: FileColumn, cell: str, table: TableClause, find: Find) -> dict[str, Any]:
    """Return the database columns and values that a cell stands for; an empty cell is null.

    Raises InputError, which names the column.
    """
    try:
        if cell == "":
            return _empty(column)
        return _READERS[column.kind](column, cell, table, find)
    except InputError as error:
        raise InputError(f"{column.name}: {error.message}", error.hint) from error


def encode(column: FileColumn, row: Columns, name_of: NameOf) -> str:
    """Return the cell for a database row."""
    if column.kind is ColumnKind.DATE:
        value = row[f"{column.name}_text"]
    elif column.kind in (ColumnKind.KEY, ColumnKind.REFERENCE):
        return _encode_reference(column, row, name_of)
    else:
        value = row[column.name]
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _encode_reference(column: FileColumn, row: Columns, name_of: NameOf) -> str:
    if len(column.targets) == 1:
        target = row[f"{column.name}_id"]
        return "" if target is None else name_of(column.targets[0], target)
    (table,) = (table for table in column.targets if row[f"{table}_id"] is not None)
    name = name_of(table, row[f"{table}_id"])
    return f"{table}:{name}" if table in KEYED else name


def _empty(column: FileColumn) -> dict[str, Any]:
    if column.required:
        raise InputError("a value is needed")
    if column.kind is ColumnKind.DATE:
        return _date_columns(column.name, None)
    return {f"{column.name}_id" if column.targets else column.name: None}


def _read_text(column: FileColumn, cell: str, table: TableClause, _find: Find) -> dict[str, Any]:
    kind = table.c[column.name].type
    value = clean_text(cell, "the value", longest=LONGEST_PROSE, multiline=column.name in _PROSE)
    if isinstance(kind, Word) and value not in list(kind.words):
        near = nearest(value, [word.value for word in kind.words], limit=1)
        raise InputError(f"{quote(value)} is not a word of this list", f"did you mean {near[0]}?" if near else None)
    return {column.name: value}


def _read_integer(column: FileColumn, cell: str, _table: TableClause, _find: Find) -> dict[str, Any]:
    digits = cell.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 10 and abs(int(cell)) <= LARGEST_INTEGER):
        raise InputError(f"{quote(cell)} is not a whole number of up to {LARGEST_INTEGER}")
    return {column.name: int(cell)}


def _read_number(column: FileColumn, cell: str, _table: TableClause, _find: Find) -> dict[str, Any]:
    return {column.name: read_number(cell)}


def _read_boolean(column: FileColumn, cell: str, _table: TableClause, _find: Find) -> dict[str, Any]:
    if cell not in _BOOLEANS:
        raise InputError(f"{quote(cell)} is neither true nor false")
    return {column.name: _BOOLEANS[cell]}


def _read_date(column: FileColumn, cell: str, _table: TableClause, _find: Find) -> dict[str, Any]:
    return _date_columns(column.name, EdtfDate.parse(cell))


def _read_reference(column: FileColumn, cell: str, _table: TableClause, find: Find) -> dict[str, Any]:
    table, found = find(column, cell)
    if len(column.targets) == 1:
        return {f"{column.name}_id": found}
    return {f"{target}_id": None for target in column.targets} | {f"{table}_id": found}


def _date_columns(name: str, date: EdtfDate | None) -> dict[str, Any]:
    return {
        f"{name}_text": date and date.text,
        f"{name}_earliest": date and date.earliest,
        f"{name}_latest": date and date.latest,
        f"{name}_doubtful": date and date.doubtful,
    }


_READERS: dict[ColumnKind, Callable[[FileColumn, str, TableClause, Find], dict[str, Any]]] = {
    ColumnKind.TEXT: _read_text,
    ColumnKind.INTEGER: _read_integer,
    ColumnKind.NUMBER: _read_number,
    ColumnKind.BOOLEAN: _read_boolean,
    ColumnKind.DATE: _read_date,
    ColumnKind.KEY: _read_reference,
    ColumnKind.REFERENCE: _read_reference,
}
