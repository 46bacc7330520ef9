"""What is no register of this program's schema is told apart, in words."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from db.raw import raw_connection
from twinning.db.migrations import identity
from twinning.db.migrations.revision import APPLICATION_ID, HEAD
from twinning.db.session import reading
from twinning.db.storage.address import Address
from twinning.errors import DatabaseError


def refusal(address) -> str:
    """Return what is said of a database that cannot be opened: the message and the hint."""
    with pytest.raises(DatabaseError) as error, reading(address):
        pass
    return f"{error.value.message}; {error.value.hint}"


def test_a_register_of_this_schema_is_opened(address):
    with reading(address) as connection:
        assert identity.read_revision(connection, address) == HEAD


def test_a_missing_file_is_said_to_be_missing_and_not_made(tmp_path):
    path = tmp_path / "register.db"
    assert refusal(Address.of_file(path)).startswith(f"there is no database at {path}; create it")
    assert not path.exists()


def test_a_path_through_a_file_is_said_to_be_missing(tmp_path):
    (tmp_path / "file").write_text("")
    assert "there is no database" in refusal(Address.of_file(tmp_path / "file" / "register.db"))


def test_a_name_that_is_too_long_cannot_be_opened(tmp_path):
    assert "cannot be opened" in refusal(Address.of_file(tmp_path / ("r" * 300)))


def test_an_empty_file_is_no_database(tmp_path):
    (tmp_path / "register.db").write_bytes(b"")
    assert "is an empty file" in refusal(Address.of_file(tmp_path / "register.db"))


def test_a_folder_is_no_database(tmp_path):
    assert "is a folder" in refusal(Address.of_file(tmp_path))


@pytest.mark.parametrize("content", [b"city,partner\n", b"x" * 5000])
def test_a_file_of_another_format_is_no_database(tmp_path, content):
    (tmp_path / "register.db").write_bytes(content)
    assert "is not a database" in refusal(Address.of_file(tmp_path / "register.db"))


@pytest.mark.parametrize("owner", [0, 0x47504B47])
def test_another_programs_database_is_left_alone(tmp_path, owner):
    path = tmp_path / "register.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {owner}")
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    before = path.read_bytes()
    assert "is a database of another program" in refusal(Address.of_file(path))
    assert path.read_bytes() == before


def test_a_file_that_was_begun_and_holds_nothing_holds_no_register(tmp_path):
    path = tmp_path / "register.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE something (id INTEGER)")
    assert "holds no register; create one" in refusal(Address.of_file(path))


@pytest.mark.postgresql
def test_a_servers_database_without_tables_holds_no_register(postgresql_registers, tmp_path):
    with postgresql_registers.copy("blank", tmp_path) as address:
        assert "holds no register; create one" in refusal(address)


def test_a_register_without_a_revision_is_none(address):
    with raw_connection(address) as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    assert "holds no register" in refusal(address)


def test_a_register_of_a_newer_program_asks_for_that_program(address):
    with raw_connection(address) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "made by a newer twinning (its schema is 9999" in refusal(address)
    assert "upgrade the program, not the database" in refusal(address)


def test_a_register_of_an_older_schema_asks_to_be_upgraded(address, monkeypatch):
    monkeypatch.setattr(identity, "REVISIONS", (HEAD, "next"))
    monkeypatch.setattr(identity, "HEAD", "next")
    assert f"has schema {HEAD}, this program needs next; run `twinning db upgrade`" in refusal(address)


@pytest.mark.parametrize("table", ["city", "operation", "alembic_version"])
def test_a_view_in_the_place_of_a_table_is_not_asked(sqlite_seeded, table):
    with raw_connection(sqlite_seeded) as connection:
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO hidden")
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        connection.exec_driver_sql(f"CREATE VIEW {table} AS {endless} SELECT hidden.* FROM hidden, n")
    with pytest.raises(DatabaseError, match=f"{table} is a view and no table"), reading(sqlite_seeded):
        pass
