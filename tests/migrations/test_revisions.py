"""The revisions, the models and the vocabulary say the same, on both databases."""

import inspect
import re
from enum import StrEnum

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import delete, update
from sqlalchemy import inspect as inspect_database

from db.raw import create_unguarded, raw_connection
from migrations.schema import data_of, schema_of
from twinning import _resources
from twinning.db.migrations import migrate
from twinning.db.migrations.identity import check_revision
from twinning.db.migrations.migrate import configuration
from twinning.db.migrations.revision import HEAD, REVISIONS
from twinning.db.models import Base
from twinning.db.search.index import is_of_index
from twinning.db.types import Word
from twinning.domain import vocabulary
from twinning.domain.agreements import acts
from twinning.errors import DatabaseError
from twinning.exchange.seeding import seed

WORDS = {
    (table.name, column.name): column.type.words
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, Word)
}


def migrate_up(address, revision=HEAD):
    """Bring a database to a revision, from none too."""
    with create_unguarded(address, create_file=True).begin() as connection:
        command.upgrade(configuration(connection), revision)


def empty(connection):
    """Delete every row, those first that refer to others."""
    for table in reversed(Base.metadata.sorted_tables):
        if table.name == "activity":
            connection.execute(update(table).values(part_of_id=None))
        connection.execute(delete(table))


def schema_of_models(address):
    with create_unguarded(address, create_file=True).begin() as connection:
        Base.metadata.create_all(connection)
        return schema_of(connection)


def test_the_known_revisions_are_those_of_the_folder_in_their_order():
    folder = ScriptDirectory.from_config(configuration())
    assert tuple(script.revision for script in folder.walk_revisions())[::-1] == REVISIONS


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_revision_makes_the_schema_of_its_golden_file(blank_address, revision, golden):
    migrate_up(blank_address, revision)
    with raw_connection(blank_address) as connection:
        golden(f"schema/{revision}.{connection.dialect.name}.sql", schema_of(connection))


def test_a_seeded_register_goes_down_only_once_it_is_empty_and_up_again(seeded):
    with raw_connection(seeded) as connection:
        schema, data = schema_of(connection), data_of(connection)
    with pytest.raises(DatabaseError, match="would lose everything that is recorded"):
        migrate.downgrade(seeded, "base")
    with raw_connection(seeded) as connection:
        assert (schema_of(connection), data_of(connection)) == (schema, data)
        empty(connection)
    migrate.downgrade(seeded, "base")
    with raw_connection(seeded) as connection:
        assert schema_of(connection) == ""
    migrate_up(seeded)
    seed(seeded, "tester", _resources.ARTICLES)
    with raw_connection(seeded) as connection:
        check_revision(connection, seeded)
        assert schema_of(connection) == schema
        assert without_operations(data_of(connection)) == without_operations(data)


def without_operations(data):
    """Leave out what tells of the time at which something was done."""
    digests = [row for row in data["row_digest"] if row[0] != "operation"]
    return {**data, "operation": None, "row_digest": digests}


def test_upgrading_a_register_that_is_up_to_date_changes_nothing(seeded):
    with raw_connection(seeded) as connection:
        before = schema_of(connection), data_of(connection)
    assert migrate.upgrade(seeded) == HEAD
    with raw_connection(seeded) as connection:
        assert (schema_of(connection), data_of(connection)) == before


def test_the_migrated_schema_is_that_of_the_models(address, registers, tmp_path_factory):
    with registers.copy("blank", tmp_path_factory.mktemp("models")) as made_of_models:
        schema = schema_of_models(made_of_models)
    with raw_connection(address) as connection:
        assert schema_of(connection) == schema


def test_alembic_finds_nothing_to_migrate(address):
    with raw_connection(address) as connection:
        options = {"include_name": lambda name, _kind, _parents: not is_of_index(name)}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []


@pytest.mark.parametrize(("table", "column"), WORDS, ids=".".join)
def test_the_database_takes_the_words_of_the_list_and_no_others(address, table, column):
    with raw_connection(address) as connection:
        checks = inspect_database(connection).get_check_constraints(table)
    (words,) = (check["sqltext"] for check in checks if check["name"] == f"ck_{table}_{column}")
    assert re.findall(r"'(\w+)'", words) == [word.value for word in WORDS[table, column]]


def test_every_list_of_words_is_stored_somewhere_but_the_status():
    classes = [each for module in (vocabulary, acts) for _, each in inspect.getmembers(module, inspect.isclass)]
    lists = {each for each in classes if issubclass(each, StrEnum)}
    assert lists - set(WORDS.values()) == {StrEnum, vocabulary.Status}


def test_a_checkout_below_a_folder_with_a_percent_sign_works(sqlite_address, tmp_path, monkeypatch):
    folder = tmp_path / "100%(here)s%"
    folder.symlink_to(_resources.migrations(), target_is_directory=True)
    monkeypatch.setattr(_resources, "migrations", lambda: folder)
    assert migrate.upgrade(sqlite_address) == HEAD
