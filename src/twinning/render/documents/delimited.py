r"""CSV and TSV: one table of text, a row at a time, whatever the number of rows.

CSV is RFC 4180: CRLF, quotes doubled, a header even when there are no rows; a cell with a semicolon is quoted as one
with a comma, since some spreadsheets split there. TSV ends lines with LF and writes
a tab, line feed, carriage return or backslash inside a cell as \t, \n, \r or \\. In both, None is an empty
cell, truth is true or false, and what a spreadsheet would run is neutralised, headers too, unless wanted raw.

A dossier is written long: one line a value, with the columns section, row, field and value; the facts are row
1 of the section `record`.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TextIO

from twinning.domain.files.spreadsheet import neutralise
from twinning.render.columns import row_values
from twinning.render.options import Document, Options
from twinning.render.text import encodable, visible
from twinning.rows import Cell, Dossier, LineRow, Several, column_names

_TAB_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_TAB_MEANINGS = {escape: character for character, escape in _TAB_ESCAPES.items()}
_TO_ESCAPE = re.compile(r"[\\\t\n\r]")
_TO_QUOTE = re.compile(r'[",;\r\n]')
_ESCAPE = re.compile(r"\\[\\tnr]")


def write_csv(document: Document, stream: TextIO, options: Options) -> None:
    """Write a document as CSV."""
    _begun(stream, options)
    writer = csv.writer(stream, lineterminator="\r\n")
    for cells in _lines(document, options):
        if any(";" in cell for cell in cells):
            stream.write(",".join(map(_quoted, cells)) + "\r\n")
        else:
            writer.writerow(cells)


def write_tsv(document: Document, stream: TextIO, options: Options) -> None:
    """Write a document as tab-separated values."""
    lines = _lines(document, options)
    _begun(stream, options).writelines("\t".join(map(_tab_escaped, cells)) + "\n" for cells in lines)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _TO_QUOTE.search(cell) else cell


def tab_unescaped(cell: str) -> str:
    """Return the text of a TSV cell, before `spreadsheet.restore`."""
    return _ESCAPE.sub(lambda escape: _TAB_MEANINGS[escape[0]], cell)


def _tab_escaped(text: str) -> str:
    return _TO_ESCAPE.sub(lambda character: _TAB_ESCAPES[character[0]], text)


def _begun(stream: TextIO, options: Options) -> TextIO:
    if options.bom:
        stream.write("\ufeff")
    return stream


def _lines(document: Document, options: Options) -> Iterator[list[str]]:
    cell = _raw_cell if options.raw else _cell
    lines = ([cell(value) for value in record] for record in _records(document))
    # A pipe and a file get data exactly as it is; on a screen it must do nothing but print.
    return lines if options.width is None else (list(map(visible, cells)) for cells in lines)


def _cell(value: Cell) -> str:
    return neutralise(encodable(str(value))) if isinstance(value, (str, Several)) else _raw_cell(value)


def _raw_cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return encodable(str(value))


def _records(document: Document) -> Iterable[Iterable[Cell]]:
    if isinstance(document, Dossier):
        return _long(document)
    names = column_names(document.row_class)
    return chain([names], map(row_values(names), document.rows))


def _long(document: Dossier) -> Iterator[Iterable[Cell]]:
    names = column_names(LineRow)
    yield names
    yield from map(row_values(names), document.rows)
