"""What a command loads: each heavy library only where it is needed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from twinning.cli.registry import COMMANDS
from twinning.db.storage.address import Address
from twinning.queries.reports import list_outlines

_TELLING = """
import json, os, sys

def told():
    base = sys.modules.get("twinning.db.models.base")
    mappers = base.Base.registry.mappers if base else ()
    configured = [mapper.class_.__name__ for mapper in mappers if mapper.configured]
    return {"modules": sorted(sys.modules), "configured": configured}

report, commands = sys.argv[1:]
for arguments, environment in json.loads(commands):
    sys.argv[1:] = arguments
    os.environ.update(environment)
    from twinning.__main__ import main
    try:
        main()
    except SystemExit as leaving:
        assert not leaving.code, (arguments, environment, leaving.code)
    with open(report, "a") as file:
        file.write(json.dumps(told()) + "\\n")
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


def loaded(folder: Path, address: Address, *commands: tuple[str, ...]) -> Iterator[tuple[object, Loaded]]:
    """Give each of some commands, which one process runs one after another, and what was loaded at its end."""
    return _loaded(folder, address, [(command, {}) for command in commands])


def loaded_to_complete(folder: Path, address: Address, *lines: str) -> Iterator[tuple[object, Loaded]]:
    """Give each of some lines, which one process completes one after another, and what was loaded then."""
    words = ({"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)} for line in lines)
    return _loaded(folder, address, [((), each | {"_TWINNING_COMPLETE": "complete_bash"}) for each in words])


def _loaded(
    folder: Path, address: Address, commands: Sequence[tuple[tuple[str, ...], dict[str, str]]]
) -> Iterator[tuple[object, Loaded]]:
    report = folder / "loaded.jsonl"
    command = [sys.executable, "-c", _TELLING, str(report), json.dumps(commands)]
    environment = os.environ | {"TWINNING_DB": str(address.path)}
    subprocess.run(command, env=environment, capture_output=True, check=True)
    for each, line in zip(commands, report.read_text().splitlines(), strict=True):
        told = json.loads(line)
        yield each, Loaded(frozenset(told["modules"]), tuple(told["configured"]))


def test_the_version_needs_nothing_but_python(sqlite_seeded: Address, tmp_path: Path) -> None:
    ((_, told),) = loaded(tmp_path, sqlite_seeded, ("--version",))
    assert not told.modules & {"typer", "rich", "sqlalchemy", "platformdirs", "importlib.metadata"}


def test_help_needs_no_database(sqlite_seeded: Address, tmp_path: Path) -> None:
    helps = [(*words, "--help") for words in ((), ("list-partners",), ("db",), ("add-city",), ("undo",))]
    for command, told in loaded(tmp_path, sqlite_seeded, *helps):
        unwanted = {"sqlalchemy", "alembic", "edtf", "babel", "pycountry", "rapidfuzz", "anyascii"}
        assert not told.modules & unwanted, command


def test_completion_needs_no_sqlalchemy(sqlite_seeded: Address, tmp_path: Path) -> None:
    lines = ("twinning ", "twinning list-partners Bu", "twinning show Bu", "twinning list-cities --")
    for line, told in loaded_to_complete(tmp_path, sqlite_seeded, *lines):
        unwanted = {"sqlalchemy", "alembic", "edtf", "babel", "pycountry", "rapidfuzz", "anyascii"}
        assert not told.modules & unwanted, line


def test_a_listing_needs_no_migrations_no_fuzzy_search_and_no_mapped_classes(
    sqlite_seeded: Address, tmp_path: Path
) -> None:
    listings = ("list-partners", "Busan"), ("list-cities",), ("show", "Busan")
    for command, told in loaded(tmp_path, sqlite_seeded, *listings):
        unwanted = {"alembic", "babel", "pycountry", "rapidfuzz", "anyascii", "psycopg", "platformdirs"}
        assert not told.modules & unwanted, command
        assert told.configured == (), command


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


def test_the_partners_of_a_city_need_no_rows_but_their_own_and_no_library_for_the_dates_that_are_read(
    sqlite_seeded: Address, tmp_path: Path
) -> None:
    ((_, told),) = loaded(tmp_path, sqlite_seeded, ("list-partners", "Busan"))
    declared = {each for each in told.modules if each.startswith(("twinning.rows.", "twinning.queries.dossiers"))}
    own = ("partners", "phrases", "arranging", "arranging.sorting", "arranging.streaming")
    assert declared == {f"twinning.rows.{name}" for name in own}
    assert "edtf" not in told.modules


def test_completing_a_report_needs_no_report(sqlite_seeded: Address, tmp_path: Path) -> None:
    lines = ("twinning report ", "twinning report partners Bu", "twinning report partners --sort ")
    for line, told in loaded_to_complete(tmp_path, sqlite_seeded, *lines):
        assert not told.modules & {"sqlalchemy", "twinning.queries.reports.partners"}, line


def test_only_a_table_draws_with_rich(sqlite_seeded: Address, tmp_path: Path) -> None:
    formats = [("list-partners", "Busan", "--format", each) for each in ("csv", "tsv", "json", "jsonl", "md")]
    for command, told in loaded(tmp_path, sqlite_seeded, *formats):
        assert not told.modules & {"rich.table", "rich.console"}, command
