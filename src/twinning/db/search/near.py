"""Rows whose texts come near to what somebody typed: they share pieces of it, three characters or a fourth of it.

The caller compares the texts themselves; here no more is done than to leave out the rows that cannot be near.
"""

from collections import Counter
from collections.abc import Mapping
from itertools import accumulate

from sqlalchemy import ColumnElement, Connection, ScalarResult, Select, case, func, literal, or_, select, text

from twinning.db.search.index import END, NAME, TEXT, first_number
from twinning.db.search.patterns import (
    COMMON,
    MATCH,
    TRIGRAM,
    Patterns,
    any_of,
    catch_up,
    holds,
    limits_of,
    sampled_texts,
    trigrams,
)
from twinning.db.tables.history import ROW_DIGEST
from twinning.db.typed_tables import fetch_rows

_LONG, _PIECES = 12, 4
_MOST_NEAR = 1000
_MOST_RARE = 50_000

Near = tuple[int, int]
"""The id of a row, and how many pieces it has."""


def near_rows(connection: Connection, name: str, wanted: str) -> list[int]:
    """Return the ids of those rows of a table (at most a thousand) that share most pieces with a folded text.

    A text that differs by a slip or two still shares a piece. To count the pieces of every row would take long, so rows
    with a rare piece are counted first. Where a thousand of them each share more pieces than there are common ones,
    a row without a rare piece cannot be among the best, and none is looked for.
    """
    catch_up(connection)
    pieces = _pieces(wanted)
    is_indexed = connection.dialect.name == "sqlite" and all(len(each) >= TRIGRAM for each in pieces)
    sharing, rare = (_sharing, _rare) if is_indexed else (_sharing_as_read, _rare_in_sample)
    among = rare(connection, name, pieces)
    near = sharing(connection, name, pieces, among) if among else []
    others = len(pieces) - len(among)
    if others and (len(near) < _MOST_NEAR or near[-1][1] <= others):
        near = sharing(connection, name, pieces, pieces)
    return [row for row, _ in near]


def slipped_rows(connection: Connection, name: str, wanted: str) -> list[int]:
    """Return the ids of the rows of a table that may have a folded text but for one slip; some of them have not.

    A slip is a letter too many, too few or another one, or two neighbouring letters in the wrong order. It leaves the
    first or the last half of the text as it was, but for a turn of the two middle letters, which is looked for as well.
    """
    return _rows_with(connection, name, _slipped(wanted))


def rows_called(connection: Connection, name: str, wanted: str) -> list[int]:
    """Return the ids of the rows of a table that may have this folded text as a name; some of them have not."""
    return _rows_with(connection, name, (f"{NAME}{wanted}{END}",))


def _rows_with(connection: Connection, name: str, patterns: Patterns) -> list[int]:
    """Return the ids of the rows of a table that may have one of the patterns."""
    catch_up(connection)
    if connection.dialect.name == "sqlite" and all(len(each) >= TRIGRAM for each in patterns):
        first = first_number(name)
        return [number - first for number in _numbers(connection, any_of(patterns), name)]
    rows = select(ROW_DIGEST.c.record_id).where(ROW_DIGEST.c.record_table == name, holds(patterns))
    return list(connection.execute(rows.order_by(ROW_DIGEST.c.record_id)).scalars())


def _slipped(wanted: str) -> Patterns:
    middle = len(wanted) // 2
    first, last = wanted[:middle], wanted[middle:]
    turned = first[:-1] + last[:1] + first[-1:] + last[1:]
    return (*(mark + each for mark in (NAME, TEXT) for each in (first, turned + END)), last + END)


def _pieces(wanted: str) -> Patterns:
    """Return the pieces of a text, of which a slip leaves some as they are; of a short one, also beginning and end."""
    if len(wanted) >= _LONG:
        size = len(wanted) // _PIECES
        return tuple(wanted[at : at + size] for at in range(0, size * _PIECES, size))
    ends = 1 if len(wanted) <= TRIGRAM else 2
    whole = f"{NAME}{wanted[:ends]}", f"{TEXT}{wanted[:ends]}", f"{wanted[-ends:]}{END}"
    return tuple(dict.fromkeys((*whole, *trigrams(wanted))))


def _rare(connection: Connection, name: str, pieces: Patterns) -> Patterns:
    """Return the rarest pieces by SQLite's index, as many as at most 50,000 rows of the table have between them."""
    limits = limits_of(name) | {"most": _MOST_RARE + 1}
    count = text(f"SELECT count(*) FROM ({MATCH} LIMIT :most)")  # noqa: S608 - our own words
    patterns = {each: {"pattern": any_of((each,))} for each in pieces}
    counts = {each: connection.execute(count, limits | patterns[each]).scalar_one() for each in pieces}
    return _fewest(counts, _MOST_RARE)


def _rare_in_sample(connection: Connection, name: str, pieces: Patterns) -> Patterns:
    """Return the rarest pieces by a sample, as many as at most a tenth of the table has between them.

    pg_trgm takes both marks for the same: a piece that begins few names but many other texts is not rare to its index.
    """
    if connection.dialect.name == "sqlite":
        return pieces
    sample = sampled_texts()
    taken_for = ({each, each.replace(NAME, TEXT), each.replace(TEXT, NAME)} for each in pieces)
    has = (or_(*(sample.c.texts.contains(each, autoescape=True) for each in same)) for same in taken_for)
    counts = (func.count().filter(each) for each in has)
    found = select(func.count(), *counts).select_from(sample).where(sample.c.record_table == name)
    rows, *having = connection.execute(found).one()
    return _fewest(dict(zip(pieces, having, strict=True)), rows // COMMON)


def _fewest(counts: Mapping[str, int], most: int) -> Patterns:
    """Return the rarest pieces whose counts of rows add up to no more than `most`."""
    rarest = sorted(counts, key=lambda piece: counts[piece])
    sums = accumulate(counts[piece] for piece in rarest)
    return tuple(piece for piece, rows in zip(rarest, sums, strict=True) if rows <= most)


def _sharing(connection: Connection, name: str, pieces: Patterns, among: Patterns) -> list[Near]:
    """Return the best rows by how many pieces they have, counted in SQLite's index; each has one of `among`."""
    first = first_number(name)
    numbers: Counter[int] = Counter()
    for piece in pieces:
        pattern = any_of((piece,)) if piece in among else f"{any_of((piece,))} AND ({any_of(among)})"
        numbers.update(_numbers(connection, pattern, name))
    best = sorted(numbers.items(), key=lambda found: (-found[1], found[0]))[:_MOST_NEAR]
    return [(number - first, shared) for number, shared in best]


def _sharing_as_read(connection: Connection, name: str, pieces: Patterns, among: Patterns) -> list[Near]:
    """Return the same counted in the kept texts; PostgreSQL finds those with one of `among` through its index."""
    has = (ROW_DIGEST.c.texts.contains(each, autoescape=True) for each in pieces)
    shared: ColumnElement[int] = sum((case((each, 1), else_=0) for each in has), start=literal(0))
    rows = select(ROW_DIGEST.c.record_id, shared).where(ROW_DIGEST.c.record_table == name, holds(among))
    found: Select[int, int] = rows.order_by(shared.desc(), ROW_DIGEST.c.record_id).limit(_MOST_NEAR)
    return list(fetch_rows(connection, found))


def _numbers(connection: Connection, pattern: str, name: str) -> ScalarResult[int]:
    """Return the numbers by which SQLite's index knows the rows of a table that have a pattern."""
    return connection.execute(text(MATCH), {"pattern": pattern} | limits_of(name)).scalars()
