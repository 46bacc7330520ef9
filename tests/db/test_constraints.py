"""What the database can enforce it enforces: on both databases, and against raw SQL."""

from collections.abc import Iterator
from itertools import chain

import pytest
from sqlalchemy import Connection, PrimaryKeyConstraint, UniqueConstraint, create_engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from db.listed_violations import LISTED
from db.raw import create_unguarded, insert
from db.registers import Registers
from db.valid_rows import another_row, first_rows
from db.violations import SPAN, TABLES, Violation, date_columns, dates_of, derived, texts_for_numbers

UNBOUNDED = ("..", None, None, 0)
VIOLATIONS = [*derived(), *LISTED]
MOMENTS = {violation.constraint for violation in LISTED if SPAN[0] in violation.columns.values()}
OTHER_DATES = [(name, date) for name in TABLES for date in dates_of(TABLES[name]) if f"ck_{name}_{date}" not in MOMENTS]
REFERRED_TO = {key.column.table.name for table in TABLES.values() for key in table.foreign_keys} - {"agreement_party"}


@pytest.fixture(scope="module")
def filled(registers: Registers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A register with a row or more in every table."""
    folder = tmp_path_factory.mktemp("constraints")
    with registers.copy("empty", folder) as address, create_unguarded(address).connect() as connection:
        for table, columns in first_rows():
            insert(connection, table, columns)
        connection.commit()
        yield connection


@pytest.fixture
def connection(filled: Connection) -> Iterator[Connection]:
    """The register, as it was before once the test is over."""
    with filled.begin() as transaction:
        yield filled
        transaction.rollback()


def broken_by(error: IntegrityError) -> str:
    """Return the constraint's name, or the column's for a value that is missing."""
    if hasattr(error.orig, "diag"):
        where = error.orig.diag
        return where.constraint_name if where.column_name is None else f"{where.table_name}.{where.column_name}"
    kind, _, what = str(error.orig).partition(" constraint failed: ")
    return what if kind != "UNIQUE" else unique_of(what)


def unique_of(columns: str) -> str:
    """Return the name of the unique constraint of columns as SQLite tells them: TABLE.COLUMN, TABLE.COLUMN."""
    for table in TABLES.values():
        for constraint in table.constraints:
            if isinstance(constraint, UniqueConstraint) and columns == ", ".join(map(str, constraint.columns)):
                return str(constraint.name)
    return columns


@pytest.mark.parametrize("table", TABLES)
def test_a_valid_row_is_accepted(connection, table):
    insert(connection, table, another_row(table))


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_a_row_that_breaks_a_constraint_is_refused(connection, violation: Violation):
    with pytest.raises(IntegrityError) as refusal:
        insert(connection, violation.table, another_row(violation.table) | violation.columns)
    if violation.constraint.startswith("fk_") and connection.dialect.name == "sqlite":
        assert str(refusal.value.orig) == "FOREIGN KEY constraint failed"  # SQLite does not say which
    else:
        assert broken_by(refusal.value) == violation.constraint


@pytest.mark.parametrize("bounds", [SPAN, UNBOUNDED], ids=str)
@pytest.mark.parametrize(("table", "date"), OTHER_DATES)
def test_a_date_that_is_no_moment_may_be_a_span_or_unbounded(connection, table, date, bounds):
    insert(connection, table, another_row(table) | date_columns(date, bounds))


@pytest.mark.parametrize("violation", texts_for_numbers(), ids=str)
def test_a_text_in_a_column_for_numbers_is_refused(connection, violation: Violation):
    with pytest.raises(DBAPIError, match=r"cannot store TEXT value in|invalid input syntax for type"):
        insert(connection, violation.table, another_row(violation.table) | violation.columns)


@pytest.mark.parametrize("table", sorted(REFERRED_TO))
def test_a_record_that_another_refers_to_cannot_be_deleted(connection, table):
    with pytest.raises(IntegrityError):
        connection.execute(text(f"DELETE FROM {table} WHERE id = 1"))


def test_a_party_that_acted_cannot_leave_the_parties(connection):
    insert(connection, "agreement_act", another_row("agreement_act") | {"kind": "left", "mode": "party", "city_id": 1})
    with pytest.raises(IntegrityError):
        connection.execute(text("DELETE FROM agreement_party"))


def test_an_update_is_judged_as_an_insert_is(connection):
    with pytest.raises(IntegrityError) as refusal:
        connection.execute(text("UPDATE reported_count SET value = -1"))
    assert broken_by(refusal.value) == "ck_reported_count_value"


def test_every_constraint_of_the_models_is_broken_by_some_row():
    name_of = create_engine("sqlite://").dialect.identifier_preparer.format_constraint
    named = {
        name_of(constraint)
        for table in TABLES.values()
        for constraint in chain(table.constraints, *(column.constraints for column in table.columns))
        if not isinstance(constraint, PrimaryKeyConstraint)
    }
    assert named == {each.constraint for each in VIOLATIONS if "." not in each.constraint}
