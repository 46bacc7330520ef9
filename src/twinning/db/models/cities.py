"""Cities, their names and their successors."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from twinning.db.models.base import DIGITS, LETTERS, Record, count, country, edtf, key, reference, table_options, word
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import CityKind, NameKind


class City(Record):
    """Any sub-national government that can sign. Its own government is one of its names, not an organization."""

    __tablename__ = "city"
    __table_args__ = table_options(
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("folded <> ''", name="folded"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="position"),
        CheckConstraint(
            f"substr(wikidata_id, 1, 1) = 'Q' AND length(wikidata_id) > 1"
            f" AND ltrim(substr(wikidata_id, 2), '{DIGITS}') = ''",
            name="wikidata_id",
        ),
        CheckConstraint("population_year BETWEEN 1 AND 9999", name="population_year"),
        CheckConstraint("population_year IS NULL OR population IS NOT NULL", name="population_of_year"),
        Index(None, "folded"),
        Index(None, "country_code"),
    )

    key: Mapped[str] = key()
    name: Mapped[str]
    folded: Mapped[str]
    kind: Mapped[CityKind] = word("kind", CityKind)
    country_code: Mapped[str | None] = country()
    admin1: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    wikidata_id: Mapped[str | None] = mapped_column(unique=True)
    geonames_id: Mapped[int | None] = mapped_column(unique=True)
    population: Mapped[int | None] = count("population")
    population_year: Mapped[int | None]

    names: Mapped[list["CityName"]] = relationship(
        back_populates="city", cascade="all, delete-orphan", order_by="CityName.seq", lazy="raise"
    )
    identifiers: Mapped[list["CityIdentifier"]] = relationship(
        back_populates="city", cascade="all, delete-orphan", lazy="raise"
    )


class CityName(Record):
    """Another name of a city: in another language or script, official, abroad, or former."""

    __tablename__ = "city_name"
    __table_args__ = table_options(
        UniqueConstraint("city_id", "seq"),
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("folded <> ''", name="folded"),
        Index(None, "folded"),
    )

    city_id: Mapped[int] = reference("city")
    seq: Mapped[int] = count("seq", nullable=False)
    name: Mapped[str]
    language: Mapped[str | None]
    kind: Mapped[NameKind] = word("kind", NameKind)
    since: Mapped[EdtfDate | None] = edtf("since")
    until: Mapped[EdtfDate | None] = edtf("until")
    folded: Mapped[str]

    city: Mapped[City] = relationship(back_populates="names", lazy="raise")


class CityIdentifier(Record):
    """What a city is called in another scheme: a postcode, a municipal key, a GND number. A city may have several."""

    __tablename__ = "city_identifier"
    __table_args__ = table_options(
        UniqueConstraint("city_id", "scheme", "value"),
        CheckConstraint(f"scheme <> '' AND ltrim(scheme, '{LETTERS}{DIGITS}_') = ''", name="scheme"),
        CheckConstraint("value <> ''", name="value"),
        Index(None, "scheme", "value"),
    )

    city_id: Mapped[int] = reference("city")
    scheme: Mapped[str]
    value: Mapped[str]

    city: Mapped[City] = relationship(back_populates="identifiers", lazy="raise")


class CitySuccession(Record):
    """A merger or split: the old city's agreements stay on its record and are shown under the new one."""

    __tablename__ = "city_succession"
    __table_args__ = table_options(
        UniqueConstraint("old_city_id", "new_city_id"),
        UniqueConstraint("old_city_id", "seq"),
        CheckConstraint("old_city_id <> new_city_id", name="two_cities"),
        Index(None, "new_city_id"),
    )

    old_city_id: Mapped[int] = reference("city")
    seq: Mapped[int] = count("seq", nullable=False)
    new_city_id: Mapped[int] = reference("city")
    on: Mapped[EdtfDate | None] = edtf("on", moment=True)
