"""What queries return and renderers take: frozen dataclasses of plain values, standard library only.

A row class is named after what a row is. Its field names are the column names of every format, documented and
stable; their order is the order of the columns. Values are `str`, `int`, `float`, `bool` or None, and nothing else.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Protocol

Value = str | int | float | bool | None
"""What a cell holds. None is unknown; it is never shown as zero or as the word None."""


class Row(Protocol):
    """Any frozen dataclass of this module."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


def column(keep: int) -> Any:
    """Return a dataclass field that a narrow terminal keeps in this order: 1 is the last to go, 0 is never shown.

    A field without this mark ranks by its position. Machine formats always have every column.
    """
    return field(metadata={"keep": keep})


def joined(texts: Iterable[object]) -> str | None:
    """Return several values as one cell, with semicolons; None where there are none."""
    return "; ".join(str(text) for text in texts) or None


def column_names(row_class: type[Row]) -> tuple[str, ...]:
    """Return the column names of a row class, in order."""
    return tuple(column.name for column in fields(row_class))


@dataclass(frozen=True, slots=True)
class Section:
    """Some rows of one class under a heading.

    `name` is the section's machine name (snake_case), `title` its heading for people, None for the first or only one.
    """

    name: str
    row_class: type[Row]
    rows: Sequence[Row]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of one row class. Machine formats chain the sections to one table; people see headings between them.

    `empty` is what a person reads when there is nothing in it; `notes` go to standard error below the table.
    """

    row_class: type[Row]
    sections: tuple[Section, ...]
    title: str | None = None
    empty: str = "nothing recorded"
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> Iterator[Row]:
        """Every row of every section, in order."""
        return (row for section in self.sections for row in section.rows)


@dataclass(frozen=True, slots=True)
class Fact:
    """One named value of a dossier."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one record: single facts first, then sections of rows, each of a class of its own."""

    title: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A city that shares an agreement with the one asked for, or was met through activities.

    Of several agreements the one that ranks first is shown; `since` is when that one was signed, EDTF. `agreements`
    and `sources` are how many there are; `last_activity` is the day of the last one held together.
    """

    partner: str = column(1)
    country: str | None = column(5)
    country_code: str | None = column(0)
    kind: str | None = column(2)
    status: str = column(3)
    since: str | None = column(4)
    agreements: int = column(8)
    last_activity: str | None = column(6)
    sources: int = column(9)
    key: str = column(7)


@dataclass(frozen=True, slots=True)
class CityRow:
    """A city of the register. `agreements` is how many it is or was a party to."""

    city: str = column(1)
    country: str | None = column(2)
    country_code: str | None = column(0)
    kind: str = column(4)
    agreements: int = column(5)
    latitude: float | None = column(0)
    longitude: float | None = column(0)
    wikidata_id: str | None = column(6)
    geonames_id: int | None = column(0)
    key: str = column(3)


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement. `parties` and `fields` are joined with semicolons; `since` is the first signing, EDTF."""

    parties: str = column(1)
    kind: str = column(2)
    status: str = column(3)
    since: str | None = column(4)
    instrument: str = column(6)
    fields: str | None = column(8)
    title: str | None = column(7)
    key: str = column(5)


@dataclass(frozen=True, slots=True)
class PartnerReportRow:
    """One agreement with one partner: the paper, whether it is in force, what was done, what is still owed.

    `activities`, `last_activity` and `open_commitments` are those shared with the partner, so that each of its rows
    says the same; they are not to be added up.
    """

    partner: str = column(1)
    country: str | None = column(7)
    country_code: str | None = column(0)
    kind: str = column(2)
    instrument: str = column(8)
    status: str = column(3)
    since: str | None = column(4)
    title: str | None = column(11)
    fields: str | None = column(10)
    activities: int = column(6)
    last_activity: str | None = column(5)
    open_commitments: int = column(9)
    sources: int = column(12)
    key: str = column(13)


@dataclass(frozen=True, slots=True)
class CountryRow:
    """How many agreements a city has, by country, kind and the decade of signing (`1990s`; null where unknown)."""

    country: str | None
    country_code: str | None
    kind: str
    decade: str | None
    agreements: int


