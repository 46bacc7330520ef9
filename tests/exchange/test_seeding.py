import errno
import os

import pytest
from sqlalchemy import select

from twinning.db.migrations import migrate
from twinning.db.models import City, Operation
from twinning.db.session import reading
from twinning.db.storage.address import Address
from twinning.errors import DatabaseError, InputError, NotFoundError
from twinning.exchange import seeding
from twinning.exchange.seeding import create_register, seed


def cities(address):
    with reading(address) as connection:
        return set(connection.scalars(select(City.key)))


def test_a_new_register_holds_the_facts_of_the_articles(blank_address):
    create_register(blank_address, "kim")
    assert {"busan-kr", "seoul-kr", "kalmykia-ru"} <= cities(blank_address)
    with reading(blank_address) as connection:
        (operation,) = connection.execute(select(Operation.actor, Operation.command))
    assert tuple(operation) == ("kim", "db seed --pack articles")


def test_an_empty_register_holds_nothing(blank_address):
    create_register(blank_address, "kim", empty=True)
    assert cities(blank_address) == set()


def test_a_second_creator_is_refused_and_changes_nothing(blank_address):
    create_register(blank_address, "kim")
    with pytest.raises(DatabaseError):
        create_register(blank_address, "lee", empty=True)
    assert "busan-kr" in cities(blank_address)


@pytest.fixture
def failing(monkeypatch):
    def fail(*_arguments):
        raise InputError("the pack is broken")

    monkeypatch.setattr(seeding, "import_package", fail)


@pytest.fixture
def path(sqlite_registers, tmp_path):
    with sqlite_registers.copy("blank", tmp_path) as address:
        yield address


def test_a_register_that_cannot_be_seeded_is_not_made(path, failing, tmp_path):
    with pytest.raises(InputError):
        create_register(path, "kim")
    assert [each for each in tmp_path.iterdir() if each.name != ".home"] == []


@pytest.mark.postgresql
def test_a_servers_database_stays_without_tables(postgresql_registers, failing, tmp_path):
    with postgresql_registers.copy("blank", tmp_path) as address:
        with pytest.raises(InputError):
            create_register(address, "kim")
        with pytest.raises(DatabaseError, match="holds no register"):
            cities(address)


def test_a_file_that_appears_meanwhile_is_not_replaced(path, monkeypatch):
    create_schema = migrate.create_schema

    def overtaken(address, fill):
        create_schema(address, fill)
        path.path.write_text("another program's file")

    monkeypatch.setattr(migrate, "create_schema", overtaken)
    with pytest.raises(DatabaseError, match="exists already"):
        create_register(path, "kim")
    assert path.path.read_text() == "another program's file"
    assert not list(path.path.parent.glob(".twinning-*"))


def test_missing_folders_are_made(tmp_path, path):
    address = Address.of_file(tmp_path / "a" / "b" / "register.db")
    create_register(address, "kim", empty=True)
    assert cities(address) == set()


def test_a_folder_that_cannot_be_made_is_reported(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseError, match="cannot be made"):
        create_register(Address.of_file(tmp_path / "file" / "register.db"), "kim")


def test_a_pack_that_does_not_ship_is_not_found(address):
    with pytest.raises(NotFoundError) as caught:
        seed(address, "kim", "seoul-register")
    assert caught.value.hint == "there are articles, busan-register"


def test_seeding_again_leaves_no_trace_in_the_log(seeded):
    seed(seeded, "kim", "articles")
    with reading(seeded) as connection:
        assert len(connection.scalars(select(Operation)).all()) == 1


def test_a_register_is_made_where_files_have_one_name_only(path, monkeypatch):
    monkeypatch.setattr(os, "link", without_hard_links)
    create_register(path, "kim", empty=True)
    assert cities(path) == set()
    with pytest.raises(DatabaseError, match="exists already"):
        create_register(path, "lee")


def without_hard_links(*_paths):
    """Answer as the file system of a USB stick does."""
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
