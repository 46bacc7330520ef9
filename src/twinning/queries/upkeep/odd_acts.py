"""Acts that cannot follow the others of their agreement, or seldom do."""

from collections import defaultdict
from collections.abc import Container, Iterator
from itertools import islice

from sqlalchemy import Connection, select

from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT, AgreementActRecord
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.dates import today
from twinning.domain.plausibility import Oddity, odd_acts
from twinning.domain.status import Act


def find_odd_acts(connection: Connection, among: Container[int] | None = None) -> Iterator[tuple[str, Oddity]]:
    """Give what is odd about acts, with the reference of each, of all agreements or those `among` (ids)."""
    acts: dict[int, list[Act]] = defaultdict(list)
    for act in fetch_records(connection, select(AGREEMENT_ACT), AgreementActRecord):
        if among is None or act.agreement_id in among:
            acts[act.agreement_id].append(Act(act.kind, act.on, act.seq, act.until, act.city_id))
    keys = dict(fetch_rows(connection, select(AGREEMENT.c.id, AGREEMENT.c.key)))
    for agreement, of_agreement in sorted(acts.items(), key=lambda each: keys[each[0]]):
        for oddity in odd_acts(of_agreement, today()):
            yield f"agreement:{keys[agreement]}/act-{oddity.seq}", oddity


def say_odd_acts(connection: Connection, among: Container[int], limit: int = 20) -> Iterator[str]:
    """Give sentences about the first odd acts among agreements (ids)."""
    for reference, oddity in islice(find_odd_acts(connection, among), limit):
        yield f"{reference}: {oddity.text}"
