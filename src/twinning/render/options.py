"""What a caller decides about a document's look; everything else follows from the format."""

from dataclasses import dataclass
from typing import Any

from twinning.rows import Dossier, Listing

Document = Listing[Any] | Dossier


@dataclass(frozen=True, slots=True)
class Options:
    """How to write a document, for the formats that leave a choice.

    `language`, a BCP 47 tag, is the one in which tables and Markdown write countries, languages, dates and
    numbers; None writes them as they are.

    `whole` keeps every row of a section that a terminal would show the beginning of.

    `raw` leaves formula cells of CSV and TSV as they are; `bom` begins those two with U+FEFF, which Excel
    needs to read UTF-8. `width` is the number of terminal cells in a line of a table, None for a pipe, where nothing
    is cut or folded. `color` allows escape sequences in a table; NO_COLOR is the caller's to read. `plain` is for a
    terminal that draws letters alone.
    """

    raw: bool = False
    bom: bool = False
    width: int | None = None
    color: bool = False
    language: str | None = None
    plain: bool = False
    whole: bool = False
