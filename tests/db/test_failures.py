"""What goes wrong is said in words that help, and never with a password in them."""

import logging
from itertools import repeat

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from db.changing import ADDING, add_cities, city, keys_of_cities
from db.raw import raw_connection
from db.server import GUARDED_PASSWORD, GUARDED_USER
from twinning.actions.bulk import insert_rows
from twinning.db import bulk
from twinning.db.engine import create
from twinning.db.failures import explain
from twinning.db.session import writing
from twinning.db.storage.address import Address
from twinning.errors import DatabaseError


def refusal(action, *arguments):
    """Return what the user is told: the message and the hint."""
    with pytest.raises(DatabaseError) as error:
        action(*arguments)
    return f"{error.value.message}; {error.value.hint}"


def execute(address, *statements):
    """Run statements as a session would."""
    with writing(address, ADDING) as session:
        for statement in statements:
            session.execute(text(statement))


def elsewhere(address, **parts):
    """Return an address with another user, host, or whatever."""
    return Address(address.url.set(**parts), None)


@pytest.mark.postgresql
@pytest.mark.parametrize("password", ["sEcret", "sEc@ret", "sEc:/?#ret", ""])
def test_a_wrong_password_is_refused_and_not_repeated(postgresql_address, password):
    said = refusal(keys_of_cities, elsewhere(postgresql_address, username=GUARDED_USER, password=password))
    assert "refused the user or password; check the address" in said
    assert "sEc" not in said


@pytest.mark.postgresql
def test_a_password_in_the_query_works_and_is_not_repeated(postgresql_address):
    query = postgresql_address.url.query | {"user": GUARDED_USER, "password": GUARDED_PASSWORD}
    said = refusal(keys_of_cities, elsewhere(postgresql_address, username=None, query=query))
    assert "this user may not do that" in said
    assert GUARDED_PASSWORD not in said


@pytest.mark.postgresql
def test_a_user_without_rights_is_told_so(postgresql_address):
    guarded = elsewhere(postgresql_address, username=GUARDED_USER, password=GUARDED_PASSWORD)
    assert "this user may not do that in" in refusal(keys_of_cities, guarded)


@pytest.mark.postgresql
def test_a_database_that_is_not_there_is_named(postgresql_address):
    said = refusal(keys_of_cities, elsewhere(postgresql_address, database="nowhere"))
    assert said.startswith("there is no database nowhere on the local server; create it")


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid", "/nowhere"])
def test_a_server_that_does_not_answer_is_named_without_a_password(host):
    address = Address.parse("postgresql://kim:sEcret@host:1/register?password=sEcret")
    said = refusal(keys_of_cities, elsewhere(address, host=host))
    assert said.startswith(f"register on {host} cannot be reached; check that the server runs")
    assert "sEcret" not in said


@pytest.mark.postgresql
def test_a_server_that_takes_no_changes_says_how_to_find_one_that_does(postgresql_address):
    with raw_connection(postgresql_address) as connection:
        name = postgresql_address.url.database
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    assert keys_of_cities(postgresql_address) == []
    assert "it is read-only; add target_session_attrs=read-write" in refusal(add_cities, postgresql_address, "busan")


@pytest.mark.postgresql
def test_a_connection_that_the_server_ends_is_no_crash(postgresql_address):
    end = "SELECT pg_terminate_backend(pg_backend_pid())"
    said = refusal(execute, postgresql_address, end)
    assert "an administrator ended the connection to" in said
    assert "; nothing was written; try again" in said


@pytest.mark.postgresql
def test_a_connection_that_the_server_ends_amid_many_rows_is_no_crash(postgresql_address, monkeypatch):
    def end_and_go_on(_rows):
        with create(postgresql_address).connect() as other:
            ours = "pid <> pg_backend_pid() AND datname = current_database()"
            other.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}"))
        yield from repeat("\t" * 65_536)

    def add_many(address):
        with writing(address, ADDING) as session:
            insert_rows(session, "source", [{"id": number, "key": f"s{number}"} for number in range(1, 999)])

    monkeypatch.setattr(bulk, "_lines", end_and_go_on)
    said = refusal(add_many, postgresql_address)
    assert "; nothing was written; try again" in said


