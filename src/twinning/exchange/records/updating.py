"""A list that was exported, corrected in a spreadsheet and brought back: what differs becomes edits, in one operation.

A row is known by its key. What was changed here since the list was written is not overwritten: a row that something
touched after the operation that it names, or that is said for the whole file, is refused.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from twinning.actions.checking.remarks import remark_in_short, take_remarks
from twinning.actions.recording.records import check_unchanged, edit_found, find_editable
from twinning.db.log.history import attempt
from twinning.db.session import connection_of
from twinning.domain.names import fold
from twinning.domain.progress import followed
from twinning.errors import InputError, TwinningError, UsageError
from twinning.exchange.lists.columns.mapping import ListMapping, said_column
from twinning.exchange.lists.reading.tables import PLAIN, Line, Saved, Table
from twinning.exchange.lists.tie_list import Reject
from twinning.exchange.records.aliases import OF_LISTS
from twinning.exchange.records.batches import RecordedBatch, read_batch
from twinning.exchange.records.changed import Recorded
from twinning.exchange.records.following import SHOWN, Shown
from twinning.exchange.records.importing import reject_of
from twinning.exchange.records.kinds import (
    AT,
    CORRECTED_KINDS,
    RECORD_KINDS,
    RecordField,
    RecordKind,
    Use,
    fields_of_kind,
)
from twinning.exchange.records.names import known_columns
from twinning.exchange.records.stating import Reading, StatedCells, in_field
from twinning.inputs import AgreementInput, ChildInput, CitationInput, Input
from twinning.inputs.kinds import read_whole_number
from twinning.queries.history.operations import find_operation
from twinning.queries.history.record_log import touched_after
from twinning.queries.lookup.records import FoundRecord, find_many
from twinning.rows.arranging.arrangement import STAMP
from twinning.rows.upkeep import Remark

_AT_ONCE = 500

KEY = "key"
"""The column that says which record a row is."""


class EditOutcome(Enum):
    """What became of a row."""

    EDITED = "edited"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class CorrectedList:
    """A list as it was brought back. `since` is the last operation before it was written, where no row says one."""

    name: str
    sha256: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    mapping: ListMapping
    saved: Saved = PLAIN
    since: int | None = None

    @property
    def is_stamped(self) -> bool:
        """Whether its rows say after which operation they were listed."""
        return STAMP in map(_plain, self.header)


@dataclass(slots=True)
class EditsOutcome:
    """What became of a corrected list: its rows by their outcome, which add up to those read."""

    read: int
    columns: list[tuple[str, str | None]] = field(default_factory=list)
    counts: Counter[EditOutcome] = field(default_factory=Counter)
    rejects: list[Reject] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_corrected(table: Table, mapping: ListMapping) -> CorrectedList:
    """Return a list with the column that says which records its rows are. Raises InputError where it has none."""
    if KEY not in map(_plain, table.header) and KEY not in mapping.columns:
        raise InputError(f"{table.name}: no column holds the keys", "say which does: --map 'key=COLUMN'")
    return CorrectedList(table.name, table.sha256, table.header, tuple(table.lines), mapping, table.saved)


def is_column_of_a_list(column: str) -> bool:
    """Say whether a column of this name is read of any list."""
    return _plain(column) in (KEY, STAMP) or any(_field_of(kind, column) for kind in CORRECTED_KINDS.values())


def update_records(
    session: Session, corrected: CorrectedList, word: str | None = None, *, mistyped: bool = False
) -> EditsOutcome:
    """Edit the records that the rows name where a cell says something else; `word` is the kind of all, if it is said.

    With `mistyped`, sources that state an old value are corrected too. Raises UsageError where no row names a record
    that can be corrected.
    """
    kind = _kind_of(session, corrected) if word is None else CORRECTED_KINDS[word]
    return _Updater(session, corrected, kind, mistyped=mistyped).update()


@dataclass(frozen=True, slots=True)
class _Edit:
    """What a row says otherwise than its record. `since` is the operation after which nothing may have touched that."""

    line: Line
    found: FoundRecord
    changes: Input
    gone: tuple[ChildInput, ...]
    since: int | None


class _Updater:
    """Compares all rows, some hundreds at a time, before the first edit is made: none sees what another one changed."""

    def __init__(self, session: Session, corrected: CorrectedList, kind: RecordKind, *, mistyped: bool) -> None:
        self._session, self._list, self._kind, self._mistyped = session, corrected, kind, mistyped
        self._reading = Reading(kind, lambda text, *_: text, corrected.mapping.date_order)
        self._aliases = corrected.mapping.meanings
        self._fields = _fields_of_columns(kind, corrected)
        self._key = _column_of(corrected, KEY)
        shown = SHOWN.get(kind.name, Shown())
        self._remarks_on = shown.remarks
        there = [each for each in shown.columns if each in map(_plain, corrected.header)]
        self._shown = {each: at for each in there if (at := _column_of(corrected, each)) not in self._fields}
        self._rows = Counter(self._bare(line.cells[self._key].strip()) for line in corrected.lines)
        self._seen: set[FoundRecord] = set()
        self._operations: set[int] = set()
        taken = {at: field.name for at, field in self._fields.items()}
        columns = [(name, taken.get(at)) for at, name in enumerate(corrected.header) if name]
        self._outcome = EditsOutcome(len(corrected.lines), columns)

    def update(self) -> EditsOutcome:
        edits = list(self._planned())
        touched = self._touched(edits)
        for each in followed("making edits", edits, len(edits)):
            with self._rejecting(each.line), attempt(self._session):
                self._make(each, touched)
                self._outcome.counts[EditOutcome.EDITED] += 1
        self._outcome.rejects.sort(key=lambda reject: reject.line)
        remark_in_short(self._session, self._outcome.remarks)
        return self._outcome

    def _planned(self) -> Iterator[_Edit]:
        """Give the edits that the rows are."""
        lines = self._list.lines
        for first in followed("comparing rows", range(0, len(lines), _AT_ONCE), -(-len(lines) // _AT_ONCE)):
            yield from self._planned_of(lines[first : first + _AT_ONCE])

    def _planned_of(self, lines: Sequence[Line]) -> Iterator[_Edit]:
        named = {line.number: line.cells[self._key].strip() for line in lines}
        known = find_many(connection_of(self._session), self._kind.input.table, map(self._bare, named.values()))
        found: dict[int, FoundRecord] = {}
        for line in lines:
            with self._rejecting(line):
                found[line.number] = self._find(named[line.number], known)
        ids = [each.id for each in found.values()]
        batch = read_batch(self._session, self._kind, self._fields.values(), ids)
        if self._shown:
            known_lines = [line for line in lines if line.number in found]
            said = {found[each.number].id: self._shown_texts(each) for each in known_lines}
            self._outcome.remarks += self._remarks_on(connection_of(self._session), said)
        for line in (each for each in lines if each.number in found):
            with self._rejecting(line):
                yield from self._planned_line(line, found[line.number], batch)

    def _planned_line(self, line: Line, found: FoundRecord, batch: RecordedBatch) -> Iterator[_Edit]:
        if found.id not in batch.rows:
            raise InputError(f"{KEY}: {found} is none of the {self._kind.name}")
        values, rows, gone = self._changes(line, Recorded(batch, found.id))
        if values or any(rows.values()) or gone:
            yield _Edit(line, found, self._kind.input(**values, **rows), tuple(gone), self._since(line))
        else:
            self._outcome.counts[EditOutcome.UNCHANGED] += 1

    @contextmanager
    def _rejecting(self, line: Line) -> Iterator[None]:
        """Reject a row where it raises."""
        try:
            yield
        except TwinningError as error:
            placed = {field.name: at for at, field in self._fields.items()} | {KEY: self._key}
            self._outcome.rejects.append(reject_of(self._list.header, placed, line, error))
            self._outcome.counts[EditOutcome.REJECTED] += 1

    def _touched(self, edits: Sequence[_Edit]) -> Mapping[FoundRecord, int]:
        """Return what was touched after the first operation since when the list must be unchanged."""
        since = [each.since for each in edits if each.since is not None]
        found = [each.found for each in edits]
        return touched_after(connection_of(self._session), min(since), found) if since else {}

    def _make(self, edit: _Edit, touched: Mapping[FoundRecord, int]) -> None:
        if edit.since is not None:
            check_unchanged(edit.found, edit.since, touched)
        take_remarks(self._session)  # those of a row that was rejected
        edit_found(self._session, edit.found, edit.changes, remove=edit.gone, mistyped=self._mistyped)
        for each in take_remarks(self._session):
            self._outcome.remarks.append(replace(each, text=f"{edit.found}: {each.text}"))

    def _find(self, key: str, known: Mapping[str, FoundRecord]) -> FoundRecord:
        if not key:
            raise InputError(f"{KEY}: it is empty", f"rows that are new go in with `{_taking_new(self._kind)}`")
        found = known.get(self._bare(key)) or find_editable(connection_of(self._session), key)[0]
        if found.table != self._kind.input.table:
            raise InputError(f"{KEY}: {found} is none of the {self._kind.name}")
        if found in self._seen or self._rows[self._bare(key)] > 1:
            raise InputError(f"{KEY}: another row names {found} too", "keep one of them")
        self._seen.add(found)
        return found

    def _bare(self, key: str) -> str:
        """Return a key without the table that a list of records with keys is of."""
        return key.removeprefix(f"{self._kind.input.table}:")

    def _changes(
        self, line: Line, recorded: Recorded
    ) -> tuple[dict[str, Any], dict[str, tuple[ChildInput, ...]], list[ChildInput]]:
        values: dict[str, Any] = {}
        rows: dict[str, tuple[ChildInput, ...]] = {}
        gone: list[ChildInput] = []
        texts = {field.name: self._text(line, at) for at, field in self._fields.items()}
        for at, each in self._fields.items():
            text = self._text(line, at)
            if each.child is not None:
                changed = in_field(each.name, partial(recorded.changed_rows, each, text))
                rows[each.child.name] = (*rows.get(each.child.name, ()), *changed.add)
                gone += changed.remove
            else:
                read = partial(recorded.changed_value, self._reading, each, text, StatedCells(texts, {}))
                new = in_field(each.name, read)
                if any(values.get(name, held) != held for name, held in new.items()):
                    raise InputError(f"{each.name}: two columns say different things", "correct both")
                values |= new
        return values, rows, gone

    def _shown_texts(self, line: Line) -> dict[str, str]:
        return {name: self._text(line, at) for name, at in self._shown.items()}

    def _text(self, line: Line, at: int) -> str:
        text = line.cells[at].strip()
        return self._aliases.get(fold(text), text)

    def _since(self, line: Line) -> int | None:
        """Return the operation since when a record must be unchanged. Raises NotFoundError where there is none."""
        since = self._list.since
        if self._list.is_stamped:
            text = line.cells[_column_of(self._list, STAMP)].strip()
            if not text:
                raise InputError(f"{STAMP}: it is empty", "take it from another row of the list")
            since = read_whole_number(text)
        if since is not None and since not in self._operations:
            self._operations.add(find_operation(connection_of(self._session), since).id)
        return since


def _taking_new(kind: RecordKind) -> str:
    """Return the command that takes new records of a kind."""
    if kind.name in RECORD_KINDS:
        return f"twinning import FILE --as {kind.name}"
    return "twinning import FILE" if kind.input is AgreementInput else f"twinning add-{kind.input.table}"


def _plain(column: str) -> str:
    return column.strip().casefold().replace(" ", "_")


def _fields_of_columns(kind: RecordKind, corrected: CorrectedList) -> dict[int, RecordField]:
    """Return the field that each column corrects, by the column's number. Raises InputError for a said one."""
    header, folded = corrected.header, [fold(column) for column in corrected.header]
    found = {at: each for at, column in enumerate(header) if (each := _field_of(kind, column)) is not None}
    fields = fields_of_kind(kind)
    for name, column in corrected.mapping.columns.items():
        if name in fields and _can_be_corrected(fields[name]):
            found[said_column(column, header, folded, corrected.name)] = fields[name]
    return found


