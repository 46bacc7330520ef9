"""What the columns of a list of ties can say, and the names under which registers have such columns.

A name is compared as names of cities are: case, blanks, hyphens and underscores do not decide. `city1` and `city2`,
`country_a` and `partner country` say whose place is meant; what does not say it, as `country` alone, belongs to the
place whose column stands before it, and before the first to the first.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from twinning.domain.names import fold
from twinning.exchange.lists.columns.languages import names_of_columns


@dataclass(frozen=True, slots=True)
class ListField:
    """A field of a list: what it says, and the names of columns that hold it."""

    name: str
    means: str
    aliases: tuple[str, ...] = ()

    @property
    def all_aliases(self) -> tuple[str, ...]:
        """Those that stand here, and those of further languages."""
        return tuple(dict.fromkeys((*self.aliases, *names_of_columns(self.name))))


PLACE_FIELDS: Final = (
    ListField(
        "city",
        "The city's name, or its key or Wikidata id",
        (
            *("city", "town", "municipality", "name of city", "city name", "local government", "own city", "home city"),
            *("gemeinde", "gemeindename", "stadt", "kommune", "ort", "commune", "ville", "collectivité", "ciudad"),
            *("municipio", "ayuntamiento", "localidad", "cidade", "município", "comune", "città", "miasto", "gmina"),
            *("obec", "mesto", "město", "grad", "općina", "község", "város", "település", "oraș", "localitate"),
            *("kaupunki", "kunta", "stad", "kommun", "by", "gemeente", "linn", "pilsēta", "miestas", "kota", "şehir"),
            *("город", "місто", "град", "πόλη", "도시", "도시명", "자치단체", "자치단체명", "지자체", "지자체명"),
            *("自治体", "自治体名", "市区町村", "市区町村名", "都市", "都市名", "団体名", "城市", "城市名称"),
        ),
    ),
    ListField(
        "country",
        "Its country: a name or an ISO 3166-1 code, with a part of it before a comma or in brackets",
        (
            *("country", "country name", "country code", "nation", "land", "staat", "pays", "país", "paese", "stato"),
            *("kraj", "państwo", "stát", "stat", "země", "zeme", "krajina", "država", "ország", "țara", "maa", "ülke"),
            *("riik", "valsts", "šalis", "страна", "країна", "държава", "χώρα", "negara"),
            *("방문국가", "방문국", "访问国家", "出访国家", "到访国家", "訪問国"),
            *("국가", "국가명", "나라", "국명", "国", "国名", "国家", "國家", "國名"),
        ),
    ),
    ListField(
        "region",
        "The part of the country: a state, a province, a prefecture",
        (
            *("region", "state", "province", "admin1", "prefecture", "bundesland", "kanton", "region name", "county"),
            *("voivodeship", "województwo", "département", "departement", "région", "estado", "provincia", "regione"),
            *("okres", "megye", "judet", "область", "都道府県", "都道府県名", "州", "省", "시도", "시도명"),
        ),
    ),
    ListField(
        "postcode",
        "Its postcode, which stays as it is written",
        (
            *("postcode", "post code", "zip", "zip code", "postal code", "plz", "postleitzahl", "code postal"),
            *("código postal", "codigo postal", "cap", "psč", "kod pocztowy", "postnummer", "우편번호", "郵便番号"),
        ),
    ),
    ListField("latitude", "Degrees north", ("latitude", "lat", "breite", "breitengrad", "위도", "緯度", "纬度")),
    ListField(
        "longitude", "Degrees east", ("longitude", "lon", "lng", "long", "länge", "längengrad", "경도", "経度", "经度")
    ),
    ListField("wikidata", "Its Wikidata id", ("wikidata", "wikidata id", "qid", "item")),
    ListField("key", "Its key in the register that the list was exported from"),
)
"""What is said of a place. Its field is the name itself for the first side, and `partner…` for the other."""

PARTNER_NAMES: Final = (
    *("partner", "partner city", "partner name", "partner town", "partner municipality", "twin", "twin city"),
    *("twin town", "twinned with", "twinned city", "sister city", "sister", "sister cities", "friendship city"),
    *("foreign city", "counterpart", "partnergemeinde", "partnerstadt", "partnerort", "partnerkommune"),
    *("ville jumelée", "ville partenaire", "commune partenaire", "partenaire", "jumelée", "jumelage avec"),
    *("ciudad hermana", "ciudad hermanada", "hermanada", "municipio hermanado", "cidade-irmã", "cidade irmã"),
    *("cidade geminada", "gemellata", "città gemellata", "comune gemellato", "gemellaggio con", "città gemella"),
    *("miasto partnerskie", "gmina partnerska", "partnerské město", "partnerská obec", "partnerské mesto"),
    *("pobratený", "testvérváros", "testvértelepülés", "oraș înfrățit", "ystävyyskaupunki", "vänort", "vennskapsby"),
    *("venskabsby", "zusterstad", "partnergemeente", "kardeş şehir", "город-побратим", "побратим", "місто-побратим"),
    *("자매도시", "자매도시명", "결연도시", "결연도시명", "교류도시", "교류도시명", "상대도시", "외국도시", "해외도시"),
    *(
        "결연단체",
        "결연단체명",
        "상대 자치단체",
        "姉妹都市",
        "姉妹都市名",
        "友好都市",
        "友好都市名",
        "提携先",
        "提携都市",
    ),
    *(
        "提携自治体",
        "提携自治体名",
        "相手都市",
        "相手自治体",
        "姉妹自治体",
        "姉妹自治体名",
        "友城",
        "友好城市",
        "国际友城",
    ),
    *("外方城市", "姊妹市", "姊妹城市"),
    *names_of_columns("partner"),
)

PARTNER_COUNTRY_NAMES: Final = names_of_columns("partner_country")
"""What says of a country that it is the partner's."""

