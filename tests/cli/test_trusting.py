"""A configuration file in a folder is a stranger's until the user trusts it."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from cli.commands import RunCli, assert_refused, done, unchanged
from twinning.db.storage.address import Address
from twinning.settings import trust

HARMFUL = ("database", "actor", "home_city")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration file of the folder that is worked in, not there yet."""
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project/twinning.toml"


def shown(run_cli: RunCli, **environment: str) -> dict[str, tuple[str, str]]:
    rows = json.loads(done(run_cli("config", "show", "--json", env={"TWINNING_ACTOR": ""} | environment)).out)
    return {row["setting"]: (row["value"], row["origin"]) for row in rows}


def test_a_strangers_file_chooses_nothing_but_looks(run_cli: RunCli, project: Path) -> None:
    project.write_text(
        'database = "theirs.db"\nactor = "Mallory"\nhome_city = "Atlantis"\nformat = "csv"\nlanguage = "ko"'
    )
    settings = shown(run_cli)
    assert {settings[key][1] for key in HARMFUL} == {"default"}
    assert settings["format"] == ("csv", str(project))
    assert settings["language"] == ("ko", str(project))


def test_what_is_not_counted_is_said_with_the_way_to_trust_it(run_cli: RunCli, project: Path) -> None:
    project.write_text('database = "theirs.db"\nhome_city = "Atlantis"\nformat = "json"')
    answer = done(run_cli("config", "show"))
    assert answer.err == (
        f"note: {project} is not trusted: database, home_city in it not counted; "
        "`twinning config trust` trusts it as it is\n"
    )
    assert json.loads(answer.out)


def test_a_file_that_can_do_no_harm_needs_no_trust(run_cli: RunCli, project: Path) -> None:
    project.write_text('format = "json"')
    assert done(run_cli("config", "show")).err == ""


def test_nothing_is_read_from_or_written_to_a_strangers_register(
    run_cli: RunCli, sqlite_seeded: Address, project: Path
) -> None:
    project.write_text(f'database = "{sqlite_seeded.path}"')
    with unchanged(sqlite_seeded):
        done(run_cli("add-person", "Kim Minji"))
    assert "Minji" in done(run_cli("list-people")).out


def test_a_file_that_is_trusted_counts_until_it_changes(run_cli: RunCli, project: Path) -> None:
    project.write_text('home_city = "Busan"')
    answer = done(run_cli("config", "trust"))
    assert answer.err == f"note: {project} is trusted: home_city = Busan\n"
    assert shown(run_cli)["home_city"] == ("Busan", str(project))
    project.write_text('home_city = "Atlantis"')
    assert shown(run_cli)["home_city"][1] == "default"
    project.write_text('home_city = "Busan"')
    assert shown(run_cli)["home_city"] == ("Busan", str(project))
    assert "is trusted no longer" in done(run_cli("config", "untrust")).err
    assert shown(run_cli)["home_city"][1] == "default"
    assert "was not trusted" in done(run_cli("config", "untrust", str(project))).err


