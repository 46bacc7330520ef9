"""How the fields of an input are declared, and what is derived from the declaration.

An input is a frozen dataclass: one class for each kind of record, and one for each kind of row that belongs to a
record. Each field is declared once, by `one` for a single value and by `several` for rows. The words of the command
line, its help and completion, the little syntax `MAIN, word=value`, what is asked at a terminal, what can be emptied,
and the attributes of the model that an action fills are read from there. Standard library only: this is loaded at
every start of a command that writes.
"""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import NoneType
from typing import Annotated, Any, ClassVar, Final, Literal, TypeVar, Union, get_args, get_origin

from twinning.domain.vocabulary import parse_word


class Unset(Enum):
    """The type of the value of a field that was not given."""

    UNSET = "unset"

    def __bool__(self) -> Literal[False]:
        """Count as nothing, like None."""
        return False


UNSET: Final = Unset.UNSET
"""What a field holds that was not said. None is said: it empties the field."""

_Held = TypeVar("_Held")
Maybe = Union[_Held, Unset]  # noqa: UP007 - Unset alone cannot be joined with a type variable by `|` in Python 3.11


@dataclass(frozen=True, slots=True)
class TextKind:
    """How a field's text is read: the word that help has for it, the reader, and a check of what Python code gives.

    `targets` are the tables of the record that the text names, and `country` for a country; such a text stays as it
    is until an action looks it up. `fills` are the fields that the text fills where those are several: the reader
    then gives a mapping.
    """

    metavar: str
    read: Callable[[str], Any] = str
    accept: Callable[[Any], Any] = lambda held: held
    targets: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """What every input is. `table` is where its record is stored, `called` what messages call it."""

    table: ClassVar[str]
    called: ClassVar[str]

    def check(self) -> None:
        """Raise UsageError or InputError for values that contradict or need one another."""


@dataclass(frozen=True, slots=True)
class RecordInput(Input):
    """A record that a command of its own adds. `argument` is the field that this command takes without an option."""

    argument: ClassVar[str]


@dataclass(frozen=True, slots=True)
class ChildInput(Input):
    """A row that belongs to a record. Its first field is said first, and without its word.

    Where it is `numbered`, its number on the record names it: `agreement:…/act-1`.
    """

    numbered: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class RowNumber:
    """A row of a record by its number there, where a row's values would name it otherwise."""

    row: type[ChildInput]
    number: int


@dataclass(frozen=True, slots=True)
class _Declared:
    """What `one` and `several` keep of a field."""

    help: str
    word: str | None
    kind: TextKind | None = None
    question: str = ""
    required: bool = False
    default: Any = UNSET
    column: str | None = None
    begins: bool = False
    after: str = ""
    row: type[ChildInput] | None = None


def one(
    help: str,
    *,
    word: str | None = None,
    kind: TextKind | None = None,
    question: str = "",
    required: bool = False,
    default: Any = UNSET,
    column: str | None = None,
    begins: bool = False,
    after: str = "",
) -> Any:
    """Declare a single value.

    `word` is what the command line calls it, the field's own name if not said, and nothing (`""`) where another
    field's text or another command fills it. `question` is asked where a required value is missing; `required` is for
    what a row cannot do without. `default` is what a new record gets. `column` is the model's attribute where that is
    not called as the field is; of a value that fills one of two references, how both begin. `begins` is for what only
    a new record takes, and its first rows are made of. What one kind of a record has beside what all have would
    stand last: `after` is the field behind which it stands.
    """
    declared = _Declared(help, word, kind, question, required or bool(question), default, column, begins, after)
    return dataclasses.field(default=UNSET, metadata={"declared": declared})


def several(row: type[ChildInput], help: str, *, word: str) -> Any:
    """Declare rows that belong to a record, one for each time that the option is given.

    Where the row has one field alone, an input may hold that field's values instead of rows.
    """
    return dataclasses.field(default=(), metadata={"declared": _Declared(help, word, row=row)})


@dataclass(frozen=True, slots=True)
class InputField:
    """A single value of an input, as derived from its declaration.

    `attributes` are those of the model that it fills. `words` is the list that it takes a word from, if it does.
    """

    name: str
    word: str
    help: str
    kind: TextKind
    words: type[StrEnum] | None
    question: str
    required: bool
    may_be_empty: bool
    default: Any
    attributes: tuple[str, ...]
    begins: bool

    @property
    def cited_as(self) -> str:
        """What packages and citations call it: a reference without `_id`."""
        if len(self.kind.targets) == 1:
            return self.attributes[0].removesuffix("_id")
        return self.attributes[0] if len(self.attributes) == 1 else self.name


