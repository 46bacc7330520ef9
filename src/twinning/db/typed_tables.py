"""Tables as queries select from them: typed columns, without the ORM and without what only a schema needs.

The models are the one source; `python docs/generate.py` writes `twinning.db.tables` from them. A column that is not
there and a value of another type fail the type checker: `CITY.c.populaton`, `for name, since in fetch_rows(…)`.
"""

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, TypeVarTuple, cast, get_args

from sqlalchemy import (
    JSON,
    ColumnClause,
    ColumnElement,
    CompoundSelect,
    Connection,
    CursorResult,
    Double,
    FromClause,
    Integer,
    Select,
    TableClause,
    Text,
    column,
    func,
    literal,
    select,
    table,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.sql.base import ReadOnlyColumnCollection
from sqlalchemy.types import TypeEngine

from twinning.db.types import Flag, Word
from twinning.domain.dates import EdtfDate


class Columns(ReadOnlyColumnCollection[str, ColumnClause[Any]]):
    """The columns of one table, as annotations. It is never made: `TABLE.c` has its attributes."""

    __slots__ = ()

    if TYPE_CHECKING:
        # SQLAlchemy's collection answers for any name; this one for its own alone.
        __getattr__: None  # type: ignore[misc, assignment]


AnyColumns = TypeVar("AnyColumns", bound=Columns)
AnyRecord = TypeVar("AnyRecord", bound=NamedTuple)
Values = TypeVarTuple("Values")

_AT_ONCE = 1000
_TYPES: dict[type, TypeEngine[Any]] = {str: Text(), int: Integer(), float: Double(), bool: Flag()}


def declare(name: str, columns: type[AnyColumns]) -> TableClause[AnyColumns]:
    """Return the table of a name with the columns that a class annotates."""
    declared = table(name, *(column(each, _type(annotation)) for each, annotation in columns.__annotations__.items()))
    return cast("TableClause[AnyColumns]", declared)


def _type(annotation: Any) -> TypeEngine[Any]:
    (held,) = get_args(annotation)
    plain = next((each for each in get_args(held) if each is not NoneType), held)
    return Word(plain) if issubclass(plain, StrEnum) else _TYPES[plain]


def fetch_rows(connection: Connection, query: Select[*Values] | CompoundSelect[*Values]) -> Iterator[tuple[*Values]]:
    """Give the rows of a query of up to ten columns, each a tuple of values of the columns' types.

    Whoever takes only the first few leaves nothing open: an unread rest would hold SQLite's lock until it is collected.
    """
    with connection.execute(query) as result:
        yield from cast("Iterator[tuple[*Values]]", chain.from_iterable(result.partitions(_AT_ONCE)))


def select_ids(connection: Connection, ids: Sequence[int]) -> Select[int]:
    """Return the select of ids that are known: one parameter, and the same statement, however many there are."""
    return select_listed(connection, literal(listed(ids), Text))


def listed(ids: Sequence[int]) -> str:
    """Return ids as the text that `select_listed` takes."""
    return json.dumps(ids)


def select_listed(connection: Connection, written: ColumnElement[str]) -> Select[int]:
    """Return the select of ids that stand in a text, which may be a parameter of a statement that is made once."""
    if connection.dialect.name == "sqlite":
        return select(func.json_each(written).table_valued(column("value", Integer)).c.value)
    return select(
        sql_cast(func.json_array_elements_text(sql_cast(written, JSON)).table_valued("value").c.value, Integer)
    )


def fetch_in_parts(connection: Connection, query: Select[int]) -> Iterator[list[int]]:
    """Give the ids that a query selects, a thousand at a time; no more of them are held at once.

    Each part is what one statement can name. Other statements may be issued before the next is asked for.
    """
    return ([number for (number,) in part] for part in fetch_parts(connection, query))


def fetch_parts(connection: Connection, query: Select[*tuple[Any, ...]]) -> Iterator[Sequence[Sequence[Any]]]:
    """Give the rows of a query with any number of columns, a thousand at a time; no more of them are held at once."""
    with connection.execute(query, execution_options={"stream_results": True}) as result:
        yield from result.partitions(_AT_ONCE)


def fetch_records(
    connection: Connection, query: Select[*tuple[Any, ...]], record_class: type[AnyRecord]
) -> list[AnyRecord]:
    """Return the rows of a query as records of a class, which has the query's columns in their order.

    For one whole table that is its own class: `fetch_records(connection, select(CITY), CityRecord)`.
    """
    result = connection.execute(query)
    _check_columns(result, record_class)
    return [*map(record_class._make, result.all())]


def each_record(
    connection: Connection, query: Select[*tuple[Any, ...]], record_class: type[AnyRecord]
) -> Iterator[AnyRecord]:
    """Give the same one after another, of a table of any length: no more than a thousand are held at once."""
    with connection.execute(query, execution_options={"stream_results": True}) as result:
        _check_columns(result, record_class)
        yield from map(record_class._make, chain.from_iterable(result.partitions(_AT_ONCE)))


def _check_columns(result: CursorResult[*tuple[Any, ...]], record_class: type[NamedTuple]) -> None:
    if tuple(result.keys()) != record_class._fields:
        raise TypeError(f"{record_class.__name__} has not the columns {', '.join(result.keys())}")


def fetch_records_with(
    connection: Connection, table: FromClause, record_class: type[AnyRecord], query: Select[*Values]
) -> Iterator[tuple[AnyRecord, *Values]]:
    """Give for each row of a query the record of a table that it selects from, before the query's own columns.

    `fetch_records_with(connection, ACTIVITY, ActivityRecord, select(AGREEMENT.c.key).select_from(ACTIVITY).join(…))`
    gives pairs of an activity and the key of its agreement.
    """
    if tuple(table.c.keys()) != record_class._fields:
        raise TypeError(f"{record_class.__name__} has not the columns of {table.description}")
    columns = len(record_class._fields)
    with connection.execute(query.with_only_columns(*table.c, *query.selected_columns)) as result:
        for row in chain.from_iterable(result.partitions(_AT_ONCE)):
            yield cast("tuple[AnyRecord, *Values]", (record_class(*row[:columns]), *row[columns:]))


@lru_cache(maxsize=16_384)  # a list has the same few thousand dates a million times
def stored_date(text: str | None, earliest: str | None, latest: str | None, doubtful: bool | None) -> EdtfDate | None:
    """Return the date that four columns hold; None where there is none."""
    return None if text is None else EdtfDate(text, earliest, latest, bool(doubtful))
