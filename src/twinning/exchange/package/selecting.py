"""A file of a package as one select: the database puts names in the place of ids, and sorts.

So no table is held in memory, and what a name is looked up in is the database's own index.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    Text,
    case,
    cast,
    func,
    literal,
    select,
    type_coerce,
)

from twinning.db.references import CHILDREN, KEYED, PARENTS
from twinning.db.tables import table_named
from twinning.db.typed_tables import fetch_parts
from twinning.exchange.package.files import Rows
from twinning.exchange.package.layout import ColumnKind, FileColumn, FileLayout


def file_rows(connection: Connection, layout: FileLayout) -> Iterator[Rows]:
    """Give a table's rows as cells, some at a time, in the order of their names: code points, and numbers by value."""
    cells = _cells(layout).subquery()
    identity = ((column, cells.c[column.name]) for column in _identity(layout))
    order = (_sorted(connection, column, cell) for column, cell in identity)
    query: Select[*tuple[Any, ...]] = select(cells).order_by(*order)
    return fetch_parts(connection, query)


def _cells(layout: FileLayout) -> Select[*tuple[Any, ...]]:
    """Return the select of a table's cells, in no order.

    SQLite begins with what an outer join has on its left, and reads the table itself where a column is wanted that no
    index has. So records come in the order of their ids, in which those that they refer to lie as well: among a
    million agreements, keys were found in half the time that they took in the order of an index.
    """
    records: FromClause = table_named(layout.table)
    rows, columns = records, []
    for column in layout.columns:
        if column.kind is ColumnKind.KEY:
            named = table_named(column.targets[0]).alias()
            rows = rows.outerjoin(named, named.c.id == records.c[f"{column.name}_id"])
            columns.append(named.c.key.label(column.name))
        else:
            columns.append(_cell(records, column).label(column.name))
    return select(*columns).select_from(rows).where(records.c.operation_id > 0)


def _identity(layout: FileLayout) -> Iterator[FileColumn]:
    columns = {column.name: column for column in layout.columns}
    return (columns[name] for name in layout.identity)


def _sorted(connection: Connection, column: FileColumn, cell: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return what a cell is sorted by: a number, or text by code points on a server too, an empty one first."""
    if column.kind is ColumnKind.INTEGER:
        return cell
    # Not by a key of another table as it is: SQLite would go by an index in its order.
    is_plain = column.required and not column.targets
    text: ColumnElement[Any] = cell if is_plain else func.coalesce(cell, "")
    return text.collate("C") if connection.dialect.name == "postgresql" else text


def _cell(table: FromClause, column: FileColumn) -> ColumnElement[Any]:
    if column.kind is ColumnKind.DATE or not column.targets:
        return _plain(table, column)
    if len(column.targets) == 1:
        return _name_in_full(column.targets[0], table.c[f"{column.name}_id"])
    ids = ((target, table.c[f"{target}_id"]) for target in column.targets)
    return case(*((record.is_not(None), _name_in_full(target, record)) for target, record in ids))


def _plain(table: FromClause, column: FileColumn) -> ColumnElement[Any]:
    held: ColumnElement[Any] = table.c[f"{column.name}_text" if column.kind is ColumnKind.DATE else column.name]
    if column.kind is ColumnKind.BOOLEAN:
        return case({0: "false", 1: "true"}, value=type_coerce(held, Integer))
    return type_coerce(held, Text) if column.kind is ColumnKind.TEXT else held  # words are written as they are stored


def _name_in_full(table_name: str, record: ColumnElement[int]) -> ColumnElement[Any]:
    name = _name(table_name, record)
    return literal(f"{table_name}:", Text) + name if table_name in KEYED else name


def _name(table_name: str, record: ColumnElement[int]) -> ColumnElement[Any]:
    """Return the key of a record by its id, or the reference of a child: `agreement:busan-kr--chicago-us/act-1`."""
    named = table_named(table_name).alias()
    if table_name in KEYED:
        return select(named.c.key).where(named.c.id == record).scalar_subquery()
    parents = ((parent, named.c[f"{column}_id"]) for column, parent in PARENTS[table_name].items())
    number = literal(f"/{CHILDREN[table_name]}-", Text) + cast(named.c.seq, Text)
    names = ((parent.is_not(None), _name_in_full(name, parent) + number) for name, parent in parents)
    return select(case(*names)).where(named.c.id == record).scalar_subquery()
