"""Report the shortest path between two cities: over which partners of partners they are connected.

Needs the extra `network`: pip install 'twinning-register[network]'.

Examples:
  twinning report path Moscow Shanghai --explain

  twinning report path Moscow Kalmykia --as-of 2008-01-01
"""

from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection

from twinning.domain.countries import country_name
from twinning.queries import graphs
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.network import RULE, Link, load_network
from twinning.queries.reports import report
from twinning.rows import Listing, Meaning, Section, column
from twinning.rows.phrases import phrase


@dataclass(frozen=True, slots=True)
class PathRow:
    """A city on the way, and the highest tie that it has with the one before; the first has none before it."""

    step: int = column(3)
    city: str = column(1, means=Meaning.CITY)
    country: str | None = column(4, means=Meaning.COUNTRY, narrow="country_code")
    country_code: str | None = column(0)
    kind: str | None = column(5, means=Meaning.WORD)
    since: str | None = column(6, means=Meaning.DATE)
    agreement: str | None = column(7)
    key: str = column(2)


@report(PathRow)
def report_path(connection: Connection, partner: FoundCity, city: FoundCity, as_of: str) -> Listing[PathRow]:
    """Return a shortest way between two cities over the ties of a day (ISO)."""
    network = load_network(connection, as_of)
    graph = graphs.graph_of(network)
    way = graphs.shortest_path(graph, partner.id, city.id)
    tying = {frozenset((link.one, link.other)): link for link in network.links}
    links: list[Link | None] = [None, *(tying[frozenset(pair)] for pair in pairwise(way))]
    rows = [
        PathRow(
            step=step,
            city=(found := network.cities[number]).name,
            country=country_name(found.country_code),
            country_code=found.country_code,
            kind=link.kind.value if link else None,
            since=str(link.ties[0].since) if link and link.ties[0].since else None,
            agreement=link.ties[0].key if link else None,
            key=found.key,
        )
        for step, (number, link) in enumerate(zip(way, links, strict=False))
    ]
    sections = (Section("stops", PathRow, rows),)
    ends = {"partner": partner.name, "city": city.name}
    title, empty = phrase("From {partner} to {city}", **ends), phrase("no ties lead from {partner} to {city}", **ends)
    return Listing(PathRow, sections, title, empty, (RULE,))
