"""The names of records: from ids to references."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, TableClause, select, true

from twinning.db.references import CHILDREN, KEYED, PARENTS
from twinning.db.tables import table_named
from twinning.db.typed_tables import fetch_rows

_AT_ONCE = 500

AnyId = TypeVar("AnyId", int, str)


def names_of(connection: Connection, table_name: str, ids: Iterable[int] | None = None) -> dict[int, str]:
    """Return the name of each record: a bare key, or for a child its reference in full (`city:busan-kr/name-1`).

    Without `ids`, of every record of the table.
    """
    if ids is None:
        return _names(connection, table_name, None)
    return {record: name for batch in in_batches(ids) for record, name in _names(connection, table_name, batch).items()}


def in_batches(ids: Iterable[AnyId]) -> Iterator[list[AnyId]]:
    """Give ids or keys in order, each once, no more at once than a statement can hold."""
    wanted = sorted(set(ids))
    return (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))


def full_name(table_name: str, name: str) -> str:
    """Return the reference in full for a name that `names_of` gave: a bare key gets its table."""
    return f"{table_name}:{name}" if table_name in KEYED else name


def _names(connection: Connection, name: str, ids: list[int] | None) -> dict[int, str]:
    if name in KEYED:
        records = table_named(name)
        query: Select[int, str] = select(records.c.id, records.c.key).where(_among(records, ids))
        return dict(fetch_rows(connection, query))
    parents = PARENTS[name].items()
    return {key: value for column, parent in parents for key, value in _children(connection, name, column, parent, ids)}


def _children(
    connection: Connection, name: str, column: str, parent: str, ids: list[int] | None
) -> Iterator[tuple[int, str]]:
    records, parents = table_named(name), table_named(parent)
    query: Select[int, str, int] = (
        select(records.c.id, parents.c.key, records.c.seq)
        .join(parents, parents.c.id == records.c[f"{column}_id"])
        .where(_among(records, ids))
    )
    for record, key, seq in fetch_rows(connection, query):
        yield record, f"{parent}:{key}/{CHILDREN[name]}-{seq}"


def _among(records: TableClause[Any], ids: list[int] | None) -> ColumnElement[bool]:
    return true() if ids is None else records.c.id.in_(ids)
