"""Countries, languages, dates and numbers as another language writes them: every form is Unicode's CLDR, by babel.

Only what people read comes here, and only once a language is chosen; data keeps its own form.
"""

import re
from collections.abc import Callable, Mapping
from copy import copy
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError, localedata
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from twinning.domain.names import nearest, quote
from twinning.errors import UsageError
from twinning.render.text import shown, visible
from twinning.rows import Cell, Meaning

_EXACT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_TAG = re.compile(r"[^,;\s][^,;]*")
_SCRIPT_LENGTH = 4


def check_language(tag: str, origin: str) -> None:
    """Raise UsageError with the nearest ones for a language that CLDR does not have; `origin` is where it was set."""
    try:
        _locale(tag)
    except (ValueError, UnknownLocaleError):
        near = " or ".join(f"{_codes()[name]} ({name})" for name in nearest(tag, _codes(), limit=3))
        hint = f"did you mean {near}?" if near else "write it as ko, ja, en-GB or zh-Hant"
        raise UsageError(f"{origin}: there is no language {quote(tag)}", hint) from None


def writer(meaning: Meaning, language: str) -> Callable[[Cell], str]:
    """Return what writes values of this meaning in a language, a BCP 47 tag that `check_language` lets pass."""
    write, locale = _WRITERS[meaning], _locale(language)
    return lambda value: visible(write(locale, value)) if value is not None else ""


@cache
def _locale(tag: str) -> Locale:
    return Locale.parse(tag.replace("-", "_"))


@cache
def _codes() -> dict[str, str]:
    """Return the languages that can be chosen, by English name."""
    names = Locale("en").languages
    return {names[code]: code for code in localedata.locale_identifiers() if code in names and "_" not in code}


def _country(locale: Locale, name: str) -> str:
    """Write a country that is named in English, as every row names it."""
    return str(locale.territories.get(_country_codes().get(name, name), name))


@cache
def _country_codes() -> dict[str, str]:
    return {name: code for code, name in Locale("en").territories.items()}


def _languages_of(locale: Locale, tags: str) -> str:
    """Write the name of one language or, between commas or semicolons, of several."""
    return _TAG.sub(lambda tag: _language(locale, tag[0]), tags)


def _language(locale: Locale, tag: str) -> str:
    """Write the name of a language, with script and region; a tag that is not known in all its parts stays."""
    if whole := locale.languages.get(tag.replace("-", "_")):
        return str(whole)
    code, *parts = tag.split("-")
    names = [(locale.scripts if len(part) == _SCRIPT_LENGTH else locale.territories).get(part) for part in parts]
    name = locale.languages.get(code)
    return f"{name} ({', '.join(map(str, names))})" if name and all(names) else tag


def _date(locale: Locale, text: str) -> str:
    """Write an exact day, month or year, or a span of two. Whatever else EDTF says, all doubt, stays EDTF."""
    ends = [_exact_date(locale, end) for end in text.split("/")]
    if len(ends) > 2 or None in ends:
        return text
    return str(locale.interval_formats[None]).format(*ends) if len(ends) == 2 else str(ends[0])


def _exact_date(locale: Locale, text: str) -> str | None:
    written = _EXACT.fullmatch(text)
    if written is None:
        return None
    year, month, day = (part and int(part) for part in written.groups())
    try:
        first = date(year or 1, month or 1, day or 1)
    except ValueError:  # a season
        return None
    if day:
        return format_date(first, "long", locale)
    return format_skeleton("yMMMM" if month else "y", first, locale=locale)


def _count(locale: Locale, number: Cell) -> str:
    if isinstance(number, bool) or not isinstance(number, (int, float)):
        return shown(number)
    return format_decimal(number, locale=locale)


def _amount(locale: Locale, text: str) -> str:
    """Write an exact decimal with as many decimals as it has."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return text
    decimals = max(0, -int(amount.as_tuple().exponent))
    pattern = copy(locale.decimal_formats[None])  # babel hands out its own
    pattern.frac_prec = decimals, decimals
    return str(pattern.apply(amount, locale))


_WRITERS: Mapping[Meaning, Callable[[Locale, Any], str]] = {
    Meaning.COUNTRY: _country,
    Meaning.LANGUAGE: _languages_of,
    Meaning.DATE: _date,
    Meaning.COUNT: _count,
    Meaning.AMOUNT: _amount,
}
