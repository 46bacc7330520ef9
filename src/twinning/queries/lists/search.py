"""Finding a text in every table, in every alphabet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from twinning.db.references import KEYED, LINKS, PARENTS, RowId
from twinning.db.search.finding import FoundEntry, find_rows
from twinning.db.search.index import END, NAME, NAMES, SEARCHED, TEXT, searched_columns
from twinning.db.tables import table_named
from twinning.db.typed_tables import fetch_rows, select_ids
from twinning.db.types import Word
from twinning.domain.names import fold
from twinning.queries.lists.filters import sought
from twinning.queries.lookup.references import full_name, names_of
from twinning.queries.lookup.rows_by_id import rows_by_id
from twinning.rows import Listing, Section
from twinning.rows.arranging.streaming import Stream
from twinning.rows.phrases import phrase
from twinning.rows.records import FoundRow

LOOKED_AT = 10_000
"""How many rows that hold a text a search looks at, where not all are wanted."""

_AT_ONCE = 500
_LEAST_PART = 3

_Distance = tuple[int, bool]
"""How far a text is from what is looked for: whether it is it, begins with it or holds it; and if it is no name."""


def search(
    connection: Connection, text: str, limit: int | None = None, looked_at: int | None = None
) -> Listing[FoundRow]:
    """Return each record that holds a text, whatever its case, accents, width and spacing, with where it does so best.

    First come those of which a field is the text itself, then those that begin with it; among these names and titles.
    Look-up keys, digests and the bounds of dates are not searched; nothing in the text is a pattern. One or two
    characters are found where a field begins with them, and elsewhere in records that have a name or a title.

    `looked_at` is how many rows, the best and of equal ones the first, are looked at: ten thousand where there is a
    limit, else all. Without a limit they are read while they are gone through. Raises InputError for a text without
    anything visible.
    """
    wanted = sought(text)
    most = looked_at if limit is None else max(limit, looked_at or LOOKED_AT)
    ranked = _ranked(connection, wanted, most)
    rows = Stream(
        lambda shown: islice(_each_record_once(connection, ranked, wanted), shown),
        lambda: _count_records(connection, ranked),
    )
    section = Section("found", FoundRow, rows if limit is None else rows[:limit])
    more = phrase("it stands in more places than the {looked_at} that were looked at", looked_at=f"{most or 0:,}")
    notes = (more,) if len(ranked) == most else ()
    title, empty = phrase("Found: {text}", text=text), phrase("nothing found")
    return Listing(FoundRow, (section,), title, empty, notes)


def _each_record_once(connection: Connection, ranked: list[RowId], wanted: str) -> Iterator[FoundRow]:
    seen = set()
    for start in range(0, len(ranked), _AT_ONCE):
        for row in _found(connection, ranked[start : start + _AT_ONCE], wanted):
            if (record := row.record.partition("/")[0]) not in seen:
                seen.add(record)
                yield row


def _count_records(connection: Connection, rows: list[RowId]) -> int:
    """Return how many records rows belong to, without reading what the rows say."""
    left = _by_table(rows)
    records: set[RowId] = set()
    while left:
        name, ids = left.popitem()
        if name in KEYED:
            records.update((name, each) for each in ids)
        else:
            for parent, owners in _by_table(_owners(connection, name, ids)).items():
                left[parent] += owners
    return len(records)


def _by_table(rows: Iterable[RowId]) -> dict[str, list[int]]:
    ids: dict[str, list[int]] = defaultdict(list)
    for name, row in rows:
        ids[name].append(row)
    return ids


def _owners(connection: Connection, name: str, ids: list[int]) -> Iterator[RowId]:
    """Give what each of some rows of a table belongs to: a record, or a row of another one."""
    rows, parents = table_named(name), PARENTS[name]
    query = select(*(rows.c[f"{column}_id"] for column in parents)).where(rows.c.id.in_(select_ids(connection, ids)))
    for found in fetch_rows(connection, query):
        yield from ((parent, each) for parent, each in zip(parents.values(), found, strict=True) if each is not None)


def _ranked(connection: Connection, wanted: str, most: int | None) -> list[RowId]:
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


def _rows_of_words(connection: Connection, wanted: str, most: int | None) -> Iterator[tuple[RowId, _Distance]]:
    """Give the first rows of each table that have a word from a list which holds a text. No index has these words."""
    for name in SEARCHED:
        near = {word: distance for words in _words(name).values() for word, distance in _near(words, wanted).items()}
        records = table_named(name)
        columns = [records.c[each] for each, words in _words(name).items() if _near(words, wanted)]
        if columns:
            query = select(records.c.id, *columns).where(or_(*(each.in_(near) for each in columns)))
            for record, *found in fetch_rows(connection, query.order_by(records.c.id).limit(most)):
                yield (name, record), (min(near[each] for each in found if each in near), True)


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


def _found(connection: Connection, rows: list[RowId], wanted: str) -> list[FoundRow]:
    """Return the best place of a text in each row; nothing for a row that is gone or was changed meanwhile."""
    ids = _by_table(rows)
    found = {row: each for name in ids for row, each in _found_in(connection, name, ids[name], wanted)}
    return [found[row] for row in rows if row in found]


def _found_in(connection: Connection, name: str, ids: list[int], wanted: str) -> Iterator[tuple[RowId, FoundRow]]:
    rows = rows_by_id(connection, name, ids)
    names = _names(connection, name, rows.values())
    for (row, record), reference in zip(rows.items(), names, strict=True):
        if (best := _best_column(name, record, wanted)) is not None:
            yield (name, row), FoundRow(reference, best.removesuffix("_text"), str(getattr(record, best)))


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
