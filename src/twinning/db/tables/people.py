"""People as queries select them: made from the models by `python docs/generate.py`, and not edited."""

from typing import NamedTuple

from sqlalchemy import ColumnClause

from twinning.db.typed_tables import Columns, declare, stored_date
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import PersonNameKind


class PersonColumns(Columns):
    """The columns of `person`."""

    id: ColumnClause[int]
    key: ColumnClause[str]
    name: ColumnClause[str]
    folded: ColumnClause[str]
    summary: ColumnClause[str | None]
    operation_id: ColumnClause[int]


class PersonRecord(NamedTuple):
    """A row of `person`."""

    id: int
    key: str
    name: str
    folded: str
    summary: str | None
    operation_id: int


PERSON = declare("person", PersonColumns)


class PersonNameColumns(Columns):
    """The columns of `person_name`."""

    id: ColumnClause[int]
    person_id: ColumnClause[int]
    seq: ColumnClause[int]
    name: ColumnClause[str]
    language: ColumnClause[str | None]
    kind: ColumnClause[PersonNameKind]
    since_text: ColumnClause[str | None]
    since_earliest: ColumnClause[str | None]
    since_latest: ColumnClause[str | None]
    since_doubtful: ColumnClause[bool | None]
    until_text: ColumnClause[str | None]
    until_earliest: ColumnClause[str | None]
    until_latest: ColumnClause[str | None]
    until_doubtful: ColumnClause[bool | None]
    folded: ColumnClause[str]
    operation_id: ColumnClause[int]


class PersonNameRecord(NamedTuple):
    """A row of `person_name`."""

    id: int
    person_id: int
    seq: int
    name: str
    language: str | None
    kind: PersonNameKind
    since_text: str | None
    since_earliest: str | None
    since_latest: str | None
    since_doubtful: bool | None
    until_text: str | None
    until_earliest: str | None
    until_latest: str | None
    until_doubtful: bool | None
    folded: str
    operation_id: int

    @property
    def since(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(self.since_text, self.since_earliest, self.since_latest, self.since_doubtful)

    @property
    def until(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(self.until_text, self.until_earliest, self.until_latest, self.until_doubtful)


PERSON_NAME = declare("person_name", PersonNameColumns)


class PersonPostColumns(Columns):
    """The columns of `person_post`."""

    id: ColumnClause[int]
    person_id: ColumnClause[int]
    seq: ColumnClause[int]
    title: ColumnClause[str]
    city_id: ColumnClause[int | None]
    organization_id: ColumnClause[int | None]
    start_text: ColumnClause[str | None]
    start_earliest: ColumnClause[str | None]
    start_latest: ColumnClause[str | None]
    start_doubtful: ColumnClause[bool | None]
    end_text: ColumnClause[str | None]
    end_earliest: ColumnClause[str | None]
    end_latest: ColumnClause[str | None]
    end_doubtful: ColumnClause[bool | None]
    operation_id: ColumnClause[int]


class PersonPostRecord(NamedTuple):
    """A row of `person_post`."""

    id: int
    person_id: int
    seq: int
    title: str
    city_id: int | None
    organization_id: int | None
    start_text: str | None
    start_earliest: str | None
    start_latest: str | None
    start_doubtful: bool | None
    end_text: str | None
    end_earliest: str | None
    end_latest: str | None
    end_doubtful: bool | None
    operation_id: int

    @property
    def start(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(self.start_text, self.start_earliest, self.start_latest, self.start_doubtful)

    @property
    def end(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(self.end_text, self.end_earliest, self.end_latest, self.end_doubtful)


PERSON_POST = declare("person_post", PersonPostColumns)


class OrganizationColumns(Columns):
    """The columns of `organization`."""

    id: ColumnClause[int]
    key: ColumnClause[str]
    name: ColumnClause[str]
    short_name: ColumnClause[str | None]
    folded: ColumnClause[str]
    acts_for_id: ColumnClause[int | None]
    founded_text: ColumnClause[str | None]
    founded_earliest: ColumnClause[str | None]
    founded_latest: ColumnClause[str | None]
    founded_doubtful: ColumnClause[bool | None]
    website: ColumnClause[str | None]
    summary: ColumnClause[str | None]
    operation_id: ColumnClause[int]


class OrganizationRecord(NamedTuple):
    """A row of `organization`."""

    id: int
    key: str
    name: str
    short_name: str | None
    folded: str
    acts_for_id: int | None
    founded_text: str | None
    founded_earliest: str | None
    founded_latest: str | None
    founded_doubtful: bool | None
    website: str | None
    summary: str | None
    operation_id: int

    @property
    def founded(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(self.founded_text, self.founded_earliest, self.founded_latest, self.founded_doubtful)


ORGANIZATION = declare("organization", OrganizationColumns)


class ContactColumns(Columns):
    """The columns of `contact`."""

    id: ColumnClause[int]
    city_id: ColumnClause[int | None]
    organization_id: ColumnClause[int | None]
    seq: ColumnClause[int]
    person_id: ColumnClause[int | None]
    office: ColumnClause[str | None]
    email: ColumnClause[str | None]
    telephone: ColumnClause[str | None]
    valid_until_text: ColumnClause[str | None]
    valid_until_earliest: ColumnClause[str | None]
    valid_until_latest: ColumnClause[str | None]
    valid_until_doubtful: ColumnClause[bool | None]
    operation_id: ColumnClause[int]


class ContactRecord(NamedTuple):
    """A row of `contact`."""

    id: int
    city_id: int | None
    organization_id: int | None
    seq: int
    person_id: int | None
    office: str | None
    email: str | None
    telephone: str | None
    valid_until_text: str | None
    valid_until_earliest: str | None
    valid_until_latest: str | None
    valid_until_doubtful: bool | None
    operation_id: int

    @property
    def valid_until(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(
            self.valid_until_text, self.valid_until_earliest, self.valid_until_latest, self.valid_until_doubtful
        )


CONTACT = declare("contact", ContactColumns)