@dataclass(frozen=True, slots=True)
class ChildField:
    """Rows of an input, as derived from their declaration."""

    name: str
    word: str
    help: str
    row: type[ChildInput]

    def row_of(self, given: Any) -> ChildInput:
        """Return a row that an input holds; of rows with one field, that field's value does."""
        return given if isinstance(given, ChildInput) else self.row(given)  # type: ignore[call-arg]


def fields_of(input_class: type[Input]) -> tuple[InputField, ...]:
    """Return the single values of an input, in the order of their declaration."""
    if input_class not in _FIELDS:
        singles = (each for each in _declarations(input_class) if each[1].row is None)
        _FIELDS[input_class] = tuple(_field(field, declared) for field, declared in singles)
    return _FIELDS[input_class]


def children_of(input_class: type[Input]) -> tuple[ChildField, ...]:
    """Return the rows of an input, in the order of their declaration."""
    return tuple(
        ChildField(field.name, declared.word or field.name, declared.help, declared.row)
        for field, declared in _declarations(input_class)
        if declared.row is not None
    )


def said_fields(input_class: type[Input]) -> tuple[InputField, ...]:
    """Return the single values that have a word on the command line."""
    return tuple(each for each in fields_of(input_class) if each.word)


def main_field(input_class: type[Input]) -> InputField:
    """Return the value of a row that is said first."""
    return said_fields(input_class)[0]


def given_children(given: Input) -> Iterator[tuple[ChildField, ChildInput]]:
    """Give the rows that an input holds with their fields, in the order of their declaration.

    A word that is said twice, such as a field of cooperation, is given once.
    """
    for child in children_of(type(given)):
        rows = [child.row_of(each) for each in getattr(given, child.name)]
        is_word = len(fields_of(child.row)) == 1
        yield from ((child, row) for row in (dict.fromkeys(rows) if is_word else rows))


_FIELDS: dict[type[Input], tuple[InputField, ...]] = {}
"""What was derived already."""


def declared_names(input_class: type[Input]) -> list[str]:
    """Return the names of an input's values and rows, in the order in which people are told of them."""
    return [field.name for field, _ in _declarations(input_class)]


def _declarations(input_class: type[Input]) -> list[tuple[dataclasses.Field[Any], _Declared]]:
    arranged: list[tuple[dataclasses.Field[Any], _Declared]] = []
    for field in dataclasses.fields(input_class):
        declared: _Declared = field.metadata["declared"]
        names = [each.name for each, _ in arranged] if declared.after else []
        place = names.index(declared.after) + 1 if declared.after else len(arranged)
        arranged.insert(place, (field, declared))
    return arranged


def _field(field: dataclasses.Field[Any], declared: _Declared) -> InputField:
    held = [each for each in get_args(field.type) if each is not Unset]
    plain = next(each for each in held if each is not NoneType)
    words = plain if isinstance(plain, type) and issubclass(plain, StrEnum) else None
    kind = declared.kind or _kind_of(plain)
    return InputField(
        name=field.name,
        word=(field.name if declared.word is None else declared.word).replace("_", "-"),
        help=declared.help,
        kind=kind,
        words=words,
        question=declared.question,
        required=declared.required,
        may_be_empty=NoneType in held,
        default=declared.default,
        attributes=() if declared.begins else _attributes(kind, field.name, declared.column),
        begins=declared.begins,
    )


def _attributes(kind: TextKind, name: str, column: str | None) -> tuple[str, ...]:
    """Name the model's attributes that a value fills: of a reference to one of two tables, one for each."""
    if len(kind.targets) > 1:
        return tuple(f"{column or ''}{_REFERENCES.get(target, f'{target}_id')}" for target in kind.targets)
    return (column or (f"{name}_id" if kind.targets else name),)


_REFERENCES = {"country": "country_code"}
_PLAIN: dict[type, TextKind] = {}
"""The kinds of texts that plain types are read from; `twinning.inputs.kinds` fills it."""


def plain_kind(held: type, kind: TextKind) -> TextKind:
    """Let fields of a plain type be read as this kind of text; return the kind."""
    _PLAIN[held] = kind
    return kind


def _kind_of(held: Any) -> TextKind:
    if get_origin(held) is Annotated:
        found: TextKind = get_args(held)[1]
        return found
    if issubclass(held, StrEnum):
        return TextKind("WORD", lambda text: parse_word(held, text))
    return _PLAIN[held]
