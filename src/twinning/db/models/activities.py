"""Delegations, events and exchange programmes: one table, three mapped classes, CHECKs per kind."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from twinning.db.models.base import (
    Record,
    count,
    country,
    edtf,
    exactly_one,
    flag,
    index_where_filled,
    key,
    reference,
    table_options,
    word,
)
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import (
    ActivityKind,
    ActivityOrganizationRole,
    ActivityPersonRole,
    ActivityStatus,
    Field,
    PlaceRole,
)


class Activity(Record):
    """What was done, or is planned to be. It may be part of another.

    The number of people is a delegation's `size`, an event's `attendance` or a programme's `participants`;
    `approximate` marks it as about that, `count_text` keeps the source's own word for it ("large").
    `duration` is ISO 8601, where only that is known.
    """

    __tablename__ = "activity"
    __table_args__ = table_options(
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("substr(duration, 1, 1) = 'P' AND length(duration) > 2", name="duration"),
        CheckConstraint("part_of_id <> id", name="not_in_itself"),
        CheckConstraint("kind = 'delegation' OR (purpose IS NULL AND size IS NULL)", name="delegation_only"),
        CheckConstraint(
            "kind = 'event' OR (venue IS NULL AND attendance IS NULL AND shown IS NULL)", name="event_only"
        ),
        CheckConstraint("kind = 'exchange_program' OR participants IS NULL", name="exchange_program_only"),
        Index(None, "start_text"),
        index_where_filled("part_of_id"),
        index_where_filled("agreement_id"),
    )
    # A column that was not loaded has no value before a change: history would miss the change, and it would be lost.
    __mapper_args__ = {"polymorphic_on": "kind", "with_polymorphic": "*"}

    key: Mapped[str] = key()
    kind: Mapped[ActivityKind] = word("kind", ActivityKind)
    title: Mapped[str]
    status: Mapped[ActivityStatus] = word("status", ActivityStatus)
    start: Mapped[EdtfDate | None] = edtf("start", moment=True)
    end: Mapped[EdtfDate | None] = edtf("end", moment=True)
    duration: Mapped[str | None]
    approximate: Mapped[bool] = flag("approximate")
    count_text: Mapped[str | None]
    summary: Mapped[str | None]
    part_of_id: Mapped[int | None] = reference("activity", nullable=True)
    agreement_id: Mapped[int | None] = reference("agreement", nullable=True)
    internal: Mapped[bool] = flag("internal")

    places: Mapped[list["ActivityPlace"]] = relationship(
        back_populates="activity", cascade="all, delete-orphan", order_by="ActivityPlace.seq", lazy="raise"
    )
    fields: Mapped[list["ActivityField"]] = relationship(
        back_populates="activity", cascade="all, delete-orphan", lazy="raise"
    )
    persons: Mapped[list["ActivityPerson"]] = relationship(
        back_populates="activity", cascade="all, delete-orphan", lazy="raise"
    )
    organizations: Mapped[list["ActivityOrganization"]] = relationship(
        back_populates="activity", cascade="all, delete-orphan", lazy="raise"
    )


class Delegation(Activity):
    """A visit of people who act for a city."""

    __mapper_args__ = {"polymorphic_identity": ActivityKind.DELEGATION}

    purpose: Mapped[str | None]
    size: Mapped[int | None] = count("size")


class Event(Activity):
    """Something that took place: an exhibition, a meeting, a declared day. `shown` is what was to be seen there."""

    __mapper_args__ = {"polymorphic_identity": ActivityKind.EVENT}

    venue: Mapped[str | None]
    attendance: Mapped[int | None] = count("attendance")
    shown: Mapped[str | None]


class ExchangeProgram(Activity):
    """Something that runs for a while: training, internships, expeditions, camps."""

    __mapper_args__ = {"polymorphic_identity": ActivityKind.EXCHANGE_PROGRAM}

    participants: Mapped[int | None] = count("participants")


class ActivityPlace(Record):
    """A city or a country in an activity, its role, and in which order and when it came."""

    __tablename__ = "activity_place"
    __table_args__ = table_options(
        UniqueConstraint("activity_id", "seq"),
        exactly_one("city_or_country", "city_id", "country_code"),
        index_where_filled("city_id", "activity_id"),
    )

    activity_id: Mapped[int] = reference("activity")
    seq: Mapped[int] = count("seq", nullable=False)
    city_id: Mapped[int | None] = reference("city", nullable=True)
    country_code: Mapped[str | None] = country()
    role: Mapped[PlaceRole] = word("role", PlaceRole)
    on: Mapped[EdtfDate | None] = edtf("on")

    activity: Mapped[Activity] = relationship(back_populates="places", lazy="raise")


class ActivityField(Record):
    """A field of cooperation that an activity served."""

    __tablename__ = "activity_field"
    __table_args__ = table_options(UniqueConstraint("activity_id", "field"))

    activity_id: Mapped[int] = reference("activity")
    field: Mapped[Field] = word("field", Field)

    activity: Mapped[Activity] = relationship(back_populates="fields", lazy="raise")


class ActivityPerson(Record):
    """A person in an activity, in a role, with the post held at the time."""

    __tablename__ = "activity_person"
    __table_args__ = table_options(UniqueConstraint("activity_id", "person_id", "role"), Index(None, "person_id"))

    activity_id: Mapped[int] = reference("activity")
    person_id: Mapped[int] = reference("person")
    role: Mapped[ActivityPersonRole] = word("role", ActivityPersonRole)
    post: Mapped[str | None]

    activity: Mapped[Activity] = relationship(back_populates="persons", lazy="raise")


class ActivityOrganization(Record):
    """An organization in an activity, in a role."""

    __tablename__ = "activity_organization"
    __table_args__ = table_options(
        UniqueConstraint("activity_id", "organization_id", "role"), Index(None, "organization_id")
    )

    activity_id: Mapped[int] = reference("activity")
    organization_id: Mapped[int] = reference("organization")
    role: Mapped[ActivityOrganizationRole] = word("role", ActivityOrganizationRole)

    activity: Mapped[Activity] = relationship(back_populates="organizations", lazy="raise")
