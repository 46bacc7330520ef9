"""Completion of what comes with the program: countries, languages and packs."""

from twinning import _resources
from twinning.domain.countries.english import ENGLISH_NAMES
from twinning.domain.names import is_plain_word

_LONGEST_CODE = 2


def complete_country(incomplete: str) -> list[str]:
    """Return the countries that begin like this: by name, or by code where shells would split the name.

    What is offered begins as it was typed, capitals or not: shells drop all else.
    """
    begun = incomplete.casefold()
    names = [name for name in ENGLISH_NAMES.values() if is_plain_word(name) and name.casefold().startswith(begun)]
    others = [code for code, name in ENGLISH_NAMES.items() if not is_plain_word(name)]
    codes = list(ENGLISH_NAMES) if begun and len(begun) <= _LONGEST_CODE else others
    found = [*names, *(code for code in codes if code.casefold().startswith(begun))]
    return sorted({f"{incomplete}{each[len(incomplete) :]}" for each in found})


def complete_language(incomplete: str) -> list[str]:
    """Return the languages that begin like this, as `--lang` takes them: `ko`, `zh-Hant`."""
    from babel.localedata import locale_identifiers

    spelt = (each.replace("_", "-") for each in locale_identifiers())
    return sorted(each for each in spelt if each.startswith(incomplete))


def complete_pack(incomplete: str) -> list[str]:
    """Return the packs that begin like this."""
    return [name for name in _resources.seed_packs() if name.startswith(incomplete)]
