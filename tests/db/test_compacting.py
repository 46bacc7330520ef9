"""A register's file written anew holds nothing of what was deleted."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from twinning.db import engine
from twinning.db.storage.address import Address
from twinning.db.storage.compacting import compact
from twinning.errors import DatabaseError

SECRET = b"Quillfeather"


def leave_behind(path: Path) -> None:
    """Write and delete a name as a program does that does not overwrite what it deletes."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute(
            "INSERT INTO operation (id, at, actor, command, inserted, updated, deleted) SELECT 99, '', ?, '', 0, 0, 0",
            [SECRET.decode() * 9],
        )
        connection.commit()
        connection.execute("DELETE FROM operation WHERE id = 99")
        connection.commit()


def test_what_another_program_left_behind_goes(sqlite_seeded: Address) -> None:
    assert sqlite_seeded.path is not None
    leave_behind(sqlite_seeded.path)
    assert SECRET in sqlite_seeded.path.read_bytes()
    compact(sqlite_seeded)
    assert SECRET not in sqlite_seeded.path.read_bytes()


def test_a_file_in_use_is_not_written_anew_and_says_how_it_can_be(
    sqlite_seeded: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_SECONDS", 0)
    assert sqlite_seeded.path is not None
    with closing(sqlite3.connect(sqlite_seeded.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM city").fetchone()
        with pytest.raises(DatabaseError, match="may still stand in unused parts") as caught:
            compact(sqlite_seeded)
    assert "the next command that writes" in (caught.value.hint or "")


def test_our_own_connections_overwrite_what_they_delete(sqlite_seeded: Address) -> None:
    assert sqlite_seeded.path is not None
    with closing(engine.open_sqlite(sqlite_seeded.path)) as connection:
        assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)


@pytest.mark.postgresql
def test_a_server_is_left_to_its_keeper(postgresql_address: Address) -> None:
    compact(postgresql_address)
