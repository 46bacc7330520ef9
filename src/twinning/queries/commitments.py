"""Promises: who owes what to whom, by when."""

from typing import Any

from sqlalchemy import ColumnElement, and_, select, true
from sqlalchemy.orm import Session

from twinning.queries.references import names_of
from twinning.queries.sorting import sort_rows, undated_last
from twinning.queries.tables import date_of, table
from twinning.rows import Listing, Section
from twinning.rows.records import CommitmentRow
from twinning.vocabulary import CommitmentState


def owed_by_or_to(city: int) -> ColumnElement[bool]:
    """Return the condition that a city (id) is debtor or creditor."""
    commitment = table("commitment")
    return (commitment.c.debtor_id == city) | (commitment.c.creditor_id == city)


def made_in(agreement: int) -> ColumnElement[bool]:
    """Return the condition that a commitment was made in an agreement (id)."""
    return table("commitment").c.agreement_id == agreement


def list_commitments(
    session: Session,
    *,
    city: int | None = None,
    state: CommitmentState | None = None,
    overdue_by: str | None = None,
    sort: str | None = None,
) -> Listing:
    """Return promises by their first possible day, undated ones last.

    Only those that a city (its id) owes or is owed, in a state, or still open although their last possible day came
    before a day (ISO). Raises UsageError for a column that cannot sort.
    """
    commitment = table("commitment")
    conditions = [owed_by_or_to(city)] if city is not None else []
    if state is not None:
        conditions.append(commitment.c.state == state)
    if overdue_by is not None:
        conditions += [commitment.c.state == CommitmentState.OPEN, commitment.c.due_latest < overdue_by]
    rows = load_commitments(session, and_(true(), *conditions))
    section = Section("commitments", CommitmentRow, sort_rows(rows, CommitmentRow, sort))
    return Listing(CommitmentRow, (section,), "Commitments", "no commitments recorded")


def load_commitments(session: Session, condition: ColumnElement[bool]) -> list[CommitmentRow]:
    """Return the commitments for which a condition holds, by their first possible day, undated ones last."""
    commitment, activity = table("commitment"), table("activity")
    debtor, creditor = table("city").alias(), table("city").alias()
    query = (
        select(commitment, debtor.c.name.label("debtor"), creditor.c.name.label("creditor"))
        .add_columns(activity.c.title.label("kept_by"))
        .join(debtor, debtor.c.id == commitment.c.debtor_id)
        .outerjoin(creditor, creditor.c.id == commitment.c.creditor_id)
        .outerjoin(activity, activity.c.id == commitment.c.kept_by_id)
        .where(condition)
    )
    rows = sorted(session.execute(query).mappings(), key=_order)
    names = names_of(session, "commitment", [row["id"] for row in rows])
    return [
        CommitmentRow(
            commitment=row["text"],
            debtor=row["debtor"],
            creditor=row["creditor"],
            due=row["due_text"],
            state=row["state"].value,
            kept_by=row["kept_by"],
            key=names[row["id"]],
        )
        for row in rows
    ]


def _order(row: Any) -> tuple[tuple[str, str], int]:
    return undated_last(date_of(row, "due")), row["id"]