INTERNAL_NAMES: Final = (
    *("internal", "confidential", "intern", "vertraulich", "confidentiel", "interne", "confidencial", "riservato"),
    *("poufne", "důvěrné", "для служебного пользования", "대외비", "내부", "비공개", "内部", "非公開", "内部资料"),
)

OF_PARTIES: Final = tuple(each for each in PLACE_FIELDS if each.name not in ("city", "postcode"))
"""What can be said of each of several parties, with semicolons as their names are."""

TIE_FIELDS: Final = (
    ListField(
        "parties",
        "All cities of the agreement in one cell, with semicolons",
        ("parties", "cities", "members", "signatories"),
    ),
    *(ListField(f"parties_{each.name}", f"{each.means}, of each party in the same order") for each in OF_PARTIES),
    ListField(
        "kind",
        "The rank of the tie, in everyday words",
        (
            *("kind", "type", "form", "art", "relationship", "relation", "category", "tie", "kind of tie"),
            *("type of agreement", "agreement type", "partnership type", "type of partnership", "nature", "forme"),
            *(
                "type of cooperation",
                "form of cooperation",
                "kind of cooperation",
                "type of tie",
                "kind of partnership",
            ),
            *("art der partnerschaft", "form der partnerschaft", "art der beziehung", "type de partenariat"),
            *("type d'accord", "tipo de acuerdo", "tipo de relación", "tipo di accordo", "tipo di gemellaggio"),
            *("rodzaj współpracy", "forma współpracy", "forma spolupráce", "typ partnerství", "vrsta saradnje"),
            *("vrsta suradnje", "врста сарадње", "вид сотрудничества", "форма сотрудничества", "вид співпраці"),
            *("type de lien", "tipo", "rodzaj", "typ", "druh", "forma", "soort", "slag", "tyyppi", "вид", "тип"),
            *(
                "구분",
                "유형",
                "결연구분",
                "결연유형",
                "교류구분",
                "관계",
                "種別",
                "区分",
                "提携区分",
                "類型",
                "类别",
                "类型",
            ),
        ),
    ),
    ListField(
        "date",
        "When it was signed, in any form of a printed date",
        (
            *("date", "signed", "since", "year", "established", "date signed", "signing date", "date of signing"),
            *("agreement date", "date of agreement", "year signed", "twinned since", "start", "start date", "began"),
            *("seit", "datum", "jahr", "gründung", "gründungsjahr", "unterzeichnet", "unterzeichnung", "partner seit"),
            *("date de signature", "année", "depuis", "signé", "fecha", "año", "desde", "firma", "fecha de firma"),
            *("data", "ano", "anno", "dal", "data firma", "rok", "od", "data podpisania", "datum podpisu"),
            *("datum zahájení",),
            *("év", "dátum", "anul", "vuosi", "vuodesta", "år", "jaar", "sinds", "yıl", "tarih", "дата", "год", "рік"),
            *(
                "결연일자",
                "결연일",
                "결연년도",
                "결연연도",
                "체결일",
                "체결일자",
                "체결년도",
                "협정일",
                "협정일자",
                "일자",
                "연도",
            ),
            *(
                "提携年月日",
                "提携日",
                "締結日",
                "締結年月日",
                "提携年",
                "年月日",
                "調印日",
                "调印日",
                "结好时间",
                "結好時間",
            ),
            *("结好日期", "签约日期", "日期", "缔结时间", "締盟日期", "締結日期"),
        ),
    ),
    ListField(
        "ended",
        "When it ended",
        (
            *("ended", "end", "end date", "until", "revoked", "terminated", "bis", "ende", "beendet", "fin", "hasta"),
            *("do", "종료일", "해지일", "폐지일", "解消日", "解消年月日", "终止日期"),
        ),
    ),
    ListField(
        "status",
        "Whether it is in force",
        ("status", "state of agreement", "in force", "stav", "état", "상태", "결연상태", "状態", "状态", "статус"),
    ),
    ListField("successor", "The key of the agreement that took its place, where it is superseded"),
    ListField(
        "source",
        "Where it is written: a key, a web address, or a title",
        (
            *("source", "sources", "reference", "references", "ref", "quelle", "quellen", "beleg", "fuente", "fonte"),
            *(
                "źródło",
                "zdroj",
                "bron",
                "forrás",
                "источник",
                "출처",
                "근거",
                "자료",
                "出典",
                "典拠",
                "来源",
                "资料来源",
            ),
        ),
    ),
    ListField("address", "The web address of that source", ("address", "url", "link", "website", "web", "weblink")),
    ListField(
        "title",
        "The agreement's title",
        ("title", "agreement title", "titel", "titre", "título", "titolo", "협정명", "件名"),
    ),
    ListField(
        "fields",
        "Fields of cooperation, with semicolons",
        ("fields", "fields of cooperation", "bereiche", "domaines", "분야", "교류분야", "分野", "交流分野"),
    ),
    ListField("instrument", "The paper: agreement, memorandum, …", ("instrument", "paper", "document type")),
    ListField(
        "summary",
        "A remark on the tie",
        (
            *("summary", "note", "notes", "remark", "remarks", "comment", "comments", "bemerkung", "bemerkungen"),
            *("anmerkung", "remarque", "observaciones", "uwagi", "poznámka", "비고", "備考", "备注", "примечание"),
        ),
    ),
    ListField(
        "internal",
        "Whether nothing of it may be published: yes or no",
        INTERNAL_NAMES,
    ),
    ListField("key", "What names the row for good: a key of the register, or a number of its own", ("key", "id")),
)

