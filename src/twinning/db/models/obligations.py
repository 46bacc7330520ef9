"""What was promised and what it cost."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from twinning.db.models.base import (
    DIGITS,
    LETTERS,
    Record,
    count,
    edtf,
    exactly_one,
    index_where_filled,
    reference,
    table_options,
    word,
)
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import CommitmentState


class Commitment(Record):
    """A promise made in an agreement or at an activity: who owes it to whom, by when, kept by which activity."""

    __tablename__ = "commitment"
    __table_args__ = table_options(
        UniqueConstraint("agreement_id", "seq"),
        UniqueConstraint("activity_id", "seq"),
        exactly_one("agreement_or_activity", "agreement_id", "activity_id"),
        CheckConstraint("text <> ''", name="text"),
        CheckConstraint("debtor_id <> creditor_id", name="two_cities"),
        CheckConstraint("kept_by_id IS NULL OR state = 'kept'", name="kept_by"),
        Index(None, "debtor_id"),
        index_where_filled("creditor_id"),
        index_where_filled("kept_by_id"),
    )

    agreement_id: Mapped[int | None] = reference("agreement", nullable=True)
    activity_id: Mapped[int | None] = reference("activity", nullable=True)
    seq: Mapped[int] = count("seq", nullable=False)
    debtor_id: Mapped[int] = reference("city")
    creditor_id: Mapped[int | None] = reference("city", nullable=True)
    text: Mapped[str]
    due: Mapped[EdtfDate | None] = edtf("due")
    state: Mapped[CommitmentState] = word("state", CommitmentState)
    kept_by_id: Mapped[int | None] = reference("activity", nullable=True)


class Expense(Record):
    """What an activity or an agreement cost. Unknown is not zero; currencies are never added.

    `amount` is an exact decimal as text, since REAL cannot hold one; `currency` is ISO 4217.
    """

    __tablename__ = "expense"
    __table_args__ = table_options(
        UniqueConstraint("agreement_id", "seq"),
        UniqueConstraint("activity_id", "seq"),
        exactly_one("agreement_or_activity", "agreement_id", "activity_id"),
        CheckConstraint(
            f"amount <> '' AND ltrim(replace(amount, '.', ''), '{DIGITS}') = ''"
            " AND length(amount) - length(replace(amount, '.', '')) <= 1"
            " AND substr(amount, 1, 1) <> '.' AND substr(amount, length(amount), 1) <> '.'",
            name="amount",
        ),
        CheckConstraint(f"length(currency) = 3 AND ltrim(currency, '{LETTERS.upper()}') = ''", name="currency"),
        CheckConstraint("year BETWEEN 1 AND 9999", name="year"),
        index_where_filled("funder_city_id"),
        index_where_filled("funder_organization_id"),
        CheckConstraint("funder_city_id IS NULL OR funder_organization_id IS NULL", name="one_funder"),
    )

    agreement_id: Mapped[int | None] = reference("agreement", nullable=True)
    activity_id: Mapped[int | None] = reference("activity", nullable=True)
    seq: Mapped[int] = count("seq", nullable=False)
    amount: Mapped[str]
    currency: Mapped[str]
    year: Mapped[int | None] = mapped_column()
    funder_city_id: Mapped[int | None] = reference("city", nullable=True)
    funder_organization_id: Mapped[int | None] = reference("organization", nullable=True)
    note: Mapped[str | None]
