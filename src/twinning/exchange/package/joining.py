"""The rows of a package's files, one file at a time, on their way into the register."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from twinning.actions.bulk import insert_columns
from twinning.actions.checking.remarks import is_unlikely_allowed
from twinning.db.failures import rule_broken
from twinning.db.references import CHILDREN, PARENTS
from twinning.db.session import connection_of
from twinning.db.storage.notes import Notes
from twinning.db.tables.agreements import AGREEMENT_ACT
from twinning.db.typed_tables import fetch_rows
from twinning.domain.agreements.acts import ActKind
from twinning.domain.names import quote
from twinning.errors import InputError
from twinning.exchange.joining.recorded import highest_id
from twinning.exchange.package.agreements import match_with_recorded
from twinning.exchange.package.aliases import with_keys_here
from twinning.exchange.package.cells import Values, picked, rows_of
from twinning.exchange.package.decoding import Decoder
from twinning.exchange.package.files import FileBatch, FileTable, Tables
from twinning.exchange.package.fill_gaps import Difference, fill_gaps
from twinning.exchange.package.layout import FileLayout, layouts
from twinning.exchange.package.matching import matcher
from twinning.exchange.package.naming import RecordNames
from twinning.exchange.package.numbering import FreshIds, free_keys, number_rows
from twinning.exchange.package.recorded import Columns, ids_of_items, ids_of_keys, rows_beside
from twinning.exchange.package.staging import Ids, Names

_MOST_DIFFERENCES = 10_000
_UNCOMPARED = ("seq", "key")
_REFERRED_TO = {target for layout in layouts() for column in layout.columns for target in column.targets}


@dataclass(slots=True)
class ImportResult:
    """What became of a package: rows added and found by table, how many gained a value, what differs, and is odd.

    Of many differences the first thousands are kept; `more_differences` is how many there are besides.
    """

    added: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    completed: int = 0
    differences: list[Difference] = field(default_factory=list)
    more_differences: int = 0
    oddities: list[str] = field(default_factory=list)

    def tell(self, differences: Sequence[Difference]) -> None:
        """Note differences."""
        kept = differences[: _MOST_DIFFERENCES - len(self.differences)]
        self.differences += kept
        self.more_differences += len(differences) - len(kept)


class PackageImport:
    """One package on its way: `names` has the register's ids of what it names, `agreements` those of its agreements."""

    def __init__(self, session: Session, package: Tables, disk: Notes) -> None:
        self.session, self.package, self.disk = session, package, disk
        self.names = Names(disk)
        self.records = RecordNames(connection_of(session), self.names)
        self.agreements = Ids()
        self.result = ImportResult()


class _FileRows:
    """The rows of one file; `known` is the highest id that its table had before."""

    def __init__(self, whole: PackageImport, layout: FileLayout) -> None:
        self._whole, self._session, self._layout = whole, whole.session, layout
        self._connection = connection_of(whole.session)
        self._known = highest_id(self._connection, layout.table)
        self._fresh = FreshIds(whole.session, layout.table)
        takes_early = is_unlikely_allowed(whole.session)
        self._decoder = Decoder(layout, whole.records.find, self._kinds_of_acts, takes_early=takes_early)

    def _kinds_of_acts(self, acts: Sequence[int]) -> list[ActKind]:
        query = select(AGREEMENT_ACT.c.id, AGREEMENT_ACT.c.kind).where(AGREEMENT_ACT.c.id.in_(set(acts)))
        kinds = dict(fetch_rows(self._connection, query))
        return [kinds[act] for act in acts]

    def _add(self, values: Values) -> None:
        try:
            insert_columns(self._session, self._layout.table, values)
        except IntegrityError as error:
            raise InputError(f"{self._layout.table}.csv: the database refuses a row: {rule_broken(error)}") from error
        self._whole.result.added[self._layout.table] += len(values["id"])

    def _meet(self, columns: Columns, recorded: Columns) -> None:
        """Give a recorded row what it lacks, and note what differs."""
        result = self._whole.result
        result.found[self._layout.table] += 1
        if any(recorded[name] != value for name, value in columns.items() if name not in _UNCOMPARED):
            completed, differences = fill_gaps(self._session, self._layout, columns, recorded)
            result.completed += completed
            result.tell(differences)


