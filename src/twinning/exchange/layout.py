"""The data package's layout: which file has which columns. It follows the models, so it is written nowhere else.

One CSV a table. Ids become keys, a date's four columns become its text, look-up keys are left out, and a citation's
many nullable references become the one column `record`. History (operation, change) is not exported.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sqlalchemy import Column, Integer, Table, UniqueConstraint

from twinning.db.models import Base, target_of
from twinning.db.references import CITABLE, KEYED, PARENTS
from twinning.db.types import Flag

_HISTORY = ("operation", "change")
_DERIVED = ("id", "operation_id", "folded")


class ColumnKind(StrEnum):
    """What a column of a file holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    KEY = "key"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of a file. `targets` are the tables that a key or reference may lead to."""

    name: str
    kind: ColumnKind
    required: bool
    targets: tuple[str, ...] = ()

    @property
    def is_reference(self) -> bool:
        """Whether a cell names its record in full, table included."""
        return self.kind is ColumnKind.REFERENCE


@dataclass(frozen=True, slots=True)
class FileLayout:
    """A file of the package: its table, its columns, and the columns that name and sort its rows."""

    table: str
    columns: tuple[FileColumn, ...]
    identity: tuple[str, ...]


@cache
def layouts() -> tuple[FileLayout, ...]:
    """Return the layout of every file, those first whose rows others refer to."""
    tables = (table for table in Base.metadata.sorted_tables if table.name not in _HISTORY)
    return tuple(_layout(table) for table in tables)


def _layout(table: Table) -> FileLayout:
    columns = [_column(column) for column in table.columns if _is_exported(table, column)]
    if table.name == "citation":
        columns.insert(3, FileColumn("record", ColumnKind.REFERENCE, True, CITABLE))
    return FileLayout(table.name, tuple(columns), _identity(table))


def _is_exported(table: Table, column: Column[object]) -> bool:
    if column.name in _DERIVED or column.name.endswith(("_earliest", "_latest", "_doubtful")):
        return False
    return not (table.name == "citation" and column.name.removesuffix("_id") in CITABLE)


def _column(column: Column[object]) -> FileColumn:
    required = not column.nullable
    if column.foreign_keys:
        target = target_of(column)
        kind = ColumnKind.KEY if target in KEYED else ColumnKind.REFERENCE
        return FileColumn(column.name.removesuffix("_id"), kind, required, (target,))
    if column.name.endswith("_text") and f"{column.name.removesuffix('_text')}_earliest" in column.table.c:
        return FileColumn(column.name.removesuffix("_text"), ColumnKind.DATE, required)
    return FileColumn(column.name, _plain_kind(column), required)


def _plain_kind(column: Column[object]) -> ColumnKind:
    if isinstance(column.type, Flag):
        return ColumnKind.BOOLEAN
    if isinstance(column.type, Integer):
        return ColumnKind.INTEGER
    return ColumnKind.NUMBER if column.type.python_type is float else ColumnKind.TEXT


def _identity(table: Table) -> tuple[str, ...]:
    """Name the columns that tell a row: its key, its parent and number, or all that it links."""
    if table.name in KEYED:
        return ("key",)
    if table.name in PARENTS:
        return (*PARENTS[table.name], "seq")
    (links,) = (each for each in table.constraints if isinstance(each, UniqueConstraint))
    return tuple(column.name.removesuffix("_id") for column in links.columns)
