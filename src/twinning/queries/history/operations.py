"""The log: what was done, by whom, when, and which operations were not taken back."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, or_, select

from twinning.db.references import PARENTS
from twinning.db.tables import REFERENCES, table_named
from twinning.db.tables.history import CHANGE, KEY_ALIAS, OPERATION, ChangeRecord, OperationRecord
from twinning.db.typed_tables import fetch_records, fetch_rows, select_ids
from twinning.db.types import Flag
from twinning.domain.vocabulary import ChangeKind
from twinning.errors import NotFoundError
from twinning.queries.history.record_log import operations_on
from twinning.queries.history.undone_operations import cancelled_since, last_standing, standing, undoings
from twinning.queries.lists.streamed import streamed
from twinning.queries.lookup.references import in_batches, names_of
from twinning.rows import Dossier, Fact, Listing, Section
from twinning.rows.phrases import phrase
from twinning.rows.upkeep import ChangeRow, OperationRow

Columns = Mapping[str, object]
"""The columns of a row by their names in the database, as the log keeps them."""

_NOT_SHOWN = ("id", "operation_id", "folded")

ERASED = "[erased]"
"""What stands in the log where the name or the key of an erased person stood."""

ERASED_ROW = '{"erased": true}'
"""What stands in the log where it told what a row of an erased person held, and in `record` the next."""

ERASED_RECORD = "person:erased"

ERASURE = "erase-person"
"""The whole command of an operation that erased a person."""

RESTORING = "db restore"
"""The whole command of an operation that put a data package in the place of everything that was recorded."""

_MARKS = (ERASED, ERASED_ROW)


@dataclass(frozen=True, slots=True)
class NetChange:
    """What an operation did to one row in the end: `before` or `after` is None where the row was not there."""

    record: str
    record_table: str
    record_id: int
    before: Columns | None
    after: Columns | None


@dataclass(frozen=True, slots=True)
class Undoable:
    """An operation that is to be taken back, how many rows it inserted, and whether in bulk: those can only go.

    `actor` is who did it.
    """

    number: int
    actor: str
    command: str
    inserted: int
    in_bulk: bool


def list_operations(connection: Connection, record: str | None = None) -> Listing[OperationRow]:
    """Return operations, the latest first; of one record (a reference, a key, a name), those that had to do with it.

    That are the one that made it, an import or a seed among them, and those that touched it, its children, or what
    sources state of them singly. Raises NotFoundError, AmbiguousError.
    """
    chosen = select(OPERATION.c.id).order_by(OPERATION.c.id.desc())
    if record is not None:
        chosen = chosen.where(OPERATION.c.id.in_(select_ids(connection, [*operations_on(connection, record)])))
    takes_back = undoings(connection)
    undone_by = {takes_back[by]: by for by in standing(takes_back)}
    rows = streamed(connection, chosen, lambda ids: _operations(connection, ids, undone_by))
    section = Section("operations", OperationRow, rows)
    return Listing(OperationRow, (section,), phrase("Operations"), phrase("nothing has been done yet"))


def _operations(connection: Connection, ids: Sequence[int], undone_by: Mapping[int, int]) -> Iterator[OperationRow]:
    query = select(OPERATION).where(OPERATION.c.id.in_(select_ids(connection, ids))).order_by(OPERATION.c.id.desc())
    for done in fetch_records(connection, query, OperationRecord):
        yield OperationRow(
            operation=done.id,
            at=done.at,
            actor=done.actor,
            command=done.command,
            inserted=done.inserted,
            updated=done.updated,
            deleted=done.deleted,
            undoes=done.undoes_id,
            undone_by=undone_by.get(done.id),
        )


def describe_operation(connection: Connection, number: int) -> Dossier:
    """Return an operation with each value that it changed. Raises NotFoundError."""
    operation = find_operation(connection, number)
    names = ("at", "actor", "command", "inserted", "updated", "deleted", "sha256", "undoes_id")
    facts = tuple(Fact(name.removesuffix("_id"), getattr(operation, name)) for name in names)
    return Dossier(
        _in_words(connection, operation), facts, (Section("changes", ChangeRow, _changes(connection, number)),)
    )


def _in_words(connection: Connection, operation: OperationRecord) -> str:
    """Say which operation it is, and what it took back, or which one took it back."""
    number = operation.id
    if operation.undoes_id is not None:
        undone = find_operation(connection, operation.undoes_id)
        return phrase(
            "Operation {operation}, which took back operation {other} ({command})",
            operation=number,
            other=undone.id,
            command=undone.command,
        )
    takes_back = undoings(connection)
    by = next((by for by in standing(takes_back) if takes_back[by] == operation.id), None)
    if by is None:
        return phrase("Operation {operation}", operation=number)
    return phrase("Operation {operation}, taken back by operation {other}", operation=number, other=by)


def list_changes(connection: Connection, number: int) -> Listing[ChangeRow]:
    """Return each value that an operation has changed, or has so far."""
    section = Section("changes", ChangeRow, _changes(connection, number))
    return Listing(ChangeRow, (section,), phrase("Changes"), phrase("nothing differs from what is recorded"))


def describe_undoing(connection: Connection, number: int, undone: Undoable) -> Listing[Any] | Dossier:
    """Return each value that an operation put back; what was deleted in bulk is only counted."""
    changes = list_changes(connection, number)
    if not undone.in_bulk:
        return changes
    facts = Fact("operation", undone.number), Fact("command", undone.command), Fact("deleted", undone.inserted)
    return Dossier(phrase("Operation {operation} is taken back", operation=undone.number), facts, changes.sections)


def find_undoable(connection: Connection, number: int | None = None, before: int | None = None) -> Undoable:
    """Return the operation of a number, or the last (with `before`, the last earlier one) not taken back.

    Raises NotFoundError. Whether it can be taken back is for the undoing to find out.
    """
    number = number if number is not None else last_standing(connection, before)
    if number is None:
        raise NotFoundError("there is nothing to undo")
    if before is not None and number >= before:
        raise no_operation(number)
    operation = find_operation(connection, number)
    of_it = CHANGE.c.operation_id == number, CHANGE.c.kind == ChangeKind.INSERT
    singly = connection.execute(select(func.count()).select_from(CHANGE).where(*of_it)).scalar_one()
    return Undoable(number, operation.actor, operation.command, operation.inserted, operation.inserted > singly)


def last_restoring(connection: Connection, since: int) -> int | None:
    """Return the last operation, from one on, that put a data package in the place of everything."""
    restored = OPERATION.c.command == RESTORING, OPERATION.c.id >= since
    return connection.execute(select(func.max(OPERATION.c.id)).where(*restored)).scalar()


def find_operation(connection: Connection, number: int) -> OperationRecord:
    """Return an operation's row. Raises NotFoundError."""
    found = fetch_records(connection, select(OPERATION).where(OPERATION.c.id == number), OperationRecord)
    if not found:
        raise no_operation(number)
    return found[0]