@dataclass(frozen=True, slots=True)
class NameRow:
    """Another name of a city. `language` is BCP 47; `since` and `until` are EDTF."""

    name: str
    language: str | None
    kind: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class TieRow:
    """An agreement as one of its parties sees it."""

    partners: str
    kind: str
    status: str
    since: str | None
    key: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act of an agreement. `by` is the party that did it alone; `signatories` who did it, with their posts."""

    act: str
    on: str | None
    until: str | None
    mode: str
    by: str | None
    ground: str | None
    successor: str | None
    signatories: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party to an agreement, and the agreement's status for it."""

    party: str
    country_code: str | None
    status: str
    key: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A delegation, an event or an exchange programme. `start` and `end` are EDTF, `duration` ISO 8601.

    `people` is a delegation's size, an event's attendance or a programme's participants; `places` and `fields` are
    joined with semicolons, each place with its role; `part_of` and `agreement` are keys.
    """

    activity: str = column(1)
    kind: str = column(6)
    status: str = column(7)
    start: str | None = column(2)
    end: str | None = column(4)
    duration: str | None = column(9)
    people: int | None = column(8)
    approximate: bool = column(0)
    places: str | None = column(3)
    fields: str | None = column(10)
    part_of: str | None = column(0)
    agreement: str | None = column(0)
    key: str = column(5)


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A promise: who owes it to whom, by when (EDTF), and what became of it."""

    commitment: str
    debtor: str
    creditor: str | None
    due: str | None
    state: str
    kept_by: str | None
    key: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A number or rank that a source claims."""

    measure: str
    value: int
    approximate: bool
    on: str | None
    sources: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of a record, and the places in it, joined with semicolons."""

    source: str
    kind: str
    published: str | None
    places: str | None
    address: str | None
    key: str


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """A source whose word on a field differs from what is recorded, and the city that it speaks for."""

    record: str
    field: str
    recorded: str | None
    stated: str
    source: str
    speaks_for: str | None


@dataclass(frozen=True, slots=True)
class PartnerClaim:
    """A source's claim of how many partners a city has, and how many are recorded as active for that day (EDTF)."""

    cities: int
    countries: int | None
    on: str | None
    recorded: int

    def __str__(self) -> str:
        """Say it in a sentence."""
        where = f" in {self.countries} countries" if self.countries is not None else ""
        when = f" for {self.on}" if self.on else ""
        return f"{self.cities} partner cities{where} claimed{when}; {self.recorded} recorded"


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Something that is wrong with the register."""

    table: str
    record: str | None
    problem: str


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One command's worth of change: when (UTC, ISO 8601), who, what, how many rows, and whether it was taken back."""

    operation: int = column(1)
    at: str = column(2)
    actor: str = column(4)
    command: str = column(3)
    inserted: int = column(6)
    updated: int = column(7)
    deleted: int = column(8)
    undoes: int | None = column(9)
    undone_by: int | None = column(5)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A value that an operation changed, of a record or of a row that hangs on it (`table` says which)."""

    record: str
    change: str
    table: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person: the posts held, joined with semicolons, and how many acts and activities they had a part in."""

    person: str = column(1)
    posts: str | None = column(2)
    signed: int = column(4)
    activities: int = column(5)
    key: str = column(3)


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """An organization, the city that it acts for, and how many activities and agreements it has a part in."""

    organization: str = column(1)
    short_name: str | None = column(4)
    acts_for: str | None = column(2)
    founded: str | None = column(5)
    activities: int = column(6)
    agreements: int = column(7)
    website: str | None = column(8)
    key: str = column(3)


@dataclass(frozen=True, slots=True)
class SourceListRow:
    """A source: who published it when (EDTF), the city that it speaks for, and how many citations rest on it."""

    source: str = column(1)
    kind: str = column(2)
    publisher: str | None = column(6)
    published: str | None = column(4)
    speaks_for: str | None = column(5)
    citations: int = column(7)
    address: str | None = column(8)
    key: str = column(3)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A place where a searched text stands: the record, which of its fields, and what the field says."""

    record: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A city or a country in an activity, its role, and when it came (EDTF). `key` is the city's."""

    city: str | None
    country: str | None
    role: str
    on: str | None
    key: str | None


@dataclass(frozen=True, slots=True)
class InvolvedRow:
    """A person or an organization in an activity, in a role; a person with the post held at the time."""

    name: str
    role: str
    post: str | None
    key: str


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    """What was spent: an exact decimal in a currency (ISO 4217), in a year, by whom. Unknown is not zero."""

    amount: str
    currency: str
    year: int | None
    funder: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post that somebody held at a city or an organization, and when (EDTF)."""

    person: str
    post: str
    at: str | None
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class SignedRow:
    """An act that a person did, for which city, in which post; `key` is the agreement's."""

    act: str
    on: str | None
    city: str | None
    post: str | None
    key: str


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A place in a source, the record and field that it supports, and the value that the source gives."""

    place: str | None
    record: str
    field: str | None
    value: str | None
    basis: str
    because: str | None
    preferred: bool
    seq: int
