"""Lines of a file that are no rows of its list: what counts the rows, and the names of the columns once more."""

import re
from functools import lru_cache
from typing import Final

from twinning.errors import InputError

TOTALS: Final = (
    *("total", "totals", "grand total", "sum", "summe", "gesamt", "insgesamt", "gesamtsumme", "somme", "suma"),
    *("totale",),
    *("totaal", "razem", "ogółem", "łącznie", "celkem", "součet", "spolu", "összesen", "yhteensä", "toplam", "итого"),
    *("ukupno", "укупно", "skupaj", "общо", "σύνολο", "totalt", "kokku", "total général", "tổng cộng", "tổng số"),
    *("jumlah", "รวม", 'סה"כ', "المجموع", "الإجمالي", "مجموع"),
    *("всего", "разом", "계", "합계", "총계", "소계", "合計", "総計", "小計", "計", "合计", "总计", "小计", "总数"),
)
"""With what the line begins that many lists have below their rows: how many there are."""

_TOTAL = re.compile(rf"\s*(?:{'|'.join(TOTALS)})\s*[:：=]?[\s0-9]*", re.IGNORECASE)
_DIGIT = re.compile("[0-9]")
_NOTHING_LOST = "nothing is lost: leave the line out"


@lru_cache(maxsize=16_384)  # lines begin with the same few cities
def _is_total(text: str) -> bool:
    return _TOTAL.fullmatch(text) is not None


def check_is_row(cells: tuple[str, ...], header: tuple[str, ...]) -> None:
    """Raise InputError for a line that repeats the header, or begins with a total and has but numbers beside it."""
    if cells == header:
        raise InputError("it names the columns once more, and is no row of the list", _NOTHING_LOST)
    filled = iter(filter(str.strip, cells))
    if _is_total(next(filled, "")) and all(map(_DIGIT.search, filled)):
        raise InputError("it is a total, and no row of the list", _NOTHING_LOST)
