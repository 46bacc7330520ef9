"""Cities as queries select them: made from the models by `python docs/generate.py`, and not edited."""

from typing import NamedTuple

from sqlalchemy import ColumnClause

from twinning.db.typed_tables import Columns, declare, stored_date
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import CityKind, NameKind


class CityColumns(Columns):
    """The columns of `city`."""

    id: ColumnClause[int]
    key: ColumnClause[str]
    name: ColumnClause[str]
    folded: ColumnClause[str]
    kind: ColumnClause[CityKind]
    country_code: ColumnClause[str | None]
    admin1: ColumnClause[str | None]
    latitude: ColumnClause[float | None]
    longitude: ColumnClause[float | None]
    wikidata_id: ColumnClause[str | None]
    geonames_id: ColumnClause[int | None]
    population: ColumnClause[int | None]
    population_year: ColumnClause[int | None]
    operation_id: ColumnClause[int]


class CityRecord(NamedTuple):
    """A row of `city`."""

    id: int
    key: str
    name: str
    folded: str
    kind: CityKind
    country_code: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    wikidata_id: str | None
    geonames_id: int | None
    population: int | None
    population_year: int | None
    operation_id: int


CITY = declare("city", CityColumns)


class CityNameColumns(Columns):
    """The columns of `city_name`."""

    id: ColumnClause[int]
    city_id: ColumnClause[int]
    seq: ColumnClause[int]
    name: ColumnClause[str]
    language: ColumnClause[str | None]
    kind: ColumnClause[NameKind]
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


class CityNameRecord(NamedTuple):
    """A row of `city_name`."""

    id: int
    city_id: int
    seq: int
    name: str
    language: str | None
    kind: NameKind
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


CITY_NAME = declare("city_name", CityNameColumns)


class CityIdentifierColumns(Columns):
    """The columns of `city_identifier`."""

    id: ColumnClause[int]
    city_id: ColumnClause[int]
    scheme: ColumnClause[str]
    value: ColumnClause[str]
    operation_id: ColumnClause[int]


class CityIdentifierRecord(NamedTuple):
    """A row of `city_identifier`."""

    id: int
    city_id: int
    scheme: str
    value: str
    operation_id: int


CITY_IDENTIFIER = declare("city_identifier", CityIdentifierColumns)


class CitySuccessionColumns(Columns):
    """The columns of `city_succession`."""

    id: ColumnClause[int]
    old_city_id: ColumnClause[int]
    seq: ColumnClause[int]
    new_city_id: ColumnClause[int]
    on_text: ColumnClause[str | None]
    on_earliest: ColumnClause[str | None]
    on_latest: ColumnClause[str | None]
    on_doubtful: ColumnClause[bool | None]
    operation_id: ColumnClause[int]


class CitySuccessionRecord(NamedTuple):
    """A row of `city_succession`."""

    id: int
    old_city_id: int
    seq: int
    new_city_id: int
    on_text: str | None
    on_earliest: str | None
    on_latest: str | None
    on_doubtful: bool | None
    operation_id: int

    @property
    def on(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(self.on_text, self.on_earliest, self.on_latest, self.on_doubtful)


CITY_SUCCESSION = declare("city_succession", CitySuccessionColumns)
