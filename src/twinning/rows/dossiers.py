"""What stands in the sections of a dossier."""

from dataclasses import dataclass


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
class PartyRow:
    """A party to an agreement, and the agreement's status for it."""

    party: str
    country_code: str | None
    status: str
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
class NoteRow:
    """What a source says of a record that no column holds, in the register's words, and the place in the source."""

    note: str
    source: str
    place: str | None
