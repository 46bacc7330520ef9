"""Pipes, sockets, folders and devices where a file belongs: each is told, and none is waited for for ever."""

import errno
import os
import shutil
import socket
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock

import pytest

from cli.commands import RunCli, assert_refused, done
from twinning.db.engine import open_sqlite
from twinning.db.failures import explain
from twinning.db.storage.address import Address
from twinning.db.storage.files import settle
from twinning.exchange.package import files as package_files

_HALF_WRITTEN = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 2")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE citation SET because = hex(zeroblob(400))")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(params=["pipe", "folder", "socket", "/dev/zero"])
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "odd.db" if request.param != "/dev/zero" else Path(request.param)
    with socket.socket(socket.AF_UNIX) as listening:
        if request.param == "pipe":
            os.mkfifo(path)
        elif request.param == "folder":
            path.mkdir()
        elif request.param == "socket":
            listening.bind(str(path))
        yield path


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("export", ""), "PATH"),
        (("publish", ""), "DIR"),
        (("serve", ""), "DIR"),
        (("import", "ties.csv", ""), "FILE"),
        (("import", "ties.csv", "--rejects", ""), "--rejects"),
        (("list-cities", "--csv", "-o", ""), "--output"),
        (("db", "backup", ""), "TARGET"),
        (("db", "restore", ""), "BACKUP"),
    ],
)
def test_an_empty_path_is_not_the_present_folder(
    sqlite_seeded: Address,
    run_cli: RunCli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    named: str,
) -> None:
    (tmp_path / "present").mkdir()
    monkeypatch.chdir(tmp_path / "present")
    assert_refused(run_cli(*command, address=sqlite_seeded), 2, f"{named}: the path is empty", ". is the present one")
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("command", [("list-cities",), ("db", "init"), ("db", "backup"), ("db", "upgrade")])
def test_what_is_no_file_is_no_register(run_cli: RunCli, odd: Path, command: tuple[str, ...]) -> None:
    assert_refused(run_cli("--db", str(odd), *command), 5, str(odd))


def test_nothing_is_restored_over_what_is_no_file(run_cli: RunCli, odd: Path, sqlite_seeded: Address) -> None:
    before = odd.stat()
    answer = run_cli("--db", str(odd), "db", "restore", str(sqlite_seeded.path), "--yes", "--no-input")
    assert_refused(answer, 5, "is no file, and no register can take its place")
    assert stat.S_IFMT(odd.stat().st_mode) == stat.S_IFMT(before.st_mode)


@pytest.mark.parametrize("command", [("db", "backup"), ("db", "restore", "--yes", "--no-input"), ("import",)])
def test_what_is_no_file_is_no_backup_and_no_package(
    run_cli: RunCli, odd: Path, sqlite_seeded: Address, command: tuple[str, ...]
) -> None:
    answer = run_cli(*command, str(odd), address=sqlite_seeded)
    assert answer.code in (5, 6)
    assert str(odd) in answer.err


@pytest.fixture(params=["a name too long", "a link to itself"])
def unreachable(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A path that the system does not follow."""
    path = tmp_path / ("x" * 5000 if request.param == "a name too long" else "loop")
    if path.name == "loop":
        path.symlink_to("loop")
    return path


@pytest.mark.parametrize(
    "command",
    [
        ("import",),
        ("import", "--city", "Busan"),
        ("import-wikidata", "--file"),
        ("export", "--format", "csv"),
        ("serve",),
    ],
)
def test_a_path_that_the_system_does_not_follow_is_no_bug(
    run_cli: RunCli, unreachable: Path, sqlite_seeded: Address, command: tuple[str, ...]
) -> None:
    assert_refused(run_cli(*command, str(unreachable), address=sqlite_seeded), 6, "cannot be reached", "another path")


def test_a_folder_that_others_may_not_enter_is_no_bug(
    run_cli: RunCli, tmp_path: Path, sqlite_seeded: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "is_dir", Mock(side_effect=PermissionError(errno.EACCES, "Permission denied", "x/y.csv")))
    answer = run_cli("import", str(tmp_path / "y.csv"), address=sqlite_seeded)
    assert_refused(answer, 6, "x/y.csv cannot be reached: Permission denied")


def test_a_pipe_that_nobody_reads_is_given_up(
    run_cli: RunCli, tmp_path: Path, sqlite_seeded: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twinning.cli.output.streams._PATIENCE_SECONDS", 0.1)
    os.mkfifo(tmp_path / "pipe.csv")
    answer = run_cli("list-cities", "-o", str(tmp_path / "pipe.csv"), address=sqlite_seeded)
    assert_refused(answer, 6, "nobody reads the pipe")


def test_a_pipe_gets_the_report_once_it_is_read(run_cli: RunCli, tmp_path: Path, sqlite_seeded: Address) -> None:
    pipe, read = tmp_path / "pipe.csv", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    done(run_cli("list-cities", "-o", str(pipe), address=sqlite_seeded))
    reader.join()
    assert read[0].startswith("city,")


@pytest.mark.parametrize(
    ("words", "code"),
    [(("show",), 3), (("search",), 0), (("list-cities", "--text"), 6), (("list-cities", "--sort"), 2), ((), 2)],
)
def test_an_argument_of_130_000_characters_is_answered(
    run_cli: RunCli, sqlite_seeded: Address, words: tuple[str, ...], code: int
) -> None:
    answer = run_cli(*words, "x" * 130_000, address=sqlite_seeded)
    assert (answer.code, len(answer.err) < 2000) == (code, True)


@pytest.mark.parametrize(("of_file", "of_journal"), [(0o444, 0o444), (0o666, 0o444), (0o666, 0o666)])
@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can be somebody else")
def test_half_of_a_change_that_the_user_may_not_take_back_is_told_as_such(
    sqlite_seeded: Address, of_file: int, of_journal: int
) -> None:
    assert sqlite_seeded.path is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(sqlite_seeded.path, folder))
        subprocess.run([sys.executable, "-c", _HALF_WRITTEN, path], check=False)
        for each, mode in ((path, of_file), (Path(f"{path}-journal"), of_journal), (path.parent, 0o555)):
            each.chmod(mode)
        os.seteuid(65534)
        try:
            with pytest.raises(sqlite3.Error) as refused, closing(open_sqlite(path)) as connection:
                connection.execute("SELECT count(*) FROM city")
        finally:
            os.seteuid(0)
        assert "holds the half of a change" in explain(refused.value, Address.of_file(path)).message


def test_what_is_exported_and_backed_up_lies_on_the_disk_before_it_is_said(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = []
    monkeypatch.setattr(
        os, "fsync", lambda descriptor: synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
    )
    done(run_cli("export", str(tmp_path / "package"), address=sqlite_seeded))
    names = {Path(each).name for each in synced}
    assert {package_files.DESCRIPTOR, "city.csv", "package"} <= names
    assert str(tmp_path) in synced
    synced.clear()
    done(run_cli("db", "backup", str(tmp_path / "backup.db"), address=sqlite_seeded))
    assert synced[-1] == str(tmp_path)
    assert Path(synced[0]).name == "register.db"


def test_a_folder_that_cannot_be_waited_for_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError

    monkeypatch.setattr(os, "fsync", refuse)
    settle(tmp_path)
