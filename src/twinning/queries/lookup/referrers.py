"""What refers to a record, so that it cannot be removed."""

from collections.abc import Iterable

from sqlalchemy import Connection, Table, select

from twinning.db.models import Base
from twinning.db.references import LINKS, TABLES_OF_COLUMNS
from twinning.queries.lookup.references import full_name, names_of
from twinning.queries.tables import table

_HISTORY = ("operation", "change")


def list_referrers(connection: Connection, table_name: str, ids: Iterable[int]) -> list[tuple[str, int, str]]:
    """Return every row that refers to one of these rows: its table, its id, and the name of its record."""
    wanted = sorted(set(ids))
    found = []
    for other in Base.metadata.sorted_tables:
        columns = _columns_to(other, table_name)
        if columns and other.name not in _HISTORY:
            rows = _referring(connection, other.name, columns, wanted)
            names = _names(connection, other.name, rows.values())
            found += [(other.name, row, names[record]) for row, record in sorted(rows.items())]
    return found


def _columns_to(other: Table, table_name: str) -> list[str]:
    keys = ((column.name, key.column) for column in other.c for key in column.foreign_keys)
    return [name for name, target in keys if target.table.name == table_name and target.name == "id"]


def _referring(connection: Connection, name: str, columns: Iterable[str], ids: list[int]) -> dict[int, int]:
    """Return the rows of a table that refer to these ids, and of each the record that it is or hangs on."""
    rows = table(name)
    record = rows.c[f"{LINKS[name]}_id"] if name in LINKS else rows.c.id
    return {
        row: its
        for column in columns
        for row, its in connection.execute(select(rows.c.id, record).where(rows.c[column].in_(ids)))
    }


def _names(connection: Connection, name: str, records: Iterable[int]) -> dict[int, str]:
    """Return the references in full of what the rows of a table are or hang on."""
    column = LINKS.get(name, name)
    parent = TABLES_OF_COLUMNS.get(column, column)
    return {record: full_name(parent, found) for record, found in names_of(connection, parent, records).items()}
