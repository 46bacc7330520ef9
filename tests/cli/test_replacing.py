"""What `-o` and `export` replace: a report or a package of this program's, and nothing else without being told to."""

import json
from pathlib import Path

import openpyxl
import pytest

from cli.commands import RunCli, assert_refused, done, unchanged
from twinning.db.storage.address import Address

FORMATS = {
    "table": "txt",
    "csv": "csv",
    "tsv": "tsv",
    "json": "json",
    "jsonl": "jsonl",
    "md": "md",
    "html": "html",
    "xlsx": "xlsx",
    "docx": "docx",
}
LISTINGS = (
    ("list-cities",),
    ("list-people", "--columns", "person,key"),
    ("report", "countries", "Busan"),
    ("log",),
)
EMPTY = ("list-contacts",), ("db", "check")
DOSSIERS = ("show", "Busan"), ("db", "status")
LONG_REPORTS = ("report", "annual", "2004", "Seoul"), ("report", "partner-brief", "Moscow", "Seoul")
OTHERS = {
    "a text": "Remember the milk\n",
    "a text of two paragraphs": "Milk\n\nRemember it\n",
    "a page": "# Milk\n\nRemember it.\n",
    "a page with a table": "# Milk\n\n| what | when |\n| --- | --- |\n| milk | today |\n",
    "another program's CSV": "first name;second name\r\nKim;Minji\r\n",
    "another program's CSV with commas": "name,surname,grade\r\nKim,Minji,3\r\n",
    "a CSV that was saved with other line ends": "key,name\nbusan-kr,Busan\n",
    "another program's TSV": "name\tsurname\nKim\tMinji\n",
    "a package of another language": '{\n  "name": "milk",\n  "version": "1.0.0"\n}\n',
    "another list": '[\n  {\n    "name": "milk",\n    "litres": 1\n  }\n]\n',
    "another page of HTML": '<!doctype html>\n<html lang="en">\n<head><title>Milk</title></head>\n',
    "another calendar": "BEGIN:VCALENDAR\r\nPRODID:-//milk//EN\r\nEND:VCALENDAR\r\n",
    "another list of lines": '{"name": "milk", "litres": 1}\n',
    "a blank": " ",
}


@pytest.mark.parametrize("suffix", FORMATS.values())
def test_a_report_is_replaced_by_any_other(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, suffix: str
) -> None:
    changed = ("edit", "person:kim-minji", "--summary", "Of Seoul", "--dry-run")
    done(run_cli("add-person", "Kim Minji", address=sqlite_seeded))
    for command in (LISTINGS[0], *LISTINGS, *DOSSIERS, changed, LISTINGS[0]):
        done(run_cli(*command, "-o", str(tmp_path / f"report.{suffix}"), address=sqlite_seeded))


@pytest.mark.parametrize("suffix", FORMATS.values())
def test_a_report_of_nothing_and_one_of_its_own_form_is_replaced_by_the_same(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, suffix: str
) -> None:
    for number, command in enumerate((*EMPTY, *LONG_REPORTS)):
        for _ in range(2):
            done(run_cli(*command, "-o", str(tmp_path / f"{number}.{suffix}"), address=sqlite_seeded))


@pytest.mark.parametrize("options", [("--bom",), ("--raw",)])
def test_a_report_with_a_mark_is_replaced(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, options: tuple[str, ...]
) -> None:
    for _ in range(2):
        done(run_cli("list-cities", *options, "-o", str(tmp_path / "cities.csv"), address=sqlite_seeded))


@pytest.mark.parametrize("content", OTHERS.values(), ids=OTHERS.keys())
@pytest.mark.parametrize(("format", "suffix"), FORMATS.items())
def test_a_file_of_somebody_else_is_not_replaced(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, format: str, suffix: str, content: str
) -> None:
    path = tmp_path / f"file.{suffix}"
    path.write_bytes(content.encode())
    answer = run_cli("list-people", "-o", str(path), address=sqlite_seeded)
    assert_refused(answer, 6, f"{path} is not a {format} report that this program wrote", "--force")
    assert path.read_bytes() == content.encode()


