"""Finding rows by what stands in their texts: through the index, or by reading what is kept of each where that is fast.

Both databases give the same rows in the same order. A pattern of three characters, the mark before a text counted, is
looked up in the index. A shorter one is in no index: only what is kept of records with a name is read for it, which
are few beside the ties of a large register.

PostgreSQL's index gives all rows that have a pattern, in no order, which takes long where many have it. Those are read
in their order instead, until there are enough. A sample tells whether there are so many: PostgreSQL's planner takes a
word to be as common in one table as in another, and would read whole tables in vain.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain, groupby, islice
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarResult,
    Select,
    TableSample,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    text,
)

from twinning.db.search.index import (
    CATCH_UP,
    END,
    NAME,
    NAMES,
    SEARCHED,
    TEXT,
    first_number,
    last_number,
    searched_columns,
)
from twinning.db.tables.history import ROW_DIGEST
from twinning.db.typed_tables import fetch_rows

_TRIGRAM = 3
_MOST_TRIGRAMS = 100
_LONG, _PIECES = 12, 4
_MOST_NEAR = 1000
_MOST_RARE = 50_000
_AT_ONCE = 1000
_MATCH = """
SELECT rowid FROM search_index WHERE search_index MATCH :pattern AND rowid BETWEEN :first AND :last ORDER BY rowid
"""
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
_LARGE, _PARTS, _PART, _MANY = 10_000, 5, 1000, 500  # the least rows of a large table, its parts, and rows of these
_SAMPLED, _SEED = 0.1, 1966  # of a hundred pages; of few rows there is none among them, and no word is common
_COMMON = 10
_IS_INDEXED = "SELECT to_regclass('ix_row_digest_texts') IS NOT NULL"

Patterns = tuple[str, ...]
Near = tuple[int, int]
"""The id of a row, and how many pieces it has."""


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
    elif most is not None and connection.execute(text(_IS_INDEXED)).scalar_one():
        found = (entry for patterns in _steps(wanted) for entry in _first(connection, patterns, most))
    else:
        found = (FoundEntry(*row) for row in fetch_rows(connection, _statement(wanted).limit(most)))
    return islice(_once(found), most)


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
    """Give the rows with one of at most two patterns on SQLite, as they are asked for."""
    if not _is_indexed(patterns):
        yield from _read(connection, patterns, _named())
        return
    many = _with_many(connection, patterns)
    for has_many, names in groupby(SEARCHED, many.__contains__):
        ask = _read if has_many else _look_up
        yield from ask(connection, patterns, [*names])


def _with_many(connection: Connection, patterns: Patterns) -> set[str]:
    """Return the large tables of which a tenth may have one of the patterns, as far as SQLite's index of a part tells.

    Of each row that the index gives is read whether what it knows of stands together: of so many that takes longer
    than to read the table.
    """
    sizes = connection.execute(text(_ROWS), {"names": json.dumps(SEARCHED)}).all()
    large = {name: rows for name, rows in sizes if rows >= _LARGE}
    return {name for name, rows in large.items() if _in_parts(connection, name, rows, patterns) > _MANY}


def _in_parts(connection: Connection, name: str, rows: int, patterns: Patterns) -> int:
    """Count what SQLite's index has of the patterns in some parts of a table with so many rows."""
    first = first_number(name)
    parts = json.dumps([*range(first, first + rows, rows // _PARTS)])
    wanted = {"pattern": _any_of(_own(name, patterns)), "parts": parts, "size": _PART}
    found: int = connection.execute(text(_IN_PARTS), wanted).scalar_one()
    return found


def _look_up(connection: Connection, patterns: Patterns, names: Sequence[str]) -> Iterator[FoundEntry]:
    """Give the rows of tables that stand side by side in SQLite's index."""
    limits = {"first": first_number(names[0]), "last": last_number(names[-1]), "ids": _IDS}
    wanted = {"pattern": _any_of(patterns), "one": patterns[0], "other": patterns[-1]}
    with connection.execute(text(_FOUND), wanted | limits) as rows:
        yield from (FoundEntry(*row) for row in chain.from_iterable(rows.partitions(_AT_ONCE)))


def _own(name: str, patterns: Patterns) -> Patterns:
    """Return the patterns that rows of a table can have: where nothing is a name, none begins as names do."""
    return tuple(each for each in patterns if name in _named() or not each.startswith(NAME))


def _limits(name: str) -> dict[str, int]:
    return {"first": first_number(name), "last": last_number(name)}


def _first(connection: Connection, patterns: Patterns, most: int) -> Iterator[FoundEntry]:
    """Give the first rows with one of the patterns on a PostgreSQL with an index."""
    if not _is_indexed(patterns):
        return _read(connection, patterns, _named(), most)
    if _is_common(connection, patterns):
        return _read(connection, patterns, SEARCHED, most)
    rows = _select().where(_holds(patterns)).order_by(None).order_by(_place(), ROW_DIGEST.c.record_id)
    return (FoundEntry(*row) for row in fetch_rows(connection, rows.limit(most)))


def _sample() -> TableSample:
    return ROW_DIGEST.tablesample(func.system(_SAMPLED), seed=literal(_SEED))


def _is_common(connection: Connection, patterns: Patterns) -> bool:
    """Tell whether a tenth of the rows of some pages has one of the patterns: then reading finds them sooner."""
    sample = _sample()
    has = or_(*(sample.c.texts.contains(each, autoescape=True) for each in patterns))
    found = select(func.count().filter(has) * _COMMON > func.count()).select_from(sample)
    return bool(connection.execute(found).scalar_one())


def _read(
    connection: Connection, patterns: Patterns, names: Iterable[str], most: int | None = None
) -> Iterator[FoundEntry]:
    """Ask for the rows of one table after the other, at most so many: whoever has enough of one asks for no more."""
    for name in names:
        yield from _read_table(connection, name, patterns, most)


def _read_table(connection: Connection, name: str, patterns: Patterns, most: int | None = None) -> Iterator[FoundEntry]:
    """Give the rows of a table. They are read in the order of their ids, since no index knows what is asked here."""
    own = _own(name, patterns)
    place_of = func.instr if connection.dialect.name == "sqlite" else func.strpos
    in_both, *in_one = (place_of(ROW_DIGEST.c.texts, each) > 0 for each in (own[0].lstrip(NAME + TEXT), *own))
    holds = [in_both, or_(*in_one)] if len(own) > 1 else in_one
    rows = _select().where(ROW_DIGEST.c.record_table == name, *holds)
    yield from (FoundEntry(*row) for row in fetch_rows(connection, rows.limit(most)))


def _numbers(connection: Connection, pattern: str, name: str) -> ScalarResult[int]:
    """Ask the index for its numbers of rows of a table."""
    return connection.execute(text(_MATCH), {"pattern": pattern} | _limits(name)).scalars()


def _trigrams(pattern: str) -> list[str]:
    """Return what the index is asked for: of a text longer than any name only what it begins with."""
    each_once = dict.fromkeys(pattern[at : at + _TRIGRAM] for at in range(len(pattern) - _TRIGRAM + 1))
    return list(islice(each_once, _MOST_TRIGRAMS))


def _quoted(trigram: str) -> str:
    """Write a trigram as FTS5 takes it: nothing in it is a pattern."""
    return '"' + trigram.replace('"', '""') + '"'


def _select() -> Select[str, int, str]:
    columns: Select[str, int, str] = select(ROW_DIGEST.c.record_table, ROW_DIGEST.c.record_id, ROW_DIGEST.c.texts)
    return columns.order_by(ROW_DIGEST.c.record_table, ROW_DIGEST.c.record_id)


def _holds(patterns: Patterns) -> ColumnElement[bool]:
    return or_(*(ROW_DIGEST.c.texts.contains(each, autoescape=True) for each in patterns))


def _place() -> ColumnElement[int]:
    return case({name: place for place, name in enumerate(SEARCHED)}, value=ROW_DIGEST.c.record_table)


def _statement(wanted: str) -> Select[str, int, str]:
    """Ask a PostgreSQL without an index at once, since each statement reads all that is kept there."""
    among = ROW_DIGEST.c.record_table.in_(_named())
    steps = [_holds(each) if _is_indexed(each) else and_(among, _holds(each)) for each in _steps(wanted)]
    rank = case(*((step, place) for place, step in enumerate(steps)))
    found = _select().where(_holds((wanted,)), or_(*steps))
    return found.order_by(None).order_by(rank, _place(), ROW_DIGEST.c.record_id)


def near_rows(connection: Connection, name: str, wanted: str) -> list[int]:
    """Return the ids of the rows of a table, at most a thousand, that share most with a folded text, those first.

    What differs by a slip or two shares a part: three characters, and of a long text a fourth of it. Rows with a rare
    part are counted first: where a thousand of them share more parts than there are others, no other row does.
    """
    _catch_up(connection)
    pieces = _pieces(wanted)
    is_indexed = connection.dialect.name == "sqlite" and all(len(each) >= _TRIGRAM for each in pieces)
    sharing, rare = (_sharing, _rare) if is_indexed else (_sharing_as_read, _rare_in_sample)
    among = rare(connection, name, pieces)
    near = sharing(connection, name, pieces, among) if among else []
    others = len(pieces) - len(among)
    if others and (len(near) < _MOST_NEAR or near[-1][1] <= others):
        near = sharing(connection, name, pieces, pieces)
    return [row for row, _ in near]


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


def _rare(connection: Connection, name: str, pieces: Patterns) -> Patterns:
    """Return the pieces that the fewest rows of a table have, so many of them that the index has not many such rows."""
    limits = _limits(name) | {"most": _MOST_RARE + 1}
    count = text(f"SELECT count(*) FROM ({_MATCH} LIMIT :most)")  # noqa: S608 - our own words
    patterns = {each: {"pattern": _any_of((each,))} for each in pieces}
    counts = {each: connection.execute(count, limits | patterns[each]).scalar_one() for each in pieces}
    return _fewest(counts, _MOST_RARE)


def _rare_in_sample(connection: Connection, name: str, pieces: Patterns) -> Patterns:
    """Return the pieces that the fewest rows of a table have, a tenth of it together, as far as a sample tells.

    PostgreSQL's index takes both marks for the same: what begins few names, but many other texts, is not rare there.
    """
    if connection.dialect.name == "sqlite":
        return pieces
    sample = _sample()
    taken_for = ({each, each.replace(NAME, TEXT), each.replace(TEXT, NAME)} for each in pieces)
    has = (or_(*(sample.c.texts.contains(each, autoescape=True) for each in same)) for same in taken_for)
    counts = (func.count().filter(each) for each in has)
    found = select(func.count(), *counts).select_from(sample).where(sample.c.record_table == name)
    rows, *having = connection.execute(found).one()
    return _fewest(dict(zip(pieces, having, strict=True)), rows // _COMMON)


def _fewest(counts: Mapping[str, int], most: int) -> Patterns:
    """Return the rarest of pieces, no more of them than so many rows have if each has one."""
    rarest = sorted(counts, key=lambda piece: counts[piece])
    sums = accumulate(counts[piece] for piece in rarest)
    return tuple(piece for piece, rows in zip(rarest, sums, strict=True) if rows <= most)


def _sharing(connection: Connection, name: str, pieces: Patterns, among: Patterns) -> list[Near]:
    """Count in SQLite's index how many of the pieces each row of a table has that has one of some."""
    first = first_number(name)
    numbers: Counter[int] = Counter()
    for piece in pieces:
        pattern = _any_of((piece,)) if piece in among else f"{_any_of((piece,))} AND ({_any_of(among)})"
        numbers.update(_numbers(connection, pattern, name))
    best = sorted(numbers.items(), key=lambda found: (-found[1], found[0]))[:_MOST_NEAR]
    return [(number - first, shared) for number, shared in best]


def _sharing_as_read(connection: Connection, name: str, pieces: Patterns, among: Patterns) -> list[Near]:
    """Count the same in the texts that are kept, which PostgreSQL finds through its index where some are few."""
    has = (ROW_DIGEST.c.texts.contains(each, autoescape=True) for each in pieces)
    shared: ColumnElement[int] = sum((case((each, 1), else_=0) for each in has), start=literal(0))
    rows = select(ROW_DIGEST.c.record_id, shared).where(ROW_DIGEST.c.record_table == name, _holds(among))
    found: Select[int, int] = rows.order_by(shared.desc(), ROW_DIGEST.c.record_id).limit(_MOST_NEAR)
    return list(fetch_rows(connection, found))
