"""Promises: who owes what to whom, by when."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Nullable, and_, select

from twinning.db.tables.activities import ACTIVITY
from twinning.db.tables.cities import CITY
from twinning.db.tables.obligations import COMMITMENT, CommitmentRecord
from twinning.db.typed_tables import fetch_records_with
from twinning.domain.dates.spans import ANY_TIME
from twinning.domain.vocabulary import CommitmentState
from twinning.queries.evidence.inferences import inferred_columns
from twinning.queries.lists.filters import EVERYTHING, Filter, cited_by, cities_in
from twinning.queries.lists.streamed import in_time, streamed
from twinning.queries.lookup.references import names_of
from twinning.rows import Listing, Several
from twinning.rows.arranging.sorting import undated_last
from twinning.rows.phrases import phrase
from twinning.rows.records import CommitmentRow

_INFERRED = {"text": "commitment", **{name: name for name in ("debtor", "creditor", "due", "state", "kept_by")}}
"""The fields that may be inferred, and the columns that show them."""


def owed_by_or_to(city: int) -> ColumnElement[bool]:
    """Return the condition that a city (id) is debtor or creditor."""
    return (COMMITMENT.c.debtor_id == city) | (COMMITMENT.c.creditor_id == city)


def made_in(agreement: int) -> ColumnElement[bool]:
    """Return the condition that a commitment was made in an agreement (id)."""
    return COMMITMENT.c.agreement_id == agreement


@dataclass(frozen=True, slots=True)
class CommitmentFilter(Filter):
    """Which promises are wanted; the span is that of the day on which they are due. None is any.

    With `overdue_by`, those that are still open although their last possible day came before a day (ISO).
    """

    state: CommitmentState | None = None
    overdue_by: str | None = None


def list_commitments(connection: Connection, choice: CommitmentFilter) -> Listing[CommitmentRow]:
    """Return promises by their first possible day, undated ones last: a stream of them."""
    promise = COMMITMENT.c
    order = (*in_time(connection, promise.due_text, promise.due_earliest, promise.due_latest), promise.id)
    rows = streamed(
        connection,
        select(promise.id).where(*_conditions(choice)).order_by(*order),
        lambda ids: iter(load_commitments(connection, promise.id.in_(ids), choice)),
        is_exact=choice.span == ANY_TIME and choice.text is None,
    )
    sections = choice.sections("commitments", CommitmentRow, rows, lambda row: row.due is not None)
    return Listing(
        CommitmentRow, sections, phrase("Commitments"), choice.told_if_none(phrase("no commitments recorded"))
    )


def _conditions(choice: CommitmentFilter) -> Iterator[ColumnElement[bool]]:
    yield from map(owed_by_or_to, choice.cities)
    if choice.country_code is not None:
        there = cities_in(choice.country_code)
        yield COMMITMENT.c.debtor_id.in_(there) | COMMITMENT.c.creditor_id.in_(there)
    if choice.agreement is not None:
        yield made_in(choice.agreement)
    if choice.source is not None:
        yield cited_by(choice.source, COMMITMENT)
    if choice.state is not None:
        yield COMMITMENT.c.state == choice.state
    if choice.overdue_by is not None:
        yield and_(COMMITMENT.c.state == CommitmentState.OPEN, COMMITMENT.c.due_latest < choice.overdue_by)


def load_commitments(
    connection: Connection, condition: ColumnElement[bool], chosen: Filter = EVERYTHING
) -> list[CommitmentRow]:
    """Return the commitments for which a condition holds, by their first possible day, undated ones last.

    Only those that are due in the span and whose words hold the text that are chosen.
    """
    debtor, creditor = CITY.alias("debtor"), CITY.alias("creditor")
    query = (
        select(
            debtor.c.name, debtor.c.key, Nullable(creditor.c.name), Nullable(creditor.c.key), Nullable(ACTIVITY.c.title)
        )
        .select_from(COMMITMENT)
        .join(debtor, debtor.c.id == COMMITMENT.c.debtor_id)
        .outerjoin(creditor, creditor.c.id == COMMITMENT.c.creditor_id)
        .outerjoin(ACTIVITY, ACTIVITY.c.id == COMMITMENT.c.kept_by_id)
        .where(condition)
    )
    found = fetch_records_with(connection, COMMITMENT, CommitmentRecord, query)
    wanted = sorted((each for each in found if _is_wanted(each[0], chosen)), key=lambda each: _order(each[0]))
    names = names_of(connection, "commitment", [commitment.id for commitment, *_ in wanted])
    inferred = inferred_columns(connection, "commitment", select(COMMITMENT.c.id).where(condition), _INFERRED)
    return [
        CommitmentRow(
            commitment=commitment.text,
            debtor=owed_by,
            debtor_key=owed_by_key,
            creditor=owed_to,
            creditor_key=owed_to_key,
            due=commitment.due_text,
            state=commitment.state.value,
            kept_by=kept_by,
            inferred=Several(inferred[commitment.id]),
            key=names[commitment.id],
        )
        for commitment, owed_by, owed_by_key, owed_to, owed_to_key, kept_by in wanted
    ]


def _is_wanted(commitment: CommitmentRecord, chosen: Filter) -> bool:
    return chosen.span.holds(commitment.due) and chosen.finds(commitment.text)


def _order(commitment: CommitmentRecord) -> tuple[tuple[str, str], int]:
    return undated_last(commitment.due), commitment.id
