"""What a file of rows is once it is open: its header, its lines, and how an error names a place in it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Final, NamedTuple

from twinning.domain.names import quote
from twinning.errors import InputError

LONGEST_CELL = 100_000
"""Characters. The longest text of a register is as long; what is longer is a quote that was never closed."""

MOST_COLUMNS = 1000
SAVE_AS_ROWS = "open it in a spreadsheet program, and save it as .xlsx or CSV"

MOST_TITLES = 20
"""Lines that may stand above the names of the columns."""

_LONGEST_NUMBER = 8  # of a row

BETWEEN_CELLS: Final = re.compile("[,;\t|]")
"""What may part the cells of a line."""

Knows = Callable[[str], bool]
"""Says whether the name of a column is known."""


class Line(NamedTuple):
    """A row of a file: the number of the line where it begins, and its cells, as many as the header has."""

    number: int
    cells: tuple[str, ...]


class Saved(NamedTuple):
    """How rows of text were saved, for others to be saved likewise: the program that wrote the ones reads the others.

    `has_mark` says that they begin with a byte order mark, without which Excel takes UTF-8 for something else.
    """

    delimiter: str = ","
    has_mark: bool = False


PLAIN: Final = Saved()
"""Commas, without a mark."""


@dataclass(frozen=True, slots=True)
class Table:
    """An open file of rows. `lines` are read as they are asked for, once; `remarks` are to be told before.

    `sheet` is the name of that of a workbook that is read, where it is not the first. `unnamed` are the first lines in
    which columns without a name hold something, as far as was read. `saved` is how its rejected rows are written.
    """

    name: str
    sha256: str
    header: tuple[str, ...]
    lines: Iterator[Line]
    remarks: tuple[str, ...] = ()
    sheet: str | None = None
    unnamed: dict[int, Line] = field(default_factory=dict)
    saved: Saved = PLAIN

    def remarks_on_unnamed(self) -> Iterator[str]:
        """Say, once the lines are read, which columns without a name hold something, and where that begins."""
        for at, line in sorted(self.unnamed.items()):
            behind = next((name for name in reversed(self.header[:at]) if name), None)
            place = f"behind {behind}" if behind else "before the others"
            held = f"{quote(line.cells[at].strip())} in line {line.number}"
            yield f"not read: a column without a name {place}, with {held}; if it holds a field, give it a name"


def noting_unnamed(header: Sequence[str], lines: Iterator[Line], unnamed: dict[int, Line]) -> Iterator[Line]:
    """Give lines, and keep the first in which a column without a name holds something but the number of the row."""
    left = {at for at, name in enumerate(header) if not name}
    for line in lines:
        for at in [at for at in left if line.cells[at].strip() and not _is_number_of_row(line, at)]:
            unnamed[at] = line
            left.remove(at)
        yield line
        if not left:
            break
    yield from lines


def _is_number_of_row(line: Line, at: int) -> bool:
    text = line.cells[at].strip().rstrip(".")
    return len(text) < _LONGEST_NUMBER and text.isdecimal() and int(text) <= line.number


@dataclass(frozen=True, slots=True)
class Layout:
    """What was said of a file: its encoding, what parts its cells, which sheet. None is for the program to find."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


def refused(
    name: str, what: str, line: int | None = None, column: str | None = None, hint: str | None = None
) -> InputError:
    """Return the error of a file that cannot be read, with the place in it."""
    place = "".join((name, f", line {line}" if line else "", f", column {column}" if column else ""))
    return InputError(f"{place}: {what}", hint)


def as_header(name: str, cells: list[str], line: int = 1, knows: Knows = lambda _: False) -> tuple[str, ...]:
    """Return the names of the columns.

    Those that stand twice take the name before them, where that makes known ones: `City`, `Country`, `Partner`,
    `Country`. Raises InputError for too many, for none, and for another name that stands twice.
    """
    if len(cells) > MOST_COLUMNS:
        raise refused(name, f"{len(cells)} columns are more than the {MOST_COLUMNS} that are read", line)
    header = [" ".join(cell.split()) for cell in cells]
    whole = _behind_others(header, knows)
    seen: set[str] = set()
    for cell in filter(None, whole):
        if cell.casefold() in seen:
            raise refused(name, "two columns have this name", line, cell, "give each column a name of its own")
        seen.add(cell.casefold())
    if not seen:
        raise refused(name, "the first line names no columns", line)
    return tuple(whole)


