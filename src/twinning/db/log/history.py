"""The log follows the session: every change that a flush makes is recorded under the operation that made it.

`begin` opens a session's operation and listens to its flushes; `finish` writes the operation's counts and the digests
of the rows that it wrote. What lies between is recorded without anybody's doing.

Core and bulk statements raise no flush events. One writer may use them, `twinning.actions.bulk`, inside `bulk_writing`:
it tells the counts itself. `guard` makes every other such statement fail, and is on in the tests.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, event, insert, inspect, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapper, Session, UOWTransaction, object_session
from sqlalchemy.orm.util import identity_key

from twinning.db.bulk import tell_planner
from twinning.db.damage import reference_of
from twinning.db.log import digests
from twinning.db.models import model_of
from twinning.db.models.base import Base, Record
from twinning.db.models.history import Operation
from twinning.db.search.index import CATCH_UP
from twinning.domain.privacy.personal import with_reference, without_any_value
from twinning.domain.vocabulary import ChangeKind
from twinning.errors import ConflictError

if TYPE_CHECKING:
    from twinning.db.log.operation import NewOperation

_MAY_WRITE = "twinning_may_write"
_OF_SOMEBODY = ("person", "person_name", "person_post", "contact")


@dataclass(slots=True)
class _Recorder:
    """What a session keeps of its operation until the end: its row, and how many rows it changed in which way.

    - `names_of_deleted`: the references of deleted rows, read before the flush, while the row and its parents exist
    - `written`: by table, the ids of rows whose digests and search texts are still to be written
    - `inserted`: by table, the ids of rows of the bulk writer. They have their digests; the search index gets them at
      the end, since that takes half as long for all of them at once
    - `told`: the number (`change.seq`) of the last change whose own digest is written
    - `of_people_alone`: whether all rows so far tell of people only, so that the command must keep no value
    """

    operation: Operation
    counts: Counter[ChangeKind] = field(default_factory=Counter)
    names_of_deleted: dict[Record, str] = field(default_factory=dict)
    written: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    inserted: dict[str, list[range]] = field(default_factory=lambda: defaultdict(list))
    told: int = 0
    rewrote_history: bool = False
    of_people_alone: bool = True

    def change(
        self, record: str, table: str, number: int, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> dict[str, Any]:
        """Count a change of a row, and return what the log has of it: the row's columns before and after, if any."""
        kind = ChangeKind.INSERT if before is None else ChangeKind.DELETE if after is None else ChangeKind.UPDATE
        self.counts[kind] += 1
        return {
            "operation_id": self.operation.id,
            "seq": self.counts.total(),
            "record": record,
            "record_table": table,
            "record_id": number,
            "kind": kind,
            "before": None if before is None else json.dumps(before, ensure_ascii=False),
            "after": None if after is None else json.dumps(after, ensure_ascii=False),
        }


def begin(session: Session, new: "NewOperation") -> Operation:
    """Open the session's operation, and return it: what is flushed from now on belongs to it.

    Raises ConflictError where an operation with its token is written already.
    """
    if new.token is not None:
        _check_not_done(session, new.token)
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    said = {"actor": new.actor, "command": new.command, "sha256": new.sha256, "token": new.token}
    operation = Operation(at=now, **said, inserted=0, updated=0, deleted=0)
    _listen(session)
    session.add(operation)
    session.flush()
    session.info["recorder"] = recorder = _Recorder(operation)
    session.connection().info[CATCH_UP] = partial(_write_digests, session, recorder)
    return operation


def _recorder(session: Session) -> _Recorder:
    """Return what a session keeps of its operation, which `begin` opened."""
    recorder: _Recorder = session.info["recorder"]
    return recorder


def _check_not_done(session: Session, token: str) -> None:
    done = session.execute(select(Operation.id).where(Operation.token == token)).scalar()
    if done is not None:
        raise ConflictError(
            f"this was done already, as operation {done}", f"`twinning log show {done}` shows what it changed"
        )


def finish(session: Session) -> bool:
    """Write the operation's counts, and the digests of all that it wrote; say whether anything changed at all."""
    recorder = _recorder(session)
    operation, counts = recorder.operation, recorder.counts
    session.connection().info.pop(CATCH_UP, None)
    operation.inserted = counts[ChangeKind.INSERT]
    operation.updated = counts[ChangeKind.UPDATE]
    operation.deleted = counts[ChangeKind.DELETE]
    if counts and recorder.of_people_alone and operation.command.startswith("edit "):
        operation.command = without_any_value(operation.command)
    if not has_changed(session):
        return False
    recorder.written["operation"].add(operation.id)
    _write_digests(session, recorder)
    return True


def has_changed(session: Session) -> bool:
    """Say whether the session's operation has changed anything so far."""
    session.flush()
    recorder = _recorder(session)
    return recorder.counts.total() > 0 or recorder.rewrote_history


