"""Parts of countries by ISO 3166-2, and what stands behind the comma of a city's name: a country, or a part of one."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from twinning.domain.countries import COUNTRIES_OF_THEIR_OWN, country_codes, get_country_code
from twinning.domain.names import fold

Reading = tuple[str, str | None]
"""The code of a country, and the name of a part of it, or of none."""

_WITH_POSTAL_CODES = ("CA", "US")
"""Those whose parts are named by their codes, which the posts use as well, wherever an address is written."""

_LONGEST_CODE = 3
_TWO_NAMES = re.compile(
    r"(?P<one>[^()（）]+?)(?:\s*[(（](?P<inside>[^()（）]+)[)）]|(?:\s*[,，/]\s*|\s+[-–—]\s+|\s+)(?P<two>[^()（）,，/]+))"
)
_CALLED_A_PART = re.compile(
    "..*?(?:주|성|(?<!제)도|(?<!도)시|省|州|道|府|県|縣|县|(?<!首)都|(?<!都)市|自治区|自治區|特别行政区)"
)
"""How parts of countries are called in Korean, Chinese and Japanese, in which ISO 3166-2 does not name them."""

_WORD_FOR_PART = re.compile(
    r"(?i:\b(?:province|prefecture|state|county|region|oblast|voivodeship|department|canton)(?: of)?\b)"
    r"|(?<=..)[省県縣]$"
)
"""Words that make a name that of a part of a country."""

_ENDS_AS_A_PART = re.compile("(?<=..)[주성도州府县]$")
"""What such names end in, and other names too: left out only to compare two of which both are parts."""


def find_region(code: str, text: str) -> str | None:
    """Return the part of a country in ISO 3166-2 that a text names, as it does: `Alabama` of US; None for none.

    A code of the post, `AL` or `D.C.` of US, gives the part's name.
    """
    if fold(text) in _names(code):
        return text
    return _parts()[code].get(_without_dots(text).upper()) if code in _WITH_POSTAL_CODES else None


def is_called_region(text: str) -> bool:
    """Say whether a text has a word beside it that makes it a part of a country: `Heilongjiang Province`."""
    return bool(_WORD_FOR_PART.search(text) and _WORD_FOR_PART.sub("", text).strip())


@lru_cache(maxsize=4096)
def region_key(text: str) -> tuple[str, str]:
    """Return what tells a part of a country from another: its script, and its folded name without `State`, `省`.

    Names in two scripts say nothing of whether they mean one part.
    """
    name = text.strip()
    bare = _ENDS_AS_A_PART.sub("", _WORD_FOR_PART.sub("", name)).strip()
    letter = next(filter(str.isalpha, bare), "")
    return unicodedata.name(letter, "").partition(" ")[0], fold(bare or name)


def are_other_regions(one: str, other: str) -> bool:
    """Say whether two names are of two parts of a country, as far as they can be compared."""
    (script, name), (other_script, other_name) = region_key(one), region_key(other)
    return script == other_script and name != other_name


def country_and_part(text: str) -> Reading | None:
    """Return the country and the part of it that a text names both: `미국(워싱턴주)`, `USA - Ohio`, `Texas/USA`.

    Two names of one country, and a country with what has a code of its own in it, are no more than that: `China (Hong
    Kong)`; and so are names as ISO 3166-1 has them: `Iran (Islamic Republic of)`. None for a text that is not sure to
    be any of these, as two countries beside one another are not.
    """
    if (found := _TWO_NAMES.fullmatch(text.strip())) is None:
        return None
    one, two = found["one"], (found["inside"] or found["two"]).strip()
    first, second = get_country_code(one), get_country_code(two)
    if found["inside"] and (code := get_country_code(f"{one}, {two}") or get_country_code(f"{one} {two}")):
        return code, None
    if first and second and (first == second or not found["inside"]):
        return (first, None) if first == second else None
    for whole, own in ((first, second), (second, first)):
        if own in COUNTRIES_OF_THEIR_OWN.get(whole or "", ()):
            return own, None
    both = ((code, _part(code, part)) for code, part in ((first, two), (second, one)) if code)
    meant = [(code, part) for code, part in both if part]
    return meant[0] if len(meant) == 1 else None


def _part(code: str, text: str) -> str | None:
    return find_region(code, text) or (text if _CALLED_A_PART.fullmatch(text) else None)


@cache
def readings(text: str) -> tuple[Reading, ...]:
    """Return the countries that a text names, and behind them the parts of others that are called so.

    `Georgia` is GE and a state of the US, `IL` is Israel and Illinois, `OR` and `Oregon` are a state of the US alone.
    """
    countries = country_codes(text)
    return (*((code, None) for code in countries), *_parts_of_others(text.strip(), countries))


def is_certain(text: str) -> bool:
    """Say whether a text names one place alone: a country, or a state of the US or Canada that is spelled out.

    Those stand behind cities in the place of a country. Of other parts, and of codes, nobody knows what else they mean.
    """
    if len(readings(text)) != 1:
        return False
    ((code, part),) = readings(text)
    return part is None or code in _WITH_POSTAL_CODES and fold(part) == fold(text)


def stands_for_country(text: str) -> bool:
    """Say whether a text may name a country, or a state of the US or Canada, which is written in the place of one."""
    return any(part is None or code in _WITH_POSTAL_CODES for code, part in readings(text))


def _parts_of_others(text: str, countries: Collection[str]) -> Iterator[Reading]:
    others = _WITH_POSTAL_CODES if len(_without_dots(text)) <= _LONGEST_CODE else _countries_with(fold(text))
    for code in others:
        is_itself = code in countries or any(each in countries for each in COUNTRIES_OF_THEIR_OWN.get(code, ()))
        if not is_itself and (part := find_region(code, text)) is not None:
            yield code, part


def _without_dots(text: str) -> str:
    return text.strip().replace(".", "")


def _countries_with(name: str) -> list[str]:
    """Return the codes of the countries that have a part of a folded name."""
    return [code for code in _parts() if name in _names(code)]


@cache
def _names(code: str) -> frozenset[str]:
    return frozenset(map(fold, _parts()[code].values()))


@cache
def _parts() -> dict[str, dict[str, str]]:
    """Return the names of the parts of all countries by their codes, by the codes of the countries."""
    from pycountry import subdivisions  # noqa: PLC0415 - only names in brackets or behind a comma need it

    parts: dict[str, dict[str, str]] = defaultdict(dict)
    for each in sorted(subdivisions, key=lambda each: str(each.code)):
        country, _, part = each.code.partition("-")
        parts[country][part] = each.name
    return parts
