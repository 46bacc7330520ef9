"""Sorting rows by any of their columns."""

from collections.abc import Sequence
from typing import Any, TypeVar

from twinning.dates import EdtfDate
from twinning.errors import UsageError
from twinning.names import fold
from twinning.rows import Row, column_names

_DATES = ("since", "on", "until", "start", "end", "due", "published", "last_activity")

AnyRow = TypeVar("AnyRow", bound=Row)


def sort_rows(rows: Sequence[AnyRow], row_class: type[Row], column: str | None) -> Sequence[AnyRow]:
    """Return rows sorted by a column, unknown values last; as they are without one. Raises UsageError.

    Text sorts as it folds, dates by their bounds, numbers by value. A hyphen does for an underscore.
    """
    if column is None:
        return rows
    name = column.replace("-", "_")
    if name not in column_names(row_class):
        raise UsageError(f"there is no column {column!r}", f"sort by one of {', '.join(column_names(row_class))}")
    return sorted(rows, key=lambda row: _sort_key(name, getattr(row, name)))


def undated_last(date: EdtfDate | None) -> tuple[str, str]:
    """Return what records sort by that have no day or one: its bounds, and after them those without."""
    return date.sort_key if date else ("~", "~")


def _sort_key(column: str, value: Any) -> tuple[bool, Any]:
    if value is None:
        return True, 0
    if column in _DATES:
        return False, EdtfDate.parse(value).sort_key
    return False, fold(value) if isinstance(value, str) else value
