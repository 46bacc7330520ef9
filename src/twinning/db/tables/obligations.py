"""Obligations as queries select them: made from the models by `python docs/generate.py`, and not edited."""

from typing import NamedTuple

from sqlalchemy import ColumnClause

from twinning.db.typed_tables import Columns, declare, stored_date
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import CommitmentState


class CommitmentColumns(Columns):
    """The columns of `commitment`."""

    id: ColumnClause[int]
    agreement_id: ColumnClause[int | None]
    activity_id: ColumnClause[int | None]
    seq: ColumnClause[int]
    debtor_id: ColumnClause[int]
    creditor_id: ColumnClause[int | None]
    text: ColumnClause[str]
    due_text: ColumnClause[str | None]
    due_earliest: ColumnClause[str | None]
    due_latest: ColumnClause[str | None]
    due_doubtful: ColumnClause[bool | None]
    state: ColumnClause[CommitmentState]
    kept_by_id: ColumnClause[int | None]
    operation_id: ColumnClause[int]


class CommitmentRecord(NamedTuple):
    """A row of `commitment`."""

    id: int
    agreement_id: int | None
    activity_id: int | None
    seq: int
    debtor_id: int
    creditor_id: int | None
    text: str
    due_text: str | None
    due_earliest: str | None
    due_latest: str | None
    due_doubtful: bool | None
    state: CommitmentState
    kept_by_id: int | None
    operation_id: int

    @property
    def due(self) -> EdtfDate | None:
        """The date that four columns hold."""
        return stored_date(self.due_text, self.due_earliest, self.due_latest, self.due_doubtful)


COMMITMENT = declare("commitment", CommitmentColumns)


class ExpenseColumns(Columns):
    """The columns of `expense`."""

    id: ColumnClause[int]
    agreement_id: ColumnClause[int | None]
    activity_id: ColumnClause[int | None]
    seq: ColumnClause[int]
    amount: ColumnClause[str]
    currency: ColumnClause[str]
    year: ColumnClause[int | None]
    funder_city_id: ColumnClause[int | None]
    funder_organization_id: ColumnClause[int | None]
    note: ColumnClause[str | None]
    operation_id: ColumnClause[int]


class ExpenseRecord(NamedTuple):
    """A row of `expense`."""

    id: int
    agreement_id: int | None
    activity_id: int | None
    seq: int
    amount: str
    currency: str
    year: int | None
    funder_city_id: int | None
    funder_organization_id: int | None
    note: str | None
    operation_id: int


EXPENSE = declare("expense", ExpenseColumns)
