"""`make revision` writes a migration that needs no more than reading: tried on a copy with changed models."""

import os
import shutil
from pathlib import Path

import pytest

from preloaded import run_python
from programs import need_module
from twinning.db.migrations.revision import HEAD

NEXT = f"{int(HEAD) + 1:04}"
ROOT = Path(__file__).resolve().parents[2]
SCRIPT = "alembic/new_revision.py"
WRITE_TABLES = "import sys; sys.path.insert(0, 'docs'); import generate; generate.write(generate.stale_tables())"
NEW_COLUMN = (
    "src/twinning/db/models/cities.py",
    "    population_year: Mapped",
    '    elevation: Mapped[int | None] = count("elevation")\n',
)
NEW_KIND = ("src/twinning/domain/agreements/acts.py", '    RENEWED = "renewed"', '    RATIFIED = "ratified"\n')
ITS_RULE = (
    "src/twinning/domain/agreements/acts.py",
    "        ActKind.RENEWED: ActRule(",
    '        ActKind.RATIFIED: ActRule(meaning="Approved.", leads_to=Status.ACTIVE, term=Term.GONE_ON),\n',
)


@pytest.fixture
def ruff() -> None:
    need_module("ruff")


@pytest.fixture
def checkout(tmp_path):
    """A copy of what a revision is made from, its models changed."""
    copy = tmp_path / "copy"
    for folder in ("src", "alembic", "tests", "docs"):
        shutil.copytree(ROOT / folder, copy / folder)  # what is compiled as well, which saves time
    shutil.copy(ROOT / "pyproject.toml", copy)
    for name, line, added in (NEW_COLUMN, NEW_KIND, ITS_RULE):
        path = copy / name
        text = path.read_text("utf-8")
        path.write_text(text.replace(line, added + line, 1), "utf-8")
    return copy


def run(checkout, *arguments):
    """Run Python there; return what it wrote. The test fails with its output if it does."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {"PYTHONPATH": str(checkout / "src"), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    code, out, err = run_python(checkout, environment, *arguments)
    assert code == 0, out + err
    return out


@pytest.mark.checkers
@pytest.mark.usefixtures("ruff")
def test_a_revision_is_numbered_known_in_form_and_makes_the_schema_of_the_models(checkout):
    run(checkout, SCRIPT, "add an elevation")
    (made,) = (checkout / "alembic/versions").glob(f"{NEXT}_*.py")
    assert made.name == f"{NEXT}_add_an_elevation.py"
    assert f'"{HEAD}", "{NEXT}")' in (checkout / "src/twinning/db/migrations/revision.py").read_text("utf-8")
    run(checkout, "-m", "ruff", "check", str(made))
    run(checkout, "-m", "ruff", "format", "--check", str(made))
    run(checkout, "-c", WRITE_TABLES)  # of whose columns digests are
    tests = (
        "migrations/test_revisions.py::test_the_migrated_schema_is_that_of_the_models",
        "migrations/test_registers.py",
    )
    chosen = ("-k", "models or goes_back or reaches", "-p", "no:cacheprovider", "--sqlite-only", "-q")
    assert "passed" in run(checkout, "-m", "pytest", *chosen, *(f"tests/{each}" for each in tests))


@pytest.mark.checkers
@pytest.mark.usefixtures("ruff")
def test_a_revision_refuses_to_go_back_where_its_column_or_word_is_used(checkout):
    run(checkout, SCRIPT, "add an elevation")
    (made,) = (checkout / "alembic/versions").glob(f"{NEXT}_*.py")
    back = made.read_text("utf-8").partition("def downgrade")[2]
    assert 'refuse_to_lose("city.elevation", "city", "elevation IS NOT NULL")' in back
    assert 'refuse_to_lose(\n        "what ck_agreement_act_kind allows"' in back
    assert 'drop_from_history("city", "elevation")' in back
