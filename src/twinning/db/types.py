"""The column types of the database, for the models and for the tables that queries select from.

Both dialects get TEXT, INTEGER and REAL only: words from a list are text under a CHECK, flags are 0 or 1.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect, Integer, Text, TypeDecorator

from twinning.errors import DamagedError


class Word(TypeDecorator[StrEnum]):
    """A word from a list, stored as its text. psycopg would store an enumeration's member name instead."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words
        self._members = _Members({None: None} | {member.value: member for member in words})

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        """Give the word as plain text; the CHECK judges it."""
        return None if value is None else str(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], StrEnum | None]:
        """Return what gives the member of the list. It raises DamagedError for a word that no CHECK let in."""
        return self._members.__getitem__  # asked for each value of a list: a dictionary's own is the quickest


class _Members(dict[str | None, StrEnum | None]):
    def __missing__(self, word: str | None) -> StrEnum:
        raise DamagedError(f"the database is damaged: it holds the word {word!r}, which is on no list")


class Flag(TypeDecorator[bool]):
    """A yes or no, stored as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """Give 1 or 0."""
        return None if value is None else int(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], bool | None]:
        """Return what gives the truth of 1 or 0."""
        return _TRUTHS.__getitem__  # as for words


class _Truths(dict[Any, bool | None]):
    def __missing__(self, value: Any) -> bool:
        return bool(value)


_TRUTHS = _Truths({None: None, 0: False, 1: True})