def _write_digests(session: Session, recorder: _Recorder) -> None:
    connection, operation = session.connection(), recorder.operation.id
    change = Base.metadata.tables["change"]
    own = select(change.c.id).where(change.c.operation_id == operation, change.c.seq > recorder.told)
    recorder.written["change"].update(connection.execute(own).scalars())
    recorder.told = recorder.counts.total()
    with bulk_writing(session) as bulk:
        bulk.enter_inserted(connection)
        for name, ids in recorder.written.items():
            digests.renew(connection, name, ids)
    recorder.written.clear()


def operation_id(session: Session) -> int:
    """Return the id of the session's operation."""
    return _recorder(session).operation.id


@contextmanager
def attempt(session: Session) -> Iterator[None]:
    """Run the block in a savepoint: where it raises, its writes are taken back, and the counts are as before it.

    What the operation had written before the block stays. Raises what the block raised.
    """
    recorder = _recorder(session)
    written, counts, of_people = recorder.written, recorder.counts.copy(), recorder.of_people_alone
    inserted, told = {table: [*runs] for table, runs in recorder.inserted.items()}, recorder.told
    recorder.written = defaultdict(set)
    savepoint = session.begin_nested()
    try:
        yield
        savepoint.commit()
    except BaseException as error:
        recorder.written, recorder.counts, recorder.of_people_alone = written, counts, of_people
        recorder.inserted, recorder.told = defaultdict(list, inserted), told
        with suppress(DBAPIError):
            savepoint.rollback()
        raise _first(error) from error.__cause__
    for table, ids in recorder.written.items():
        written[table] |= ids
    recorder.written = written


def _first(error: BaseException) -> BaseException:
    """Return the first of the database errors that led to this one.

    On a full disk SQLite rolls the whole transaction back; the rollback to the savepoint then fails too, and its error
    would hide the one that says what happened.
    """
    before = error.__context__
    return _first(before) if isinstance(error, DBAPIError) and isinstance(before, DBAPIError) else error


def undoes(session: Session, operation: int) -> None:
    """Record that the session's operation takes another one (its id) back."""
    _recorder(session).operation.undoes_id = operation


def calls_itself(session: Session, command: str) -> None:
    """Let the log show another text as the session's command, where the words that were typed must not be kept."""
    _recorder(session).operation.command = command


def names_by_reference(session: Session, text: str, reference: str) -> None:
    """Let the log show a person's reference where the command has the name that they were called by."""
    operation = _recorder(session).operation
    if reference.startswith("person:") and text not in (reference, reference.removeprefix("person:")):
        operation.command = with_reference(operation.command, text, reference)


def reads_file(session: Session, sha256: str) -> None:
    """Record the SHA-256 of the file that the session's operation reads."""
    _recorder(session).operation.sha256 = sha256


@contextmanager
def bulk_writing(session: Session) -> Iterator["BulkRecord"]:
    """Allow Core statements to write inside the block: for the bulk writer, which reports to the `BulkRecord`."""
    info = session.connection().info  # kept, since an interrupted connection gives it no more
    info[_MAY_WRITE] = True
    try:
        yield BulkRecord(_recorder(session))
    finally:
        info.pop(_MAY_WRITE, None)


@dataclass(frozen=True, slots=True)
class BulkRecord:
    """To what the bulk writer reports the rows that it writes, as no flush event tells of them."""

    _recorder: _Recorder

    @property
    def operation_id(self) -> int:
        """The operation that every row of the bulk belongs to."""
        return self._recorder.operation.id

    def inserted(self, table: str, ids: Sequence[int]) -> None:
        """Count rows that were inserted with their digests; `enter_inserted` adds them to the search index."""
        self._recorder.counts[ChangeKind.INSERT] += len(ids)
        runs = self._recorder.inserted[table]
        for run in _runs(ids):
            if runs and runs[-1].stop == run.start:
                runs[-1] = range(runs[-1].start, run.stop)
            else:
                runs.append(run)

    def enter_inserted(self, connection: Connection) -> None:
        """Add the inserted rows to the search index, and let PostgreSQL's planner look at the tables that grew."""
        digests.enter(connection, self._recorder.inserted)
        gained = {table: sum(map(len, runs)) for table, runs in self._recorder.inserted.items()}
        tell_planner(connection, {**gained, "row_digest": sum(gained.values())})
        self._recorder.inserted.clear()

    def tell_changes(
        self, connection: Connection, rows: Iterable[tuple[str, str, dict[str, Any], dict[str, Any] | None]]
    ) -> None:
        """Record a change for each row: its record's reference, its table, all columns before, and all after.

        A row that was deleted has None for the columns after.
        """
        changes = []
        for record, table, before, after in rows:
            self._recorder.written[table].add(before["id"])
            changes.append(self._recorder.change(record, table, before["id"], before, after))
        if changes:
            connection.execute(insert(Base.metadata.tables["change"]), changes)

    def deleted(self, rows: int) -> None:
        """Count rows that were deleted without a change in the log for each."""
        self._recorder.counts[ChangeKind.DELETE] += rows

    def rewrote_history(self, table: str, ids: Collection[int]) -> None:
        """Note rows of the log itself (`operation`, `change`) that were rewritten: their digests are to be renewed."""
        self._recorder.written[table].update(ids)
        self._recorder.rewrote_history = True