IGNORED: Final = ("line", "column", "reason")
"""Columns of what was rejected, which say nothing of a tie."""

_NAME = frozenset(("name", "nom", "nombre", "nome", "nazwa", "název", "názov", "név", "naam", "navn", "namn", "nimi"))
_NAME |= frozenset(
    map(fold, ("nume", "naziv", "ad", "назва", "название", "ime", "bezeichnung", "이름", "명칭", "名称", "名稱"))
)
"""What a column below the heading of a place is called that has its name."""

_MOST_WORDS = 8
_BESIDE_A_NAME = re.compile(
    r"\s?(?:\[[0-9a-z]{1,3}\]|[(（][dmyjtaгдм년월일年月日./ -]{4,}[)）]|[?:：*†‡]+)$", re.IGNORECASE
)
"""What may stand behind the name of a column: a footnote, the form of its dates, a colon."""

_BETWEEN_LANGUAGES = re.compile("[/|()（）]")
_FIRST = ("{}1", "{}a", "own {}", "home {}", "from {}", "us {}")
_SECOND = (
    "{}2",
    "{}b",
    "partner {}",
    "{} partner",
    "twin {}",
    "to {}",
    "foreign {}",
    "international {}",
    "overseas {}",
    "counterpart {}",
    "{} of partner",
)