@pytest.mark.postgresql
def test_a_statement_that_takes_too_long_is_told(postgresql_address):
    impatient = "SET statement_timeout = 1"
    assert "took longer than it allows" in refusal(execute, postgresql_address, impatient, "SELECT pg_sleep(9)")


@pytest.mark.postgresql
def test_a_server_without_room_for_another_connection_says_so(postgresql_address):
    with raw_connection(postgresql_address) as connection:
        name = postgresql_address.url.database
        connection.execute(text(f"ALTER DATABASE {name} CONNECTION LIMIT 0"))
        connection.execute(text(f"GRANT ALL ON SCHEMA public TO {GUARDED_USER}"))
    guarded = elsewhere(postgresql_address, username=GUARDED_USER, password=GUARDED_PASSWORD)
    assert "has no room for another connection; close one" in refusal(keys_of_cities, guarded)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('no pg_hba.conf entry for host "10.0.0.1", user "kim", no encryption', "wants an encrypted connection"),
        ('no pg_hba.conf entry for host "10.0.0.1", user "kim", SSL encryption', "allow it in pg_hba.conf"),
        ("pg_hba.conf rejects connection for host", "allow it in pg_hba.conf"),
        ("sorry, too many clients already", "no room for another connection"),
        ("cannot exit pipeline mode while busy", "the connection to register on host was lost"),
        ("server closed the connection unexpectedly", "whether the change was written is not known"),
    ],
)
def test_each_refusal_of_a_server_has_words_of_its_own(words, said):
    error = OperationalError(None, None, Exception(f"connection failed: FATAL:  {words}"))
    told = explain(error, Address.parse("postgresql://kim@host/register"))
    assert said in f"{told.message}; {told.hint}"


@pytest.mark.postgresql
def test_a_lock_that_is_waited_for_too_long_is_told(postgresql_address):
    with raw_connection(postgresql_address) as connection:
        connection.execute(text("LOCK TABLE city IN ACCESS EXCLUSIVE MODE"))
        impatient = "SET lock_timeout = 1"
        assert "is locked by process " in refusal(execute, postgresql_address, impatient, "SELECT * FROM city")


def test_a_full_disk_is_told(sqlite_address):
    def fill():
        with writing(sqlite_address, ADDING) as session:
            session.execute(text("PRAGMA max_page_count = 1"))
            session.add_all(city(f"busan-{number}", admin1="x" * 5000) for number in range(20))

    assert "the disk is full: nothing was written to" in refusal(fill)
    assert keys_of_cities(sqlite_address) == []


def test_a_full_disk_is_told_also_where_what_is_done_after_it_fails(sqlite_address):
    def clean_up_after_it():
        with writing(sqlite_address, ADDING) as session:
            session.execute(text("PRAGMA max_page_count = 1"))
            try:
                session.execute(text("CREATE TABLE half_made AS SELECT hex(zeroblob(100000)) AS long"))
            finally:
                session.execute(text("DROP TABLE half_made"))

    assert "the disk is full: nothing was written to" in refusal(clean_up_after_it)


def test_a_value_that_is_too_long_for_the_database_is_told(sqlite_address):
    assert "a value is too long" in refusal(execute, sqlite_address, "SELECT zeroblob(2000000000)")


def test_what_nobody_foresaw_is_told_in_the_drivers_words(address):
    said = refusal(execute, address, "SELECT '{0}' FROM {nothing}")
    assert said.startswith(f"{address}: ")
    assert "{" in said
    assert "\n" not in said


def test_what_drivers_log_is_not_printed(monkeypatch, capsys):
    monkeypatch.setattr(logging.getLogger(), "handlers", [])  # as without pytest
    create(Address.parse("postgresql://host/register"))
    for name in ("psycopg", "sqlalchemy.pool"):
        logging.getLogger(name).error("the connection is gone")
    assert capsys.readouterr().err == ""
