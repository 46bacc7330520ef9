"""The recipes of CONTRIBUTING, carried out on a copy: all checks pass, and each step left out is named by one."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from preloaded import run_python
from programs import need_module
from twinning.db.migrations.revision import HEAD

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("alembic", "data", "docs", "src", "tests")
REPORTS = "src/twinning/queries/reports"
ACTS = "src/twinning/domain/agreements/acts.py"
CITIES = "src/twinning/db/models/cities.py"
INPUTS = "src/twinning/inputs/records.py"
NEXT = f"{int(HEAD) + 1:04}"
"""The number of the next revision."""
CHECK = """
import sys
sys.path.insert(0, "docs")
import generate, pytest

drawn = generate.drawings(generate.IMAGES)
made = [path for path, make in generate.MADE.items() if path not in drawn and make() != generate._text(path)]
stale = [*(path for path, _ in generate.stale_tables()), *made]
print(*(f"{path} is stale" for path in stale), sep="\\n")
sys.exit(pytest.main(sys.argv[1:]) or bool(stale))
"""
"""The tests that are named, and what `docs/generate.py --check` says: but for what shows commands and pictures,
which takes long."""
WRITE_TABLES = "import sys; sys.path.insert(0, 'docs'); import generate; generate.write(generate.stale_tables())"
PYTEST = ("-q", "-p", "no:cacheprovider", "--sqlite-only")
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

pytestmark = [pytest.mark.scenario, pytest.mark.checkers]


@pytest.fixture(autouse=True, scope="module")
def _needs_ruff() -> None:
    need_module("ruff")


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
    for name in COPIED:
        shutil.copytree(ROOT / name, tmp_path / "copy" / name)  # what is compiled as well, which saves time
    for path in (*ROOT.glob("*.md"), ROOT / "pyproject.toml"):
        shutil.copy(path, tmp_path / "copy")
    return tmp_path / "copy"


def run(checkout: Path, *arguments: str) -> str:
    """Run Python there; return what it wrote, or nothing but that where it fails, after `failed: `."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COLUMNS"))}
    environment |= {"PYTHONPATH": str(checkout / "src"), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    code, *printed = run_python(checkout, environment, *arguments)
    return ("failed: " if code else "") + "".join(printed)


def run_tests(checkout: Path, *tests: str) -> str:
    return run(checkout, "-m", "pytest", *PYTEST, *tests)


def checked(checkout: Path, *tests: str) -> str:
    """Return what tests and documentation answer, all in one run, since starting takes longer than they do."""
    return run(checkout, "-c", CHECK, *PYTEST, *tests)


def carry_out(checkout: Path, *steps: Step) -> None:
    for step in steps:
        step.carry_out(checkout)


def leave_out(checkout: Path, step: Step) -> None:
    """Put a file back as it is here."""
    if (ROOT / step.file).exists():
        shutil.copy(ROOT / step.file, checkout / step.file)
    else:
        (checkout / step.file).unlink()


def assert_passed(answer: str) -> None:
    assert not answer.startswith("failed: "), answer


def assert_named(answer: str, *words: str) -> None:
    assert answer.startswith("failed: "), answer
    for word in words:
        assert word in answer, answer


def test_each_step_of_a_report_that_is_left_out_is_named(checkout: Path) -> None:
    module, its_test = REPORT
    tests = (
        "tests/cli/test_reports.py::test_a_report_of_busan_is_the_golden_one[sqlite-fields]",
        "tests/architecture/test_reports.py::test_every_report_has_a_test_of_what_it_reports",
    )
    carry_out(checkout, module)
    assert_named(
        checked(checkout, *tests),
        "no test calls report_fields",
        "there is no",
        "cli/report-fields-busan.csv",
        "docs/reference/commands.md is stale",
        "docs/reference/columns.md is stale",
    )
    carry_out(checkout, its_test)
    assert_passed(run_tests(checkout, *tests, its_test.file, "--update-golden"))
    leave_out(checkout, module)
    assert_named(run(checkout, its_test.file), "No module named 'twinning.queries.reports.fields'")
    assert len(REPORT) <= 4


def test_each_step_of_a_column_that_is_left_out_is_named(checkout: Path) -> None:
    model, its_input, its_test = COLUMN
    inputs = "tests/inputs/test_columns.py"
    schema = "tests/migrations/test_revisions.py::test_the_migrated_schema_is_that_of_the_models"
    lost = (
        "tests/migrations/test_registers.py"
        "::test_going_back_is_refused_where_something_would_be_lost_and_says_what[sqlite-city.motto]"
    )
    after = (
        "tests/migrations/test_revisions.py::test_a_revision_makes_the_schema_of_its_golden_file",
        "tests/migrations/test_registers.py::test_every_column_and_table_that_a_revision_would_lose_is_tried_below",
        "tests/test_seed.py::test_a_pack_is_written_as_an_export_of_it_is[articles]",
    )
    carry_out(checkout, its_input)
    assert_named(run_tests(checkout, inputs), "CityInput.motto fills motto, which no column takes")
    leave_out(checkout, its_input)
    carry_out(checkout, model)
    assert_named(
        checked(checkout, inputs, schema),
        "no field of CityInput fills motto",
        "city: motto TEXT",
        "src/twinning/db/tables/cities.py is stale",
    )
    carry_out(checkout, its_input)
    assert_passed(run(checkout, "alembic/new_revision.py", "add a motto"))
    assert_passed(run(checkout, "-c", WRITE_TABLES))
    assert_named(
        checked(checkout, *after),
        "LOST has no line for city.motto",
        "there is no",
        f"schema/{NEXT}.sqlite.sql",
        "test_a_pack_is_written_as_an_export_of_it_is[articles]",
        "docs/reference/data-model.md is stale",
    )
    carry_out(checkout, its_test)
    golden, tried, _ = after
    assert_passed(run_tests(checkout, inputs, schema, golden, tried, lost, "--update-golden"))
    assert len([*COLUMN, "the migration", "the row of a list", "its query"]) <= 6


def test_each_step_of_an_act_kind_that_is_left_out_is_named(checkout: Path) -> None:
    rule, its_test = KIND
    schema = "tests/migrations/test_revisions.py::test_the_migrated_schema_is_that_of_the_models"
    carry_out(checkout, rule)
    assert_named(
        checked(checkout, its_test.file, schema),
        "LEADS_TO has no line for ratified",
        "'ratified', 'reaffirmed'",
        "docs/reference/vocabulary.md is stale",
    )
    carry_out(checkout, its_test)
    assert_passed(run(checkout, "alembic/new_revision.py", "add ratified"))
    assert_passed(run_tests(checkout, its_test.file, schema))
    path = checkout / rule.file
    path.write_text(path.read_text("utf-8").replace("ActKind.RATIFIED: ActRule", "ActKind.ENDED: ActRule"), "utf-8")
    assert_named(run(checkout, "-c", "import twinning.domain.agreements.acts"), "ACT_RULES has no row for ratified")
    assert len([*KIND, "the migration"]) <= 3
