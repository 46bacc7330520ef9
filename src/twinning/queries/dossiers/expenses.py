"""What was spent. Amounts stay in their currencies: nothing here adds them up."""

from sqlalchemy import ColumnElement, Connection, Nullable, func, select

from twinning.db.tables.cities import CITY
from twinning.db.tables.obligations import EXPENSE, ExpenseRecord
from twinning.db.tables.people import ORGANIZATION
from twinning.db.typed_tables import fetch_records_with
from twinning.rows.dossiers import ExpenseRow


def list_expenses(connection: Connection, condition: ColumnElement[bool]) -> list[ExpenseRow]:
    """Return the expenses for which a condition holds, in the order recorded."""
    query = (
        select(Nullable(func.coalesce(CITY.c.name, ORGANIZATION.c.name)))
        .select_from(EXPENSE)
        .outerjoin(CITY, CITY.c.id == EXPENSE.c.funder_city_id)
        .outerjoin(ORGANIZATION, ORGANIZATION.c.id == EXPENSE.c.funder_organization_id)
        .where(condition)
        .order_by(EXPENSE.c.seq)
    )
    return [
        ExpenseRow(expense.seq, expense.amount, expense.currency, expense.year, funder, expense.note)
        for expense, funder in fetch_records_with(connection, EXPENSE, ExpenseRecord, query)
    ]
