"""What in a register begins as somebody typed it, for a shell that completes.

With sqlite3 alone: loading SQLAlchemy takes half a second, and this is asked at every TAB. Nothing here raises, as a
shell shows whatever comes.

The file may be anybody's, and the constraints of its schema prove nothing: a file can be written without them. So what
is read is held against the rules for keys and words again, since shells evaluate what is offered to them.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from twinning.db.migrations.revision import APPLICATION_ID, HEAD
from twinning.domain.names import LONGEST_NAME, fold, is_plain_word

_MOST = 50
_DIGITS = 10  # an operation's number has no more
_LONGEST_KEY = 1000  # those of agreements between many cities are long
_LONGEST_VALUE = 100_000  # bytes; a longer one of a stranger's file is not even loaded
_MOST_STEPS = 2_000_000  # of SQLite's machine, some tenths of a second: a stranger's file may hold a view without end
_KEY = re.compile("[a-z0-9]+(?:-{1,2}[a-z0-9]+)*")

_NAMES = """
    SELECT name, key, {} FROM {} WHERE folded >= :low AND folded < :high ORDER BY folded LIMIT :most
"""
_OTHER_NAMES = """
    SELECT n.name, c.key, {} FROM {}_name AS n JOIN {} AS c ON c.id = n.{}_id
    WHERE n.folded >= :low AND n.folded < :high ORDER BY n.folded LIMIT :most
"""
_KEYS = "SELECT key, key, FALSE FROM {} WHERE key >= :text AND key < :end ORDER BY key LIMIT :most"
_IS_NAME = "folded = replace(key, '-', '')"

RECORDS = {
    "city": (_NAMES.format("TRUE", "city"), _OTHER_NAMES.format("TRUE", *["city"] * 3), _KEYS.format("city")),
    "agreement": (_KEYS.format("agreement"),),
    "activity": (_KEYS.format("activity"),),
    "person": (
        _NAMES.format(_IS_NAME, "person"),
        _OTHER_NAMES.format("FALSE", *["person"] * 3),
        _KEYS.format("person"),
    ),
    "organization": (_NAMES.format(_IS_NAME, "organization"), _KEYS.format("organization")),
    "source": (_KEYS.format("source"),),
}
"""What is asked for each table's records that begin with what was typed: names and keys, each query by an index.

The third column is whether the record is found by its key in capitals, too: as any city is, and who is called like it.
"""

OPERATIONS = "SELECT id FROM operation WHERE id >= :low AND id < :high ORDER BY id DESC LIMIT :most"
"""What is asked for the operations whose numbers are in a span."""

CITATIONS = """
    SELECT c.seq FROM citation AS c WHERE c.source_id = (SELECT id FROM source WHERE key = :key)
    AND c.seq >= :low AND c.seq < :high ORDER BY c.seq LIMIT :most
"""
"""What is asked for the citations of a source whose numbers are in a span."""


class Found(NamedTuple):
    """A record that begins as was typed: one of its names, and its key.

    In the place of a name that is not one plain word stands the key again. `in_capitals` is whether the record is found
    by its key in capitals, too.
    """

    name: str
    key: str
    in_capitals: bool


def find_records(path: Path, tables: Iterable[str], text: str) -> list[Found]:
    """Return what begins like this in these tables of a register's file, at most 50 from each query.

    A record whose key the rules for keys do not allow is left out; so is everything in a file that is not this
    program's.
    """
    folded = fold(text) if text else ""
    bounds = {"text": text, "end": f"{text}\U0010ffff", "low": folded, "high": f"{folded}\U0010ffff", "most": _MOST}
    rows = _ask(path, [(query, bounds) for table in tables for query in RECORDS[table]])
    return [
        Found(name if _is_name(name) else key, key, bool(in_capitals)) for name, key, in_capitals in rows if is_key(key)
    ]


def find_operations(path: Path, digits: str) -> list[int]:
    """Return the numbers of operations that begin with these digits, the latest of each length first."""
    return _numbers(path, digits, OPERATIONS)


def find_citations(path: Path, source: str, digits: str) -> list[int]:
    """Return the numbers that begin with these digits of the citations of a source, by its key."""
    return _numbers(path, digits, CITATIONS, key=source) if is_key(source) else []


def is_key(text: object) -> bool:
    """Return whether something can be a record's key: small ASCII letters and digits, with hyphens between them."""
    return isinstance(text, str) and len(text) <= _LONGEST_KEY and _KEY.fullmatch(text) is not None


def _is_name(text: object) -> bool:
    return is_key(text) or (isinstance(text, str) and len(text) <= LONGEST_NAME and is_plain_word(text))


def _numbers(path: Path, digits: str, query: str, **values: str) -> list[int]:
    """Return the numbers that begin with these digits: 1, then 10 to 19, and so on, each span by an index."""
    if not digits:
        spans = [(0, 10**_DIGITS)]
    elif re.fullmatch(f"[1-9][0-9]{{0,{_DIGITS - 1}}}", digits):
        spans = [(int(digits) * 10**more, (int(digits) + 1) * 10**more) for more in range(_DIGITS - len(digits) + 1)]
    else:
        return []
    rows = _ask(path, [(query, {"low": low, "high": high, "most": _MOST, **values}) for low, high in spans])
    return [number for (number,) in rows if isinstance(number, int)][:_MOST]


def _ask(path: Path, queries: Iterable[tuple[str, Mapping[str, object]]]) -> list[tuple[Any, ...]]:
    try:
        if not path.is_file():  # a pipe would be waited for
            return []
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.2)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
            connection.set_progress_handler(lambda: 1, _MOST_STEPS)
            return list(_answers(connection, queries)) if _is_ours(connection) else []
    except (sqlite3.Error, OSError, ValueError):
        return []


def _answers(
    connection: sqlite3.Connection, queries: Iterable[tuple[str, Mapping[str, object]]]
) -> Iterator[tuple[Any, ...]]:
    for query, values in queries:
        yield from connection.execute(query, values)


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Return whether the file says of itself that it is a register with this program's schema."""
    return connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,) and connection.execute(
        "SELECT version_num FROM alembic_version"
    ).fetchall() == [(HEAD,)]
