"""What a heading between the rows of a list says of those below it: that they are former ties, or of friendship."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from twinning.domain.countries import get_country_code, is_continent
from twinning.domain.names import fold, quote
from twinning.domain.vocabulary import AgreementKind, Status
from twinning.errors import InputError
from twinning.exchange.lists.columns.words import KIND_WORDS, STATUS_WORDS, is_kind, is_status, read_kind, read_status

_BEFORE_PLURALS: Final[Mapping[Status, tuple[str, ...]]] = MappingProxyType(
    {
        Status.ACTIVE: (
            *("existing", "present", "aktive", "bestehende", "aktuelle", "gültige", "actuels", "actuelles", "actifs"),
            *("actuales", "vigentes", "activos", "activas", "attuali", "attivi", "atuais", "ativos", "aktualne"),
            *("obecne", "stávající", "aktuální", "jelenlegi", "actuale", "huidige", "nuvarande", "nåværende"),
            *("nuværende", "nykyiset", "mevcut", "действующие", "чинні", "현재", "유효한", "現在の", "現", "现有"),
        ),
        Status.PROPOSED: (
            *("future", "prospective", "potential", "geplante", "künftige", "angestrebte", "mögliche", "projetés"),
            *("prévus", "futurs", "futuros", "propuestos", "previstos", "previsti", "planowane", "plánovaná"),
            *("plánované", "tervezett", "geplande", "planerade", "планируемые", "заплановані", "추진중인", "예정된"),
            *("検討中の", "計画中の", "拟"),
        ),
        Status.SUSPENDED: (
            *("dormant", "frozen", "ruhende", "ausgesetzte", "suspendus", "suspendues", "suspendidos", "suspendidas"),
            *("sospesi", "sospese", "suspensos", "suspensas", "pozastavená", "opgeschorte", "приостановленные"),
            *("призупинені", "중단된", "휴면", "休止中の", "中断された", "暂停的", "暂停"),
        ),
        Status.ENDED: (
            *("past", "previous", "ex", "discontinued", "ehemalige", "ehemals", "frühere", "beendete", "aufgelöste"),
            *("erloschene", "inaktive", "anciens", "anciennes", "ancien", "rompus", "rompues", "terminés", "inactifs"),
            *("antiguos", "antiguas", "anteriores", "terminados", "inactivos", "passati", "cessati", "cessate"),
            *("antigos", "antigas", "byłe", "dawne", "nieaktywne", "bývalá", "bývalé", "ukončená", "zrušená"),
            *("volt", "korábbi", "megszűnt", "foste", "fostele", "încetate", "voormalige", "beëindigde", "tidigare"),
            *("avslutade", "tidligere", "avsluttede", "entiset", "päättyneet", "eski", "бывшие", "прекращенные"),
            *("прекращённые", "колишні", "припинені", "종료된", "해지된", "과거", "이전", "旧", "過去の", "解消した"),
            *("解消された", "終了した", "已终止的", "原"),
        ),
        Status.EXPIRED: ("abgelaufene", "expirés", "vencidos", "scaduti", "wygasłe", "истекшие", "만료된", "失効した"),
    }
)
"""How states stand before several ties, where that is not as `STATUS_WORDS` have them."""

_PLURALS: Final[Mapping[AgreementKind | None, tuple[str, ...]]] = MappingProxyType(
    {
        None: (
            *("partnerships", "partners", "partner cities", "partner towns", "cities", "towns", "ties", "links"),
            *("agreements", "relations", "relationships", "partnerschaften", "verbindungen", "verträge", "städte"),
            *("partenariats", "accords", "relations", "villes", "villes partenaires", "convenios", "acuerdos"),
            *("relaciones", "accordi", "acordos", "relazioni", "umowy", "współpraca", "kontakty", "kapcsolatok"),
            *("partneriate", "overeenkomsten", "партнёры", "партнеры", "партнери", "отношения", "соглашения"),
            *("도시", "교류도시", "결연", "협정", "都市", "提携", "交流都市", "城市"),
        ),
        AgreementKind.SISTER_CITY: (
            *("twin towns", "twin cities", "twinnings", "sister towns", "städtepartnerschaften", "partnerstädte"),
            *("partnergemeinden", "partnerorte", "jumelages", "villes jumelées", "communes jumelées"),
            *("hermanamientos", "ciudades hermanas", "gemellaggi", "città gemellate", "città gemelle", "geminações"),
            *("cidades-irmãs", "cidades geminadas", "miasta partnerskie", "partnerstwa", "partnerská města"),
            *("partnerstva", "partnerské mestá", "testvérvárosok", "orașe înfrățite", "înfrățiri", "partnersteden"),
            *("stedenbanden", "vänorter", "vennskapsbyer", "venskabsbyer", "ystävyyskaupungit", "kardeş şehirler"),
            *("города-побратимы", "побратимы", "міста-побратими", "побратими"),
        ),
        AgreementKind.FRIENDSHIP_CITY: (
            *("friendships", "friendship links", "friendship agreements", "friendship towns", "freundschaften"),
            *("städtefreundschaften", "villes amies", "ciudades amigas", "città amiche", "cidades amigas"),
        ),
        AgreementKind.COOPERATION: (
            *("cooperations", "cooperation agreements", "cooperation cities", "kooperationen"),
            *("kooperationsvereinbarungen", "coopérations", "accords de coopération", "acuerdos de cooperación"),
            *("memoranda", "memoranda of understanding", "mous"),
        ),
    }
)
"""What several ties, or the cities of several, are called, beside the words of `KIND_WORDS`."""

_AROUND = re.compile(r"^\s*(?:(?:[0-9]{1,2}|[IVX]{1,4}|[A-Za-z])[.)]\s+)?|\s*(?:\([^()]*[0-9][^()]*\))?[\s:：.–-]*$")
"""A number before a heading, and how many there are behind it: `II. Former partners (3):`"""


_LONGEST = 100  # of a text in which a heading is looked for in earnest


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says of the rows below it. `of_country` is for one that names a country."""

    text: str
    status: Status | None = None
    kind: AgreementKind | None = None
    of_country: bool = False

    def says(self, usual_kind: AgreementKind) -> Iterator[tuple[str, str | None]]:
        """Give the fields of which it says something, and what: None where rows are taken for that anyway.

        Without a word on it, a tie is in force, and of the usual kind.
        """
        if self.status is not None:
            yield "status", None if self.status is Status.ACTIVE else self.status.value
        if self.kind is not None:
            yield "kind", None if self.kind is usual_kind else self.kind.value