def _behind_others(header: list[str], knows: Knows) -> list[str]:
    """Return names of columns, those that stand twice with the name before them, if all of these are known so."""
    counts, found, before = Counter(map(str.casefold, header)), [*header], ""
    for at, cell in enumerate(header):
        if not cell or counts[cell.casefold()] == 1:
            before = cell or before
        elif not before or not knows(whole := f"{before} {cell}"):
            return header
        else:
            found[at] = whole
    return found


def without_titles(rows: Iterator[tuple[int, list[str]]], knows: Knows) -> Iterator[tuple[int, list[str]]]:
    """Give the rows from the line on that names the columns, without what stands above it.

    A line names the columns if two of them are known by their names. Above it stand titles, and headings of several
    columns: lines with fewer cells than it has. Where no line is so, the first is taken. Names that stand twice take
    the heading above before them.
    """
    first = list(islice(rows, MOST_TITLES + 1))
    filled = [[*filter(str.strip, cells)] for _, cells in first]
    known = [sum(map(knows, cells)) for cells in filled]
    header = next((at for at, count in enumerate(known) if count > 1), 0)
    while header + 1 < len(first) and known[header + 1] > known[header] and _is_fuller(filled, header):
        header += 1
    if any(len(cells) >= len(filled[header]) for cells in filled[:header]):
        header = 0
    if header:
        number, cells = first[header]
        first[header] = number, below_headings(first[header - 1][1], cells)
    return chain(first[header:], rows)


def below_headings(headings: Sequence[str], names: list[str]) -> list[str]:
    """Return the names of columns, those that stand twice with the heading above, which holds up to the next one."""
    counts = Counter(name.strip().casefold() for name in names)
    found, heading = [], ""
    for at, name in enumerate(names):
        heading = (headings[at].strip() if at < len(headings) else "") or heading
        found.append(f"{heading} {name}".strip() if name.strip() and counts[name.strip().casefold()] > 1 else name)
    return found


def _is_fuller(filled: list[list[str]], above: int) -> bool:
    """Say whether the row below one has more cells."""
    return len(filled[above + 1]) > len(filled[above])


def as_line(name: str, header: tuple[str, ...], number: int, cells: list[str]) -> Line:
    """Return a row with as many cells as the header; blank ones behind it are dropped. Raises InputError."""
    width = len(header)
    if len(cells) != width and (len(cells) < width or any(cell.strip() for cell in cells[width:])):
        hint = "a cell that holds the character between cells has to stand in quotes"
        if len(cells) == 1:
            hint = "if it is a note, leave the line out; if it is a row, write all its cells"
        raise refused(name, f"{len(cells)} cells, and the line that names the columns has {width}", number, hint=hint)
    whole = "".join(cells)
    if len(whole) > LONGEST_CELL or "\0" in whole or "\ufeff" in whole:
        for column, cell in zip(header, cells, strict=False):
            check_cell(name, number, column, cell)
    return Line(number, tuple(cells[:width]))


def check_cell(name: str, number: int, column: str, cell: str) -> None:
    """Raise InputError for what no cell of a sound file holds."""
    if "\0" in cell:
        raise refused(
            name, "a NUL character", number, column, "is it UTF-16 without a mark? Then say --encoding utf-16-le"
        )
    if "\ufeff" in cell:
        raise refused(name, "a byte order mark inside the file: two files were put together", number, column)
    if len(cell) > LONGEST_CELL:
        raise refused(name, f"{len(cell)} characters in one cell", number, column, "is a quote never closed?")


def name_of(path: Path) -> str:
    """Return what messages call a file."""
    return "standard input" if str(path) == "-" else str(path)
