"""Activities as queries select them: made from the models by `python docs/generate.py`, and not edited."""

from typing import NamedTuple

from sqlalchemy import ColumnClause

from twinning.db.typed_tables import Columns, declare, stored_date
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import (
    ActivityKind,
    ActivityOrganizationRole,
    ActivityPersonRole,
    ActivityStatus,
    Field,
    PlaceRole,
)


class ActivityColumns(Columns):
    """The columns of `activity`."""

    id: ColumnClause[int]
    key: ColumnClause[str]
    kind: ColumnClause[ActivityKind]
    title: ColumnClause[str]
    status: ColumnClause[ActivityStatus]
    start_text: ColumnClause[str | None]
    start_earliest: ColumnClause[str | None]
    start_latest: ColumnClause[str | None]
    start_doubtful: ColumnClause[bool | None]
    end_text: ColumnClause[str | None]
    end_earliest: ColumnClause[str | None]
    end_latest: ColumnClause[str | None]
    end_doubtful: ColumnClause[bool | None]
    duration: ColumnClause[str | None]
    approximate: ColumnClause[bool]
    count_text: ColumnClause[str | None]
    summary: ColumnClause[str | None]
    part_of_id: ColumnClause[int | None]
    agreement_id: ColumnClause[int | None]
    internal: ColumnClause[bool]
    operation_id: ColumnClause[int]
    purpose: ColumnClause[str | None]
    size: ColumnClause[int | None]
    venue: ColumnClause[str | None]
    attendance: ColumnClause[int | None]
    shown: ColumnClause[str | None]
    participants: ColumnClause[int | None]


class ActivityRecord(NamedTuple):
    """A row of `activity`."""

    id: int
    key: str
    kind: ActivityKind
    title: str
    status: ActivityStatus
    start_text: str | None
    start_earliest: str | None
    start_latest: str | None
    start_doubtful: bool | None
    end_text: str | None
    end_earliest: str | None
    end_latest: str | None
    end_doubtful: bool | None
    duration: str | None
    approximate: bool
    count_text: str | None
    summary: str | None
    part_of_id: int | None
    agreement_id: int | None
    internal: bool
    operation_id: int
    purpose: str | None
    size: int | None
    venue: str | None
    attendance: int | None
    shown: str | None
    participants: int | None

    @property
    def start(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(self.start_text, self.start_earliest, self.start_latest, self.start_doubtful)

    @property
    def end(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(self.end_text, self.end_earliest, self.end_latest, self.end_doubtful)


ACTIVITY = declare("activity", ActivityColumns)


class ActivityPlaceColumns(Columns):
    """The columns of `activity_place`."""

    id: ColumnClause[int]
    activity_id: ColumnClause[int]
    seq: ColumnClause[int]
    city_id: ColumnClause[int | None]
    country_code: ColumnClause[str | None]
    role: ColumnClause[PlaceRole]
    on_text: ColumnClause[str | None]
    on_earliest: ColumnClause[str | None]
    on_latest: ColumnClause[str | None]
    on_doubtful: ColumnClause[bool | None]
    operation_id: ColumnClause[int]


class ActivityPlaceRecord(NamedTuple):
    """A row of `activity_place`."""

    id: int
    activity_id: int
    seq: int
    city_id: int | None
    country_code: str | None
    role: PlaceRole
    on_text: str | None
    on_earliest: str | None
    on_latest: str | None
    on_doubtful: bool | None
    operation_id: int

    @property
    def on(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(self.on_text, self.on_earliest, self.on_latest, self.on_doubtful)


ACTIVITY_PLACE = declare("activity_place", ActivityPlaceColumns)


class ActivityFieldColumns(Columns):
    """The columns of `activity_field`."""

    id: ColumnClause[int]
    activity_id: ColumnClause[int]
    field: ColumnClause[Field]
    operation_id: ColumnClause[int]


class ActivityFieldRecord(NamedTuple):
    """A row of `activity_field`."""

    id: int
    activity_id: int
    field: Field
    operation_id: int


ACTIVITY_FIELD = declare("activity_field", ActivityFieldColumns)


class ActivityPersonColumns(Columns):
    """The columns of `activity_person`."""

    id: ColumnClause[int]
    activity_id: ColumnClause[int]
    person_id: ColumnClause[int]
    role: ColumnClause[ActivityPersonRole]
    post: ColumnClause[str | None]
    operation_id: ColumnClause[int]


class ActivityPersonRecord(NamedTuple):
    """A row of `activity_person`."""

    id: int
    activity_id: int
    person_id: int
    role: ActivityPersonRole
    post: str | None
    operation_id: int


ACTIVITY_PERSON = declare("activity_person", ActivityPersonColumns)


class ActivityOrganizationColumns(Columns):
    """The columns of `activity_organization`."""

    id: ColumnClause[int]
    activity_id: ColumnClause[int]
    organization_id: ColumnClause[int]
    role: ColumnClause[ActivityOrganizationRole]
    operation_id: ColumnClause[int]


class ActivityOrganizationRecord(NamedTuple):
    """A row of `activity_organization`."""

    id: int
    activity_id: int
    organization_id: int
    role: ActivityOrganizationRole
    operation_id: int


ACTIVITY_ORGANIZATION = declare("activity_organization", ActivityOrganizationColumns)
