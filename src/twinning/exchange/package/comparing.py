"""The register against a package that was exported from it: what differs, and which operation did it, if any."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from twinning.db.references import CHILDREN, KEYED, LINKS, PARENTS
from twinning.db.tables.history import OPERATION, OperationRecord
from twinning.db.typed_tables import fetch_records
from twinning.errors import InputError
from twinning.exchange.package import files as package_files
from twinning.exchange.package.exporting import Names, encode_row
from twinning.exchange.package.layout import ColumnKind, FileColumn, FileLayout, layouts
from twinning.exchange.package.recorded import Columns, recorded_rows
from twinning.queries.history.accounting import Ledger
from twinning.queries.lookup.references import full_name
from twinning.rows import Listing, Section
from twinning.rows.phrases import phrase
from twinning.rows.upkeep import DifferenceRow

Cells = Mapping[str, str]
"""A row of a file, by the names of the file's columns."""

RowName = tuple[str, ...]
"""The cells that tell a row of a file from the others: a layout's `identity` says which."""


@dataclass(frozen=True, slots=True)
class _Difference:
    """What a row of the listing says, before it is known who did it where `operation` is None."""

    layout: FileLayout
    change: str
    cells: Cells
    field: str | None = None
    in_package: str | None = None
    in_register: str | None = None
    operation: int | None = None

    @property
    def is_untold_removal(self) -> bool:
        """Whether a row is gone and no change says who deleted it."""
        return self.change == "removed" and self.operation is None


def compare(connection: Connection, folder: Path) -> Listing[DifferenceRow]:
    """Return how the register differs from a package that was exported from it, table by table.

    An operation accounts for an added row that it made, for a changed field that it wrote, and for a row that it
    deleted, if the register still is as that operation left it. Raises InputError for a folder that is no whole export.
    """
    differences = _Comparison(connection, _read(folder)).differences()
    section = Section("differences", DifferenceRow, list(_rows(connection, differences)))
    return Listing(DifferenceRow, (section,), phrase("Differences"), phrase("the register is as it was exported"))


def count_unaccounted(listing: Listing[Any]) -> int:
    """Return how many of the differences no operation accounts for."""
    return sum(isinstance(row, DifferenceRow) and row.operation is None for row in listing.rows)


def _read(folder: Path) -> dict[str, list[Cells]]:
    tables = package_files.read(folder)
    package: dict[str, list[Cells]] = {
        name: [row for batch in table.batches() for row in batch.rows()] for name, table in tables.items()
    }
    for layout in layouts():
        name = f"{layout.table}.csv"
        if layout.table not in package:
            raise InputError(f"{folder} has no {name}", "compare with a folder that `twinning export` wrote")
        for cells in package[layout.table][:1]:
            if missing := [column.name for column in layout.columns if column.name not in cells]:
                raise InputError(f"{name} has no column {missing[0]}", "it is an export of another version")
    return package


