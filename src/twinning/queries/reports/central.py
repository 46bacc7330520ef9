"""Report how central each city is: its ties, its share of shortest paths, and how its partners are tied.

Needs the extra `network`: pip install 'twinning-register[network]'.

Examples:
  twinning report central --limit 20

  twinning report central --sort betweenness --descending --csv
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from twinning.domain.countries import country_name
from twinning.queries import graphs
from twinning.queries.network import RULE, load_network
from twinning.queries.reports import report
from twinning.rows import Listing, Meaning, Section, column
from twinning.rows.phrases import phrase

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class CentralRow:
    """A city in the network, those with the most ties first.

    `ties` is the number of cities that it has a tie with; `betweenness` the share of the shortest ways between others
    that lead through it, from 0 to 1, told from `sampled` cities or from all where that is empty; `clustering` is the
    share of pairs of its partners that have a tie themselves. In its `core` every city has at least so many ties with
    others of it. `component` is the number of cities that ties lead to, itself included.
    """

    city: str = column(1, means=Meaning.CITY)
    country: str | None = column(6, means=Meaning.COUNTRY, narrow="country_code")
    country_code: str | None = column(0)
    ties: int = column(3, means=Meaning.COUNT)
    betweenness: float = column(4)
    clustering: float = column(5)
    core: int = column(7, means=Meaning.COUNT)
    component: int = column(8, means=Meaning.COUNT)
    sampled: int | None = column(9)
    key: str = column(2)


@report(CentralRow)
def report_central(connection: Connection, as_of: str) -> Listing[CentralRow]:
    """Return the cities that have a tie on a day (ISO), those with the most first."""
    network = load_network(connection, as_of)
    graph = graphs.graph_of(network)
    betweenness, clustering, cores = graphs.betweenness(graph), graphs.clustering(graph), graphs.cores(graph)
    reach = {city: len(component) for component in graphs.components(graph) for city in component}
    rows = [
        CentralRow(
            city=(city := network.cities[number]).name,
            country=country_name(city.country_code),
            country_code=city.country_code,
            ties=graph.degree[number],
            betweenness=round(betweenness.of[number], _DIGITS),
            clustering=round(clustering[number], _DIGITS),
            core=cores[number],
            component=reach[number],
            sampled=betweenness.sampled,
            key=city.key,
        )
        for number in graph
    ]
    rows.sort(key=lambda row: (-row.ties, -row.betweenness, row.key))
    sections = (Section("cities", CentralRow, rows),)
    return Listing(CentralRow, sections, phrase("Central cities"), phrase("no ties recorded"), (RULE,))
