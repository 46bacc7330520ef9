"""What each list can be narrowed by, as its command can: the keyword arguments of the library's lists.

Records are named as a person names them: `Busan`, `부산`, `busan-kr`. Countries are names or ISO 3166-1 codes. `year`,
`since` and `until` are dates (a `datetime.date` or EDTF); with `certain`, only what surely lies between them counts.
`text` is a part of a name or title. What is left out is any.
"""

from collections.abc import Mapping
from typing import Any, TypedDict

from twinning.domain.names import quote
from twinning.domain.vocabulary import Field
from twinning.errors import UsageError
from twinning.library.words import Date, Day


class Named(TypedDict, total=False):
    """By where a record is, and what it is called."""

    country: str
    text: str


class Dated(TypedDict, total=False):
    """By when."""

    year: Date
    since: Date
    until: Date
    certain: bool


class CityFilters(Named, total=False):
    """What cities can be narrowed by."""

    source: str


class PartnerFilters(Named, Dated, total=False):
    """What partners can be narrowed by: their agreements with the city."""

    field: Field | str
    person: str
    organization: str
    source: str


class AgreementFilters(PartnerFilters, total=False):
    """What agreements can be narrowed by; `partner` needs `city`."""

    city: str
    partner: str


class ActivityFilters(AgreementFilters, total=False):
    """What delegations, events and programmes can be narrowed by."""

    agreement: str


class PersonFilters(Named, total=False):
    """What people can be narrowed by."""

    city: str
    organization: str
    source: str


class OrganizationFilters(Named, total=False):
    """What organizations can be narrowed by."""

    city: str
    person: str
    source: str


class ContactFilters(Named, total=False):
    """What contacts can be narrowed by."""

    city: str
    person: str
    organization: str


class CommitmentFilters(Named, Dated, total=False):
    """What commitments can be narrowed by; `partner` needs `city`."""

    city: str
    partner: str
    agreement: str
    source: str


class SourceFilters(Named, Dated, total=False):
    """What sources can be narrowed by."""

    city: str


class ReportOptions(TypedDict, total=False):
    """What reports can be asked for; each takes those that its command takes. None means not given."""

    city: str | None
    partner: str | None
    earlier: str | None
    later: str | None
    year: int | None
    as_of: Day | None
    since: Date | None
    until: Date | None
    every: int | None
    years: int | None


def check_known(filters: Mapping[str, Any], taken: type) -> None:
    """Raise UsageError for a filter that a list does not take, and for several values of one."""
    for name, value in filters.items():
        if name not in taken.__annotations__:
            raise UsageError(f"there is no filter {name!r} here", f"one of {', '.join(taken.__annotations__)}")
        if taken.__annotations__[name] is str and not isinstance(value, str | None):
            raise UsageError(f"{name}: {quote(str(value))} is not a text", "a list is narrowed by one value at a time")