class KeyedRows(_FileRows):
    """Rows with a key are told apart before they are read, since they may refer to one another."""

    def join(self, table: FileTable) -> Iterator[int]:
        """Add what is new, then give what is known what it lacks, which may be a new row.

        Gives how many more rows are done. Raises InputError.
        """
        whole = self._whole
        if self._layout.table == "agreement":
            match_with_recorded(self._connection, whole.disk, whole.package, whole.records.ids)
        new = sum(self._tell_apart(batch) for batch in table.batches())
        yield from self._add_activities(table, new) if self._layout.table == "activity" else self._add_new(table, new)
        yield from self._meet_known(table) if new < len(table) else ()

    def _tell_apart(self, batch: FileBatch) -> int:
        """Note which records rows are, or become; return how many are new."""
        self._check_keys(batch)
        ids = self._recorded(batch)
        new = [key for key in batch.cells("key") if key not in ids]
        ids |= zip(new, self._fresh.take(len(new)), strict=True)
        self._whole.names.keep(self._layout.table, ids.items())
        if self._layout.table == "agreement":
            self._whole.agreements.update(ids.values())
        return len(new)

    def _check_keys(self, batch: FileBatch) -> None:
        keys = batch.cells("key")
        before = set(self._whole.names.find(self._layout.table, keys))
        for row, key in enumerate(keys):
            if key in before:
                raise InputError(f"{batch.place(row)}: the key {quote(key)} stood there before")
            before.add(key)

    def _recorded(self, batch: FileBatch) -> dict[str, int]:
        """Return the recorded rows that rows of the package are, by the package's key."""
        keys = batch.cells("key")
        if self._layout.table == "agreement":
            return self._whole.names.matched(keys)
        found = ids_of_keys(self._connection, self._layout.table, keys)
        if self._layout.table == "city":
            items = batch.cells("wikidata_id")
            cities = ids_of_items(self._connection, {*items} - {""})
            found = {key: cities[item] for key, item in zip(keys, items, strict=True) if item in cities} | found
        return found

    def _ids(self, batch: FileBatch) -> list[int]:
        ids = self._whole.names.find(self._layout.table, batch.cells("key"))
        return [ids[key] for key in batch.cells("key")]

    def _add_new(self, table: FileTable, new: int) -> Iterator[int]:
        for batch in table.batches() if new else ():
            ids = self._ids(batch)
            rows = [row for row, number in enumerate(ids) if number > self._known]
            if rows:
                self._add_named(self._decoder.read(batch.picked(rows)) | {"id": [ids[row] for row in rows]})
            yield len(rows)

    def _add_named(self, values: Values) -> None:
        """Insert rows, each under its key or the next that is free."""
        self._add(values | {"key": free_keys(self._connection, self._layout.table, values["key"])})

    def _add_activities(self, table: FileTable, new: int) -> Iterator[int]:
        """Add activities after what they are part of: the file is gone through until none waits any more."""
        done = Ids()
        while new:
            waiting, before = "", new
            for batch in table.batches():
                values = self._decoder.read(batch) | {"id": self._ids(batch)}
                ready = self._ready(values, done)
                if rows := [row for row, is_ready in enumerate(ready) if is_ready]:
                    self._add_named(picked(values, rows))
                waiting = next((values["key"][row] for row, is_ready in enumerate(ready) if is_ready is False), waiting)
                new -= len(rows)
                yield len(rows)
            if new == before:
                raise InputError(f"activity.csv: {waiting} is part of itself, through others")

    def _ready(self, activities: Values, done: Ids) -> list[bool | None]:
        """Return which activities can be added now, and which have to wait; None for those that are there."""
        ready: list[bool | None] = []
        for number, whole in zip(activities["id"], activities["part_of_id"], strict=True):
            is_there = number <= self._known or number in done
            is_ready = whole is None or whole <= self._known or whole in done
            ready.append(None if is_there else is_ready)
            if not is_there and is_ready:
                done.add(number)
        return ready

    def _meet_known(self, table: FileTable) -> Iterator[int]:
        for batch in table.batches():
            ids = self._ids(batch)
            rows = [row for row, number in enumerate(ids) if number <= self._known]
            if rows:
                beside = rows_beside(self._connection, self._layout.table, {"id": [ids[row] for row in rows]})
                recorded = {each["id"]: each for each in beside}
                for row, columns in zip(rows, rows_of(self._decoder.read(batch.picked(rows))), strict=True):
                    self._meet(columns, recorded[ids[row]])
            yield len(rows)


