"""The log follows the session: every change that a flush makes is recorded under the operation that made it.

Core and bulk statements pass the session's events by. There is one writer that may use them, `twinning.actions.bulk`,
which records its counts on the operation instead. The guard fails every other such statement; tests run with it on.
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
    """What a session keeps of its operation until the end: the row, how many records of which kind of change.

    The names of rows to be deleted are read before they go, and with them what they hang on. `written` are the ids of
    the rows that were, by table; `inserted` those of the bulk, which have their digests but do not stand in the index
    of searches yet: that takes half as long for all of them at once. `told` is the number, within the operation, of the
    last change whose digest is written.
    """

    operation: Operation
    counts: Counter[ChangeKind] = field(default_factory=Counter)
    names_of_deleted: dict[Record, str] = field(default_factory=dict)
    written: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    inserted: dict[str, list[range]] = field(default_factory=lambda: defaultdict(list))
    told: int = 0
    rewrote_history: bool = False
    of_people_alone: bool = True


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


def _check_not_done(session: Session, token: str) -> None:
    done = session.execute(select(Operation.id).where(Operation.token == token)).scalar()
    if done is not None:
        raise ConflictError(
            f"this was done already, as operation {done}", f"`twinning log show {done}` shows what it changed"
        )


def finish(session: Session) -> bool:
    """Write the operation's counts, and the digests of all that it wrote; say whether anything changed at all."""
    recorder: _Recorder = session.info["recorder"]
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
    recorder: _Recorder = session.info["recorder"]
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
    recorder: _Recorder = session.info["recorder"]
    return recorder.operation.id


@contextmanager
def attempt(session: Session) -> Iterator[None]:
    """Take what is written inside back where it raises, from the operation's counts too; the rest of it stays."""
    recorder: _Recorder = session.info["recorder"]
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
    """Return what went wrong first: on a full disk the database takes all back, and then the savepoint is missed."""
    before = error.__context__
    return _first(before) if isinstance(error, DBAPIError) and isinstance(before, DBAPIError) else error


def undoes(session: Session, operation: int) -> None:
    """Say that the session's operation takes another one back."""
    recorder: _Recorder = session.info["recorder"]
    recorder.operation.undoes_id = operation


def calls_itself(session: Session, command: str) -> None:
    """Say what the log shows as the session's command, where its own words must not stay."""
    recorder: _Recorder = session.info["recorder"]
    recorder.operation.command = command


def names_by_reference(session: Session, text: str, reference: str) -> None:
    """Let the log show a person's reference where the command has the name that they were called by."""
    recorder: _Recorder = session.info["recorder"]
    if reference.startswith("person:") and text not in (reference, reference.removeprefix("person:")):
        recorder.operation.command = with_reference(recorder.operation.command, text, reference)


def reads_file(session: Session, sha256: str) -> None:
    """Say the digest of the file that the session's operation reads."""
    recorder: _Recorder = session.info["recorder"]
    recorder.operation.sha256 = sha256


@contextmanager
def bulk_writing(session: Session) -> Iterator["BulkRecord"]:
    """Let Core statements write, for the one bulk writer: it stamps its rows with the operation and says how many."""
    info = session.connection().info  # kept, since an interrupted connection gives it no more
    info[_MAY_WRITE] = True
    try:
        yield BulkRecord(session.info["recorder"])
    finally:
        info.pop(_MAY_WRITE, None)


