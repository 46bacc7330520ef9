"""`export` and `import`."""

import csv
import shutil
from pathlib import Path

import pytest

from cli.commands import RunCli, assert_refused, contents, done, execute, unchanged
from cli.running import run_in_process
from db.registers import Registers
from twinning.db.storage.address import Address
from twinning.exchange.package import files as package_files

pytestmark = pytest.mark.both_databases


@pytest.fixture(scope="module")
def exported(sqlite_registers: Registers, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed, exported."""
    folder = tmp_path_factory.mktemp("exported")
    with sqlite_registers.copy("seeded", folder) as address:
        done(run_in_process("export", str(folder / "package"), address=address))
    return folder / "package"


@pytest.fixture
def package(exported: Path, tmp_path: Path) -> Path:
    """A copy of that export."""
    return Path(shutil.copytree(exported, tmp_path / "package"))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def edit(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text().replace(old, new))


def test_an_export_read_into_an_empty_register_exports_to_the_same_bytes(
    run_cli: RunCli, package: Path, address: Address, tmp_path: Path
) -> None:
    done(run_cli("import", str(package), address=address))
    done(run_cli("export", str(tmp_path / "again"), address=address))
    assert files(tmp_path / "again") == files(package)


def test_an_export_replaces_an_earlier_one(run_cli: RunCli, seeded: Address, package: Path) -> None:
    done(run_cli("add-city", "Ulsan", "--country", "KR", "--wikidata", "Q41278", address=seeded))
    assert "rows of" in done(run_cli("export", str(package), address=seeded)).err
    assert "ulsan-kr" in (package / "city.csv").read_text()


def test_an_export_into_a_folder_with_anything_else_is_refused_and_leaves_it(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("all I have")
    assert_refused(run_cli("export", str(tmp_path / "mine"), address=sqlite_seeded), 6, "thesis.txt")
    assert files(tmp_path / "mine") == {"thesis.txt": b"all I have"}


def test_an_export_over_a_file_is_refused(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert_refused(run_cli("export", str(tmp_path / "file"), address=sqlite_seeded), 6, "not a folder")
    assert (tmp_path / "file").read_text() == "mine"


def test_an_export_that_is_interrupted_leaves_the_earlier_one(
    run_cli: RunCli, sqlite_seeded: Address, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    before = files(package)
    monkeypatch.setattr(package_files, "_write_descriptor", interrupted)
    assert run_cli("export", str(package), address=sqlite_seeded).code == 130
    assert files(package) == before
    assert not list(package.parent.glob(".package-*"))


def test_importing_the_same_again_adds_nothing_and_leaves_no_trace(
    run_cli: RunCli, seeded: Address, package: Path
) -> None:
    with unchanged(seeded):
        again = done(run_cli("import", str(package), address=seeded))
    assert "added: nothing" in again.err
    assert "0 got a missing value" in again.err


def test_a_dry_run_says_what_would_be_added_and_writes_nothing(
    run_cli: RunCli, address: Address, package: Path
) -> None:
    with unchanged(address):
        answer = done(run_cli("import", str(package), "--dry-run", address=address))
    assert "12 city" in answer.err
    assert "nothing was written" in answer.err


def test_a_difference_is_reported_and_what_is_recorded_kept(run_cli: RunCli, seeded: Address, package: Path) -> None:
    execute(seeded, "UPDATE city SET latitude = 1 WHERE key = 'cairo-eg'")
    before = contents(seeded)[0]
    answer = done(run_cli("import", str(package), address=seeded))
    assert "cairo-eg: latitude is 1.0 here" in answer.err
    assert contents(seeded)[0] == before


def test_a_value_that_was_lacking_is_gained(run_cli: RunCli, seeded: Address, package: Path) -> None:
    full = contents(seeded)[0]
    execute(seeded, "UPDATE city SET wikidata_id = NULL WHERE key = 'cairo-eg'")
    assert "1 got a missing value" in done(run_cli("import", str(package), address=seeded)).err
    assert contents(seeded)[0] == full


def test_files_that_were_changed_since_the_export_are_taken_only_when_asked(
    run_cli: RunCli, address: Address, package: Path
) -> None:
    edit(package / "city.csv", "Surabaya", "Soerabaja")
    with unchanged(address):
        assert_refused(run_cli("import", str(package), address=address), 6, "city.csv", "--changed")
    done(run_cli("import", str(package), "--changed", address=address))
    done(run_cli("show", "Soerabaja", address=address))


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("sister_city", "sistr_city", "did you mean sister_city?"),
        ("busan-kr--fukuoka-jp,", "busan-kr--fukuoka-jp,,,,,,,,,,,,,,", "as many cells"),
        ("key,", "kee,", "kee"),
        ("sister_city", '"sister_city', "line"),
    ],
)
def test_one_wrong_row_is_named_by_file_and_nothing_is_written(
    run_cli: RunCli, address: Address, package: Path, old: str, new: str, word: str
) -> None:
    edit(package / "agreement.csv", old, new)
    with unchanged(address):
        assert_refused(run_cli("import", str(package), "--changed", address=address), 6, "agreement.csv", word)


@pytest.mark.parametrize("text", ["{", "[]", '{"twinning": 1}', '{"twinning": {"format": 2}, "resources": []}'])
def test_a_descriptor_of_something_else_is_refused(run_cli: RunCli, address: Address, package: Path, text: str) -> None:
    (package / "datapackage.json").write_text(text)
    with unchanged(address):
        assert_refused(run_cli("import", str(package), address=address), 6, "datapackage.json")


def test_a_file_outside_the_package_is_not_read(run_cli: RunCli, address: Address, package: Path) -> None:
    edit(package / "datapackage.json", '"city.csv"', '"../city.csv"')
    with unchanged(address):
        assert_refused(run_cli("import", str(package), address=address), 6, "../city.csv")


def test_a_folder_without_a_package_is_refused(run_cli: RunCli, address: Address, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with unchanged(address):
        assert_refused(run_cli("import", str(tmp_path / "none"), address=address), 6, "datapackage.json")
        assert_refused(run_cli("import", str(tmp_path / "nothing"), address=address), 6, "there is no file")


@pytest.mark.postgresql
def test_a_register_moves_from_one_database_to_the_other_and_back(
    run_cli: RunCli,
    postgresql_registers: Registers,
    sqlite_registers: Registers,
    package: Path,
    tmp_path: Path,
) -> None:
    for registers, name in ((postgresql_registers, "there"), (sqlite_registers, "back")):
        (tmp_path / name).mkdir()
        with registers.copy("empty", tmp_path / name) as other:
            done(run_cli("import", str(package), address=other))
            done(run_cli("export", str(tmp_path / name / "export"), address=other))
        assert files(tmp_path / name / "export") == files(package)


def test_ties_go_to_spreadsheets_and_to_standard_output(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    done(run_cli("export", str(tmp_path / "ties.xlsx"), address=sqlite_seeded))
    answer = done(run_cli("export", "-", "--format", "csv", address=sqlite_seeded))
    header, *rows = list(csv.reader(answer.out.splitlines()))
    sheet = load_workbook(tmp_path / "ties.xlsx").active
    assert sheet is not None
    first, *others = sheet.iter_rows(values_only=True)
    assert list(first) == header
    assert [row[0] for row in others] == [row[0] for row in rows]


@pytest.mark.parametrize("name", ["network.graphml", "network.edges", "map.geojson"])
def test_what_is_made_of_agreements_says_by_which_rule(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, name: str
) -> None:
    assert "each pair of the parties" in done(run_cli("export", str(tmp_path / name), address=sqlite_seeded)).err
    assert "each pair of the parties" in (tmp_path / name).read_text()
    before = (tmp_path / name).read_bytes()
    assert_refused(run_cli("export", str(tmp_path / name), address=sqlite_seeded), 6, "exists already", "--force")
    done(run_cli("export", str(tmp_path / name), "--force", address=sqlite_seeded))
    assert (tmp_path / name).read_bytes() == before


def test_a_table_of_ties_begins_with_the_mark_of_excel_when_asked_and_is_read_back(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    plain = done(run_cli("export", "-", "--format", "csv", address=sqlite_seeded)).out
    marked = tmp_path / "ties.csv"
    done(run_cli("export", str(marked), "--bom", address=sqlite_seeded))
    assert marked.read_bytes() == b"\xef\xbb\xbf" + plain.encode()
    with unchanged(sqlite_seeded):
        done(run_cli("import", str(marked), "--dry-run", address=sqlite_seeded))
    assert_refused(run_cli("export", str(tmp_path / "ties.xlsx"), "--bom", address=sqlite_seeded), 2, "csv and tsv")


@pytest.mark.parametrize("format", ["csv", "xlsx", "graphml", "edges", "geojson", "quickstatements"])
def test_no_export_is_written_over_a_register_or_where_its_journal_is_looked_for(
    run_cli: RunCli, sqlite_seeded: Address, format: str
) -> None:
    for ending in ("", "-journal", "-wal"):
        with unchanged(sqlite_seeded):
            answer = run_cli("export", f"{sqlite_seeded.path}{ending}", "--format", format, address=sqlite_seeded)
            assert_refused(answer, 6, "is a database or belongs to one")
            assert not Path(f"{sqlite_seeded.path}-journal").exists()


def test_statements_for_wikidata_leave_out_what_it_has(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    (tmp_path / "has.tsv").write_text("Q16520\tQ26600\n")
    answer = done(
        run_cli(
            "export", "-", "--format", "quickstatements", "--without", str(tmp_path / "has.tsv"), address=sqlite_seeded
        )
    )
    assert "7 statements, 1 more are in Wikidata already" in answer.err
    assert_refused(
        run_cli("export", str(tmp_path / "a.csv"), "--without", str(tmp_path / "has.tsv"), address=sqlite_seeded), 2
    )


def test_a_copy_for_others_is_a_register(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    path = tmp_path / "copy.sqlite"
    assert "without what is internal" in done(run_cli("export", str(path), address=sqlite_seeded)).err
    done(run_cli("db", "check", address=Address.of_file(path)))
