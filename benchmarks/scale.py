"""Whether a command about one city takes as long in a register of a million agreements as in one of a thousand.

`python -m benchmarks.scale [RUNS]` grows the registers first, where they are not there yet, then prints Markdown: every
statement with its query plan, then the times. It leaves with 1 where a statement reads a whole table, where the number
of statements depends on the size or on the city, or where the answer depends on the size.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.register import CENTRE, make_register, some_city
from benchmarks.statements import Statement, full_scans, statements_of
from benchmarks.timing import Subject, Timing, measure

SIZES = (1_000, 100_000, 1_000_000)
COMMANDS = {
    "list-partners": ("list-partners",),
    "list-agreements": ("list-agreements", "--city"),
    "show": ("show",),
    "report partners": ("report", "partners"),
}
"""What is asked, by name: each command takes the city last."""
_TWINNING = str(Path(sys.executable).with_name("twinning"))


def main(runs: int = 11) -> int:
    """Check, measure, print, and return the exit code."""
    registers = {size: make_register(size) for size in SIZES}
    faults = [fault for name in COMMANDS for fault in _check(name, registers)]
    print(*_clock(registers, runs), sep="\n")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _check(name: str, registers: Mapping[int, Path]) -> Iterator[str]:
    """Print what a command asks of the largest register, and yield what is wrong with it."""
    issued = {size: statements_of(path, (*COMMANDS[name], CENTRE)) for size, path in registers.items()}
    largest = issued[SIZES[-1]]
    print(f"## {name}: {len(largest)} statements\n")
    yield from _scans(name, largest, registers[SIZES[-1]])
    counts = {len(statements) for statements in issued.values()} | {_count_elsewhere(name, registers[SIZES[0]])}
    if len(counts) > 1:
        yield f"{name} issues now {min(counts)} statements, now {max(counts)}"
    if len({_answer(path, name) for path in registers.values()}) > 1:
        yield f"{name} answers differently"


def _count_elsewhere(name: str, register: Path) -> int:
    """Return how many statements a command issues for a city with another number of partners."""
    return len(statements_of(register, (*COMMANDS[name], some_city(register))))


def _scans(name: str, statements: list[Statement], register: Path) -> Iterator[str]:
    for number, statement in enumerate(statements, start=1):
        plan = statement.plan(register)
        print(f"{number}. `{' '.join(statement.sql.split())}`\n", *(f"    - {step}" for step in plan), "", sep="\n")
        yield from (f"{name}, statement {number}: {step}" for step in full_scans(plan))


def _answer(register: Path, name: str) -> str:
    command = [_TWINNING, "--db", str(register), *COMMANDS[name], CENTRE, "--format", "json"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _clock(registers: Mapping[int, Path], runs: int) -> Iterator[str]:
    timings = measure([each for size, path in registers.items() for each in _subjects(size, path)], runs)
    yield f"| median (middle half), ms | {' | '.join(f'{size:,}' for size in SIZES)} |"
    yield f"|---|{'---:|' * len(SIZES)}"
    for name in (*COMMANDS, *_COMPLETIONS):
        yield f"| {name} | {' | '.join(_cell(timings[f'{name} {size}']) for size in SIZES)} |"


_COMPLETIONS = {"completion of `Cen`": "Cen", "completion of `B`": "B", "completion of nothing": ""}


def _subjects(size: int, register: Path) -> Iterator[Subject]:
    for name, command in COMMANDS.items():
        yield Subject(f"{name} {size}", [_TWINNING, "--db", str(register), *command, CENTRE])
    for name, typed in _COMPLETIONS.items():
        words = {"COMP_WORDS": f"twinning list-partners {typed}", "COMP_CWORD": "2"}
        environment = {"_TWINNING_COMPLETE": "complete_bash", "TWINNING_DB": str(register), **words}
        yield Subject(f"{name} {size}", [_TWINNING], environment)


def _cell(timing: Timing) -> str:
    return f"{timing.median:.0f} ({timing.spread:.0f})"


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
