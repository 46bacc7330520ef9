"""Report promises: what is overdue, what is open, and what was kept, broken or released.

Examples:
  twinning report commitments Seoul

  twinning report commitments --all --as-of 2006-01-01
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ColumnElement, Connection, and_, false, func, not_, or_, select, true

from twinning.db.tables.activities import ACTIVITY
from twinning.db.tables.agreements import AGREEMENT_ACT
from twinning.db.tables.obligations import COMMITMENT
from twinning.domain.dates.spans import ANY_TIME, Span
from twinning.domain.vocabulary import CommitmentState
from twinning.queries.lists.commitments import load_commitments, owed_by_or_to
from twinning.queries.lists.filters import Filter
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports import report
from twinning.queries.reports._scope import listing
from twinning.rows import Listing, Meaning, Section, column
from twinning.rows.charts import Chart
from twinning.rows.phrases import phrase
from twinning.rows.records import CommitmentRow


class _Standing(StrEnum):
    """How a promise stands on a day."""

    OVERDUE = "overdue"
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class CommitmentReportRow:
    """A promise: who owes it to whom, by when (EDTF), and how it stands.

    `standing` is overdue, open, kept, broken or released. Overdue is what is open past its last possible day; what has
    no day is never overdue. `kept_by` is the activity that kept it.
    """

    standing: str = column(3, means=Meaning.WORD)
    due: str | None = column(2, means=Meaning.DATE)
    commitment: str = column(1)
    debtor: str = column(4, means=Meaning.CITY)
    debtor_key: str = column(0)
    creditor: str | None = column(5, means=Meaning.CITY)
    creditor_key: str | None = column(0)
    kept_by: str | None = column(6)
    key: str = column(7)

    charts: ClassVar[tuple[Chart, ...]] = (Chart(phrase("Commitments, by standing"), "standing"),)


@report(CommitmentReportRow)
def report_commitments(
    connection: Connection, scope: FoundCity | None, as_of: str, span: Span = ANY_TIME
) -> Listing[CommitmentReportRow]:
    """Return the promises that had or may have been made by a day (ISO), and are or may be due in a span.

    One that was kept after the day was open on it.
    """
    known = and_(owed_by_or_to(scope.id) if scope else true(), _was_made_by(as_of))

    def rows(standing: _Standing) -> list[CommitmentReportRow]:
        found = load_commitments(connection, and_(known, _standing(as_of)[standing]), Filter(span=span))
        return [_row(standing.value, each) for each in found]

    return listing(
        CommitmentReportRow,
        phrase("commitments"),
        scope,
        Section("overdue", CommitmentReportRow, rows(_Standing.OVERDUE), phrase("Overdue")),
        Section("open", CommitmentReportRow, rows(_Standing.OPEN), phrase("Open")),
        Section("kept", CommitmentReportRow, rows(_Standing.KEPT), phrase("Kept")),
        Section("broken", CommitmentReportRow, rows(_Standing.BROKEN), phrase("Broken")),
        Section("released", CommitmentReportRow, rows(_Standing.RELEASED), phrase("Released")),
    )


def _row(standing: str, commitment: CommitmentRow) -> CommitmentReportRow:
    shared = {each.name for each in fields(CommitmentReportRow)} - {"standing"}
    return CommitmentReportRow(standing=standing, **{name: getattr(commitment, name) for name in shared})


def _standing(day: str) -> dict[_Standing, ColumnElement[bool]]:
    """Return the condition of each standing on a day (ISO)."""
    commitment = COMMITMENT.c
    kept_later = _is_later(commitment.kept_by_id, day)
    is_open = or_(commitment.state == CommitmentState.OPEN, and_(commitment.state == CommitmentState.KEPT, kept_later))
    is_past = func.coalesce(commitment.due_latest < day, false())
    return {
        _Standing.OVERDUE: and_(is_open, is_past),
        _Standing.OPEN: and_(is_open, not_(is_past)),
        _Standing.KEPT: and_(commitment.state == CommitmentState.KEPT, not_(kept_later)),
        _Standing.BROKEN: commitment.state == CommitmentState.BROKEN,
        _Standing.RELEASED: commitment.state == CommitmentState.RELEASED,
    }


def _was_made_by(day: str) -> ColumnElement[bool]:
    """Return the condition that nothing says that a promise was made after a day: its activity or its agreement."""
    acts = AGREEMENT_ACT.c
    first = func.min(func.coalesce(acts.on_earliest, ""))
    later = select(acts.agreement_id).group_by(acts.agreement_id).having(first > day)
    of_later = func.coalesce(COMMITMENT.c.agreement_id.in_(later), false())
    return not_(or_(_is_later(COMMITMENT.c.activity_id, day), of_later))


def _is_later(activity: ColumnElement[int | None], day: str) -> ColumnElement[bool]:
    later = select(ACTIVITY.c.id).where(ACTIVITY.c.start_earliest > day)
    return func.coalesce(activity.in_(later), false())
