"""The data package's layout: which file has which columns. It follows the tables, so it is written nowhere else.

One CSV a table. Ids become keys, a date's four columns become its text, look-up keys are left out, and a citation's
many nullable references become the one column `record`. History (operation, change) is not exported.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, get_args

from sqlalchemy import ColumnClause, Double, Integer

from twinning.db.references import CITABLE, HISTORY, KEYED
from twinning.db.tables import IDENTITIES, REFERENCES, record_class_named, table_named, table_names
from twinning.db.types import Flag

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
    return tuple(_layout(name) for name in table_names() if name not in HISTORY)


def _layout(table: str) -> FileLayout:
    columns = dict.fromkeys(_column(table, each) for each in table_named(table).c if _is_exported(each))
    return FileLayout(table, tuple(columns), IDENTITIES[table])


def _is_exported(column: ColumnClause[Any]) -> bool:
    return column.name not in _DERIVED and not column.name.endswith(("_earliest", "_latest", "_doubtful"))


def _column(table: str, column: ColumnClause[Any]) -> FileColumn:
    required, name = _is_required(table, column.name), column.name.removesuffix("_id")
    if table == "citation" and name in CITABLE:
        return FileColumn("record", ColumnKind.REFERENCE, True, CITABLE)
    if target := REFERENCES.get(table, {}).get(name):
        return FileColumn(name, ColumnKind.KEY if target in KEYED else ColumnKind.REFERENCE, required, (target,))
    date = column.name.removesuffix("_text")
    if f"{date}_earliest" in table_named(table).c:
        return FileColumn(date, ColumnKind.DATE, required)
    return FileColumn(column.name, _plain_kind(column), required)


def _is_required(table: str, column: str) -> bool:
    return NoneType not in get_args(record_class_named(table).__annotations__[column])


def _plain_kind(column: ColumnClause[Any]) -> ColumnKind:
    kinds = ((Flag, ColumnKind.BOOLEAN), (Integer, ColumnKind.INTEGER), (Double, ColumnKind.NUMBER))
    return next((kind for held, kind in kinds if isinstance(column.type, held)), ColumnKind.TEXT)
