r"""Lists at scale: how long `import` takes for ties among an eighth as many cities, beside tools that check nothing.

`python -m benchmarks.imports [SIZE …] [ADDRESS]` prints Markdown for 10,000, 100,000 and 1,000,000 ties, unless sizes
are given. Beside it stand `sqlite-utils insert` of the same file into one bare table, and bare `sqlite3` that writes
the rows which the import made. ADDRESS is that of an empty PostgreSQL database for each size, with
`{}` for the size: `postgresql://user@host/ties_{}`. Beside the import into it stands `psql \copy` of the file into one
bare table there; the processor's seconds are the client's. With the word `postgresql` nothing else is measured.
"""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.exchange import Cost, cost_of
from benchmarks.register import init_register
from benchmarks.search import write_ties

SIZES = (10_000, 100_000, 1_000_000)
_BESIDE = Path(sys.executable).parent
_TWINNING = [str(_BESIDE / "twinning")]
_WITHOUT = [sys.executable, "-m", "benchmarks.search", "without"]


def main(*given: str) -> int:
    """Measure, print, and return the exit code."""
    sizes = [int(each) for each in given if each.isdecimal()]
    address = next((each for each in given if "://" in each), None)
    print("| ties | what | s | processor, s | peak, MB | microseconds of the processor a tie |")
    print("|---:|---|---:|---:|---:|---:|")
    for size in sizes or SIZES:
        with TemporaryDirectory() as folder:
            ties = Path(folder) / "ties.csv"
            write_ties(ties, size)
            files = () if "postgresql" in given else _costs(ties, Path(folder))
            for what, cost in chain(files, _costs_of_server(ties, address.format(size)) if address else ()):
                each = cost.processor / size * 1e6
                cells = f"{cost.seconds:.1f} | {cost.processor:.1f} | {cost.peak:.0f} | {each:.0f}"
                print(f"| {size:,} | {what} | {cells} |", flush=True)
    return 0


def _costs(ties: Path, folder: Path) -> Iterator[tuple[str, Cost]]:
    register, without, copy = (folder / name for name in ("register.db", "without.db", "copy.db"))
    for each in (register, without, copy):
        init_register(each, "--empty")
    yield "`import`", cost_of([*_TWINNING, "--db", str(register), *_taking(ties)])
    yield "`import` without the search index", cost_of([*_WITHOUT, "--db", str(without), *_taking(ties)])
    insert = [str(_BESIDE / "sqlite-utils"), "insert", str(folder / "bare.db"), "ties", str(ties), "--csv", "--silent"]
    yield "`sqlite-utils insert --csv`", cost_of(insert)
    copying = [sys.executable, "-m", "benchmarks.exchange", str(register), str(copy)]
    yield "bare `sqlite3` executemany of the same rows", cost_of(copying)


def _costs_of_server(ties: Path, address: str) -> Iterator[tuple[str, Cost]]:
    cost_of([*_TWINNING, "--db", address, "db", "init", "--empty"])
    yield "`import` into PostgreSQL", cost_of([*_TWINNING, "--db", address, *_taking(ties)])
    columns = ", ".join(f"{name} text" for name in ties.read_text().partition("\n")[0].strip().split(","))
    statements = (f"CREATE TABLE bare ({columns})", f"\\copy bare FROM '{ties}' CSV HEADER", "DROP TABLE bare")
    yield "`psql \\copy` into one bare table", cost_of(["psql", "-q", address, *(f"-c{each}" for each in statements)])


def _taking(ties: Path) -> list[str]:
    return ["import", str(ties), "--yes", "--quiet"]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
