"""Sources as queries select them: made from the models by `python docs/generate.py`, and not edited."""

from typing import NamedTuple

from sqlalchemy import ColumnClause

from twinning.db.typed_tables import Columns, declare, stored_date
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import AgreementKind, Basis, Measure, SourceKind


class SourceColumns(Columns):
    """The columns of `source`."""

    id: ColumnClause[int]
    key: ColumnClause[str]
    kind: ColumnClause[SourceKind]
    title: ColumnClause[str]
    publisher: ColumnClause[str | None]
    published_text: ColumnClause[str | None]
    published_earliest: ColumnClause[str | None]
    published_latest: ColumnClause[str | None]
    published_doubtful: ColumnClause[bool | None]
    address: ColumnClause[str | None]
    speaks_for_id: ColumnClause[int | None]
    languages: ColumnClause[str | None]
    shelf_mark: ColumnClause[str | None]
    file_name: ColumnClause[str | None]
    sha256: ColumnClause[str | None]
    note: ColumnClause[str | None]
    operation_id: ColumnClause[int]


class SourceRecord(NamedTuple):
    """A row of `source`."""

    id: int
    key: str
    kind: SourceKind
    title: str
    publisher: str | None
    published_text: str | None
    published_earliest: str | None
    published_latest: str | None
    published_doubtful: bool | None
    address: str | None
    speaks_for_id: int | None
    languages: str | None
    shelf_mark: str | None
    file_name: str | None
    sha256: str | None
    note: str | None
    operation_id: int

    @property
    def published(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(self.published_text, self.published_earliest, self.published_latest, self.published_doubtful)


SOURCE = declare("source", SourceColumns)


class CitationColumns(Columns):
    """The columns of `citation`."""

    id: ColumnClause[int]
    source_id: ColumnClause[int]
    seq: ColumnClause[int]
    locator: ColumnClause[str | None]
    city_id: ColumnClause[int | None]
    city_name_id: ColumnClause[int | None]
    city_succession_id: ColumnClause[int | None]
    agreement_id: ColumnClause[int | None]
    agreement_act_id: ColumnClause[int | None]
    activity_id: ColumnClause[int | None]
    person_id: ColumnClause[int | None]
    person_name_id: ColumnClause[int | None]
    person_post_id: ColumnClause[int | None]
    organization_id: ColumnClause[int | None]
    contact_id: ColumnClause[int | None]
    commitment_id: ColumnClause[int | None]
    expense_id: ColumnClause[int | None]
    reported_count_id: ColumnClause[int | None]
    field: ColumnClause[str | None]
    value: ColumnClause[str | None]
    basis: ColumnClause[Basis]
    because: ColumnClause[str | None]
    preferred: ColumnClause[bool]
    unlisted_on_text: ColumnClause[str | None]
    unlisted_on_earliest: ColumnClause[str | None]
    unlisted_on_latest: ColumnClause[str | None]
    unlisted_on_doubtful: ColumnClause[bool | None]
    operation_id: ColumnClause[int]


class CitationRecord(NamedTuple):
    """A row of `citation`."""

    id: int
    source_id: int
    seq: int
    locator: str | None
    city_id: int | None
    city_name_id: int | None
    city_succession_id: int | None
    agreement_id: int | None
    agreement_act_id: int | None
    activity_id: int | None
    person_id: int | None
    person_name_id: int | None
    person_post_id: int | None
    organization_id: int | None
    contact_id: int | None
    commitment_id: int | None
    expense_id: int | None
    reported_count_id: int | None
    field: str | None
    value: str | None
    basis: Basis
    because: str | None
    preferred: bool
    unlisted_on_text: str | None
    unlisted_on_earliest: str | None
    unlisted_on_latest: str | None
    unlisted_on_doubtful: bool | None
    operation_id: int

    @property
    def unlisted_on(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(
            self.unlisted_on_text, self.unlisted_on_earliest, self.unlisted_on_latest, self.unlisted_on_doubtful
        )


CITATION = declare("citation", CitationColumns)


class ReportedCountColumns(Columns):
    """The columns of `reported_count`."""

    id: ColumnClause[int]
    city_id: ColumnClause[int | None]
    organization_id: ColumnClause[int | None]
    activity_id: ColumnClause[int | None]
    seq: ColumnClause[int]
    measure: ColumnClause[Measure]
    value: ColumnClause[int]
    approximate: ColumnClause[bool]
    on_text: ColumnClause[str | None]
    on_earliest: ColumnClause[str | None]
    on_latest: ColumnClause[str | None]
    on_doubtful: ColumnClause[bool | None]
    note: ColumnClause[str | None]
    operation_id: ColumnClause[int]


class ReportedCountRecord(NamedTuple):
    """A row of `reported_count`."""

    id: int
    city_id: int | None
    organization_id: int | None
    activity_id: int | None
    seq: int
    measure: Measure
    value: int
    approximate: bool
    on_text: str | None
    on_earliest: str | None
    on_latest: str | None
    on_doubtful: bool | None
    note: str | None
    operation_id: int

    @property
    def on(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(self.on_text, self.on_earliest, self.on_latest, self.on_doubtful)


REPORTED_COUNT = declare("reported_count", ReportedCountColumns)


class ReportedCountKindColumns(Columns):
    """The columns of `reported_count_kind`."""

    id: ColumnClause[int]
    reported_count_id: ColumnClause[int]
    kind: ColumnClause[AgreementKind]
    operation_id: ColumnClause[int]


class ReportedCountKindRecord(NamedTuple):
    """A row of `reported_count_kind`."""

    id: int
    reported_count_id: int
    kind: AgreementKind
    operation_id: int


REPORTED_COUNT_KIND = declare("reported_count_kind", ReportedCountKindColumns)
