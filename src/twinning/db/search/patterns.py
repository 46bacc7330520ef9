"""What is looked for in the texts of rows, as each of the databases takes it."""

from itertools import islice
from typing import Final

from sqlalchemy import ColumnElement, Connection, TableSample, func, literal, or_

from twinning.db.search.index import CATCH_UP, first_number, last_number
from twinning.db.tables.history import ROW_DIGEST

Patterns = tuple[str, ...]
"""Texts, one of which has to stand somewhere in what is kept of a row."""

TRIGRAM: Final = 3
"""The fewest characters that an index knows."""

COMMON: Final = 10
"""What part of the rows has what is called common here: more than one in ten."""

MATCH: Final = """
SELECT rowid FROM search_index WHERE search_index MATCH :pattern AND rowid BETWEEN :first AND :last ORDER BY rowid
"""
"""The statement for SQLite's numbers of rows with a pattern, between two numbers."""

_MOST_TRIGRAMS = 100
_SAMPLED, _SEED = 0.1, 1966  # of a hundred pages; of few rows there is none among them, and no word is common


def catch_up(connection: Connection) -> None:
    """Let what a session wrote be found before it ends."""
    if enter := connection.info.get(CATCH_UP):
        enter()


def is_indexed(patterns: Patterns) -> bool:
    """Return whether an index can tell what has one of the patterns, which are all as long."""
    return len(patterns[0]) >= TRIGRAM


def trigrams(pattern: str) -> list[str]:
    """Return what the index is asked for: of a text longer than any name only what it begins with."""
    each_once = dict.fromkeys(pattern[at : at + TRIGRAM] for at in range(len(pattern) - TRIGRAM + 1))
    return list(islice(each_once, _MOST_TRIGRAMS))


def any_of(patterns: Patterns) -> str:
    """Write patterns as FTS5 takes them, of which a text has to hold one."""
    return " OR ".join(f"({' AND '.join(map(_quoted, trigrams(each)))})" for each in patterns)


def _quoted(trigram: str) -> str:
    """Write a trigram as FTS5 takes it: nothing in it is a pattern."""
    return '"' + trigram.replace('"', '""') + '"'


def limits_of(*names: str) -> dict[str, int]:
    """Return the first and the last number in SQLite's index of tables that stand side by side there."""
    return {"first": first_number(names[0]), "last": last_number(names[-1])}


def holds(patterns: Patterns) -> ColumnElement[bool]:
    """Return the condition that a row has one of the patterns, for which PostgreSQL asks its index."""
    return or_(*(ROW_DIGEST.c.texts.contains(each, autoescape=True) for each in patterns))


def sampled_texts() -> TableSample:
    """Return what is kept of the rows on some of PostgreSQL's pages, the same each time."""
    return ROW_DIGEST.tablesample(func.system(_SAMPLED), seed=literal(_SEED))
