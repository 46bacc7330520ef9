"""What is killed leaves nothing half-made under a name that counts, and the next run cleans up after it and says so."""

import signal
import subprocess
from contextlib import AbstractContextManager
from pathlib import Path
from unittest import mock

import pytest

from cli.commands import RunCli, done
from cli.processes import stay, staying
from twinning.db.storage.address import Address

pytestmark = pytest.mark.both_databases


def staying_in(function: str, *arguments: str, address: Address) -> AbstractContextManager[subprocess.Popen[str]]:
    """Give a command that stays where it calls a function until something ends it."""
    return staying(*arguments, address=address, where=mock.patch(function, stay))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT])
def test_what_can_be_caught_leaves_nothing(blank_address: Address, tmp_path: Path, number: int) -> None:
    if blank_address.path is None:
        pytest.skip("only files leave files")
    with staying_in("twinning.exchange.seeding.import_package", "db", "init", address=blank_address) as process:
        assert list(tmp_path.glob(".twinning-*"))
        process.send_signal(number)
        _, told = process.communicate()
    assert told == ""
    assert process.returncode == (130 if number == signal.SIGINT else 128 + number)
    assert not list(tmp_path.glob("*register*"))
    assert not list(tmp_path.glob(".twinning-*"))


def test_what_cannot_be_caught_is_named_and_cleaned_up_by_the_next_run(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    with staying_in("twinning.db.storage.backup.check_whole", "db", "backup", address=sqlite_seeded) as process:
        assert "left" not in done(run_cli("db", "check", address=sqlite_seeded)).err
        done(run_cli("add-city", "Ulsan", "--country", "KR", address=sqlite_seeded))
        process.kill()
    (left,) = tmp_path.glob(".twinning-*")
    assert str(left) in done(run_cli("db", "check", address=sqlite_seeded)).err
    assert str(left) in done(run_cli("doctor", "--csv", address=sqlite_seeded)).out
    told = done(run_cli("db", "backup", str(tmp_path / "copy.db"), address=sqlite_seeded)).err
    assert f"removed {left}" in told
    assert sorted(each.name for each in tmp_path.iterdir()) == ["copy.db", "register.db"]


def test_a_register_is_made_whole_or_not_at_all(run_cli: RunCli, blank_address: Address) -> None:
    with staying_in("twinning.exchange.seeding.import_package", "db", "init", address=blank_address) as process:
        process.kill()
    done(run_cli("db", "init", address=blank_address))
    done(run_cli("db", "check", address=blank_address))


def test_an_export_that_was_killed_between_its_renames_gets_the_earlier_one_back(
    run_cli: RunCli, sqlite_seeded: Address, sqlite_address: Address, tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    done(run_cli("export", str(folder), address=sqlite_seeded))
    held = {each.name: each.read_bytes() for each in folder.iterdir()}
    with staying_in("twinning.db.storage.scratch.put", "export", str(folder), address=sqlite_seeded) as process:
        process.kill()
    assert not folder.exists()
    told = run_cli("db", "check", "--against", str(folder), address=sqlite_seeded).err
    assert f"{folder} was killed; the earlier one is back" in told
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == held
    assert not list(tmp_path.glob(".twinning-*"))


def test_a_report_that_was_killed_leaves_the_earlier_one_and_the_next_cleans_up(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    report = tmp_path / "cities.csv"
    done(run_cli("list-cities", "-o", str(report), address=sqlite_seeded))
    held = report.read_bytes()
    with staying_in("twinning.cli.options.output.write", "list-cities", "-o", str(report), address=sqlite_seeded) as it:
        it.kill()
    assert report.read_bytes() == held
    assert (
        "which a run that was killed had left"
        in done(run_cli("list-cities", "-o", str(report), address=sqlite_seeded)).err
    )
    assert sorted(each.name for each in tmp_path.iterdir()) == ["cities.csv", "register.db"]


def test_only_folders_of_the_users_own_are_cleaned_up_and_no_other_names(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (tmp_path / ".twinning-link").symlink_to(mine)
    (tmp_path / ".twinning-file").write_text("a file")
    left = tmp_path / ".twinning-left"
    (left / "replaced").mkdir(parents=True)
    (left / "name").write_text("../../elsewhere/mine")
    done(run_cli("db", "backup", str(tmp_path / "copy.db"), address=sqlite_seeded))
    assert not left.exists()
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        ".twinning-file",
        ".twinning-link",
        "copy.db",
        "mine",
        "register.db",
    ]


def test_what_is_left_is_named_also_where_the_register_was_never_made(
    run_cli: RunCli, blank_address: Address, tmp_path: Path
) -> None:
    if blank_address.path is None:
        pytest.skip("only files leave files")
    with staying_in("twinning.exchange.seeding.import_package", "db", "init", address=blank_address) as process:
        process.kill()
    (left,) = tmp_path.glob(".twinning-*")
    answer = run_cli("db", "check", address=blank_address)
    assert answer.code == 5
    assert str(left) in answer.err
