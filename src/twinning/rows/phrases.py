"""English texts that can be said in other languages, such as `phrase("Partners of {city}", city="Busan")`.

A `Phrase` is a `str`, the whole English text, and serves wherever a text does. It also keeps its template and its
arguments, from which `render.languages` makes the text in another language, after a catalogue. So whoever writes a
phrase need not know in which language it will be read.
"""

from collections.abc import Callable, Mapping
from typing import Self

from twinning.rows import Cell, Meaning, Several

MEANINGS: Mapping[str, Meaning] = {
    **dict.fromkeys(("city", "partner", "cities", "places"), Meaning.CITY),
    "country": Meaning.COUNTRY,
    **dict.fromkeys(("day", "first", "last"), Meaning.DATE),
    **dict.fromkeys(("number", "years", "countries", "recorded"), Meaning.COUNT),
    **dict.fromkeys(("kind", "renewal", "role"), Meaning.WORD),
    "columns": Meaning.FIELD,
    "value": Meaning.VALUE,
}
"""What an argument of a phrase stands for: its name means the same in every phrase. Others are text as it is."""


class Phrase(str):
    """An English text with the template and the arguments of which it was made; arguments may be phrases too.

    `template` and `plural` are English texts with the names of arguments in braces, as `str.format` takes them; for any
    `number` but 1 it is `plural`, where there is one. `english` is the text itself where that is not what the template
    gives, as with a capital letter.
    """

    template: str
    plural: str | None
    number: int
    arguments: Mapping[str, Cell]

    def __new__(
        cls, template: str, plural: str | None, number: int, arguments: Mapping[str, Cell], english: str | None = None
    ) -> Self:
        """Make the English text."""
        chosen = template if plural is None or number == 1 else plural
        text = super().__new__(cls, chosen.format(**arguments) if english is None else english)
        text.template, text.plural, text.number, text.arguments = template, plural, number, arguments
        return text

    def __reduce__(self) -> tuple[type[Self], tuple[str, str | None, int, dict[str, Cell], str]]:
        """Return what a copy is made from."""
        return type(self), (self.template, self.plural, self.number, dict(self.arguments), str(self))

    def beginning(self) -> Self:
        """Return the phrase for the beginning of a heading: in English it has a capital letter."""
        return self._in_english(f"{self[:1].upper()}{self[1:]}")

    def within(self) -> Self:
        """Return the phrase for the midst of a heading: in English it has no capital letters."""
        return self._in_english(self.lower())

    def stored_as(self, text: str) -> Self:
        """Return the phrase with `text` as its own text: programs get that, and people the phrase in any language."""
        return self._in_english(text)

    def with_arguments(self, change: Callable[[str, Cell], Cell]) -> Self:
        """Return the phrase with other arguments; `change` is given the name and the value of each."""
        arguments = {name: change(name, value) for name, value in self.arguments.items()}
        return type(self)(self.template, self.plural, self.number, arguments)

    def _in_english(self, text: str) -> Self:
        return type(self)(self.template, self.plural, self.number, self.arguments, text)


def phrase(template: str, /, **arguments: Cell) -> Phrase:
    """Return a phrase. The template has to stand in the call, where the catalogues are made from it."""
    return Phrase(template, None, 1, arguments)


def phrases(one: str, many: str, number: int, /, **arguments: Cell) -> Phrase:
    """Return a phrase that speaks of a number of things, which is `{number}` in both templates."""
    return Phrase(one, many, number, {"number": number, **arguments})


def named(*cities: str) -> Phrase:
    """Return the names of cities as a heading, with the words between them."""
    return Phrase("{cities}", None, 1, {"cities": WithAnd(cities)})


def named_country(name: str) -> Phrase:
    """Return a country, by its English name, as it stands where a city might."""
    return Phrase("{country}", None, 1, {"country": name})


def named_places(places: Several) -> Phrase:
    """Return cities and countries, each with its role if it has one, as text."""
    return Phrase("{places}", None, 1, {"places": places})


def in_role(name: str, role: str) -> Phrase:
    """Return a name with the role that it has, a word of a list, in brackets."""
    return Phrase("{name} ({role})", None, 1, {"name": name, "role": role})


def of_city(city: str, text: str) -> Phrase:
    """Return a text behind the city that it belongs to."""
    return Phrase("{city}: {text}", None, 1, {"city": city, "text": text})


def of_source(text: str | None, source: str) -> Phrase:
    """Return a value of a field with the source that has it behind."""
    return Phrase("{value}, {source}", None, 1, {"value": text, "source": source})


def pair(one: str, other: str) -> Phrase:
    """Return two texts as the two sides of something."""
    return Phrase("{one} – {other}", None, 1, {"one": one, "other": other})


def word_alone(kind: str) -> Phrase:
    """Return a word of a list as a text."""
    return Phrase("{kind}", None, 1, {"kind": kind})


class WithCommas(Several):
    """Names that have commas between them, as in a sentence."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return them as one text."""
        return ", ".join(map(str, self))


class WithAnd(Several):
    """Names that English has `and` between."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return them as one text."""
        return " and ".join(map(str, self))