def last_operation(connection: Connection) -> int:
    """Return the number of the last operation, 0 where nothing was done yet."""
    return connection.execute(select(func.max(OPERATION.c.id))).scalar() or 0


def has_operation(connection: Connection, number: int, at: str) -> bool:
    """Return whether the log has an operation, and as one that began at that time."""
    return connection.execute(select(OPERATION.c.at).where(OPERATION.c.id == number)).scalar() == at


def last_before(connection: Connection) -> str:
    """Say which operation was the last before one's own, for a message: without any, only the date changed."""
    query = select(OPERATION.c.id, OPERATION.c.actor, OPERATION.c.command).order_by(OPERATION.c.id.desc())
    rows = fetch_rows(connection, query.offset(1).limit(1))
    return next((f"operation {number} ({actor}: {command})" for number, actor, command in rows), "a new day")


def no_operation(number: int) -> NotFoundError:
    """Return the error that there is no operation of this number."""
    return NotFoundError(f"there is no operation {number}", "`twinning log` shows them")


def net_changes(connection: Connection, number: int) -> list[NetChange]:
    """Return what an operation did singly, one change a row, in the order in which the rows were first touched."""
    query = select(CHANGE).where(CHANGE.c.operation_id == number).order_by(CHANGE.c.seq)
    nets: dict[tuple[str, int], NetChange] = {}
    for change in fetch_records(connection, query, ChangeRecord):
        key = change.record_table, change.record_id
        before = nets[key].before if key in nets else _read(change.before)
        nets[key] = NetChange(change.record, *key, before, _read(change.after))
    return [net for net in nets.values() if net.before != net.after or _is_erased(net)]


