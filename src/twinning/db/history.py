"""History hangs on the session: every change that a flush makes is recorded under the operation that made it.

Core and bulk statements pass the session's events by. There is one writer that may use them, `twinning.actions.bulk`,
which records its counts on the operation instead. The guard fails every other such statement; tests run with it on.
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, event, insert, inspect
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session, UOWTransaction

from twinning.db.base import Base, Record
from twinning.db.models.history import Operation
from twinning.vocabulary import ChangeKind

_MAY_WRITE = "twinning_may_write"


@dataclass(frozen=True, slots=True)
class NewOperation:
    """Who does what: the actor and the command as the log will show them, and the digest of an imported file."""

    actor: str
    command: str
    sha256: str | None = None


@dataclass(slots=True)
class _Recorder:
    """What a session keeps of its operation until the end: the row, and how many records of which kind of change."""

    operation: Operation
    counts: Counter[ChangeKind] = field(default_factory=Counter)


def begin(session: Session, new: NewOperation) -> None:
    """Open the session's operation: what is flushed from now on belongs to it."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    operation = Operation(
        at=now, actor=new.actor, command=new.command, sha256=new.sha256, inserted=0, updated=0, deleted=0
    )
    _listen(session)
    session.add(operation)
    session.flush()
    session.info["recorder"] = _Recorder(operation)


def finish(session: Session) -> bool:
    """Write the operation's counts; say whether anything changed at all."""
    recorder: _Recorder = session.info["recorder"]
    operation, counts = recorder.operation, recorder.counts
    operation.inserted = counts[ChangeKind.INSERT]
    operation.updated = counts[ChangeKind.UPDATE]
    operation.deleted = counts[ChangeKind.DELETE]
    session.flush()
    return counts.total() > 0


@contextmanager
def bulk_writing(session: Session) -> Iterator["BulkRecord"]:
    """Let Core statements write, for the one bulk writer: it stamps its rows with the operation and says how many."""
    connection = session.connection()
    connection.info[_MAY_WRITE] = True
    try:
        yield BulkRecord(session.info["recorder"])
    finally:
        connection.info.pop(_MAY_WRITE, None)


@dataclass(frozen=True, slots=True)
class BulkRecord:
    """What the bulk writer needs of history."""

    _recorder: _Recorder

    @property
    def operation_id(self) -> int:
        """The operation that every row of the bulk belongs to."""
        return self._recorder.operation.id

    def count(self, rows: int) -> None:
        """Say that so many rows were inserted."""
        self._recorder.counts[ChangeKind.INSERT] += rows


def guard(engine: Engine) -> None:
    """Fail every statement of this engine that writes past history."""
    event.listen(engine, "before_cursor_execute", _refuse_unrecorded)


def _refuse_unrecorded(
    connection: Connection, _cursor: Any, statement: str, _parameters: Any, _context: Any, _many: bool
) -> None:
    verb = statement.lstrip().split(None, 1)[0].upper()
    if verb in ("INSERT", "UPDATE", "DELETE", "REPLACE") and not connection.info.get(_MAY_WRITE):
        raise AssertionError(f"a write that history does not see: {statement[:200]}")


def _listen(session: Session) -> None:
    event.listen(session, "before_flush", _stamp)
    event.listen(session, "after_flush", _record)
    event.listen(session, "after_flush_postexec", _close)
    event.listen(session, "after_soft_rollback", _close)


def _stamp(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    """Give new rows their operation, and let this flush write."""
    session.connection().info[_MAY_WRITE] = True
    recorder: _Recorder | None = session.info.get("recorder")
    for row in session.new:
        if recorder is not None and hasattr(row, "operation_id"):
            row.operation_id = recorder.operation.id


def _close(session: Session, *_arguments: Any) -> None:
    if session.in_transaction():
        session.connection().info.pop(_MAY_WRITE, None)


def _record(session: Session, _context: UOWTransaction) -> None:
    """Write a change for each row of this flush, and count it."""
    recorder: _Recorder | None = session.info.get("recorder")
    if recorder is None:
        return
    changes = [change for row in _touched(session) if (change := _describe(session, row)) is not None]
    for change in changes:
        recorder.counts[change["kind"]] += 1
        change |= {"operation_id": recorder.operation.id, "seq": recorder.counts.total()}
    if changes:
        session.connection().execute(insert(Base.metadata.tables["change"]), changes)


def _touched(session: Session) -> Iterator[Record]:
    rows = [*session.new, *session.dirty, *session.deleted]
    return (row for row in rows if isinstance(row, Record))


def _describe(session: Session, row: Record) -> dict[str, Any] | None:
    """Give one change's columns, or None where nothing that is stored changed."""
    before, after = _columns(row, before=True), _columns(row, before=False)
    if row in session.new:
        kind, before = ChangeKind.INSERT, {}
    elif row in session.deleted:
        kind, after = ChangeKind.DELETE, {}
    elif before != after:
        kind = ChangeKind.UPDATE
    else:
        return None
    return {
        "record_table": row.__tablename__,
        "record_id": row.id,
        "kind": kind,
        "before": json.dumps(before, ensure_ascii=False) if before else None,
        "after": json.dumps(after, ensure_ascii=False) if after else None,
    }


def _columns(row: Record, *, before: bool) -> dict[str, Any]:
    state = inspect(row)
    values = {}
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        value = state.dict.get(attribute.key)
        values[attribute.key] = history.deleted[0] if before and history.deleted else value
    return values
