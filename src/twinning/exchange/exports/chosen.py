"""What goes into an exported file: the agreements as of a day, without those marked internal unless wanted."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, Select, func, select

from twinning.db.tables.agreements import AGREEMENT, AgreementRecord
from twinning.db.tables.cities import CityRecord
from twinning.db.tables.sources import SOURCE
from twinning.db.typed_tables import fetch_records, fetch_rows, select_ids
from twinning.domain.agreements.status import was_signed_by
from twinning.queries.evidence.source_counts import citing_agreements
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


class CitedSource(NamedTuple):
    """A source of agreements: whether it is a list of them, its key, its title and its web address.

    In this order those that are lists come last: what such a list itself refers to says more.
    """

    is_list: bool
    key: str
    title: str | None
    address: str | None


def cited_sources(connection: Connection, chosen: Select[int]) -> Iterator[tuple[int, CitedSource]]:
    """Give each source whose id a select chooses, with its id."""
    of = SOURCE.c
    query = select(of.id, of.file_name.is_not(None), of.key, of.title, of.address).where(of.id.in_(chosen))
    for source, is_list, key, title, address in fetch_rows(connection, query):
        yield source, CitedSource(is_list, key, title, address)


def sources_of(connection: Connection, chosen: Select[int]) -> dict[int, list[CitedSource]]:
    """Return the sources of each agreement that a select chooses or of its acts, in their order."""
    citing: dict[int, set[int]] = defaultdict(set)
    for agreement, number in citing_agreements(connection, chosen):
        if agreement is not None:
            citing[number].add(agreement)
    found: dict[int, list[CitedSource]] = defaultdict(list)
    cited = cited_sources(connection, select_ids(connection, [*citing]))
    for number, source in sorted(cited, key=itemgetter(1)):
        for agreement in citing[number]:
            found[agreement].append(source)
    return found
