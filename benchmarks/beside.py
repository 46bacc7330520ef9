"""Whether a command takes longer than it did in another version: both versions in turns, in one run.

`python -m benchmarks.beside CHECKOUT [RUNS]` takes another checkout with its virtual environment in `.venv`, grows the
same registers with each version's own code, and prints a Markdown table: seconds of the processor, since the clock says
little where others use the machine.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.register import CENTRE
from benchmarks.scale import COMMANDS, SIZES
from benchmarks.timing import Subject, Timing, measure, processor_time

_HERE = Path(__file__).resolve().parents[1]
_GROW = "import sys; from benchmarks.register import make_register; print(make_register(int(sys.argv[1])))"
_STARTS = {
    "`twinning --version`": ("--version",),
    "`twinning --help`": ("--help",),
    "`twinning list-partners Busan`": ("list-partners", "Busan"),
    "`twinning show Busan`": ("show", "Busan"),
    "`twinning report partners Busan`": ("report", "partners", "Busan"),
}


@dataclass(frozen=True)
class Version:
    """A checkout whose virtual environment has it installed."""

    name: str
    checkout: Path
    programs: Path

    def subjects(self) -> Iterator[Subject]:
        """Yield what is timed of this version, named by what it is and by the version."""
        seeded = self.checkout / "build/benchmarks/seeded.db"
        seeded.unlink(missing_ok=True)
        self._run(self.programs / "twinning", "--db", seeded, "db", "init")
        for name, command in _STARTS.items():
            yield self._subject(name, seeded, command)
        for size in SIZES:
            register = Path(self._run(self.programs / "python", "-c", _GROW, size).strip())
            for name, command in COMMANDS.items():
                yield self._subject(f"{name}, {size:,} agreements", register, (*command, CENTRE))

    def _subject(self, name: str, register: Path, command: tuple[str, ...]) -> Subject:
        return Subject(f"{name} {self.name}", [f"{self.programs}/twinning", "--db", str(register), *command])

    def _run(self, *command: object) -> str:
        words = list(map(str, command))
        return subprocess.run(words, cwd=self.checkout, check=True, capture_output=True, text=True).stdout


def _table(timings: Mapping[str, Timing]) -> Iterator[str]:
    yield "| median (middle half), ms of the processor | before | after | after / before |"
    yield "|---|---:|---:|---:|"
    for name in (each.removesuffix(" before") for each in timings if each.endswith(" before")):
        before, after = timings[f"{name} before"], timings[f"{name} after"]
        cells = [f"{each.median:.0f} ({each.spread:.0f})" for each in (before, after)]
        yield f"| {name} | {' | '.join(cells)} | {after.median / before.median:.2f} |"


def main(checkout: str, runs: int = 11) -> int:
    """Measure, print, and return the exit code."""
    versions = [
        Version("before", Path(checkout).resolve(), Path(checkout).resolve() / ".venv/bin"),
        Version("after", _HERE, Path(sys.executable).parent),
    ]
    # In turns: what else the machine does falls on both.
    subjects = [subject for pair in zip(*(each.subjects() for each in versions), strict=True) for subject in pair]
    print(*_table(measure(subjects, runs, processor_time)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))
