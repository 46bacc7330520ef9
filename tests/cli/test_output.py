"""Formats, files, terminals: nothing cut, nothing misaligned, and data that only ever prints."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from cli.commands import RunCli, assert_refused, done, execute, harmless, loaded
from cli.terminals import ended, terminal
from db.registers import Prepared
from twinning.db.storage.address import Address

SUFFIXES = {
    "csv": "csv",
    "tsv": "tsv",
    "json": "json",
    "jsonl": "jsonl",
    "md": "md",
    "html": "html",
    "htm": "html",
    "txt": "table",
    "CSV": "csv",
}
HOSTILE = [
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;https://example.org\x07link\x1b]8;;\x07",
    "\x9b31m",
    "\u202egnirts\u202c",
    "\u2066isolated",
    "[/red] [bold]loud[/bold] [link=https://example.org]x[/link]",
    "*bold* `code` <b>html</b> | cell",
    "two\nlines\rand\ta tab",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize(("suffix", "format"), SUFFIXES.items())
def test_the_suffix_of_a_file_chooses_the_format(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, suffix: str, format: str
) -> None:
    path = tmp_path / f"cities.{suffix}"
    columns = ("--columns", "city,key")  # else a table in a file leaves out what has no room
    shown = done(run_cli("list-cities", "--format", format, *columns, address=sqlite_seeded)).out
    assert done(run_cli("list-cities", "-o", str(path), *columns, address=sqlite_seeded)).out == ""
    assert path.read_bytes().decode() == shown


def test_a_format_that_is_no_text_is_written_to_a_file_or_a_pipe_and_not_to_a_screen(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    done(run_cli("list-cities", "-o", str(tmp_path / "cities.xlsx"), address=sqlite_seeded))
    assert (tmp_path / "cities.xlsx").read_bytes().startswith(b"PK")
    with terminal("list-cities", "--format", "xlsx", address=sqlite_seeded, columns=80) as child:
        code, printed = ended(child)
    assert code == 2
    assert "add -o FILE.xlsx" in printed


def test_a_calendar_says_what_it_leaves_out(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    answer = done(run_cli("list-events", "-o", str(tmp_path / "events.ics"), address=sqlite_seeded))
    assert answer.err == "note: 16 without a day that is known for certain are left out of the calendar\n"


def test_what_has_no_days_is_no_calendar(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    for command in (("list-cities",), ("show", "Busan"), ("list-events", "--columns", "activity")):
        path = tmp_path / "cities.ics"
        assert_refused(run_cli(*command, "-o", str(path), address=sqlite_seeded), 2, "anniversaries, renewals, events")
        assert not path.exists()


def test_a_format_that_is_named_is_taken_whatever_the_suffix(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    done(run_cli("list-cities", "--json", "-o", str(tmp_path / "cities.data"), address=sqlite_seeded))
    assert len(json.loads((tmp_path / "cities.data").read_text())) == 12


@pytest.mark.parametrize(
    ("name", "instead"), [("cities.pdf", ".html"), ("cities.XLS", ".xlsx"), ("cities.doc", ".docx")]
)
def test_who_wants_a_format_that_is_not_written_is_told_the_nearest_whatever_is_set(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, name: str, instead: str
) -> None:
    path = tmp_path / name
    answer = run_cli("list-cities", "-o", str(path), address=sqlite_seeded, env={"TWINNING_FORMAT": "csv"})
    assert_refused(answer, 2, name, instead)
    assert not path.exists()


@pytest.mark.parametrize("name", ["cities", "cities.data", ".csv"])
def test_a_suffix_that_says_no_format_is_refused(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, name: str
) -> None:
    assert_refused(run_cli("list-cities", "-o", str(tmp_path / name), address=sqlite_seeded), 2, "--format")


def test_a_file_is_replaced_as_a_whole_and_a_link_to_it_stays(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    (tmp_path / "old.csv").write_bytes(b"key,name\r\n" + b"x" * 100_000)
    (tmp_path / "link.csv").symlink_to(tmp_path / "old.csv")
    done(run_cli("list-cities", "-o", str(tmp_path / "link.csv"), address=sqlite_seeded))
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "old.csv").read_text().startswith("city,country,")


def test_a_device_is_written_to_and_not_replaced(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    (tmp_path / "null.csv").symlink_to("/dev/null")
    done(run_cli("list-cities", "-o", str(tmp_path / "null.csv"), address=sqlite_seeded))
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("name", ["missing/cities.csv", "folder.csv"])
def test_a_file_that_cannot_be_written_is_refused_and_leaves_nothing_behind(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder.csv").mkdir()
    before = sorted(tmp_path.rglob("*"))
    assert_refused(run_cli("list-cities", "-o", str(tmp_path / name), address=sqlite_seeded), 6, name)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "command",
    [
        ("list-cities", "-o", "cities.csv"),
        ("map", "Busan", "-o", "busan.svg"),
        ("export", "ties.csv"),
        ("export", "ties.geojson"),
        ("export", "register.sqlite"),
        ("db", "backup", "copy.db"),
    ],
)
def test_a_folder_that_is_missing_is_named_as_what_to_make(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, command: tuple[str, ...]
) -> None:
    *words, name = command
    answer = run_cli(*words, str(tmp_path / "missing" / name), address=sqlite_seeded)
    assert_refused(answer, 6, f"{name} cannot be written", f"make the folder {tmp_path / 'missing'} first")
    assert not (tmp_path / "missing").exists()


def test_csv_is_rfc_4180_and_begins_with_a_mark_only_when_asked(run_cli: RunCli, sqlite_seeded: Address) -> None:
    plain = done(run_cli("list-cities", "--csv", address=sqlite_seeded)).out
    assert plain.count("\r\n") == plain.count("\n") == 13
    assert done(run_cli("list-cities", "--csv", "--bom", address=sqlite_seeded)).out == "\ufeff" + plain


def test_every_machine_format_has_the_same_columns_and_rows(run_cli: RunCli, seeded: Address) -> None:
    def written(format: str) -> str:
        return done(run_cli("list-agreements", "--format", format, address=seeded)).out

    def joined(value: object) -> object:
        return "; ".join(map(str, value)) if isinstance(value, list) else value or ""

    rows = loaded(written("json"))
    assert [loaded(line) for line in written("jsonl").splitlines()] == rows
    texts = [{name: joined(value) for name, value in row.items()} for row in rows]
    assert list(csv.DictReader(io.StringIO(written("csv"), newline=""))) == texts
    assert list(csv.DictReader(io.StringIO(written("tsv")), delimiter="\t")) == texts


@pytest.mark.parametrize("columns", ["20", "80", "1000"])
def test_nothing_is_cut_when_piped_however_wide_the_terminal(
    run_cli: RunCli, sqlite_seeded: Address, columns: str
) -> None:
    listed = done(run_cli("list-cities", address=sqlite_seeded, env={"COLUMNS": columns})).out
    assert listed == done(run_cli("list-cities", address=sqlite_seeded)).out
    assert "saint-petersburg-ru" in listed


def test_columns_of_wide_and_narrow_characters_are_aligned(run_cli: RunCli, address: Address) -> None:
    for number, name in enumerate(["부산광역시", "Busan", "東京", "Köln", "ﾄﾖﾀ", "Đà Nẵng"]):
        ids = ("--wikidata", f"Q{number + 1}", "--geonames", str(number + 1))
        done(run_cli("add-city", name, "--country", "KR", *ids, address=address))
    lines = [line for line in done(run_cli("list-cities", address=address)).out.splitlines() if "South Korea" in line]
    assert len(lines) == 6
    assert len({cell_len(line[: line.index("South Korea")]) for line in lines}) == 1


@pytest.fixture
def at_terminal(sqlite_seeded: Address, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Give what a command prints at a terminal of so many columns."""

    def shown(*arguments: str, columns: int, color: bool = False) -> str:
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.delenv("COLUMNS", raising=False)
        if color:
            monkeypatch.delenv("NO_COLOR")
        with terminal(*arguments, address=sqlite_seeded, columns=columns) as child:
            code, printed = ended(child)
        assert code == 0
        return printed

    return shown