def test_what_is_said_to_be_trusted_is_what_was_read_and_not_what_stands_there_by_then(
    run_cli: RunCli, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted = trust.trust
    project.write_text('database = "mine.db"')

    def trust_and_change(path: Path) -> bytes:
        content = trusted(path)
        path.write_text('database = "theirs.db"')
        return content

    monkeypatch.setattr(trust, "trust", trust_and_change)
    assert "mine.db" in done(run_cli("config", "trust", str(project))).err
    assert "theirs.db" not in run_cli("config", "show", "--csv").out


def test_trust_is_of_a_place_too(run_cli: RunCli, project: Path, tmp_path: Path) -> None:
    project.write_text('database = "register.db"')
    done(run_cli("config", "trust", str(project)))
    (tmp_path / "project").rename(tmp_path / "elsewhere")
    os.chdir(tmp_path / "elsewhere")
    assert shown(run_cli)["database"][1] == "default"


def test_a_link_on_the_way_to_a_file_leads_to_the_same_place(run_cli: RunCli, project: Path, tmp_path: Path) -> None:
    project.write_text('home_city = "Busan"')
    (tmp_path / "link").symlink_to(project.parent)
    done(run_cli("config", "trust", str(tmp_path / "link" / project.name)))
    assert shown(run_cli)["home_city"] == ("Busan", str(project))


def test_what_is_trusted_is_nobody_elses_to_read(run_cli: RunCli, project: Path) -> None:
    project.write_text('home_city = "Busan"')
    done(run_cli("config", "trust"))
    folder = trust.user_folder() / "trusted"
    assert [stat.S_IMODE(each.stat().st_mode) for each in (folder, *folder.iterdir())] == [0o700, 0o600]


def test_a_user_without_a_home_trusts_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write_text('home_city = "Atlantis"')
    monkeypatch.setattr(trust, "user_folder", mock.Mock(side_effect=RuntimeError("no home")))
    assert trust.read_project_file(project)[1] is False


def test_a_new_state_that_is_trusted_takes_the_place_of_the_old(run_cli: RunCli, project: Path) -> None:
    for city in ("Busan", "Seoul"):
        project.write_text(f'home_city = "{city}"')
        done(run_cli("config", "trust"))
    project.write_text('home_city = "Busan"')
    assert shown(run_cli)["home_city"][1] == "default"


def test_what_is_trusted_is_told_without_a_password(run_cli: RunCli, project: Path) -> None:
    project.write_text('database = "postgresql://kim:sEcret@host/register"')
    answer = done(run_cli("config", "trust"))
    assert "database = register on host" in answer.err
    assert "sEcret" not in answer.err


@pytest.mark.parametrize("command", [("config", "show"), ("list-cities",), ("add-city", "Ulsan", "--country", "KR")])
def test_a_file_that_others_may_write_is_refused(
    run_cli: RunCli, project: Path, sqlite_seeded: Address, command: tuple[str, ...]
) -> None:
    project.write_text('format = "csv"')
    project.chmod(0o666)
    answer = run_cli(*command, address=sqlite_seeded)
    assert_refused(answer, 6, f"{project} can be written by other users", f"twinning config trust {project}")
    done(run_cli("config", "trust"))
    done(run_cli("config", "show"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_a_file_of_another_user_is_refused_until_it_is_trusted(run_cli: RunCli, project: Path) -> None:
    project.write_text('home_city = "Busan"')
    os.chown(project, 65534, 65534)
    assert_refused(run_cli("config", "show"), 6, f"{project} belongs to another user")
    done(run_cli("config", "trust"))
    assert shown(run_cli)["home_city"] == ("Busan", str(project))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another group")
def test_a_file_that_another_group_may_write_is_refused(run_cli: RunCli, project: Path) -> None:
    project.write_text('format = "csv"')
    os.chown(project, -1, 65534)
    project.chmod(0o664)
    assert_refused(run_cli("config", "show"), 6, f"{project} can be written by other users")


def test_a_file_of_ones_own_group_is_ones_own(run_cli: RunCli, project: Path) -> None:
    project.write_text('format = "csv"')
    os.chown(project, -1, os.getegid())
    project.chmod(0o664)
    assert shown(run_cli)["format"] == ("csv", str(project))


def test_without_a_file_there_is_nothing_to_trust(run_cli: RunCli, project: Path) -> None:
    assert_refused(run_cli("config", "trust"), 3, "there is no twinning.toml")
    assert_refused(run_cli("config", "trust", str(project)), 6, f"{project} cannot be trusted: No such file")


def test_a_file_without_end_is_not_read(run_cli: RunCli, project: Path) -> None:
    project.write_text("#" * 65_536)
    done(run_cli("config", "show"))
    project.write_text("#" * 65_537)
    assert_refused(run_cli("config", "show"), 6, "is longer than a configuration file may be")


def test_the_doctor_says_what_is_not_trusted(run_cli: RunCli, project: Path) -> None:
    project.write_text('actor = "Mallory"')
    assert "(not trusted: actor in it not counted)" in done(run_cli("doctor")).out


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero"), Path.mkdir])
def test_what_has_no_end_is_neither_trusted_nor_waited_for(
    run_cli: RunCli, project: Path, make: Callable[[Path], None]
) -> None:
    make(project)
    assert_refused(run_cli("config", "trust", str(project)), 6, "is not a file")
    done(run_cli("config", "show"))


def test_a_number_that_python_does_not_read_is_no_bug(run_cli: RunCli, project: Path) -> None:
    project.write_text(f"database = {'9' * 5000}")
    assert_refused(run_cli("config", "show"), 6, "is not TOML")
