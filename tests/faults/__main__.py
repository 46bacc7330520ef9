"""`python -m faults`: end and hinder the writing commands at point after point, on SQLite and on PostgreSQL.

`--most N` tries N points of each command, evenly spread over its calls; `--sqlite-only` needs no server, and
`--server-only` tries that alone. Then single bits of a register's file are flipped, `--flips N` of them. It prints how
many points it tried, and what was wrong after which; the exit code says whether anything was.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import count
from multiprocessing import get_context
from pathlib import Path

from cli.running import run_in_process
from db.server import NotStartedError, Run, alone, start
from faults.cases import CASES, Case
from faults.flips import Flips
from faults.places import Databases, Files, make_world
from faults.sweep import Sweep, Swept
from faults.tracing import can_trace
from twinning.db.storage.address import Address

_PROCESSES = 2


def main() -> int:
    """Sweep, tell, and return the exit code."""
    options = _options()
    if not can_trace():
        print("left out: this machine lets no process be stopped at its calls (Linux on x86-64 does)")
        return 0
    _leave_out_what_the_user_has_set()
    swept = [each for dialect in _dialects(options) for each in _sweep(dialect, options)]
    wrong = [wrong for each in swept for wrong in each.wrong] + list(_flip(options))
    print(f"{sum(each.points for each in swept)} points tried, {len(wrong)} wrong", *wrong, sep="\n", flush=True)
    return 1 if wrong or not swept else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("--most", type=int, default=100, help="How many points of each command.")
    parser.add_argument("--flips", type=int, default=100, help="How many bits of a file are flipped.")
    parser.add_argument("--sqlite-only", action="store_true", help="Without a server.")
    parser.add_argument("--server-only", action="store_true", help="Not on SQLite.")
    parser.add_argument("--only", default="", help="These commands, parted by commas.")
    return parser.parse_args()


def _dialects(options: argparse.Namespace) -> Iterator[Path | None]:
    """Give no folder for SQLite, then that of a server while it runs."""
    if not options.server_only:
        yield None
    if options.sqlite_only:
        return
    run = Run()
    try:
        with alone(run.folder):
            start(run.folder)
        yield run.folder
    except NotStartedError as error:
        print(f"left out: {error}")
    finally:
        run.end()


def _flip(options: argparse.Namespace) -> Iterator[str]:
    """Flip bits of a register, unless single commands are asked for."""
    if options.only:
        return
    with tempfile.TemporaryDirectory(prefix="twinning-flips-") as folder:
        os.environ["HOME"] = folder
        made = Path(folder) / "register.db"
        run_in_process("db", "init", address=Address.of_file(made))
        wrong = list(Flips(made.read_bytes(), Path(folder)).wrong(options.flips))
    print(f"{options.flips} bits flipped, {len(wrong)} wrong", flush=True)
    yield from wrong


def _sweep(run_folder: Path | None, options: argparse.Namespace) -> Iterator[Swept]:
    cases = [case for case in CASES if case.name in options.only.split(",") or not options.only]
    with tempfile.TemporaryDirectory(prefix="twinning-faults-") as folder:
        os.environ["HOME"] = folder
        _make_world(Path(folder), run_folder)
        sweep = partial(_sweep_case, Path(folder), run_folder, options.most)
        with ProcessPoolExecutor(_PROCESSES, get_context("fork")) as pool:
            for each in pool.map(sweep, count(1), cases):
                place = "PostgreSQL" if run_folder else "SQLite"
                print(f"{place}, {each.case}: {each.points} points, {len(each.wrong)} wrong", flush=True)
                yield each
        os.chdir("/")


def _make_world(folder: Path, run_folder: Path | None) -> None:
    place = _place(folder, 0, run_folder)
    if isinstance(place, Databases):
        place.begin()
    make_world(place, "kept" if run_folder else "kept.db")
    place.keep()


def _sweep_case(folder: Path, run_folder: Path | None, most: int, number: int, case: Case) -> Swept:
    return Sweep(case, _place(folder, number, run_folder)).sweep(most)


def _place(folder: Path, number: int, run_folder: Path | None) -> Files:
    return Databases(folder, number, run_folder) if run_folder else Files(folder, number)


def _leave_out_what_the_user_has_set() -> None:
    for name in list(os.environ):
        if name.startswith(("TWINNING_", "XDG_", "PG")):
            del os.environ[name]
    os.environ |= {"TWINNING_ACTOR": "tester", "NO_COLOR": "1", "TERM": "dumb"}


if __name__ == "__main__":
    sys.exit(main())
