"""Rows of an Excel workbook: what its cells hold, as text. A number becomes a date only where its cell is one."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import chain
from typing import Any, BinaryIO

from twinning.domain.names import quote
from twinning.errors import InputError
from twinning.exchange.lists.reading.merged_cells import MergedCells, read_merged_cells
from twinning.exchange.lists.reading.tables import (
    SAVE_AS_ROWS,
    Knows,
    Layout,
    Line,
    as_header,
    as_line,
    below_headings,
    refused,
    without_titles,
)

_CONTENTS = "[Content_Types].xml"
_LARGEST_PART = 1 << 28  # bytes of one file inside, unpacked
_MOST_UNPACKED = 100  # times as large
_SMALL = 1 << 24
_MOST_HEADER_ROWS = 4
_FIRST_ROWS = 20
_ZEROS = frozenset("0")
_NOT_SHOWN = re.compile(r'\[[^]]*\]|"[^"]*"|\\.|_.')  # of a format: its language, texts, blanks


def read_workbook(
    stream: BinaryIO, name: str, layout: Layout, knows: Knows
) -> tuple[tuple[str, ...], Iterator[Line], tuple[str, ...], str | None]:
    """Return the header and the lines of a sheet, the first unless one is named, and what to say of the workbook.

    Behind these stands what the sheet is called, where it is not the first.
    Raises InputError, with row and column, for what is damaged, unpacks to far more than it is, or holds an error.
    """
    _check_sizes(stream, name)
    values, formulas = (_sheet(stream, name, layout.sheet, computed=computed) for computed in (True, False))
    merged = _merged(name, values)
    rows = without_titles(_rows(name, values, formulas, merged), knows)
    number, cells, rows = _last_of_header(rows, merged)
    others = ", ".join(map(quote, () if layout.sheet else _others_with_cells(values)))
    if not cells:
        raise refused(name, "the sheet is empty", hint=f"name another with --sheet{others and f': {others}'}")
    while cells and not cells[-1]:
        cells.pop()
    header = as_header(name, cells, number, knows)
    lines = (as_line(name, header, at, row + [""] * (len(header) - len(row))) for at, row in rows)
    sheet = None if values is values.parent.worksheets[0] else values.title
    return header, lines, tuple(_remarks(values.title, others, merged.hidden)), sheet


def _others_with_cells(sheet: Any) -> Iterator[str]:
    for each in sheet.parent.worksheets:
        rows = each.iter_rows(max_row=_FIRST_ROWS, values_only=True)
        if each is not sheet and any(cell is not None for row in rows for cell in row):
            yield each.title


def _remarks(sheet: str, others: str, hidden: int) -> Iterator[str]:
    if others:
        yield f"of the sheets {quote(sheet)} is read, and not {others}: --sheet says which"
    if hidden:
        yield f"rows that are hidden in the spreadsheet are read, too: {hidden}"


def _check_sizes(stream: BinaryIO, name: str) -> None:
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise refused(name, f"it is no sound workbook: {error}", hint="fetch or save the file again") from error
    stream.seek(0)
    if _CONTENTS not in (part.filename for part in parts):
        raise refused(name, "it is packed, and no workbook of Excel", hint=SAVE_AS_ROWS)
    for part in parts:
        grows = part.file_size > _SMALL and part.file_size > _MOST_UNPACKED * max(part.compress_size, 1)
        if grows or part.file_size > _LARGEST_PART:
            raise refused(
                name,
                f"{quote(part.filename)} in it unpacks from {part.compress_size} to {part.file_size} bytes",
                hint="save the sheet as CSV",
            )


def _sheet(stream: BinaryIO, name: str, sheet: str | None, *, computed: bool) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - only a workbook needs it, and it takes long to load

    try:
        workbook = load_workbook(stream, read_only=True, data_only=computed, keep_links=False)
    except Exception as error:  # what a damaged file makes the library raise is not documented
        raise refused(name, f"it is no sound workbook: {error}", hint="fetch or save the file again") from error
    sheets = {each.title: each for each in workbook.worksheets}
    if not sheets:
        raise refused(name, "no sheet of it has cells", hint="fetch or save the file again")
    wanted = next(iter(sheets)) if sheet is None else sheet
    if wanted not in sheets:
        raise refused(name, f"there is no sheet {quote(wanted)}", hint=f"there are {', '.join(sheets)}")
    return sheets[wanted]


def _last_of_header(
    rows: Iterator[tuple[int, list[str]]], merged: MergedCells
) -> tuple[int, list[str], Iterator[tuple[int, list[str]]]]:
    """Return the row with the names of the columns and those below: of a header of several rows, merged, the last."""
    number, cells = next(rows, (1, []))
    last = merged.end_of(number)
    for at, below in rows if number < last < number + _MOST_HEADER_ROWS else ():
        if at > last:
            return number, cells, chain([(at, below)], rows)
        number, cells = at, below_headings(cells, below)
    return number, cells, rows


def _rows(name: str, values: Any, formulas: Any, merged: MergedCells) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not blank, with its number."""
    both = zip(values.iter_rows(), formulas.iter_rows(), strict=False)
    number = 0
    while True:
        number += 1
        try:
            computed, written = next(both)
            cells = [_text(name, number, *pair) for pair in zip(computed, written, strict=False)]
        except StopIteration:
            return
        except InputError:
            raise
        except Exception as error:  # as above
            raise refused(name, f"the workbook is damaged: {error}", number) from error
        if any(cell.strip() for cell in cells):
            yield number, merged.filled(number, cells)


def _merged(name: str, sheet: Any) -> MergedCells:
    try:
        with sheet._get_source() as xml:
            return read_merged_cells(xml, name)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise refused(name, f"the workbook is damaged: {error}") from error


def _text(name: str, number: int, cell: Any, written: Any) -> str:
    value = cell.value
    if value is None:
        if written.data_type == "f":
            raise refused(
                name,
                "a formula whose value was never computed",
                number,
                written.column_letter,
                "save the file with a spreadsheet program, which computes it",
            )
        return ""
    if cell.data_type == "e":
        raise refused(name, f"an error, {value}", number, cell.column_letter, "mend the cell, or empty it")
    return _as_text(value, cell.number_format)


def _as_text(value: Any, number_format: str) -> str:
    if isinstance(value, datetime):
        return _day(value.date(), number_format) if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return _day(value, number_format)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, int) and number_format and set(number_format) == _ZEROS:
        return str(value).zfill(len(number_format))  # 01067 is shown of 1067
    return str(value)


def _day(day: date, number_format: str) -> str:
    """Return a day; the month or the year alone where it is the first and no more is shown: nobody said the day."""
    shown = _NOT_SHOWN.sub("", number_format.casefold())
    if day.day > 1 or "d" in shown or "y" not in shown:
        return day.isoformat()
    if "m" in shown:
        return f"{day:%Y-%m}"
    return f"{day:%Y}" if day.month == 1 else day.isoformat()
