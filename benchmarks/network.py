"""Whether the measures of a published network come out, and how long they take beside networkx and igraph.

`python -m benchmarks.network EDGES` takes a list of edges: two ids a line, `%` or `#` before remarks. With KONECT's
network of twin towns it compares with the figures that are published of it. It puts the edges into a new register,
asks `twinning report network`, lets networkx and igraph read the file themselves, prints Markdown, and leaves with 1
where a figure differs. networkx measures distances city by city, which takes minutes.
"""

import csv
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

PUBLISHED = {
    "cities": 14_274,
    "ties": 20_573,
    "components": 1_433,
    "largest_component": 10_320,
    "diameter": 25,
    "mean_distance": 7.348,
    "transitivity": 0.1114,
    "degree_assortativity": 0.3868,
}
"""Of KONECT's network `twin`; the mean distance as igraph computes it in the largest component."""

Figures = Mapping[str, float]
_TWINNING = [sys.executable, "-m", "twinning"]


def main(edges: Path) -> int:
    """Measure three times, print, and return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder) / "register.db"
        filled = _timed(lambda: _fill(register, edges))[1]
        ours, seconds = _timed(lambda: _ours(register))
    subjects = {f"`twinning report network` ({filled:.0f} s to import)": (ours, seconds)}
    for name, measure in (("networkx", _networkx), ("igraph", _igraph)):
        try:
            subjects[name] = _timed(partial(measure, edges))
        except ModuleNotFoundError:
            print(f"{name} is not installed", file=sys.stderr)
    _print(subjects)
    return 1 if any(abs(ours[name] - value) > _tolerance(value) for name, value in PUBLISHED.items()) else 0


def _print(subjects: Mapping[str, tuple[Figures, float]]) -> None:
    print("| figure | published |", " | ".join(subjects), "|")
    print("|---|---:|" + "---:|" * len(subjects))
    for name, published in PUBLISHED.items():
        print(f"| {name} | {published} |", " | ".join(f"{found[name]:.6g}" for found, _ in subjects.values()), "|")
    print("| seconds | |", " | ".join(f"{seconds:.1f}" for _, seconds in subjects.values()), "|")


def _tolerance(value: float) -> float:
    """Return half of the last digit that is published; counts have to be the same."""
    return 0 if isinstance(value, int) else 0.5 * 10 ** -len(str(value).partition(".")[2])


def _timed(measure: Callable[[], Figures]) -> tuple[Figures, float]:
    begun = time.perf_counter()
    return measure(), time.perf_counter() - begun


def _pairs(edges: Path) -> list[tuple[str, str]]:
    lines = edges.read_text(encoding="utf-8").splitlines()
    return [(each[0], each[1]) for line in lines if line[:1] not in "%#" and len(each := line.split()) >= 2]


def _fill(register: Path, edges: Path) -> Figures:
    rows = register.with_name("edges.csv")
    with rows.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("city", "city country", "partner", "partner country"))
        writer.writerows((f"City {one}", "DE", f"City {other}", "DE") for one, other in _pairs(edges))
    _run("--db", str(register), "db", "init", "--empty")
    _run("--db", str(register), "import", str(rows), "--listed-on", "2017-01-01", "--yes")
    return {}


def _ours(register: Path) -> Figures:
    answer = _run("--db", str(register), "report", "network", "--csv")
    return {row["measure"]: float(row["value"]) for row in csv.DictReader(io.StringIO(answer)) if not row["of"]}


def _run(*arguments: str) -> str:
    return subprocess.run([*_TWINNING, *arguments], check=True, capture_output=True, text=True).stdout


def _networkx(edges: Path) -> Figures:
    import networkx

    graph = networkx.Graph(_pairs(edges))
    components = sorted(networkx.connected_components(graph), key=len)
    largest = graph.subgraph(components[-1])
    counts = [0] * len(largest)
    for _, lengths in networkx.all_pairs_shortest_path_length(largest):
        for length in lengths.values():
            counts[length] += 1
    pairs = sum(counts[1:])
    return {
        "cities": len(graph),
        "ties": graph.number_of_edges(),
        "components": len(components),
        "largest_component": len(largest),
        "diameter": max(length for length, count in enumerate(counts) if count),
        "mean_distance": sum(length * count for length, count in enumerate(counts)) / pairs,
        "transitivity": networkx.transitivity(graph),
        "degree_assortativity": _assortativity(graph),
    }


def _assortativity(graph: object) -> float:
    """Return networkx's own where numpy is installed, which it needs for that."""
    import networkx

    try:
        return float(networkx.degree_assortativity_coefficient(graph))
    except ModuleNotFoundError:
        return float("nan")


def _igraph(edges: Path) -> Figures:
    import igraph

    graph = igraph.Graph.TupleList(_pairs(edges), directed=False).simplify()
    components = graph.connected_components()
    largest = components.giant()
    return {
        "cities": graph.vcount(),
        "ties": graph.ecount(),
        "components": len(components),
        "largest_component": largest.vcount(),
        "diameter": largest.diameter(),
        "mean_distance": largest.average_path_length(),
        "transitivity": graph.transitivity_undirected(),
        "degree_assortativity": graph.assortativity_degree(directed=False),
    }


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
