"""What was spent. Amounts stay in their currencies: nothing here adds them up."""

from sqlalchemy import ColumnElement, Connection, func, select

from twinning.queries.tables import table
from twinning.rows.dossiers import ExpenseRow


def list_expenses(connection: Connection, condition: ColumnElement[bool]) -> list[ExpenseRow]:
    """Return the expenses for which a condition holds, in the order recorded."""
    expense, city, organization = table("expense"), table("city"), table("organization")
    query = (
        select(expense, func.coalesce(city.c.name, organization.c.name).label("funder"))
        .outerjoin(city, city.c.id == expense.c.funder_city_id)
        .outerjoin(organization, organization.c.id == expense.c.funder_organization_id)
        .where(condition)
        .order_by(expense.c.seq)
    )
    return [
        ExpenseRow(row["seq"], row["amount"], row["currency"], row["year"], row["funder"], row["note"])
        for row in connection.execute(query).mappings()
    ]