class OtherRows(_FileRows):
    """Rows without a key of their own: each is found by what it says, and by what it belongs to."""

    def __init__(self, whole: PackageImport, layout: FileLayout) -> None:
        super().__init__(whole, layout)
        self._matcher = matcher(layout.table, _stored_identity(layout))
        several = whole.names.of_several_names("city")
        self._doubled = [f"{each.name}_id" for each in layout.columns if several and each.targets == ("city",)]
        self._cities = several
        self._given = Ids()

    def join(self, table: FileTable) -> Iterator[int]:
        """Add what is new, give what is known what it lacks, give how many more rows are done. Raises InputError."""
        for batch in table.batches():
            if self._layout.table == "key_alias":
                kept, differences = with_keys_here(self._connection, self._whole.records, batch)
                self._whole.result.tell(differences)
                yield self._join(kept)
            else:
                yield self._join(batch)

    def _join(self, batch: FileBatch) -> int:
        values = self._decoder.read(batch) | {"id": self._fresh.take(len(batch))}
        recorded = self._recorded(values) if self._known or self._doubled else {}
        if rows := [row for row in range(len(batch)) if row not in recorded]:
            new = picked(values, rows)
            self._add(number_rows(self._connection, self._layout, new) if "seq" in self._layout.identity else new)
        if recorded:
            met = picked(values, list(recorded))
            del met["id"]
            for columns, same in zip(rows_of(met), recorded.values(), strict=True):
                self._meet(columns, same)
        self._remember(batch, [recorded[row]["id"] if row in recorded else new for row, new in enumerate(values["id"])])
        return len(batch)

    def _recorded(self, values: Values) -> dict[int, Columns]:
        """Return the recorded row that each row is, by its place. What was given to one row is not given to a second.

        Rows of a city that the package has under several keys can be the same again.
        """
        beside = rows_beside(self._connection, self._layout.table, values)
        self._matcher.offer(each for each in beside if each["id"] <= self._known and each["id"] not in self._given)
        found: dict[int, Columns] = {}
        for row, columns in enumerate(rows_of(values)):
            again = any(columns[name] in self._cities for name in self._doubled)
            if (same := self._matcher.find(columns, again=again)) is not None:
                found[row] = same
                self._given.add(same["id"])
            elif again:
                self._matcher.add(columns)
        return found

    def _remember(self, batch: FileBatch, ids: Sequence[int]) -> None:
        """Note the references by which other rows of the package know these."""
        name = self._layout.table
        if name in CHILDREN and name in _REFERRED_TO:
            for column, parent in PARENTS[name].items():
                cells = zip(batch.cells(column), batch.cells("seq"), ids, strict=True)
                named = ((f"{parent}:{key}/{CHILDREN[name]}-{seq}", number) for key, seq, number in cells if key)
                self._whole.names.keep(name, named)


def _stored_identity(layout: FileLayout) -> tuple[str, ...]:
    """Return the database columns that tell a table's rows apart."""
    references = {column.name for column in layout.columns if column.targets}
    return tuple(f"{name}_id" if name in references else name for name in layout.identity)
