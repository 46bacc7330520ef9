"""Report what was spent, by partner, year, funder and currency, and how many activities have no recorded cost.

Amounts in different currencies are never added up, and an unknown cost does not count as zero.

Examples:
  twinning report costs Busan --from 2019

  twinning report costs --all -o costs.csv
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, localcontext

from sqlalchemy import Connection, or_, select

from twinning.db.tables.obligations import EXPENSE, ExpenseRecord
from twinning.domain.dates import EdtfDate
from twinning.domain.dates.spans import ANY_TIME, Span
from twinning.domain.names import fold
from twinning.domain.vocabulary import ActivityStatus
from twinning.queries.dossiers.expenses import load_expenses
from twinning.queries.lists.partners import may_have_begun
from twinning.queries.lookup.agreements import load_ties
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports import report
from twinning.queries.reports._held import PlacedActivity, load_placed
from twinning.queries.reports._scope import activities_of, agreements_of, listing
from twinning.rows import Listing, Meaning, Section, Several, column
from twinning.rows.phrases import phrase
from twinning.rows.tracing import Counted

_DIGITS = 100


@dataclass(frozen=True, slots=True)
class CostRow:
    """What was spent with a partner in a year by a funder in a currency; or what was done without a recorded cost.

    `amount` is an exact decimal, null where the cost is unknown. `expenses` is how many were added up, `unrecorded` how
    many activities were held of which no expense is recorded. Several partners of one agreement or activity share a
    row. An unknown `year` or `funder` is null. `keys` are the agreements and activities.
    """

    partner: Several = column(1, means=Meaning.CITY)
    partner_keys: Several = column(0)
    year: int | None = column(2)
    funder: str | None = column(5)
    currency: str | None = column(4)
    amount: str | None = column(3, means=Meaning.AMOUNT)
    expenses: int = column(6, means=Meaning.COUNT)
    unrecorded: int = column(7, means=Meaning.COUNT)
    keys: Several = column(0)


@dataclass(frozen=True, slots=True)
class _Of:
    """What an expense was for: its key, and with whom."""

    key: str
    partner: Several


@report(CostRow)
def report_costs(
    connection: Connection, scope: FoundCity | None, as_of: str, span: Span = ANY_TIME
) -> Listing[CostRow]:
    """Return what was spent up to the year of a day (ISO), and what was held by then without a recorded cost.

    Of a span count the years that it touches; an expense without a year may be of any.
    """
    activities = load_placed(connection, scope)
    agreement, activity = EXPENSE.c.agreement_id, EXPENSE.c.activity_id
    of_scope = or_(agreement.in_(agreements_of(scope)), activity.in_(activities_of(scope)))
    spent = [*load_expenses(connection, of_scope)]
    known = [each for each in spent if _is_in(each[0].year, as_of, span)]
    paid_for = {expense.activity_id for expense, _ in spent}
    free = [each for each in activities if each.record.id not in paid_for and _was_held(each, as_of, span)]
    return listing(
        CostRow,
        phrase("costs"),
        scope,
        Section("expenses", CostRow, _added_up(known, _named(connection, scope, activities))),
        Section("unrecorded", CostRow, _unrecorded(free, scope), phrase("No cost recorded")),
    )


def _named(
    connection: Connection, scope: FoundCity | None, activities: list[PlacedActivity]
) -> dict[tuple[str, int | None], _Of]:
    """Return what expenses can be for, by kind and id."""
    named: dict[tuple[str, int | None], _Of] = {
        ("activity", each.record.id): _Of(each.record.key, _partners(each, scope)) for each in activities
    }
    paid_for = select(EXPENSE.c.agreement_id).where(EXPENSE.c.agreement_id.in_(agreements_of(scope)))
    for tie in load_ties(connection, paid_for):
        others = (party.place for party in tie.parties if scope is None or party.id != scope.id)
        named["agreement", tie.id] = _Of(tie.key, Several(others))
    return named


def _partners(activity: PlacedActivity, scope: FoundCity | None) -> Several:
    return Several(activity.partners(scope))


def _is_in(year: int | None, as_of: str, span: Span) -> bool:
    return (year is None or year <= int(as_of[:4])) and span.holds(EdtfDate.parse(f"{year:04}") if year else None)


def _was_held(activity: PlacedActivity, as_of: str, span: Span) -> bool:
    record, began = activity.record, activity.began
    held = record.status is ActivityStatus.HELD and (began is None or may_have_begun(began, as_of))
    return held and span.holds(record.start, record.end)


def _added_up(spent: list[tuple[ExpenseRecord, str | None]], named: dict[tuple[str, int | None], _Of]) -> list[CostRow]:
    groups: dict[tuple[Several, int | None, str | None, str], list[tuple[Decimal, str]]] = defaultdict(list)
    for expense, funder in spent:
        of = (
            named["agreement", expense.agreement_id] if expense.agreement_id else named["activity", expense.activity_id]
        )
        group = (of.partner, expense.year, funder, expense.currency)
        groups[group].append((Decimal(expense.amount), of.key))
    rows = [
        CostRow(partner, partner.keys, year, funder, currency, _sum(amounts), len(amounts), 0, _keys(amounts))
        for (partner, year, funder, currency), amounts in groups.items()
    ]
    return sorted(rows, key=_order)


def _keys(amounts: list[tuple[Decimal, str]]) -> Several:
    return Several(sorted({key for _, key in amounts}))


def _sum(amounts: list[tuple[Decimal, str]]) -> str:
    with localcontext(prec=_DIGITS):
        return f"{sum((amount for amount, _ in amounts), Decimal(0)):f}"


def _unrecorded(activities: list[PlacedActivity], scope: FoundCity | None) -> list[CostRow]:
    groups: dict[tuple[Several, int | None], list[str]] = defaultdict(list)
    for each in activities:
        groups[_partners(each, scope), each.year].append(each.record.key)
    rows = [
        CostRow(partner, partner.keys, year, None, None, None, 0, Counted(keys), Several(keys))
        for (partner, year), keys in groups.items()
    ]
    return sorted(rows, key=_order)


def _order(row: CostRow) -> tuple[str, int, str, str]:
    return fold(str(row.partner) or "~"), row.year or 9999, fold(row.funder or "~"), row.currency or ""
