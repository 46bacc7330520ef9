"""Queries name tables and columns so that the type checker sees them, and read rows apart from the ORM."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from programs import need_module

ROOT = Path(__file__).resolve().parents[2]
QUERIES = ROOT / "src/twinning/queries"
FOLDERS = ("dossiers", "evidence", "history", "lists", "lookup", "reports", "site", "upkeep")
MODULES = sorted(path for folder in FOLDERS for path in (QUERIES / folder).glob("*.py"))
WRITERS_ONLY = ("sqlalchemy.orm", "twinning.db.models.base", "twinning.db.models")
READ_AS_IT_IS = ("scalar", "scalars", "scalar_one")
"""What a result gives with the type of its column."""

KEYS = ("citation", "agreement_act")
"""Names of tables, by which some things are kept."""


def faults(source: str) -> Iterator[str]:
    """Give what in a module of queries hides a table or a column from the type checker, or loads the ORM."""
    tree = ast.parse(source)
    read = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Attribute) and each.attr in READ_AS_IT_IS}
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(name)) if name.startswith(WRITERS_ONLY):
                yield f"line {node.lineno}: {name} is for writers"
            case ast.Import(names=names) if any(each.name.startswith(WRITERS_ONLY) for each in names):
                yield f"line {node.lineno}: {names[0].name} is for writers"
            case ast.Attribute(attr="mappings" | "_mapping"):
                yield f"line {node.lineno}: take rows apart with fetch_rows or fetch_records, not as mappings"
            case ast.Subscript(value=ast.Attribute(attr="c"), slice=ast.Constant()):
                yield f"line {node.lineno}: write the column as an attribute, TABLE.c.name"
            case ast.Subscript(slice=ast.Constant(value=str(name))) if name not in KEYS:
                yield f"line {node.lineno}: {name!r} names a column that nothing checks"
            case ast.Call(func=ast.Attribute(attr="execute")) if id(node) not in read:
                yield f"line {node.lineno}: use fetch_rows or fetch_records, which are typed, not execute"
            case ast.Subscript(value=ast.Name(id="Mapping"), slice=ast.Tuple(elts=[_, ast.Name(id="Any")])):
                yield f"line {node.lineno}: a row has a type"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(QUERIES)))
def test_a_query_hides_no_column_and_loads_no_mapped_class(path: Path) -> None:
    assert list(faults(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("rows = connection.execute(query).mappings()", "take rows apart"),
        ("rows = connection.execute(query)", "use fetch_rows"),
        ("name = row['name']", "'name' names a column"),
        ("column = CITY.c['name']", "write the column"),
        ("from sqlalchemy.orm import Session", "for writers"),
        ("from twinning.db.models import City", "for writers"),
        ("import sqlalchemy.orm", "for writers"),
        ("def name_of(row: Mapping[Any, Any]) -> str: ...", "a row has a type"),
    ],
)
def test_what_hides_a_column_is_named(line: str, fault: str) -> None:
    assert fault in next(faults(line))


@pytest.mark.parametrize(
    "line", ["count = connection.execute(query).scalar_one()", "ids = connection.scalars(query)", "CITY.c.name"]
)
def test_what_has_a_type_of_its_own_is_let_through(line: str) -> None:
    assert list(faults(line)) == []


SNIPPETS = """
from sqlalchemy import Connection, Nullable, select

from twinning.db.tables.activities import ACTIVITY, ActivityRecord
from twinning.db.tables.cities import CITY, CityRecord
from twinning.db.typed_tables import fetch_records, fetch_records_with, fetch_rows


def queries(connection: Connection) -> None:
    CITY.c.populaton  # error: has no attribute "populaton"
    CITY.alias("other").c.populaton  # error: has no attribute "populaton"
    from twinning.db.tables.cities import CTIY  # error: has no attribute "CTIY"
    for name, country in fetch_rows(connection, select(CITY.c.name, CITY.c.country_code)):
        length: int = name  # error: "str", variable has type "int"
        country.upper()  # error: Item "None" of "str | None"
    for name, kind, more in fetch_rows(connection, select(CITY.c.name, CITY.c.kind)):  # error: more than 2 values
        pass
    for city in fetch_records(connection, select(CITY), CityRecord):
        city.populaton  # error: has no attribute "populaton"
        latitude: str = city.latitude  # error: "float | None", variable has type "str"
    beside = select(Nullable(CITY.c.name)).select_from(ACTIVITY)
    for activity, place in fetch_records_with(connection, ACTIVITY, ActivityRecord, beside):
        activity.populaton  # error: has no attribute "populaton"
        place.upper()  # error: Item "None" of "str | None"
"""


@pytest.mark.checkers
def test_a_misspelt_column_and_a_wrong_type_fail_the_type_checker(tmp_path: Path) -> None:
    need_module("mypy")
    snippets = tmp_path / "snippets.py"
    snippets.write_text(SNIPPETS)
    options = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(ROOT / ".mypy_cache")]
    answer = subprocess.run(
        [sys.executable, "-m", "mypy", *options, str(snippets)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    found = dict(re.findall(r"snippets\.py:(\d+): error: (.*)", answer.stdout))
    lines = enumerate(SNIPPETS.splitlines(), 1)
    wanted = {str(number): line.partition("# error: ")[2] for number, line in lines if "# error: " in line}
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert found.keys() == wanted.keys(), answer.stdout
    assert [number for number, words in wanted.items() if words not in found[number]] == [], answer.stdout
