"""The recipes of CONTRIBUTING, carried out on a copy: all checks pass, and each step left out is named by one."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("alembic", "data", "docs", "src", "tests")
REPORTS = "src/twinning/queries/reports"
ACTS = "src/twinning/domain/acts.py"
CITIES = "src/twinning/db/models/cities.py"
INPUTS = "src/twinning/inputs/records.py"
KEPT_UP = (  # without what shows commands, which takes longer
    "import sys; sys.path.insert(0, 'docs'); import generate as g; "
    "old = [str(p) for p, _ in g.stale_tables()] + [str(p) for p, make in g.MADE.items() if make() != g._text(p)]; "
    "sys.exit('\\n'.join(old) or 0)"
)
WRITE = (
    "import sys; sys.path.insert(0, 'docs'); import generate as g; "
    "g.write(g.stale_tables()) or g.write((p, make()) for p, make in g.MADE.items() if make() != g._text(p))"
)
FIELDS = '''"""Report how many agreements a city has in each field.

Examples:
  twinning report fields Busan
"""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection

from twinning.queries.lists.agreement_filters import signed_ties
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.lookup.fields import fields_of
from twinning.queries.reports import report
from twinning.rows import Listing, Meaning, Section, column


@dataclass(frozen=True, slots=True)
class FieldRow:
    """How many agreements are about a field."""

    field: str = column(means=Meaning.WORD)
    agreements: int = column(means=Meaning.COUNT)


@report(FieldRow)
def report_fields(connection: Connection, city: FoundCity, as_of: str) -> Listing[FieldRow]:
    """Return how many agreements ever signed a city has in each field, as of a day (ISO)."""
    ties = [tie.id for tie in signed_ties(connection, city.id, as_of)]
    counts = Counter(field.value for fields in fields_of(connection, "agreement", ties).values() for field in fields)
    rows = [FieldRow(field, count) for field, count in sorted(counts.items())]
    return Listing(FieldRow, (Section("fields", FieldRow, rows),), f"Fields of {city.name}")
'''
ITS_TEST = """from twinning.queries.lookup.cities import find_city
from twinning.queries.reports.fields import report_fields


def test_a_field_is_counted_once_for_each_agreement(both_packs):
    rows = report_fields(both_packs, find_city(both_packs, "Busan"), "2025-01-01").rows
    assert all(row.agreements > 0 for row in rows)
