"""Everyday words of offices for the state of an activity or a promise, each for one word of this program's lists."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Final

from twinning.domain.names import fold
from twinning.domain.vocabulary import ActivityStatus, CommitmentState
from twinning.exchange.lists.columns.words import FIELD_WORDS, KIND_WORDS, plain_answer, without_date

WORDS: Final[Mapping[ActivityStatus | CommitmentState, tuple[str, ...]]] = MappingProxyType(
    {
        ActivityStatus.HELD: (
            *("done", "took place", "completed", "finished", "yes", "stattgefunden", "durchgeführt", "erledigt"),
            *(
                "réalisé",
                "terminé",
                "realizado",
                "odbyło się",
                "состоялось",
                "완료",
                "실시",
                "실시함",
                "開催済",
                "実施",
            ),
            *("実施済", "完了", "已举行", "已完成"),
        ),
        ActivityStatus.PLANNED: ("geplant", "prévu", "previsto", "planowane", "예정", "계획", "予定", "計画", "计划"),
        ActivityStatus.POSTPONED: (
            *("delayed", "verschoben", "reporté", "reportée", "aplazado", "aplazada", "rinviato", "rinviata", "adiado"),
            *("przełożone", "przełożono", "odloženo", "odgođeno", "elhalasztva", "amânat", "lykätty"),
            *("uppskjutet", "udsat", "utsatt", "uitgesteld", "ertelendi", "перенесено", "отложено", "одложено"),
            *("αναβλήθηκε", "נדחה", "تأجل", "연기", "순연", "延期", "順延", "推迟"),
        ),
        ActivityStatus.CANCELLED: (
            *("not held", "did not take place", "was not held", "entfallen", "entfällt", "ausgefallen", "fiel aus"),
            *("fand nicht statt", "nicht stattgefunden", "n'a pas eu lieu", "no se celebró", "non si è tenuto"),
            *("nie odbyło się", "nekonalo se", "не состоялось", "미개최", "미실시", "不実施", "開催せず", "未举行"),
            *(
                "canceled",
                "called off",
                "abgesagt",
                "annulé",
                "cancelado",
                "odwołane",
                "отменено",
                "취소",
                "中止",
                "取消",
            ),
            *("not held", "did not take place", "fiel aus", "ausgefallen", "entfallen", "entfällt", "annulée"),
            *("cancelada", "annullato", "annullata", "odwołano", "odwołana", "odwołany", "zrušeno", "zrušené"),
            *("otkazano", "отказано", "отменён", "отменена", "скасовано", "lemondva", "anulat", "peruttu"),
            *("inställt", "inställd", "aflyst", "avlyst", "geannuleerd", "afgelast", "iptal", "iptal edildi"),
            *("ακυρώθηκε", "בוטל", "ألغي", "đã hủy"),
        ),
        CommitmentState.OPEN: (
            "no",
            "pending",
            "offen",
            "ouvert",
            "abierto",
            "미이행",
            "진행중",
            "未履行",
            "未完了",
            "进行中",
        ),
        CommitmentState.KEPT: (
            *("completed", "finished", "erledigt", "umgesetzt", "abgeschlossen", "eingelöst", "réalisé", "réalisée"),
            *("fait", "realizado", "realizzato", "zrealizowane", "splněno", "выполнено", "완료", "完了", "已完成"),
            "yes",
            "done",
            "fulfilled",
            "erfüllt",
            "tenu",
            "cumplido",
            "이행",
            "완료",
            "履行済",
            "已履行",
        ),
        CommitmentState.BROKEN: ("not kept", "failed", "nicht erfüllt", "rompu", "incumplido", "불이행", "不履行"),
        CommitmentState.RELEASED: ("waived", "erlassen", "면제", "免除"),
    }
)
"""The state of an activity and of a promise by what offices call it."""

_WORD_ALONE = re.compile(
    r"(?:[(（,，、;:：]|\s(?:to|until|due|because|owing|auf|bis|wegen|à|au|al|a|por|pour)\s).*",
    re.DOTALL | re.IGNORECASE,
)
"""What may stand behind a word that says how far an activity came: the reason, another day."""

_REASON_BEFORE = re.compile(
    r"(?:wegen|aufgrund|infolge|due to|because of|owing to|en raison d|à cause d|suite à|por|debido a|a causa d"
    r"|z powodu|из-за)[^.;]*\s(?P<word>\S+)"
    r"|[^。.;]*(?:のため|により|による|の影響で?|で|因.*|로|인해|인하여|인한)\s*(?P<last>[^\s。.;]{2,5})",
    re.IGNORECASE,
)
"""What may stand before it: `wegen Sturms abgesagt`, `コロナのため中止`."""

_LONGEST = 120  # characters of such a remark
_NOT_HELD: Final = frozenset(each.value for each in ActivityStatus if each is not ActivityStatus.HELD)


def word_of(words: type[StrEnum], text: str) -> str:
    """Return the word of a list that an everyday word stands for, else the text as it is."""
    everyday = _everyday(words)
    return next((everyday[each] for each in (fold(text), plain_answer(text)) if each in everyday), text)


def is_not_held(text: str) -> bool:
    """Say whether a remark says that an activity was not held, in whatever else: `Cancelled`, `abgesagt (Sturm)`."""
    alone = without_date(_WORD_ALONE.sub("", text)).strip()
    behind = _REASON_BEFORE.fullmatch(text.strip(" .。!")) if len(text) <= _LONGEST else None
    words = (alone, *(behind.groups("") if behind else ()))
    return any(word_of(ActivityStatus, word).casefold() in _NOT_HELD for word in words)


@cache
def _everyday(words: type[StrEnum]) -> Mapping[str, str]:
    """Return the word of a list by the folded texts that stand for it: of two that share one, the first."""
    found: dict[str, str] = {}
    for word, names in chain(WORDS.items(), KIND_WORDS.items(), FIELD_WORDS.items()):
        if isinstance(word, words):
            for name in names:
                found.setdefault(fold(name), word.value)
    return MappingProxyType(found)
