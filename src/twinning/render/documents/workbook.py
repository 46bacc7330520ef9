"""Spreadsheets (XLSX) with typed cells: numbers, truth, days where the day is known, and else text as it stands.

A listing is one sheet with its columns by name; a dossier has a sheet for its facts and one for each section. Nothing
in data becomes a formula or a link.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any, BinaryIO

from twinning.domain.dates import EdtfDate
from twinning.errors import UsageError
from twinning.render.columns import heading
from twinning.render.documents.archives import marked
from twinning.render.languages.saying import label
from twinning.render.options import Document, Options
from twinning.render.text import visible
from twinning.rows import Cell, Dossier, Meaning, column_names, is_unknown

_MOST_ROWS = 1_048_576
_LONGEST_CELL = 32_767
_LONGEST_NAME = 31
_WIDEST, _NARROWEST, _MEASURED = 60, 8, 1000
_FIRST_DAY = "1900-03-01"  # before it, spreadsheets count a day that there never was
_LARGEST_EXACT = 2**53
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a workbook: its name, its columns, what their values mean, and the rows, a value a column."""

    name: str
    columns: Sequence[str]
    meanings: Sequence[Meaning | None]
    rows: Sequence[Sequence[Cell]]


def write_xlsx(document: Document, stream: BinaryIO, _options: Options) -> None:
    """Write a document as a workbook."""
    write_workbook(sheets_of(document), stream, document.title or "", document.as_of)


def write_workbook(sheets: Iterable[Sheet], stream: BinaryIO, title: str = "", as_of: str | None = None) -> None:
    """Write sheets as a workbook; the same sheets are the same bytes. Raises UsageError for more rows than one has."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - a fifth of the time of a small command, for spreadsheets alone

    made = BytesIO()
    options = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    book = Workbook(made, {**options, "in_memory": True})
    day = datetime.fromisoformat(as_of or "1980-01-01")  # a date would be ignored, for the time of writing
    book.set_properties({"title": visible(_text(title)), "created": day})
    look = _Look(book)
    names: set[str] = set()
    for sheet in sheets:
        _write_sheet(book.add_worksheet(_sheet_name(sheet.name, names)), sheet, look)
    book.close()
    stream.write(marked(made.getvalue()))


def sheets_of(document: Document) -> list[Sheet]:
    """Return the sheets of a document."""
    if isinstance(document, Dossier):
        return list(_sheets_of_dossier(document))
    return [_sheet(document.title or "Rows", document.row_class, list(document.rows))]


def _sheets_of_dossier(document: Dossier) -> Iterator[Sheet]:
    facts = [(fact.name, fact.value) for fact in document.facts]
    yield Sheet("Record", ("field", "value"), (None, None), facts)
    for section in document.sections:
        if section.rows:
            yield _sheet(heading(section), section.row_class, section.rows)


def _sheet(name: str, row_class: Any, rows: Sequence[Any]) -> Sheet:
    names = column_names(row_class)
    meanings = [row_class.__dataclass_fields__[each].metadata.get("means") for each in names]
    return Sheet(name, names, meanings, [[getattr(row, each) for each in names] for row in rows])


class _Look:
    """The formats of cells."""

    def __init__(self, book: Any) -> None:
        self.header = book.add_format({"bold": True, "bottom": 1, "text_wrap": False})
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
        self.number = book.add_format({"valign": "top"})
        self._book = book
        self._amounts: dict[int, Any] = {}

    def amount(self, decimals: int) -> Any:
        """Return the format of an amount with so many decimals."""
        if decimals not in self._amounts:
            pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._amounts[decimals] = self._book.add_format({"num_format": pattern, "valign": "top"})
        return self._amounts[decimals]


def _write_sheet(page: Any, sheet: Sheet, look: _Look) -> None:
    if len(sheet.rows) >= _MOST_ROWS:
        raise UsageError(f"a spreadsheet has room for {_MOST_ROWS - 1:,} rows", "write CSV, or ask for fewer")
    for at, name in enumerate(sheet.columns):
        page.write_string(0, at, name, look.header)
        page.set_column(at, at, _width(name, [row[at] for row in sheet.rows[:_MEASURED]]))
    for line, row in enumerate(sheet.rows, start=1):
        for at, (value, meaning) in enumerate(zip(row, sheet.meanings, strict=True)):
            _write_cell(page, (line, at), value, meaning, look)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    page.set_landscape()
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)


def _write_cell(page: Any, at: tuple[int, int], value: Cell, meaning: Meaning | None, look: _Look) -> None:
    if is_unknown(value):
        return
    if isinstance(value, bool):
        page.write_boolean(*at, value, look.number)
    elif isinstance(value, (int, float)) and abs(value) <= _LARGEST_EXACT:
        page.write_number(*at, value, look.number)
    elif (day := _day(value) if meaning is Meaning.DATE else None) is not None:
        page.write_datetime(*at, day, look.day)
    elif (amount := _amount(value) if meaning is Meaning.AMOUNT else None) is not None:
        page.write_number(*at, float(amount), look.amount(max(0, -int(amount.as_tuple().exponent))))
    else:
        page.write_string(*at, _text(str(value)), look.text)


def _day(value: Cell) -> date | None:
    """Return the day that is surely meant, where spreadsheets have such a day."""
    day = EdtfDate.parse(str(value))
    is_known = day.text == day.earliest == day.latest and day.text >= _FIRST_DAY
    return date.fromisoformat(day.text) if is_known else None


def _amount(value: Cell) -> Decimal | None:
    """Return an amount that a spreadsheet's numbers hold exactly: fifteen digits."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and len(amount.as_tuple().digits) <= 15 else None


def _text(text: str) -> str:
    """Return a text that a cell has room for, cut with a word on what is missing; no control but line feeds."""
    text = "\n".join(map(visible, text.split("\n")))
    if len(text) <= _LONGEST_CELL:
        return text
    kept = _LONGEST_CELL - 50
    return f"{text[:kept]}… ({len(text) - kept} more characters)"


def _width(name: str, values: Iterable[Cell]) -> float:
    measure: Callable[[Cell], int] = lambda value: sum(1 + (each > "\u1100") for each in str(value)[:_WIDEST])  # noqa: E731
    widest = max((measure(value) for value in values if value is not None), default=0)
    return min(_WIDEST, max(_NARROWEST, len(name) + 4, widest + 2))


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that a workbook takes, and has not taken yet; names differ by more than case."""
    plain = _NOT_IN_A_NAME.sub(" ", visible(_text(label(name)))).strip("' ") or "Rows"
    chosen, number = plain[:_LONGEST_NAME].strip("' "), 2
    while chosen.lower() in taken:
        ending = f" {number}"
        chosen, number = plain[: _LONGEST_NAME - len(ending)] + ending, number + 1
    taken.add(chosen.lower())
    return chosen
