"""A session is one transaction: all is written or nothing, one writer after another."""

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
import sqlalchemy
from sqlalchemy import select, text, update

from db.changing import ADDING, add_cities, city, keys_of_cities
from db.raw import raw_connection
from migrations.schema import data_of
from twinning.db import engine
from twinning.db.engine import open_sqlite
from twinning.db.models import City, Operation
from twinning.db.session import reading, writing
from twinning.errors import ConflictError, DatabaseError


def state_of(address):
    with raw_connection(address) as connection:
        return data_of(connection)


def test_what_is_written_can_be_read(address):
    add_cities(address, "busan", "chicago")
    assert keys_of_cities(address) == ["busan", "chicago"]


def write_and_stop(address, error):
    with writing(address, ADDING) as session:
        session.add(city("busan-2"))
        session.flush()
        raise error


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_whatever_stops_an_operation_takes_everything_back(seeded, error):
    before = state_of(seeded)
    with pytest.raises(error):
        write_and_stop(seeded, error)
    assert state_of(seeded) == before


def test_a_broken_constraint_is_a_conflict_and_takes_everything_back(address):
    add_cities(address, "busan")
    before = state_of(address)
    with pytest.raises(ConflictError, match=r"the database refused this: .*city.key") as refusal:
        add_cities(address, "chicago", "busan")
    assert refusal.value.hint == "nothing was written"
    assert state_of(address) == before


def test_a_dry_run_writes_nothing(seeded):
    before = state_of(seeded)
    with writing(seeded, ADDING, dry_run=True) as session:
        session.add(city("busan-2"))
    assert state_of(seeded) == before


def test_a_dry_run_finds_what_the_database_would_refuse(address):
    add_cities(address, "busan")
    with pytest.raises(ConflictError), writing(address, ADDING, dry_run=True) as session:
        session.add(city("busan"))


def test_an_operation_that_changes_nothing_is_not_kept(seeded):
    before = state_of(seeded)
    with writing(seeded, ADDING):
        pass
    assert state_of(seeded) == before


def test_what_a_reading_connection_changes_is_not_written(seeded, monkeypatch):
    monkeypatch.setattr(engine, "create_engine", sqlalchemy.create_engine)  # without the guard of the tests
    before = state_of(seeded)
    with contextlib.suppress(DatabaseError), reading(seeded) as connection:  # PostgreSQL refuses it at once
        connection.execute(update(City).values(name="Pusan"))
    assert state_of(seeded) == before


def test_a_reading_session_sees_one_state_while_another_writes(address, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_SECONDS", 0.05)
    add_cities(address, "busan")
    with reading(address) as connection:
        assert connection.scalars(select(City.key)).all() == ["busan"]
        with contextlib.suppress(DatabaseError):  # SQLite lets nobody write meanwhile
            add_cities(address, "chicago")
        assert connection.scalars(select(City.key)).all() == ["busan"]


def test_a_second_writer_waits_for_the_first(sqlite_address):
    begun, order = threading.Event(), []

    def write_second():
        begun.set()
        add_cities(sqlite_address, "chicago")
        order.append("second")

    second = threading.Thread(target=write_second)
    with writing(sqlite_address, ADDING) as session:
        second.start()
        begun.wait()
        session.add(city("busan"))
        session.flush()
        order.append("first")
    second.join()
    assert order == ["first", "second"]
    assert keys_of_cities(sqlite_address) == ["busan", "chicago"]


def test_writers_of_one_record_wait_for_one_another(address):
    add_cities(address, "busan")

    def rename(name):
        with writing(address, ADDING) as session:
            session.scalars(select(City)).one().name = name

    writers = [threading.Thread(target=rename, args=[name]) for name in ("Pusan", "Fusan", "Busan Metro")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with reading(address) as connection:
        assert len(connection.scalars(select(Operation)).all()) == 4


@pytest.mark.postgresql
def test_a_second_writer_begins_once_the_first_is_done(postgresql_address):
    add_cities(postgresql_address, "busan")

    def extend():
        with writing(postgresql_address, ADDING) as session:
            row = session.scalars(select(City)).one()
            row.name += "!"

    with ThreadPoolExecutor(1) as other, writing(postgresql_address, ADDING) as session:
        row = session.scalars(select(City)).one()
        second = other.submit(extend)
        while not session.execute(text("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).first():
            assert not second.done()
        row.name += "?"
    second.result()
    with reading(postgresql_address) as connection:
        assert connection.scalars(select(City.name)).one().endswith("?!")


@pytest.mark.postgresql
def test_a_reader_waits_for_no_writer(postgresql_address):
    with writing(postgresql_address, ADDING) as session:
        session.add(city("busan"))
        session.flush()
        assert keys_of_cities(postgresql_address) == []


@pytest.mark.postgresql
def test_a_second_writer_of_a_server_that_waits_too_long_is_told_so(postgresql_address, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_SECONDS", 0.05)
    locked = pytest.raises(DatabaseError, match=r"is locked by process \d+ of the server \(twinning .*kim")
    with writing(postgresql_address, ADDING), locked as refusal:
        add_cities(postgresql_address, "busan")
    assert refusal.value.hint == "wait until the other program is done, then try again"


def test_a_writer_that_waits_too_long_is_told_that_the_database_is_locked(sqlite_address, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_SECONDS", 0.05)
    with closing(open_sqlite(sqlite_address.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert keys_of_cities(sqlite_address) == []
        with pytest.raises(DatabaseError, match="is locked by another program") as refusal:
            add_cities(sqlite_address, "busan")
    assert refusal.value.hint == "wait until the other program is done, then try again"


def test_a_reader_is_told_so_while_another_program_holds_the_whole_file(sqlite_address, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_SECONDS", 0.05)
    with closing(open_sqlite(sqlite_address.path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseError, match="is locked by another program"):
            keys_of_cities(sqlite_address)
