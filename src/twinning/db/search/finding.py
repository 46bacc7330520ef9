"""Finding rows by what stands in their texts: through the index, or by reading what is kept of each where that is fast.

Both databases give the same rows in the same order. A pattern of three characters, the mark before a text counted, is
looked up in the index. A shorter one is in no index: only what is kept of records with a name is read for it, which
are few beside the ties of a large register.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby, islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, ScalarResult, Select, and_, case, literal, or_, select, text

from twinning.db.search.index import (
    CATCH_UP,
    END,
    NAME,
    NAMES,
    SEARCHED,
    TEXT,
    first_number,
    last_number,
    row_of,
    searched_columns,
)
from twinning.db.tables.history import ROW_DIGEST
from twinning.db.typed_tables import fetch_rows

_TRIGRAM = 3
_MOST_TRIGRAMS = 100
_LONG, _PIECES = 12, 4
_MOST_NEAR = 1000
_AT_ONCE = 500
_MATCH = """
SELECT rowid FROM search_index WHERE search_index MATCH :pattern AND rowid BETWEEN :first AND :last ORDER BY rowid
"""
_IS_INDEXED = "SELECT to_regclass('ix_row_digest_texts') IS NOT NULL"

Patterns = tuple[str, ...]


class FoundEntry(NamedTuple):
    """A row in which something was found: its table, its id, and its folded texts."""

    table: str
    id: int
    texts: str


def find_rows(connection: Connection, wanted: str, most: int | None = None) -> Iterator[FoundEntry]:
    """Give the rows that hold a folded text: first those of which a text is it, then those where one begins with it.

    Each comes once, in the order of tables and ids, and no more than `most`. One or two characters are found where a
    text begins with them, elsewhere only in records with a name; where no index holds a beginning, in these alone too.
    """
    _catch_up(connection)
    if connection.dialect.name == "sqlite":
        found = (entry for patterns in _steps(wanted) for entry in _holding(connection, patterns))
        return islice(_once(found), most)
    if len(wanted) < _TRIGRAM and connection.execute(text(_IS_INDEXED)).scalar_one():
        found = (entry for patterns in _steps(wanted) for entry in _read(connection, patterns, most))
        return islice(_once(found), most)
    rows = fetch_rows(connection, _statement(wanted).limit(most))
    return (FoundEntry(*row) for row in rows)


def _catch_up(connection: Connection) -> None:
    """Let what a session wrote be found before it ends."""
    if enter := connection.info.get(CATCH_UP):
        enter()


def _steps(wanted: str) -> tuple[Patterns, ...]:
    """Return what is looked for, the best first: rows with one of the patterns of a step."""
    begun = (NAME + wanted, TEXT + wanted)
    return tuple(pattern + END for pattern in begun), begun, (wanted,)


def _is_indexed(patterns: Patterns) -> bool:
    return len(patterns[0]) >= _TRIGRAM


@cache
def _named() -> tuple[str, ...]:
    return tuple(name for name in SEARCHED if set(NAMES).intersection(searched_columns(name)))


def _once(entries: Iterable[FoundEntry]) -> Iterator[FoundEntry]:
    seen = set()
    for entry in entries:
        if entry[:2] not in seen:
            seen.add(entry[:2])
            yield entry


def _holding(connection: Connection, patterns: Patterns) -> Iterator[FoundEntry]:
    if not _is_indexed(patterns):
        yield from _read(connection, patterns)
        return
    for batch in _numbers(connection, _any_of(patterns), *SEARCHED).partitions(_AT_ONCE):
        entries = _entries(connection, batch)
        yield from (entry for entry in entries if any(each in entry.texts for each in patterns))


def _read(connection: Connection, patterns: Patterns, most: int | None = None) -> Iterator[FoundEntry]:
    """Ask for the rows of one table after the other, at most so many: whoever has enough of one asks for no more."""
    for name in SEARCHED if _is_indexed(patterns) else _named():
        rows = _select().where(ROW_DIGEST.c.record_table == name, _holds(patterns)).limit(most)
        yield from (FoundEntry(*row) for row in fetch_rows(connection, rows))


def _numbers(connection: Connection, pattern: str, *names: str) -> ScalarResult[int]:
    """Ask the index for its numbers of rows of these tables, which stand side by side in it."""
    limits = {"first": first_number(names[0]), "last": last_number(names[-1])}
    return connection.execute(text(_MATCH), {"pattern": pattern, **limits}).scalars()


def _trigrams(pattern: str) -> list[str]:
    """Return what the index is asked for: of a text longer than any name only what it begins with."""
    each_once = dict.fromkeys(pattern[at : at + _TRIGRAM] for at in range(len(pattern) - _TRIGRAM + 1))
    return list(islice(each_once, _MOST_TRIGRAMS))


def _quoted(trigram: str) -> str:
    """Write a trigram as FTS5 takes it: nothing in it is a pattern."""
    return '"' + trigram.replace('"', '""') + '"'


def _entries(connection: Connection, numbers: Iterable[int]) -> Iterator[FoundEntry]:
    """Give what is kept of rows, of which the index gave the numbers in ascending order."""
    for name, rows in groupby(map(row_of, numbers), key=lambda row: row[0]):
        ids = [row for _, row in rows]
        kept = _select().where(ROW_DIGEST.c.record_table == name, ROW_DIGEST.c.record_id.in_(ids))
        yield from (FoundEntry(*row) for row in fetch_rows(connection, kept) if row[2])


def _select() -> Select[str, int, str]:
    columns: Select[str, int, str] = select(ROW_DIGEST.c.record_table, ROW_DIGEST.c.record_id, ROW_DIGEST.c.texts)
    return columns.order_by(ROW_DIGEST.c.record_table, ROW_DIGEST.c.record_id)


def _holds(patterns: Patterns) -> ColumnElement[bool]:
    return or_(*(ROW_DIGEST.c.texts.contains(each, autoescape=True) for each in patterns))


def _statement(wanted: str) -> Select[str, int, str]:
    """Ask a PostgreSQL without an index at once, since each statement reads all that is kept there."""
    among = ROW_DIGEST.c.record_table.in_(_named())
    steps = [_holds(each) if _is_indexed(each) else and_(among, _holds(each)) for each in _steps(wanted)]
    rank = case(*((step, place) for place, step in enumerate(steps)))
    table = case({name: place for place, name in enumerate(SEARCHED)}, value=ROW_DIGEST.c.record_table)
    found = _select().where(_holds((wanted,)), or_(*steps))
    return found.order_by(None).order_by(rank, table, ROW_DIGEST.c.record_id)


def near_rows(connection: Connection, name: str, wanted: str) -> list[int]:
    """Return the ids of the rows of a table, at most a thousand, that share most with a folded text, those first.

    What differs by a slip or two shares a part: three characters, and of a long text a fourth of it.
    """
    _catch_up(connection)
    pieces = _pieces(wanted)
    if connection.dialect.name == "sqlite" and all(len(each) >= _TRIGRAM for each in pieces):
        return _sharing(connection, name, pieces)
    has = (ROW_DIGEST.c.texts.contains(each, autoescape=True) for each in pieces)
    shared: ColumnElement[Any] = sum((case((each, 1), else_=0) for each in has), start=literal(0))
    rows = select(ROW_DIGEST.c.record_id).where(ROW_DIGEST.c.record_table == name, _holds(pieces))
    return list(connection.execute(rows.order_by(shared.desc(), ROW_DIGEST.c.record_id).limit(_MOST_NEAR)).scalars())


def slipped_rows(connection: Connection, name: str, wanted: str) -> list[int]:
    """Return the ids of the rows of a table with a text that may be a folded one but for a slip.

    A letter too many, too few or another one leaves one half of it as it is, and so do two letters in the wrong order
    unless they are the middle ones. There may be more such rows that are other texts.
    """
    _catch_up(connection)
    patterns = _slipped(wanted)
    if connection.dialect.name == "sqlite" and all(len(each) >= _TRIGRAM for each in patterns):
        first = first_number(name)
        return [number - first for number in _numbers(connection, _any_of(patterns), name)]
    rows = select(ROW_DIGEST.c.record_id).where(ROW_DIGEST.c.record_table == name, _holds(patterns))
    return list(connection.execute(rows.order_by(ROW_DIGEST.c.record_id)).scalars())


def _slipped(wanted: str) -> Patterns:
    middle = len(wanted) // 2
    first, last = wanted[:middle], wanted[middle:]
    turned = first[:-1] + last[:1] + first[-1:] + last[1:]
    return (*(mark + each for mark in (NAME, TEXT) for each in (first, turned + END)), last + END)


def _any_of(patterns: Patterns) -> str:
    """Write patterns as FTS5 takes them, of which a text has to hold one."""
    return " OR ".join(f"({' AND '.join(map(_quoted, _trigrams(each)))})" for each in patterns)


def _pieces(wanted: str) -> Patterns:
    """Return the parts of a text: one slip leaves some of them as they are, in a short one its beginning or its end."""
    if len(wanted) >= _LONG:
        size = len(wanted) // _PIECES
        return tuple(wanted[at : at + size] for at in range(0, size * _PIECES, size))
    ends = 1 if len(wanted) <= _TRIGRAM else 2
    whole = f"{NAME}{wanted[:ends]}", f"{TEXT}{wanted[:ends]}", f"{wanted[-ends:]}{END}"
    return tuple(dict.fromkeys((*whole, *_trigrams(wanted))))


def _sharing(connection: Connection, name: str, pieces: Patterns) -> list[int]:
    """Count in the index how many of the pieces each row of a table has."""
    first = first_number(name)
    numbers: Counter[int] = Counter()
    for piece in pieces:
        pattern = " AND ".join(map(_quoted, _trigrams(piece)))
        numbers.update(_numbers(connection, pattern, name))
    best = sorted(numbers, key=lambda number: (-numbers[number], number))[:_MOST_NEAR]
    return [number - first for number in best]
