"""Sorting rows by any of their columns."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from heapq import nlargest, nsmallest
from typing import Any

from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold, nearest, quote
from twinning.errors import UsageError
from twinning.rows import AnyRow, Meaning, Row, Section, Several, column_names, is_unknown
from twinning.rows.arranging.streaming import Stream, rows_where
from twinning.rows.phrases import phrase


def sort_rows(
    rows: Sequence[AnyRow], row_class: type[Row], column: str, *, descending: bool = False
) -> Sequence[AnyRow]:
    """Return rows sorted by a column, unknown values last in both directions. Raises UsageError.

    Text sorts as it folds, dates by their bounds, numbers by value. A hyphen does for an underscore. Of a stream, no
    more rows are held at once than the first that are wanted.
    """
    name = find_column(row_class, column)
    is_date = any(each.name == name and each.metadata.get("means") is Meaning.DATE for each in fields(row_class))

    def order(row: AnyRow) -> tuple[Any, ...]:
        value = getattr(row, name)
        known = not is_unknown(value)
        return (known is descending, _sort_key(value, is_date)) if known else (known is descending,)

    def first(most: int | None) -> Iterator[AnyRow]:
        if most is None:
            return iter(sorted(rows, key=order, reverse=descending))
        return iter((nlargest if descending else nsmallest)(most, rows, key=order))

    return Stream(first, rows.__len__) if isinstance(rows, Stream) else [*first(None)]


def find_column(row_class: type[Row], text: str) -> str:
    """Return the column that a text names: `last_activity`, `last-activity`, or its heading, `Last activity`.

    Raises UsageError with the nearest.
    """
    names = column_names(row_class)
    name = text.strip().lower().replace("-", "_").replace(" ", "_")
    if name not in names:
        listed = f"one of {', '.join(names)}"
        near = nearest(text, names, limit=1)
        raise UsageError(
            f"there is no column {quote(text)}", f"did you mean {near[0]}? It is {listed}" if near else listed
        )
    return name


def undated_last(date: EdtfDate | None) -> tuple[str, str]:
    """Return what records sort by that have no day or one: its bounds, and after them those without."""
    return date.sort_key if date else ("~", "~")


def _sort_key(value: Any, is_date: bool) -> Any:
    if is_date:
        return EdtfDate.parse(value).sort_key
    return fold(str(value)) if isinstance(value, (str, Several)) else value


def undated_apart(
    name: str, row_class: type[AnyRow], rows: Sequence[AnyRow], is_dated: Callable[[AnyRow], bool]
) -> tuple[Section[AnyRow], Section[AnyRow]]:
    """Return the sections of a list that is asked for some time: what has a date, and under its own heading the rest.

    What has no date may lie in that time, and nobody knows.
    """
    dated = rows_where(rows, is_dated)
    undated = rows_where(rows, lambda row: not is_dated(row))
    heading = phrase("Without a date: these may belong to that time or not")
    return Section(name, row_class, dated), Section("without_a_date", row_class, undated, heading)
