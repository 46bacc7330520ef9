r"""CSV and TSV: one table of text, a row at a time, whatever the number of rows.

CSV is RFC 4180: CRLF, quotes doubled, a header even when there are no rows; a cell with a semicolon or a tabulator is
quoted as one with a comma, since some spreadsheets split there. TSV ends lines with LF and writes
a tab, line feed, carriage return or backslash inside a cell as \t, \n, \r or \\. In both, None is an empty
cell, truth is true or false, and what a spreadsheet would run is neutralised, headers too, unless wanted raw.

A dossier is written long: one line a value, with the columns section, row, field and value; the facts are row
1 of the section `record`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import chain, islice
from types import NoneType
from typing import Any, TextIO, TypeGuard

from twinning.domain.files.spreadsheet import has_any, may_run, neutralise, neutralise_each
from twinning.domain.files.tabs import tab_escaped
from twinning.render.columns import cells_of
from twinning.render.options import Document, Options
from twinning.render.text import encodable_each, visible
from twinning.rows import Cell, Dossier, LineRow, Several, column_names

_AT_ONCE = 1000
_TEXT_OR_NONE = {str, NoneType}
_TEXTS = {str, Several, NoneType}

_Record = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """What stands between cells and after a line, and what a line of nothing is.

    A cell with one of the `special` characters is `written` in another way.
    """

    between: str
    end: str
    nothing: str
    special: str
    written: Callable[[str], str]


def write_csv(document: Document, stream: TextIO, options: Options) -> None:
    """Write a document as CSV."""
    _write(document, stream, options, _Form(",", "\r\n", '""', '",;\t\r\n', _quoted))


def write_tsv(document: Document, stream: TextIO, options: Options) -> None:
    """Write a document as tab-separated values."""
    _write(document, stream, options, _Form("\t", "\n", "", "\\\t\n\r", tab_escaped))


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _write(document: Document, stream: TextIO, options: Options, form: _Form) -> None:
    if options.bom:
        stream.write("\ufeff")
    header, records = _table(document)
    stream.writelines(_lines([header], options, form))
    while some := [*islice(records, _AT_ONCE)]:
        stream.writelines(_lines(some, options, form))


def _table(document: Document) -> tuple[_Record, Iterator[_Record]]:
    """Return the names of the columns, and what stands in them; of a dossier it is long."""
    if isinstance(document, Dossier):
        names = column_names(LineRow)
        return names, cells_of(document.rows, names)
    names = column_names(document.row_class)
    return names, chain.from_iterable(cells_of(section.rows, names) for section in document.sections)


def _lines(records: Iterable[_Record], options: Options, form: _Form) -> Iterator[str]:
    columns = [_column(values, options, form) for values in zip(*records, strict=True)]
    return ((form.between.join(cells) or form.nothing) + form.end for cells in zip(*columns, strict=True))


def _column(values: Sequence[Cell], options: Options, form: _Form) -> Sequence[str]:
    """Return the cells of a column in some rows. What few cells need is done where one of them needs it."""
    if values.count(None) == len(values):
        return [""] * len(values)
    if options.width is None and _stand_as_they_are(values, form):
        return values
    kinds = {*map(type, values)}
    cells = encodable_each(_texts(values, kinds))
    if not options.raw:
        cells = _harmless(values, kinds, cells)
    if options.width is not None:  # a pipe and a file get data exactly as it is; a screen must do nothing but print
        cells = [*map(visible, cells)]
    if not has_any(form.special, "".join(cells)):
        return cells
    return [form.written(cell) if has_any(form.special, cell) else cell for cell in cells]


def _stand_as_they_are(values: Sequence[Any], form: _Form) -> TypeGuard[Sequence[str]]:
    """Say whether values are texts of which none needs anything: seen of all of them at once."""
    try:
        together = "\0".join(values)
    except TypeError:
        return False
    return together.isascii() and not has_any(form.special, together) and not may_run(together)


def _texts(values: Sequence[Any], kinds: Set[type]) -> Sequence[str]:
    if kinds == {str}:
        return values
    return ["" if value is None else value for value in values] if kinds == _TEXT_OR_NONE else [*map(_text, values)]


def _text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _harmless(values: Sequence[Cell], kinds: Set[type], cells: Sequence[str]) -> Sequence[str]:
    if kinds <= _TEXTS:
        return neutralise_each(cells)
    return [
        neutralise(cell) if isinstance(value, (str, Several)) else cell
        for cell, value in zip(cells, values, strict=True)
    ]
