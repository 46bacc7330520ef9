"""Whether a search takes as long in a register of a million ties as in one of a thousand, and what its index costs.

`python -m benchmarks.search [RUNS]` grows the registers first, where they are not there yet, then prints Markdown. The
index's cost is that of an import and of one change with it and without it; for the second, this module runs the program
with an index that nothing is written to (`python -m benchmarks.search without …`).
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest import mock

from benchmarks.register import init_register, make_register
from benchmarks.timing import Subject, Timing, measure

SIZES = (1_000, 100_000, 1_000_000)
ASKED = {
    "`search Bala`": ("search", "Bala"),
    "`search xxqq`, a miss": ("search", "xxqq"),
    "`search ba`, two letters": ("search", "ba"),
    "`search zz`, two letters, few hits": ("search", "zz"),
    "`search sister`, a word that every tie has": ("search", "sister"),
    "`list-partners Centrumm`, a slip, with its hint": ("list-partners", "Centrumm"),
    "`show Balagarr`, a slip, of any kind": ("show", "Balagarr"),
}
_TIES = 100_000
_NEW_CITY = ("add-city", "Ulan Qavi", "--country", "MN", "--yes")
_TWINNING = [str(Path(sys.executable).with_name("twinning"))]
_WITHOUT = [sys.executable, "-m", "benchmarks.search", "without"]


def main(runs: int = 7) -> int:
    """Measure, print, and return the exit code."""
    registers = {size: make_register(size) for size in SIZES}
    print(*_clock(registers, runs), sep="\n")
    with TemporaryDirectory(dir=registers[SIZES[0]].parent) as folder:
        print("", *_costs(Path(folder)), sep="\n")
    return 0


def _clock(registers: Mapping[int, Path], runs: int) -> Iterator[str]:
    subjects = [
        Subject(f"{name} {size}", [*_TWINNING, "--db", str(path), *words], code=_code(words))
        for name, words in ASKED.items()
        for size, path in registers.items()
    ]
    timings = measure(subjects, runs)
    yield f"| median (middle half), ms | {' | '.join(f'{size:,}' for size in SIZES)} |"
    yield f"|---|{'---:|' * len(SIZES)}"
    for name in ASKED:
        yield f"| {name} | {' | '.join(_cell(timings[f'{name} {size}']) for size in SIZES)} |"


def _code(words: tuple[str, ...]) -> int:
    """Return the exit code of what is found, and of what is not."""
    return 0 if words[0] == "search" else 3


def _cell(timing: Timing) -> str:
    return f"{timing.median:.0f} ({timing.spread:.0f})"


def _costs(folder: Path) -> Iterator[str]:
    """Import a file with the index and without it, into two registers, and change each once."""
    ties = folder / "ties.csv"
    write_ties(ties, _TIES)
    yield f"| | import of {_TIES:,} ties, s | size, MB | one change after it, ms |"
    yield "|---|---:|---:|---:|"
    for name, program in (("with the index", _TWINNING), ("without", _WITHOUT)):
        register = folder / f"{name}.db"
        init_register(register, "--empty")
        taken = Subject(name, [*program, "--db", str(register), "import", str(ties), "--yes"]).run()
        size = register.stat().st_size
        change = Subject(name, [*program, "--db", str(register), *_NEW_CITY]).run()
        yield f"| {name} | {taken / 1000:.1f} | {size / 1e6:.0f} | {change:.0f} |"


def write_ties(path: Path, count: int) -> None:
    """Write a list of so many ties among an eighth as many cities."""
    random = Random(1966)
    with path.open("w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["city1", "country1", "city2", "country2", "kind", "signed"])
        for _ in range(count):
            one, other = random.sample(range(count // 8), 2)
            day = f"{random.randint(1950, 2024)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
            countries = ("KR" if city % 2 else "JP" for city in (one, other))
            lines.writerow([f"City {one}", next(countries), f"City {other}", next(countries), "sister_city", day])


def _nothing(*_arguments: object) -> None:
    """Stand for what keeps the index."""


def run_without_index(words: list[str]) -> None:
    """Run the program with an index that nothing is written to."""
    from twinning import __main__ as program
    from twinning.db.log import digests
    from twinning.db.search import index

    with (
        mock.patch.object(digests, "texts_of", _nothing),
        mock.patch.object(digests, "texts_of_rows", lambda _name, rows: [None] * len(rows)),
        mock.patch.object(index, "enter", _nothing),
        mock.patch.object(index, "forget", _nothing),
    ):
        sys.argv[1:] = words
        program.main()


if __name__ == "__main__":
    if sys.argv[1:2] == ["without"]:
        run_without_index(sys.argv[2:])
    else:
        sys.exit(main(*map(int, sys.argv[1:])))
