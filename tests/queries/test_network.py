"""The network of cities: what is an edge, and that measures are those of networks that can be reckoned by hand."""

import subprocess
import sys
from collections.abc import Iterator

import networkx
import pytest
from sqlalchemy import Connection

from queries.making import make_agreement, make_city, trying
from twinning.db.session import connection_of
from twinning.db.storage.address import Address
from twinning.errors import UsageError
from twinning.queries import graphs
from twinning.queries.lookup.cities import find_city
from twinning.queries.network import RULE, load_network
from twinning.queries.reports.central import report_central
from twinning.queries.reports.network import report_network
from twinning.queries.reports.path import report_path

DAY = "2026-01-01"


@pytest.fixture
def world(sqlite_address: Address) -> Iterator[Connection]:
    """A triangle by one agreement, a tail of two, a pair apart, a city alone; a proposal and an end count not."""
    with trying(sqlite_address) as session:
        a, b, c, d, e = (make_city(session, f"{name}-kr") for name in "abcde")
        f, g, alone = (make_city(session, f"{name}-jp") for name in ("f", "g", "alone"))
        make_agreement(session, a, b, c, kind="cooperation")
        make_agreement(session, a, b, acts=[("signed", "1980")])
        make_agreement(session, c, d)
        make_agreement(session, d, e)
        make_agreement(session, f, g)
        make_agreement(session, e, f, acts=[("proposed", "1990")])
        make_agreement(session, a, alone, acts=[("signed", "1990"), ("ended", "2000")])
        yield connection_of(session)


def test_each_pair_of_parties_is_one_edge_of_its_highest_agreement(world: Connection) -> None:
    network = load_network(world, DAY)
    links = {
        (network.cities[link.one].key, network.cities[link.other].key): (link.kind.value, len(link.ties))
        for link in network.links
    }
    assert links == {
        ("a-kr", "b-kr"): ("sister_city", 2),
        ("a-kr", "c-kr"): ("cooperation", 1),
        ("b-kr", "c-kr"): ("cooperation", 1),
        ("c-kr", "d-kr"): ("sister_city", 1),
        ("d-kr", "e-kr"): ("sister_city", 1),
        ("f-jp", "g-jp"): ("sister_city", 1),
    }


def test_what_has_ended_since_is_in_the_network_of_an_earlier_day(world: Connection) -> None:
    network = load_network(world, "1995-01-01")
    keys = {(network.cities[link.one].key, network.cities[link.other].key) for link in network.links}
    assert ("a-kr", "alone-jp") in keys


def test_the_report_has_the_measures_that_can_be_reckoned_by_hand(world: Connection) -> None:
    listing = report_network(world, DAY)
    found = {row.measure: row.value for row in listing.sections[0].rows}
    assert (found["cities"], found["ties"], found["cities_without_ties"]) == (7, 6, 1)
    assert (found["components"], found["largest_component"], found["diameter"]) == (2, 5, 3)
    assert found["mean_distance"] == 1.7  # of ten pairs five lie 1, three 2, two 3 apart
    assert found["transitivity"] == 0.5  # one triangle of six triads
    assert found["average_clustering"] == round((1 + 1 + 1 / 3) / 7, 6)
    assert found["density"] == round(6 / 21, 6)
    assert found["share_within_one_country"] == 1
    assert found["highest_betweenness"] == round(4 / 15, 6)
    degrees = {row.of: row.value for row in listing.sections[1].rows}
    assert degrees == {"1": 3, "2": 3, "3": 1}
    countries = {row.of: row.value for row in listing.sections[2].rows}
    assert countries == {"South Korea – South Korea": 5, "Japan – Japan": 1}
    assert listing.notes == (RULE,)


def test_the_report_of_central_cities_has_those_with_the_most_ties_first(world: Connection) -> None:
    first, *_ = report_central(world, DAY).rows
    assert (first.key, first.ties, first.core, first.component, first.sampled) == ("c-kr", 3, 2, 5, None)
    assert first.clustering == round(1 / 3, 6)


def test_the_report_of_a_path_has_a_tie_for_each_step(world: Connection) -> None:
    rows = list(report_path(world, find_city(world, "a-kr"), find_city(world, "e-kr"), DAY).rows)
    assert [row.key for row in rows] == ["a-kr", "c-kr", "d-kr", "e-kr"]
    assert [row.agreement for row in rows] == [None, "a-kr--b-kr--c-kr", "c-kr--d-kr", "d-kr--e-kr"]
    apart = report_path(world, find_city(world, "a-kr"), find_city(world, "g-jp"), DAY)
    assert (apart.is_empty, apart.empty) == (True, "no ties lead from A to G")


def test_a_register_without_ties_has_no_measures(sqlite_address: Address) -> None:
    with trying(sqlite_address) as session:
        make_city(session, "a-kr")
        assert report_network(connection_of(session), DAY).is_empty
        assert report_central(connection_of(session), DAY).is_empty


def test_distances_and_assortativity_are_those_of_networkx(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = networkx.barabasi_albert_graph(60, 2, seed=3)
    exact = graphs.distances(graph, set(graph))
    assert exact.diameter == networkx.diameter(graph)
    assert exact.mean == pytest.approx(networkx.average_shortest_path_length(graph))
    monkeypatch.setattr(graphs, "_BLOCK", 7)
    assert graphs.distances(graph, set(graph)) == exact
    star = networkx.star_graph(4)
    assert graphs.degree_assortativity(star) == pytest.approx(-1)
    assert graphs.degree_assortativity(networkx.cycle_graph(4)) is None


def test_beyond_a_size_a_sample_is_taken_the_same_each_time_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs, "EXACT_DISTANCES", 10)
    monkeypatch.setattr(graphs, "SAMPLED_DISTANCES", 5)
    monkeypatch.setattr(graphs, "EXACT_BETWEENNESS", 10)
    monkeypatch.setattr(graphs, "SAMPLED_BETWEENNESS", 5)
    graph = networkx.path_graph(20)
    found = graphs.distances(graph, set(graph))
    assert found.sampled == 5
    assert found == graphs.distances(graph, set(graph))
    assert found.diameter <= 19
    assert graphs.betweenness(graph).sampled == 5
    assert graphs.betweenness(graph) == graphs.betweenness(graph)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 30])
def test_the_betweenness_followed_city_by_city_is_that_of_the_whole(size: int) -> None:
    graph = networkx.gnm_random_graph(size, 2 * size, seed=7)
    assert graphs.betweenness(graph).of == pytest.approx(networkx.betweenness_centrality(graph))


def test_without_networkx_it_is_said_what_to_install(world: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(UsageError, match="networkx, which is not installed") as refused:
        report_network(world, DAY)
    assert refused.value.hint == "pip install 'twinning-register[network]'"


def test_no_other_command_loads_networkx() -> None:
    loading = (
        "import sys\nfrom twinning.queries.reports import list_outlines, load_report\n"
        "[load_report(each.name) for each in list_outlines()]\nassert 'networkx' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", loading], check=True)
