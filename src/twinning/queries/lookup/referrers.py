"""What refers to a record, so that it cannot be removed."""

from collections.abc import Iterable

from sqlalchemy import Connection, Select, select

from twinning.db.references import LINKS, PARENTS
from twinning.db.tables import REFERENCES, table_named
from twinning.db.typed_tables import fetch_rows
from twinning.queries.lookup.references import full_name, names_of


def list_referrers(connection: Connection, table_name: str, ids: Iterable[int]) -> list[tuple[str, int, str]]:
    """Return every row that refers to one of these rows: its table, its id, and the name of its record."""
    wanted = sorted(set(ids))
    found = []
    for other, references in REFERENCES.items():
        columns = [f"{column}_id" for column, target in references.items() if target == table_name]
        rows = _referring(connection, other, columns, wanted)
        names = _names(connection, other, rows.values()) if rows else {}
        found += [(other, row, names[record]) for row, record in sorted(rows.items())]
    return found


def _referring(connection: Connection, name: str, columns: Iterable[str], ids: list[int]) -> dict[int, int]:
    """Return the rows of a table that refer to these ids, and of each the record that it is or belongs to."""
    rows = table_named(name)
    record = rows.c[f"{LINKS[name]}_id"] if name in LINKS else rows.c.id
    queries: Iterable[Select[int, int]] = (
        select(rows.c.id, record).where(rows.c[column].in_(ids)) for column in columns
    )
    return {row: its for query in queries for row, its in fetch_rows(connection, query)}


def _names(connection: Connection, name: str, records: Iterable[int]) -> dict[int, str]:
    """Return the full references of the rows of a table, or of the records that they belong to."""
    parent = PARENTS[name][LINKS[name]] if name in LINKS else name
    return {record: full_name(parent, found) for record, found in names_of(connection, parent, records).items()}
