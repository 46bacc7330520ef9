"""Finding a text in every table, in every alphabet."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Text, select

from twinning.db.references import CHILDREN, KEYED, LINKS, TABLES_OF_COLUMNS
from twinning.db.types import Word
from twinning.domain.names import fold
from twinning.errors import InputError
from twinning.queries.lookup.references import full_name, names_of
from twinning.queries.tables import table
from twinning.rows import Listing, Section
from twinning.rows.records import FoundRow

_NOT_SEARCHED = ("folded", "sha256")
_DATE_PARTS = ("_earliest", "_latest")


def search(connection: Connection, text: str, limit: int | None = None) -> Listing:
    """Return every field that holds a text, whatever its case, accents, width and spacing: tables first by name.

    Look-up keys, digests and the bounds of dates are not searched; nothing in the text is a pattern. Raises InputError
    for a text without anything visible.
    """
    wanted = fold(text)
    if not wanted:
        raise InputError("the text to look for is empty")
    found: list[FoundRow] = []
    for name in (*KEYED, *CHILDREN, *LINKS):
        found += _search_table(connection, name, wanted)
    section = Section("found", FoundRow, found[:limit])
    return Listing(FoundRow, (section,), f"Found: {text}", "nothing found")


def _search_table(connection: Connection, name: str, wanted: str) -> list[FoundRow]:
    records = table(name)
    columns = [column.name for column in records.c if _is_searched(column)]
    rows = connection.execute(select(records).order_by(records.c.id)).mappings()
    hits = [(row, column) for row in rows for column in columns if row[column] and wanted in fold(str(row[column]))]
    named = dict(_names(connection, name, [row for row, _ in hits]))
    return [FoundRow(named[row["id"]], column.removesuffix("_text"), str(row[column])) for row, column in hits]


def _is_searched(column: Any) -> bool:
    return (
        isinstance(column.type, Text | Word)
        and column.name not in _NOT_SEARCHED
        and not column.name.endswith(_DATE_PARTS)
    )


def _names(connection: Connection, name: str, rows: list[Any]) -> Iterator[tuple[int, str]]:
    """Name the record of each row: its own reference in full, or that of the record that it hangs on."""
    if name in LINKS:
        column = LINKS[name]
        parent = TABLES_OF_COLUMNS.get(column, column)
        names = names_of(connection, parent, [row[f"{column}_id"] for row in rows])
        yield from ((row["id"], full_name(parent, names[row[f"{column}_id"]])) for row in rows)
    else:
        names = names_of(connection, name, [row["id"] for row in rows])
        yield from ((record, full_name(name, found)) for record, found in names.items())