def partner_field(field: str) -> str:
    """Return the field of the other side: `partner` of `city`, `partner_country` of `country`."""
    return "partner" if field == "city" else f"partner_{field}"


def own_field(field: str) -> str:
    """Return the field of the first side: `city`, `city_country`."""
    return "city" if field == "city" else f"city_{field}"


@cache
def list_fields() -> Mapping[str, str]:
    """Return every field by its name, with what it says."""
    first = {own_field(each.name): each.means for each in PLACE_FIELDS}
    second = {partner_field(each.name): f"{each.means}, of the partner" for each in PLACE_FIELDS}
    return MappingProxyType(first | second | {each.name: each.means for each in TIE_FIELDS})


@cache
def sided_columns() -> Mapping[str, str]:
    """Return the field for each folded column name that is clear by itself, without the other columns."""
    found = {fold(alias): each.name for each in TIE_FIELDS for alias in each.all_aliases}
    for place in PLACE_FIELDS:
        for alias in place.all_aliases:
            found |= {fold(form.format(alias)): own_field(place.name) for form in _FIRST}
            found |= {fold(form.format(alias)): partner_field(place.name) for form in _SECOND}
    found |= {fold(name): "partner" for name in PARTNER_NAMES}
    found |= {fold(name): "partner_country" for name in PARTNER_COUNTRY_NAMES}
    return MappingProxyType(found | {fold(name): name for name in list_fields() if name not in ("city",)})


@cache
def bare_columns() -> Mapping[str, str]:
    """Return what a column says of a place, by its folded name, where that does not tell of which place."""
    return MappingProxyType({fold(alias): each.name for each in PLACE_FIELDS for alias in each.all_aliases})


@cache
def meaning_of_column(name: str) -> tuple[str | None, str | None]:
    """Return the field of a column that is clear by itself, or else what it says of a place; None for what is not so.

    A name in two languages (`Country / Pays`) means what both mean, and one below a heading (`Partnerstadt Land`) what
    it says of that place.
    """
    folded = fold(name := _BESIDE_A_NAME.sub("", name))
    whole = _meaning(folded)
    if any(whole):
        return whole
    parts = {_meaning(part) for part in _BETWEEN_LANGUAGES.split(folded) if part}
    return parts.pop() if len(parts) == 1 and parts != {whole} else _below_heading(name.split(maxsplit=_MOST_WORDS))


def _below_heading(words: Sequence[str]) -> tuple[str | None, str | None]:
    for at in range(1, len(words)):
        (side, place), folded = meaning_of_column(" ".join(words[:at])), fold(" ".join(words[at:]))
        attribute = "city" if folded in _NAME else _meaning(folded)[1]
        if attribute and side == "partner":
            return partner_field(attribute), None
        if attribute and "city" in (side, place):
            return None, attribute
    return None, None


def _meaning(folded: str) -> tuple[str | None, str | None]:
    field = sided_columns().get(folded)
    return field, None if field else bare_columns().get(folded)


def is_known_column(name: str) -> bool:
    """Say whether a column of this name is read."""
    return any(meaning_of_column(name))
