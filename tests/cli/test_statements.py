"""A reading command issues the same number of SQL statements however much there is to read."""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from cli.commands import RunCli, done
from twinning.db.storage.address import Address

pytestmark = pytest.mark.both_databases

COMMANDS = [
    ("list-partners", "Busan"),
    ("list-agreements",),
    ("list-agreements", "--city", "Busan"),
    ("list-cities",),
    ("show", "Busan"),
    ("show", "busan-kr--shanghai-cn"),
    ("report", "partners", "Busan"),
    ("report", "countries", "Busan"),
    ("report", "annual", "1990", "Busan"),
    ("db", "status"),
]
FLAGS = {"approximate": "false", "internal": "false"}
CITY, TIE, VISIT = "city-{}-de", "busan-kr--city-{}-de", "visit-{}"
MORE = {
    "city": [{"key": CITY, "name": "City {}", "kind": "city", "country_code": "DE"}],
    "agreement": [{"key": TIE, "kind": "sister_city", "instrument": "unknown", "internal": "false"}],
    "agreement_party": [{"agreement": TIE, "city": CITY}, {"agreement": TIE, "city": "busan-kr"}],
    "agreement_act": [{"agreement": TIE, "seq": "1", "kind": "signed", "on": "1990", "mode": "joint"}],
    "activity": [{"key": VISIT, "kind": "event", "title": "Visit {}", "status": "held", "start": "2001"} | FLAGS],
    "activity_place": [
        {"activity": VISIT, "seq": "1", "city": CITY, "role": "host"},
        {"activity": VISIT, "seq": "2", "city": "busan-kr", "role": "guest"},
    ],
}
"""The rows that one more partner has in each file of a package; `{}` is its number."""


@contextmanager
def counting() -> Iterator[list[str]]:
    """Give a list that the statements of every database are added to."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def add_partners(run_cli: RunCli, address: Address, package: Path, numbers: range) -> None:
    """Import partners of Busan that are added to the files of a package, each with an agreement and a visit."""
    for name, rows in MORE.items():
        with (package / f"{name}.csv").open("r+", encoding="utf-8", newline="") as stream:
            columns = next(csv.reader(stream))
            stream.seek(0, os.SEEK_END)
            writer = csv.DictWriter(stream, columns, restval="")
            for number in numbers:
                writer.writerows({column: cell.format(number) for column, cell in row.items()} for row in rows)
    done(run_cli("import", str(package), "--changed", address=address))


def answers(run_cli: RunCli, address: Address) -> dict[tuple[str, ...], tuple[int, str]]:
    """Return for each command how many statements it took, and what it wrote."""
    found = {}
    for command in COMMANDS:
        with counting() as statements:
            written = done(run_cli(*command, "--csv", address=address)).out
        found[command] = len(statements), written
    return found


def test_two_hundred_more_partners_take_no_further_statement(run_cli: RunCli, seeded: Address, tmp_path: Path) -> None:
    package = tmp_path / "package"
    done(run_cli("export", str(package), address=seeded))
    add_partners(run_cli, seeded, package, range(1))
    few = answers(run_cli, seeded)
    add_partners(run_cli, seeded, package, range(1, 200))
    for command, (statements, written) in answers(run_cli, seeded).items():
        assert statements == few[command][0] > 0, command
        assert written != few[command][1] or "busan-kr--shanghai-cn" in command
