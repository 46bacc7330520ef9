"""Countries by ISO 3166-1 alpha-2 code: the name to show for a code, the code that a name stands for.

Names come from Unicode's CLDR (through babel) and from ISO 3166-1 (through pycountry), with a short table of
what people write instead. They are looked up folded and whole, never by likeness: a near search takes
`Republic of Korea` for North Korea. `XK` for Kosovo is the only user-assigned code, as in CLDR.
"""

import pickle
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from unicodedata import normalize

from twinning.domain.countries.english import ENGLISH_NAMES
from twinning.domain.countries.official import OFFICIAL_NAMES
from twinning.domain.names import fold, nearest, quote
from twinning.errors import InputError

_FOREIGN_LANGUAGES = (
    *("de", "fr", "es", "pt", "it", "ca", "nl", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "sv", "da", "nb", "fi", "et"),
    *("lv", "lt", "tr", "ru", "uk", "bg", "el", "ko", "ja", "zh", "zh_Hant", "sr", "he", "ar", "fa", "th", "id", "vi"),
)
"""Those in which lists name months and columns."""
_LONGEST_CODE = 3
_ISO_NAME_FIELDS = ("alpha_2", "alpha_3", "name", "official_name", "common_name")

_BRITISH_PARTS = ("England", "Scotland", "Wales", "Northern Ireland")
# A state that was renamed or joined another has a code, one that fell apart has none. A name given twice is ambiguous.
_ALIASES = {
    "AE": ("UAE", "Emirates", "아랍에미레이트", "阿联酋"),
    "AU": ("豪州", "호주", "澳大利亞"),
    "AX": ("Åland", "Ahvenanmaa"),
    "BA": ("Bosnia", "Bosnia-Herzegovina", "Bosnia and Hercegovina", "Bosnien", "Bosnien-Herzegowina"),
    "BR": ("ブラジル連邦共和国",),
    "BY": ("Byelorussia", "Weißrussland", "Белоруссия"),
    "CD": (
        *("Congo", "Kongo", "DR Congo", "DRC", "Zaire"),
        *("Democratic Republic of Congo", "Congo, Democratic Republic of the"),
    ),
    "CG": ("Congo", "Kongo", "Republic of Congo", "Congo, Republic of the"),
    "CI": ("Ivory Coast", "Elfenbeinküste", "コートジボワール共和国"),
    "CN": (
        *("PRC", "PR China", "VR China", "Volksrepublik China", "КНР"),
        *("中华人民共和国", "中華人民共和國", "中華人民共和国", "중화인민공화국"),
    ),
    "CV": ("Kap Verde",),
    "CZ": (
        "Tschechische Republik",
        "Tschech. Republik",
        "Česká republika",
        "República Checa",
        "Rép. tchèque",
        "체코공화국",
    ),
    "DE": (
        *("BRD", "SRN", "RFA", "RFN", "Bundesrepublik Deutschland", "FRG", "West Germany", "Westdeutschland"),
        *("DDR", "Deutsche Demokratische Republik", "GDR", "East Germany", "Ostdeutschland"),
    ),
    "GB": (
        *("UK", "Great Britain", "Britain", *_BRITISH_PARTS),
        *(f"{part}, United Kingdom" for part in _BRITISH_PARTS),
        *("Großbritannien", "Schottland", "Nordirland", "Grande-Bretagne", "Gran Bretaña", "Gran Bretagna"),
        *("Inglaterra", "Inghilterra", "Angleterre", "Anglia", "Anglie", "Англия", "Escocia", "Écosse"),
        *("Szkocja", "Walia", "Irlandia Północna", "Pays de Galles", "Irlande du Nord", "잉글랜드", "스코틀랜드"),
        *(
            "イングランド",
            "スコットランド",
            "Grã-Bretanha",
            "Velká Británie",
            "Veľká Británia",
            "Velika Britanija",
            "Велика Британија",
        ),
    ),
    "GE": ("Georgia (country)", "グルジア"),
    "HK": ("Hongkong", "香港", "中国香港", "홍콩"),
    "IE": ("Republic of Ireland", "Éire"),
    "IT": ("이태리",),
    "JP": ("日本国",),
    "KG": ("키르기즈스탄",),
    "KP": ("Korea", "Corea", "Corée", "Coreia", "DPRK", "Korea, North", "Korea (North)", "N. Korea", "북한"),
    "KR": (
        *("Korea", "Corea", "Corée", "Coreia", "ROK", "Republik Korea", "Korea, South", "Korea (South)", "S. Korea"),
        *("한국", "韓國", "大韓民国", "大韓民國", "大韩民国", "남한", "República de Corea", "Южная Корея"),
    ),
    "MD": ("Moldawien", "Moldau"),
    "MK": ("Macedonia", "Македония", "FYROM", "Former Yugoslav Republic of Macedonia", "Mazedonien"),
    "MM": ("Burma", "Birma", "Birmanie", "버마", "ミャンマー"),
    "MN": ("몽고", "モンゴル国"),
    "MO": ("Macau", "中国澳门", "澳門", "澳门", "마카오"),
    "NL": ("Holland", "Holanda", "Holandia", "Holandsko", "Niderlandy"),
    "PS": (
        *(
            "Palestine",
            "Palestina",
            "Palästina",
            "Palestyna",
            "Filistin",
            "Παλαιστίνη",
            "Палестина",
            "פלסטין",
            "فلسطين",
        ),
        *("팔레스타인", "パレスチナ", "巴勒斯坦", "Palestinian Authority", "Palästinensische Autonomiebehörde"),
    ),
    "RU": ("РФ", "Federación Rusa", "러시아연방", "ロシア連邦", "俄罗斯联邦"),
    "SA": ("KSA",),
    "SK": ("Slowakische Republik", "Slow. Republik"),
    "SZ": ("Swaziland", "Swasiland"),
    "TH": ("타이", "タイ王国"),
    "TL": ("East Timor", "Osttimor"),
    "TR": ("Turkey", "터키"),
    "TW": (
        "Republic of China",
        "ROC",
        "Chinese Taipei",
        "中華民國",
        "中華民国",
        "중화민국",
        "臺灣",
        "中国台湾",
        "타이완",
    ),
    "US": (
        *("アメリカ", "米国", "米國", "미합중국", "США", "EE.UU.", "EE. UU.", "EUA", "ZDA"),
        *("Estados Unidos de América", "Estados Unidos da América"),
    ),
    "VA": ("Holy See", "Vatican", "Vatikan"),
    "XK": ("XK", "XKX"),
    "ZA": ("RSA", "남아프리카공화국", "남아공"),
}

