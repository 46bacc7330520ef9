"""What is recorded of agreements, by their parties, as whatever comes in is compared with it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from twinning.db.tables import table_named
from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT, AGREEMENT_PARTY, AgreementActRecord
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.agreements.acts import ACT_RULES
from twinning.domain.dates.edtf_bounds import BEYOND
from twinning.domain.vocabulary import AgreementKind
from twinning.queries.lookup.references import in_batches

Parties = tuple[int, ...]
"""The ids of the cities of an agreement, in their order."""


@dataclass(slots=True)
class RecordedAgreement:
    """An agreement of the register, with its acts in their order."""

    id: int
    key: str
    kind: AgreementKind
    acts: list[AgreementActRecord] = field(default_factory=list)

    @property
    def beginning(self) -> AgreementActRecord | None:
        """The act that it began with: the earliest of those that begin one."""
        return min((act for act in self.acts if ACT_RULES[act.kind].begins), key=_in_time, default=None)


def highest_id(connection: Connection, table: str) -> int:
    """Return the highest id of a table's rows, 0 where there are none."""
    rows = table_named(table)
    found: int | None = connection.execute(select(rows.c.id).order_by(rows.c.id.desc()).limit(1)).scalar()
    return found or 0


def agreements_of(connection: Connection, wanted: Set[Parties], last: int) -> dict[int, Parties]:
    """Return the recorded agreements (their ids) of these parties, up to one."""
    found: dict[int, Parties] = {}
    for batch in in_batches(parties[0] for parties in wanted):
        having = select(AGREEMENT_PARTY.c.agreement_id).where(AGREEMENT_PARTY.c.city_id.in_(batch))
        having = having.where(AGREEMENT_PARTY.c.agreement_id <= last)
        of_each: dict[int, list[int]] = defaultdict(list)
        members = select(AGREEMENT_PARTY.c.agreement_id, AGREEMENT_PARTY.c.city_id)
        for agreement, city in fetch_rows(connection, members.where(AGREEMENT_PARTY.c.agreement_id.in_(having))):
            of_each[agreement].append(city)
        found |= {each: parties for each, cities in of_each.items() if (parties := tuple(sorted(cities))) in wanted}
    return found


def parties_of(connection: Connection, agreements: Iterable[int]) -> dict[int, Parties]:
    """Return the parties of agreements (their ids)."""
    found: dict[int, list[int]] = defaultdict(list)
    for batch in in_batches(agreements):
        query = select(AGREEMENT_PARTY.c.agreement_id, AGREEMENT_PARTY.c.city_id)
        for agreement, city in fetch_rows(connection, query.where(AGREEMENT_PARTY.c.agreement_id.in_(batch))):
            found[agreement].append(city)
    return {agreement: tuple(sorted(cities)) for agreement, cities in found.items()}


def load_recorded(connection: Connection, agreements: Iterable[int]) -> Iterator[RecordedAgreement]:
    """Give what is recorded of agreements (their ids), in the order of these."""
    for batch in in_batches(agreements):
        query = select(AGREEMENT.c.id, AGREEMENT.c.key, AGREEMENT.c.kind).where(AGREEMENT.c.id.in_(batch))
        found = {row[0]: RecordedAgreement(*row) for row in fetch_rows(connection, query.order_by(AGREEMENT.c.id))}
        acts = select(AGREEMENT_ACT).where(AGREEMENT_ACT.c.agreement_id.in_(batch)).order_by(AGREEMENT_ACT.c.seq)
        for act in fetch_records(connection, acts, AgreementActRecord):
            found[act.agreement_id].acts.append(act)
        yield from found.values()


def _in_time(act: AgreementActRecord) -> tuple[str, str, int]:
    """Order acts as their status is read; one without a day comes last."""
    first, last = act.on.sort_key if act.on is not None else (BEYOND, BEYOND)
    return first, last, act.seq
