"""The network of cities for tools that measure and draw networks: GraphML, and a list of edges."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from twinning.exchange.exports.chosen import Chosen
from twinning.queries.network import RULE, Link, Network

_NODE = {
    "name": "string",
    "country_code": "string",
    "latitude": "double",
    "longitude": "double",
    "wikidata_id": "string",
    "population": "long",
}
_EDGE = {"weight": "long", "kind": "string", "since": "string", "status": "string", "agreements": "string"}


def graphml(chosen: Chosen) -> Iterator[str]:
    """Give the lines of the network as GraphML: every city is a node by its key, and `RULE` says what an edge is."""
    network = chosen.network
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield f"  <desc>{escape(_about(chosen))}</desc>\n"
    for of, columns in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in columns.items():
            yield f'  <key id="{of}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '  <graph id="twinning" edgedefault="undirected">\n'
    for city in network.cities.values():
        yield f"    <node id={quoteattr(city.key)}>{_data('node', _NODE, city)}</node>\n"
    for link in network.links:
        one, other = _keys(network, link)
        said = _data("edge", _EDGE, _Edge(link, chosen.as_of))
        yield f"    <edge source={quoteattr(one)} target={quoteattr(other)}>{said}</edge>\n"
    yield "  </graph>\n</graphml>\n"


def edge_list(chosen: Chosen) -> Iterator[str]:
    """Give the lines of the network as pairs of keys with the number of their agreements; lines with # are remarks."""
    network = chosen.network
    yield f"# {_about(chosen)}\n"
    for link in network.links:
        yield f"{' '.join(_keys(network, link))} {len(link.ties)}\n"


class _Edge:
    """The data of an edge, by their names."""

    def __init__(self, link: Link, as_of: str) -> None:
        self.weight = len(link.ties)
        self.kind, self.since = link.kind.value, link.since
        self.status = link.ties[0].status(as_of, link.one, link.other).value
        self.agreements = "; ".join(tie.key for tie in link.ties)


def _data(of: str, columns: dict[str, str], record: object) -> str:
    said = ((name, getattr(record, name)) for name in columns)
    return "".join(f'<data key="{of}_{name}">{escape(str(value))}</data>' for name, value in said if value is not None)


def _keys(network: Network, link: Link) -> tuple[str, str]:
    return network.cities[link.one].key, network.cities[link.other].key


def _about(chosen: Chosen) -> str:
    return f"as of {chosen.as_of}: {RULE}"
