"""`import` of a spreadsheet."""

import json
import os
from pathlib import Path

import pytest
from openpyxl import Workbook

from cli.commands import RunCli, assert_refused, done, unchanged
from cli.terminals import ended, terminal
from twinning.db.storage.address import Address
from twinning.db.storage.files import unwritable


def test_a_list_is_shown_and_written_once_somebody_at_the_terminal_agrees(
    sqlite_seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "partners.csv").write_text("partner,country,since\nChicago,USA,2007\nLima,Peru,\nCuzco,Pperu,1990\n")
    with terminal("import", "partners.csv", "--city", "Busan", address=sqlite_seeded) as child:
        child.expect("Of which day is the list")
        child.sendline("2026-01-31")
        child.expect("partner_country")
        child.expect("Write this")
        child.sendline("y")
        assert ended(child)[0] == 0
    assert (tmp_path / "partners.rejects.csv").read_text().splitlines()[1].startswith("Cuzco,Pperu,1990,4,country,")


def test_where_nothing_would_be_written_nobody_is_asked(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done(run_cli("list-cities", "--for-update", "-o", "cities.csv", address=sqlite_seeded))
    with unchanged(sqlite_seeded), terminal("import", "cities.csv", "--update", address=sqlite_seeded) as child:
        code, told = ended(child)
    assert (code, "Write this" in told, "nothing in cities.csv was taken" in told) == (0, False, True)


def test_a_list_with_ties_of_no_date_needs_its_day(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text("partner,country\nLima,Peru\n")
    with unchanged(sqlite_seeded):
        answer = run_cli("import", str(tmp_path / "partners.csv"), "--city", "Busan", address=sqlite_seeded)
        assert_refused(answer, 2, "1 of the 1 rows have no date", "--listed-on")


@pytest.mark.parametrize(
    "name", ["\x1b]0;red\x07.csv", "two\nlines.csv", "\u202etsil.csv", os.fsdecode(b"l\xefst.csv"), "\u200b.csv"]
)
def test_a_list_is_called_by_what_of_its_files_name_can_be_stored(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("partner,date\nLima,2001\n")
    done(run_cli("import", str(tmp_path / name), "--city", "Busan", address=sqlite_seeded))
    done(run_cli("export", str(tmp_path / "package"), address=sqlite_seeded))
    done(run_cli("import", str(tmp_path / "package"), address=sqlite_seeded))


def test_a_damaged_list_is_refused_with_its_place(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text('partner,country\nLima,"Peru\n')
    with unchanged(sqlite_seeded):
        answer = run_cli("import", str(tmp_path / "partners.csv"), "--city", "Busan", address=sqlite_seeded)
        assert_refused(answer, 6, "line 2", "never closed")


def test_another_sheet_of_a_workbook_is_another_list_and_no_edition_of_the_first(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    book = Workbook()
    for name in ("sisters", "friends"):
        sheet = book.create_sheet(name)
        sheet.append(["partner", "country", "year", "status"])
        sheet.append(["Lima", "Peru", "1999" if name == "sisters" else "1990", "active"])
        sheet.append(["Cuzco", "Pperu", "1990", "active"])
    book.remove(book["Sheet"])
    book.save("partners.xlsx")

    def take(*options: str) -> tuple[dict[str, int], str]:
        answer = done(run_cli("import", *options, "--city", "Busan", "--json", address=sqlite_seeded))
        return json.loads(answer.out), answer.err

    take("partners.xlsx")
    facts, said = take("partners.xlsx", "--sheet", "friends", "--kind", "friendship_city")
    assert (facts["added_as_word"], facts.get("revised"), facts.get("no_longer_listed")) == (1, None, None)
    assert "partners friends.rejects.csv" in said
    assert take("partners.xlsx", "--sheet", "sisters")[0]["already_there"] == 1
    rejects = Path("partners friends.rejects.csv")
    rejects.write_text(rejects.read_text().replace("Pperu", "Peru"))
    take(str(rejects))
    sources = json.loads(run_cli("list-sources", "--text", "partners", "--json", address=sqlite_seeded).out)
    assert {each["key"]: each["citations"] for each in sources} == {"partners": 3, "partners-friends": 6}


@pytest.mark.parametrize(
    ("heading", "kind", "created"),
    [
        ("Freundschaften", "friendship_city", 1),
        ("Freundschaften", "sister_city", 0),
        ("Städtepartnerschaften", "sister_city", 1),
        ("Städtepartnerschaften", "friendship_city", 0),
    ],
)
def test_a_heading_that_names_the_kind_which_the_command_line_does_leaves_nothing_open(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, heading: str, kind: str, created: int
) -> None:
    (tmp_path / "partners.csv").write_text(f"Partnerstadt;Land;seit\n{heading};;\nOulu;Finnland;2001\n")
    command = ("import", str(tmp_path / "partners.csv"), "--city", "Busan", "--kind", kind, "--dry-run", "--json")
    answer = run_cli(*command, "--rejects", str(tmp_path / "rejects.csv"), address=sqlite_seeded)
    assert json.loads(answer.out)["created"] == created


@pytest.mark.parametrize(
    ("options", "content", "said"),
    [
        (("--city", "Busan"), "partner,country,date\nLyon,FR,1990\nX,Japa,1990\n", "rows.csv was imported"),
        (("--city", "Busan"), "partner,country,date\nX,Japa,1990\n", "no row of {}rows.csv was taken"),
        (("--as", "events"), "title,date\nFair,TBD\n", "no row of {}rows.csv was taken"),
        (
            ("--update", "--unchanged-since", "1"),
            "key,title\nnowhere,X\nbusan-kr--shanghai-cn,\n",
            "nothing in {}rows.csv was taken",
        ),
    ],
)
def test_a_file_of_which_no_row_was_taken_is_not_said_to_be_imported(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, options: tuple[str, ...], content: str, said: str
) -> None:
    (tmp_path / "rows.csv").write_text(content)
    rejects = ("--rejects", str(tmp_path / "rest.rejects.csv"))
    told = done(run_cli("import", str(tmp_path / "rows.csv"), *options, *rejects, "--yes", address=sqlite_seeded)).err
    assert said.format(f"{tmp_path}/") in told


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ((), "partner,country,since\nLyon,FR,1990\nCuzco,Perru,1990\n"),
        (("--as", "events"), "title,date,host\nA,2024,Busan\nB,soon,Busan\n"),
        (("--update",), "key,city,unchanged_since\nbusan-kr,Pusan,1\nnone-kr,Seoul,1\n"),
    ],
    ids=["ties", "events", "corrections"],
)
def test_where_rejected_rows_cannot_be_kept_nothing_is_written(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, kind: tuple[str, ...], rows: str
) -> None:
    (tmp_path / "partners.csv").write_text(rows)
    (tmp_path / "folder").mkdir()
    for place in ("folder", "nowhere/rest.csv"):
        command = ("import", str(tmp_path / "partners.csv"), *kind, "--city", "Busan", "--yes", "--rejects")
        with unchanged(sqlite_seeded):
            answer = run_cli(*command, str(tmp_path / place), address=sqlite_seeded)
            assert_refused(answer, 6, f"{place} cannot be written")


def test_a_file_for_rejected_rows_is_of_no_matter_where_none_is_rejected(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    (tmp_path / "partners.csv").write_text("partner,country,since\nLyon,FR,1990\n")
    command = ("import", str(tmp_path / "partners.csv"), "--city", "Busan", "--yes", "--rejects")
    done(run_cli(*command, str(tmp_path / "nowhere" / "rest.csv"), address=sqlite_seeded))


def test_where_rejected_rows_are_not_kept_in_the_end_the_import_is_said_to_be_written(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "partners.csv").write_text("partner,country,since\nLyon,FR,1990\nCuzco,Perru,1990\n")

    def full(path: Path, _write: object, hint: str | None = None) -> None:
        raise unwritable(path, OSError(28, "No space left on device"), hint)

    monkeypatch.setattr("twinning.cli.importing.rejects.write_file", full)
    command = ("import", str(tmp_path / "partners.csv"), "--city", "Busan", "--rejects", str(tmp_path / "rest.csv"))
    answer = run_cli(*command, "--yes", address=sqlite_seeded)
    assert answer.code == 6
    assert "partners.csv was imported, but the rows that it rejects (1) are not kept" in answer.err
    assert "rest.csv cannot be written: No space left on device\nhint: import the file once more, with" in answer.err
    assert "Lyon" in done(run_cli("list-cities", "--csv", address=sqlite_seeded)).out


def test_rows_that_were_rejected_take_the_place_of_those_of_an_earlier_import(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    place = tmp_path / "rest.csv"
    for wrong in ("Pperu", "Perru"):
        (tmp_path / "partners.csv").write_text(f"partner,country,since\nCuzco,{wrong},1990\n")
        command = ("import", str(tmp_path / "partners.csv"), "--city", "Busan", "--rejects", str(place), "--yes")
        done(run_cli(*command, address=sqlite_seeded))
    assert [line.split(",")[1] for line in place.read_text().splitlines()] == ["country", "Perru"]


def test_rejected_rows_in_a_file_of_any_name_are_a_part_of_the_list_that_is_named(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    place, listed = tmp_path / "rest.csv", tmp_path / "partners.csv"
    listed.write_text("partner,country,since\nLyon,FR,1990\nCuzco,Perru,1990\n")
    options = ("--city", "Busan", "--listed-on", "2026", "--yes")
    told = done(run_cli("import", str(listed), *options, "--rejects", str(place), address=sqlite_seeded)).err
    assert "import again with --source partners: 1" in told
    place.write_text(place.read_text().replace("Perru", "Peru", 1))
    with unchanged(sqlite_seeded):
        answer = run_cli("import", str(place), *options, address=sqlite_seeded)
        assert_refused(answer, 6, "nothing says of which list", "LIST.rejects.csv")
    answer = done(run_cli("import", str(place), *options, "--source", "partners", "--json", address=sqlite_seeded))
    facts = json.loads(answer.out)
    assert (facts["created"], facts["unlisted"]) == (1, [])
    shown = json.loads(done(run_cli("list-sources", "--json", address=sqlite_seeded)).out)
    assert "rest" not in {each["key"] for each in shown}


def test_a_gazetteer_is_asked_for_new_cities(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lima = {"geonameid": 7, "name": "Lima", "countrycode": "PE", "latitude": -12.0, "longitude": -77.0}
    entries = {"7": lima | {"alternatenames": []}}
    monkeypatch.setattr("twinning.exchange.lists.cities.gazetteer.load_entries", lambda: entries)
    (tmp_path / "partners.csv").write_text("partner,country,since\nLima,Peru,1990\n")
    given = ("import", str(tmp_path / "partners.csv"), "--city", "Busan", "--gazetteer")
    assert "Found in gazetteer" in done(run_cli(*given, address=sqlite_seeded)).out
    assert "GeoNames" in done(run_cli("show", "lima-pe", address=sqlite_seeded)).out
    assert run_cli(*given, "--as", "events", address=sqlite_seeded).code == 2


def test_a_city_of_another_country_than_the_recorded_one_of_its_name_is_told_to_be_new(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    (tmp_path / "partners.csv").write_text("partner,country,since\nLima,Peru,1990\n")
    told = "Busan, Japan is added as a new city, and the register has Busan, KR (busan-kr)"
    partners = ("import", str(tmp_path / "partners.csv"), "--yes", "--city")
    for city, is_told in (("Busan, Japan", True), ("Busan, South Korea", False), ("Tampere, Finland", False)):
        answer = done(run_cli(*partners, city, "--dry-run", address=sqlite_seeded))
        assert (told in answer.err) == is_told
    assert "--city busan-kr" in run_cli(*partners, "Busan, Japan", "--dry-run", address=sqlite_seeded).err


HAND = "Stadt;Land;Seit\nKøbenhavn;Dänemark;1990\nSøndersø;Danemarkien;1990\n"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_rejected_rows_are_saved_as_their_list_for_the_program_that_wrote_it(
    run_cli: RunCli,
    sqlite_seeded: Address,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    encoding: str,
    delimiter: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("hand.csv").write_text(HAND.replace(";", delimiter), encoding=encoding)
    options = ("--city", "Busan", "--encoding", encoding, "--map", "partner=Stadt")
    done(run_cli("import", "hand.csv", *options, address=sqlite_seeded))
    rejects = Path("hand.rejects.csv").read_bytes()
    is_plain = (encoding, delimiter) == ("utf-8", ",")
    assert rejects.startswith(b"Stadt" if is_plain else b"\xef\xbb\xbfStadt")
    assert f"Stadt{delimiter}Land{delimiter}Seit{delimiter}line".encode() in rejects
    Path("hand.rejects.csv").write_bytes(rejects.replace(b"Danemarkien", b"Denmark"))
    done(run_cli("import", "hand.rejects.csv", *options, address=sqlite_seeded))
    assert "Søndersø" in done(run_cli("list-partners", "Busan", "--csv", address=sqlite_seeded)).out


def test_rejected_rows_of_a_workbook_are_marked_for_the_program_that_wrote_it(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    workbook = Workbook()
    for row in (("partner", "country"), ("Søndersø", "Danemarkien")):
        workbook.active.append(row)
    workbook.save("hand.xlsx")
    options = ("--city", "Busan", "--listed-on", "2026-01-31")
    done(run_cli("import", "hand.xlsx", *options, address=sqlite_seeded))
    assert Path("hand.rejects.csv").read_text(encoding="utf-8").startswith("\ufeffpartner,country,line")