def was_erased_in(connection: Connection, number: int) -> bool:
    """Return whether something that an operation did was erased from the log."""
    sides = (side.contains(mark, autoescape=True) for side in (CHANGE.c.before, CHANGE.c.after) for mark in _MARKS)
    query = select(CHANGE.c.id).where(CHANGE.c.operation_id == number, or_(*sides))
    return connection.scalar(query.limit(1)) is not None


def touched_later(connection: Connection, number: int, nets: Iterable[NetChange]) -> list[int]:
    """Return the operations after one that touched the rows of its net changes and still stand.

    So does one that merged another agreement into one of which the parties changed: it would be of these alone.
    """
    nets = list(nets)
    rows = {(net.record_table, net.record_id) for net in nets}
    own = select(CHANGE.c.record_id).where(CHANGE.c.operation_id == number)
    query = select(CHANGE.c.operation_id, CHANGE.c.record_table, CHANGE.c.record_id).where(
        CHANGE.c.operation_id > number, CHANGE.c.record_id.in_(own)
    )
    found = {later for later, table, record in fetch_rows(connection, query) if (table, record) in rows}
    return sorted((found - cancelled_since(connection, number)) | _merged_later(connection, number, nets))


def _merged_later(connection: Connection, number: int, nets: Iterable[NetChange]) -> set[int]:
    """Return the operations after one that merged another agreement into one of which it changed the parties."""
    parties = (net.before or net.after or {} for net in nets if net.record_table == "agreement_party")
    changed = {of for each in parties if isinstance(of := each.get("agreement_id"), int)}
    keys = [*names_of(connection, "agreement", changed).values()]
    of = KEY_ALIAS.c
    query = select(of.operation_id).where(of.record_table == "agreement", of.operation_id > number)
    return {later for batch in in_batches(keys) for (later,) in fetch_rows(connection, query.where(of.key.in_(batch)))}


def _read(columns: str | None) -> Columns | None:
    return None if columns is None else json.loads(columns)


class _Names:
    """The names of records that changes refer to by id, also of those that are gone, each looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, int], str] = {}

    def show(self, table_name: str, column: str, value: Any) -> str | None:
        """Return what a column's value says to people: the name of the record, where it refers to one."""
        if value is None:
            return None
        if isinstance(table_named(table_name).c[column].type, Flag):
            return "yes" if value else "no"
        target = REFERENCES.get(table_name, {}).get(column.removesuffix("_id"))
        if target is None:
            return str(value)
        record = (target, value)
        if record not in self._known:
            self._known[record] = self._name(*record)
        return self._known[record]

    def _name(self, table_name: str, record: int) -> str:
        names = names_of(self._connection, table_name, [record])
        if record in names:
            return names[record]
        gone = select(CHANGE.c.record).where(CHANGE.c.record_table == table_name, CHANGE.c.record_id == record).limit(1)
        return str(self._connection.execute(gone).scalar())


def _changes(connection: Connection, number: int) -> list[ChangeRow]:
    names = _Names(connection)
    return [row for net in net_changes(connection, number) for row in _change_rows(net, names)]


def _is_erased(net: NetChange) -> bool:
    return _read(ERASED_ROW) in (net.before, net.after)


def _change_rows(net: NetChange, names: _Names) -> list[ChangeRow]:
    before, after = net.before or {}, net.after or {}
    kind = ChangeKind.INSERT if net.before is None else ChangeKind.DELETE if net.after is None else ChangeKind.UPDATE
    if _is_erased(net):
        return [ChangeRow(net.record, kind.value, net.record_table, "erased", None, None)]
    shown = [name for name in (after or before) if not _is_implied(net, name)]
    return [
        ChangeRow(
            record=net.record,
            change=kind.value,
            table=net.record_table,
            field=name.removesuffix("_text").removesuffix("_id"),
            before=names.show(net.record_table, name, before.get(name)),
            after=names.show(net.record_table, name, after.get(name)),
        )
        for name in shown
        if before.get(name) != after.get(name)
    ]


def _is_implied(net: NetChange, name: str) -> bool:
    """Return whether a column says nothing that the record's name or a date's text does not."""
    if name in _NOT_SHOWN or name.endswith(("_earliest", "_latest", "_doubtful")):
        return True
    own = net.before is None or net.after is None
    return own and (name == "seq" or name.removesuffix("_id") in PARENTS.get(net.record_table, {}))
