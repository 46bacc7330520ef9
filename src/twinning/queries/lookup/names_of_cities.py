"""What cities are called in a language, for whoever reads it."""

import unicodedata
from collections import defaultdict

from sqlalchemy import Connection, select

from twinning.db.tables.cities import CITY, CITY_NAME
from twinning.db.typed_tables import fetch_rows
from twinning.domain.vocabulary import NameKind

_KINDS = (NameKind.SHORT, NameKind.EXONYM, NameKind.OFFICIAL)
"""The kinds of names that a list shows, the first that there is: 부산 before 부산광역시, and never Leningrad."""


def names_of_cities(connection: Connection, language: str) -> dict[str, str]:
    """Return the names of cities in a language (BCP 47) by the names that the register shows, where they differ.

    For `zh-Hant` names in Chinese without a script do too. A name that was given up is none, nor is one of two cities
    that the register calls the same and the language does not. What the register shows in Latin letters is its English
    name already: LA and Peking are further ones.
    """
    name, city = CITY_NAME.c, CITY.c
    query = (
        select(city.id, city.name, name.name, name.language, name.kind, name.seq)
        .join(CITY, city.id == name.city_id)
        .where(name.language.in_(_tags(language)), name.kind.in_(_KINDS), name.until_text.is_(None))
    )
    found: dict[int, list[tuple[int, int, int, str]]] = defaultdict(list)
    shown: dict[int, str] = {}
    tags = _tags(language)
    for number, own, other, tag, kind, seq in fetch_rows(connection, query):
        found[number].append((tags.index(tag or ""), _KINDS.index(kind), seq, other))
        shown[number] = own
    is_english = tags[-1] == "en"
    wanted = ((number, own) for number, own in shown.items() if not (is_english and _is_latin(own)))
    return _unambiguous([(own, min(found[number])[-1]) for number, own in wanted])


def _is_latin(name: str) -> bool:
    return any("LATIN" in unicodedata.name(letter, "") for letter in name)


def _tags(language: str) -> list[str]:
    parts = language.replace("_", "-").split("-")
    return ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]


def _unambiguous(pairs: list[tuple[str, str]]) -> dict[str, str]:
    names: dict[str, set[str]] = defaultdict(set)
    for own, other in pairs:
        names[own].add(other)
    return {own: others.pop() for own, others in names.items() if len(others) == 1}