def _runs(ids: Sequence[int]) -> Iterator[range]:
    """Give ids as runs of those that follow on one another."""
    in_order = sorted(ids)
    if in_order[-1] - in_order[0] + 1 == len(in_order):  # as nearly always
        yield range(in_order[0], in_order[-1] + 1)
        return
    for _, numbered in groupby(enumerate(in_order), lambda pair: pair[1] - pair[0]):
        run = [each for _, each in numbered]
        yield range(run[0], run[-1] + 1)


def guard(engine: Engine) -> None:
    """Make every statement of this engine fail that writes outside a flush and outside `bulk_writing`."""
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
    """Before a flush: allow it to write, and give new rows the id of the operation.

    A row that `undo` puts back has the id of the operation that made it first, and keeps it.
    """
    session.info["connection"] = session.connection().info
    session.info["connection"][_MAY_WRITE] = True
    recorder: _Recorder | None = session.info.get("recorder")
    if recorder is None:
        return
    for row in session.new:
        if row.operation_id is None:
            row.operation_id = recorder.operation.id


@event.listens_for(Record, "before_delete", propagate=True)
def _keep_name(_mapper: Mapper[Any], _connection: Connection, row: Record) -> None:
    """Keep the reference of a row that is deleted; `session.deleted` lacks rows that were taken out of a collection."""
    session = object_session(row)
    if session is not None and (recorder := session.info.get("recorder")) is not None:
        recorder.names_of_deleted[row] = _reference(session, row)


def _close(session: Session, *_arguments: Any) -> None:
    """After a flush: forbid writes again, by the connection's info as kept, since a failed flush has no connection."""
    session.info.get("connection", {}).pop(_MAY_WRITE, None)


def _record(session: Session, _context: UOWTransaction) -> None:
    """Write a change for each row of this flush, and count it."""
    recorder: _Recorder | None = session.info.get("recorder")
    if recorder is None:
        return
    touched = list(_touched(session))
    for row in touched:
        recorder.written[row.__tablename__].add(row.id)
    recorder.of_people_alone &= all(map(_tells_of_somebody, touched))
    changes = [change for row in touched if (change := _describe(session, recorder, row)) is not None]
    if changes:
        session.connection().execute(insert(Base.metadata.tables["change"]), changes)


def _tells_of_somebody(row: Record) -> bool:
    """Say whether a row is a person's, or cites one: of an `edit` of such rows alone the log keeps no value."""
    cited = any(getattr(row, f"{name}_id", None) for name in _OF_SOMEBODY)
    return row.__tablename__ in _OF_SOMEBODY or (row.__tablename__ == "citation" and cited)


def _touched(session: Session) -> Iterator[Record]:
    changed = sorted(_records(session.dirty), key=lambda row: (row.__tablename__, row.id))  # it is in no order
    yield from (*_records(session.new), *changed, *_records(session.deleted))


def _records(rows: Iterable[object]) -> Iterator[Record]:
    return (row for row in rows if isinstance(row, Record))


def _describe(session: Session, recorder: _Recorder, row: Record) -> dict[str, Any] | None:
    """Count a change, and return its columns; None where nothing that is stored changed."""
    before = None if row in session.new else _columns(row, before=True)
    is_gone = before is not None and row in recorder.names_of_deleted
    after = None if is_gone else _columns(row, before=False)
    if before == after:
        return None
    record = recorder.names_of_deleted.get(row) or _reference(session, row)
    return recorder.change(record, row.__tablename__, row.id, before, after)


def _reference(session: Session, row: Record) -> str:
    return reference_of(session.connection(), row.__tablename__, row, partial(_held, session))


def _held(session: Session, name: str, number: int) -> Record | None:
    """Return a row from the session where it is loaded and current, which saves reading the parents of new rows."""
    row = session.identity_map.get(identity_key(model_of(name), number))
    return row if isinstance(row, Record) and not inspect(row).expired_attributes else None


def _columns(row: Record, *, before: bool) -> dict[str, Any]:
    state = inspect(row)
    values = {}
    for attribute in state.mapper.column_attrs:
        gone = state.attrs[attribute.key].history.deleted if before else ()
        values[attribute.key] = gone[0] if gone else state.dict.get(attribute.key)
    return values
