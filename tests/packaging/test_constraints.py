"""The pinned versions: what is tested is what pyproject.toml promises."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"([\w.-]+)==([\w.]+)$")
LOWER_BOUND = re.compile(r"([\w-]+)(?:\[.*\])?>=([\w.]+)")


def test_the_lowest_versions_are_the_lower_bounds() -> None:
    assert pins("constraints-lowest.txt") == lower_bounds("postgresql", "network", "picture", "gazetteer", "test")


def test_every_package_that_the_project_names_is_pinned() -> None:
    assert lower_bounds("postgresql", "gazetteer", "test", "check", "browser").keys() <= pins("constraints.txt").keys()


def lower_bounds(*extras: str) -> dict[str, str]:
    """Return the lowest version of what the project and its extras name, apart from the project itself."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = project["dependencies"] + [line for extra in extras for line in project["optional-dependencies"][extra]]
    return dict(matched(LOWER_BOUND, line) for line in named if not line.startswith("twinning-register["))


def pins(name: str) -> dict[str, str]:
    """Return the versions in a constraints file, by package. Anything but `name==version` fails: an address would."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return dict(matched(PIN, line) for line in lines if not line.startswith("#"))


def matched(pattern: re.Pattern[str], line: str) -> tuple[str, str]:
    """Return a package's name, in small letters, and its version."""
    match = pattern.match(line)
    assert match, line
    return match[1].lower(), match[2]
