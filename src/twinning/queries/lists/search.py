"""Finding a text in every table, in every alphabet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from twinning.db.references import LINKS, PARENTS
from twinning.db.search.finding import FoundEntry, find_rows
from twinning.db.search.index import END, NAME, NAMES, SEARCHED, TEXT, searched_columns
from twinning.db.tables import record_class_named, table_named
from twinning.db.typed_tables import fetch_records
from twinning.db.types import Word
from twinning.domain.names import fold
from twinning.errors import InputError
from twinning.queries.lookup.references import full_name, names_of
from twinning.rows import Listing, Section
from twinning.rows.phrases import phrase
from twinning.rows.records import FoundRow

LOOKED_AT = 10_000
"""How many rows that hold a text a search looks at, where not all are wanted."""

_AT_ONCE = 500
_LEAST_PART = 3

_Distance = tuple[int, bool]
"""How far a text is from what is looked for: whether it is it, begins with it or holds it; and if it is no name."""

_RowId = tuple[str, int]


def search(
    connection: Connection, text: str, limit: int | None = None, looked_at: int | None = None
) -> Listing[FoundRow]:
    """Return each record that holds a text, whatever its case, accents, width and spacing, with where it does so best.

    First come those of which a field is the text itself, then those that begin with it; among these names and titles.
    Look-up keys, digests and the bounds of dates are not searched; nothing in the text is a pattern. One or two
    characters are found where a field begins with them, and elsewhere in records that have a name or a title.

    `looked_at` is how many rows, the best and of equal ones the first, are looked at: ten thousand where there is a
    limit, else all. Raises InputError for a text without anything visible.
    """
    wanted = fold(text)
    if not wanted:
        raise InputError("the text to look for is empty")
    most = looked_at if limit is None else max(limit, looked_at or LOOKED_AT)
    ranked = _ranked(connection, wanted, most)
    best: dict[str, FoundRow] = {}
    for start in range(0, len(ranked), _AT_ONCE):
        for row in _found(connection, ranked[start : start + _AT_ONCE], wanted):
            best.setdefault(row.record.partition("/")[0], row)
        if limit is not None and len(best) >= limit:
            break
    section = Section("found", FoundRow, list(best.values())[:limit])
    more = phrase("it stands in more places than the {looked_at} that were looked at", looked_at=f"{most or 0:,}")
    notes = (more,) if len(ranked) == most else ()
    title, empty = phrase("Found: {text}", text=text), phrase("nothing found")
    return Listing(FoundRow, (section,), title, empty, notes)


def _ranked(connection: Connection, wanted: str, most: int | None) -> list[_RowId]:
    """Return the rows that hold a folded text, the best first, equal ones in the order of tables and ids."""
    entries = find_rows(connection, wanted, most)
    nearest = {entry[:2]: _distance_of_entry(entry, wanted) for entry in entries}
    for row, distance in _rows_of_words(connection, wanted, most):
        nearest[row] = min(distance, nearest.get(row, distance))
    place = {name: number for number, name in enumerate(SEARCHED)}
    return sorted(nearest, key=lambda row: (nearest[row], place[row[0]], row[1]))[:most]


def _distance_of_entry(entry: FoundEntry, wanted: str) -> _Distance:
    texts = entry.texts
    for distance, pattern in enumerate((wanted + END, wanted)):
        for is_no_name, mark in enumerate((NAME, TEXT)):
            if mark + pattern in texts:
                return distance, bool(is_no_name)
    return 2, wanted not in texts.partition(TEXT)[0]


def _distance(text: str, wanted: str) -> int | None:
    """Return 0 for a folded text that is what is looked for, 1 where it begins with it, 2 where it holds it."""
    if wanted not in text:
        return None
    return 0 if text == wanted else 1 if text.startswith(wanted) else 2


def _rows_of_words(connection: Connection, wanted: str, most: int | None) -> Iterator[tuple[_RowId, _Distance]]:
    """Give the first rows of each table that have a word from a list which holds a text. No index has these words."""
    for name in SEARCHED:
        near = {word: distance for words in _words(name).values() for word, distance in _near(words, wanted).items()}
        records = table_named(name)
        columns = [each for each, words in _words(name).items() if _near(words, wanted)]
        if columns:
            query = select(records).where(or_(*(records.c[each].in_(near) for each in columns)))
            query = query.order_by(records.c.id).limit(most)
            for record in fetch_records(connection, query, record_class_named(name)):
                found = (getattr(record, each) for each in columns)
                yield (name, record[0]), (min(near[each] for each in found if each in near), True)


@cache
def _words(name: str) -> dict[str, tuple[str, ...]]:
    """Return the columns of a table that hold words from a list, and the words of each."""
    columns = ((column.name, column.type) for column in table_named(name).c)
    return {each: tuple(kind.words) for each, kind in columns if isinstance(kind, Word)}


def _near(words: Iterable[str], wanted: str) -> dict[str, int]:
    """Return the words that contain a text (begin with it, if that is short), each with its distance."""
    found = ((word, _distance(fold(word), wanted)) for word in words)
    farthest = 2 if len(wanted) >= _LEAST_PART else 1
    return {word: distance for word, distance in found if distance is not None and distance <= farthest}


def _found(connection: Connection, rows: list[_RowId], wanted: str) -> list[FoundRow]:
    """Return the best place of a text in each row; nothing for a row that is gone or was changed meanwhile."""
    ids: dict[str, list[int]] = defaultdict(list)
    for name, row in rows:
        ids[name].append(row)
    found = {row: each for name in ids for row, each in _found_in(connection, name, ids[name], wanted)}
    return [found[row] for row in rows if row in found]


def _found_in(connection: Connection, name: str, ids: list[int], wanted: str) -> Iterator[tuple[_RowId, FoundRow]]:
    records = table_named(name)
    rows = fetch_records(connection, select(records).where(records.c.id.in_(ids)), record_class_named(name))
    names = _names(connection, name, rows)
    for record, reference in zip(rows, names, strict=True):
        if (best := _best_column(name, record, wanted)) is not None:
            yield (name, record[0]), FoundRow(reference, best.removesuffix("_text"), str(getattr(record, best)))


def _best_column(name: str, record: NamedTuple, wanted: str) -> str | None:
    distances = {}
    for column in record._fields:
        if column in searched_columns(name) or column in _words(name):
            value = getattr(record, column)
            if value and (distance := _distance(fold(str(value)), wanted)) is not None:
                distances[column] = distance, column not in NAMES
    return min(distances, key=distances.__getitem__, default=None)


def _names(connection: Connection, name: str, records: Iterable[NamedTuple]) -> list[str]:
    """Return the reference in full of each record, or for a row without one, of the record that it belongs to."""
    column = LINKS.get(name)
    named = PARENTS[name][column] if column else name
    ids = [getattr(record, f"{column}_id" if column else "id") for record in records]
    names = names_of(connection, named, ids)
    return [full_name(named, names[each]) for each in ids]
