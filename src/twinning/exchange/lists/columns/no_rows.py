"""Lines of a file that are no rows of its list: headings, what counts the rows, and the names of the columns again."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from twinning.domain.names import quote
from twinning.errors import InputError
from twinning.exchange.lists.columns.fields import IGNORED, is_known_column
from twinning.exchange.lists.columns.headings import Heading, heading_of

TOTALS: Final = (
    *("total", "totals", "grand total", "sum", "summe", "gesamt", "insgesamt", "gesamtsumme", "somme", "suma"),
    *("totale",),
    *("totaal", "razem", "ogółem", "łącznie", "celkem", "součet", "spolu", "összesen", "yhteensä", "toplam", "итого"),
    *("ukupno", "укупно", "skupaj", "общо", "σύνολο", "totalt", "kokku", "total général", "tổng cộng", "tổng số"),
    *("jumlah", "รวม", 'סה"כ', "المجموع", "الإجمالي", "مجموع"),
    *("всего", "разом", "계", "합계", "총계", "소계", "合計", "総計", "小計", "計", "合计", "总计", "小计", "总数"),
)
"""With what the line begins that many lists have below their rows: how many there are."""

_COUNTED = (
    r"(?:都市|自治体|団体|市|件|[かカヶ]国|개\s?(?:도시|국|시)?|곳|个(?:城市)?|"
    r"cities|partners?|städte|villes|ciudades|miast)"
)
_TOTAL = re.compile(
    rf"\s*(?:(?:{'|'.join(TOTALS)})\s*[:：=]?(?:[\s0-9０-９]+{_COUNTED}?)?|[총全共]\s*[0-9０-９]+\s*{_COUNTED})\s*",
    re.IGNORECASE,
)
_DIGIT = re.compile("[0-9]")
NOTE_OR_HEADING: Final = (
    "if it is a note, leave the line out; if it is a heading, write what it says into a column of the rows below"
)
"""The hint for a line that is no row."""

_MOST_WORDS = 6  # of the name of a city that nothing stands beside
_SHOWN = 3
_NOTHING_LOST = "nothing is lost: leave the line out"


@lru_cache(maxsize=16_384)  # lines begin with the same few cities
def _is_total(text: str) -> bool:
    return _TOTAL.fullmatch(text) is not None


class HeadingError(InputError):
    """A line is a heading of the rows below it, or a note."""

    def __init__(self, text: str, heading: Heading | None) -> None:
        super().__init__(
            f"{quote(text)} stands alone, as a heading or a note does, and makes no row of the list",
            f"{NOTE_OR_HEADING}; if it is a city, write its country",
        )
        self.heading = heading


def check_is_row(cells: tuple[str, ...], header: tuple[str, ...]) -> None:
    """Raise InputError for a line that repeats the header, or begins with a total and has but numbers beside it.

    Raises HeadingError for a country, a continent, a kind or a state of ties that stands alone, or for a sentence: what
    is below such a heading does not say that it belongs there. What a file of rejects says of a line stands beside
    nothing.
    """
    if cells == header:
        raise InputError("it names the columns once more, and is no row of the list", _NOTHING_LOST)
    is_total = _is_total(next(filter(str.strip, cells), ""))
    if not is_total and cells.count("") < len(cells) - 1 - len(IGNORED):
        return  # as nearly all rows are, of a file of rejects too
    cells = own_cells(cells, header)
    if is_total and all(map(_DIGIT.search, [*filter(str.strip, cells)][1:])):
        raise InputError("it is a total, and no row of the list", _NOTHING_LOST)
    if cells.count("") == len(cells) - 1 > 0:
        alone = "".join(cells).strip()
        if (heading := heading_of(alone)) is not None or len(alone.split()) > _MOST_WORDS:
            raise HeadingError(alone, heading)


def own_cells(cells: tuple[str, ...], header: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells of a line without what a file of rejects says of it."""
    at = _place_of_rejects(header)
    return cells if at is None else cells[:at] + cells[at + len(IGNORED) :]


def has_columns_of_rejects(header: tuple[str, ...]) -> bool:
    """Return whether a file, whatever it is called, has the columns of rejected rows.

    They stand behind its own, but for a column that was added because of a reason, such as `status`.
    """
    return _place_of_rejects(header) is not None


@lru_cache(maxsize=8)
def _place_of_rejects(header: tuple[str, ...]) -> int | None:
    names = tuple(name.strip().casefold() for name in header)
    places = range(len(names) - len(IGNORED), -1, -1)
    return next((at for at in places if names[at : at + len(IGNORED)] == IGNORED), None)


def check_are_no_columns(names: Sequence[str], name: str) -> None:
    """Raise InputError where the cities of a list are called as columns are: its fields stand one below the other."""
    if len(names) > 1 and all(map(is_known_column, names)):
        shown = ", ".join(map(quote, names[:_SHOWN]))
        raise InputError(
            f"{name}: {shown} are names of columns, and stand one below the other",
            "turn the table, so that each partner is a row: copy it, and paste it transposed",
        )
