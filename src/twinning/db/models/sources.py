"""Sources, the places in them that support a record, and what they claim in numbers."""

from sqlalchemy import CheckConstraint, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from twinning.db.models.base import (
    DIGITS,
    Base,
    Record,
    count,
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
from twinning.domain.vocabulary import AgreementKind, Basis, Measure, SourceKind


class Source(Record):
    """A document: an article, a register, a page, or the paper itself."""

    __tablename__ = "source"
    __table_args__ = table_options(
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint(f"length(sha256) = 64 AND ltrim(sha256, '{DIGITS}abcdef') = ''", name="sha256"),
        index_where_filled("speaks_for_id"),
    )

    key: Mapped[str] = key()
    kind: Mapped[SourceKind] = word("kind", SourceKind)
    title: Mapped[str]
    publisher: Mapped[str | None]
    published: Mapped[EdtfDate | None] = edtf("published")
    address: Mapped[str | None]
    speaks_for_id: Mapped[int | None] = reference("city", nullable=True)
    languages: Mapped[str | None]
    shelf_mark: Mapped[str | None]
    file_name: Mapped[str | None]
    sha256: Mapped[str | None]
    note: Mapped[str | None]


class Citation(Record):
    """The place in a source that supports one field of one record, and the value that this source gives.

    `field` is null where the record as a whole is meant. `preferred` marks an editor's decision between sources
    that disagree, with the reason in `because`; the other word stays. `unlisted_on` is the day of a newer edition of
    the source in which this is no longer found.
    """

    __tablename__ = "citation"
    __table_args__ = table_options(UniqueConstraint("source_id", "seq"))

    source_id: Mapped[int] = reference("source")
    seq: Mapped[int] = count("seq", nullable=False)
    locator: Mapped[str | None]
    city_id: Mapped[int | None] = reference("city", nullable=True)
    city_name_id: Mapped[int | None] = reference("city_name", nullable=True)
    city_succession_id: Mapped[int | None] = reference("city_succession", nullable=True)
    agreement_id: Mapped[int | None] = reference("agreement", nullable=True)
    agreement_act_id: Mapped[int | None] = reference("agreement_act", nullable=True)
    activity_id: Mapped[int | None] = reference("activity", nullable=True)
    person_id: Mapped[int | None] = reference("person", nullable=True)
    person_name_id: Mapped[int | None] = reference("person_name", nullable=True)
    person_post_id: Mapped[int | None] = reference("person_post", nullable=True)
    organization_id: Mapped[int | None] = reference("organization", nullable=True)
    contact_id: Mapped[int | None] = reference("contact", nullable=True)
    commitment_id: Mapped[int | None] = reference("commitment", nullable=True)
    expense_id: Mapped[int | None] = reference("expense", nullable=True)
    reported_count_id: Mapped[int | None] = reference("reported_count", nullable=True)
    field: Mapped[str | None]
    value: Mapped[str | None]
    basis: Mapped[Basis] = word("basis", Basis)
    because: Mapped[str | None]
    preferred: Mapped[bool] = flag("preferred")
    unlisted_on: Mapped[EdtfDate | None] = edtf("unlisted_on", moment=True)


def _limit_to_one_record(citation: Table) -> None:
    """Hold that a citation supports one record, of whichever kind, and index each kind's citations alone."""
    cited = [
        column for column in citation.c if column.foreign_keys and column.name not in ("source_id", "operation_id")
    ]
    citation.append_constraint(exactly_one("one_record", *(column.name for column in cited)))
    for column in cited:
        citation.append_constraint(index_where_filled(column.name))


_limit_to_one_record(Base.metadata.tables["citation"])


class ReportedCount(Record):
    """A number or rank that a source claims, about a city, an organization or an activity.

    It is kept as a claim and compared with what is recorded, never used in its place. An activity may carry one where
    the source counts what it does not name (eighteen painters of whom seventeen are named).
    """

    __tablename__ = "reported_count"
    __table_args__ = table_options(
        UniqueConstraint("city_id", "seq"),
        UniqueConstraint("organization_id", "seq"),
        UniqueConstraint("activity_id", "seq"),
        exactly_one("about_one", "city_id", "organization_id", "activity_id"),
    )

    city_id: Mapped[int | None] = reference("city", nullable=True)
    organization_id: Mapped[int | None] = reference("organization", nullable=True)
    activity_id: Mapped[int | None] = reference("activity", nullable=True)
    seq: Mapped[int] = count("seq", nullable=False)
    measure: Mapped[Measure] = word("measure", Measure)
    value: Mapped[int] = count("value", nullable=False)
    approximate: Mapped[bool] = flag("approximate")
    on: Mapped[EdtfDate | None] = edtf("on")
    note: Mapped[str | None]

    kinds: Mapped[list["ReportedCountKind"]] = relationship(
        back_populates="reported_count", cascade="all, delete-orphan", lazy="raise"
    )


class ReportedCountKind(Record):
    """A kind of agreement that a reported count covers."""

    __tablename__ = "reported_count_kind"
    __table_args__ = table_options(UniqueConstraint("reported_count_id", "kind"))

    reported_count_id: Mapped[int] = reference("reported_count")
    kind: Mapped[AgreementKind] = word("kind", AgreementKind)

    reported_count: Mapped[ReportedCount] = relationship(back_populates="kinds", lazy="raise")
