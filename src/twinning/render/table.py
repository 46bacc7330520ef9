"""Tables for people. Data is never read as markup, and every cell goes through `render.text`.

Rich takes most of the time of a small listing to import, so this module is loaded only when a table is drawn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from twinning.render.columns import Words, by_rank, column_words, heading, label, words
from twinning.render.options import Document, Options
from twinning.render.text import visible
from twinning.rows import Dossier, Listing, Row, column_names

_UNLIMITED = 2**31
_GAP = 2
_FOLDABLE = 24  # longer text is folded down to this many cells before another column has to go
_WHOLE = ("key", "record")  # these are copied from the screen, so they are not folded while they fill less than half

_Block = list[RenderableType]


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    write: Words
    width: int
    is_number: bool
    is_whole: bool
    is_empty: bool
    folds: bool = False

    def needs(self, widest: int) -> int:
        return self.width if self.is_whole else min(self.width, widest)

    def at_most(self, widest: int) -> "_Column":
        return replace(self, width=self.needs(widest), folds=self.width > self.needs(widest))


def write_table(document: Document, stream: TextIO, options: Options) -> None:
    """Write a document as tables with headings; sections without rows are left out.

    On a terminal, columns go by rank (see rows.column) until the rest has room, and long text folds. Without
    a width every column is there, on one line.
    """
    width = options.width or _UNLIMITED
    blocks = _blocks(document, width, options.language)
    # Rich ends the process when a pipe closes; what happens then is the caller's to say, as in other formats.
    text = StringIO()
    screen = console(text, width, options.color)
    for number, block in enumerate(blocks):
        if number:
            screen.line()
        screen.print(*block, sep="\n")
    stream.write(text.getvalue())


def console(text: StringIO, width: int, color: bool) -> Console:
    """Return what draws for a terminal, into a text."""
    # The height is given because Rich takes 80 columns on a dumb terminal unless it has both.
    return Console(
        file=text,
        width=width,
        height=25,
        color_system="standard" if color else None,
        force_terminal=color,
        no_color=not color,
        force_jupyter=False,
        legacy_windows=False,
    )


def _blocks(document: Document, width: int, language: str | None) -> Iterator[_Block]:
    return _dossier(document, width, language) if isinstance(document, Dossier) else _listing(document, width, language)


def _listing(document: Listing, width: int, language: str | None) -> Iterator[_Block]:
    filled = [section for section in document.sections if section.rows]
    if not filled:
        yield [Text(visible(document.empty))]
        return
    if document.title:
        yield [_heading(document.title)]
    columns = _columns(document.row_class, list(document.rows), width, language)
    for section in filled:
        title: _Block = [_heading(section.title)] if section.title else []
        yield [*title, _table(columns, section.rows)]


def _dossier(document: Dossier, width: int, language: str | None) -> Iterator[_Block]:
    yield [_heading(document.title)]
    known = [fact for fact in document.facts if fact.value is not None]
    facts = [(label(fact.name), words(fact.means, language)(fact.value)) for fact in known]
    if facts:
        yield [_pairs(facts)]
    for section in document.sections:
        if section.rows:
            columns = _columns(section.row_class, section.rows, width, language)
            yield [_heading(heading(section)), _table(columns, section.rows)]


def _heading(text: str) -> Text:
    return Text(visible(text), style="bold")


def _pairs(facts: list[tuple[str, str]]) -> Table:
    pairs = Table.grid(padding=(0, _GAP, 0, 0))
    pairs.add_column(overflow="fold")
    pairs.add_column(overflow="fold")
    for name, value in facts:
        pairs.add_row(Text(name), Text(value))
    return pairs


def _columns(row_class: type[Row], rows: Sequence[Row], width: int, language: str | None) -> list[_Column]:
    """Return the columns that have room, in the order of the row class; one stays, however narrow."""
    written = column_words(row_class, language)
    ranked = [_measured(name, written[name], rows, width) for name in by_rank(row_class)]
    ranked.sort(key=lambda column: column.is_empty)  # what says nothing goes first, however high it ranks
    while len(ranked) > 1 and _room(ranked, _FOLDABLE) > width:
        ranked.pop()
    widest = min(width, max(column.width for column in ranked))
    while _room(ranked, widest) > width:
        widest -= 1
    order = column_names(row_class)
    return [column.at_most(widest) for column in sorted(ranked, key=lambda kept: order.index(kept.name))]


def _measured(name: str, write: Words, rows: Sequence[Row], room: int) -> _Column:
    values = [getattr(row, name) for row in rows]
    width = max(cell_len(text) for text in (label(name), *map(write, values)))
    known = [value for value in values if value is not None]
    is_number = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in known)
    return _Column(name, write, width, bool(known) and is_number, name in _WHOLE and width <= room // 2, not known)


def _room(columns: Sequence[_Column], widest: int) -> int:
    return sum(column.needs(widest) + _GAP for column in columns) - _GAP


def _table(columns: Sequence[_Column], rows: Sequence[Row]) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0))
    for column in columns:
        justify: JustifyMethod = "right" if column.is_number else "left"
        table.add_column(Text(label(column.name)), justify=justify, width=column.width, overflow="fold")
    for record in _records(columns, rows):
        table.add_row(*map(Text, record))
    return table


def _records(columns: Sequence[_Column], rows: Sequence[Row]) -> list[tuple[str, ...]]:
    records = [tuple(column.write(getattr(row, column.name)) for column in columns) for row in rows]
    if any(column.folds for column in columns):
        return records
    # Where nothing folds, one row of many lines looks the same and takes Rich a third of the time.
    return [tuple("\n".join(cells) for cells in zip(*records, strict=True))]
