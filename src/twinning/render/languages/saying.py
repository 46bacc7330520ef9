"""Texts, headings, words and values as people read them: in English, or in the language that was chosen.

`translated` is for every text that a document carries, `label` for names of columns and facts, `word` for words from
lists.
None is no language chosen: English words, and dates as they are recorded.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from twinning.domain import vocabulary
from twinning.domain.agreements.acts import ActKind
from twinning.render.languages.edtf_words import date_phrase, date_words
from twinning.render.text import shown, visible
from twinning.rows import Cell, Meaning, NamedPlace, Several
from twinning.rows.phrases import MEANINGS, Phrase, WithCommas, phrase, phrases

if TYPE_CHECKING:
    from gettext import NullTranslations

Words = Callable[[Cell], str]

_WORD = re.compile("[a-z]+(_[a-z]+)*")
_DATE = re.compile(r"\[.+\]|[0-9]{4}[?~%]?-[?~%]?[0-9X]{2}[?~%]?(-[?~%]?[0-9X]{2}[?~%]?)?|[0-9]{4}[?~%]")
_DURATION = re.compile("P([0-9]{1,4})([YMWD])")
_DECADE = re.compile("([0-9]{3}0)s")
_DONE = {"insert": "added", "update": "changed", "delete": "removed"}
_DONE |= {"Inserted": "Added", "Updated": "Changed", "Deleted": "Removed"}
"""What was done, as people say it; machine formats have the database's words."""

_PLAIN_NAMES = {"admin1": "region", "geonames_id": "GeoNames id", "sha256": "SHA-256"}
"""Fields that have the name of a standard, as lists of the same name them, and those that have a proper name."""

_COMMAS = {"ja": "、", "zh": "、"}

_SINGULARS = {"people": "person", "ties": "tie", "kinds of rows": "kind of row"}


def translated(text: str, language: str | None) -> str:
    """Return a text, safe on a screen: a phrase in the language, and whatever else, which is data, as it is."""
    if not isinstance(text, Phrase):
        return visible(text)
    return visible(_with_values(text) if language is None else _in_language(text, language))


def _with_values(text: Phrase) -> Phrase:
    """Return a phrase in English with the values of fields in it as people read them."""
    if "value" not in text.arguments:
        return text
    return text.with_arguments(lambda name, value: _value(value, None) if name == "value" else value)


def label(name: str, language: str | None = None, sense: str | None = None) -> str:
    """Return the words for people of a column, fact or section: `last_activity` is `Last activity`.

    `sense` is which of several meanings its word has here (see `rows.column`).
    """
    text = _PLAIN_NAMES.get(name, name).replace("_", " ")
    text = text[:1].upper() + text[1:]
    return _text(heading_context(sense), _DONE.get(text, text), language)


def heading_context(sense: str | None) -> str:
    """Return the context under which catalogues have a heading."""
    return f"heading: {sense}" if sense else "heading"


def word(value: str, language: str | None = None) -> str:
    """Return a word from a list as people read it: `sister_city` is `sister city`."""
    text = value.replace("_", " ")
    return _text("word", _DONE.get(text, text), language)


def counted(number: int, records: str, language: str | None = None) -> str:
    """Return a number of records, by the plural name of what they are: `1 agreement`, `2 cities`."""
    one, many = count_forms(records)
    if language is not None and (known := _translations(language)) is not None:
        form = known.npgettext("count", one, many, number)
        return form.format(number=words(Meaning.COUNT, language)(number))
    return (one if number == 1 else many).format(number=number)


def count_forms(records: str) -> tuple[str, str]:
    """Return how one and how several records are counted in English, by their plural name, with `{number}`."""
    name = records.replace("_", " ")
    one = _SINGULARS.get(name) or (f"{name.removesuffix('ies')}y" if name.endswith("ies") else name.removesuffix("s"))
    return f"{{number}} {one}", f"{{number}} {name}"


def words(meaning: Meaning | None, language: str | None) -> Words:
    """Return what writes values of a meaning for people, in a language if one is chosen."""
    if meaning in _SAID:
        write = _SAID[meaning]
        return lambda value: write(value, language)
    if language is None:
        return _date if meaning is Meaning.DATE else shown
    return _written(meaning, language)


def _written(meaning: Meaning | None, language: str) -> Words:
    if meaning is None:
        return lambda value: word(shown(value), language) if isinstance(value, bool) else shown(value)
    from twinning.render.languages.wording import writer  # noqa: PLC0415 - it takes babel, which only a language needs

    if meaning is not Meaning.DATE or _translations(language) is None:
        return writer(meaning, language)
    return lambda value: _date_in_language(shown(value), language)


def _date(value: Cell) -> str:
    return date_words(shown(value))


@lru_cache(maxsize=4096)  # pages say the same days again and again
def _date_in_language(text: str, language: str) -> str:
    """Return a date in words: an exact one as its language writes it, one in doubt as a phrase with such in it."""
    from twinning.render.languages.wording import writer  # noqa: PLC0415 - as above

    if (written := writer(Meaning.DATE, language)(text)) != text:
        return written
    from twinning.render.languages.partial_dates import partial_phrase  # noqa: PLC0415 - only a language needs it

    spoken = date_phrase(text)
    partly = spoken if isinstance(spoken, Phrase) else partial_phrase(text)
    return translated(partly, language) if partly else text


