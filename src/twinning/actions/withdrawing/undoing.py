"""Taking an operation back, as a new operation. Taking that one back does the first again."""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from twinning.actions.bulk import delete_operation
from twinning.db.log import history
from twinning.db.models import Base, model_of
from twinning.db.references import HISTORY, PARENTS
from twinning.db.session import connection_of
from twinning.db.tables import REFERENCES, table_named
from twinning.db.tables.history import CHANGE
from twinning.db.typed_tables import select_ids
from twinning.errors import ConflictError
from twinning.queries.history.operations import (
    ERASURE,
    NetChange,
    Undoable,
    find_operation,
    find_undoable,
    last_restoring,
    net_changes,
    touched_later,
    was_erased_in,
)
from twinning.queries.history.undone_operations import cancelled_since, standing, undoings
from twinning.queries.lookup.referrers import list_referrers

_AT_ONCE = 500
_ORDER = [each.name for each in Base.metadata.sorted_tables]


def undo(session: Session, number: int | None = None) -> None:
    """Take an operation back, the last that still stands if none is named.

    Raises NotFoundError for no such operation; ConflictError where it is taken back already, where a later operation
    touched the same records or took their place, where later records refer to what it made, or where a person was
    erased from it.
    """
    going = find_undoable(connection_of(session), number, before=history.operation_id(session))
    _check_not_erased(session, going)
    _check_not_restored(session, going)
    _check_stands(session, going.number)
    nets = net_changes(connection_of(session), going.number)
    _check_untouched(session, going.number, nets)
    history.undoes(session, going.number)
    _check_single(session, going.number, nets)
    _restore(session, nets)
    if going.in_bulk:
        _delete_bulk(session, going.number)


def _check_not_erased(session: Session, going: Undoable) -> None:
    """Refuse what needs words that were erased. The last operation is not passed over: nobody named another."""
    if was_erased_in(connection_of(session), going.number):
        what = "erased a person" if going.command == ERASURE else "tells of a person who was erased since"
        raise ConflictError(
            f"operation {going.number} {what} and cannot be taken back",
            "name another one: `twinning undo NUMBER`; `twinning log` shows them",
        )


def _check_not_restored(session: Session, going: Undoable) -> None:
    """Refuse what was done to records that a backup took the place of, and the restoring itself."""
    if restored := last_restoring(connection_of(session), since=going.number):
        raise ConflictError(
            f"operation {restored} put a backup in the place of what was recorded, and nothing before it can be undone",
            "restore the copy that it kept: `twinning db restore`",
        )


def _check_stands(session: Session, number: int) -> None:
    takes_back = undoings(connection_of(session))
    for by in standing(takes_back):
        if takes_back[by] == number:
            raise ConflictError(f"operation {number} is taken back already, by {by}", f"`twinning undo {by}` redoes it")


def _check_untouched(session: Session, number: int, nets: Sequence[NetChange]) -> None:
    if later := touched_later(connection_of(session), number, nets):
        listed = f"operation{'s' if later[1:] else ''} {', '.join(map(str, later))}"
        raise ConflictError(
            f"{listed} touched the same records after operation {number}",
            f"take that back first: `twinning undo {later[-1]}`",
        )


def _check_single(session: Session, number: int, nets: Sequence[NetChange]) -> None:
    """Refuse to bring back what a bulk deletion took: its rows were counted, not kept."""
    if find_operation(connection_of(session), number).deleted > sum(net.after is None for net in nets):
        raise ConflictError("an import that was taken back cannot be brought back", "run the import again")


def _restore(session: Session, nets: Sequence[NetChange]) -> None:
    """Put every row back as it was: first what others refer to, and last what refers to others is deleted.

    A value that no two rows may share is given up first and taken back last: the other row may have it in between.
    """
    ordered = [
        net for _, net in sorted(enumerate(nets), key=lambda each: (_ORDER.index(each[1].record_table), each[0]))
    ]
    _check_unreferred(session, nets)
    changed = [net for net in ordered if net.before is not None and net.after is not None]
    alone = [(net, columns) for net in changed if (columns := _exclusive(net))]
    _write(session, [(net, dict.fromkeys(columns)) for net, columns in alone])
    _write(session, [(net, net.before or {}) for net in ordered if net.after is None and net.before is not None])
    _write(session, [(net, _columns(net, but=_exclusive(net))) for net in changed])
    _write(session, [(net, {}) for net in reversed(ordered) if net.before is None])
    _write(session, [(net, {name: (net.before or {})[name] for name in columns}) for net, columns in alone])


def _columns(net: NetChange, but: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in (net.before or {}).items() if name not in but}


def _exclusive(net: NetChange) -> list[str]:
    """Return the columns that changed and may be empty, but in which no two rows have the same value."""
    columns = Base.metadata.tables[net.record_table].columns
    before, after = net.before or {}, net.after or {}
    alone = (column.name for column in columns if column.unique and column.nullable)
    return [name for name in alone if before.get(name) != after.get(name)]


