"""Tables for people. Data is never read as markup, and every cell goes through `render.text`.

Rich takes most of the time of a small listing to import, so this module is loaded only when a table is drawn.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import chain, islice
from typing import Any, TextIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from twinning.render.columns import by_rank, column_label, fact_words, heading
from twinning.render.languages.saying import comma, counted, label, translated, word
from twinning.render.options import Document, Options
from twinning.render.terminal.fitting import GAP, FittedColumn, fitting_columns
from twinning.rows import Dossier, Listing, Row, Section, is_unknown
from twinning.rows.arranging.streaming import HEAD, Stream
from twinning.rows.phrases import Phrase, WithCommas, phrase, phrases

_UNLIMITED = 2**31
_SHOWN = 20  # rows of a section that a terminal shows of a dossier
_STATUS_STYLES = {
    **dict.fromkeys(("active", "held"), "green"),
    **dict.fromkeys(("disputed", "suspended", "postponed", "expired", "unknown"), "yellow"),
    **dict.fromkeys(("ended", "superseded", "abandoned", "cancelled"), "red"),
    **dict.fromkeys(("proposed", "planned"), "cyan"),
}

_Block = Iterable[RenderableType]


def write_table(document: Document, stream: TextIO, options: Options) -> None:
    """Write a document as tables with headings; sections without rows are left out.

    On a terminal, columns go by rank (see rows.column) until the rest has room, and long text folds. Without
    a width every column is there, on one line.
    """
    width = options.width or _UNLIMITED
    # Rich ends the process when a pipe closes; what happens then is the caller's to say, as in other formats.
    text = StringIO()
    screen = console(text, width, options.color)
    for number, block in enumerate(_blocks(document, width, options)):
        if number:
            screen.line()
        for part in block:
            if isinstance(part, str):  # lines as they are
                text.write(part)
            else:
                screen.print(part)
            _hand_over(text, stream)


def _hand_over(text: StringIO, stream: TextIO) -> None:
    """Write what was drawn, so that a long table is never held as a whole."""
    stream.write(text.getvalue())
    text.seek(0)
    text.truncate()


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


def _blocks(document: Document, width: int, options: Options) -> Iterator[_Block]:
    return _dossier(document, width, options) if isinstance(document, Dossier) else _listing(document, width, options)


def _listing(document: Listing[Any], width: int, options: Options) -> Iterator[_Block]:
    filled = [section for section in document.sections if section.rows]
    if not filled:
        yield [Text(translated(document.empty, options.language))]
        return
    if document.title:
        yield [_heading(translated(document.title, options.language))]
    judged = [row for section in filled for row in _looked_at(section)]
    columns = fitting_columns(document.row_class, judged, width, options.language)
    for section in filled:
        title = [_heading(translated(section.title, options.language))] if section.title else []
        yield chain(title, _tables(columns, section.rows, width, options))
        if width != _UNLIMITED and hasattr(section.row_class, "charts"):
            from twinning.render.terminal.bars import drawn_bars  # noqa: PLC0415 - few lists have a chart

            yield from drawn_bars(section, width, options.language, plain=options.plain)
    if width != _UNLIMITED:
        yield [Text(remark, style="dim") for remark in _remarks(document.row_class, filled, columns, options)]


def _dossier(document: Dossier, width: int, options: Options) -> Iterator[_Block]:
    yield [_heading(translated(document.title, options.language))]
    known = [fact for fact in document.facts if not is_unknown(fact.value)]
    facts = [(label(fact.name, options.language), fact_words(fact, options.language)) for fact in known]
    if facts:
        yield [_pairs(facts)]
    for section in document.sections:
        if section.rows:
            columns = fitting_columns(section.row_class, section.rows, width, options.language)
            shown = len(section.rows) if options.whole or options.width is None else _SHOWN
            title = _heading(heading(section, options.language))
            yield chain([title], _first_rows(section, columns, shown, options))


def _first_rows(
    section: Section[Any], columns: list[FittedColumn], shown: int, options: Options
) -> Iterator[RenderableType]:
    """Give the first rows of a section, and how many more there are."""
    yield from _parts(columns, section.rows[:shown], options)
    if (more := len(section.rows) - shown) > 0:
        way = f"`{section.command}`" if section.command else phrase("a pipe shows all")
        told = phrases("… and {number} more: {way}", "… and {number} more: {way}", more, way=way)
        yield Text(translated(told, options.language))


def _remarks(
    row_class: type[Row], sections: Sequence[Section[Any]], columns: Sequence[FittedColumn], options: Options
) -> Iterator[str]:
    """Say how many rows there are, which columns had no room though something is in them, and how they are seen."""
    yield comma(options.language).join(
        counted(len(section.rows), section.name, options.language) for section in sections
    )
    here = {column.name for column in columns} | {column.stands_for for column in columns}
    rows = [row for section in sections for row in _looked_at(section)]
    missing = [name for name in by_rank(row_class) if name not in here]
    told = [name for name in missing if not all(is_unknown(getattr(row, name)) for row in rows)]
    if labels := [column_label(row_class, name, options.language) for name in told]:
        yield translated(_no_room(WithCommas(labels), options), options.language)


def _no_room(columns: WithCommas, options: Options) -> Phrase:
    if options.whole:
        return phrase("no room for: {columns}; --columns or --csv shows them", columns=columns)
    return phrase("no room for: {columns}; a wider window, --columns or --csv shows them", columns=columns)


def _heading(text: str) -> Text:
    return Text(text, style="bold")


def _pairs(facts: list[tuple[str, str]]) -> Table:
    pairs = Table.grid(padding=(0, GAP, 0, 0))
    pairs.add_column(overflow="fold")
    pairs.add_column(overflow="fold")
    for name, value in facts:
        pairs.add_row(Text(name), Text(value))
    return pairs


def _looked_at(section: Section[Any]) -> Sequence[Row]:
    """Return the rows that decide what a table is like: all that are in memory, and else the first."""
    return section.rows[:HEAD] if isinstance(section.rows, Stream) else section.rows


def _tables(
    columns: Sequence[FittedColumn], rows: Sequence[Row], width: int, options: Options
) -> Iterator[RenderableType]:
    """Give the parts of a table: of a stream each as wide as the first, but where nothing limits a longer text."""
    if not isinstance(rows, Stream):
        yield from _parts(columns, rows, options)
        return
    left = iter(rows)
    yield _table(columns, [*islice(left, HEAD)], options.language)
    while part := [*islice(left, HEAD)]:
        if width == _UNLIMITED:
            yield _more_rows([each.with_room_for(part) for each in columns], part, options)
        else:
            yield _table(columns, part, options.language, has_header=False)


def _parts(columns: Sequence[FittedColumn], rows: Sequence[Row], options: Options) -> Iterator[RenderableType]:
    """Give a table of rows that decided how wide it is, a thousand of them at a time."""
    yield _table(columns, rows[:HEAD], options.language)
    for start in range(HEAD, len(rows), HEAD):
        yield _more_rows(columns, rows[start : start + HEAD], options)


def _table(
    columns: Sequence[FittedColumn], rows: Sequence[Row], language: str | None, *, has_header: bool = True
) -> Table:
    padding = (0, GAP - 1, 0, 0)
    table = Table(box=SIMPLE_HEAD, show_edge=False, show_header=has_header, pad_edge=False, padding=padding)
    for column in columns:
        justify: JustifyMethod = "right" if column.is_number else "left"
        table.add_column(Text(column.label), justify=justify, width=column.width, overflow="fold")
    styles = {word(status, language): style for status, style in _STATUS_STYLES.items()}
    for record in _records(columns, rows):
        table.add_row(*(_cell(column, text, styles) for column, text in zip(columns, record, strict=True)))
    return table


def _more_rows(columns: Sequence[FittedColumn], rows: Sequence[Row], options: Options) -> RenderableType:
    """Give further rows of a table: as plain text where each is a line, of which Rich need not make a table."""
    records = [[column.write(getattr(row, column.name)) for column in columns] for row in rows]
    in_lines = not any("\n" in cell for record in records for cell in record)
    has_room = sum(column.width + GAP for column in columns) - GAP <= (options.width or _UNLIMITED)
    is_plain = not any(column.folds or (options.color and column.name == "status") for column in columns)
    if not (in_lines and has_room and is_plain):
        return _table(columns, rows, options.language, has_header=False)
    *before, last = columns
    gap = " " * GAP
    lines = (
        gap.join([*(_wide(cell, each) for cell, each in zip(record, before, strict=False)), _wide(record[-1], last)])
        for record in records
    )
    return "".join(f"{line}\n" for line in lines)


def _wide(cell: str, column: FittedColumn) -> str:
    room = " " * max(column.width - cell_len(cell), 0)
    return room + cell if column.is_number else cell + room


def _cell(column: FittedColumn, text: str, styles: Mapping[str, str]) -> Text:
    if column.name != "status":
        return Text(text)
    return Text("\n").join(Text(line, style=styles.get(line, "")) for line in text.split("\n"))


def _records(columns: Sequence[FittedColumn], rows: Sequence[Row]) -> list[tuple[str, ...]]:
    records = [tuple(column.write(getattr(row, column.name)) for column in columns) for row in rows]
    if any(column.folds for column in columns):
        return records
    # Where nothing folds, one row of many lines looks the same and takes Rich a third of the time.
    return [tuple("\n".join(cells) for cells in zip(*records, strict=True))]
