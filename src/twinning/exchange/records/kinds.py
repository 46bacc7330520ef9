"""What the spreadsheets besides those of ties can say: the fields of each kind, derived from its input.

A value of the input is a field. So are rows that belong to the record, with semicolons between several; each role that
such a row can have (`host` is a place with that role), with the roles' own words; and what else one row says
(`head_post`). Of a city there is where it lies: `host_country`, `host_region`. A value that an input gains is a field
here without more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Final

from twinning.inputs import (
    AgreementInput,
    ChildField,
    CityInput,
    CommitmentInput,
    ContactInput,
    DelegationInput,
    EventInput,
    ExchangeProgramInput,
    Input,
    InputField,
    OrganizationInput,
    PersonInput,
    PostInput,
    RecordInput,
    SourceInput,
)
from twinning.inputs.declaring import ChildInput, children_of, fields_of, main_field, said_fields
from twinning.inputs.kinds import MOMENT

AT: Final = next(field for field in said_fields(PostInput) if field.name == "at")
"""Where somebody can be reached: the city or the organization that a contact belongs to."""


class Use(Enum):
    """What the text of a field becomes."""

    VALUE = "a value of the record"
    ROWS = "rows of the record"
    PART = "what else a row says"
    COUNTRY = "the country of a city"
    REGION = "the part of the country where a city lies"
    YEAR = "the year of days that are written without one"


@dataclass(frozen=True, slots=True)
class RecordField:
    """A field of a spreadsheet. `takes` reads its text, `child` is the row that it makes, with the role `role`.

    `of` is the field that names the row, or the city, of which it says more.
    """

    name: str
    means: str
    use: Use
    takes: InputField
    child: ChildField | None = None
    role: str | None = None
    of: str = ""

    @property
    def names_city(self) -> bool:
        """Whether its text can name a city."""
        return self.use in (Use.VALUE, Use.ROWS, Use.PART) and "city" in self.takes.kind.targets


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of spreadsheet: its input, and the fields of a city that `--city` fills, the first that has no column."""

    name: str
    input: type[Input]
    own: tuple[str, ...]

    @property
    def is_of_contacts(self) -> bool:
        """Whether its rows belong to a city or an organization, which a field of its own names."""
        return not issubclass(self.input, RecordInput)


RECORD_KINDS: Final[Mapping[str, RecordKind]] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            RecordKind("delegations", DelegationInput, ("sender", "host")),
            RecordKind("events", EventInput, ("host", "participant")),
            RecordKind("programs", ExchangeProgramInput, ("participant", "host")),
            RecordKind("people", PersonInput, ("post_at",)),
            RecordKind("organizations", OrganizationInput, ("acts_for",)),
            RecordKind("contacts", ContactInput, ("at",)),
            RecordKind("commitments", CommitmentInput, ("debtor", "creditor")),
        )
    }
)
"""The spreadsheets that an office keeps beside its list of ties, by the word for `--as`."""


CORRECTED_KINDS: Final[Mapping[str, RecordKind]] = MappingProxyType(
    {
        **RECORD_KINDS,
        "cities": RecordKind("cities", CityInput, ()),
        "agreements": RecordKind("agreements", AgreementInput, ()),
        "sources": RecordKind("sources", SourceInput, ()),
    }
)
"""The lists that can be corrected in a spreadsheet and brought back."""


@cache
def fields_of_kind(kind: RecordKind) -> Mapping[str, RecordField]:
    """Return the fields of a kind of spreadsheet, by their names."""
    found: dict[str, RecordField] = {}
    for each in (*_parent(kind), *_values(kind.input), *_rows(kind.input)):
        field = each if each.name not in found else _renamed(each)
        found |= {more.name: more for more in (field, *_further(field))}
    return MappingProxyType(found)


def _renamed(field: RecordField) -> RecordField:
    """Return a field under another name than the one that is taken: `names`, `person_host`."""
    if field.child is None:
        raise AssertionError(f"two values are called {field.name}")
    return replace(field, name=f"{field.child.word}_{field.role}" if field.role else field.child.name)


def role_of(row: type[ChildInput]) -> InputField | None:
    """Return the field that says the role of such a row, where it needs one."""
    roles = (field for field in said_fields(row)[1:] if field.required and field.words is not None)
    return next(roles, None)


def _parent(kind: RecordKind) -> Iterator[RecordField]:
    if kind.is_of_contacts:
        yield RecordField("at", "The city or the organization that is reached there", Use.VALUE, AT)


def _values(input_class: type[Input]) -> Iterator[RecordField]:
    for field in said_fields(input_class):
        yield (value := RecordField(field.word.replace("-", "_"), field.help, Use.VALUE, field))
        if field.kind is MOMENT and field.name == "start":
            means = "The year, where it stands apart from the days"
            yield RecordField(f"{value.name}_year", means, Use.YEAR, field, of=value.name)


def _rows(input_class: type[Input]) -> Iterator[RecordField]:
    for child in children_of(input_class):
        main, role = main_field(child.row), role_of(child.row)
        yield RecordField(child.word, child.help, Use.ROWS, main, child)
        for word in () if role is None or role.words is None else role.words:
            yield RecordField(word.value, f"{child.help}: {word.value}", Use.ROWS, main, child, word.value)


def _further(field: RecordField) -> Iterator[RecordField]:
    """Give the fields that say more of what another one names."""
    where = ((Use.COUNTRY, "Its country"), (Use.REGION, "The part of the country"))
    if field.names_city:
        for use, means in where:
            yield RecordField(f"{field.name}_{use.name.lower()}", means, use, field.takes, of=field.name)
    if field.use is Use.ROWS and field.child is not None:
        for part in _parts(field.child.row):
            name = f"{field.name}_{(part.word or part.name).replace('-', '_')}"
            yield (more := RecordField(name, part.help, Use.PART, part, field.child, of=field.name))
            yield from _further(more)


def _parts(row: type[ChildInput]) -> Iterator[InputField]:
    main, role = main_field(row), role_of(row)
    for field in fields_of(row):
        is_behind = not field.word and field.name in main.kind.fills
        if field is not main and field is not role and (field.word or is_behind):
            yield field
