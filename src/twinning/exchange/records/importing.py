"""Records of a spreadsheet into the register: each row is created, there already, or rejected with a reason.

Everything is one operation. A row is written as the command that adds such a record would write it, and where that
refuses it, all that the row brought is taken back: its cities, its people.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType

from sqlalchemy.orm import Session

from twinning.actions.checking.remarks import take_remarks
from twinning.actions.recording.child_rows import add_child
from twinning.actions.recording.records import add, edit_found
from twinning.actions.recording.resolving import Attributes, find_named
from twinning.db.log.history import attempt
from twinning.db.session import connection_of
from twinning.domain.dates.printed_dates import DateOrder
from twinning.domain.names import fold, quote
from twinning.domain.progress import followed
from twinning.domain.vocabulary import SourceKind
from twinning.errors import ConflictError, InputError, NotFoundError, TwinningError
from twinning.exchange.lists.cities.candidates import Candidate
from twinning.exchange.lists.columns.headings import HeadingsAbove
from twinning.exchange.lists.columns.mapping import ListMapping
from twinning.exchange.lists.columns.no_rows import HeadingError, check_is_row, has_columns_of_rejects, own_cells
from twinning.exchange.lists.describing import is_like_several
from twinning.exchange.lists.reading.tables import PLAIN, Line, Saved, Table
from twinning.exchange.lists.tie_list import Reject
from twinning.exchange.records.cities import Cities
from twinning.exchange.records.columns import own_city, place_record_columns, units_of_columns
from twinning.exchange.records.contacts import contacts_of_row
from twinning.exchange.records.further_columns import JOINED, further_columns
from twinning.exchange.records.joining import is_plainly_named, what_is_more
from twinning.exchange.records.kinds import AT, RecordKind, fields_of_kind
from twinning.exchange.records.printed import is_dash, state_alone
from twinning.exchange.records.recorded import RecordedOtherwise, find_recorded
from twinning.exchange.records.stating import Reading, Stated, StatedCells
from twinning.exchange.records.sums import has_points_for_thousands
from twinning.inputs import CitationInput, RecordInput, SourceInput
from twinning.inputs.declaring import ChildField, children_of
from twinning.inputs.kinds import AMOUNT_AND_CURRENCY, FLAG
from twinning.inputs.records import CityInput, OrganizationInput
from twinning.queries.lookup.cities import cities_named, find_city
from twinning.queries.lookup.records import FoundRecord, seek_in
from twinning.queries.lookup.references import names_of

_SHOWN = 5


class RowOutcome(Enum):
    """What became of a row."""

    CREATED = "created"
    ADDED = "added_to_earlier_row"
    ALREADY_THERE = "already_there"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """A spreadsheet of one kind of record, read as a whole: its rows, and what its columns were taken for."""

    name: str
    sha256: str
    header: tuple[str, ...]
    kind: RecordKind
    placed: Mapping[str, int]
    further: Mapping[str, tuple[int, ...]]
    said: Mapping[str, str]
    units: Mapping[str, str]
    aliases: Mapping[str, str]
    date_order: DateOrder | None
    lines: tuple[Line, ...]
    saved: Saved = PLAIN

    def cells(self, line: Line) -> StatedCells:
        """Return the texts of a row by their fields: cells, or what an alias means."""
        texts = {name: self._text(line, name, number) for name, number in self.placed.items()}
        return StatedCells({name: text for name, text in texts.items() if text}, self.said)

    def _text(self, line: Line, name: str, number: int) -> str:
        texts = (line.cells[each].strip() for each in (number, *self.further.get(name, ())))
        said = (self.aliases.get(fold(each), each) for each in texts)
        takes = fields_of_kind(self.kind)[name].takes
        may_mean_no = takes.words is not None or takes.kind is FLAG
        return JOINED.get(name, " ").join(each for each in said if each and (may_mean_no or not is_dash(each)))

    @property
    def points(self) -> frozenset[str]:
        """The fields of the columns of sums in which points part thousands."""
        takes = {name: fields_of_kind(self.kind)[name].takes.kind for name in self.placed}
        columns = {name: at for name, at in self.placed.items() if takes[name] is AMOUNT_AND_CURRENCY}
        cells = {name: (line.cells[at] for line in self.lines) for name, at in columns.items()}
        return frozenset(name for name, texts in cells.items() if has_points_for_thousands(texts))

    @property
    def fields(self) -> Mapping[int, str]:
        """The field of each column that is read."""
        further = {at: name for name, columns in self.further.items() for at in columns}
        return {number: name for name, number in self.placed.items()} | further


@dataclass(slots=True)
class RecordOutcome:
    """What became of a spreadsheet: its rows by their outcome, which add up to those read, and what to look at."""

    read: int
    counts: Counter[RowOutcome] = field(default_factory=Counter)
    shown: list[tuple[int, str, str | None, RowOutcome]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    differences: list[tuple[int, str, RecordedOtherwise]] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)
    new_cities: list[Candidate] = field(default_factory=list)


def read_sheet(table: Table, mapping: ListMapping, kind: RecordKind, city: str | None) -> RecordSheet:
    """Return a spreadsheet as it is read; `city` is that of every row that names none.

    Raises InputError for a file that cannot be read, and where no column names its records.
    """
    placed = place_record_columns(table.header, mapping, table.name, kind, has_city=city is not None)
    said = mapping.values if city is None else {own_city(placed, mapping, kind): city, **mapping.values}
    return RecordSheet(
        name=table.name,
        sha256=table.sha256,
        header=table.header,
        kind=kind,
        placed=placed,
        further=further_columns(table.header, placed, kind),
        said=said,
        units=units_of_columns(table.header, placed, kind),
        aliases=mapping.meanings,
        date_order=mapping.date_order,
        lines=tuple(table.lines),
        saved=table.saved,
    )


def import_records(session: Session, sheet: RecordSheet, *, source: str | None = None) -> RecordOutcome:
    """Take a spreadsheet into the register; `source` is cited for every row.

    Raises NotFoundError, AmbiguousError for a city of the whole file, or a source, that is none.
    """
    return _Importer(session, sheet, source).take()


@dataclass(frozen=True, slots=True)
class _Taken:
    """What became of a row that is not rejected, and in what the record that it is of holds something else."""

    outcome: RowOutcome
    record: FoundRecord
    differences: list[RecordedOtherwise] = field(default_factory=list)


class _AlreadyThereError(Exception):
    """A row adds nothing."""

    def __init__(self, found: FoundRecord, differences: list[RecordedOtherwise]) -> None:
        super().__init__()
        self.taken = _Taken(RowOutcome.ALREADY_THERE, found, differences)


class _Importer:
    def __init__(self, session: Session, sheet: RecordSheet, source: str | None) -> None:
        self._session, self._sheet, self._source = session, sheet, source
        named = next((name for name in sheet.said if name in sheet.kind.own), None)
        own = find_city(connection_of(session), sheet.said[named]) if named else None
        self._own = None if named is None or own is None else (named, own.key)
        self._cities = Cities(session, own.country_code if own else None)
        self._reading = Reading(sheet.kind, self._cities.reference, sheet.date_order, sheet.units, sheet.points)
        self._outcome = RecordOutcome(len(sheet.lines))
        self._created: set[tuple[str, int]] = set()
        self._headings = HeadingsAbove()

    def take(self) -> RecordOutcome:
        for line in followed("recording rows", self._sheet.lines, len(self._sheet.lines)):
            self._take(line)
        self._outcome.new_cities = self._cities.new
        return self._outcome

    def _take(self, line: Line) -> None:
        """Write one row, or nothing of it."""
        try:
            with attempt(self._session):
                taken = self._write(line)
            several = [quote(each) for each in self._cities.keep() if is_like_several(each)]
            self._note(line, taken)
            self._outcome.remarks += [(line.number, each) for each in self._reading.nobodies(self._sheet.cells(line))]
            told = "is taken for one city, and may be several; those need a semicolon between them"
            self._outcome.remarks += [(line.number, f"{each} {told}") for each in several]
            self._outcome.remarks += [(line.number, each.text) for each in take_remarks(self._session)]
        except _AlreadyThereError as known:
            self._note(line, known.taken)
        except TwinningError as error:
            self._note(line, None)
            self._outcome.rejects.append(self._reject(line, error))
        self._cities.drop()
        take_remarks(self._session)

    def _note(self, line: Line, taken: _Taken | None) -> None:
        """Count what became of a row; None of one that is rejected."""
        outcome, record = (RowOutcome.REJECTED, None) if taken is None else (taken.outcome, str(taken.record))
        self._outcome.counts[outcome] += 1
        if len(self._outcome.shown) < _SHOWN:
            text = "; ".join(filter(None, own_cells(line.cells, self._sheet.header)))
            self._outcome.shown.append((line.number, text, record, outcome))
        if taken is not None:
            self._outcome.differences += [(line.number, str(taken.record), each) for each in taken.differences]

    def _reject(self, line: Line, error: TwinningError) -> Reject:
        reject = reject_of(self._sheet.header, self._sheet.placed, line, error, self._sheet.further)
        return replace(reject, hint=self._way_out(reject, error))

    def _way_out(self, reject: Reject, error: TwinningError) -> str | None:
        """Return what helps in a list where the hint is meant for a command: a column, or what makes a city new."""
        fields = fields_of_kind(self._sheet.kind)
        named = (name for name, at in self._sheet.placed.items() if self._sheet.header[at] == reject.column)
        city = next((name for name in named if name in fields and fields[name].names_city), None)
        if city is not None and isinstance(error, NotFoundError):
            return (
                f"{error.hint}, or say its country for it to be added here, in a column or as --set {city}_country=CODE"
            )
        _, _, missing = error.message.partition("missing: ")
        lacking = [name for name in missing.replace("-", "_").split(" and ") if name in fields]
        if columns := [f"--map '{name}=COLUMN'" for name in lacking if name not in self._sheet.placed]:
            return f"say which column holds it: {' '.join(columns)}; or, for all rows, --set '{lacking[0]}=TEXT'"
        if "start" in lacking:
            return "fill the cell, or let a column `status` say that it was held"
        if lacking and lacking[0] == getattr(self._sheet.kind.input, "argument", ""):
            return "fill the cell; where the row goes on with what stands above, repeat that, or write 〃 for each cell"
        return f"fill the cell, or say it for all rows: --set '{lacking[0]}=TEXT'" if lacking else error.hint

    def _write(self, line: Line) -> _Taken:
        cells = self._cells(line)
        self._check_headings(line, cells)
        taken, there = list[_Taken](), list[_AlreadyThereError]()
        for each in contacts_of_row(self._sheet.kind, cells):
            try:
                taken.append(self._write_cells(each, self._cited(line)))
                self._created.add((taken[-1].record.table, taken[-1].record.id))
            except _AlreadyThereError as known:
                there.append(known)
        if not taken:
            raise there[0]
        return replace(taken[0], differences=[each for one in taken for each in one.differences])

    def _write_cells(self, cells: StatedCells, cited: CitationInput | None) -> _Taken:
        stated = self._reading.state(cells, cited)
        self._add_sources(stated)
        parent = self._parent(stated) if self._sheet.kind.is_of_contacts else None
        of_parent: Attributes = {} if parent is None else {"city_id": None, "organization_id": None}
        if parent is not None:
            of_parent[f"{parent.table}_id"] = parent.id
        known = find_recorded(self._session, stated.input, of_parent)
        if known is not None and not self._is_further_number(*known):
            return self._join(stated, *known, of_parent, cited)
        if isinstance(stated.input, RecordInput):
            return _Taken(RowOutcome.CREATED, add(self._session, stated.input))
        if parent is None:
            raise AssertionError(self._sheet.kind.name)
        add_child(self._session, parent, _child(parent.table, self._sheet.kind), stated.input)  # type: ignore[arg-type]
        added = find_recorded(self._session, stated.input, of_parent)
        return _Taken(RowOutcome.ADDED if known else RowOutcome.CREATED, added[0] if added else parent)

    def _is_further_number(self, found: FoundRecord, differences: list[RecordedOtherwise]) -> bool:
        """Say whether a contact that this file added is said once more, with another telephone alone.

        What was there before may have a new number now.
        """
        is_of_file = found.table == "contact" and (found.table, found.id) in self._created
        return is_of_file and {(each.field, each.here is None) for each in differences} == {("telephone", False)}

    def _check_headings(self, line: Line, cells: StatedCells) -> None:
        """Raise InputError for what is no row, and for one that leaves unsaid which state a heading above it says."""
        if (found := state_alone(self._sheet.kind, own_cells(line.cells, self._sheet.header))) is not None:
            self._headings.put(line.number, *found)
            raise HeadingError(found[0], None)
        check_is_row(line.cells, self._sheet.header)
        self._headings.check(lambda name: bool(cells.get(name)))

    def _join(
        self,
        stated: Stated,
        found: FoundRecord,
        differences: list[RecordedOtherwise],
        of_parent: Attributes,
        cited: CitationInput | None,
    ) -> _Taken:
        """Add what a row says more than an earlier one of its record. Raises _AlreadyThereError where that is nothing.

        A file of rejects goes on with the file that they are of, where a row plainly names what that recorded. What a
        row says otherwise stands in the way, and is told with all that it says.
        """
        goes_on = (found.table, found.id) in self._created
        if not goes_on and has_columns_of_rejects(self._sheet.header):
            goes_on = is_plainly_named(self._session, found, stated.input)
        more = what_is_more(self._session, found, stated.input, cited) if goes_on and differences else None
        if more is None:
            raise _AlreadyThereError(found, differences)
        try:
            edit_found(self._session, found, more)
        except ConflictError as conflict:
            raise _AlreadyThereError(found, differences) from conflict
        left = find_recorded(self._session, stated.input, of_parent)
        return _Taken(RowOutcome.ADDED, found, left[1] if left else [])

    def _cells(self, line: Line) -> StatedCells:
        """Return what a row says; the city of the whole file stands for no other where the row names it."""
        cells = self._sheet.cells(line)
        if self._own is None or self._own[0] in cells.cells:
            return cells
        own, city = self._own
        others = (each.name for each in fields_of_kind(self._sheet.kind).values() if each.names_city)
        if city not in (self._key(cells.cells[name]) for name in others if name in cells.cells):
            return cells
        return replace(cells, said={name: text for name, text in cells.said.items() if name != own})

    def _key(self, text: str) -> str | None:
        named = cities_named(connection_of(self._session), text)
        return named[0].key if len(named) == 1 else None

    def _cited(self, line: Line) -> CitationInput | None:
        return None if self._source is None else CitationInput(self._source, locator=f"row {line.number}")

    def _add_sources(self, stated: Stated) -> None:
        """Record the documents that a row names by a title: what is no key and no address is one."""
        for cited in getattr(stated.input, "sources", ()):
            text = str(cited.source)
            is_title = "://" not in text and text != self._source
            if is_title and seek_in(connection_of(self._session), ("source",), text) is None:
                add(self._session, SourceInput(title=text, kind=SourceKind.ARTICLE))

    def _parent(self, stated: Stated) -> FoundRecord:
        """Return the city or organization that a contact belongs to. Raises NotFoundError, AmbiguousError."""
        if not stated.at:
            raise InputError(f"{AT.name}: it is empty", "name the city or the organization")
        connection = connection_of(self._session)
        table, number = find_named(connection, AT.kind.targets, stated.at)
        return FoundRecord(table, number, names_of(connection, table, [number])[number])


def _child(table: str, kind: RecordKind) -> ChildField:
    of = CityInput if table == "city" else OrganizationInput
    return next(child for child in children_of(of) if child.row is kind.input)


def reject_of(
    header: Sequence[str],
    placed: Mapping[str, int],
    line: Line,
    error: TwinningError,
    further: Mapping[str, tuple[int, ...]] = MappingProxyType({}),
) -> Reject:
    """Return a row that is not taken: with the column that the message begins with, or whose cell it quotes.

    Of several columns of one field (`further`) it is the one that has a line which the message quotes.
    """
    field_name, _, reason = error.message.partition(": ")
    number = placed.get(name := field_name.replace("-", "_"))
    if number is not None:
        texts = ((at, each.strip()) for at in further.get(name, ()) for each in line.cells[at].splitlines())
        number = next((at for at, each in texts if each and quote(each) in reason), number)
        return Reject(line.number, header[number], reason, error.hint, line.cells)
    quoted = (at for at in placed.values() if line.cells[at] and quote(line.cells[at]) in error.message)
    column = next((header[at] for at in quoted), None)
    return Reject(line.number, column, error.message, error.hint, line.cells)
