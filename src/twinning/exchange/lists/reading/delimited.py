"""Rows of text, with a character between the cells: CSV, TSV, and what spreadsheets with other settings write."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO

from twinning.domain.files.spreadsheet import restore
from twinning.domain.files.tabs import tab_unescaped
from twinning.domain.names import quote
from twinning.errors import InputError, UsageError
from twinning.exchange.foreign_files import RowReader, RowTooLongError
from twinning.exchange.lists.columns.no_rows import has_columns_of_rejects
from twinning.exchange.lists.reading.encodings import find_encoding
from twinning.exchange.lists.reading.tables import (
    BETWEEN_CELLS,
    LONGEST_CELL,
    MOST_TITLES,
    Knows,
    Layout,
    Line,
    Saved,
    as_header,
    as_line,
    refused,
    without_titles,
)

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_TOLD = re.compile(r'"?sep=([,;|\t])"?\s*', re.IGNORECASE)  # for Excel, which keeps the line to itself
_OURS = ({"key", "parties_wikidata"}, {"key", "unchanged_since"})
"""The columns of what this program writes to be read again: there a line break within a cell of TSV is written \\n."""

_LONGEST_ROW = 4_000_000  # characters
_SAMPLE = 1 << 16
_SAMPLE_ROWS = 50


def read_delimited(
    opened: ExitStack, stream: BinaryIO, name: str, layout: Layout, knows: Knows
) -> tuple[tuple[str, ...], Iterator[Line], Saved]:
    """Return the header and the lines of a file, which `opened` closes, and how it was saved.

    Raises InputError with the place of what is wrong, then or later.
    """
    encoding = find_encoding(stream, name, layout.encoding, knows)
    text = opened.enter_context(io.TextIOWrapper(stream, encoding, newline=""))
    if (told := _TOLD.fullmatch(text.readline(_LONGEST_ROW))) is None:
        text.seek(0)
    delimiter = _said(layout.delimiter) or (told and told[1]) or _find_delimiter(text, name, knows)
    text.seek(0)
    if told:
        text.readline()
    rows = without_titles(_rows(text, name, delimiter, 2 if told else 1), knows)
    number, cells = next(rows, (1, []))
    if not cells:
        raise refused(name, "the file is empty")
    if len(cells) == 1 and sum(map(knows, BETWEEN_CELLS.split(cells[0]))) > 1:
        raise refused(
            name, "each line stands in quotes as one cell", number, hint="take away the quotes around the lines"
        )
    header = as_header(name, cells, number, knows)
    lines = (as_line(name, header, *row) for row in rows)
    if delimiter == "\t" and any(names <= {*header} for names in _OURS) and not has_columns_of_rejects(header):
        lines = (Line(line.number, tuple(map(tab_unescaped, line.cells))) for line in lines)
    saved = Saved(delimiter, has_mark=delimiter != "," or codecs.lookup(encoding).name != "utf-8")
    return header, map(_as_written, lines), saved


_AS_TEXT = re.compile(r'\A="([^"]*)"\Z')


def _as_written(line: Line) -> Line:
    """Give back what an export made harmless for spreadsheets, and the text of `="0123"`, which is one there."""
    whole = "".join(line.cells)
    if "'" not in whole and '="' not in whole:
        return line
    cells = (_AS_TEXT.sub(r"\1", cell) if cell.startswith('="') else cell for cell in line.cells)
    return Line(line.number, tuple(restore(cell) if "'" in cell else cell for cell in cells))


def _rows(text: io.TextIOWrapper, name: str, delimiter: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not blank, with the number of its first line; the file is read from line `first` on."""
    csv.field_size_limit(LONGEST_CELL)
    reader = RowReader(text, _LONGEST_ROW, delimiter)
    start = first
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise refused(name, _in_words(error), start, hint="is a quote never closed, or not doubled?") from error
        if "".join(cells).strip():
            yield start, cells
        start = first + reader.line_num


def _in_words(error: csv.Error) -> str:
    if isinstance(error, RowTooLongError):
        return str(error)
    if "field larger" in str(error):
        return f"a cell of more than {LONGEST_CELL} characters"
    if "unexpected end" in str(error):
        return "a quote that is never closed"
    return f"the quotes do not fit: {error}"


def _said(delimiter: str | None) -> str | None:
    if delimiter is None or delimiter in _DELIMITERS:
        return delimiter
    named = {word: each for each, word in _DELIMITERS.items()} | {"\\t": "\t"}
    if delimiter not in named:
        raise UsageError(f"{quote(delimiter)} is no separator of cells", f"one of {', '.join(named)}")
    return named[delimiter]


def _find_delimiter(text: io.TextIOWrapper, name: str, knows: Knows) -> str:
    """Return what parts the cells: what makes most known columns of a line, else what alone makes a table.

    Raises InputError where several do.
    """
    sample = text.read(_SAMPLE)
    tables = {each: _sample_rows(sample, each) for each in _DELIMITERS}
    known = {each: _most_known(rows, knows) for each, rows in tables.items() if any(len(row) > 1 for row in rows)}
    best = [each for each, count in known.items() if count and count == max(known.values())]
    fitting = best or [each for each in known if len({len(row) for row in tables[each]}) == 1] or list(known)[:1]
    if len(fitting) > 1:
        shown = "; ".join(f"{_DELIMITERS[each]}: {quote(' · '.join(tables[each][0]))}" for each in fitting)
        raise InputError(
            f"{name}: several characters could part the cells: {shown}", "say which: --delimiter semicolon"
        )
    return fitting[0] if fitting else ","


def _most_known(rows: list[list[str]], knows: Knows) -> int:
    """Return how many columns are known of the line of which most are: titles may stand above it."""
    return max((sum(map(knows, row)) for row in rows[: MOST_TITLES + 1] if len(row) > 1), default=0)


def _sample_rows(sample: str, delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > _SAMPLE_ROWS:
                break
    except csv.Error:  # what is wrong is said where the file is read
        pass
    return rows[:-1] or rows  # the last may be cut
