"""What forms are made of: values, rows, and what they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum


class Holds(Enum):
    """What a value is, where it is not a word from a list. The second part is how help names such a value."""

    TEXT = "text", "TEXT"
    PROSE = "paragraphs of text", "TEXT"
    INTEGER = "whole number", "NUMBER"
    NUMBER = "number", "NUMBER"
    MOMENT = "EDTF date that is no span", "DATE"
    DATE = "EDTF date", "DATE"
    FLAG = "yes or no", "YES|NO"
    COUNTRY = "country", "COUNTRY"
    CITY = "city", "CITY"
    AGREEMENT = "agreement", "KEY"
    ACTIVITY = "activity", "KEY"
    PERSON = "person", "PERSON"
    ORGANIZATION = "organization", "ORGANIZATION"
    SOURCE = "source, or a web address", "SOURCE"
    CITY_OR_COUNTRY = "city, or else a country", "CITY|COUNTRY"
    CITY_OR_ORGANIZATION = "city, or else an organization", "CITY|ORGANIZATION"
    AGREEMENT_OR_ACTIVITY = "agreement or activity", "KEY"
    NAME_AND_LANGUAGE = "name, with its language before a colon", "NAME"
    AMOUNT_AND_CURRENCY = "amount and its currency", "AMOUNT CURRENCY"
    FILE = "file", "FILE"

    @property
    def metavar(self) -> str:
        """How help names such a value."""
        return self.value[1]


_RECORDS = (Holds.CITY, Holds.AGREEMENT, Holds.ACTIVITY, Holds.PERSON, Holds.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Value:
    """One value: the word for it, what it is, and the attribute of the model that takes it.

    Where the attribute is not called as the word is, `column` says how; of a value that fills one of two, how both
    begin. `question` is what is asked at a terminal where a required value is missing.
    """

    word: str
    help: str
    holds: Holds | type[StrEnum] = Holds.TEXT
    column: str = ""
    question: str = ""

    @property
    def attribute(self) -> str:
        """The model's attribute, or what the attributes begin with where a value fills several."""
        return self.column or self.word.replace("-", "_")

    @property
    def field(self) -> str:
        """What packages and citations call it: a reference without `_id`."""
        names_a_record = self.column.endswith("_id") and self.holds in _RECORDS
        return self.attribute.removesuffix("_id") if names_a_record else self.attribute

    @property
    def required(self) -> bool:
        """Whether a new record has to have it."""
        return bool(self.question)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that hang on a record, one for each time that the option is given.

    The first of `values` is said first and without its word, and is needed unless `needs_first` says otherwise;
    `required` are the words that a row needs besides.
    """

    word: str
    table: str
    help: str
    values: tuple[Value, ...]
    required: tuple[str, ...] = ()
    needs_first: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of record: its table, its single values and its rows.

    `argument` is the word that `add-…` takes without an option: a value's, or of an agreement its parties, a row each.
    `begins_with` are the days of an agreement's first acts, which only a new one takes.
    """

    name: str
    table: str
    argument: str
    values: tuple[Value, ...]
    rows: tuple[Rows, ...] = ()
    begins_with: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a record, by the words of its form: values once, rows once each."""

    values: Mapping[str, str]
    rows: Mapping[str, Sequence[str]]