@pytest.mark.parametrize("command", [("list-people",), ("show", "Busan")], ids=" ".join)
@pytest.mark.parametrize(("format", "suffix"), FORMATS.items())
def test_force_replaces_whatever_is_there(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, format: str, suffix: str, command: tuple[str, ...]
) -> None:
    path = tmp_path / f"file.{suffix}"
    content = OTHERS["a text"].encode()
    path.write_bytes(content)
    answer = run_cli(*command, "-o", str(path), address=sqlite_seeded)
    assert_refused(answer, 6, f"{path} is not a {format} report that this program wrote", "--force")
    done(run_cli(*command, "-o", str(path), "--force", address=sqlite_seeded))
    assert path.read_bytes() != content


@pytest.mark.parametrize("format", ["table", "csv", "xlsx"])
@pytest.mark.parametrize("command", [("list-people",), ("show", "Busan"), ("add-city", "Ulsan", "--country", "KR")])
def test_a_register_is_never_replaced_by_a_report(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, format: str, command: tuple[str, ...]
) -> None:
    register = tmp_path / "another.csv"
    register.write_bytes(sqlite_seeded.path.read_bytes() if sqlite_seeded.path else b"")
    (tmp_path / "link.csv").symlink_to(register)
    before = register.read_bytes()
    for name in ("another.csv", "link.csv"):
        answer = run_cli(*command, "--format", format, "-o", str(tmp_path / name), address=sqlite_seeded)
        assert (answer.code, register.read_bytes()) == (6, before)
        assert "and would be lost" in answer.err


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_no_report_is_written_where_a_registers_journal_is_looked_for(
    run_cli: RunCli, sqlite_seeded: Address, ending: str
) -> None:
    journal = Path(f"{sqlite_seeded.path}{ending}")
    with unchanged(sqlite_seeded):
        answer = run_cli("list-cities", "--csv", "-o", str(journal), address=sqlite_seeded)
        assert_refused(answer, 6, "would be lost")
        assert not journal.exists()


def test_a_calendar_is_replaced_by_a_calendar(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    for command in (("list-events",), ("report", "anniversaries", "Busan"), ("list-delegations",)):
        done(run_cli(*command, "-o", str(tmp_path / "days.ics"), address=sqlite_seeded))
    (tmp_path / "days.ics").write_text(OTHERS["another calendar"])
    answer = run_cli("list-events", "-o", str(tmp_path / "days.ics"), address=sqlite_seeded)
    assert_refused(answer, 6, "is not a ics report")


def test_a_spreadsheet_that_another_program_saved_is_not_replaced(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    path = tmp_path / "cities.xlsx"
    done(run_cli("list-cities", "-o", str(path), address=sqlite_seeded))
    openpyxl.load_workbook(path).save(path)
    assert_refused(run_cli("list-cities", "-o", str(path), address=sqlite_seeded), 6, "would be lost")


def test_an_empty_file_is_replaced(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    (tmp_path / "made.csv").touch()
    done(run_cli("list-cities", "-o", str(tmp_path / "made.csv"), address=sqlite_seeded))


@pytest.mark.parametrize("descriptor", [None, {"name": "another"}, {"twinning": {"format": 1}, "resources": 1}])
def test_an_export_replaces_no_folder_of_anothers_that_only_has_our_names(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, descriptor: object
) -> None:
    (tmp_path / "city.csv").write_text("name\nSeoul\n")
    if descriptor is not None:
        (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    folder = tmp_path / "folder"
    folder.mkdir()
    for path in tmp_path.glob("*.*"):
        if path.suffix in (".csv", ".json"):
            path.rename(folder / path.name)
    assert_refused(run_cli("export", str(folder), address=sqlite_seeded), 6, "datapackage.json")
    assert (folder / "city.csv").read_text() == "name\nSeoul\n"


def test_a_link_to_a_file_of_somebody_else_is_no_way_around(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    settings, link = tmp_path / "config.toml", tmp_path / "cities.csv"
    settings.write_text('home_city = "Seoul"\n')
    for target in (settings, sqlite_seeded.path):
        link.unlink(missing_ok=True)
        link.symlink_to(str(target))
        assert_refused(run_cli("list-cities", "-o", str(link), address=sqlite_seeded), 6, "would be lost")
    assert settings.read_text() == 'home_city = "Seoul"\n'
    link.unlink()
    link.symlink_to(tmp_path / "made.csv")
    done(run_cli("list-cities", "-o", str(link), address=sqlite_seeded))
    assert link.is_symlink()
    assert (tmp_path / "made.csv").read_text().startswith("city,")
