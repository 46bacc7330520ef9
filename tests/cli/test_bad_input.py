"""Bad input: one clear message, the documented exit code, nothing half written."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cli.commands import RunCli, assert_refused, done, harmless, unchanged
from cli.processes import forked, in_shell
from cli.running import Result
from db.raw import raw_connection
from hostile import TEXTS
from twinning.cli.registry import ADDED_BY_EDIT
from twinning.db import engine
from twinning.db.storage.address import Address

pytestmark = pytest.mark.both_databases

SIGNED = ("--kind", "sister-city", "--signed", "1999", "--dry-run")
ADD = ("add-agreement", "Busan", "Cairo", *SIGNED)
CITY = ("add-city", "Gdańsk", "--country", "PL", "--dry-run")

PLACES = {
    "command": ("{}",),
    "option": ("list-cities", "--{}"),
    "report": ("report", "{}", "Busan"),
    "--db": ("--db", "{}", "list-cities"),
    "--db URL": ("--db", "postgresql://{}", "list-cities"),
    "--lang": ("--lang", "{}", "list-cities"),
    "--actor": ("--actor", "{}", *CITY),
}
"""Where no declared parameter stands; `test_hostile_texts.py` has those."""


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_hostile_text_is_taken_as_text_or_refused_in_one_message_wherever_it_stands(
    run_cli: RunCli, sqlite_seeded: Address, place: tuple[str, ...]
) -> None:
    with unchanged(sqlite_seeded):
        for what, text in TEXTS.items():
            answer = run_cli(*(part.replace("{}", text) for part in place), address=sqlite_seeded)
            assert answer.code in (0, 2, 3, 4, 5, 6), (what, answer.err)
            assert harmless(answer.out + answer.err), what
            if answer.code:
                assert_refused(answer, answer.code)


@pytest.mark.parametrize("text", ["'; DROP TABLE city; --", "' OR 1=1 --", "%", "_____"])
def test_sql_and_wildcards_name_no_city_on_either_database(run_cli: RunCli, seeded: Address, text: str) -> None:
    with unchanged(seeded):
        assert_refused(run_cli("list-partners", text, address=seeded), 3)


def test_a_formula_may_be_a_name_and_is_neutralised_in_csv(run_cli: RunCli, address: Address) -> None:
    done(run_cli("add-city", "=1+1", "--country", "KR", address=address))
    assert "'=1+1," in done(run_cli("list-cities", "--csv", address=address)).out
    assert "\n=1+1," in done(run_cli("list-cities", "--csv", "--raw", address=address)).out


def test_a_city_that_could_be_several_is_refused_with_the_keys_of_all(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli("add-city", "Busan", "--country", "US", "--wikidata", "Q1", "--geonames", "1", address=seeded))
    with unchanged(seeded):
        answer = run_cli("add-agreement", "Busan", "Cairo", *SIGNED[:-1], address=seeded)
        assert_refused(answer, 4, "busan-kr", "busan-us")


@pytest.mark.parametrize(
    "date", ["2019-13-01", "2019-02-30", "1966/07/30", "yesterday", "20030203", "2003-W05-1", "1990/1995", "0000-00-00"]
)
def test_a_day_that_is_none_is_refused(run_cli: RunCli, seeded: Address, date: str) -> None:
    with unchanged(seeded):
        assert_refused(run_cli(*ADD[:-2], date, address=seeded), 6)
        assert_refused(run_cli("list-partners", "Busan", "--as-of", date, address=seeded), 6)


def test_a_position_off_the_earth_is_refused(run_cli: RunCli, seeded: Address) -> None:
    with unchanged(seeded):
        answer = run_cli("add-city", "X", "--country", "KR", "--latitude", "91", "--longitude", "0", address=seeded)
        assert_refused(answer, 6, "91")
        assert_refused(run_cli("add-city", "X", "--country", "KR", "--latitude", "1", address=seeded), 6, "longitude")


def foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE city (name TEXT)")


NO_REGISTERS = {
    "missing": (lambda path: None, "db init"),
    "empty": (Path.touch, "empty file"),
    "folder": (Path.mkdir, "folder"),
    "text": (lambda path: path.write_text("a list of cities, but no database\n" * 100), "not a database"),
    "foreign": (foreign_database, "another program"),
}


@pytest.mark.parametrize(("make", "word"), NO_REGISTERS.values(), ids=NO_REGISTERS)
@pytest.mark.parametrize("command", [("list-cities",), CITY, ("db", "status"), ("db", "upgrade"), ("db", "check")])
def test_what_is_no_register_is_refused_and_left_alone(run_cli, tmp_path, command: tuple[str, ...], make, word):
    path = tmp_path / "register.db"
    make(path)
    before = path.read_bytes() if path.is_file() else path.exists()
    assert_refused(run_cli(*command, address=Address.of_file(path)), 5, str(path), word)
    assert before == (path.read_bytes() if path.is_file() else path.exists())


@pytest.mark.postgresql
def test_a_database_without_a_register_is_refused_on_either_database(run_cli: RunCli, blank_address: Address) -> None:
    assert_refused(run_cli("list-cities", address=blank_address), 5, "db init")


def test_a_register_of_a_newer_program_is_refused(run_cli: RunCli, seeded: Address) -> None:
    with raw_connection(seeded) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for command in (("list-cities",), CITY, ("db", "upgrade")):
        assert_refused(run_cli(*command, address=seeded), 5, "newer")


@pytest.fixture
def locked(sqlite_seeded: Address, monkeypatch: pytest.MonkeyPatch) -> Iterator[Address]:
    """A register that another program writes to, and does not finish."""
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_SECONDS", 0.1)
    with raw_connection(sqlite_seeded):
        yield sqlite_seeded


def test_a_register_that_another_program_writes_to_cannot_be_written_but_read(run_cli: RunCli, locked: Address) -> None:
    answer = run_cli(*CITY, address=locked)
    waiting, _, refusal = answer.err.partition("\n")
    assert (waiting[:18], "locked by" in waiting) == ("note: waiting for ", True)
    assert_refused(Result(answer.code, answer.out, refusal), 5, "locked", "try again")
    done(run_cli("list-cities", address=locked))


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("list", "did you mean list-partners, list-cities, list-agreements, "),
        ("ls", "did you mean list-partners, list-cities, list-agreements, "),
        ("add", "did you mean add-city, add-agreement, "),
        ("list cities", "did you mean list-cities? "),
        ("new city", "did you mean add-city? "),
        ("delete", "did you mean remove? "),
        ("lst-cities", "did you mean list-cities? "),
        ("Show", "did you mean show? "),
        ("init", "did you mean db init? "),
        ("anniversaries Busan", "did you mean report anniversaries? "),
        ("brief", "did you mean report partner-brief? "),
        ("add-contact Busan", "did you mean edit REF --add-contact …? "),
        ("partners Busan", "did you mean list-partners, report partners"),
        ("xyzzy", "hint: `twinning --help`"),
    ],
)
def test_a_word_that_is_no_command_is_answered_with_those_that_may_be_meant(
    run_cli: RunCli, sqlite_seeded: Address, line: str, meant: str
) -> None:
    refused = run_cli(*line.split(" "), address=sqlite_seeded)
    assert_refused(refused, 2, f"there is no command {line.partition(' ')[0]!r}", meant)


def test_what_is_said_to_be_added_by_edit_is(run_cli: RunCli) -> None:
    options = run_cli("edit", "--help").out.split()
    assert {f"--{word}" for word in ADDED_BY_EDIT} <= set(options)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("anniversary", "did you mean report anniversaries? "),
        ("brief", "did you mean report partner-brief? "),
        ("year", "did you mean report annual? "),
        ("xyzzy", "hint: `twinning report --help`"),
    ],
)
def test_a_report_that_there_is_not_is_answered_with_those_that_may_be_meant(
    run_cli: RunCli, sqlite_seeded: Address, word: str, meant: str
) -> None:
    assert_refused(run_cli("report", word, address=sqlite_seeded), 2, f"there is no report {word!r}", meant)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("list-events --until 2019", "did you mean --to? "),
        ("report anniversaries Busan --year 2027", "did you mean --from and --to? "),
        ("list-partners Busan --active", "did you mean --status active? "),
        ("list-partners Busan --jsn", "did you mean --json? "),
        ("report annual 2019 --until 2020", "hint: `twinning report annual --help`"),
        ("list-partners Busan --xyzzy=secret", "hint: `twinning list-partners --help`"),
    ],
)
def test_an_option_that_there_is_not_is_answered_with_the_one_that_may_be_meant(
    run_cli: RunCli, sqlite_seeded: Address, line: str, meant: str
) -> None:
    option = next(word.partition("=")[0] for word in line.split(" ") if word.startswith("--"))
    assert_refused(run_cli(*line.split(" "), address=sqlite_seeded), 2, f"there is no option {option!r} here", meant)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("report annual Busan", ("the year stands before the city",)),
        ("report partner-brief Shanghai", ("no city was named beside 'Shanghai'", "home_city")),
        ("report path Shanghai", ("no city was named beside 'Shanghai'", "home_city")),
        ("edit busan-kr", ("nothing to change", "`twinning edit busan-kr --help`")),
        ("edit busan-kr --population 3,400,000", ("such as 3400000",)),
        ("edit busan-kr --latitude 35,18 --longitude 129.07", ("write it with a point: 35.18",)),
    ],
)
def test_what_lacks_or_is_written_otherwise_is_told(
    run_cli: RunCli, sqlite_seeded: Address, line: str, words: tuple[str, ...]
) -> None:
    answer = run_cli(*line.split(" "), address=sqlite_seeded)
    assert_refused(answer, 6 if "--" in line else 2, *words)


@pytest.mark.parametrize("line", ["--help", "--version", "list-cities --help", "", "list-cities"])
def test_what_cannot_be_written_is_said_and_what_nobody_reads_is_no_error(sqlite_seeded: Address, line: str) -> None:
    full = in_shell("$twinning >/dev/full", *line.split(), address=sqlite_seeded)
    assert (full.code, full.err) == (6, "error: standard output cannot be written: No space left on device\n")
    unread = in_shell("$twinning | true", *line.split(), address=sqlite_seeded)
    assert (unread.code, unread.err) == (0, "")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("list-cities", 0),
        ("add-city Cairns --country AU", 0),
        ("show nowhere-xx", 3),
        ("nonsense", 2),
        ("db check x", 2),
    ],
)
def test_the_exit_code_is_right_where_nothing_can_be_said(sqlite_seeded: Address, line: str, code: int) -> None:
    assert in_shell("$twinning 2> /dev/full", *line.split(), address=sqlite_seeded).code == code


def test_a_pipe_or_a_device_is_no_register_and_nobody_is_told_to_remove_it(run_cli: RunCli, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", "/dev/zero"):
        assert_refused(run_cli("list-cities", "--db", str(path)), 5, "a device or a pipe, not a database")


LONG = "a" * 130_000


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{}", 2),
        ("--{}", 2),
        ("--db {} list-cities", 5),
        ("--lang {} list-cities", 2),
        ("--actor {} add-city Cairns --country AU", 6),
        ("show {}", 3),
        ("search {}", 0),
        ("list-partners {}", 3),
        ("list-cities --text {}", 6),
        ("list-cities --sort {}", 2),
        ("list-cities --limit {}", 2),
        ("list-cities --format {}", 2),
        ("list-cities -o {}", 2),
        ("list-agreements --year {}", 6),
        ("record-act {} amended --on 2010", 3),
        ("record-act busan-kr--shanghai-cn {} --on 2010", 2),
        ("add-city {} --country AU", 6),
        ("edit busan-kr --latitude {} --yes", 6),
        ("undo {}", 2),
    ],
)
def test_an_argument_as_long_as_a_system_allows_is_answered_on_a_screen(
    run_cli: RunCli, sqlite_seeded: Address, line: str, code: int
) -> None:
    answer = run_cli(*line.format(LONG).split(" "), address=sqlite_seeded)
    assert answer.code == code
    assert len(answer.err) < 1000
    if code:
        assert_refused(answer, code)


def test_two_formats_at_a_time_are_refused(run_cli: RunCli, sqlite_seeded: Address) -> None:
    assert_refused(run_cli("list-cities", "--csv", "--json", address=sqlite_seeded), 2, "--csv", "--json")


@pytest.mark.parametrize("command", ["db", "report"])
def test_a_group_without_a_command_is_told_so(run_cli: RunCli, sqlite_seeded: Address, command: str) -> None:
    assert_refused(run_cli(command, address=sqlite_seeded), 2, "command", f"twinning {command} --help")


PASSWORD = "correct-horse"
ADDRESSES = [
    f"postgresql://user:{PASSWORD}@127.0.0.1:1/register",
    f"postgresql://user:{PASSWORD}@x@127.0.0.1:1/register",
    f"postgresql://127.0.0.1:1/register?password={PASSWORD}",
    f"postgresql://user:{PASSWORD}@[/register",
    f"mysql://user:{PASSWORD}@localhost/register",
    f"postgres://user:{PASSWORD}@127.0.0.1:port/register",
    f"sqlite:///register.db?password={PASSWORD}",
    f"postgresql:/user:{PASSWORD}@127.0.0.1/register",
    f"user:{PASSWORD}@127.0.0.1/register",
    f"host=127.0.0.1 password={PASSWORD}",
    f"postgresql://host=127.0.0.1 password={PASSWORD}",
    f"postgresql://127.0.0.1:1/register?nonsense={PASSWORD}&password={PASSWORD}",
]


@pytest.mark.parametrize("text", ADDRESSES)
def test_the_password_of_an_address_that_does_not_work_is_never_shown(run_cli: RunCli, text: str) -> None:
    for arguments, env in ((("--db", text), {}), ((f"--db={text}",), {}), ((), {"TWINNING_DB": text})):
        answer = run_cli(*arguments, "list-cities", env=env)
        assert answer.code in (2, 5)
        assert_refused(answer, answer.code)
        assert PASSWORD not in answer.err


@pytest.mark.parametrize("text", ADDRESSES)
def test_no_traceback_shows_a_password(text: str) -> None:
    answer = forked("--db", text, "list-cities", env={"TWINNING_DEBUG": "1"})
    assert answer.code == 1
    assert "Traceback" in answer.err
    assert PASSWORD not in answer.err + answer.out


@pytest.mark.parametrize("text", ADDRESSES)
def test_no_message_repeats_a_password_from_an_argument_in_the_wrong_place(
    run_cli: RunCli, sqlite_seeded: Address, text: str
) -> None:
    for command in ("list-cities", "show", "import", "--dbb", "list-cities -o"):
        answer = run_cli(*command.split(), text, address=sqlite_seeded)
        assert answer.code != 0
        assert PASSWORD not in answer.err + answer.out


@pytest.mark.postgresql
def test_a_wrong_password_is_told_but_not_shown(run_cli: RunCli, postgresql_address: Address) -> None:
    url = postgresql_address.url.set(username="guarded", password=PASSWORD)
    answer = run_cli("list-cities", address=Address(url, None))
    assert_refused(answer, 5, "user or password")
    assert PASSWORD not in answer.err


@pytest.mark.postgresql
def test_the_address_of_a_database_is_not_in_its_log(run_cli: RunCli, postgresql_address: Address) -> None:
    text = postgresql_address.url.set(password=PASSWORD).render_as_string(False)
    for arguments in (("--db", text), (f"--db={text}",)):
        done(
            run_cli(
                *arguments, "add-city", f"City {len(arguments)}", "--country", "KR", "--wikidata", f"Q{len(arguments)}"
            )
        )
    with raw_connection(postgresql_address) as connection:
        logged = connection.exec_driver_sql("SELECT command FROM operation").scalars().all()
    assert logged
    assert not [command for command in logged if "postgresql" in command or PASSWORD in command]


@pytest.mark.parametrize("command", [("undo",), ("log", "show"), ("log", "--limit"), ("search", "Busan", "--limit")])
def test_a_number_that_no_database_holds_is_refused(run_cli: RunCli, seeded: Address, command: tuple[str, ...]) -> None:
    assert_refused(run_cli(*command, "99999999999999999999", address=seeded), 2)


def test_a_search_for_nothing_is_refused(run_cli: RunCli, seeded: Address) -> None:
    assert_refused(run_cli("search", "\u200b", address=seeded), 6, "empty")
