"""Lists of any length: ids in the order of the list, and what is shown of each read for a thousand at a time."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from twinning.db.typed_tables import fetch_in_parts, fetch_rows
from twinning.domain.dates.edtf_bounds import BEYOND
from twinning.rows import AnyRow
from twinning.rows.arranging.sorting import undated_last
from twinning.rows.arranging.streaming import Stream

Read = TypeVar("Read")


def streamed(
    connection: Connection,
    chosen: Select[int],
    load: Callable[[Sequence[int]], Iterator[AnyRow]],
    *,
    is_exact: bool = True,
) -> Stream[AnyRow]:
    """Return the rows of the records whose ids a select gives in the order of the list.

    `load` gives the rows of some of them, in their order; of all where the select `is_exact`, so that it alone says how
    many there are. They are read while they are gone through: the connection has to stay open until then.
    """

    def read(most: int | None) -> Iterator[AnyRow]:
        return in_parts(connection, chosen.limit(most) if is_exact else chosen, load, most)

    return Stream(read, (lambda: _count(connection, chosen)) if is_exact else None)


def in_parts(
    connection: Connection, chosen: Select[int], load: Callable[[Sequence[int]], Iterator[Read]], most: int | None
) -> Iterator[Read]:
    """Give the first so many of what is loaded of the records whose ids a select gives, or all of it for None."""
    found = map(load, fetch_in_parts(connection, chosen))
    return islice(chain.from_iterable(found), most)


def _count(connection: Connection, chosen: Select[Any]) -> int:
    counted: Select[int] = select(func.count()).select_from(chosen.order_by(None).subquery())
    ((number,),) = fetch_rows(connection, counted)
    return number


def by_code_points(connection: Connection, column: ColumnElement[str]) -> ColumnElement[str]:
    """Return a column to order by as Python orders texts; a server's own order depends on how it was set up."""
    return column.collate("C") if connection.dialect.name == "postgresql" else column


def in_time(
    connection: Connection, text: ColumnElement[Any], earliest: ColumnElement[Any], latest: ColumnElement[Any]
) -> Iterator[ColumnElement[str]]:
    """Give what to order by to have the order of `rows.arranging.sorting.undated_last`, from the columns of a date."""
    first, last = undated_last(None)
    yield by_code_points(connection, case((text.is_(None), first), else_=func.coalesce(earliest, "")))
    yield by_code_points(connection, case((text.is_(None), last), else_=func.coalesce(latest, BEYOND)))
