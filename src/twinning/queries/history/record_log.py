"""Which operations had to do with one record."""

import json
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Select, and_, case, or_, select

from twinning.db.references import CITABLE, PARENTS, parse_reference
from twinning.db.tables import table_named
from twinning.db.tables.history import CHANGE
from twinning.db.typed_tables import fetch_rows
from twinning.errors import NotFoundError
from twinning.queries.lookup.records import FoundRecord, find_row
from twinning.queries.lookup.references import full_name, names_of


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


def touched_after(connection: Connection, operation: int, records: Iterable[FoundRecord]) -> dict[FoundRecord, int]:
    """Return the last operation after one that touched each of some records; those that none touched are left out.

    To touch one is to change it, a child of it, or what a source states of either, singly. What was changed since is
    read once, however many records there are.
    """
    wanted = {str(each): each for each in records}
    found: dict[FoundRecord, int] = {}
    for reference, number in _changed_after(connection, operation):
        parts = reference.split("/")
        for record in (wanted.get("/".join(parts[: at + 1])) for at in range(len(parts))):
            if record is not None:
                found[record] = max(number, found.get(record, 0))
    return found


def _changed_after(connection: Connection, operation: int) -> Iterator[tuple[str, int]]:
    """Give what was changed after an operation, and by which: in the end what the citations are of that were."""
    of_citation = CHANGE.c.record_table == "citation"
    sides = (case((of_citation, side)) for side in (CHANGE.c.before, CHANGE.c.after))
    query = select(CHANGE.c.record, CHANGE.c.operation_id, *sides).where(CHANGE.c.operation_id > operation)
    cited: dict[str, dict[int, int]] = {name: {} for name in CITABLE}
    for record, number, *columns in fetch_rows(connection, query.order_by(CHANGE.c.operation_id)):
        yield record, number
        for side in map(json.loads, filter(None, columns)):
            for name, rows in cited.items():
                if (row := side.get(f"{name}_id")) is not None:
                    rows[row] = number
    for name, rows in cited.items():
        yield from ((full_name(name, each), rows[row]) for row, each in names_of(connection, name, rows).items())


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
