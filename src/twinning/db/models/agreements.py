"""Agreements between cities, and what happened to them."""

from collections.abc import Callable

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from twinning.db.models.base import Record, count, edtf, flag, index_where_filled, key, reference, table_options, word
from twinning.domain.agreements.acts import ActKind, ActRule, kinds_that
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


class Agreement(Record):
    """One instrument between two or more cities. Its status is not stored: the acts say it, as of a day."""

    __tablename__ = "agreement"
    __table_args__ = table_options(
        CheckConstraint("term_months > 0", name="term_months"),
        CheckConstraint("notice_months >= 0", name="notice_months"),
    )

    key: Mapped[str] = key()
    title: Mapped[str | None]
    kind: Mapped[AgreementKind] = word("kind", AgreementKind)
    instrument: Mapped[Instrument] = word("instrument", Instrument)
    place_signed: Mapped[str | None]
    renewal: Mapped[Renewal | None] = word("renewal", Renewal, nullable=True)
    term_months: Mapped[int | None]
    notice_months: Mapped[int | None]
    council_approval: Mapped[str | None]
    council_approved: Mapped[EdtfDate | None] = edtf("council_approved", moment=True)
    summary: Mapped[str | None]
    internal: Mapped[bool] = flag("internal")

    parties: Mapped[list["AgreementParty"]] = relationship(
        back_populates="agreement", cascade="all, delete-orphan", lazy="raise"
    )
    fields: Mapped[list["AgreementField"]] = relationship(
        back_populates="agreement", cascade="all, delete-orphan", lazy="raise"
    )
    organizations: Mapped[list["AgreementOrganization"]] = relationship(
        back_populates="agreement", cascade="all, delete-orphan", lazy="raise"
    )
    acts: Mapped[list["AgreementAct"]] = relationship(
        back_populates="agreement",
        cascade="all, delete-orphan",
        order_by="AgreementAct.seq",
        foreign_keys="AgreementAct.agreement_id",
        lazy="raise",
    )


class AgreementParty(Record):
    """A city that is a party to an agreement. A city cannot be a party twice, so none is twinned with itself."""

    __tablename__ = "agreement_party"
    __table_args__ = table_options(
        UniqueConstraint("agreement_id", "city_id"),
        Index(None, "city_id", "agreement_id"),
    )

    agreement_id: Mapped[int] = reference("agreement")
    city_id: Mapped[int] = reference("city")

    agreement: Mapped[Agreement] = relationship(back_populates="parties", lazy="raise")


class AgreementField(Record):
    """A field of cooperation that an agreement names."""

    __tablename__ = "agreement_field"
    __table_args__ = table_options(UniqueConstraint("agreement_id", "field"))

    agreement_id: Mapped[int] = reference("agreement")
    field: Mapped[Field] = word("field", Field)

    agreement: Mapped[Agreement] = relationship(back_populates="fields", lazy="raise")


class AgreementOrganization(Record):
    """An organization that an agreement names, and what it is to it."""

    __tablename__ = "agreement_organization"
    __table_args__ = table_options(
        UniqueConstraint("agreement_id", "organization_id", "role"),
        Index(None, "organization_id"),
    )

    agreement_id: Mapped[int] = reference("agreement")
    organization_id: Mapped[int] = reference("organization")
    role: Mapped[AgreementOrganizationRole] = word("role", AgreementOrganizationRole)

    agreement: Mapped[Agreement] = relationship(back_populates="organizations", lazy="raise")


def _kinds(rule: Callable[[ActRule], bool]) -> str:
    """Return the kinds of acts whose row answers yes, as SQL lists them."""
    return "(" + ", ".join(f"'{kind.value}'" for kind in kinds_that(rule)) + ")"


_ONE_LEAVES = f"kind NOT IN {_kinds(lambda rule: rule.by_one)} OR mode = 'party'"
_SUCCESSOR = f"(kind IN {_kinds(lambda rule: rule.names_successor)}) = (successor_id IS NOT NULL)"
_SETS_TERM = f"until_text IS NULL OR kind IN {_kinds(lambda rule: rule.sets_term)}"


class AgreementAct(Record):
    """Something that happened to an agreement: a moment, done jointly, by one party, or by circumstance.

    `until` is the end of the term that this act sets. `city_id` is the party that acted, with mode `party` only.
    """

    __tablename__ = "agreement_act"
    __table_args__ = table_options(
        UniqueConstraint("agreement_id", "seq"),
        ForeignKeyConstraint(["agreement_id", "city_id"], ["agreement_party.agreement_id", "agreement_party.city_id"]),
        CheckConstraint("(mode = 'party') = (city_id IS NOT NULL)", name="by_party"),
        CheckConstraint(_ONE_LEAVES, name="one_leaves"),
        CheckConstraint(_SUCCESSOR, name="successor"),
        CheckConstraint("successor_id <> agreement_id", name="not_itself"),
        CheckConstraint(_SETS_TERM, name="sets_term"),
        index_where_filled("successor_id"),
        index_where_filled("city_id"),
        Index(None, "on_earliest"),
    )

    agreement_id: Mapped[int] = reference("agreement")
    seq: Mapped[int] = count("seq", nullable=False)
    kind: Mapped[ActKind] = word("kind", ActKind)
    on: Mapped[EdtfDate | None] = edtf("on", moment=True)
    until: Mapped[EdtfDate | None] = edtf("until", moment=True)
    mode: Mapped[ActMode] = word("mode", ActMode)
    city_id: Mapped[int | None] = mapped_column()
    ground: Mapped[Ground | None] = word("ground", Ground, nullable=True)
    successor_id: Mapped[int | None] = reference("agreement", nullable=True)
    note: Mapped[str | None]

    agreement: Mapped[Agreement] = relationship(
        back_populates="acts", foreign_keys="AgreementAct.agreement_id", lazy="raise"
    )
    persons: Mapped[list["ActPerson"]] = relationship(back_populates="act", cascade="all, delete-orphan", lazy="raise")


class ActPerson(Record):
    """A person in an act: who signed, proposed, witnessed it or was present, for which city, in the post held then."""

    __tablename__ = "act_person"
    __table_args__ = table_options(
        UniqueConstraint("act_id", "person_id"), Index(None, "person_id"), index_where_filled("city_id")
    )

    act_id: Mapped[int] = reference("agreement_act")
    person_id: Mapped[int] = reference("person")
    city_id: Mapped[int | None] = reference("city", nullable=True)
    role: Mapped[ActPersonRole] = word("role", ActPersonRole)
    post: Mapped[str | None]

    act: Mapped[AgreementAct] = relationship(back_populates="persons", lazy="raise")
