"""Which record is it that a cell of a package names? One of the package, or else one of the register."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection

from twinning.db.references import KEYED, parse_reference
from twinning.errors import InputError
from twinning.exchange.package.cells import Found
from twinning.exchange.package.layout import FileColumn
from twinning.exchange.package.recorded import ids_of_keys
from twinning.exchange.package.staging import Names


class RecordNames:
    """Finds records by the keys and references of a package."""

    def __init__(self, connection: Connection, names: Names) -> None:
        self._connection = connection
        self._names = names

    def ids(self, table: str, names: Collection[str]) -> dict[str, int]:
        """Return the ids of the records of a table that have these names, where there are such."""
        found = self._names.find(table, names)
        missing = [name for name in names if name not in found]
        if missing and table in KEYED:
            recorded = ids_of_keys(self._connection, table, missing)
            self._names.keep(table, recorded.items())
            found |= recorded
        return found

    def find(self, column: FileColumn, cells: Collection[str]) -> Found:
        """Return what the cells of a column name. Raises InputError for one that names no record."""
        named: dict[str, dict[str, str]] = defaultdict(dict)
        for cell in cells:
            table, name = _taken_apart(column, cell)
            named[table][name] = cell
        found: dict[str, tuple[str, int]] = {}
        for table, names in named.items():
            ids = self.ids(table, names)
            found |= {names[name]: (table, record) for name, record in ids.items()}
        for cell in cells:
            if cell not in found:
                raise InputError(f"{cell!r} is neither in the package nor in the register")
        return found


def _taken_apart(column: FileColumn, cell: str) -> tuple[str, str]:
    """Return the table and the name that a cell has of a record. Raises InputError for what cannot stand there."""
    name, target = cell, column.targets[0]
    if column.is_reference:
        reference = parse_reference(cell)
        target = reference.record_table or "" if reference else ""
        name = cell if reference and reference.child else cell.partition(":")[2]
    if target not in column.targets:
        raise InputError(f"{cell!r} names no record that could stand here")
    return target, name
