"""An upgrade happens whole or not at all. There is one revision yet, so that the next one is made up here."""

import itertools
import os

import pytest
from sqlalchemy import event

from db.raw import create_unguarded, raw_connection
from migrations.schema import data_of, schema_of
from twinning import _resources
from twinning.db.migrations import migrate
from twinning.db.migrations.revision import HEAD
from twinning.db.session import reading
from twinning.errors import TwinningError

REBUILD_A_PARENT = """
    with op.batch_alter_table("city", table_kwargs={"sqlite_strict": True}) as city:
        city.add_column(sa.Column("elevation", sa.Integer()))
        city.create_check_constraint("ck_city_elevation", "elevation > -500")
    op.execute("UPDATE city SET elevation = 0")
"""
ORPHAN_CHILDREN = """
    op.execute("DELETE FROM city")
"""


class PluggedOutError(Exception):
    """What stops a statement before it runs."""


@pytest.fixture
def next_revision(tmp_path, monkeypatch):
    """Make a revision after the last one, from the body of its upgrade."""

    def make(body):
        head = f'import sqlalchemy as sa\nfrom alembic import op\nrevision = "next"\ndown_revision = "{HEAD}"\n'
        (tmp_path / "next.py").write_text(f"{head}def upgrade():{body}")
        configuration = migrate.configuration

        def with_next(connection=None):
            config = configuration(connection)
            config.set_main_option("path_separator", "os")
            folders = os.pathsep.join(map(str, (_resources.migrations() / "versions", tmp_path)))
            config.set_main_option("version_locations", folders)
            return config

        monkeypatch.setattr(migrate, "configuration", with_next)

    return make


@pytest.fixture
def plug_out_at(monkeypatch):
    """Make the migration's statement of a number fail, its COMMIT counted as the last."""

    def plug_out(number):
        statements = itertools.count(1)

        def fail(*_):
            if next(statements) == number:
                raise PluggedOutError

        def create(address, **options):
            engine = create_unguarded(address, **options)
            event.listen(engine, "before_cursor_execute", fail)
            event.listen(engine, "commit", fail)
            return engine

        monkeypatch.setattr(migrate, "create", create)

    return plug_out


def state_of(address):
    with raw_connection(address) as connection:
        return schema_of(connection), data_of(connection)


def test_a_rebuilt_parent_keeps_its_children_and_stays_strict(seeded, next_revision):
    next_revision(REBUILD_A_PARENT)
    schema, data = state_of(seeded)
    migrate.upgrade(seeded, "next")
    new_schema, new_data = state_of(seeded)
    assert new_data.keys() == data.keys()
    assert {name for name in data if data[name] != new_data[name]} == {"city", "alembic_version"}
    assert [row[:-1] for row in new_data["city"]] == data["city"]
    assert new_schema.count("STRICT") == schema.count("STRICT")


def test_an_upgrade_that_fails_at_any_statement_changes_nothing(seeded, next_revision, plug_out_at):
    next_revision(REBUILD_A_PARENT)
    before = state_of(seeded)
    for number in itertools.count(1):
        plug_out_at(number)
        try:
            migrate.upgrade(seeded, "next")
        except PluggedOutError:
            assert state_of(seeded) == before
        else:
            break
    assert state_of(seeded)[1]["alembic_version"] == [("next",)]


def test_a_creation_that_fails_leaves_nothing(blank_address, plug_out_at):
    for number in itertools.count(1, step=29):
        plug_out_at(number)
        try:
            migrate.create_schema(blank_address)
        except PluggedOutError:
            assert state_of(blank_address) == ("", {})
        else:
            break
    with reading(blank_address):
        pass


def test_an_upgrade_that_orphans_rows_is_refused(seeded, next_revision):
    next_revision(ORPHAN_CHILDREN)
    before = state_of(seeded)
    with pytest.raises(TwinningError):
        migrate.upgrade(seeded, "next")
    assert state_of(seeded) == before
