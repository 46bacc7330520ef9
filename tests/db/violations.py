"""Rows that the database must refuse, each with the constraint that it breaks.

What follows from the kind of a column is derived from the models; what a table alone demands is listed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Double, ForeignKeyConstraint, Integer, Table

from db.valid_rows import Columns
from twinning.db.models import Base
from twinning.db.references import CITABLE, PARENTS
from twinning.db.types import Flag, Word


@dataclass(frozen=True, slots=True)
class Violation:
    """A valid row of a table but for these columns, and the constraint that they break.

    That is the constraint's name, or TABLE.COLUMN for a value that is missing or of another type.
    """

    table: str
    columns: Columns
    constraint: str

    def __str__(self) -> str:
        return f"{self.constraint}: " + " ".join(f"{name}={value}" for name, value in self.columns.items())


TABLES = {table.name: table for table in Base.metadata.sorted_tables}

NOBODY = 1_000_000
"""The id of no record."""

BROKEN_DATES = (
    ("1990", None, None, None),
    ("", "1990-01-01", "1990-12-31", 0),
    (None, "1990-01-01", "1990-12-31", 0),
    ("1990", "1990-12-31", "1990-01-01", 0),
    ("1990", "1990", "1990-12-31", 0),
    ("1990", "1990-01-01", "1990-xx-31", 0),
    ("1990", "1990-1--01", "1990-12-31", 0),
    ("1990", "1990-01-01", "1990-13-01", 0),
    ("1990", "1990-01-01", "1990-12-32", 0),
    ("1990", "1990-01-01", "1990-12-31", None),
    ("1990", "1990-01-01", "1990-12-31", 2),
)
"""Text, first day, last day, doubt: not all there, without a text, days out of order or no days, doubt unclear."""

DAY = ("2004-11-03", "2004-11-03", "2004-11-03", 0)
SPAN = ("2004-11-03/2004-11-05", "2004-11-03", "2004-11-05", 0)

_BROKEN_KEYS = ("", "Busan", "busan kr", "busan_kr", "부산")
_BROKEN_COUNTRIES = ("", "kr", "K", "KOR", "K1")

_WITH: dict[str, Columns] = {
    "activity_place.country_code": {"city_id": None},
    "activity.attendance": {"kind": "event"},
    "activity.participants": {"kind": "exchange_program"},
    "agreement_act.successor_id": {"kind": "superseded"},
    "city.population_year": {"population": 1},
    "commitment.kept_by_id": {"state": "kept"},
}
"""What else a row needs so that a column of it can be filled."""

_PARENTS = {table: [f"{parent}_id" for parent in parents] for table, parents in PARENTS.items()}
_ALTERNATIVES = _PARENTS | {"citation": [f"{record}_id" for record in CITABLE]}
_MAY_BE_NEGATIVE = ("geonames_id", "record_id", "digest")


def filled(table: str, columns: Columns) -> Columns:
    """Return the columns with what else a row needs, so that they break no other constraint."""
    (first, *_) = columns
    group = _ALTERNATIVES.get(table, [])
    others: Columns = dict.fromkeys(group) if first in group else {}
    return others | _WITH.get(f"{table}.{first}", {}) | columns


def date_columns(name: str, values: tuple[object, ...]) -> Columns:
    """Return the four columns of a date."""
    parts = ("text", "earliest", "latest", "doubtful")
    return {f"{name}_{part}": value for part, value in zip(parts, values, strict=True)}


def derived() -> list[Violation]:
    """Return the violations that follow from the kinds of the columns."""
    found = [violation for table in TABLES.values() for violation in _of_table(table)]
    return [Violation(each.table, filled(each.table, each.columns), each.constraint) for each in found]


def _of_table(table: Table) -> Iterator[Violation]:
    for column, value in _bad_values(table):
        yield Violation(table.name, {column: value}, f"ck_{table.name}_{column}")
    for date in dates_of(table):
        for values in BROKEN_DATES:
            yield Violation(table.name, date_columns(date, values), f"ck_{table.name}_{date}")
    for constraint in sorted(table.constraints, key=lambda each: str(each.name)):
        if isinstance(constraint, ForeignKeyConstraint) and len(constraint.columns) == 1:
            yield Violation(table.name, {constraint.column_keys[0]: NOBODY}, str(constraint.name))
    for name in _required(table):
        yield Violation(table.name, {name: None}, f"{table.name}.{name}")


def _bad_values(table: Table) -> Iterator[tuple[str, object]]:
    for column in table.columns:
        bad: tuple[object, ...] = ()
        if isinstance(column.type, Word):
            bad = ("", "nonsense")
        elif isinstance(column.type, Flag):
            bad = () if column.name.endswith("_doubtful") else (2,)
        elif column.name == "key" and column.unique:
            bad = _BROKEN_KEYS
        elif column.name == "country_code":
            bad = _BROKEN_COUNTRIES
        elif _is_count(table, column.name):
            bad = (-1,)
        yield from ((column.name, value) for value in bad)


def _is_count(table: Table, name: str) -> bool:
    column = table.columns[name]
    is_plain = isinstance(column.type, Integer) and not column.foreign_keys and not column.primary_key
    return is_plain and name not in (*_MAY_BE_NEGATIVE, "city_id")


def dates_of(table: Table) -> list[str]:
    """Return the names of a table's dates."""
    names = (column.name for column in table.columns)
    return [name.removesuffix("_doubtful") for name in names if name.endswith("_doubtful")]


def _required(table: Table) -> Iterator[str]:
    return (column.name for column in table.columns if not column.nullable and not column.primary_key)


def texts_for_numbers() -> list[Violation]:
    """Return a text in every column that holds a number."""
    return [
        Violation(table.name, filled(table.name, {column.name: "many"}), f"{table.name}.{column.name}")
        for table in TABLES.values()
        for column in table.columns
        if isinstance(column.type, Integer | Double | Flag) and not column.primary_key
    ]
