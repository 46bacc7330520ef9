"""The map of a room, in the docstring of its package, names each file in it, and none that is not there."""

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src/twinning"


def map_of(package: Path) -> str:
    return ast.get_docstring(ast.parse(package.read_text("utf-8"))) or ""


MAPPED = [package for package in sorted(SOURCE.rglob("__init__.py")) if "\n- `" in map_of(package)]


@pytest.mark.parametrize("package", MAPPED, ids=lambda path: str(path.parent.relative_to(SOURCE)))
def test_a_map_names_what_is_in_the_room(package: Path) -> None:
    there = {path.stem for path in package.parent.glob("*.py")} - {"__init__"}
    there |= {path.parent.name for path in package.parent.glob("*/__init__.py")}
    named = set(re.findall(r"`(\w+)`", map_of(package)))
    explained = set(re.findall(r"`(\w+)`:", map_of(package)))
    assert (there - named, explained - there) == (set(), set())


def test_the_large_rooms_have_a_map() -> None:
    assert {"actions", "cli", "db", "domain", "exchange", "library", "queries"} <= {
        package.parent.name for package in MAPPED
    }
