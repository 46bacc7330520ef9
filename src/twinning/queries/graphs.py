"""Measures of the network of cities, for researchers: on networkx, which comes with the extra `network`.

What takes time with the square of the size is exact up to a size, and beyond it told from a sample of cities that is
the same every time. Whatever is not exact says so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from twinning.domain.progress import followed
from twinning.errors import UsageError
from twinning.queries.network import Link, Network

Graph = Any
"""A `networkx.Graph`: nodes are the ids of cities that have a tie, in the order of their keys."""

EXACT_BETWEENNESS, SAMPLED_BETWEENNESS = 1_000, 100
EXACT_DISTANCES, SAMPLED_DISTANCES = 20_000, 2_048
"""Up to how many cities a measure is exact, and from how many of them it is told beyond that."""

_BLOCK = 4_096
_SEED = 1


def graph_of(network: Network) -> Graph:
    """Return the graph of a network. Raises UsageError where networkx is not installed."""
    graph = _networkx().Graph()
    tied = {city for link in network.links for city in (link.one, link.other)}
    graph.add_nodes_from(city for city in network.cities if city in tied)
    graph.add_edges_from((link.one, link.other) for link in network.links)
    return graph


def _networkx() -> Any:
    try:
        import networkx  # noqa: PLC0415 - half a second, for these reports alone
    except ModuleNotFoundError as error:
        raise UsageError(
            "measures of the network need networkx, which is not installed", "pip install 'twinning-register[network]'"
        ) from error
    return networkx


def components(graph: Graph) -> list[set[int]]:
    """Return the sets of cities that ties lead between, the largest first."""
    return sorted(_networkx().connected_components(graph), key=lambda found: (-len(found), min(found)))


def transitivity(graph: Graph) -> float:
    """Return how many of the pairs of ties that meet in a city are closed by a third: 3 triangles to a triad."""
    return float(_networkx().transitivity(graph))


def clustering(graph: Graph) -> dict[int, float]:
    """Return for each city how many of the pairs of its partners have a tie themselves, from 0 to 1."""
    return dict(_networkx().clustering(graph))


def cores(graph: Graph) -> dict[int, int]:
    """Return for each city the largest k of a part of the network in which it has k ties as all others there."""
    return dict(_networkx().core_number(graph))


def shortest_path(graph: Graph, start: int, goal: int) -> list[int]:
    """Return the cities of a shortest way between two, both included; nothing where no tie leads there."""
    networkx = _networkx()
    try:
        return list(networkx.shortest_path(graph, start, goal))
    except (networkx.NetworkXNoPath, networkx.NodeNotFound):
        return []


@dataclass(frozen=True, slots=True)
class Betweenness:
    """For each city the share of shortest ways between others that lead through it, from 0 to 1, and how it was told.

    `sampled` is the number of cities from which the ways were followed; None where it was from all.
    """

    of: dict[int, float]
    sampled: int | None


def betweenness(graph: Graph) -> Betweenness:
    """Return the betweenness of all cities.

    One city after another is the source, which shows how far it is; of a sample each stands for its share of all.
    """
    cities, measure = list(graph), _networkx().betweenness_centrality_subset
    sampled = SAMPLED_BETWEENNESS if len(cities) > EXACT_BETWEENNESS else None
    sources = cities if sampled is None else Random(_SEED).sample(cities, sampled)  # noqa: S311 - a sample, no secret
    found = dict.fromkeys(cities, 0.0)
    for source in followed("measuring betweenness", sources, len(sources)):
        for city, ways in measure(graph, [source], cities).items():
            found[city] += ways
    pairs = (len(cities) - 1) * (len(cities) - 2) / 2
    share = len(cities) / len(sources) / pairs if len(cities) > 2 else 0.0
    return Betweenness({city: ways * share for city, ways in found.items()}, sampled)


@dataclass(frozen=True, slots=True)
class Distances:
    """How many ties lie between two cities of one component: the longest way, and the mean of all pairs.

    `sampled` is the number of cities from which it was measured, and the diameter then a lower bound; None where it was
    from all.
    """

    diameter: int
    mean: float
    sampled: int | None


def distances(graph: Graph, component: set[int]) -> Distances:
    """Return the distances within a component."""
    cities = [city for city in graph if city in component]
    number = {city: at for at, city in enumerate(cities)}
    neighbours = [[number[other] for other in graph[city]] for city in cities]
    sampled = SAMPLED_DISTANCES if len(cities) > EXACT_DISTANCES else None
    sources: Sequence[int] = range(len(cities))
    if sampled is not None:
        sources = sorted(Random(_SEED).sample(sources, sampled))  # noqa: S311 - a sample, no secret
    pairs: Counter[int] = Counter()
    blocks = range(0, len(sources), _BLOCK)
    for start in followed("measuring distances", blocks, len(blocks)):
        pairs.update(_pairs_by_distance(neighbours, sources[start : start + _BLOCK]))
    total = sum(pairs.values())
    mean = sum(distance * count for distance, count in pairs.items()) / total if total else 0.0
    return Distances(max(pairs, default=0), mean, sampled)


def _pairs_by_distance(neighbours: Sequence[Sequence[int]], sources: Sequence[int]) -> dict[int, int]:
    """Return how many pairs of a source and another city lie so many ties apart.

    All sources walk at once: a city has a number with a bit for each source that has reached it. Ten thousand cities
    take a second so, and two minutes one by one.
    """
    reached = [0] * len(neighbours)
    for bit, source in enumerate(sources):
        reached[source] |= 1 << bit
    pairs: dict[int, int] = {}
    known, distance = len(sources), 0
    while True:
        reached = list(_a_step_further(reached, neighbours))
        count = sum(each.bit_count() for each in reached)
        if count == known:
            return pairs
        distance += 1
        pairs[distance], known = count - known, count


def _a_step_further(reached: Sequence[int], neighbours: Sequence[Sequence[int]]) -> Iterator[int]:
    for city, others in enumerate(neighbours):
        found = reached[city]
        for other in others:
            found |= reached[other]
        yield found


def degree_assortativity(graph: Graph) -> float | None:
    """Return how far cities of many ties have ties with such cities: Pearson's correlation over the ends of ties.

    From -1 to 1; None where all have as many. M. E. J. Newman, Assortative mixing in networks (2002).
    """
    degrees = dict(graph.degree)
    ends = [(degrees[one], degrees[other]) for one, other in graph.edges]
    ties = len(ends)
    if not ties:
        return None
    mean = sum(one + other for one, other in ends) / (2 * ties)
    spread = sum((one - mean) ** 2 + (other - mean) ** 2 for one, other in ends) / 2
    return sum((one - mean) * (other - mean) for one, other in ends) / spread if spread else None


def mixing(network: Network) -> dict[tuple[str | None, str | None], list[Link]]:
    """Return the links between each two countries (codes, None for unknown) and within each, the most first."""
    found: dict[tuple[str | None, str | None], list[Link]] = defaultdict(list)
    for link in network.links:
        codes = (network.cities[city].country_code for city in (link.one, link.other))
        one, other = sorted(codes, key=lambda code: code or "~")
        found[one, other].append(link)
    return dict(sorted(found.items(), key=lambda each: (-len(each[1]), *(code or "~" for code in each[0]))))
