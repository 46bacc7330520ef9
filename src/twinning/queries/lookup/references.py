"""The names of records: from ids to references."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from twinning.db.references import CHILDREN, KEYED, PARENTS, TABLES_OF_COLUMNS
from twinning.queries.tables import table

_AT_ONCE = 500


def names_of(connection: Connection, table_name: str, ids: Iterable[int] | None = None) -> dict[int, str]:
    """Return the name of each record: a bare key, or for a child its reference in full (`city:busan-kr/name-1`).

    Without `ids`, of every record of the table.
    """
    if ids is None:
        return _names(connection, table_name, None)
    wanted = sorted(set(ids))
    batches = (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))
    return {record: name for batch in batches for record, name in _names(connection, table_name, batch).items()}


def full_name(table_name: str, name: str) -> str:
    """Return the reference in full for a name that `names_of` gave: a bare key gets its table."""
    return f"{table_name}:{name}" if table_name in KEYED else name


def _names(connection: Connection, name: str, ids: list[int] | None) -> dict[int, str]:
    records = table(name)
    if name in KEYED:
        query = select(records.c.id, records.c.key)
        if ids is not None:
            query = query.where(records.c.id.in_(ids))
        return {row.id: row.key for row in connection.execute(query)}
    return {key: value for parent in PARENTS[name] for key, value in _children(connection, name, parent, ids)}


def _children(connection: Connection, name: str, column: str, ids: list[int] | None) -> Iterable[tuple[int, str]]:
    records = table(name)
    parent = TABLES_OF_COLUMNS.get(column, column)
    parents = table(parent)
    query = select(records.c.id, parents.c.key, records.c.seq).join(parents, parents.c.id == records.c[f"{column}_id"])
    if ids is not None:
        query = query.where(records.c.id.in_(ids))
    for row in connection.execute(query):
        yield row.id, f"{parent}:{row.key}/{CHILDREN[name]}-{row.seq}"
