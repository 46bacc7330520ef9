"""Agreements as queries select them: made from the models by `python docs/generate.py`, and not edited."""

from typing import NamedTuple

from sqlalchemy import ColumnClause

from twinning.db.typed_tables import Columns, declare, stored_date
from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import (
    ActMode,
    ActPersonRole,
    AgreementKind,
    AgreementOrganizationRole,
    Field,
    Ground,
    Instrument,
    Renewal,
)


class AgreementColumns(Columns):
    """The columns of `agreement`."""

    id: ColumnClause[int]
    key: ColumnClause[str]
    title: ColumnClause[str | None]
    kind: ColumnClause[AgreementKind]
    instrument: ColumnClause[Instrument]
    place_signed: ColumnClause[str | None]
    renewal: ColumnClause[Renewal | None]
    term_months: ColumnClause[int | None]
    notice_months: ColumnClause[int | None]
    council_approval: ColumnClause[str | None]
    council_approved_text: ColumnClause[str | None]
    council_approved_earliest: ColumnClause[str | None]
    council_approved_latest: ColumnClause[str | None]
    council_approved_doubtful: ColumnClause[bool | None]
    summary: ColumnClause[str | None]
    internal: ColumnClause[bool]
    operation_id: ColumnClause[int]


class AgreementRecord(NamedTuple):
    """A row of `agreement`."""

    id: int
    key: str
    title: str | None
    kind: AgreementKind
    instrument: Instrument
    place_signed: str | None
    renewal: Renewal | None
    term_months: int | None
    notice_months: int | None
    council_approval: str | None
    council_approved_text: str | None
    council_approved_earliest: str | None
    council_approved_latest: str | None
    council_approved_doubtful: bool | None
    summary: str | None
    internal: bool
    operation_id: int

    @property
    def council_approved(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(
            self.council_approved_text,
            self.council_approved_earliest,
            self.council_approved_latest,
            self.council_approved_doubtful,
        )


AGREEMENT = declare("agreement", AgreementColumns)


class AgreementPartyColumns(Columns):
    """The columns of `agreement_party`."""

    id: ColumnClause[int]
    agreement_id: ColumnClause[int]
    city_id: ColumnClause[int]
    operation_id: ColumnClause[int]


class AgreementPartyRecord(NamedTuple):
    """A row of `agreement_party`."""

    id: int
    agreement_id: int
    city_id: int
    operation_id: int


AGREEMENT_PARTY = declare("agreement_party", AgreementPartyColumns)


class AgreementFieldColumns(Columns):
    """The columns of `agreement_field`."""

    id: ColumnClause[int]
    agreement_id: ColumnClause[int]
    field: ColumnClause[Field]
    operation_id: ColumnClause[int]


class AgreementFieldRecord(NamedTuple):
    """A row of `agreement_field`."""

    id: int
    agreement_id: int
    field: Field
    operation_id: int


AGREEMENT_FIELD = declare("agreement_field", AgreementFieldColumns)


class AgreementOrganizationColumns(Columns):
    """The columns of `agreement_organization`."""

    id: ColumnClause[int]
    agreement_id: ColumnClause[int]
    organization_id: ColumnClause[int]
    role: ColumnClause[AgreementOrganizationRole]
    operation_id: ColumnClause[int]


class AgreementOrganizationRecord(NamedTuple):
    """A row of `agreement_organization`."""

    id: int
    agreement_id: int
    organization_id: int
    role: AgreementOrganizationRole
    operation_id: int


AGREEMENT_ORGANIZATION = declare("agreement_organization", AgreementOrganizationColumns)


class AgreementActColumns(Columns):
    """The columns of `agreement_act`."""

    id: ColumnClause[int]
    agreement_id: ColumnClause[int]
    seq: ColumnClause[int]
    kind: ColumnClause[ActKind]
    on_text: ColumnClause[str | None]
    on_earliest: ColumnClause[str | None]
    on_latest: ColumnClause[str | None]
    on_doubtful: ColumnClause[bool | None]
    until_text: ColumnClause[str | None]
    until_earliest: ColumnClause[str | None]
    until_latest: ColumnClause[str | None]
    until_doubtful: ColumnClause[bool | None]
    mode: ColumnClause[ActMode]
    city_id: ColumnClause[int | None]
    ground: ColumnClause[Ground | None]
    successor_id: ColumnClause[int | None]
    note: ColumnClause[str | None]
    operation_id: ColumnClause[int]


class AgreementActRecord(NamedTuple):
    """A row of `agreement_act`."""

    id: int
    agreement_id: int
    seq: int
    kind: ActKind
    on_text: str | None
    on_earliest: str | None
    on_latest: str | None
    on_doubtful: bool | None
    until_text: str | None
    until_earliest: str | None
    until_latest: str | None
    until_doubtful: bool | None
    mode: ActMode
    city_id: int | None
    ground: Ground | None
    successor_id: int | None
    note: str | None
    operation_id: int

    @property
    def on(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(self.on_text, self.on_earliest, self.on_latest, self.on_doubtful)

    @property
    def until(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(self.until_text, self.until_earliest, self.until_latest, self.until_doubtful)


AGREEMENT_ACT = declare("agreement_act", AgreementActColumns)


class ActPersonColumns(Columns):
    """The columns of `act_person`."""

    id: ColumnClause[int]
    act_id: ColumnClause[int]
    person_id: ColumnClause[int]
    city_id: ColumnClause[int | None]
    role: ColumnClause[ActPersonRole]
    post: ColumnClause[str | None]
    operation_id: ColumnClause[int]


class ActPersonRecord(NamedTuple):
    """A row of `act_person`."""

    id: int
    act_id: int
    person_id: int
    city_id: int | None
    role: ActPersonRole
    post: str | None
    operation_id: int


ACT_PERSON = declare("act_person", ActPersonColumns)