def test_a_narrow_terminal_shows_the_columns_that_fit_partner_first(at_terminal: Callable[..., str]):
    lines = at_terminal("list-partners", "Busan", columns=40).splitlines()
    assert max(cell_len(line) for line in lines if not line.startswith("note:")) <= 40
    header = next(line for line in lines if line.startswith("Partner "))
    assert "Sources" not in header


def test_no_color_is_heeded_at_a_terminal(at_terminal: Callable[..., str]):
    assert "\x1b[" not in at_terminal("list-partners", "Busan", columns=100)


def test_a_terminal_gets_color_unless_told_otherwise(at_terminal: Callable[..., str]):
    assert "\x1b[1m" in at_terminal("list-partners", "Busan", columns=100, color=True)


def test_csv_at_a_terminal_prints_data_and_does_nothing_else(hostile: Address, at_terminal: Callable[..., str]) -> None:
    for format in ("csv", "tsv"):
        printed = at_terminal("list-cities", "--raw", "--format", format, columns=200)
        assert harmless(printed.replace("\r", "").replace("\t", " "))  # the terminal itself adds carriage returns


@pytest.fixture
def hostile(sqlite_seeded: Address, prepared: Prepared) -> Address:
    """A register, in place of the seeded one, in which every text that a command prints was written by a stranger."""
    assert prepared(write_hostile_texts) == sqlite_seeded
    return sqlite_seeded


def write_hostile_texts(address: Address) -> None:
    for number, text in enumerate(HOSTILE, start=1):
        execute(address, "UPDATE city SET name = :text WHERE id = :number", text=text, number=number)
    for column in ("agreement.title", "agreement.summary", "source.title", "activity.title", "city_name.name"):
        table, _, name = column.partition(".")
        execute(address, f"UPDATE {table} SET {name} = :text", text="".join(HOSTILE))


