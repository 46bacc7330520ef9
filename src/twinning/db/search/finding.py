"""Finding rows by their texts: through the index of trigrams, or by reading the kept texts where that is faster.

Both databases give the same rows in the same order.

- A pattern of three characters or more (the mark before a text is one) is looked up in the index. The index knows which
  trigrams a row has, not that they follow on one another, so the kept text of each row that it gives is looked at.
- A shorter pattern is in no index. For it only the texts of records with a name are read: they are few beside the ties
  of a large register.
- Where a tenth of a large table has the pattern, looking each row up takes longer than reading the table in order until
  there are enough rows. A sample of the table tells whether that is so.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, groupby, islice
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, case, false, func, or_, select, text, true

from twinning.db.search.index import END, NAME, NAMES, SEARCHED, TEXT, first_number, last_number, searched_columns
from twinning.db.search.patterns import (
    COMMON,
    Patterns,
    any_of,
    catch_up,
    holds,
    is_indexed,
    limits_of,
    sampled_texts,
)
from twinning.db.tables.history import ROW_DIGEST
from twinning.db.typed_tables import fetch_rows

_AT_ONCE = 1000
_PLACES = " ".join(f"WHEN {first_number(name)} THEN '{name}'" for name in SEARCHED)
_IDS = first_number("city") ^ last_number("city")
_FOUND = f"""
SELECT kept.record_table, kept.record_id, kept.texts FROM search_index AS found CROSS JOIN row_digest AS kept
ON kept.record_table = CASE found.rowid & ~:ids {_PLACES} END AND kept.record_id = found.rowid & :ids
WHERE search_index MATCH :pattern AND found.rowid BETWEEN :first AND :last
AND (instr(kept.texts, :one) OR instr(kept.texts, :other)) ORDER BY found.rowid
"""  # noqa: S608 - our own words
_ROWS = """
SELECT name.value, coalesce((SELECT max(record_id) FROM row_digest WHERE record_table = name.value), 0)
FROM json_each(:names) AS name
"""
_IN_PARTS = """
SELECT count(*) FROM json_each(:parts) AS part CROSS JOIN search_index AS found
WHERE search_index MATCH :pattern AND found.rowid BETWEEN part.value AND part.value + :size - 1
"""
_LARGE, _PARTS, _PART = 10_000, 5, 1000  # the least rows of a large table, and what of it is a sample
_IS_INDEXED = "SELECT to_regclass('ix_row_digest_texts') IS NOT NULL"


class FoundEntry(NamedTuple):
    """A row in which something was found: its table, its id, and its folded texts."""

    table: str
    id: int
    texts: str


def find_rows(connection: Connection, wanted: str, most: int | None = None) -> Iterator[FoundEntry]:
    """Give the rows that hold a folded text, each once and at most `most`.

    First come rows of which a whole text is the one sought, then those where a text begins with it, then all others;
    within each, by the order of `SEARCHED` and the id. One or two characters within a text are found only in records
    with a name; a single character at the beginning of a text, too, where it makes no trigram with its mark.
    """
    catch_up(connection)
    if connection.dialect.name == "sqlite" or (most is not None and _is_in_steps(connection, wanted)):
        steps = (_holding(connection, patterns, most) for patterns in _steps(wanted))
    else:
        steps = (_entries(connection, each, most) for each in (_statement(wanted),))
    return islice(_once(chain.from_iterable(steps)), most)


def _is_in_steps(connection: Connection, wanted: str) -> bool:
    """Tell whether PostgreSQL is to be asked step by step, so that it can stop as soon as there are enough rows.

    That pays where many rows have the text. What few rows have is found sooner by one statement for all steps, and so
    is everything where the server has no index.
    """
    if not connection.execute(text(_IS_INDEXED)).scalar_one():
        return False
    if not is_indexed((wanted,)):
        return True
    sample = _sampled(connection, (wanted,))
    return sum(having for _, _, having in sample) * COMMON > sum(rows for _, rows, _ in sample)


def _steps(wanted: str) -> tuple[Patterns, ...]:
    """Return the patterns of each step, the best first: a whole text, the beginning of one, anywhere in one."""
    begun = (NAME + wanted, TEXT + wanted)
    return tuple(pattern + END for pattern in begun), begun, (wanted,)


@cache
def _named() -> tuple[str, ...]:
    return tuple(name for name in SEARCHED if set(NAMES).intersection(searched_columns(name)))


def _once(entries: Iterable[FoundEntry]) -> Iterator[FoundEntry]:
    seen = set()
    for entry in entries:
        if entry[:2] not in seen:
            seen.add(entry[:2])
            yield entry


def _holding(connection: Connection, patterns: Patterns, most: int | None) -> Iterator[FoundEntry]:
    """Give the rows that have one of these patterns (one or two), at most `most` of each table, while they are read."""
    if not is_indexed(patterns):
        yield from _read(connection, patterns, _named(), most)
        return
    is_sqlite = connection.dialect.name == "sqlite"
    sample, look_up = (_in_parts, _look_up) if is_sqlite else (_in_sample, _look_up_on_server)
    for has_many, names in groupby(SEARCHED, sample(connection, patterns).__contains__):
        yield from (_read if has_many else look_up)(connection, patterns, [*names], most)


def _in_parts(connection: Connection, patterns: Patterns) -> set[str]:
    """Return the large tables of which a tenth may have a pattern: SQLite's index is asked about a few parts."""
    sizes = connection.execute(text(_ROWS), {"names": json.dumps(SEARCHED)}).all()
    large = {name: rows for name, rows in sizes if rows >= _LARGE}
    return {name for name, rows in large.items() if _is_in_parts(connection, name, rows, patterns)}


