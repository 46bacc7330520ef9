"""Agreements as a network: cities, and what ties each two of them.

An agreement of several parties ties each pair of them, and several agreements between two cities are one link: that is
`RULE`, which whatever comes of a network says.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import Connection, select

from twinning.db.tables.agreements import AGREEMENT
from twinning.db.tables.cities import CITY, CityRecord
from twinning.db.typed_tables import fetch_records
from twinning.domain.agreements.status import OVER, was_signed_by
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import AgreementKind
from twinning.queries.lookup.agreements import Tie, load_ties, ties_as_of
from twinning.rows.phrases import phrase

RULE = phrase(
    "each pair of the parties of an agreement is an edge, and several agreements of two cities are one edge;"
    " agreements count that were signed and are not over for the two"
)
"""How agreements become edges, in words for whoever reads the numbers."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two cities (their ids, in the order of their keys) and the agreements that tie them, the highest first."""

    one: int
    other: int
    ties: tuple[Tie, ...]

    @property
    def kind(self) -> AgreementKind:
        """The highest rank among the agreements."""
        return self.ties[0].kind

    @property
    def since(self) -> EdtfDate | None:
        """The first signing that is known; None where none is."""
        days = [tie.since for tie in self.ties if tie.since is not None]
        return min(days, key=lambda day: day.sort_key, default=None)


@dataclass(frozen=True, slots=True)
class Network:
    """Cities by their ids in the order of their keys, those without a link too, and the links in that order."""

    cities: dict[int, CityRecord]
    links: tuple[Link, ...]


def load_network(connection: Connection, as_of: str) -> Network:
    """Return the network of all agreements that were signed by a day (ISO) and are not over then."""
    ties = ties_as_of(load_ties(connection, select(AGREEMENT.c.id)), as_of)
    return network_of(load_cities(connection), (tie for tie in ties if was_signed_by(tie.facts, as_of)), as_of)


def load_cities(connection: Connection) -> dict[int, CityRecord]:
    """Return all cities by their ids, in the order of their keys."""
    records = fetch_records(connection, select(CITY), CityRecord)
    return {city.id: city for city in sorted(records, key=lambda city: city.key)}


def network_of(cities: dict[int, CityRecord], ties: Iterable[Tie], as_of: str) -> Network:
    """Return the network of some agreements on a day (ISO): `RULE`, but for whether they were signed."""
    pairs: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    ids: dict[str, int] = {}
    for tie in ties:
        parties = sorted(tie.parties, key=lambda party: party.key)
        ids |= {party.key: party.id for party in parties}
        for one, other in combinations(parties, 2):
            if tie.status(as_of, one.id, other.id) not in OVER:
                pairs[one.key, other.key].append(tie)
    links = (
        Link(ids[one], ids[other], tuple(sorted(found, key=_rank))) for (one, other), found in sorted(pairs.items())
    )
    return Network(cities, tuple(links))


def _rank(tie: Tie) -> tuple[int, str]:
    return list(AgreementKind).index(tie.kind), tie.key