def _words(value: Cell, language: str | None) -> str:
    each = value if isinstance(value, Several) else (value,)
    return "; ".join(word(shown(one), language) for one in map(_plain, each) if one is not None)


def _duration(value: Cell, language: str | None) -> str:
    found = _DURATION.fullmatch(shown(value))
    if language is None or found is None:
        return shown(value)
    number = int(found[1])
    told = {
        "Y": phrases("{number} year", "{number} years", number),
        "M": phrases("{number} month", "{number} months", number),
        "W": phrases("{number} week", "{number} weeks", number),
        "D": phrases("{number} day", "{number} days", number),
    }
    return translated(told[found[2]], language)


def _value(value: Cell, language: str | None) -> str:
    """Return a value of a field: a word of a list, a date or a decade in the language, anything else as it is."""
    if isinstance(value, Several):
        return "; ".join(_value(_plain(each), language) for each in value)
    if isinstance(value, Phrase):
        return translated(value, language)
    text = shown(value)
    if language is None or _translations(language) is None:
        return word(text) if text in _words_of_lists() else text
    if decade := _DECADE.fullmatch(text):
        return translated(phrase("{decade}s", decade=decade[1]), language)
    if _DATE.fullmatch(text):
        return words(Meaning.DATE, language)(text)
    return word(text, language) if _WORD.fullmatch(text) and word(text, language) != word(text) else text


@cache
def _words_of_lists() -> frozenset[str]:
    """Return the words that people read otherwise than they are stored."""
    lists = (each for each in (*vars(vocabulary).values(), ActKind) if isinstance(each, type))
    return frozenset(word for each in lists if issubclass(each, StrEnum) for word in each if "_" in word)


def _fields(value: Cell, language: str | None) -> str:
    """Return names of fields; a phrase in whose place programs get such a name is said in English as well."""
    if isinstance(value, Phrase):
        return translated(value.with_arguments(lambda _, argument: argument), language)
    if value is None or language is None or _translations(language) is None:
        return shown(value)
    each = value if isinstance(value, Several) else (value,)
    return (comma(language) if isinstance(value, WithCommas) else "; ").join(label(str(one), language) for one in each)


def _cities(value: Cell, language: str | None) -> str:
    """Return names of cities and countries, or texts; the role that one of several has stands in brackets."""
    if language is None or not isinstance(value, Several):
        return translated(value, language) if isinstance(value, str) else shown(value)
    return visible("; ".join(place_words(each, language) for each in value))


def _texts(value: Cell, language: str | None) -> str:
    """Return a text, or several, of which some may be phrases."""
    if language is None and isinstance(value, Several):
        return "; ".join(translated(each, None) if isinstance(each, str) else shown(_plain(each)) for each in value)
    return _cities(value, language)


def place_words(place: str | NamedPlace, language: str | None) -> str:
    """Return a city, or a country in the language, with its role in brackets where it has one."""
    if isinstance(place, str):
        return translated(place, language) if isinstance(place, Phrase) else place
    if place.key is None:  # a country
        name = words(Meaning.COUNTRY, language)(place.name)
        return f"{name} ({word(place.role, language)})" if place.role else name
    return f"{place.name} ({word(place.role, language)})" if place.role else place.name


def _plain(value: Cell | NamedPlace) -> Cell:
    return str(value) if isinstance(value, NamedPlace) else value


_SAID: dict[Meaning | None, Callable[[Cell, str | None], str]] = {
    Meaning.WORD: _words,
    Meaning.FIELD: _fields,
    Meaning.CITY: _cities,
    Meaning.TEXT: _texts,
    Meaning.DURATION: _duration,
    Meaning.VALUE: _value,
}


def _in_language(text: Phrase, language: str) -> str:
    known = _translations(language)
    if known is None:
        return str(text)
    if text.plural is None:
        template = known.gettext(text.template)
    else:
        template = known.ngettext(text.template, text.plural, text.number)
    filled = template.format(**{name: _argument(name, value, language) for name, value in text.arguments.items()})
    from twinning.render.languages.particles import with_particles  # noqa: PLC0415 - only a language needs it

    return with_particles(filled)


def _argument(name: str, value: Cell, language: str) -> str:
    if isinstance(value, Phrase):
        return _in_language(value, language)
    if name == "cities" and isinstance(value, Several):
        from babel.lists import format_list  # noqa: PLC0415 - as above

        return format_list([place_words(each, language) for each in value], locale=language.replace("-", "_"))
    return words(MEANINGS.get(name), language)(value)


def comma(language: str | None) -> str:
    """Return what a language has between the names of a list."""
    return _COMMAS.get((language or "en").partition("-")[0].lower(), ", ")


def sentence_end(language: str | None) -> str:
    """Return what ends a sentence before another one."""
    return "。" if (language or "en").partition("-")[0].lower() in _COMMAS else ". "


def _text(context: str, english: str, language: str | None) -> str:
    if language is None or not english or (known := _translations(language)) is None:
        return english
    return known.pgettext(context, english)


@cache
def _translations(language: str) -> "NullTranslations | None":
    from twinning.render.languages.catalogue import translations  # noqa: PLC0415 - it takes babel

    return translations(language)
