"""What a command loads: each heavy library only where it is needed."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from twinning.cli.registry import COMMANDS
from twinning.db.storage.address import Address
from twinning.queries.reports import list_outlines

_TELLING = """
import atexit, json, sys
from pathlib import Path

def tell():
    base = sys.modules.get("twinning.db.models.base")
    mappers = base.Base.registry.mappers if base else ()
    configured = [mapper.class_.__name__ for mapper in mappers if mapper.configured]
    Path(report).write_text(json.dumps({"modules": sorted(sys.modules), "configured": configured}))

report, *sys.argv[1:] = sys.argv[1:]
atexit.register(tell)
from twinning.__main__ import main
main()
"""


_ASKED = {"list-partners": ("Busan",), "show": ("Busan",), "search": ("부산",)}
_EDITIONS = {"earlier": "global-busan-expanding-networks", "later": "newsworld-seoul-bilateral-ties"}
_NAMED = {**_EDITIONS, "year": "2019", "partner": "Vladivostok", "city": "Busan", "scope": "Busan"}
READING = [
    *((name, *_ASKED.get(name, ())) for name, command in COMMANDS.items() if command.panel == "Look"),
    *(
        ("report", each.name, *(text for name, text in _NAMED.items() if name in each.parameters))
        for each in list_outlines()
    ),
    ("log",),
    ("log", "show", "1"),
    ("doctor",),
    ("db", "status"),
]
"""Commands that read: every list and report, a record, the search, the log, the state of the register."""


_READING_ONE_AFTER_ANOTHER = """
import json, sys
from twinning.cli.main import run

unwanted = {"sqlalchemy.orm", "twinning.db.models.base", "twinning.db.models"}
for arguments in json.loads(sys.stdin.read()):
    code = run(arguments)
    assert code == 0, (arguments, code)
    assert "sqlalchemy" in sys.modules, arguments
    assert not unwanted & set(sys.modules), (arguments, unwanted & set(sys.modules))
"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a command had loaded at its end: modules, and the mapped classes that SQLAlchemy had configured."""

    modules: frozenset[str]
    configured: tuple[str, ...]


def loaded(folder: Path, address: Address, *arguments: str, **environment: str) -> Loaded:
    report = folder / "loaded.json"
    command = [sys.executable, "-c", _TELLING, str(report), *arguments]
    everything = os.environ | {"TWINNING_DB": str(address.path)} | environment
    subprocess.run(command, env=everything, capture_output=True, check=True)
    told = json.loads(report.read_text())
    return Loaded(frozenset(told["modules"]), tuple(told["configured"]))


def test_the_version_needs_nothing_but_python(sqlite_seeded: Address, tmp_path: Path) -> None:
    modules = loaded(tmp_path, sqlite_seeded, "--version").modules
    assert not modules & {"typer", "rich", "sqlalchemy", "platformdirs", "importlib.metadata"}


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("list-partners", "--help"), ("db", "--help"), ("add-city", "--help"), ("undo", "--help")],
)
def test_help_needs_no_database(sqlite_seeded, tmp_path, arguments: tuple[str, ...]):
    modules = loaded(tmp_path, sqlite_seeded, *arguments).modules
    assert not modules & {"sqlalchemy", "alembic", "edtf", "babel", "pycountry", "rapidfuzz", "anyascii"}


@pytest.mark.parametrize(
    "line", ["twinning ", "twinning list-partners Bu", "twinning show Bu", "twinning list-cities --"]
)
def test_completion_needs_no_sqlalchemy(sqlite_seeded: Address, tmp_path: Path, line: str) -> None:
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    modules = loaded(tmp_path, sqlite_seeded, _TWINNING_COMPLETE="complete_bash", **words).modules
    assert not modules & {"sqlalchemy", "alembic", "edtf", "babel", "pycountry", "rapidfuzz", "anyascii"}


@pytest.mark.parametrize("arguments", [("list-partners", "Busan"), ("list-cities",), ("show", "Busan")], ids=" ".join)
def test_a_listing_needs_no_migrations_no_fuzzy_search_and_no_mapped_classes(
    sqlite_seeded, tmp_path, arguments: tuple[str, ...]
):
    told = loaded(tmp_path, sqlite_seeded, *arguments)
    assert not told.modules & {"alembic", "babel", "pycountry", "rapidfuzz", "anyascii", "psycopg", "platformdirs"}
    assert told.configured == ()


def test_reading_needs_no_orm(sqlite_seeded: Address) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _READING_ONE_AFTER_ANOTHER],
        env=os.environ | {"TWINNING_DB": str(sqlite_seeded.path)},
        input=json.dumps(READING),
        capture_output=True,
        check=False,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr


def test_the_partners_of_a_city_need_no_rows_but_their_own(sqlite_seeded: Address, tmp_path: Path) -> None:
    modules = loaded(tmp_path, sqlite_seeded, "list-partners", "Busan").modules
    declared = {each for each in modules if each.startswith(("twinning.rows.", "twinning.queries.dossiers"))}
    own = ("partners", "phrases", "arranging", "arranging.sorting", "arranging.streaming")
    assert declared == {f"twinning.rows.{name}" for name in own}


@pytest.mark.parametrize(
    "line", ["twinning report ", "twinning report partners Bu", "twinning report partners --sort "]
)
def test_completing_a_report_needs_no_report(sqlite_seeded: Address, tmp_path: Path, line: str) -> None:
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    modules = loaded(tmp_path, sqlite_seeded, _TWINNING_COMPLETE="complete_bash", **words).modules
    assert not modules & {"sqlalchemy", "twinning.queries.reports.partners"}


def test_a_listing_needs_no_library_for_the_dates_that_it_reads(sqlite_seeded: Address, tmp_path: Path) -> None:
    assert "edtf" not in loaded(tmp_path, sqlite_seeded, "list-partners", "Busan").modules


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "jsonl", "md"])
def test_only_a_table_draws_with_rich(sqlite_seeded: Address, tmp_path: Path, format: str) -> None:
    modules = loaded(tmp_path, sqlite_seeded, "list-partners", "Busan", "--format", format).modules
    assert not modules & {"rich.table", "rich.console"}
