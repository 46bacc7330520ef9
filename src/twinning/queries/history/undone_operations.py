"""Which operations were taken back, and which were not."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from twinning.db.tables.history import CHANGE, OPERATION
from twinning.db.typed_tables import fetch_rows


def undoings(connection: Connection) -> dict[int, int]:
    """Return which operation each undoing one takes back."""
    query = select(OPERATION.c.id, OPERATION.c.undoes_id).order_by(OPERATION.c.id)
    rows = fetch_rows(connection, query.where(OPERATION.c.undoes_id.is_not(None)))
    return {number: undone for number, undone in rows if undone is not None}


def standing(takes_back: Mapping[int, int]) -> set[int]:
    """Return those of the undoing operations (see `undoings`) that have not been taken back themselves."""
    stands: set[int] = set()
    undone: set[int] = set()
    for by, number in sorted(takes_back.items(), reverse=True):
        if by not in undone:
            stands.add(by)
            undone.add(number)
    return stands


def cancelled_since(connection: Connection, number: int) -> set[int]:
    """Return the operations after one that were undone, and their undoings: together they changed nothing."""
    takes_back = undoings(connection)
    pairs = ((by, takes_back[by]) for by in standing(takes_back))
    return {each for by, undone in pairs if undone > number for each in (by, undone)}


def last_standing(connection: Connection, before: int | None = None) -> int | None:
    """Return the last operation that is not taken back, and takes none back itself; with `before`, of those earlier."""
    takes_back = undoings(connection)
    gone = {*takes_back, *(takes_back[by] for by in standing(takes_back))}
    query = select(OPERATION.c.id).order_by(OPERATION.c.id.desc())
    if before is not None:
        query = query.where(OPERATION.c.id < before)
    return next((each for (each,) in fetch_rows(connection, query) if each not in gone), None)


def tells_of(connection: Connection, record: str) -> bool:
    """Return whether the log tells of a record (its reference in full) singly, but for what was undone."""
    query = select(CHANGE.c.operation_id).where(CHANGE.c.record == record)
    told = {operation for (operation,) in fetch_rows(connection, query)}
    return bool(told) and not told <= cancelled_since(connection, 0)
