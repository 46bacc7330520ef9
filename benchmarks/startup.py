"""How long commands take as whole processes, next to what they cannot be faster than: see README.md.

`python -m benchmarks.startup [RUNS]` prints a Markdown table, and leaves with 1 where help or completion loads
SQLAlchemy.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.register import init_register, make_register_of_cities
from benchmarks.timing import Subject, Timing, measure

_PROGRAMS = Path(sys.executable).parent
_PARTNERS = """
    SELECT DISTINCT other.name, other.country_code, agreement.kind, agreement_act.on_text
    FROM city
    JOIN agreement_party AS own ON own.city_id = city.id
    JOIN agreement ON agreement.id = own.agreement_id
    JOIN agreement_party AS others ON others.agreement_id = agreement.id AND others.city_id <> city.id
    JOIN city AS other ON other.id = others.city_id
    LEFT JOIN agreement_act ON agreement_act.agreement_id = agreement.id
    WHERE city.name = 'Busan'
"""

_PYTHON, _TYPER, _FLOOR = "`python -c pass`", "`import typer`", "the floor"


@dataclass(frozen=True)
class Wanted:
    """At most so many times another subject's time."""

    times: float
    of: str


_CITIES = 100_000
_AT_SCALE = {
    f"completion of `{line}` among {_CITIES:,} cities": line
    for line in ("list-partners Cen", "list-partners B", "list-partners ", "show b", "list-events --person Ba")
}
"""What is completed on a large register, by name: from a whole beginning of a name down to nothing typed at all."""

_WANTED = {
    "`twinning --version`": Wanted(3, _PYTHON),
    "`twinning --help`": Wanted(4, _TYPER),
    "completion of `Bu`": Wanted(3, _TYPER),
    **dict.fromkeys(_AT_SCALE, Wanted(3, _TYPER)),
    "`twinning list-partners Busan`": Wanted(1.10, _FLOOR),
}
_WITHOUT_SQLALCHEMY = ("`twinning --help`", "completion of `Bu`", *_AT_SCALE)


def subjects(register: Path, large: Path) -> list[Subject]:
    """Return what is compared, on a register with the seed and, for completion, on a large one."""
    python = sys.executable
    return [
        Subject(_PYTHON, [python, "-c", "pass"]),
        Subject(_TYPER, [python, "-c", "import typer"]),
        Subject(_FLOOR, [python, str(Path(__file__).with_name("floor.py")), str(register), "busan-kr"]),
        Subject("`sqlite-utils query`", [f"{_PROGRAMS}/sqlite-utils", "query", str(register), _PARTNERS, "--table"]),
        _twinning(register, "--version"),
        _twinning(register, "--help"),
        _completion("completion of `Bu`", register, "list-partners Bu"),
        *(_completion(name, large, line) for name, line in _AT_SCALE.items()),
        _twinning(register, "list-partners", "Busan"),
        _twinning(register, "list-partners", "Busan", "--csv"),
        _twinning(register, "show", "Busan"),
        _twinning(register, "report", "partners", "Busan"),
    ]


def _completion(name: str, register: Path, line: str) -> Subject:
    words = {"COMP_WORDS": f"twinning {line}", "COMP_CWORD": str(len(line.split(" ")))}
    return Subject(
        name,
        [f"{_PROGRAMS}/twinning"],
        {"_TWINNING_COMPLETE": "complete_bash", "TWINNING_DB": str(register)} | words,
    )


def _twinning(register: Path, *arguments: str) -> Subject:
    name = f"`twinning {' '.join(arguments)}`"
    return Subject(name, [f"{_PROGRAMS}/twinning", *arguments], {"TWINNING_DB": str(register)})


def loads_sqlalchemy(subject: Subject) -> bool:
    """Return whether a command of ours loads SQLAlchemy."""
    command = [sys.executable, "-X", "importtime", *subject.command]
    done = subprocess.run(command, env=os.environ | subject.environment, check=True, capture_output=True, text=True)
    return "sqlalchemy" in done.stderr


def _table(timings: Mapping[str, Timing]) -> Iterator[str]:
    yield "| what | median, ms | middle half, ms | ratio | wanted at most |"
    yield "|---|---:|---:|---|---|"
    for name, timing in timings.items():
        ratio, limit = "", ""
        if (wanted := _WANTED.get(name)) is not None:
            ratio = f"{timing.median / timings[wanted.of].median:.2f} of {wanted.of}"
            limit = f"{wanted.times:g}"
        yield f"| {name} | {timing.median:.0f} | {timing.spread:.0f} | {ratio} | {limit} |"


def main(runs: int = 21) -> int:
    """Measure, print, and return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder) / "register.db"
        init_register(register)
        compared = subjects(register, make_register_of_cities(_CITIES))
        print(*_table(measure(compared, runs)), sep="\n")
        heavy = [each.name for each in compared if each.name in _WITHOUT_SQLALCHEMY and loads_sqlalchemy(each)]
    for name in heavy:
        print(f"{name} loads SQLAlchemy", file=sys.stderr)
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