def _field_of(kind: RecordKind, column: str) -> RecordField | None:
    """Return the field that a column of a list corrects; what follows from other records corrects nothing."""
    own = {fold(name): of for name, of in OF_LISTS.get(kind.name, {}).items()}
    name = own.get(fold(column)) or known_columns(kind).get(fold(column), "")
    field = fields_of_kind(kind).get(name)
    return field if field is not None and _plain(column) != KEY and _can_be_corrected(field) else None


def _can_be_corrected(field: RecordField) -> bool:
    """Say whether a cell holds all there is of a field: of rows with a number of their own it shows a part."""
    is_row = field.use is Use.ROWS and field.child is not None and not field.child.row.numbered
    return (field.use is Use.VALUE and field.takes is not AT) or (is_row and not _is_of_sources(field))


def _is_of_sources(field: RecordField) -> bool:
    return field.child is not None and field.child.row is CitationInput


def _kind_of(session: Session, corrected: CorrectedList) -> RecordKind:
    """Return the kind of the first record that a row names."""
    at = _column_of(corrected, KEY)
    for line in corrected.lines:
        try:
            _, input_class = find_editable(connection_of(session), line.cells[at].strip())
        except TwinningError:
            continue
        if (kind := next((each for each in CORRECTED_KINDS.values() if each.input is input_class), None)) is not None:
            return kind
    raise UsageError(
        f"{corrected.name}: no row names a record of this register",
        "is it a list of another one? New rows go in without --update",
    )


def _column_of(corrected: CorrectedList, name: str) -> int:
    column = corrected.mapping.columns.get(name)
    if column is not None:
        return said_column(column, corrected.header, [fold(each) for each in corrected.header], corrected.name)
    return [_plain(each) for each in corrected.header].index(name)
