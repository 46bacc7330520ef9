"""Report measures of the whole network of cities and ties: components, degrees, clustering, distances, countries.

Needs the extra `network`: pip install 'twinning-register[network]'. The rule that makes ties of agreements is
printed with the numbers, and so is which of them were estimated from a sample.

Examples:
  twinning report network

  twinning report network --as-of 2000-01-01 --csv
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from twinning.domain.countries import country_name
from twinning.queries import graphs
from twinning.queries.graphs import Graph
from twinning.queries.network import RULE, Link, Network, load_network
from twinning.queries.reports import report
from twinning.rows import Listing, Meaning, Section, column
from twinning.rows.phrases import Phrase, named_country, pair, phrase, word_alone
from twinning.rows.tracing import Counted, Traced

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """A measure of the network.

    `of` is what a number of several is for: a degree (how many ties a city has) in `cities_of_degree`, countries in
    `ties_of_countries`, a city in `highest_betweenness`, whose key is `of_key`. `sampled` is the number of cities from
    which it was told, and a diameter then a lower bound; it is empty where the value is exact. Distances are within
    the largest component.
    """

    measure: str = column(1, means=Meaning.FIELD)
    of: str | None = column(2, means=Meaning.CITY)
    of_key: str | None = column(0)
    value: str | int | float | bool = column(3)
    sampled: int | None = column(4)


@report(NetworkRow)
def report_network(connection: Connection, as_of: str) -> Listing[NetworkRow]:
    """Return the measures of the network of agreements that are in force or may be on a day (ISO)."""
    network = load_network(connection, as_of)
    graph = graphs.graph_of(network)
    sections = (
        Section("measures", NetworkRow, [*_sizes(network, graph), *_measures(network, graph)] if len(graph) else []),
        Section("degrees", NetworkRow, list(_degrees(network, graph)), phrase("How many cities have how many ties")),
        Section("countries", NetworkRow, list(_countries(network)), phrase("How many ties lie between countries")),
    )
    return Listing(NetworkRow, sections, phrase("Network of cities"), phrase("no ties recorded"), (RULE,))


def _sizes(network: Network, graph: Graph) -> Iterator[NetworkRow]:
    found = graphs.components(graph)
    cities, largest = _keys(network, graph), _keys(network, found[0])
    yield _measure("cities", Counted(cities))
    yield _measure("ties", Traced(graph.number_of_edges(), _agreements(network.links)))
    yield _measure("cities_without_ties", Counted(_keys(network, network.cities.keys() - set(graph))))
    yield _measure("components", Traced(len(found), cities))
    yield _measure("largest_component", Counted(largest))
    distances = graphs.distances(graph, found[0])
    yield _measure("diameter", Traced(distances.diameter, largest), sampled=distances.sampled)
    yield _measure("mean_distance", distances.mean, sampled=distances.sampled)


def _measures(network: Network, graph: Graph) -> Iterator[NetworkRow]:
    cities, ties = len(graph), graph.number_of_edges()
    clustering = graphs.clustering(graph)
    yield _measure("mean_degree", 2 * ties / cities)
    yield _measure("density", 2 * ties / (cities * (cities - 1)))
    yield _measure("transitivity", graphs.transitivity(graph))
    yield _measure("average_clustering", sum(clustering.values()) / cities)
    if (correlation := graphs.degree_assortativity(graph)) is not None:
        yield _measure("degree_assortativity", correlation)
    within = sum(len(links) for (one, other), links in graphs.mixing(network).items() if one and one == other)
    yield _measure("share_within_one_country", within / ties)
    found = graphs.betweenness(graph)
    highest = max(graph, key=lambda city: found.of[city])
    row = _measure("highest_betweenness", found.of[highest], network.cities[highest].name, found.sampled)
    yield replace(row, of_key=network.cities[highest].key)


def _degrees(network: Network, graph: Graph) -> Iterator[NetworkRow]:
    cities: dict[int, list[int]] = defaultdict(list)
    for city, degree in graph.degree:
        cities[degree].append(city)
    for degree, found in sorted(cities.items()):
        yield _measure("cities_of_degree", Counted(_keys(network, found)), str(degree))


def _countries(network: Network) -> Iterator[NetworkRow]:
    for codes, links in graphs.mixing(network).items():
        between = pair(*map(_country, codes))
        yield _measure("ties_of_countries", Traced(len(links), _agreements(links)), between)


def _country(code: str | None) -> Phrase:
    name = country_name(code)
    return named_country(name) if name else word_alone("unknown")


def _keys(network: Network, cities: Iterable[int]) -> list[str]:
    return [network.cities[city].key for city in cities]


def _agreements(links: Iterable[Link]) -> list[str]:
    return [tie.key for link in links for tie in link.ties]


def _measure(measure: str, value: int | float, of: str | None = None, sampled: int | None = None) -> NetworkRow:
    return NetworkRow(measure, of, None, round(value, _DIGITS) if isinstance(value, float) else value, sampled)
