"""Completion of names and keys straight from the file, with sqlite3 alone: SQLAlchemy takes half a second a TAB.

Nothing here raises or prints: a shell that completes shows whatever comes.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import typer

from twinning.domain.names import fold
from twinning.errors import TwinningError
from twinning.settings import Settings, default_database

_MOST = 50
_DIGITS = 10  # an operation's number has no more
_NAMES = """
    SELECT name, key, {} FROM {} WHERE folded >= :low AND folded < :high ORDER BY folded LIMIT :most
"""
_OTHER_NAMES = """
    SELECT n.name, c.key, TRUE FROM city_name AS n JOIN city AS c ON c.id = n.city_id
    WHERE n.folded >= :low AND n.folded < :high ORDER BY n.folded LIMIT :most
"""
_KEYS = "SELECT key, key, FALSE FROM {} WHERE key >= :text AND key < :end ORDER BY key LIMIT :most"
_IS_NAME = "folded = replace(key, '-', '')"

QUERIES = {
    "city": (_NAMES.format("TRUE", "city"), _OTHER_NAMES, _KEYS.format("city")),
    "agreement": (_KEYS.format("agreement"),),
    "activity": (_KEYS.format("activity"),),
    "person": (_NAMES.format(_IS_NAME, "person"), _KEYS.format("person")),
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


def _completer(table: str) -> Callable[[typer.Context, str], list[str]]:
    """Return what completes a record of a table: its name as typed, or its key where shells would split the name."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        return _complete(context, incomplete, table)

    return complete


complete_city = _completer("city")
complete_agreement = _completer("agreement")
complete_activity = _completer("activity")
complete_person = _completer("person")
complete_organization = _completer("organization")
complete_source = _completer("source")


def complete_reference(context: typer.Context, incomplete: str) -> list[str]:
    """Return the records of every kind that begin like this; behind `KEY/`, the citations of that source."""
    if "/" in incomplete:
        return complete_citation(context, incomplete)
    table, colon, begun = incomplete.partition(":")
    if colon and table in QUERIES:
        return [f"{table}:{offered}" for offered in _complete(context, begun, table)]
    return _complete(context, incomplete, *QUERIES)


def complete_citation(context: typer.Context, incomplete: str) -> list[str]:
    """Return the citations of the source whose key stands before the slash; before there is one, the sources."""
    source, slash, child = incomplete.partition("/")
    table, colon, key = source.rpartition(":")
    if table not in ("", "source"):
        return []
    if not slash:
        return [f"{table}{colon}{offered}/citation-" for offered in _complete(context, key, "source")]
    digits = "" if "citation-".startswith(child) else child.removeprefix("citation-")
    return [f"{source}/citation-{number}" for number in _numbers(context, digits, CITATIONS, key=key)]


def complete_operation(context: typer.Context, incomplete: str) -> list[str]:
    """Return the numbers of operations that begin like this, the latest first."""
    return [str(number) for number in _numbers(context, incomplete, OPERATIONS)]


def _complete(context: typer.Context, incomplete: str, *tables: str) -> list[str]:
    text, folded = incomplete.strip("\"'"), fold(incomplete) if incomplete else ""
    bounds = {"text": text, "end": f"{text}\U0010ffff", "low": folded, "high": f"{folded}\U0010ffff", "most": _MOST}
    found = _ask(context, [(query, bounds) for table in tables for query in QUERIES[table]])
    names = {name: key for name, key, _ in found if _is_one_word(name) and name.startswith(text)}
    named = set(names.values())
    by_key = {_begun(text, key) if in_capitals else key for _, key, in_capitals in found if key not in named}
    return sorted({*names, *by_key})


def _numbers(context: typer.Context, digits: str, query: str, **values: str) -> list[int]:
    """Return the numbers that begin with these digits: 1, then 10 to 19, and so on, each span by an index."""
    if not digits:
        spans = [(0, 10**_DIGITS)]
    elif re.fullmatch(f"[1-9][0-9]{{0,{_DIGITS - 1}}}", digits):
        spans = [(int(digits) * 10**more, (int(digits) + 1) * 10**more) for more in range(_DIGITS - len(digits) + 1)]
    else:
        return []
    asked = [(query, {"low": low, "high": high, "most": _MOST, **values}) for low, high in spans]
    return [number for (number,) in _ask(context, asked)][:_MOST]


def _ask(context: typer.Context, queries: Iterable[tuple[str, Mapping[str, object]]]) -> list[tuple[Any, ...]]:
    path = _file(context)
    if path is None:
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.2)) as connection:
            return [row for query, values in queries for row in connection.execute(query, values)]
    except (sqlite3.Error, OSError, ValueError):
        return []


def _begun(text: str, key: str) -> str:
    """Return a key that begins as it was typed: shells drop what begins with other capitals."""
    return f"{text}{key[len(text) :]}" if key.startswith(text.lower()) else key


def _is_one_word(name: str) -> bool:
    return not any(character.isspace() or character in "'\"`$\\:;&|<>()[]{}*?!~#" for character in name)


def _file(context: typer.Context) -> Path | None:
    """Return the register's file, from the parsed option: root callbacks do not run in completion."""
    option = context.find_root().params.get("database_address")
    try:
        setting = Settings({"database": option}).get("database")
    except TwinningError:  # a configuration file that cannot be read
        return None
    if setting is None:
        return default_database()
    named = setting.value
    if "://" not in named:
        return Path(named).expanduser()
    return Path(unquote(named.removeprefix("sqlite:///"))) if named.startswith("sqlite:///") else None
