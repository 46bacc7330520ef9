"""Rows in an order that only Python knows: few are sorted in memory, many in parts, which are kept in a file."""

import pickle
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import IO, Any, TypeVar
from weakref import finalize

from twinning.errors import InputError
from twinning.rows import Row
from twinning.rows.arranging.streaming import Stream

AnyRow = TypeVar("AnyRow", bound=Row)

IN_MEMORY = 10_000
"""How many rows are sorted at once."""

_AT_ONCE = 50  # rows that are read of each part at once
_FIRST = itemgetter(0)


def in_order(found: Iterable[tuple[Any, AnyRow]]) -> Sequence[AnyRow]:
    """Return rows in the order of what stands before each, of equals that which came first: a list, or a stream.

    All are taken in at once, so that what they come from may be closed. Raises InputError where they have no room.
    """
    left = iter(found)
    first = sorted(islice(left, IN_MEMORY + 1), key=_FIRST)
    if len(first) <= IN_MEMORY:
        return [row for _, row in first]
    parts = _Parts()
    while first:
        parts.add(first)
        first = sorted(islice(left, IN_MEMORY), key=_FIRST)
    return Stream(lambda most: islice(parts.read(), most), lambda: parts.count)


class _Parts:
    """Parts that are in order each, in a file that has no name, and goes with this object."""

    def __init__(self) -> None:
        self.count = 0
        self._parts: list[list[int]] = []
        try:
            self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - read as long as the rows are
        except OSError as error:
            raise _no_room(error) from error
        finalize(self, self._file.close)

    def add(self, rows: Sequence[tuple[Any, AnyRow]]) -> None:
        places: list[int] = []
        try:
            for start in range(0, len(rows), _AT_ONCE):
                places.append(self._file.tell())
                pickle.dump(rows[start : start + _AT_ONCE], self._file, pickle.HIGHEST_PROTOCOL)
            self._file.flush()
        except OSError as error:
            raise _no_room(error) from error
        self._parts.append(places)
        self.count += len(rows)

    def read(self) -> Iterator[Any]:
        return map(itemgetter(1), merge(*map(self._read, self._parts), key=_FIRST))

    def _read(self, places: Sequence[int]) -> Iterator[tuple[Any, Any]]:
        for place in places:
            self._file.seek(place)
            yield from pickle.load(self._file)  # noqa: S301 - this run alone wrote it


def _no_room(error: OSError) -> InputError:
    what = f"{tempfile.gettempdir()} has no room for what is to be sorted: {error.strerror}"
    return InputError(what, "make room there, or name another folder in TMPDIR")