_AS_WRITTEN = {"ČR": ["CZ"], "Nga": ["NG", "RU"], "Áo": ["AT"], "Bỉ": ["BE"], "Mỹ": ["US"], "Ý": ["IT"], "Úc": ["AU"]}
"""What accents and capitals decide: Nga is Russia in Vietnamese, and NGA Nigeria's code."""

COUNTRIES_OF_THEIR_OWN = {
    "AU": ("CC", "CX", "HM", "NF"),
    "CN": ("HK", "MO", "TW"),
    "DK": ("FO", "GL"),
    "FR": ("BL", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"),
    "GB": ("AI", "BM", "FK", "GG", "GI", "GS", "IM", "IO", "JE", "KY", "MS", "PN", "SH", "TC", "VG"),
    "NL": ("AW", "BQ", "CW", "SX"),
    "NO": ("BV", "SJ"),
    "NZ": ("CK", "NU", "TK"),
    "US": ("AS", "GU", "MP", "PR", "UM", "VI"),
}
"""Parts of a country, and what depends on it, that are one in ISO 3166-1 too: as that they are known."""

PARTS_WITH_A_CODE = {"FI": ("AX",), "FR": ("GF",)}
"""Parts of a country that are one in ISO 3166-1 too, and whose cities lists give as the country's own."""


def country_name(code: str | None, language: str = "en") -> str | None:
    """Return what a country is usually called, a code that has no name as it is, and None for None.

    `language` is a CLDR locale such as `de` or `zh-Hant`. Raises InputError for one that babel has not.
    """
    if code is None:
        return None
    names = ENGLISH_NAMES if language == "en" else territories(language)
    return names.get(code, code)


def find_country_code(text: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of a country given by a code or a name.

    Takes alpha-2 and alpha-3 codes; the usual, official and older names in English; and the usual ones in the other
    languages of lists. The parts of the United Kingdom are GB. Raises InputError when no country has this name, or
    two have (`Korea`, `Congo`).
    """
    codes = country_codes(text)
    if len(codes) == 1:
        return codes[0]
    if codes:
        raise InputError(f"{quote(text)} may be several countries", f"give one of {_listed(codes)}")
    # Codes are so short that almost everything short is near one.
    names = [key for key in _english_codes() if len(key) > _LONGEST_CODE]
    near = {code: None for key in nearest(text, names) for code in country_codes(key)}
    hint = f"did you mean {_listed(near)}?" if near else "give an ISO 3166-1 code such as KR, or an English name"
    raise InputError(f"no country is called {quote(text)}", hint)


def is_country_code(code: str) -> bool:
    """Return whether this is the alpha-2 code of a country, or XK, which ISO 3166-1 leaves to users."""
    return code == "XK" or code in _iso_countries()


def get_country_code(text: str) -> str | None:
    """Return what `find_country_code` gives, or None where it refuses."""
    codes = country_codes(text)
    return codes[0] if len(codes) == 1 else None


def country_codes(text: str) -> list[str]:
    """Return the codes of all countries that are called so: of `Korea` two, of a name that is none no code."""
    key = _key(text)
    if (codes := _AS_WRITTEN.get(normalize("NFC", text.strip()))) is not None:
        return codes
    if len(key) <= _LONGEST_CODE and key.isascii() and not normalize("NFKC", text).isascii():
        return [code for code in _found(key) if key not in _own_codes(code)]  # no code has an accent
    return _found(key)


def is_continent(text: str) -> bool:
    """Say whether a text names a continent or a part of one in any of the languages of lists."""
    return _key(text) in _continents()


def find_country_and_region(text: str) -> tuple[str, str | None]:
    """Return the code of a country as a register's cell names it, and the part of it that stands before a comma.

    `Ohio, United States` is US and Ohio; `England, United Kingdom` is GB alone, as `England` is, and `Hong Kong, China`
    HK: what ISO 3166 has both as a part and with a code of its own. Raises InputError as `find_country_code` does.
    """
    if (code := get_country_code(text)) is not None:
        return code, None
    region, _, country = text.rpartition(",")
    if region.strip() and (code := get_country_code(country)) is not None:
        own = get_country_code(region)
        return (own, None) if own in COUNTRIES_OF_THEIR_OWN.get(code, ()) else (code, region.strip())
    return find_country_code(text), None


def _own_codes(code: str) -> set[str]:
    country = _iso_countries().get(code, {})
    return {country.get(field, code).lower() for field in ("alpha_2", "alpha_3")}


def _found(key: str) -> list[str]:
    return sorted(_english_codes().get(key, ()) or _foreign_codes().get(key, ()))


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"{country_name(code)} ({code})" for code in codes)


def _key(text: str) -> str:
    """Fold the name of a country, where `the` and `&` do not decide either."""
    return fold(re.sub("^the ", "", text.strip().replace("&", " and "), flags=re.IGNORECASE))


@cache
def _english_codes() -> dict[str, set[str]]:
    tables = chain(_ALIASES.items(), OFFICIAL_NAMES.items())
    aliases = ((code, alias) for code, aliases in tables for alias in aliases)
    return _by_key([*_iso_names(), *_cldr_names("en"), *aliases])


@cache
def _foreign_codes() -> dict[str, set[str]]:
    return _by_key(pair for language in _FOREIGN_LANGUAGES for pair in _cldr_names(language))


@cache
def _continents() -> frozenset[str]:
    every = (territories(language).items() for language in ("en", *_FOREIGN_LANGUAGES))
    return frozenset(_key(name) for code, name in chain.from_iterable(every) if code.isdecimal())


def _by_key(names: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    codes = defaultdict(set)
    for code, name in names:
        codes[_key(name)].add(code)
    return codes


def _iso_names() -> Iterator[tuple[str, str]]:
    """Yield code and name; what ISO inverts (`Korea, Republic of`) comes the right way round too."""
    for code, fields in _iso_countries().items():
        yield from ((code, fields[field]) for field in _ISO_NAME_FIELDS if field in fields)
        head, _, tail = fields["name"].partition(", ")
        yield code, f"{tail} {head}"


def _cldr_names(language: str) -> Iterator[tuple[str, str]]:
    """Yield code and name of countries only; CLDR names continents and groups too (`150`, `EU`)."""
    codes = {*_iso_countries(), "XK"}
    return ((code, name) for code, name in territories(language).items() if code in codes)


@cache
def _iso_countries() -> dict[str, dict[str, str]]:
    from pycountry import countries  # noqa: PLC0415 - takes longer to import than Python to start

    return {country.alpha_2: dict(country) for country in countries}


@cache
def territories(language: str) -> dict[str, str]:
    """Return what one CLDR locale, with the locales above it, calls each territory, by its code.

    Raises InputError for a locale that babel has not. Reads babel's data file
    itself. `Locale(...).territories` takes half as long again, as it merges and
    keeps all that a locale inherits; `localedata.load(..., merge_inherited=False)` would leave a locale
    without its inheritance in the cache that every other use of babel reads.
    """
    from babel import localedata  # noqa: PLC0415 - needed only once a country is shown or looked up

    locale = language.replace("-", "_")
    path = Path(localedata.resolve_locale_filename(locale))
    if not path.is_file():
        raise InputError(f"there are no country names in the language {quote(language)}")
    with path.open("rb") as file:
        own: dict[str, str] = pickle.load(file).get("territories", {})  # noqa: S301 - the library's own file
    parent = locale.rpartition("_")[0]
    return {**territories(parent), **own} if parent else own