@dataclass(frozen=True, slots=True)
class BulkRecord:
    """What the bulk writer needs of history."""

    _recorder: _Recorder

    @property
    def operation_id(self) -> int:
        """The operation that every row of the bulk belongs to."""
        return self._recorder.operation.id

    def inserted(self, table: str, ids: Sequence[int]) -> None:
        """Say which rows were inserted, with their digests."""
        self._recorder.counts[ChangeKind.INSERT] += len(ids)
        runs = self._recorder.inserted[table]
        for run in _runs(ids):
            if runs and runs[-1].stop == run.start:
                runs[-1] = range(runs[-1].start, run.stop)
            else:
                runs.append(run)

    def enter_inserted(self, connection: Connection) -> None:
        """Enter what was inserted into the index of searches, and let the database look at what there is now."""
        digests.enter(connection, self._recorder.inserted)
        gained = {table: sum(map(len, runs)) for table, runs in self._recorder.inserted.items()}
        tell_planner(connection, {**gained, "row_digest": sum(gained.values())})
        self._recorder.inserted.clear()

    def tell_changes(
        self, connection: Connection, rows: Iterable[tuple[str, str, dict[str, Any], dict[str, Any] | None]]
    ) -> None:
        """Record rows that were changed: the record's reference, the table, all columns before and after.

        Those that were deleted have none after.
        """
        changes = []
        for record, table, before, after in rows:
            kind = ChangeKind.DELETE if after is None else ChangeKind.UPDATE
            self._recorder.counts[kind] += 1
            self._recorder.written[table].add(before["id"])
            changes.append(
                {
                    "operation_id": self._recorder.operation.id,
                    "seq": self._recorder.counts.total(),
                    "record": record,
                    "record_table": table,
                    "record_id": before["id"],
                    "kind": kind,
                    "before": json.dumps(before, ensure_ascii=False),
                    "after": None if after is None else json.dumps(after, ensure_ascii=False),
                }
            )
        if changes:
            connection.execute(insert(Base.metadata.tables["change"]), changes)

    def deleted(self, rows: int) -> None:
        """Say how many rows were deleted."""
        self._recorder.counts[ChangeKind.DELETE] += rows

    def rewrote_history(self, table: str, ids: Collection[int]) -> None:
        """Say which rows of the log itself say something else now, which no change tells of."""
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
    """Give new rows their operation, but those that come back the one that made them; and let this flush write."""
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
    """Note a row that goes: `session.deleted` does not tell of those that a collection gave up."""
    session = object_session(row)
    if session is not None and (recorder := session.info.get("recorder")) is not None:
        recorder.names_of_deleted[row] = _reference(session, row)


def _close(session: Session, *_arguments: Any) -> None:
    """End what a flush may do; after a failed one the session itself has no connection to ask."""
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
    for change in changes:
        recorder.counts[change["kind"]] += 1
        change |= {"operation_id": recorder.operation.id, "seq": recorder.counts.total()}
    if changes:
        session.connection().execute(insert(Base.metadata.tables["change"]), changes)


def _tells_of_somebody(row: Record) -> bool:
    """Say whether a row tells of a person alone: then the words of `edit`, which takes all records, hold no value."""
    cited = any(getattr(row, f"{name}_id", None) for name in _OF_SOMEBODY)
    return row.__tablename__ in _OF_SOMEBODY or (row.__tablename__ == "citation" and cited)


def _touched(session: Session) -> Iterator[Record]:
    changed = sorted(_records(session.dirty), key=lambda row: (row.__tablename__, row.id))  # it is in no order
    yield from (*_records(session.new), *changed, *_records(session.deleted))


def _records(rows: Iterable[object]) -> Iterator[Record]:
    return (row for row in rows if isinstance(row, Record))


def _describe(session: Session, recorder: _Recorder, row: Record) -> dict[str, Any] | None:
    """Give one change's columns, or None where nothing that is stored changed."""
    before, after = _columns(row, before=True), _columns(row, before=False)
    if row in session.new:
        kind, before = ChangeKind.INSERT, {}
    elif row in recorder.names_of_deleted:
        kind, after = ChangeKind.DELETE, {}
    elif before != after:
        kind = ChangeKind.UPDATE
    else:
        return None
    return {
        "record": recorder.names_of_deleted.get(row) or _reference(session, row),
        "record_table": row.__tablename__,
        "record_id": row.id,
        "kind": kind,
        "before": json.dumps(before, ensure_ascii=False) if before else None,
        "after": json.dumps(after, ensure_ascii=False) if after else None,
    }


def _reference(session: Session, row: Record) -> str:
    return reference_of(session.connection(), row.__tablename__, row, partial(_held, session))


def _held(session: Session, name: str, number: int) -> Record | None:
    """Return a row that the session holds as it is in the database: whoever adds rows to a record holds that."""
    row = session.identity_map.get(identity_key(model_of(name), number))
    return row if isinstance(row, Record) and not inspect(row).expired_attributes else None


def _columns(row: Record, *, before: bool) -> dict[str, Any]:
    state = inspect(row)
    values = {}
    for attribute in state.mapper.column_attrs:
        gone = state.attrs[attribute.key].history.deleted if before else ()
        values[attribute.key] = gone[0] if gone else state.dict.get(attribute.key)
    return values
