"""Which operations had to do with one record."""

from collections.abc import Iterator

from sqlalchemy import Connection, Select, and_, or_, select

from twinning.db.references import CITABLE, PARENTS, parse_reference
from twinning.db.tables import table_named
from twinning.db.tables.history import CHANGE
from twinning.db.typed_tables import fetch_rows
from twinning.errors import NotFoundError
from twinning.queries.lookup.records import FoundRecord, find_row


def operations_on(connection: Connection, text: str) -> set[int]:
    """Return the operations that had to do with a record (a reference, a key, a name): the one that made it too.

    A record that is gone is named by its reference in full. Raises NotFoundError, AmbiguousError.
    """
    try:
        found = find_row(connection, text)
    except NotFoundError:
        name = text.strip()
        told = select(CHANGE.c.id).where(CHANGE.c.record == name).limit(1)
        if parse_reference(name) is None or connection.scalar(told) is None:
            raise
        return _touching(connection, name)
    rows = table_named(found.table)
    made: int = connection.execute(select(rows.c.operation_id).where(rows.c.id == found.id)).scalar_one()
    return {made, *_touching(connection, str(found)), *_citing(connection, found)}


def last_touching(connection: Connection, found: FoundRecord) -> int | None:
    """Return the last operation that touched a record, a child of it, or what a source states of either, singly."""
    return max(_touching(connection, str(found)) | _citing(connection, found), default=None)


def _touching(connection: Connection, record: str) -> set[int]:
    """Return the operations that touched a record (its reference in full) or a child of it singly.

    Two selects, since with OR neither database uses the index. PostgreSQL sorts as its locale does, in which the
    children need not follow one another.
    """
    if connection.dialect.name == "sqlite":
        children = and_(CHANGE.c.record >= f"{record}/", CHANGE.c.record < f"{record}0")  # 0 comes next after /
    else:
        children = CHANGE.c.record.startswith(f"{record}/", autoescape=True)
    queries = (select(CHANGE.c.operation_id).where(each) for each in (CHANGE.c.record == record, children))
    return {operation for query in queries for (operation,) in fetch_rows(connection, query)}


def _citing(connection: Connection, found: FoundRecord) -> set[int]:
    """Return the operations that changed what sources state of a record or a child: the log has it under the source."""
    if found.table not in CITABLE:
        return set()
    marks = [f'"{name}_id": {row},' for name, row in ((found.table, found.id), *_children(connection, found))]
    sides = (side.contains(mark, autoescape=True) for mark in marks for side in (CHANGE.c.before, CHANGE.c.after))
    cited = select(CHANGE.c.operation_id).where(CHANGE.c.record_table == "citation", or_(*sides))
    return {operation for (operation,) in fetch_rows(connection, cited)}


def _children(connection: Connection, found: FoundRecord) -> Iterator[tuple[str, int]]:
    for name in CITABLE:
        for column, parent in PARENTS.get(name, {}).items():
            if parent == found.table:
                rows = table_named(name)
                children: Select[int] = select(rows.c.id).where(rows.c[f"{column}_id"] == found.id)
                yield from ((name, row) for (row,) in fetch_rows(connection, children))
