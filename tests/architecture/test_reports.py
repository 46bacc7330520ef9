"""One report is one module: a file put into the folder of reports is a report, without any other edit."""

import csv
import io
import json
import os
import shutil
from pathlib import Path

import pytest

from preloaded import run_python
from twinning.db.storage.address import Address
from twinning.domain.dates import EdtfDate
from twinning.errors import UsageError
from twinning.queries import reports
from twinning.queries.reports import list_outlines, load_report
from twinning.render import BINARY, FORMATS
from twinning.rows import Listing
from twinning.rows.partners import PartnerRow

ROOT = Path(__file__).resolve().parents[2]
VISITS = '''"""Report how many activities began in a span, by kind.

Examples:
  twinning report visits-paid Busan --from 1990
"""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, select

from twinning.db.tables.activities import ACTIVITY, ActivityRecord
from twinning.db.typed_tables import fetch_records
from twinning.domain.dates.spans import Span
from twinning.queries.lookup.activities import activities_of_city
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports import report
from twinning.rows import Listing, Meaning, Section, column


@dataclass(frozen=True, slots=True)
class VisitRow:
    """How many activities of a kind there were."""

    activity_kind: str
    paid: int = column(means=Meaning.COUNT)


@report(VisitRow)
def visits(connection: Connection, city: FoundCity, as_of: str, span: Span) -> Listing:
    """Return a row for each kind of activity."""
    query = select(ACTIVITY).where(ACTIVITY.c.id.in_(activities_of_city(city.id)))
    found = fetch_records(connection, query, ActivityRecord)
    counts = Counter(each.kind.value for each in found if span.holds(each.start, each.end))
    rows = [VisitRow(kind, count) for kind, count in sorted(counts.items())]
    return Listing(VisitRow, (Section("visits", VisitRow, rows),), f"Visits of {city.name} as of {as_of}")
'''
REFERENCE = """
import sys
sys.path.insert(0, "docs")
from generators.commands import command_page
from generators.lists import column_page
print(command_page(), column_page())
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program and its documentation with one more file in the folder of reports."""
    folder = tmp_path_factory.mktemp("checkout") / "copy"
    for name in ("src", "docs/generators"):
        shutil.copytree(ROOT / name, folder / name)  # what is compiled as well, which saves time
    (folder / "src/twinning/queries/reports/visits_paid.py").write_text(VISITS)
    return folder


def run(checkout: Path, *arguments: str, address: Address) -> str:
    environment = os.environ | {"PYTHONPATH": str(checkout / "src"), "TWINNING_DB": str(address.path), "COLUMNS": "200"}
    code, out, err = run_python(checkout, environment, *arguments)
    assert code == 0, err
    return out


def test_a_file_in_the_folder_is_in_the_help(checkout: Path, sqlite_seeded: Address) -> None:
    listed = run(checkout, "-m", "twinning", "report", "--help", address=sqlite_seeded)
    assert "visits-paid" in listed
    assert "Report how many activities began in a span, by kind." in listed
    own = run(checkout, "-m", "twinning", "report", "visits-paid", "--help", address=sqlite_seeded)
    assert all(option in own for option in ("--as-of", "--from", "--to", "--sort", "--format"))


@pytest.mark.parametrize("format", [each for each in FORMATS if each not in (*BINARY, "svg", "ics")])
def test_a_file_in_the_folder_is_written_in_every_format(checkout: Path, sqlite_seeded: Address, format: str) -> None:
    words = ("-m", "twinning", "report", "visits-paid", "Busan", "--to", "2026", "--format", format)
    out = run(checkout, *words, address=sqlite_seeded)
    assert "event" in out
    read = {
        "csv": lambda: list(csv.DictReader(io.StringIO(out))),
        "json": lambda: json.loads(out),
        "jsonl": lambda: [json.loads(line) for line in out.splitlines()],
    }
    assert format not in read or [list(row) for row in read[format]()] == [["activity_kind", "paid"]] * 2


def test_a_file_in_the_folder_is_in_the_reference(checkout: Path, sqlite_seeded: Address) -> None:
    reference = run(checkout, "-c", REFERENCE, address=sqlite_seeded)
    assert "## report visits-paid\n\nReport how many activities began in a span, by kind." in reference
    assert "## report visits-paid\n\nHow many activities of a kind there were." in reference
    assert "| `activity_kind` | text |  |" in reference


@pytest.mark.parametrize("name", [each.name for each in list_outlines()])
def test_what_is_read_of_a_report_is_what_is_loaded(name: str) -> None:
    (read,) = (each for each in list_outlines() if each.name == name)
    assert read == load_report(name).outline
    assert read.help.partition("\n\nExamples:\n")[2].strip().startswith(f"twinning report {name}")


@pytest.mark.parametrize("name", [each.name for each in list_outlines()])
def test_every_report_has_a_test_of_what_it_reports(name: str) -> None:
    called = (load_report(name).query.__name__, f'"report", "{name}"')
    folders = ("queries", "cli")
    tests = "".join(path.read_text("utf-8") for each in folders for path in (ROOT / "tests" / each).glob("test_*.py"))
    assert any(each in tests for each in called), f"no test calls {called[0]}, or the command `report {name}`"


def test_a_report_that_is_none_names_those_that_are() -> None:
    with pytest.raises(UsageError) as refused:
        load_report("weather")
    assert refused.value.hint == f"one of {', '.join(each.name for each in list_outlines())}"


def test_a_module_without_a_report_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "visits.py").write_text(VISITS.replace("@report(VisitRow)\n", ""))
    monkeypatch.setattr(reports, "_FOLDER", tmp_path)
    with pytest.raises(TypeError, match=r"visits\.py has 0 functions under @report"):
        list_outlines()


def test_a_report_cannot_ask_for_what_has_no_option() -> None:
    def visits(connection: object, day: EdtfDate) -> Listing:
        raise NotImplementedError

    with pytest.raises(
        TypeError, match="day is none of city, scope, as_of, span, partner, earlier, later, year, every, years"
    ):
        reports.report(PartnerRow)(visits)
