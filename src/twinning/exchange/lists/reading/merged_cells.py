"""Cells of a workbook that are merged over several rows: what the first of them holds is said of each row.

The library that reads workbooks row by row tells nothing of them: they stand behind the rows in the sheet's XML.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from twinning.exchange.lists.reading.tables import refused

_CHUNK = 1 << 20
_LONGEST_TAG = 1000
_MOST = 100_000
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"'
    rb'|<(?:\w+:)?row\s[^<>]*?\bhidden="(?:1|true)"[^<>/]*>'
)
"""A tag of merged cells, or that of a hidden row which has cells."""


@dataclass(slots=True)
class MergedCells:
    """Fills in the cells below the first of each column of merged ones, row after row.

    `begin` has for a row the columns, from 0, where such cells begin, with the row where each ends. `hidden` is how
    many rows of the sheet are hidden.
    """

    hidden: int = 0
    begin: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _open: dict[int, tuple[int, str]] = field(default_factory=dict)

    def end_of(self, number: int) -> int:
        """Return the last row over which cells go that begin in a row, by its number: itself where none do."""
        return max((last for _, last in self.begin.get(number, ())), default=number)

    def filled(self, number: int, cells: list[str]) -> list[str]:
        """Return the texts of a row, by its number, with those that stand in a row above. Rows come in their order."""
        if not self.begin:
            return cells
        self._open = {column: (last, text) for column, (last, text) in self._open.items() if last >= number}
        cells = cells + [""] * (1 + max(self._open, default=-1) - len(cells))
        for column, (_, text) in self._open.items():
            cells[column] = cells[column] or text
        for column, last in self.begin.get(number, ()):
            if column < len(cells):
                self._open[column] = last, cells[column]
        return cells


def read_merged_cells(sheet: IO[bytes], name: str) -> MergedCells:
    """Return the cells of a sheet, given its XML, that are merged over rows. Raises InputError for too many."""
    found = MergedCells()
    for count, (letters, first, last) in enumerate(_tags(sheet)):
        if letters is None:
            found.hidden += 1
        elif count - found.hidden == _MOST:
            raise refused(name, f"more than {_MOST} merged cells", hint="save the sheet as CSV")
        elif int(last) > int(first):
            found.begin.setdefault(int(first), []).append((_column(letters), int(last)))
    return found


def _tags(sheet: IO[bytes]) -> Iterator[tuple[bytes | None, bytes, bytes]]:
    """Give the column, the first and the last row of each tag of merged cells; no column for that of a hidden row."""
    kept = b""
    while chunk := sheet.read(_CHUNK):
        text, end = kept + chunk, 0
        for each in _MERGED.finditer(text):
            end = each.end()
            yield each[1], each[2], each[3]
        kept = text[max(end, len(text) - _LONGEST_TAG) :]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number - 1
