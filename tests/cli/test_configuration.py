"""Settings at the command line: `config show`, and what each setting does."""

import json
from pathlib import Path

import platformdirs
import pytest

from cli.commands import RunCli, assert_refused, done
from cli.terminals import ended, terminal
from cli.test_startup import loaded
from trusted_files import TrustedFile
from twinning.db.storage.address import Address

Table = dict[str, tuple[str | None, str]]

OF_A_CITY = [("list-partners",), ("report", "partners"), ("report", "countries")]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration file of the folder that is worked in, not there yet; trusted as soon as it is written."""
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    return TrustedFile(tmp_path / "project/twinning.toml")


def settings(run_cli: RunCli, *arguments: str, **environment: str) -> Table:
    """What `config show` shows: the value of each setting and its origin."""
    rows = json.loads(done(run_cli(*arguments, "config", "show", "--json", env=environment)).out)
    return {row["setting"]: (row["value"], row["origin"]) for row in rows}


def test_every_setting_is_shown_with_its_origin(run_cli: RunCli, project: Path) -> None:
    user = platformdirs.user_config_path("twinning", appauthor=False) / "config.toml"
    user.parent.mkdir(parents=True)
    user.write_text('home_city = "Seoul"\nformat = "md"')
    project.write_text('database = "cities.db"\nhome_city = "Busan"')
    assert settings(run_cli, "--lang", "ko") == {
        "database": (str(project.parent / "cities.db"), str(project)),
        "actor": ("tester", "TWINNING_ACTOR"),
        "home_city": ("Busan", str(project)),
        "format": ("md", str(user)),
        "language": ("ko", "--lang"),
        "contact": (None, "default"),
    }


def test_what_nobody_set_is_shown_with_its_default(run_cli: RunCli, project: Path) -> None:
    shown = settings(run_cli, TWINNING_ACTOR="")
    assert {origin for _, origin in shown.values()} == {"default"}
    assert str(shown["database"][0]).endswith("register.db")
    assert shown["actor"][0]
    assert [shown[key][0] for key in ("home_city", "format", "language")] == [None, "table", None]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://kim:sEcret@host/register", "register on host"),
        ("postgresql://host/register?password=sEcret", "register on host"),
        ("mysql://kim:sEcret@host/register", "(mysql is not a database that twinning works with)"),
        ("://sEcret", "(the database address is not a URL)"),
    ],
)
def test_no_password_is_shown_wherever_it_stands(run_cli: RunCli, project: Path, address: str, shown: str) -> None:
    assert settings(run_cli, TWINNING_DB=address)["database"] == (shown, "TWINNING_DB")
    assert settings(run_cli, "--db", address)["database"] == (shown, "--db")
    project.write_text(f'database = "{address}"')
    assert settings(run_cli)["database"] == (shown, str(project))


@pytest.mark.parametrize("command", OF_A_CITY, ids=" ".join)
def test_a_command_about_a_city_is_about_the_home_city_unless_it_names_another(
    run_cli: RunCli, seeded: Address, project: Path, command: tuple[str, ...]
) -> None:
    project.write_text('home_city = "부산"')
    assert done(run_cli(*command, address=seeded)) == done(run_cli(*command, "Busan", address=seeded))
    named = done(run_cli(*command, "Seoul", address=seeded))
    assert named == done(run_cli(*command, address=seeded, env={"TWINNING_HOME_CITY": "Seoul"}))
    assert named.out.partition("\n")[0].endswith(("Seoul", "Seoul by country"))


@pytest.mark.parametrize("command", OF_A_CITY[:2], ids=" ".join)
def test_without_a_home_city_the_refusal_says_how_to_set_one(run_cli: RunCli, command: tuple[str, ...]) -> None:
    answer = run_cli(*command)
    assert_refused(answer, 2, "no city was named", 'home_city = "Busan"', "TWINNING_HOME_CITY=Busan")


def test_a_home_city_that_is_not_recorded_is_refused_with_the_place_where_it_is_set(
    run_cli: RunCli, seeded: Address, project: Path
) -> None:
    project.write_text('home_city = "Atlantis"')
    assert_refused(run_cli("list-partners", address=seeded), 3, "Atlantis", f"the home city that {project} sets")
    set_here = run_cli("report", "partners", address=seeded, env={"TWINNING_HOME_CITY": "Lemuria"})
    assert_refused(set_here, 3, "Lemuria", "the home city that TWINNING_HOME_CITY sets")
    assert "home city" not in run_cli("list-partners", "Mu", address=seeded).err


def test_somebody_at_a_terminal_is_asked_for_the_city(sqlite_seeded: Address) -> None:
    with terminal("list-partners", address=sqlite_seeded) as child:
        child.expect("Which city: ")
        child.sendline("Seoul")
        child.expect("Partners of Seoul")
        assert ended(child)[0] == 0


def test_nobody_is_asked_for_the_city_who_wants_no_questions(sqlite_seeded: Address) -> None:
    with terminal("list-partners", "--no-input", address=sqlite_seeded) as child:
        child.expect("no city was named")
        assert ended(child)[0] == 2


def test_the_format_that_is_set_is_that_of_every_listing_but_where_an_option_or_a_suffix_says_another(
    run_cli: RunCli, seeded: Address, project: Path, tmp_path: Path
) -> None:
    def listed(*options: str) -> str:
        return done(run_cli("list-cities", *options, address=seeded)).out

    table, csv, json_text = listed(), listed("--csv"), listed("--json")
    project.write_text('format = "csv"')
    assert (listed(), listed("--json"), listed("--format", "table")) == (csv, json_text, table)
    listed("-o", str(tmp_path / "cities.json"))
    listed("-o", str(tmp_path / "cities"))
    assert (tmp_path / "cities.json").read_bytes().decode() == json_text
    assert (tmp_path / "cities").read_bytes().decode() == csv


def test_a_format_that_is_none_is_refused_with_the_place_that_says_it(
    run_cli: RunCli, sqlite_seeded: Address, project: Path
) -> None:
    project.write_text('format = "xslx"')
    assert_refused(run_cli("list-cities", address=sqlite_seeded), 2, str(project), "no format 'xslx'", "csv")
    assert_refused(run_cli("list-cities", env={"TWINNING_FORMAT": "doc"}), 2, "TWINNING_FORMAT: there is no format")


def test_the_register_and_the_actor_that_are_set_are_used(
    run_cli: RunCli, sqlite_seeded: Address, project: Path
) -> None:
    project.write_text(f'database = "{sqlite_seeded.path}"\nactor = "Kim Minji"')
    done(run_cli("add-city", "Ulsan", "--country", "KR", env={"TWINNING_ACTOR": ""}))
    operations = json.loads(done(run_cli("log", "--json", address=sqlite_seeded)).out)
    assert [row["actor"] for row in operations if row["command"].startswith("add-city Ulsan")] == ["Kim Minji"]


def test_a_register_that_is_set_and_not_there_is_not_made(run_cli: RunCli, project: Path) -> None:
    project.write_text('database = "missing.db"')
    assert_refused(run_cli("list-cities"), 5, str(project.parent / "missing.db"))
    assert [path.name for path in project.parent.iterdir()] == ["twinning.toml"]


def test_completion_reads_the_register_that_is_set(spawn_cli: RunCli, sqlite_seeded: Address, project: Path) -> None:
    words = {"_TWINNING_COMPLETE": "complete_bash", "COMP_WORDS": "twinning list-partners Bu", "COMP_CWORD": "2"}
    project.write_text(f'database = "{sqlite_seeded.path}"')
    assert done(spawn_cli(env=words)).out.split() == ["Busan"]
    project.write_text("[")
    assert (done(spawn_cli(env=words)).out.split(), spawn_cli(env=words).err) == ([], "")


@pytest.mark.parametrize("command", [("list-cities",), ("add-city", "Ulsan", "--country", "KR"), ("config", "show")])
def test_a_wrong_file_is_refused_and_nothing_is_done(
    run_cli: RunCli, sqlite_seeded: Address, project: Path, command: tuple[str, ...]
) -> None:
    project.write_text('home_city = "Busan"\nformatt = "csv"')
    answer = run_cli(*command, address=sqlite_seeded)
    assert_refused(answer, 6, f"{project}: there is no setting 'formatt'", "did you mean format?")


def test_help_reads_no_file(run_cli: RunCli, project: Path) -> None:
    project.write_text("[")
    assert "list-partners" in done(run_cli("--help")).out
    assert "home city" in done(run_cli("list-partners", "--help")).out


def test_a_run_without_a_file_loads_no_reader_of_files(sqlite_seeded: Address, tmp_path: Path) -> None:
    ((_, told),) = loaded(tmp_path, sqlite_seeded, ("list-cities", "--csv"))  # older Rich, for tables, loads getpass
    assert not told.modules & {"tomllib", "platformdirs", "getpass"}
