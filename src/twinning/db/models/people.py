"""People, their posts, organizations and contacts."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from twinning.db.models.base import (
    Record,
    count,
    edtf,
    exactly_one,
    index_where_filled,
    key,
    reference,
    table_options,
    word,
)
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import PersonNameKind


class Person(Record):
    """Someone who signed, travelled, spoke or showed."""

    __tablename__ = "person"
    __table_args__ = table_options(
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("folded <> ''", name="folded"),
        Index(None, "folded"),
    )

    key: Mapped[str] = key()
    name: Mapped[str]
    folded: Mapped[str]
    summary: Mapped[str | None]

    names: Mapped[list["PersonName"]] = relationship(
        back_populates="person", cascade="all, delete-orphan", order_by="PersonName.seq", lazy="raise"
    )
    posts: Mapped[list["PersonPost"]] = relationship(
        back_populates="person", cascade="all, delete-orphan", order_by="PersonPost.seq", lazy="raise"
    )


class PersonName(Record):
    """Another name of a person: in another script, official, former, short, or a pseudonym."""

    __tablename__ = "person_name"
    __table_args__ = table_options(
        UniqueConstraint("person_id", "seq"),
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("folded <> ''", name="folded"),
        Index(None, "folded"),
    )

    person_id: Mapped[int] = reference("person")
    seq: Mapped[int] = count("seq", nullable=False)
    name: Mapped[str]
    language: Mapped[str | None]
    kind: Mapped[PersonNameKind] = word("kind", PersonNameKind)
    since: Mapped[EdtfDate | None] = edtf("since")
    until: Mapped[EdtfDate | None] = edtf("until")
    folded: Mapped[str]

    person: Mapped[Person] = relationship(back_populates="names", lazy="raise")


class PersonPost(Record):
    """A post that a person held, at a city's government or an organization, for some time."""

    __tablename__ = "person_post"
    __table_args__ = table_options(
        UniqueConstraint("person_id", "seq"),
        CheckConstraint("city_id IS NULL OR organization_id IS NULL", name="one_employer"),
        CheckConstraint("title <> ''", name="title"),
        index_where_filled("city_id"),
        index_where_filled("organization_id"),
    )

    person_id: Mapped[int] = reference("person")
    seq: Mapped[int] = count("seq", nullable=False)
    title: Mapped[str]
    city_id: Mapped[int | None] = reference("city", nullable=True)
    organization_id: Mapped[int | None] = reference("organization", nullable=True)
    start: Mapped[EdtfDate | None] = edtf("start")
    end: Mapped[EdtfDate | None] = edtf("end")

    person: Mapped[Person] = relationship(back_populates="posts", lazy="raise")


class Organization(Record):
    """A body that is not itself a city: a foundation, an agency, a company, a museum."""

    __tablename__ = "organization"
    __table_args__ = table_options(
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("folded <> ''", name="folded"),
        Index(None, "folded"),
        index_where_filled("acts_for_id"),
    )

    key: Mapped[str] = key()
    name: Mapped[str]
    short_name: Mapped[str | None]
    folded: Mapped[str]
    acts_for_id: Mapped[int | None] = reference("city", nullable=True)
    founded: Mapped[EdtfDate | None] = edtf("founded", moment=True)
    website: Mapped[str | None]
    summary: Mapped[str | None]


class Contact(Record):
    """Whom to reach at a partner's office, and until when that holds. Never published."""

    __tablename__ = "contact"
    __table_args__ = table_options(
        UniqueConstraint("city_id", "seq"),
        UniqueConstraint("organization_id", "seq"),
        exactly_one("city_or_organization", "city_id", "organization_id"),
        CheckConstraint(
            "person_id IS NOT NULL OR office IS NOT NULL OR email IS NOT NULL OR telephone IS NOT NULL",
            name="reaches_someone",
        ),
        index_where_filled("person_id"),
    )

    city_id: Mapped[int | None] = reference("city", nullable=True)
    organization_id: Mapped[int | None] = reference("organization", nullable=True)
    seq: Mapped[int] = count("seq", nullable=False)
    person_id: Mapped[int | None] = reference("person", nullable=True)
    office: Mapped[str | None]
    email: Mapped[str | None]
    telephone: Mapped[str | None]
    valid_until: Mapped[EdtfDate | None] = edtf("valid_until")
