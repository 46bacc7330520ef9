"""What goes into an exported file: the agreements as of a day, without those marked internal unless wanted."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import Connection, Select, func, select

from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT, AgreementRecord
from twinning.db.tables.cities import CityRecord
from twinning.db.tables.sources import CITATION, SOURCE
from twinning.db.typed_tables import fetch_records, fetch_rows, select_ids
from twinning.domain.agreements.status import was_signed_by
from twinning.queries.lookup.agreements import Tie, load_ties, ties_as_of
from twinning.queries.network import Network, load_cities, network_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is exported, as of a day (ISO).

    All cities by their ids, agreements in the order of their keys with their records, and how many agreements that are
    internal were left out.
    """

    as_of: str
    cities: dict[int, CityRecord]
    ties: tuple[Tie, ...]
    records: dict[int, AgreementRecord]
    left_out: int

    @property
    def signed(self) -> tuple[Tie, ...]:
        """The agreements that were, or may have been, signed by that day."""
        return tuple(tie for tie in self.ties if was_signed_by(tie.facts, self.as_of))

    @property
    def network(self) -> Network:
        """The cities, and the links between them."""
        return network_of(self.cities, self.signed, self.as_of)


def choose(connection: Connection, as_of: str, *, internal: bool) -> Chosen:
    """Return what is exported on a day (ISO), with what is marked internal or without it."""
    chosen = wanted(internal=internal)
    records = fetch_records(connection, select(AGREEMENT).where(AGREEMENT.c.id.in_(chosen)), AgreementRecord)
    return Chosen(
        as_of,
        load_cities(connection),
        tuple(ties_as_of(load_ties(connection, chosen), as_of)),
        {record.id: record for record in records},
        0 if internal else count_internal(connection),
    )


def count_internal(connection: Connection) -> int:
    """Return how many agreements are marked internal."""
    internal = select(func.count()).select_from(AGREEMENT).where(AGREEMENT.c.internal.in_([True]))
    return connection.execute(internal).scalar_one()


def wanted(*, internal: bool) -> Select[int]:
    """Return the select of the ids of the agreements that are exported."""
    every = select(AGREEMENT.c.id)
    return every if internal else every.where(AGREEMENT.c.internal.in_([False]))


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source of an agreement: its title and its web address."""

    title: str
    address: str | None


def sources_of(connection: Connection, chosen: Select[int]) -> dict[int, list[CitedSource]]:
    """Return the sources of each agreement that a select chooses or of its acts, in the order of their keys.

    Those come last that are files of ties: what such a list itself refers to says more.
    """
    of_acts = CITATION.join(AGREEMENT_ACT, AGREEMENT_ACT.c.id == CITATION.c.agreement_act_id)
    queries = (
        select(CITATION.c.agreement_id, CITATION.c.source_id).where(CITATION.c.agreement_id.in_(chosen)),
        select(AGREEMENT_ACT.c.agreement_id, CITATION.c.source_id)
        .select_from(of_acts)
        .where(AGREEMENT_ACT.c.agreement_id.in_(chosen)),
    )
    citing: dict[int, set[int]] = defaultdict(set)
    for agreement, source in chain.from_iterable(fetch_rows(connection, query) for query in queries):
        if agreement is not None:
            citing[source].add(agreement)
    of = SOURCE.c
    sources = select(of.id, of.file_name, of.key, of.title, of.address)
    sources = sources.where(of.id.in_(select_ids(connection, [*citing])))
    found: dict[int, list[CitedSource]] = defaultdict(list)
    for number, _, _, title, address in sorted(fetch_rows(connection, sources), key=_rank):
        cited = CitedSource(title, address)
        for agreement in citing[number]:
            found[agreement].append(cited)
    return found


def _rank(source: tuple[int, str | None, str, str, str | None]) -> tuple[bool, str]:
    _, file_name, key, *_ = source
    return file_name is not None, key
