"""Text documents (DOCX) for an office to go on writing in: headings and tables in the styles that a word processor has.

A sheet of paper is narrow: of each table those columns are there that have room, by their rank as at a terminal, and a
line says which are left out, but for keys. The styles are Word's own, so that an office's template changes the look.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from twinning.render.columns import by_rank
from twinning.render.documents.archives import marked
from twinning.render.documents.page import Column, Part, as_of_day, facts_of, parts_of, title_of
from twinning.render.drawings.raster import map_as_png
from twinning.render.drawings.svg import width_of
from twinning.render.languages.saying import comma, translated
from twinning.render.options import Document, Options
from twinning.rows import Dossier
from twinning.rows.phrases import phrase

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.table import Table

_FONT = 9  # points
_PAPER = 16.5  # centimetres between the margins
_FOLDED = 2.8  # centimetres to which a column is folded before another has to go
_PADDING = 0.6
_CENTIMETRE = 28.35 * 0.9  # points, and what bold letters take more


def write_docx(document: Document, stream: BinaryIO, options: Options) -> None:
    """Write a document as a text document; the same document is the same bytes."""
    from docx.shared import Cm  # noqa: PLC0415 - for text documents alone

    language = options.language
    file = _begun(document, language)
    file.add_heading(title_of(document, language), level=0)
    if document.as_of:
        file.add_paragraph(translated(as_of_day(document.as_of), language), style="Subtitle")
    if facts := list(facts_of(document, language)):
        _fill(_table(file, len(facts), (4.5, _PAPER - 4.5), has_header=False), facts)
    if not isinstance(document, Dossier) and document.is_empty:
        file.add_paragraph(translated(document.empty, language))
    if drawn := map_as_png(document, language):
        file.add_picture(BytesIO(drawn), width=Cm(_PAPER))
    for part, section in zip(parts_of(document, language), _filled(document), strict=True):
        _add_part(file, part, by_rank(section.row_class), language)
    for note in document.notes:
        file.add_paragraph(translated(note, language), style="List Bullet")
    made = BytesIO()
    file.save(made)
    stream.write(marked(made.getvalue()))


def _filled(document: Document) -> list[Any]:
    return [section for section in document.sections if section.rows]


def _begun(document: Document, language: str | None) -> "File":
    """Return an empty A4 document with the properties of this one."""
    from docx import Document as new_file  # noqa: N813, PLC0415 - a function; for text documents alone
    from docx.shared import Cm, Pt  # noqa: PLC0415

    file = new_file()
    page = file.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm((21 - _PAPER) / 2)
    page.top_margin = page.bottom_margin = Cm(2)
    file.styles["Normal"].font.size = Pt(_FONT)
    day = datetime.fromisoformat(document.as_of or "1980-01-01")
    properties = file.core_properties
    properties.title, properties.author, properties.comments = translated(document.title or "", language), "", ""
    properties.created = properties.modified = day
    return file


def _add_part(file: "File", part: Part, ranked: Sequence[str], language: str | None) -> None:
    if part.heading:
        file.add_heading(part.heading, level=1)
    shown = _fitting(part, ranked)
    table = _table(file, len(part.rows) + 1, _widths(shown))
    names = [each.column.name for each in shown]
    cells = [[text for column, text in row if column.name in names] for row in part.rows]
    _fill(table, [[each.column.label for each in shown], *cells])
    _repeat_header(table)
    left_out = [each.label for each in part.columns if each.name not in names and not each.is_reference]
    if left_out:
        told = phrase("Not shown for want of room: {names}", names=comma(language).join(left_out))
        file.add_paragraph(translated(told, language), style="Caption")


@dataclass(frozen=True, slots=True)
class _Measured:
    """A column, and how many centimetres it takes: at least, and where nothing in it is folded."""

    column: Column
    least: float
    whole: float


def _fitting(part: Part, ranked: Sequence[str]) -> list[_Measured]:
    """Return the columns that have room on the sheet, in their order; keys go first, then those of the lowest rank."""
    measured = [_measured(column, at, part) for at, column in enumerate(part.columns)]
    kept = sorted(measured, key=lambda each: (each.column.is_reference, ranked.index(each.column.name)))
    while len(kept) > 1 and sum(each.least for each in kept) > _PAPER:
        kept.pop()
    return [each for each in measured if each in kept]


def _measured(column: Column, at: int, part: Part) -> _Measured:
    texts = [column.label, *(row[at][1] for row in part.rows)]
    whole = max(width_of(text, _FONT) for text in texts) / _CENTIMETRE + _PADDING
    word = max(width_of(word, _FONT) for text in texts for word in (text.split() or [""])) / _CENTIMETRE + _PADDING
    folds = column.class_name != "date"
    return _Measured(column, min(whole, max(word, _FOLDED)) if folds else whole, whole)


def _widths(columns: Sequence[_Measured]) -> list[float]:
    """Return the widths that fill the sheet: what is left goes where text is folded, then to all."""
    left = _PAPER - sum(each.least for each in columns)
    wanted = [each.whole - each.least for each in columns]
    share = min(1.0, left / sum(wanted)) if sum(wanted) else 0.0
    widths = [each.least + share * more for each, more in zip(columns, wanted, strict=True)]
    return [width * _PAPER / sum(widths) for width in widths]


def _table(file: "File", rows: int, widths: Sequence[float], *, has_header: bool = True) -> "Table":
    from docx.shared import Cm  # noqa: PLC0415 - as above

    table: Table = file.add_table(rows, len(widths), style="Light Shading")
    table.autofit = False
    _set_look(table, has_header)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    return table


def _fill(table: "Table", rows: Sequence[Sequence[str]]) -> None:
    for line, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = text


def _set_look(table: "Table", has_header: bool) -> None:
    """Let the style draw no stripes, and without a header the first row as any other."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    for look in table._tbl.tblPr.iter(qn("w:tblLook")):
        look.set(qn("w:firstRow"), str(int(has_header)))
        look.set(qn("w:noHBand"), "1")
        look.set(qn("w:val"), "06A0" if has_header else "0680")  # the same, for older programs


def _repeat_header(table: "Table") -> None:
    """Let the first row stand on each sheet on which the table goes on."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
