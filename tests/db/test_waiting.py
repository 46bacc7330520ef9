"""Who waits for a lock says so after a second, and for whom; who gives up says it too."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from db.raw import create_unguarded
from twinning.db.engine import WORKING
from twinning.db.session import NewOperation, reading, writing
from twinning.db.storage.holders import telling
from twinning.errors import DatabaseError

DOING = NewOperation("tester", "add-city Busan --country KR")
HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(address, lock="BEGIN IMMEDIATE") -> Iterator[int]:
    """Let somebody else hold the lock, and give the number of their process or session."""
    if address.path is None:
        engine = create_unguarded(address).execution_options(**{WORKING: "twinning import by hanna"})
        with engine.begin() as connection:
            yield connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        return
    command = [sys.executable, "-c", HOLD, str(address.path), lock]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        try:
            yield other.pid
        finally:
            other.communicate()


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr("twinning.db.engine.SILENT_SECONDS", 0.1)
    monkeypatch.setattr("twinning.db.engine.BUSY_TIMEOUT_SECONDS", 0.3)


def test_a_writer_that_waits_says_for_whom_and_one_that_gives_up_too(address):
    told: list[str] = []
    with (
        held(address) as holder,
        telling(told.append),
        pytest.raises(DatabaseError, match=f"is locked by process {holder}"),
        writing(address, DOING),
    ):
        pass
    assert len(told) == 1
    assert f"waiting for {address}, which is locked by process {holder}" in told[0]


@pytest.mark.postgresql
def test_a_server_tells_the_command_and_the_actor_but_no_argument(postgresql_address):
    told: list[str] = []
    with (
        held(postgresql_address),
        telling(told.append),
        pytest.raises(DatabaseError),
        writing(postgresql_address, DOING),
    ):
        pass
    assert "twinning import by hanna, of " in told[0]
    with writing(postgresql_address, DOING) as session:
        name = session.connection().exec_driver_sql("SHOW application_name").scalar_one()
    assert name == "twinning add-city by tester"


def test_a_writer_that_need_not_wait_says_nothing(address):
    told: list[str] = []
    with telling(told.append), writing(address, DOING):
        pass
    assert told == []


def test_a_reader_says_for_whom_it_waits_and_gives_up_as_a_writer_does(sqlite_address):
    told: list[str] = []
    with (
        held(sqlite_address, "BEGIN EXCLUSIVE") as holder,
        telling(told.append),
        pytest.raises(DatabaseError, match=f"is locked by process {holder} .*, of .*, since "),
        reading(sqlite_address),
    ):
        pass
    assert len(told) == 1
    assert f"waiting for {sqlite_address}, which is locked by process {holder}" in told[0]


@pytest.mark.postgresql
def test_a_reader_of_a_server_that_waits_says_for_whom_and_one_that_gives_up_too(postgresql_address):
    told: list[str] = []
    with create_unguarded(postgresql_address).begin() as connection:
        holder = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        connection.exec_driver_sql("LOCK TABLE city IN ACCESS EXCLUSIVE MODE")
        with (
            telling(told.append),
            pytest.raises(DatabaseError, match=f"is locked by process {holder} of the server"),
            reading(postgresql_address),
        ):
            pass
    assert len(told) == 1
    assert f"waiting for {postgresql_address}, which is locked by process {holder}" in told[0]


def test_of_another_program_its_name_is_told_and_none_of_its_words(monkeypatch, tmp_path):
    from twinning.db.storage import holders

    folder = tmp_path / str(os.getpid())
    folder.mkdir()
    (folder / "cmdline").write_text("/usr/bin/python3\0/usr/bin/twinning\0--db\0secret\0add-person\0Kim\0")
    (folder / "stat").write_text("1 (a) S " + "0 " * 18 + "100 0")
    (tmp_path / "uptime").write_text("100.0 1")
    monkeypatch.setattr(holders, "_PROCESSES", tmp_path)
    told = holders._describe(os.getpid())
    assert "(twinning add-person, of " in told
    assert "secret" not in told
    assert "Kim" not in told
