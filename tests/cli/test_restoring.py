"""`db restore`: whatever lies where the register lay, in the end it holds what the backup held, or is as it was."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from cli.commands import RunCli, assert_refused, contents, done, execute, exported, unchanged
from cli.processes import forked
from cli.terminals import ended, terminal
from db.raw import raw_connection
from twinning.db.log.digests import renew_all
from twinning.db.storage.address import Address

pytestmark = pytest.mark.both_databases

_KILLED = """
import os, signal, sqlite3, sys
with sqlite3.connect(sys.argv[1], isolation_level=None) as connection:
    connection.execute("PRAGMA cache_size = 2")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE city SET admin1 = 'half written'")
    connection.execute("UPDATE citation SET because = hex(zeroblob(400))")
    os.kill(os.getpid(), signal.SIGKILL)
"""
ULSAN = ("add-city", "Ulsan", "--country", "KR")
YES = ("--yes", "--no-input")


def kill_a_writer(path: Path | None) -> None:
    """Leave a journal that has to be written back: pages of an unfinished change stand in the file."""
    assert path is not None
    assert subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False).returncode == -signal.SIGKILL
    assert path.with_name(f"{path.name}-journal").stat().st_size


@pytest.fixture
def backup(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> Path:
    """A backup of a register that has got a city since."""
    done(run_cli("db", "backup", str(tmp_path / "backup.db"), address=sqlite_seeded))
    done(run_cli(*ULSAN, address=sqlite_seeded))
    return tmp_path / "backup.db"


def kept_in(folder: Path) -> Path:
    (kept,) = folder.glob("register-*.backup.db")
    return kept


def test_the_register_holds_what_the_backup_holds_and_is_kept_as_it_was(
    run_cli: RunCli, sqlite_seeded: Address, backup: Path
) -> None:
    before = contents(sqlite_seeded)
    told = done(run_cli("db", "restore", str(backup), *YES, address=sqlite_seeded)).err
    assert contents(sqlite_seeded) == contents(Address.of_file(backup)) != before
    kept = kept_in(backup.parent)
    assert str(kept) in told
    assert contents(Address.of_file(kept)) == before
    assert sorted(each.name for each in backup.parent.iterdir()) == ["backup.db", kept.name, "register.db"]


def test_a_backup_comes_in_on_standard_input(run_cli: RunCli, sqlite_seeded: Address, backup: Path) -> None:
    answer = done(forked("db", "restore", "-", "--yes", address=sqlite_seeded, stdin=backup))
    assert answer.err.endswith("holds what standard input holds now\n")
    assert run_cli("show", "Ulsan", address=sqlite_seeded).code == 3
    with unchanged(sqlite_seeded):
        assert_refused(forked("db", "restore", "-", "--yes", address=sqlite_seeded), 5, "empty")
        assert_refused(forked("db", "restore", "-", address=sqlite_seeded), 2, "--yes")


def test_a_journal_that_a_crash_left_is_not_written_over_the_backup(
    run_cli: RunCli, sqlite_seeded: Address, backup: Path
) -> None:
    before = contents(sqlite_seeded)
    kill_a_writer(sqlite_seeded.path)
    done(run_cli("db", "restore", str(backup), *YES, address=sqlite_seeded))
    assert contents(sqlite_seeded) == contents(Address.of_file(backup))
    assert contents(Address.of_file(kept_in(backup.parent))) == before
    done(run_cli("db", "check", address=sqlite_seeded))


def test_a_journal_whose_register_is_gone_is_set_aside(run_cli: RunCli, sqlite_seeded: Address, backup: Path) -> None:
    path = sqlite_seeded.path
    kill_a_writer(path)
    path.unlink()
    done(run_cli("db", "restore", str(backup), *YES, address=sqlite_seeded))
    assert contents(sqlite_seeded) == contents(Address.of_file(backup))
    assert len(list(path.parent.glob("*.backup.db-journal"))) == 1
    assert not path.with_name("register.db-journal").exists()


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_no_register_is_made_and_none_backed_up_beside_a_journal(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, ending: str
) -> None:
    stray = tmp_path / f"new.db{ending}"
    stray.write_bytes(b"left behind")
    assert_refused(run_cli("--db", str(tmp_path / "new.db"), "db", "init"), 5, str(stray), "db restore")
    assert_refused(run_cli("db", "backup", str(tmp_path / "new.db"), address=sqlite_seeded), 5, str(stray))
    assert sorted(each.name for each in tmp_path.iterdir()) == [stray.name, "register.db"]


def test_a_damaged_register_is_replaced_and_kept(run_cli: RunCli, sqlite_seeded: Address, backup: Path) -> None:
    path = sqlite_seeded.path
    for damaged in (b"no database at all", path.read_bytes()[:9000], path.read_bytes()[:4096] + b"\xff" * 90000, b""):
        path.write_bytes(damaged)
        done(run_cli("db", "restore", str(backup), *YES, address=sqlite_seeded))
        assert contents(sqlite_seeded) == contents(Address.of_file(backup))
    assert b"no database at all" in [kept.read_bytes() for kept in path.parent.glob("register-*.backup.db")]


def test_a_register_that_is_not_there_is_put_there_with_its_folder(
    run_cli: RunCli, backup: Path, tmp_path: Path
) -> None:
    elsewhere = Address.of_file(tmp_path / "new" / "folder" / "register.db")
    done(run_cli("db", "restore", str(backup), *YES, address=elsewhere))
    assert contents(elsewhere) == contents(Address.of_file(backup))
    assert elsewhere.path.stat().st_mode & 0o777 == 0o600


def test_a_backup_that_is_damaged_or_none_is_refused_and_nothing_changes(
    run_cli: RunCli, sqlite_seeded: Address, backup: Path, tmp_path: Path
) -> None:
    whole = backup.read_bytes()
    with unchanged(sqlite_seeded):
        for damaged, word in (
            (whole[:8192] + b"\xff" * 8192 + whole[16384:], "damaged"),
            (b"text", "no"),
            (b"", "empty"),
        ):
            backup.write_bytes(damaged)
            assert_refused(run_cli("db", "restore", str(backup), *YES, address=sqlite_seeded), 5, word)
        assert_refused(run_cli("db", "restore", str(tmp_path / "none.db"), *YES, address=sqlite_seeded), 6, "none.db")
        itself = run_cli("db", "restore", str(sqlite_seeded.path), *YES, address=sqlite_seeded)
        assert_refused(itself, 6, "the register itself")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["backup.db", "register.db"]


def test_a_backup_that_contradicts_the_rules_is_refused(run_cli: RunCli, sqlite_seeded: Address, backup: Path) -> None:
    with raw_connection(Address.of_file(backup)) as connection:
        connection.execute(text("UPDATE city SET folded = 'x' WHERE key = 'cairo-eg'"))
        renew_all(connection)
    with unchanged(sqlite_seeded):
        assert_refused(run_cli("db", "restore", str(backup), *YES, address=sqlite_seeded), 5, "look-up key", "db check")


def test_a_backup_that_was_changed_past_the_program_is_refused(
    run_cli: RunCli, sqlite_seeded: Address, backup: Path
) -> None:
    execute(Address.of_file(backup), "UPDATE city SET admin1 = 'x' WHERE key = 'cairo-eg'")
    with unchanged(sqlite_seeded):
        answer = run_cli("db", "restore", str(backup), *YES, address=sqlite_seeded)
        assert_refused(answer, 5, "nothing was restored: city cairo-eg: it holds what no operation wrote")


def test_a_backup_with_a_journal_of_its_own_is_refused(run_cli: RunCli, sqlite_seeded: Address, backup: Path) -> None:
    kill_a_writer(backup)
    with unchanged(sqlite_seeded):
        assert_refused(run_cli("db", "restore", str(backup), *YES, address=sqlite_seeded), 5, "backup.db-journal")


def test_another_programs_database_is_never_written_over(run_cli: RunCli, backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine (name)")
    held = other.read_bytes()
    assert_refused(run_cli("--db", str(other), "db", "restore", str(backup), *YES), 5, "another program")
    assert other.read_bytes() == held


def test_a_register_that_somebody_writes_to_is_locked_and_stays(
    run_cli: RunCli, sqlite_seeded: Address, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twinning.db.engine.BUSY_TIMEOUT_SECONDS", 0.1)
    assert sqlite_seeded.path is not None
    with unchanged(sqlite_seeded), closing(sqlite3.connect(sqlite_seeded.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert_refused(run_cli("db", "restore", str(backup), *YES, address=sqlite_seeded), 5, "locked by another")


def test_it_is_asked_for_confirmation(run_cli: RunCli, sqlite_seeded: Address, backup: Path) -> None:
    with unchanged(sqlite_seeded):
        assert_refused(run_cli("db", "restore", str(backup), address=sqlite_seeded), 2, "--yes confirms it")
        with terminal("db", "restore", str(backup), address=sqlite_seeded) as child:
            child.expect_exact("Restore it? [y/N]: ")
            child.sendline("n")
            assert ended(child)[0] == 7


def test_a_package_takes_the_place_of_everything_on_either_database(
    run_cli: RunCli, seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done(
        run_cli("db", "backup", "copy", address=seeded)
        if seeded.path is None
        else run_cli("export", "copy", address=seeded)
    )
    held, (_, operations) = exported(seeded), contents(seeded)
    done(run_cli(*ULSAN, address=seeded))
    changed = exported(seeded)
    told = done(run_cli("db", "restore", "copy", *YES, address=seeded)).err
    assert (exported(seeded), contents(seeded)[1]) == (held, operations + 2)
    kept = told.partition("kept at ")[2].splitlines()[0]
    assert_refused(run_cli("undo", "--yes", address=seeded), 4, "put a backup in the place", "db restore")
    assert_refused(run_cli("undo", "2", "--yes", address=seeded), 4, "put a backup in the place")
    done(run_cli("db", "restore", kept, *YES, address=seeded))
    assert exported(seeded) == changed
    done(run_cli(*("add-city", "Incheon", "--country", "KR"), address=seeded))
    done(run_cli("undo", "--yes", address=seeded))
    assert exported(seeded) == changed


def test_a_package_that_is_refused_changes_nothing(run_cli: RunCli, seeded: Address, tmp_path: Path) -> None:
    done(run_cli("export", str(tmp_path / "copy"), address=seeded))
    with (tmp_path / "copy" / "city.csv").open("a") as stream:
        stream.write("x")
    with unchanged(seeded):
        assert_refused(run_cli("db", "restore", str(tmp_path / "copy"), *YES, address=seeded), 6, "city.csv")


@pytest.mark.postgresql
def test_a_file_is_not_restored_to_a_server(run_cli: RunCli, postgresql_address: Address, backup: Path) -> None:
    answer = run_cli("db", "restore", str(backup), *YES, address=postgresql_address)
    assert_refused(answer, 6, "no data package", "export")


def test_backups_of_one_second_each_get_a_name(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    for _ in range(3):
        done(run_cli("db", "backup", address=sqlite_seeded))
    assert len(list(tmp_path.glob("register-*.backup.db"))) == 3
