"""Rows that are read while they are written, so that a list of any length takes the memory of its first thousand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, starmap
from typing import Any, Generic, TypeVar, overload

from twinning.rows import AnyRow, Cell, Dossier, Listing, Row

OtherRow = TypeVar("OtherRow", bound=Row)

HEAD = 1000
"""How many rows are looked at before a list is written: a table takes its widths from them."""


class Stream(Sequence[AnyRow], Generic[AnyRow]):
    """The rows of a section, read anew each time that they are gone through, while their connection is open.

    `read` gives the first rows, as many as it is told, or all for None. `count` says how many there are without reading
    them; without it they are read once to be counted.
    """

    def __init__(self, read: Callable[[int | None], Iterator[AnyRow]], count: Callable[[], int] | None = None) -> None:
        self._read = read
        self._count = count
        self._length: int | None = None

    def __iter__(self) -> Iterator[AnyRow]:
        """Read all rows."""
        return self._read(None)

    def __len__(self) -> int:
        """Return how many rows there are: counted where they can be, else by reading them once."""
        if self._length is None:
            self._length = self._count() if self._count else sum(1 for _ in self)
        return self._length

    def __bool__(self) -> bool:
        """Return whether there is any row."""
        return next(self._read(1), None) is not None

    @overload
    def __getitem__(self, index: int) -> AnyRow: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[AnyRow]: ...

    def __getitem__(self, index: int | slice) -> AnyRow | Sequence[AnyRow]:
        """Return the first rows (`[:10]`) or the one at a place, and read none after it. Raises ValueError else."""
        if isinstance(index, slice):
            if index.start or index.step or index.stop is None or index.stop < 0:
                raise ValueError("only the first rows of a stream are to be had alone")
            return [*self._read(index.stop)]
        for row in islice(self._read(index + 1), index, None):
            return row
        raise IndexError(index)

    def map(self, change: Callable[[AnyRow], OtherRow]) -> "Stream[OtherRow]":
        """Return a stream of what a function makes of each row."""
        return Stream(lambda most: map(change, self._read(most)), self.__len__)

    def where(self, is_wanted: Callable[[AnyRow], bool]) -> "Stream[AnyRow]":
        """Return a stream of the rows for which a function is true."""
        return Stream(lambda most: islice(filter(is_wanted, self._read(None)), most))


class CellStream(Stream[AnyRow]):
    """A stream for long exports: writers take the cells, and an object is made of a row only for who asks for one.

    `read` gives the cells of the first rows, as many as it is told, or of all for None, in the order of the columns.
    """

    def __init__(self, row_class: type[AnyRow], read: Callable[[int | None], Iterator[tuple[Cell, ...]]]) -> None:
        super().__init__(lambda most: starmap(row_class, read(most)))
        self._read_cells = read

    def cells(self) -> Iterator[tuple[Cell, ...]]:
        """Read the cells of all rows."""
        return self._read_cells(None)


def map_rows(rows: Sequence[AnyRow], change: Callable[[AnyRow], OtherRow]) -> Sequence[OtherRow]:
    """Return what a function makes of each row: a list, or of a stream a stream."""
    return rows.map(change) if isinstance(rows, Stream) else [change(row) for row in rows]


def rows_where(rows: Sequence[AnyRow], is_wanted: Callable[[AnyRow], bool]) -> Sequence[AnyRow]:
    """Return the rows for which a function is true: a list, or of a stream a stream."""
    return rows.where(is_wanted) if isinstance(rows, Stream) else [row for row in rows if is_wanted(row)]


def is_read(document: Listing[Any] | Dossier) -> bool:
    """Return whether all rows of a document are in memory, so that what they came from can be closed."""
    return not any(isinstance(section.rows, Stream) for section in document.sections)


def read_short(document: Listing[Any] | Dossier) -> Listing[Any] | Dossier:
    """Return the document with its short sections read into memory, those of no more rows than `HEAD`.

    So many rows are looked at anyway. Where none is longer, the connection can be closed before anything is shown.
    """
    if is_read(document):
        return document
    return replace(document, sections=tuple(replace(each, rows=_short(each.rows)) for each in document.sections))


def _short(rows: Sequence[AnyRow]) -> Sequence[AnyRow]:
    if not isinstance(rows, Stream):
        return rows
    head = rows[: HEAD + 1]
    return head if len(head) <= HEAD else rows
