"""Lists and data packages at scale, beside what SQLite's own tools take for the same rows in the same run.

`python -m benchmarks.exchange [out] [SIZE …]` grows registers of so many agreements (1,000 and 100,000 if not said),
where they are not there yet, and prints Markdown: seconds, processor seconds and the peak of memory. With `out`,
nothing is imported, which takes longest. The commands are whole processes; `sqlite3` has to be installed, and
`sqlite-utils`, which the extra `benchmark` brings.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from benchmarks.register import init_register, make_register

SIZES = (1_000, 100_000)
_TWINNING, _SQLITE_UTILS = (str(Path(sys.executable).with_name(name)) for name in ("twinning", "sqlite-utils"))
_TABLES = ("operation", "source", "city", "agreement", "agreement_party", "agreement_act", "citation")
_LISTS = (
    ("list-agreements", "--limit", "5"),
    ("list-agreements", "--limit", "5", "--country", "JP"),
    ("list-cities", "--limit", "5"),
    ("list-agreements", "--csv"),
)

_PLACE = ("name", "country_code", "admin1", "latitude", "longitude", "wikidata_id", "key")
_NAMES = ("", "_country", "_region", "_latitude", "_longitude", "_wikidata", "_key")
_OF_PARTIES = [
    *(
        f"{side}.{column} AS {side}{name}"
        for side in ("city", "partner")
        for column, name in zip(_PLACE, _NAMES, strict=True)
    ),
    *(f"NULL AS parties{name}" for name in _NAMES),
]
_TIES = f"""
    SELECT agreement.key, {", ".join(_OF_PARTIES)}, agreement.kind, signed.on_text AS date, ended.on_text AS ended,
        iif(ended.id IS NULL, 'active', 'ended') AS status, NULL AS successor, agreement.title, agreement.instrument,
        (SELECT group_concat(field, '; ') FROM agreement_field WHERE agreement_id = agreement.id) AS fields,
        agreement.summary, source.title AS source, source.address, NULL AS internal
    FROM agreement
    JOIN agreement_party AS one ON one.agreement_id = agreement.id JOIN city ON city.id = one.city_id
    JOIN agreement_party AS other ON other.agreement_id = agreement.id
    JOIN city AS partner ON partner.id = other.city_id AND partner.key > city.key
    LEFT JOIN agreement_act AS signed ON signed.agreement_id = agreement.id AND signed.kind = 'signed'
    LEFT JOIN agreement_act AS ended ON ended.agreement_id = agreement.id AND ended.kind = 'ended'
    LEFT JOIN citation ON citation.agreement_id = agreement.id LEFT JOIN source ON source.id = citation.source_id
    ORDER BY agreement.key
"""
"""The rows of exported ties, of registers like these: two parties, one act of a kind and one source for each tie."""


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds by the clock and of the processor, until its first line, and megabytes at most."""

    seconds: float
    processor: float
    first_line: float
    peak: float

    def __str__(self) -> str:
        """Return the cells of a table."""
        return f"{self.seconds:.1f} | {self.processor:.1f} | {self.first_line:.1f} | {self.peak:.0f}"


def main(*given: str) -> int:
    """Measure, print, and return the exit code."""
    parts = (_taken_out,) if "out" in given else (_taken_out, _brought_in)
    for size in [int(each) for each in given if each.isdecimal()] or SIZES:
        register = _grown_apart(size)
        print(f"\n| {size:,} agreements | s | processor, s | first line, s | peak, MB |\n|---|---:|---:|---:|---:|")
        for command in _LISTS:
            print(f"| `{' '.join(command)}` | {cost_of([_TWINNING, '--db', str(register), *command])} |", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            for name, cost in (found for part in parts for found in part(register, Path(folder))):
                print(f"| {name} | {cost} |", flush=True)
    return 0


def _grown_apart(size: int) -> Path:
    """Return a register that another process grew: what a command takes at most counts from the size of its parent."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(make_register, size).result()


def _taken_out(register: Path, folder: Path) -> Iterator[tuple[str, Cost]]:
    selects = "; ".join(f"SELECT * FROM {table}" for table in _TABLES)
    yield "`export` of the ties as CSV", cost_of([_TWINNING, "--db", str(register), "export", str(folder / "ties.csv")])
    yield (
        "`sqlite-utils query --csv` of the same rows",
        cost_of([_SQLITE_UTILS, "query", str(register), _TIES, "--csv"]),
    )
    yield "`sqlite3 -csv` of the same rows", cost_of(["sqlite3", "-csv", "-header", str(register), _TIES])
    yield "`export` of a data package", cost_of([_TWINNING, "--db", str(register), "export", str(folder / "package")])
    yield "`sqlite3 -csv` of the tables", cost_of(["sqlite3", "-csv", str(register), selects])


def _brought_in(register: Path, folder: Path) -> Iterator[tuple[str, Cost]]:
    package, plain, copy = folder / "package", folder / "plain.db", folder / "copy.db"
    init_register(copy, "--empty")
    yield "`import` of the data package", cost_of([_TWINNING, "--db", str(copy), "import", str(package)])
    init_register(plain, "--empty")
    yield (
        "bare `sqlite3` executemany",
        cost_of([sys.executable, "-m", "benchmarks.exchange", str(register), str(plain)]),
    )


def cost_of(command: Sequence[str]) -> Cost:
    """Return what a command takes. Raises RuntimeError for one that fails."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        process.stdout.readline()
        first_line = time.perf_counter() - started
        while process.stdout.read(1 << 20):
            pass
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} left with {process.returncode}")
    seconds = time.perf_counter() - started
    return Cost(seconds, used.ru_utime + used.ru_stime, first_line, used.ru_maxrss / 1024)


def copy_rows(register: Path, plain: Path) -> None:
    """Insert the rows of a register's tables into an empty one, which has the same indexes and CHECKs."""
    with closing(sqlite3.connect(register)) as source, closing(sqlite3.connect(plain)) as target:
        for table in _TABLES:
            rows = source.execute(f"SELECT * FROM {table}")
            places = ", ".join("?" * len(rows.description))
            target.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({places})", rows)
        target.commit()


if __name__ == "__main__":
    if len(sys.argv) == 3 and Path(sys.argv[1]).is_file():
        copy_rows(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        sys.exit(main(*sys.argv[1:]))
