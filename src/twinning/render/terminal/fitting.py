"""Which columns of a table have room on a terminal, and how wide each is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial

from rich.cells import cell_len

from twinning.render.columns import by_rank, column_label, column_words
from twinning.render.languages.saying import Words
from twinning.rows import Row, column_names, is_unknown

GAP = 2
"""How many cells stand between two columns."""

_FOLDED = 24  # longer text is folded down to this many cells before another column has to go
_FOLDED_TIGHT = 14  # the same where otherwise one of the first columns had to go
_FOLDED_LEAST = 10  # the same for the first column, where otherwise the reference beside it had to go
_FIRST = 3
_REFERENCES = ("key", "record")  # these are copied from the screen, and never broken
_JUDGED = 1000  # rows by which an empty column is known as such


@dataclass(frozen=True, slots=True)
class FittedColumn:
    """A column as a table shows it, `width` cells wide. `stands_for` is the column whose place it took, or itself."""

    name: str
    stands_for: str
    label: str
    write: Words
    width: int
    is_number: bool
    is_reference: bool
    is_empty: bool
    is_zero: bool
    folds: bool = False

    def needs(self, widest: int) -> int:
        """Return how many cells it takes where others fold to `widest`."""
        return self.width if self.is_reference else min(self.width, widest)

    def at_most(self, widest: int) -> "FittedColumn":
        """Return it folded to `widest` cells, where it is wider and may be folded."""
        return replace(self, width=self.needs(widest), folds=self.width > self.needs(widest))

    def with_room_for(self, rows: Iterable[Row]) -> "FittedColumn":
        """Return it as wide as it is, or as the longest text of more rows."""
        widest = max((cell_len(self.write(getattr(row, self.name))) for row in rows), default=0)
        return replace(self, width=max(self.width, widest))


def fitting_columns(row_class: type[Row], rows: Sequence[Row], width: int, language: str | None) -> list[FittedColumn]:
    """Return the columns that have room in `width` cells, in the order of the row class; one stays, however narrow.

    Empty ones go first, then those of zeros alone where another one fits in their place, then those of the lowest rank;
    one that says the same in less room takes a column's place before the next has to go.
    """
    written = column_words(row_class, language)
    labels = {name: column_label(row_class, name, language) for name in written}
    measured = partial(_measured, rows=rows)
    ranked = [measured(name, name, labels[name], written[name]) for name in by_rank(row_class)]
    first = ranked[0]
    needed = max(_FIRST, sum(bool(each.metadata.get("needed")) for each in fields(row_class)))
    ranked.sort(key=lambda column: (column.is_empty, not _leaves_room(first, column, width)))
    least = _least(ranked, needed, width)
    narrow = {each.name: each.metadata["narrow"] for each in fields(row_class) if each.metadata.get("narrow")}
    for at, column in enumerate(ranked):
        if column.name in narrow:
            name = narrow[column.name]
            shorter = measured(name, column.name, column.label, written[name])
            swapped = [*ranked[:at], shorter, *ranked[at + 1 :]]
            if _filled(_kept(swapped, width, least)) > _filled(_kept(ranked, width, least)):
                ranked = swapped
    behind = _with_zeros_behind(ranked, needed)
    if _telling(_kept(behind, width, least)) > _telling(_kept(ranked, width, least)):
        ranked = behind
    kept = _kept(ranked, width, least)
    widest = min(width, max(column.width for column in kept))
    while _room(kept, widest) > width and widest > 1:
        widest -= 1
    order = column_names(row_class)
    return [column.at_most(widest) for column in sorted(kept, key=lambda each: order.index(each.stands_for))]


def _least(ranked: Sequence[FittedColumn], needed: int, width: int) -> int:
    """Return to how many cells text is folded at most: the more, the better the first columns fit."""
    if _room(ranked[:needed], _FOLDED) <= width:
        return _FOLDED
    return _FOLDED_TIGHT if _room(ranked[:2], _FOLDED_TIGHT) <= width else _FOLDED_LEAST


def _leaves_room(first: FittedColumn, column: FittedColumn, width: int) -> bool:
    """Return whether the first column still fits beside this one, which may be a reference that cannot be folded."""
    return column is first or not column.is_reference or _room([first, column], _FOLDED_LEAST) <= width


def _kept(ranked: Sequence[FittedColumn], width: int, least: int) -> Sequence[FittedColumn]:
    """Return the first columns that have room where text folds to `least` cells; one stays."""
    return next(
        (ranked[:count] for count in range(len(ranked), 1, -1) if _room(ranked[:count], least) <= width), ranked[:1]
    )


def _filled(columns: Sequence[FittedColumn]) -> int:
    """Return how many columns say anything: for an empty one, none gives way."""
    return sum(not column.is_empty for column in columns)


def _with_zeros_behind(ranked: Sequence[FittedColumn], needed: int) -> list[FittedColumn]:
    """Return columns with those of zeros alone last, but for the first that are needed."""
    return [*ranked[:needed], *sorted(ranked[needed:], key=lambda column: column.is_zero or column.is_empty)]


def _telling(columns: Sequence[FittedColumn]) -> int:
    """Return how many columns say more than zero."""
    return sum(not (column.is_empty or column.is_zero) for column in columns)


def _measured(name: str, stands_for: str, label: str, write: Words, rows: Sequence[Row]) -> FittedColumn:
    values = [getattr(row, name) for row in rows]
    width = max(cell_len(text) for text in (label, *map(write, values)))
    known = [value for value in values if not is_unknown(value)]
    is_number = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in known)
    is_reference = name in _REFERENCES
    is_empty = all(map(is_unknown, values[:_JUDGED]))
    is_zero = bool(known) and is_number and not any(known)
    return FittedColumn(
        name, stands_for, label, write, width, bool(known) and is_number, is_reference, is_empty, is_zero
    )


def _room(columns: Sequence[FittedColumn], widest: int) -> int:
    return sum(column.needs(widest) + GAP for column in columns) - GAP
