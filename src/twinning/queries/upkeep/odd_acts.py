"""Acts that cannot follow the others of their agreement, or seldom do."""

from collections.abc import Container, Iterator
from itertools import groupby, islice
from operator import itemgetter

from sqlalchemy import Connection, func, select

from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT, AgreementActRecord
from twinning.db.typed_tables import fetch_records_with
from twinning.domain.agreements.status import Act
from twinning.domain.dates import today
from twinning.domain.plausibility import YEARS_AHEAD, Oddity, odd_acts
from twinning.queries.lists.streamed import by_code_points

_TOLD = 20


def find_odd_acts(connection: Connection, among: Container[int] | None = None) -> Iterator[tuple[str, Oddity]]:
    """Give what is odd about acts, with the reference of each, of all agreements or those `among` (ids)."""
    for (number, key), of_agreement in groupby(_acts(connection), key=itemgetter(0, 1)):
        if among is None or number in among:
            for oddity in odd_acts([act for _, _, act in of_agreement], today()):
                yield f"agreement:{key}/act-{oddity.seq}", oddity


def _acts(connection: Connection) -> Iterator[tuple[int, str, Act]]:
    """Give the acts of agreements that can have odd ones, by key: those with several, and those with one far ahead."""
    far_ahead = f"{int(today()[:4]) + YEARS_AHEAD + 1:04}"
    several = func.count() > 1
    can_be_odd = (
        select(AGREEMENT_ACT.c.agreement_id)
        .group_by(AGREEMENT_ACT.c.agreement_id)
        .having(several | (func.max(AGREEMENT_ACT.c.on_earliest) >= far_ahead))
    )
    query = (
        select(AGREEMENT.c.key)
        .select_from(AGREEMENT_ACT)
        .join(AGREEMENT, AGREEMENT.c.id == AGREEMENT_ACT.c.agreement_id)
        .where(AGREEMENT_ACT.c.agreement_id.in_(can_be_odd))
        .order_by(by_code_points(connection, AGREEMENT.c.key), AGREEMENT_ACT.c.seq)
    )
    for act, key in fetch_records_with(connection, AGREEMENT_ACT, AgreementActRecord, query):
        yield act.agreement_id, key, Act(act.kind, act.on, act.seq, act.until, act.city_id)


def say_odd_acts(connection: Connection, among: Container[int]) -> Iterator[str]:
    """Give sentences about the first odd acts among agreements (ids)."""
    for reference, oddity in islice(find_odd_acts(connection, among), _TOLD):
        yield f"{reference}: {oddity.text}"
