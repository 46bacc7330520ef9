"""Everyday words of registers for the rank of a tie, for its state, and for yes and no.

Each stands for one word of this program's lists. Those for a total tell the line that counts from the rows counted.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from twinning.domain.names import fold, quote
from twinning.domain.vocabulary import AgreementKind, Status
from twinning.errors import InputError

KIND_WORDS: Final[Mapping[AgreementKind, tuple[str, ...]]] = MappingProxyType(
    {
        AgreementKind.SISTER_CITY: (
            *("sister city", "sister", "sister cities", "sister state", "sister province", "sister county", "twin"),
            *("twin town", "twin city", "twinning", "twinned", "twinned town", "sister relationship", "partner city"),
            *("partnership", "partner", "town twinning", "sister city agreement", "sisterhood", "full"),
            *("partnerschaft", "städtepartnerschaft", "partnerstadt", "gemeindepartnerschaft", "kreispartnerschaft"),
            *("p", "partnerschaftsvertrag", "jumelage", "jumelée", "ville jumelée", "jumelé", "hermanamiento"),
            *("ciudad hermana", "hermanada", "hermana", "gemellaggio", "gemellata", "geminação", "geminada"),
            *("cidade-irmã", "partnerstwo", "miasto partnerskie", "partnerské město", "partnerství", "partnerstvo"),
            *("testvérváros", "înfrățire", "ystävyyskaupunki", "vänort", "kardeş şehir", "побратим", "породнённый"),
            *(
                "자매",
                "자매결연",
                "자매도시",
                "자매결연도시",
                "姉妹都市",
                "姉妹",
                "姉妹提携",
                "姉妹都市提携",
                "姉妹友好都市",
            ),
            *("姊妹市", "姊妹城市", "姐妹城市", "友好城市", "正式友好城市", "国际友好城市"),
        ),
        AgreementKind.FRIENDSHIP_CITY: (
            *("friendship city", "friendship", "friendship agreement", "friend city", "friendly city", "friendly"),
            *("friendship cities", "friendship link", "freundschaft", "städtefreundschaft", "f", "amitié"),
            *("pacte d'amitié", "charte d'amitié", "amistad", "ciudad amiga", "amicizia", "patto di amicizia"),
            *(
                "amizade",
                "przyjaźń",
                "přátelství",
                "дружба",
                "우호",
                "우호도시",
                "우호교류",
                "우호협력",
                "우호협력도시",
            ),
            *("友好", "友好都市", "友好提携", "友好交流", "友好交流都市", "友好交流城市", "友好合作城市"),
        ),
        AgreementKind.COOPERATION: (
            *("cooperation", "cooperation agreement", "cooperation city", "mou", "memorandum", "collaboration"),
            *("kooperation", "zusammenarbeit", "projektpartnerschaft", "coopération", "coopération décentralisée"),
            *("cooperación", "cooperazione", "cooperação", "współpraca", "spolupráce", "spolupráca", "együttműködés"),
            *(
                "samarbete",
                "сотрудничество",
                "협력",
                "협력도시",
                "교류협력",
                "업무협약",
                "協力",
                "提携",
                "交流協定",
                "合作",
            ),
        ),
        AgreementKind.CONTACT: (
            *("contact", "contacts", "kontakt", "kontakte", "k", "contacto", "contatto", "kontakty", "контакт"),
            *("교류", "접촉", "交流", "交流都市", "交流城市"),
        ),
        AgreementKind.OTHER: (
            "other",
            "others",
            "sonstige",
            "autre",
            "otro",
            "altro",
            "inne",
            "기타",
            "その他",
            "其他",
        ),
    }
)
"""The rank of a tie by what registers call it. `p`, `f` and `k` are those of the German municipal register."""

STATUS_WORDS: Final[Mapping[Status, tuple[str, ...]]] = MappingProxyType(
    {
        Status.ACTIVE: (
            *("active", "in force", "current", "yes", "aktiv", "in kraft", "actif", "en vigueur", "activo", "vigente"),
            *("attivo", "ativo", "aktywne", "aktivní", "действует", "유효", "활성", "有効", "有效"),
        ),
        Status.PROPOSED: ("proposed", "planned", "in preparation", "geplant", "proposé", "추진", "추진중", "予定"),
        Status.SUSPENDED: (
            "suspended",
            "on hold",
            "ruhend",
            "ausgesetzt",
            "suspendu",
            "suspendido",
            "중단",
            "休止",
            "停止",
        ),
        Status.ENDED: (
            *("ended", "terminated", "revoked", "dissolved", "inactive", "former", "no", "beendet", "aufgelöst"),
            *("terminé", "rompu", "terminado", "zakończone", "ukončeno", "прекращено", "종료", "해지", "解消", "终止"),
        ),
        Status.ABANDONED: ("abandoned", "given up"),
        Status.EXPIRED: ("expired", "lapsed", "abgelaufen", "만료", "失効"),
        Status.SUPERSEDED: ("superseded", "replaced"),
        Status.DISPUTED: ("disputed",),
        Status.UNKNOWN: ("unknown", "unbekannt", "inconnu", "미상", "不明"),
    }
)
"""The state of a tie by what registers call it."""


ANSWERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "yes": (
            *(
                "yes",
                "y",
                "true",
                "1",
                "x",
                "✓",
                "✔",
                "☑",
                "✅",
                "ja",
                "j",
                "wahr",
                "oui",
                "vrai",
                "sí",
                "verdadero",
                "sim",
            ),
            *(
                "verdadeiro",
                "vero",
                "tak",
                "prawda",
                "ano",
                "pravda",
                "áno",
                "da",
                "igen",
                "kyllä",
                "evet",
                "да",
                "так",
            ),
            *("예", "네", "はい", "有", "○", "◯", "〇", "是"),
        ),
        "no": (
            *("no", "n", "false", "0", "-", "☐", "✗", "✘", "❌", "×", "nein", "falsch", "non", "faux", "falso", "não"),
            *("nie", "fałsz", "ne", "nepravda", "nej", "nei", "nee", "nem", "ei", "hayır", "нет", "ні", "не"),
            *("아니오", "아니요", "いいえ", "無", "无", "否"),
        ),
    }
)
"""Yes and no. `o` is none of them: a list that marks with `O` may mean no by `X`, and has to say so."""

TOTALS: Final = (
    *(
        "total",
        "totals",
        "grand total",
        "sum",
        "summe",
        "gesamt",
        "insgesamt",
        "gesamtsumme",
        "somme",
        "suma",
        "totale",
    ),
    *("totaal", "razem", "ogółem", "łącznie", "celkem", "součet", "spolu", "összesen", "yhteensä", "toplam", "итого"),
    *("всего", "разом", "계", "합계", "총계", "소계", "合計", "総計", "小計", "計", "合计", "总计", "小计", "总数"),
)
"""With what the line begins that many lists have below their rows: how many there are."""

_TOTAL = re.compile(rf"\s*(?:{'|'.join(TOTALS)})\s*[:：=]?[\s0-9]*", re.IGNORECASE)
_DIGIT = re.compile("[0-9]")


def check_no_total(cells: Sequence[str]) -> None:
    """Raise InputError for a line that begins with a total, and has nothing but numbers beside it."""
    filled = iter(filter(str.strip, cells))
    if _TOTAL.fullmatch(next(filled, "")) and all(map(_DIGIT.search, filled)):
        raise InputError("it is a total, and no row of the list", "nothing is lost: leave the line out")


def read_kind(text: str) -> AgreementKind:
    """Return the rank that an everyday word means. Raises InputError."""
    if (found := _kinds().get(fold(text))) is None:
        words = ", ".join(kind.value for kind in AgreementKind)
        raise InputError(
            f"{quote(text)} is no known kind of tie", f"say what it means: --alias '{text}=KIND' ({words})"
        )
    return found


def read_status(text: str) -> Status:
    """Return the state that an everyday word, a yes or a no (`in force`) means. Raises InputError."""
    if (found := _states().get(fold(text)) or _states().get(plain_answer(text))) is None:
        words = ", ".join(_words.value for _words in STATUS_WORDS)
        raise InputError(f"{quote(text)} is no known status", f"say what it means: --alias '{text}=STATUS' ({words})")
    return found


def is_status(text: str) -> bool:
    """Say whether a text is an everyday word for a state."""
    return fold(text) in _states()


def read_answer(text: str) -> bool:
    """Return the yes or no that an everyday word means. Raises InputError."""
    if (found := plain_answer(text)) not in ANSWERS:
        raise InputError(f"{quote(text)} is neither yes nor no", f"say what it means: --alias '{text}=yes' (or no)")
    return found == "yes"


def plain_answer(text: str) -> str:
    """Return `yes` or `no` for a word that means it, else the text as it is."""
    return _answers().get(fold(text), text)


@cache
def _kinds() -> dict[str, AgreementKind]:
    return {fold(word): kind for kind, words in KIND_WORDS.items() for word in words}


@cache
def _states() -> dict[str, Status]:
    return {fold(word): status for status, words in STATUS_WORDS.items() for word in words}


@cache
def _answers() -> dict[str, str]:
    return {fold(word): answer for answer, words in ANSWERS.items() for word in words}