COMMANDS = [
    ("list-cities",),
    ("list-agreements",),
    ("list-partners", "seoul-kr"),
    ("show", "seoul-kr"),
    ("show", "moscow-ru--seoul-kr"),
    ("report", "partners", "seoul-kr"),
    ("db", "check"),
]


@pytest.mark.parametrize("format", ["table", "json", "jsonl", "md"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_control_or_bidi_override_from_data_reaches_the_screen(
    run_cli: RunCli, hostile: Address, command: tuple[str, ...], format: str
) -> None:
    answer = run_cli(*command, "--format", format, address=hostile)
    assert answer.code == (5 if command == ("db", "check") else 0)
    assert harmless(answer.out + answer.err)


def test_no_error_repeats_what_could_drive_a_screen(run_cli: RunCli, hostile: Address) -> None:
    execute(hostile, "UPDATE city SET folded = 'same'")
    assert_refused(run_cli("list-partners", "same", address=hostile), 4)


def test_a_machine_format_gives_hostile_text_exactly_as_it_is(run_cli: RunCli, hostile: Address) -> None:
    rows = json.loads(done(run_cli("list-cities", "--json", address=hostile)).out)
    assert set(HOSTILE) <= {row["city"] for row in rows}
    raw = done(run_cli("list-cities", "--csv", "--raw", address=hostile)).out
    assert set(HOSTILE) <= {row["city"] for row in csv.DictReader(io.StringIO(raw, newline=""))}


def test_data_is_never_read_as_markup(run_cli: RunCli, hostile: Address) -> None:
    assert "[/red] [bold]loud[/bold]" in done(run_cli("list-cities", address=hostile)).out
    assert "<b>html</b> | cell" not in done(run_cli("list-cities", "--format", "md", address=hostile)).out


def test_a_chosen_column_is_shown_at_a_terminal_without_the_one_that_else_takes_its_place(
    at_terminal: Callable[..., str],
) -> None:
    assert "South Korea" in at_terminal("list-cities", "--columns", "city,country,agreements", columns=40)


def test_a_hyphen_is_standard_output(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    shown = done(run_cli("list-cities", "--csv", address=sqlite_seeded)).out
    assert done(run_cli("list-cities", "-o", "-", "--csv", address=sqlite_seeded)).out == shown
    assert done(run_cli("list-cities", "--output=-", address=sqlite_seeded)).out.startswith("Cities")


def test_a_text_file_is_eighty_columns_wide_and_has_every_row(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    for command in (["list-partners", "Busan"], ["show", "seoul-kr"], ["list-events"]):
        done(run_cli(*command, "-o", str(tmp_path / "told.txt"), "--force", address=sqlite_seeded))
        text = (tmp_path / "told.txt").read_text("utf-8")
        assert max(map(cell_len, text.splitlines())) <= 80, text
        assert "… and" not in text
    assert "no room for" in text
    assert "a wider window" not in text


def test_json_has_lists_with_keys_and_countries_and_dates_with_their_bounds(
    run_cli: RunCli, sqlite_seeded: Address
) -> None:
    rows = json.loads(done(run_cli("list-agreements", "--city", "Kalmykia", "--json", address=sqlite_seeded)).out)
    assert rows[0]["parties"] == [
        {"name": "Kalmykia", "key": "kalmykia-ru", "country_code": "RU"},
        {"name": "Seoul", "key": "seoul-kr", "country_code": "KR"},
    ]
    assert rows[0]["party_keys"] == ["kalmykia-ru", "seoul-kr"]
    assert rows[0]["fields"] == ["economy", "other"]
    assert rows[0]["since"] == {
        "text": "2004?-11-04",
        "earliest": "2004-11-04",
        "latest": "2004-11-04",
        "doubtful": True,
    }
    shown = json.loads(done(run_cli("show", "kalmykia-ru--seoul-kr", "--json", address=sqlite_seeded)).out)
    assert shown["fields"] == ["economy", "other"]
    assert shown["since"]["text"] == "2004?-11-04"
    visits = json.loads(done(run_cli("list-delegations", "--json", address=sqlite_seeded)).out)
    sender = next(place for row in visits for place in row["places"] if place["role"] == "sender")
    assert sender == {"name": "Moscow", "key": "moscow-ru", "country_code": "RU", "role": "sender"}


def test_the_keys_of_cities_have_columns_of_their_own(run_cli: RunCli, sqlite_seeded: Address) -> None:
    def columns(*arguments: str) -> list[dict[str, str]]:
        listed = done(run_cli(*arguments, "--csv", address=sqlite_seeded)).out
        return list(csv.DictReader(io.StringIO(listed, newline="")))

    assert columns("list-agreements", "--city", "Kalmykia")[0]["party_keys"] == "kalmykia-ru; seoul-kr"
    assert {row["debtor_key"] for row in columns("list-commitments")} >= {"seoul-kr"}
    assert columns("report", "visits", "Seoul")[0]["partner_key"] == "moscow-ru"