def _is_in_parts(connection: Connection, name: str, rows: int, patterns: Patterns) -> bool:
    first = first_number(name)
    parts = json.dumps([*range(first, first + rows, rows // _PARTS)])
    wanted = {"pattern": any_of(_own(name, patterns)), "parts": parts, "size": _PART}
    return bool(connection.execute(text(_IN_PARTS), wanted).scalar_one() * COMMON > _PARTS * _PART)


def _in_sample(connection: Connection, patterns: Patterns) -> set[str]:
    """Return the tables of which a tenth has one of the patterns, as far as a sample tells.

    PostgreSQL's planner cannot tell: its statistics are of `row_digest` as a whole, with the texts of all tables.
    """
    return {name for name, rows, having in _sampled(connection, patterns) if having * COMMON > rows}


def _sampled(connection: Connection, patterns: Patterns) -> list[tuple[str, int, int]]:
    """Return for each table in a sample of kept texts: its name, its rows there, and those with one of the patterns."""
    sample = sampled_texts()
    has = or_(*(sample.c.texts.contains(each, autoescape=True) for each in patterns))
    counted = select(sample.c.record_table, func.count(), func.count().filter(has)).group_by(sample.c.record_table)
    return list(fetch_rows(connection, counted))


def _look_up(
    connection: Connection, patterns: Patterns, names: Sequence[str], most: int | None
) -> Iterator[FoundEntry]:
    """Give the rows that have a pattern from SQLite's index; the tables have to follow on one another there."""
    wanted = {"pattern": any_of(patterns), "one": patterns[0], "other": patterns[-1], "ids": _IDS}
    with connection.execute(text(_FOUND), wanted | limits_of(*names)) as rows:
        found = (FoundEntry(*row) for row in chain.from_iterable(rows.partitions(_AT_ONCE)))
        yield from islice(found, most)


def _look_up_on_server(
    connection: Connection, patterns: Patterns, names: Sequence[str], most: int | None
) -> Iterator[FoundEntry]:
    """Give the rows of these tables that have a pattern, through PostgreSQL's index of trigrams.

    pg_trgm takes both marks for the same blank, so the index is asked once for the text behind them.
    """
    part = _unmarked(patterns)
    asked = (part,) if is_indexed((part.rstrip(END),)) else patterns
    rows = _select().where(holds(asked), ROW_DIGEST.c.record_table.in_(names))
    rows = rows.where(or_(*(_has(connection, each) for each in patterns)))
    return _entries(connection, rows.order_by(None).order_by(_place(), ROW_DIGEST.c.record_id), most)


def _read(connection: Connection, patterns: Patterns, names: Iterable[str], most: int | None) -> Iterator[FoundEntry]:
    """Give the rows that have a pattern by reading the kept texts, table after table in the order of ids."""
    for name in names:
        own = _own(name, patterns)
        in_both, *in_one = (_has(connection, each) for each in (_unmarked(own), *own))
        has = [in_both, or_(*in_one)] if len(own) > 1 else in_one
        yield from _entries(connection, _select().where(ROW_DIGEST.c.record_table == name, *has), most)


def _own(name: str, patterns: Patterns) -> Patterns:
    """Return the patterns that rows of a table can have: one with the mark of names is in no table without names."""
    return tuple(each for each in patterns if name in _named() or not each.startswith(NAME))


def _unmarked(patterns: Patterns) -> str:
    """Return the text behind the mark, which patterns of one step have in common."""
    return patterns[0].lstrip(NAME + TEXT)


def _has(connection: Connection, pattern: str) -> ColumnElement[bool]:
    """Return the condition that a kept text has a pattern, written so that the database asks no index for it."""
    if connection.dialect.name == "sqlite":
        return func.instr(ROW_DIGEST.c.texts, pattern) > 0
    return case((holds((pattern,)), true()), else_=false())  # faster there than to ask where it stands


def _entries(connection: Connection, rows: Select[str, int, str], most: int | None) -> Iterator[FoundEntry]:
    return (FoundEntry(*row) for row in fetch_rows(connection, rows.limit(most)))


def _select() -> Select[str, int, str]:
    columns: Select[str, int, str] = select(ROW_DIGEST.c.record_table, ROW_DIGEST.c.record_id, ROW_DIGEST.c.texts)
    return columns.order_by(ROW_DIGEST.c.record_table, ROW_DIGEST.c.record_id)


def _place() -> ColumnElement[int]:
    return case({name: place for place, name in enumerate(SEARCHED)}, value=ROW_DIGEST.c.record_table)


def _statement(wanted: str) -> Select[str, int, str]:
    """Return the one statement by which PostgreSQL gives the rows of all steps in their order."""
    among = ROW_DIGEST.c.record_table.in_(_named())
    steps = [holds(each) if is_indexed(each) else and_(among, holds(each)) for each in _steps(wanted)]
    rank = case(*((step, place) for place, step in enumerate(steps)))
    found = _select().where(holds((wanted,)))
    found = found if is_indexed((wanted,)) else found.where(or_(*steps))
    return found.order_by(None).order_by(rank, _place(), ROW_DIGEST.c.record_id)
