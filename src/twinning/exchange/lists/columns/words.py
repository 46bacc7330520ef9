"""Everyday words of registers for the rank of a tie, its state and its fields of cooperation, and for yes and no.

Each stands for one word of this program's lists.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from twinning.domain.names import fold, in_shell, quote
from twinning.domain.vocabulary import AgreementKind, Field, Status, parse_word
from twinning.errors import InputError

KIND_WORDS: Final[Mapping[AgreementKind, tuple[str, ...]]] = MappingProxyType(
    {
        AgreementKind.SISTER_CITY: (
            *("sister city", "sister", "sister cities", "sister state", "sister province", "sister county", "twin"),
            *("twin town", "twin city", "twinning", "twinned", "twinned town", "sister relationship", "partner city"),
            *("partnership", "partner", "town twinning", "sister city agreement", "sisterhood", "full"),
            *("twinning agreement", "twinning charter", "accord de jumelage", "charte de jumelage"),
            *("serment de jumelage", "acuerdo de hermanamiento", "patto di gemellaggio", "umowa partnerska"),
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
            *("freundschaftsvertrag", "accord d'amitié", "acuerdo de amistad", "umowa o przyjaźni"),
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
            *("memorandum of understanding", "accord de coopération", "acuerdo de cooperación", "umowa o współpracy"),
            *("kooperationsvereinbarung", "kooperationsvertrag", "accordo di cooperazione", "acordo de cooperação"),
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
            *("activa", "attivo", "attiva", "in vigore", "ativo", "ativa", "em vigor", "actief", "aktywne", "aktywna"),
            *("aktivní", "aktívne", "aktív", "activ", "aktivan", "aktivno", "активан", "aktif", "voimassa", "kehtiv"),
            *("ενεργή", "действует", "действующее", "действующий", "діє", "чинна", "чинний", "чинне", "פעיל", "פעילה"),
            *("فعال", "유효", "활성", "有効", "有效"),
        ),
        Status.PROPOSED: (
            *("proposed", "planned", "pending", "in preparation", "geplant", "in vorbereitung", "proposé", "en projet"),
            *("en préparation", "en preparación", "en trámite", "in preparazione", "em negociação", "w przygotowaniu"),
            *("v jednání", "v přípravě", "đang đàm phán", "추진", "추진중", "협의중", "予定", "協議中", "交渉中"),
            *("in negotiation", "under negotiation", "under discussion", "being negotiated", "to be signed"),
            *("in verhandlung", "in planung", "vorgeschlagen", "proposée", "en négociation", "en discussion"),
            *("en cours de négociation", "en cours de signature", "en cours de préparation", "en negociación"),
            *("propuesto", "propuesta", "proposto", "proposta", "em preparação", "in trattativa", "w negocjacjach"),
            *("w trakcie negocjacji", "w trakcie przygotowania", "w trakcie przygotowań", "w trakcie uzgodnień"),
            *("w trakcie podpisywania", "planowane", "planowana", "plánováno", "plánované", "v príprave"),
            *("előkészítés alatt", "tervezett", "în pregătire", "în negociere", "in voorbereiding", "gepland"),
            *("planerad", "planlagt", "under forberedelse", "valmisteilla", "suunnitteilla", "u pripremi"),
            *("планируется", "планується", "готовится", "в стадии подготовки", "в процессе подготовки"),
            *("준비중", "예정", "체결예정", "준비단계", "準備中", "締結予定", "洽谈中", "洽談中", "筹备中", "籌備中"),
            *("磋商中", "商谈中", "计划中"),
        ),
        Status.SUSPENDED: (
            *("suspended", "on hold", "ruhend", "ruht", "ausgesetzt", "suspendu", "suspendue", "suspendido"),
            *("suspendida", "suspenso", "suspensa", "sospeso", "sospesa", "opgeschort", "vilande", "jäädytetty"),
            *("peatatud", "zawieszone", "zawieszona", "zawieszony", "pozastaveno", "pozastavené", "felfüggesztve"),
            *("felfüggesztett", "suspendat", "suspendată", "obustavljeno", "askıda", "askıya alındı", "σε αναστολή"),
            *("приостановлено", "приостановлен", "приостановлена", "приостановлены", "призупинено", "מוקפא", "הוקפא"),
            *("gelé", "gelée", "en sommeil", "eingefroren", "frozen", "교류중단", "교류중지", "중지", "中断中", "凍結"),
            *("중단", "休止", "休止中", "停止", "中断", "中斷"),
        ),
        Status.ENDED: (
            *("ended", "terminated", "revoked", "dissolved", "inactive", "former", "no", "beendet", "aufgelöst"),
            *("terminé", "rompu", "rompue", "inactif", "terminado", "inactivo", "inactiva", "revogada", "revogado"),
            *("cessato", "cessata", "revocato", "revocata", "beëindigd", "avslutad", "avslutat", "uppsagt"),
            *("päättynyt", "lõppenud", "zakończone", "zakończona", "rozwiązane", "rozwiązana", "zerwane"),
            *("zerwana", "ukončeno", "nieaktywne", "nieaktywna", "nieaktywny", "inaktiv", "nicht mehr aktiv"),
            *("ukončené", "zrušeno", "megszűnt", "megszüntetve", "încetat", "raskinuto", "feshedildi", "ανενεργή"),
            *("прекращено", "прекращён", "прекращена", "расторгнуто", "не действует", "припинено", "розірвано"),
            *("не діє", "tidak aktif", "לא פעיל", "غیرفعال", "종료", "해지", "解消", "终止", "終止", "已终止"),
        ),
        Status.ABANDONED: ("abandoned", "given up"),
        Status.EXPIRED: ("expired", "lapsed", "abgelaufen", "expiré", "vencido", "scaduto", "만료", "失効"),
        Status.SUPERSEDED: ("superseded", "replaced"),
        Status.DISPUTED: ("disputed",),
        Status.UNKNOWN: ("unknown", "unbekannt", "inconnu", "미상", "不明"),
    }
)
"""The state of a tie by what registers call it."""

_OUT_OF_FORCE = (Status.PROPOSED, Status.SUSPENDED, Status.ENDED, Status.ABANDONED, Status.EXPIRED, Status.SUPERSEDED)


ANSWERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "yes": (
            *("yes", "y", "true", "1", "x", "✓", "✔", "☑", "✅", "ja", "j", "wahr", "oui", "vrai", "sí"),
            *("verdadero", "sim"),
            *("verdadeiro", "vero", "tak", "prawda", "ano", "pravda", "áno", "da", "igen", "kyllä", "evet", "да"),
            *("так",),
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

FIELD_WORDS: Final[Mapping[Field, tuple[str, ...]]] = MappingProxyType(
    {
        Field.ADMINISTRATION: (
            "verwaltung",
            "administration publique",
            "administración",
            "administracja",
            "행정",
            "行政",
        ),
        Field.PEOPLE: ("persons", "volunteers", "bürger", "begegnung", "인적교류", "인사교류", "人的交流", "人文"),
        Field.CULTURE: (
            *("kultur", "kunst", "cultura", "kultura", "art", "arts", "music", "musik", "culturel", "культура", "문화"),
            *("문화예술", "예술", "文化", "文化芸術", "芸術", "文化交流"),
        ),
        Field.SPORT: ("sports", "deporte", "deportes", "спорт", "체육", "스포츠", "体育", "スポーツ"),
        Field.ECONOMY: (
            *("economics", "trade", "business", "wirtschaft", "handel", "économie", "economía", "economia"),
            *("gospodarka",),
            *(
                "hospodářství",
                "экономика",
                "경제",
                "통상",
                "경제통상",
                "무역",
                "経済",
                "経済交流",
                "经济",
                "经贸",
                "贸易",
            ),
        ),
        Field.TOURISM: (
            "tourismus",
            "tourisme",
            "turismo",
            "turystyka",
            "cestovní ruch",
            "туризм",
            "관광",
            "観光",
            "旅游",
        ),
        Field.YOUTH_AND_EDUCATION: (
            *("youth", "education", "schools", "school", "students", "jugend", "bildung", "schule", "schulen"),
            *("jeunesse",),
            *("éducation", "juventud", "educación", "istruzione", "młodzież", "edukacja", "mládež", "školství"),
            *("молодежь",),
            *("образование", "청소년", "교육", "학생", "青少年", "教育", "学校", "青少年交流", "教育交流"),
        ),
        Field.ENVIRONMENT: (
            *("umwelt", "klima", "climate", "environnement", "medio ambiente", "ambiente", "środowisko", "экология"),
            *("životní prostředí", "환경", "環境", "环境"),
        ),
        Field.HEALTH: (
            *("gesundheit", "santé", "salud", "salute", "zdrowie", "zdravotnictví", "здравоохранение", "보건", "의료"),
            *("보건의료", "医療", "保健", "卫生", "医疗"),
        ),
        Field.URBAN_PLANNING: (
            *("stadtplanung", "stadtentwicklung", "urbanisme", "urbanismo", "urbanistica", "도시계획", "도시개발"),
            *("都市計画", "城市规划"),
        ),
        Field.TRANSPORT: (
            *("verkehr", "mobilität", "transports", "transporte", "trasporti", "doprava", "транспорт", "교통", "항만"),
            *("交通", "港湾", "港口"),
        ),
        Field.AGRICULTURE_AND_FISHERY: (
            *("agriculture", "fishery", "fisheries", "landwirtschaft", "pêche", "agricultura", "pesca", "rolnictwo"),
            *("zemědělství", "сельское хозяйство", "농업", "수산", "농수산", "農業", "水産", "农业", "渔业"),
        ),
        Field.DISASTER_AND_SAFETY: (
            *("safety", "disaster", "fire", "feuerwehr", "sicherheit", "katastrophenschutz", "pompiers", "seguridad"),
            *("bomberos", "безопасность", "소방", "안전", "방재", "재난", "防災", "消防", "安全"),
        ),
        Field.SCIENCE_AND_TECHNOLOGY: (
            *("science", "technology", "research", "wissenschaft", "forschung", "technik", "ciencia", "tecnología"),
            *("nauka", "věda", "наука", "과학", "기술", "과학기술", "科学", "技術", "科学技術", "科技"),
        ),
        Field.OTHER: ("sonstiges", "autre", "otros", "altro", "inne", "기타", "その他", "其他"),
    }
)
"""Fields of cooperation by what offices call them."""


_WHEN = re.compile(
    r"\s+(?:since|seit|depuis|desde|dal|od)\s[^()]{0,80}$"
    r"|(?:\s+(?:in|from|im|ab|en|dal|nel|w|v|с|в|з)(?:\s[^\W\d]+\.?)?)?\s*[0-9][^()]{0,80}$"
)
"""When something was, behind a word: `2004`, `en mars 2004`; and since when, in whatever words: `seit dem Brexit`."""


def read_kind(text: str) -> AgreementKind:
    """Return the rank that an everyday word means. Raises InputError."""
    if (found := _kinds().get(fold(text))) is None:
        words = ", ".join(kind.value for kind in AgreementKind)
        raise InputError(
            f"{quote(text)} is no known kind of tie", f"say what it means: --alias {in_shell(f'{text}=KIND')} ({words})"
        )
    return found


def read_status(text: str) -> Status:
    """Return the state that an everyday word, a yes or a no (`in force`) means. Raises InputError."""
    if is_status(word := without_date(text)) and not is_status(text):
        is_end = read_status(word) in (Status.ENDED, Status.EXPIRED, Status.SUPERSEDED)
        day = "when it ended goes into a column of its own, called ended"
        way_out = f"write the word alone; {day if is_end else 'since when is recorded with `twinning record-act`'}"
        raise InputError(f"{quote(text)} has more than a status", way_out)
    if not {*text.strip()} - {*"-–—"}:
        way_out = "write no where it is not in force, and empty the cell where nothing is known"
        raise InputError(f"{quote(text)} may mean no, or say nothing", way_out)
    if (found := _states().get(fold(text)) or _states().get(plain_answer(text))) is None:
        words = ", ".join(each.value for each in STATUS_WORDS)
        way_out = f"say what it means: --alias {in_shell(f'{text}=STATUS')} ({words})"
        raise InputError(f"{quote(text)} is no known status", way_out)
    return found


def read_field_of_cooperation(text: str) -> Field:
    """Return the field that an everyday word means. Raises InputError."""
    return _fields().get(fold(text)) or parse_word(Field, text)


def is_kind(text: str) -> bool:
    """Say whether a text is an everyday word for the rank of a tie."""
    return fold(text) in _kinds()


def is_status(text: str) -> bool:
    """Say whether a text is an everyday word for a state."""
    return fold(text) in _states()


def is_out_of_force(text: str) -> bool:
    """Say whether a text says in words that a tie is not in force, with or without a date: `rompu en 2004`."""
    found = _states().get(fold(without_date(text)))
    return found in _OUT_OF_FORCE and fold(text) not in _answers()


def without_date(text: str) -> str:
    """Return a text without the date that stands behind it, and the word before that."""
    return _WHEN.sub("", " ".join(text.split()))


def read_answer(text: str) -> bool:
    """Return the yes or no that an everyday word means. Raises InputError."""
    if (found := plain_answer(text)) not in ANSWERS:
        raise InputError(
            f"{quote(text)} is neither yes nor no", f"say what it means: --alias {in_shell(f'{text}=yes')} (or no)"
        )
    return found == "yes"


def plain_answer(text: str) -> str:
    """Return `yes` or `no` for a word that means it, else the text as it is."""
    return _answers().get(fold(text), text)


@cache
def _kinds() -> dict[str, AgreementKind]:
    return {fold(word): kind for kind, words in KIND_WORDS.items() for word in words}


@cache
def _fields() -> dict[str, Field]:
    return {fold(word): field for field, words in FIELD_WORDS.items() for word in words}


@cache
def _states() -> dict[str, Status]:
    return {fold(word): status for status, words in STATUS_WORDS.items() for word in words}


@cache
def _answers() -> dict[str, str]:
    return {fold(word): answer for answer, words in ANSWERS.items() for word in words}
