"""Finding a text in every table, in every alphabet."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnClause, Connection, Text, select

from twinning.db.references import CHILDREN, KEYED, LINKS, PARENTS
from twinning.db.tables import record_class_named, table_named
from twinning.db.typed_tables import fetch_records
from twinning.db.types import Word
from twinning.domain.names import fold
from twinning.errors import InputError
from twinning.queries.lookup.references import full_name, names_of
from twinning.rows import Listing, Section
from twinning.rows.phrases import phrase
from twinning.rows.records import FoundRow

_NOT_SEARCHED = ("folded", "sha256")
_NAMES = ("name", "title")
_DATE_PARTS = ("_earliest", "_latest")


def search(connection: Connection, text: str, limit: int | None = None) -> Listing[FoundRow]:
    """Return each record that holds a text, whatever its case, accents, width and spacing, with where it does so best.

    First come those of which a field is the text itself, then those that begin with it; among these names and titles.
    Look-up keys, digests and the bounds of dates are not searched; nothing in the text is a pattern. Raises InputError
    for a text without anything visible.
    """
    wanted = fold(text)
    if not wanted:
        raise InputError("the text to look for is empty")
    found: list[FoundRow] = []
    for name in (*KEYED, *CHILDREN, *LINKS):
        found += _search_table(connection, name, wanted)
    best: dict[str, FoundRow] = {}
    for row in sorted(found, key=lambda row: _distance(row, wanted)):
        best.setdefault(row.record.partition("/")[0], row)
    section = Section("found", FoundRow, list(best.values())[:limit])
    return Listing(FoundRow, (section,), phrase("Found: {text}", text=text), phrase("nothing found"))


def _distance(row: FoundRow, wanted: str) -> tuple[int, bool]:
    """Return how far a field is from a text: whether it is the text, begins with it or holds it; then what field."""
    text = fold(row.text)
    return 0 if text == wanted else 1 if text.startswith(wanted) else 2, row.field not in _NAMES


def _search_table(connection: Connection, name: str, wanted: str) -> Iterator[FoundRow]:
    records = table_named(name)
    columns = [column.name for column in records.c if _is_searched(column)]
    every = fetch_records(connection, select(records).order_by(records.c.id), record_class_named(name))
    found = [
        (record, column, text)
        for record in every
        for column in columns
        if (text := getattr(record, column)) and wanted in fold(str(text))
    ]
    names = _names(connection, name, [record for record, *_ in found])
    for (_, column, text), record_name in zip(found, names, strict=True):
        yield FoundRow(record_name, column.removesuffix("_text"), str(text))


def _is_searched(column: ColumnClause[Any]) -> bool:
    return (
        isinstance(column.type, Text | Word)
        and column.name not in _NOT_SEARCHED
        and not column.name.endswith(_DATE_PARTS)
    )


def _names(connection: Connection, name: str, records: Iterable[NamedTuple]) -> list[str]:
    """Return the reference in full of each record, or for a row without one, of the record that it belongs to."""
    column = LINKS.get(name)
    named = PARENTS[name][column] if column else name
    ids = [getattr(record, f"{column}_id" if column else "id") for record in records]
    names = names_of(connection, named, ids)
    return [full_name(named, names[each]) for each in ids]
