"""Agreements that the rows of a list may be: what is recorded of them, and on whose word."""

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT, AGREEMENT_PARTY, AgreementActRecord
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.agreements.acts import ACT_RULES, ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import AgreementKind, Basis
from twinning.queries.lookup.references import in_batches

Parties = tuple[int, ...]
"""The ids of the cities of an agreement, in their order."""


@dataclass(slots=True, eq=False)
class ComparedTie:
    """An agreement, recorded or new (then without ids), as far as a row of a list is compared with it.

    `act` is the one that it began with, `end` that it ended with, by their ids. `kind_is_said` and `day_is_said` are
    whether anybody states them, or they were inferred; `sources` are those that state the agreement, by their ids.
    """

    parties: Parties
    kind: AgreementKind
    on: EdtfDate | None
    id: int | None = None
    key: str = ""
    act: int | None = None
    end: int | None = None
    act_seq: int = 1
    acts: int = 1
    has_ended: bool = False
    is_superseded: bool = False
    kind_is_said: bool = True
    day_is_said: bool = True
    sources: set[int] = field(default_factory=set)


def last_agreement(connection: Connection) -> int:
    """Return the highest id of an agreement, 0 where there is none."""
    return connection.execute(select(func.max(AGREEMENT.c.id))).scalar() or 0


def load_ties(connection: Connection, wanted: Set[Parties], last: int) -> dict[Parties, list[ComparedTie]]:
    """Return the recorded agreements of these parties, up to one (its id)."""
    if not last:
        return {}
    cities = {parties[0] for parties in wanted}
    ties: dict[int, ComparedTie] = {}
    for batch in in_batches(cities):
        having = select(AGREEMENT_PARTY.c.agreement_id).where(AGREEMENT_PARTY.c.city_id.in_(batch))
        having = having.where(AGREEMENT_PARTY.c.agreement_id <= last)
        of_each: dict[int, list[int]] = defaultdict(list)
        members = select(AGREEMENT_PARTY.c.agreement_id, AGREEMENT_PARTY.c.city_id)
        for agreement, city in fetch_rows(connection, members.where(AGREEMENT_PARTY.c.agreement_id.in_(having))):
            of_each[agreement].append(city)
        chosen = {each: parties for each, found in of_each.items() if (parties := tuple(sorted(found))) in wanted}
        ties |= load_ties_by_id(connection, chosen)
    by_parties: dict[Parties, list[ComparedTie]] = defaultdict(list)
    for tie in ties.values():
        by_parties[tie.parties].append(tie)
    return by_parties


def load_ties_by_id(connection: Connection, parties: dict[int, Parties]) -> dict[int, ComparedTie]:
    """Return recorded agreements by their ids, of which the parties are known."""
    ties: dict[int, ComparedTie] = {}
    for batch in in_batches(parties):
        query = select(AGREEMENT.c.id, AGREEMENT.c.key, AGREEMENT.c.kind).where(AGREEMENT.c.id.in_(batch))
        for number, key, kind in fetch_rows(connection, query):
            ties[number] = ComparedTie(parties[number], kind, None, number, key)
        _add_acts(connection, batch, ties)
        _add_sources(connection, batch, ties)
    return ties


def parties_of(connection: Connection, agreements: Iterable[int]) -> dict[int, Parties]:
    """Return the parties of agreements (their ids)."""
    found: dict[int, list[int]] = defaultdict(list)
    for batch in in_batches(agreements):
        query = select(AGREEMENT_PARTY.c.agreement_id, AGREEMENT_PARTY.c.city_id)
        for agreement, city in fetch_rows(connection, query.where(AGREEMENT_PARTY.c.agreement_id.in_(batch))):
            found[agreement].append(city)
    return {agreement: tuple(sorted(cities)) for agreement, cities in found.items()}


def _add_acts(connection: Connection, ids: list[int], ties: dict[int, ComparedTie]) -> None:
    query = select(AGREEMENT_ACT).where(AGREEMENT_ACT.c.agreement_id.in_(ids)).order_by(AGREEMENT_ACT.c.seq.desc())
    for act in fetch_records(connection, query, AgreementActRecord):
        tie = ties[act.agreement_id]
        tie.acts = max(tie.acts, act.seq)
        tie.is_superseded |= act.kind is ActKind.SUPERSEDED
        if act.kind is ActKind.ENDED:
            tie.end, tie.has_ended = act.id, True
        if ACT_RULES[act.kind].begins:
            tie.act, tie.act_seq, tie.on = act.id, act.seq, act.on


def _add_sources(connection: Connection, ids: list[int], ties: dict[int, ComparedTie]) -> None:
    """Note who states each agreement. What nobody speaks of somebody typed in, and meant it."""
    said: dict[int, dict[str, set[Basis]]] = {number: defaultdict(set) for number in ids}
    own = select(CITATION.c.agreement_id, CITATION.c.source_id, CITATION.c.field, CITATION.c.basis)
    acts = select(AGREEMENT_ACT.c.agreement_id, CITATION.c.source_id, CITATION.c.field, CITATION.c.basis)
    acts = acts.select_from(CITATION).join(AGREEMENT_ACT, AGREEMENT_ACT.c.id == CITATION.c.agreement_act_id)
    for query in (own.where(CITATION.c.agreement_id.in_(ids)), acts.where(AGREEMENT_ACT.c.agreement_id.in_(ids))):
        for agreement, source, of, basis in fetch_rows(connection, query):
            ties[agreement or 0].sources.add(source)
            said[agreement or 0][of or ""].add(basis)
    for number, fields in said.items():
        ties[number].kind_is_said = fields["kind"] != {Basis.INFERRED}
        ties[number].day_is_said = fields["on"] != {Basis.INFERRED}
