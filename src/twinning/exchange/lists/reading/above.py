"""Cells that say that they hold what stands above them: `idem`, `〃`, `-"-`."""

from collections.abc import Iterator
from typing import Final

from twinning.exchange.lists.reading.tables import Line

AS_ABOVE: Final = frozenset(
    form
    for word in (
        *("idem", "ídem", "ditto", "ibid.", "dto.", "dtto", "-do-", "j.w.", "jw.", "dasselbe", "то же", "〃", "同上"),
        *("상동", "″", '"', "''", "„", '-"-', "-„-", '-"', '"-"', "-//-", "-||-"),
    )
    for form in (word, word.capitalize(), word.upper())
)
"""What offices write in the place of what the cell above has."""


def with_cells_above(lines: Iterator[Line]) -> Iterator[Line]:
    """Give the lines with what the cell above holds in the place of each that says so.

    A line of a single cell, such as a heading between the rows, is none that a cell could repeat.
    """
    above: tuple[str, ...] = ()
    for line in lines:
        number, cells = line
        if not AS_ABOVE.isdisjoint(cells):
            cells = tuple(
                before or cell if cell in AS_ABOVE else cell
                for cell, before in zip(cells, above or ("",) * len(cells), strict=True)
            )
            line = Line(number, cells)  # noqa: PLW2901 - it is the same line, written out
        if cells.count("") < len(cells) - 1:
            above = cells
        yield line