@lru_cache(maxsize=1024)
def heading_of(text: str) -> Heading | None:
    """Return what a text says as a heading of rows; None for one that is no heading that is known."""
    named = _AROUND.sub("", text) if len(text) < _LONGEST else text
    if is_kind(named):
        return Heading(text, kind=read_kind(named))
    if is_status(named):
        return Heading(text, status=read_status(named))
    folded = fold(named)
    if folded in _plurals():
        return Heading(text, kind=_plurals()[folded])
    if get_country_code(named) is not None:
        return Heading(text, of_country=True)
    if is_continent(named):
        return Heading(text)
    return next((Heading(text, status, kind) for status, kind in _of_states(folded)), None)


def _of_states(folded: str) -> Iterator[tuple[Status, AgreementKind | None]]:
    """Give the state and the kind that stand beside each other in a text: `former partnerships`, `jumelages rompus`."""
    kinds = _plurals() | {"": None}
    for word, status in _states().items():
        for rest in (folded.removeprefix(word), folded.removesuffix(word)):
            if rest != folded and rest in kinds:
                yield status, kinds[rest]


@cache
def _plurals() -> dict[str, AgreementKind | None]:
    of_kinds = ((kind, word) for kind, words in (*KIND_WORDS.items(), *_PLURALS.items()) for word in words)
    return {fold(word): kind for kind, word in of_kinds if len(word) > 1}


@cache
def _states() -> dict[str, Status]:
    words = (
        (status, word) for each in (STATUS_WORDS, _BEFORE_PLURALS) for status, all_ in each.items() for word in all_
    )
    found = {fold(word): status for status, word in words if word not in ("yes", "no")}
    inflected = {f"{word}{end}": status for word, status in found.items() if word.endswith("e") for end in "nr"}
    return inflected | found


class HeadingsAbove:
    """The headings that stand above the rows of a list, and what rows leave unsaid of what these say.

    Whether headings lie within each other or side by side is not to be seen, nor where the last one ends, so that no
    row is taken for what only a heading says. It holds until the next one that says something of the same field.
    `usual_kind` is that of ties whose rows name none.
    """

    def __init__(self, usual_kind: AgreementKind = AgreementKind.SISTER_CITY) -> None:
        self._usual_kind = usual_kind
        self._above: dict[str, tuple[str, str]] = {}
        self._country = ""
        self.without_country = Counter[str]()
        self.are_there = False

    def begin(self, line: int, heading: Heading | None) -> None:
        """Take a heading for that of the rows to come; None for a note, which says nothing that is known."""
        self.are_there = True
        self._country = f"{quote(heading.text)} (line {line})" if heading and heading.of_country else ""
        if heading is not None:
            for name, said in heading.says(self._usual_kind):
                self.put(line, heading.text, name, said)

    def put(self, line: int, text: str, name: str, said: str | None) -> None:
        """Take a text for the heading that says something of a field; None where rows are taken for that anyway."""
        self.are_there = True
        self._above.pop(name, None)
        if said is not None:
            self._above[name] = f"{quote(text)} (line {line})", said

    def check(self, says: Callable[[str], bool]) -> None:
        """Raise InputError for a row that leaves unsaid what stands above it; `says` tells whether it says a field."""
        for name, (heading, said) in reversed(self._above.items()):
            if not says(name):
                raise InputError(
                    f"{name}: it stands below {heading}, and nothing in the row says whether it is {said}",
                    f"write it into a column `{name}` of these rows, or import them apart with --set {name}={said}",
                )

    def note_without_country(self) -> None:
        """Count a row whose partner has no country, where the heading above it names one."""
        if self._country:
            self.without_country[self._country] += 1
