"""What stands in cells of spreadsheets in the place of a person's name, or beside a title: told, and never recorded."""

import re
from collections.abc import Iterable
from typing import Final

from twinning.domain.dates.printed_dates import says_nothing
from twinning.domain.names import fold, quote
from twinning.domain.vocabulary import ActivityStatus, CommitmentState
from twinning.errors import InputError
from twinning.exchange.records.kinds import RecordKind, fields_of_kind
from twinning.exchange.records.words import is_not_held, word_of

NO_PERSON: Final = frozenset(
    map(
        fold,
        (
            *("vacant", "vacancy", "none", "nobody", "unknown", "tbd", "tba", "tbc", "n/a", "n.a.", "n.n.", "nn"),
            *("n. n.", "vakant", "unbesetzt", "offen", "unbekannt", "niemand", "keine", "k.a.", "folgt", "vacante"),
            *("vacances", "poste vacant", "à pourvoir", "inconnu", "néant", "por confirmar", "desconocido", "vacanza"),
            *("da definire", "wakat", "brak", "nieznany", "neobsazeno", "вакансия", "вакантно", "нет", "공석", "미정"),
            *("없음", "미상", "空席", "欠員", "未定", "不明", "なし", "空缺", "待定", "无", "無"),
        ),
    )
)
"""What offices write where there is nobody."""

_SEVERAL = re.compile(
    r"[/&、；\n]|,.*,|\s(?:and|und|et|oraz)\s|\s외\s*[0-9]|(?:ほか|外|他)\s?[0-9]|\set al\b|\bu\.\s?a\."
)
_TITLE = r"(?:dr|herr|hr|frau|fr|mr|mrs|ms|mme|sr|sra|pan|pani)\b\.?\s"
_TITLED = re.compile(rf"{_TITLE}[^,]+,\s*{_TITLE}", re.IGNORECASE)
"""Two people with a comma between them, where one alone has a title behind it at most: `Weber, Dr. Hans`."""
_BESIDE = re.compile(r"[<>@]|\([^()]*[0-9][^()]*\)|[0-9]{3}")
_DASH = re.compile(r"[\s\-‐–—―−ー]+|n\.?/?a\.?|k\.\s?a\.|해당\s?없음|該当なし", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_STATE_BEHIND = re.compile(r".+?(?:\((?P<inside>[^()]+)\)|\s[-–—]\s+(?P<behind>[^-–—]+)|[,;:]\s*(?P<after>\w+))\s*")
_STATE_BEFORE = re.compile(r"(?P<before>[^:()–—-]{2,30}?)\s*(?:[:：–—]|\s-\s).+")


def is_dash(text: str) -> bool:
    """Say whether a cell is empty by its looks: a dash, `n/a`, `k. A.`."""
    return _DASH.fullmatch(text) is not None


def names_nobody(text: str) -> bool:
    """Say whether a cell stands for somebody who is not known (yet), or not there: `N.N.`, `tbd`, `공석`."""
    return fold(text) in NO_PERSON


def check_is_person(text: str) -> None:
    """Raise InputError for what is no name of one person, or has more beside it."""
    if says_nothing(text) or names_nobody(text) or not _LETTER.search(text):
        raise InputError(f"{quote(text)} is no name of a person", "empty the cell, or leave the line out")
    if _SEVERAL.search(text) or _TITLED.match(text):
        raise InputError(
            f"{quote(text)} may be several people", "write a row for each, or a semicolon between them where several go"
        )
    if _BESIDE.search(text):
        raise InputError(f"{quote(text)} is no name alone", "write the name alone; the rest goes into its own column")


def check_is_title(text: str) -> None:
    """Raise InputError for the title of an activity that says that it was called off: `Film week (cancelled)`."""
    found = (_STATE_BEHIND.fullmatch(text), _STATE_BEFORE.fullmatch(text))
    if any(part and is_not_held(part) for each in found if each for part in each.groups()):
        raise InputError(
            f"{quote(text)} says what became of it beside its name",
            "write that into a column of its own, called status",
        )


def state_alone(kind: RecordKind, cells: Iterable[str]) -> tuple[str, str, str | None] | None:
    """Return the heading that says a state of the rows below it, where nothing else stands in these cells.

    That is its text, the field, and the state: None where rows are taken for that anyway.
    """
    filled = list(filter(str.strip, cells))
    fields = fields_of_kind(kind)
    field = next((fields[name] for name in ("status", "state") if name in fields), None)
    if len(filled) != 1 or field is None or field.takes.words is None:
        return None
    word = word_of(field.takes.words, filled[0].strip(" :.")).casefold()
    if word not in {each.value for each in field.takes.words}:
        return None
    return filled[0].strip(), field.name, None if word in (ActivityStatus.HELD, CommitmentState.OPEN) else word
