"""A file may be anybody's: what stands in its schema and no migration made is noticed before it can do harm."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cli.commands import RunCli, assert_refused, done, unchanged
from migrations.loading import load_register
from twinning.db.migrations.revision import REVISIONS
from twinning.db.storage.address import Address

TRIGGER = "CREATE TRIGGER keeps AFTER DELETE ON person BEGIN INSERT INTO hidden VALUES (old.name); END"


def run_sql(address: Address, *statements: str) -> None:
    """Change a file as its owner can with a tool of their own, who need not keep to the schema's rules."""
    with closing(sqlite3.connect(str(address.path), isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)


def test_nothing_is_written_where_a_strangers_trigger_would_run(sqlite_seeded: Address, run_cli: RunCli) -> None:
    run_sql(sqlite_seeded, "CREATE TABLE hidden (name TEXT)", TRIGGER)
    done(run_cli("list-cities", address=sqlite_seeded))
    with unchanged(sqlite_seeded):
        refused = run_cli("erase-person", "Han Zheng", "--yes", address=sqlite_seeded)
    assert_refused(refused, 5, "the trigger keeps would run when something is written", "DROP TRIGGER keeps")
    check = run_cli("db", "check", "--csv", address=sqlite_seeded)
    assert (check.code, "schema,,the trigger keeps is not twinning's" in check.out) == (5, True)


def test_an_old_register_with_a_strangers_trigger_is_not_upgraded(tmp_path: Path, run_cli: RunCli) -> None:
    old = Address.of_file(tmp_path / "old.db")
    load_register(old, REVISIONS[0])
    run_sql(old, "CREATE TABLE hidden (name TEXT)", TRIGGER)
    assert_refused(run_cli("db", "upgrade", "--no-backup", address=old), 5, "the trigger keeps")


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (("ALTER TABLE city RENAME TO c", "CREATE VIEW city AS SELECT * FROM c"), "city is a view and no table"),
        (
            ("ALTER TABLE city RENAME TO c", "CREATE VIRTUAL TABLE city USING fts5(id, key, name)"),
            "city is a virtual table and no table",
        ),
        (
            ("ALTER TABLE city ADD COLUMN long TEXT AS (printf('%.*c', 3000000, 'x'))",),
            "city.long is computed and holds nothing",
        ),
    ],
)
def test_what_only_looks_like_a_table_is_not_read(
    sqlite_seeded: Address, run_cli: RunCli, statements: tuple[str, ...], told: str
) -> None:
    run_sql(sqlite_seeded, *statements)
    assert_refused(run_cli("list-cities", address=sqlite_seeded), 5, told)


def test_tables_views_and_indexes_of_ones_own_are_named_and_do_no_harm(sqlite_seeded: Address, run_cli: RunCli) -> None:
    own = ("CREATE TABLE mine (a)", "CREATE VIEW of_mine AS SELECT * FROM mine", "CREATE INDEX ix_mine ON mine (a)")
    run_sql(sqlite_seeded, *own)
    check = done(run_cli("db", "check", address=sqlite_seeded))
    for told in ("the table mine", "the view of_mine", "the index ix_mine"):
        assert f"note: {told} is not twinning's; it does no harm\n" in check.err
    done(run_cli("add-city", "Ulsan", "--country", "KR", address=sqlite_seeded))


def test_a_view_of_ours_that_shows_something_else_is_told(sqlite_seeded: Address, run_cli: RunCli) -> None:
    run_sql(sqlite_seeded, "DROP VIEW activity_view", "CREATE VIEW activity_view AS SELECT 1 AS key")
    check = run_cli("db", "check", "--csv", address=sqlite_seeded)
    assert (check.code, "the view activity_view is not twinning's" in check.out) == (5, True)


def test_a_cell_longer_than_any_of_the_programs_is_damage_and_not_shown(
    sqlite_seeded: Address, run_cli: RunCli
) -> None:
    run_sql(sqlite_seeded, "UPDATE city SET name = printf('%.*c', 100000000, 'x') WHERE id = 1")
    for command in (("list-cities",), ("list-cities", "--json"), ("list-partners", "Busan"), ("search", "Berlin")):
        assert_refused(run_cli(*command, address=sqlite_seeded), 5, "is damaged")
    assert run_cli("db", "check", address=sqlite_seeded).code == 5