def _row(table_name: str, columns: Mapping[str, Any]) -> Base:
    mapper = inspect(model_of(table_name))
    row: Base = mapper.polymorphic_map.get(columns.get("kind"), mapper).class_(**columns)
    return row


def _write(session: Session, rows: Sequence[tuple[NetChange, Mapping[str, Any]]]) -> None:
    """Write rows as they were, with these columns: of each table many at once, and one by one where that is refused.

    In which order rows of a table are written may decide whether they can be; and it is said which one cannot.
    """
    for name, of_table in groupby(rows, lambda row: row[0].record_table):
        while batch := list(islice(of_table, _AT_ONCE)):
            try:
                with history.attempt(session):
                    held = _read(session, name, [net.record_id for net, _ in batch])
                    for net, columns in batch:
                        _put_back(session, net, columns)
                    session.flush()
                    del held
            except IntegrityError:
                for net, columns in batch:
                    _put_back(session, net, columns)
                    _flush(session, net)


def _read(session: Session, name: str, ids: Collection[int]) -> list[Any]:
    """Read rows of a table, and what they belong to, by which the log names them: known as long as they are held."""
    model: Any = model_of(name)
    rows = [*session.scalars(select(model).where(model.id.in_(select_ids(connection_of(session), [*ids]))))]
    ids_of = {
        parent: {getattr(row, f"{of}_id") for row in rows} - {None} for of, parent in PARENTS.get(name, {}).items()
    }
    return rows + [row for parent, its in ids_of.items() if its for row in _read(session, parent, its)]


def _put_back(session: Session, net: NetChange, columns: Mapping[str, Any]) -> None:
    if net.after is None:
        session.add(_row(net.record_table, columns))
        return
    record = session.get_one(model_of(net.record_table), net.record_id)
    if net.before is None:
        session.delete(record)
    for name, value in columns.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def _flush(session: Session, net: NetChange) -> None:
    """Write a row that was put back. Raises ConflictError where what came later leaves no place for it."""
    try:
        session.flush()
    except IntegrityError as error:
        raise ConflictError(
            f"{net.record} cannot be put back: its place was taken since, or what it refers to is gone",
            "take back what came after it first: `twinning log` shows it",
        ) from error


def _check_unreferred(session: Session, nets: Sequence[NetChange]) -> None:
    """Refuse to delete what others refer to, unless they did not before: those are put back as well."""
    touched = {(net.record_table, net.record_id) for net in nets}
    made = [(net.record_table, net.record_id) for net in nets if net.before is None]
    for name in sorted({table_name for table_name, _ in made}):
        referrers = list_referrers(
            connection_of(session), name, [row for table_name, row in made if table_name == name]
        )
        others = sorted({record for table_name, row, record in referrers if (table_name, row) not in touched})
        if others:
            raise ConflictError(f"{', '.join(others[:5])} refers to what this operation made", "remove that first")


def _delete_bulk(session: Session, number: int) -> None:
    """Delete what a bulk operation made, unless it was changed since or later records refer to it."""
    cancelled = cancelled_since(connection_of(session), number)
    for name in _ORDER:
        if name not in HISTORY:
            rows = table_named(name)
            made = select(rows.c.id).where(rows.c.operation_id == number)
            # Earlier changes may tell of a row that is gone: SQLite gives its id again.
            changed = select(CHANGE.c.operation_id).where(
                CHANGE.c.operation_id > number, CHANGE.c.record_table == name, CHANGE.c.record_id.in_(made)
            )
            _check_unchanged(number, set(session.execute(changed).scalars()) - cancelled)
    try:
        with history.attempt(session):
            delete_operation(session, number)
    except IntegrityError as error:
        later = _last_referring(session, number)
        raise ConflictError(
            f"operation {later} recorded something of what operation {number} made",
            f"take that back first: `twinning undo {later}`",
        ) from error


def _last_referring(session: Session, number: int) -> int:
    """Return the last operation that wrote a row which refers to one that a bulk operation made."""
    found = {number}
    for table in REFERENCES.keys() - HISTORY:
        rows = table_named(table)
        for column, target in REFERENCES[table].items():
            others = table_named(target)
            made = select(others.c.id).where(others.c.operation_id == number)
            referring = select(rows.c.id).where(rows.c[f"{column}_id"].in_(made), rows.c.operation_id != number)
            found |= {*session.scalars(select(rows.c.operation_id).where(rows.c.id.in_(referring)).distinct())}
            is_of_it = CHANGE.c.record_table == table, CHANGE.c.record_id.in_(referring)
            found |= {*session.scalars(select(CHANGE.c.operation_id).where(*is_of_it).distinct())}
    return max(found)


def _check_unchanged(number: int, later: set[int]) -> None:
    if later:
        raise ConflictError(
            f"operation {max(later)} changed what operation {number} made",
            f"take that back first: `twinning undo {max(later)}`",
        )