class _Comparison:
    """The rows of a package beside those of the register."""

    def __init__(self, connection: Connection, package: dict[str, list[Cells]]) -> None:
        self._connection = connection
        self._package = package
        self._ledger = Ledger(connection)
        self._names = _NamesEver(connection, self._ledger)
        self._known = 0  # the last operation that is surely in the package

    def differences(self) -> list[_Difference]:
        """Return every difference, those last that history does not tell of."""
        found = [each for layout in layouts() for each in self._of_table(layout)]
        told = [each for each in found if not each.is_untold_removal]
        deleted = self._ledger.untold(self._known)
        operations = (number for number, rows in deleted.items() for _ in range(rows))
        untold = (each for each in found if each.is_untold_removal)
        return told + [replace(each, operation=next(operations, None)) for each in untold]

    def _of_table(self, layout: FileLayout) -> Iterator[_Difference]:
        given = {_identity(layout, cells): cells for cells in self._package[layout.table]}
        recorded = self._recorded(layout)
        yield from self._removed(layout, {name: cells for name, cells in given.items() if name not in recorded})
        for identity, (row, cells) in recorded.items():
            if identity in given:
                self._known = max(self._known, row["operation_id"])
                yield from self._changed(layout, row, given[identity], cells)
            else:
                operation = self._ledger.addition(layout.table, row["id"], row["operation_id"], row)
                yield _Difference(layout, "added", cells, in_register=_links(layout, cells), operation=operation)

    def _recorded(self, layout: FileLayout) -> dict[RowName, tuple[Columns, Cells]]:
        rows = recorded_rows(self._connection, layout.table)
        encoded = ((row, encode_row(layout, row, self._names)) for row in rows)
        return {_identity(layout, cells): (row, cells) for row, cells in encoded}

    def _changed(self, layout: FileLayout, row: Columns, given: Cells, cells: Cells) -> Iterator[_Difference]:
        for column in layout.columns:
            before, after = given[column.name], cells[column.name]
            if before != after:
                operation = self._ledger.value(layout.table, row["id"], row, _stored(column))
                yield _Difference(layout, "changed", cells, column.name, before or None, after or None, operation)

    def _removed(self, layout: FileLayout, removed: Mapping[RowName, Cells]) -> Iterator[_Difference]:
        deletions = self._deletions(layout) if removed else {}
        for name, cells in removed.items():
            operation = deletions.get(name)
            yield _Difference(layout, "removed", cells, in_package=_links(layout, cells), operation=operation)

    def _deletions(self, layout: FileLayout) -> dict[RowName, int | None]:
        """Return which operation deleted each row that history tells of, by what named it; None if it came again."""
        deletions: dict[RowName, int | None] = {}
        for touch in self._ledger.last_touches(layout.table):
            row = touch.after or touch.before
            if "id" in row:
                identity = _identity(layout, encode_row(layout, row, self._names))
                deletions[identity] = None if touch.after else touch.operation
        return deletions


class _NamesEver:
    """The names of records, those included that are gone."""

    def __init__(self, connection: Connection, ledger: Ledger) -> None:
        self._present = Names(connection)
        self._ledger = ledger

    def __call__(self, table_name: str, record: int) -> str:
        try:
            return self._present(table_name, record)
        except KeyError:
            name = self._ledger.name_of_deleted(table_name, record)
            return name.partition(":")[2] if table_name in KEYED else name


def _identity(layout: FileLayout, cells: Cells) -> RowName:
    return tuple(cells[name] for name in layout.identity)


def _stored(column: FileColumn) -> tuple[str, ...]:
    """Return the database columns that a file's column stands for."""
    if column.kind is ColumnKind.DATE:
        return (f"{column.name}_text",)
    if column.is_reference and len(column.targets) > 1:
        return tuple(f"{target}_id" for target in column.targets)
    return (f"{column.name}_id" if column.targets else column.name,)


def _record(layout: FileLayout, cells: Cells) -> str:
    """Return the reference, in full, of the record that a row is, or belongs to, as the log has it."""
    if layout.table in KEYED:
        return full_name(layout.table, cells["key"])
    if layout.table == "key_alias":
        return f"{cells['record_table']}:{cells['key']}"
    column, parent = next(each for each in PARENTS[layout.table].items() if cells[each[0]])
    name = full_name(parent, cells[column])
    return f"{name}/{CHILDREN[layout.table]}-{cells['seq']}" if layout.table in CHILDREN else name


def _links(layout: FileLayout, cells: Cells) -> str | None:
    """Return what a row links its record to, which no reference says."""
    if layout.table not in LINKS:
        return None
    return "; ".join(str(cells[name]) for name in layout.identity if name != LINKS[layout.table]) or None


def _rows(connection: Connection, differences: Iterable[_Difference]) -> Iterator[DifferenceRow]:
    done = {operation.id: operation for operation in fetch_records(connection, select(OPERATION), OperationRecord)}
    for each in differences:
        by = done.get(each.operation or 0)
        yield DifferenceRow(
            table=each.layout.table,
            record=_record(each.layout, each.cells),
            change=each.change,
            field=each.field,
            in_package=each.in_package,
            in_register=each.in_register,
            operation=each.operation,
            at=by and by.at,
            actor=by and by.actor,
        )
