"""What was spent. Amounts stay in their currencies: nothing here adds them up."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Nullable, func, select

from twinning.db.tables.cities import CITY
from twinning.db.tables.obligations import EXPENSE, ExpenseRecord
from twinning.db.tables.people import ORGANIZATION
from twinning.db.typed_tables import fetch_records_with
from twinning.rows.dossiers import ExpenseRow


def list_expenses(connection: Connection, condition: ColumnElement[bool]) -> list[ExpenseRow]:
    """Return the expenses of one record, for which a condition holds, in the order recorded."""
    found = sorted(load_expenses(connection, condition), key=lambda each: each[0].seq)
    return [
        ExpenseRow(expense.seq, expense.amount, expense.currency, expense.year, funder, expense.note)
        for expense, funder in found
    ]


def load_expenses(connection: Connection, condition: ColumnElement[bool]) -> Iterator[tuple[ExpenseRecord, str | None]]:
    """Give the expenses for which a condition holds, each with the name of its funder."""
    query = (
        select(Nullable(func.coalesce(CITY.c.name, ORGANIZATION.c.name)))
        .select_from(EXPENSE)
        .outerjoin(CITY, CITY.c.id == EXPENSE.c.funder_city_id)
        .outerjoin(ORGANIZATION, ORGANIZATION.c.id == EXPENSE.c.funder_organization_id)
        .where(condition)
    )
    return fetch_records_with(connection, EXPENSE, ExpenseRecord, query)
