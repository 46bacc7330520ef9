"""Promises: who owes what to whom, by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select, true

from twinning.domain.vocabulary import CommitmentState
from twinning.queries.lists.filters import EVERYTHING, Filter, cities_in, linked
from twinning.queries.lookup.references import names_of
from twinning.queries.tables import date_of, table
from twinning.rows import Listing, Section
from twinning.rows.records import CommitmentRow
from twinning.rows.sorting import undated_last


def owed_by_or_to(city: int) -> ColumnElement[bool]:
    """Return the condition that a city (id) is debtor or creditor."""
    commitment = table("commitment")
    return (commitment.c.debtor_id == city) | (commitment.c.creditor_id == city)


def made_in(agreement: int) -> ColumnElement[bool]:
    """Return the condition that a commitment was made in an agreement (id)."""
    return table("commitment").c.agreement_id == agreement


@dataclass(frozen=True, slots=True)
class CommitmentFilter(Filter):
    """Which promises are wanted; the span is that of the day on which they are due. None is any.

    With `overdue_by`, those that are still open although their last possible day came before a day (ISO).
    """

    state: CommitmentState | None = None
    overdue_by: str | None = None


def list_commitments(connection: Connection, choice: CommitmentFilter) -> Listing:
    """Return promises by their first possible day, undated ones last."""
    rows = load_commitments(connection, and_(true(), *_conditions(choice)), choice)
    section = Section("commitments", CommitmentRow, rows)
    return Listing(CommitmentRow, (section,), "Commitments", "no commitments recorded")


def _conditions(choice: CommitmentFilter) -> Iterator[ColumnElement[bool]]:
    commitment = table("commitment")
    yield from map(owed_by_or_to, choice.cities)
    if choice.country_code is not None:
        there = cities_in(choice.country_code)
        yield commitment.c.debtor_id.in_(there) | commitment.c.creditor_id.in_(there)
    if choice.agreement is not None:
        yield made_in(choice.agreement)
    if choice.source is not None:
        yield commitment.c.id.in_(linked("citation", "commitment", source_id=choice.source))
    if choice.state is not None:
        yield commitment.c.state == choice.state
    if choice.overdue_by is not None:
        yield and_(commitment.c.state == CommitmentState.OPEN, commitment.c.due_latest < choice.overdue_by)


def load_commitments(
    connection: Connection, condition: ColumnElement[bool], chosen: Filter = EVERYTHING
) -> list[CommitmentRow]:
    """Return the commitments for which a condition holds, by their first possible day, undated ones last.

    Only those that are due in the span and whose words hold the text that are chosen.
    """
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
    wanted = (row for row in connection.execute(query).mappings() if _is_wanted(row, chosen))
    rows = sorted(wanted, key=_order)
    names = names_of(connection, "commitment", [row["id"] for row in rows])
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


def _is_wanted(row: Any, chosen: Filter) -> bool:
    return chosen.span.holds(date_of(row, "due")) and chosen.finds(row["text"])


def _order(row: Any) -> tuple[tuple[str, str], int]:
    return undated_last(date_of(row, "due")), row["id"]
