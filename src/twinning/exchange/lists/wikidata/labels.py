"""Labels and aliases of Wikidata as names of a city: each with its language, and what kind of name it is there."""

from collections.abc import Iterator, Mapping
from functools import cache

from twinning.domain.vocabulary import NameKind
from twinning.exchange.lists.wikidata.facts import Item, cleaned

_SHOWN_IN = ("en", "mul")
_OTHER_CODES: Mapping[str, str] = {
    "als": "gsw",
    "bat-smg": "sgs",
    "be-x-old": "be-tarask",
    "fiu-vro": "vro",
    "roa-rup": "rup",
    "simple": "en-simple",
    "sr-ec": "sr-Cyrl",
    "sr-el": "sr-Latn",
    "zh-classical": "lzh",
    "zh-min-nan": "nan",
    "zh-yue": "yue",
}
"""Codes of Wikimedia that BCP 47 writes otherwise or gives to another language."""


def shown_name(item: Item) -> str | None:
    """Return the name to show: in English, else the one for all languages, else its country's, else the first."""
    own = sorted(_spoken_in(item.country))
    found = (cleaned(item.labels[each]) for each in (*_SHOWN_IN, *own, *sorted(item.labels)) if each in item.labels)
    return next(filter(None, found), None)


def names_of(item: Item) -> Iterator[tuple[str, str, NameKind]]:
    """Give each name once with its language, BCP 47: of its country's languages an everyday one, of others abroad."""
    seen = set()
    for language, text in (*item.labels.items(), *item.aliases):
        code, name = _language(language), cleaned(text)
        if name is not None and (code, name) not in seen:
            seen.add((code, name))
            is_own = item.country is None or code.partition("-")[0] in _spoken_in(item.country)
            yield name, code, NameKind.SHORT if is_own else NameKind.EXONYM


@cache
def _language(code: str) -> str:
    """Return a language's code as BCP 47 writes it: `zh-Hans`, `pt-BR`."""
    language, *parts = _OTHER_CODES.get(code, code).split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join((language, *(cased.get(len(part), str)(part) for part in parts)))


@cache
def _spoken_in(country: str | None) -> frozenset[str]:
    """Return the official languages of a country by Unicode's CLDR."""
    if country is None:
        return frozenset()
    from babel.languages import get_official_languages  # noqa: PLC0415 - needed only once somebody asks Wikidata

    found = get_official_languages(country, regional=True, de_facto=True)
    return frozenset(each.partition("_")[0] for each in found)