"""

pytestmark = [
    pytest.mark.scenario,
    pytest.mark.skipif(importlib.util.find_spec("ruff") is None, reason="ruff is not installed"),
]


@dataclass(frozen=True)
class Step:
    """A file written by hand: a whole new one, or texts that each go before one that is there."""

    file: str
    text: str = ""
    added: Mapping[str, str] | None = None

    def carry_out(self, checkout: Path) -> None:
        path = checkout / self.file
        text = path.read_text("utf-8") if self.added else self.text
        for before, added in (self.added or {}).items():
            assert before in text, f"{self.file} has no {before}"
            text = text.replace(before, added + before, 1)
        path.write_text(text, "utf-8")


REPORT = (Step(f"{REPORTS}/fields.py", FIELDS), Step("tests/queries/test_reports_fields.py", ITS_TEST))
COLUMN = (
    Step(CITIES, added={"    population: Mapped": "    motto: Mapped[str | None]\n"}),
    Step(INPUTS, added={"    population: Maybe": '    motto: Maybe[str | None] = one("Its motto")\n'}),
    Step(
        "tests/migrations/test_registers.py",
        added={'    "the tokens of op': '    "city.motto": "UPDATE city SET motto = \'Onward\' WHERE id = 1",\n'},
    ),
)
KIND = (
    Step(
        ACTS,
        added={
            '    RENEWED = "renewed"': '    RATIFIED = "ratified"\n',
            "        ActKind.RENEWED: ActRule(": (
                '        ActKind.RATIFIED: ActRule(meaning="Approved.", leads_to=Status.SUSPENDED),\n'
            ),
        },
    ),
    Step(
        "tests/domain/test_acts.py", added={"    ActKind.RENEWED: Status": "    ActKind.RATIFIED: Status.SUSPENDED,\n"}
    ),
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the program, its tests and its documentation."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        shutil.copytree(ROOT / name, tmp_path / "copy" / name, ignore=ignored)
    for path in (*ROOT.glob("*.md"), ROOT / "pyproject.toml"):
        shutil.copy(path, tmp_path / "copy")
    return tmp_path / "copy"


def run(checkout: Path, *arguments: str) -> str:
    """Run Python there; return what it wrote, or nothing but that where it fails, after `failed: `."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COLUMNS"))}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=checkout,
        env=environment | {"PYTHONPATH": str(checkout / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return ("failed: " if done.returncode else "") + done.stdout + done.stderr


def answer_of_tests(checkout: Path, *arguments: str) -> str:
    return run(checkout, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--sqlite-only", *arguments)


def carried_out(checkout: Path, steps: tuple[Step, ...], without: Step | None = None) -> None:
    for step in steps:
        if step is not without:
            step.carry_out(checkout)


def assert_passed(answer: str) -> None:
    assert not answer.startswith("failed: "), answer


def assert_names(answer: str, *words: str) -> None:
    assert answer.startswith("failed: "), answer
    for word in words:
        assert word in answer, answer


def test_a_report_is_at_most_four_files_and_each_that_lacks_is_named(checkout: Path) -> None:
    module, test = REPORT
    module.carry_out(checkout)
    golden = ("tests/cli/test_reports.py", "-k", "golden and fields")
    has_a_test = "tests/architecture/test_reports.py::test_every_report_has_a_test_of_what_it_reports"
    assert_names(answer_of_tests(checkout, has_a_test), "no test calls report_fields")
    assert_names(answer_of_tests(checkout, *golden), "there is no", "cli/report-fields-busan.csv")
    assert_names(run(checkout, "-c", KEPT_UP), "docs/reference/commands.md", "docs/reference/columns.md")
    test.carry_out(checkout)
    assert_passed(run(checkout, "-c", WRITE))
    assert_passed(answer_of_tests(checkout, *golden, "--update-golden"))
    assert_passed(run(checkout, "-c", KEPT_UP))
    assert_passed(answer_of_tests(checkout, test.file, has_a_test))
    (checkout / module.file).unlink()
    assert_names(answer_of_tests(checkout, test.file), "twinning.queries.reports.fields")
    assert len(REPORT) <= 4


def test_a_column_is_at_most_six_files_and_each_that_lacks_is_named(checkout: Path) -> None:
    model, its_input, its_test = COLUMN
    columns = ("tests/inputs/test_columns.py", "-k", "CityInput or every_column_is_filled")
    schema = "tests/migrations/test_revisions.py::test_the_migrated_schema_is_that_of_the_models"
    tried = "tests/migrations/test_registers.py::test_every_column_and_table_that_a_revision_would_lose_is_tried_below"
    its_input.carry_out(checkout)
    assert_names(answer_of_tests(checkout, *columns), "CityInput.motto fills motto, which no column takes")
    shutil.copy(ROOT / its_input.file, checkout / its_input.file)
    model.carry_out(checkout)
    assert_names(answer_of_tests(checkout, *columns), "no field of CityInput fills motto")
    its_input.carry_out(checkout)
    assert_names(answer_of_tests(checkout, schema), "city: motto TEXT")
    assert_names(run(checkout, "-c", KEPT_UP), "src/twinning/db/tables/cities.py")
    assert_passed(run(checkout, "alembic/new_revision.py", "add a motto"))
    assert_names(answer_of_tests(checkout, tried), "LOST has no line for city.motto")
    its_test.carry_out(checkout)
    assert_passed(run(checkout, "-c", WRITE))
    assert_passed(answer_of_tests(checkout, *columns[:1], schema, "tests/migrations/test_registers.py"))
    assert len([*COLUMN, "the migration"]) <= 6


def test_an_act_kind_is_at_most_three_files_and_each_that_lacks_is_named(checkout: Path) -> None:
    rule, its_test = KIND
    schema = "tests/migrations/test_revisions.py::test_the_migrated_schema_is_that_of_the_models"
    rule.carry_out(checkout)
    assert_names(answer_of_tests(checkout, "tests/domain/test_acts.py"), "LEADS_TO has no line for ratified")
    assert_names(answer_of_tests(checkout, schema), "ratified")
    assert_names(run(checkout, "-c", KEPT_UP), "docs/reference/vocabulary.md")
    its_test.carry_out(checkout)
    assert_passed(run(checkout, "alembic/new_revision.py", "add ratified"))
    assert_passed(answer_of_tests(checkout, schema))
    assert_passed(answer_of_tests(checkout, its_test.file))
    path = checkout / rule.file
    path.write_text(path.read_text("utf-8").replace("ActKind.RATIFIED: ActRule", "ActKind.ENDED: ActRule"), "utf-8")
    assert_names(run(checkout, "-c", "import twinning.domain.acts"), "ACT_RULES has no row for ratified")
    assert len([*KIND, "the migration"]) <= 3
