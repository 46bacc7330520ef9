"""Many rows into one table at once, by what each database is quickest at. Only `twinning.actions.bulk` uses it.

`insert_stored` of that module takes rows by their columns, with values as the database stores them (text, whole
numbers, floats, None), stamps them with the operation and writes their digests and what a search looks for;
`insert_rows` does the same for dicts. Ids come from `next_ids`. Five thousand rows or more at once are best.

On SQLite one statement has many rows: what SQLite does once a statement, above all building the lists of words in
CHECKs, is then not done once a row, which halves the time. Values that are the same in all rows are handed over once,
which saves another third. CHECKs are run only for the first row that has some combination of values (`_insert_judged`).
On PostgreSQL many rows go by COPY.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, compress, repeat
from string import ascii_lowercase, digits
from typing import Any

from sqlalchemy import CheckConstraint, Connection
from sqlalchemy.exc import DBAPIError

Row = tuple[Any, ...]

_TAKEN = "twinning_taken"
_MOST_TAKEN = 40_000
_CACHE = 16 * 1024  # kilobytes
_MANY = 200  # rows, for fewer of which it is not worth while to remember what CHECKs took
_UNLIKE_BEFORE = 5_000  # rows; to look at a table takes as long as to insert some thousand
_AT_ONCE = (500, 100, 20, 4, 1)  # rows of one statement: the most that are left
_KEY_CHARACTERS = frozenset(ascii_lowercase + digits + "-")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table, kept by column: `varying` has a value for each row, `same` one value for all rows."""

    varying: Mapping[str, Sequence[Any]]
    same: Mapping[str, Any]

    def __len__(self) -> int:
        """Count the rows."""
        return len(next(iter(self.varying.values())))

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns."""
        return (*self.same, *self.varying)

    @property
    def given(self) -> tuple[str, ...]:
        """The names of the columns that are not empty in all rows."""
        return tuple(each for each in self.columns if self.same.get(each, each) is not None)

    def differing(self, start: int, stop: int) -> list[Any]:
        """Return the varying values of the rows from `start` up to `stop`, row after row in one list."""
        width = len(self.varying)
        found = [None] * (width * (stop - start))
        for place, values in enumerate(self.varying.values()):
            found[place::width] = values[start:stop]
        return found

    def chosen(self, choice: Sequence[bool]) -> "Rows":
        """Return those rows for which `choice`, a truth value for each row, is true."""
        return Rows({name: [*compress(values, choice)] for name, values in self.varying.items()}, self.same)

    def whole(self) -> Iterator[Row]:
        """Give each row with its values in the order of `columns`."""
        alike = [repeat(value) for value in self.same.values()]
        return zip(*alike, *self.varying.values())  # noqa: B905 - what is alike has no end


def rows_of(columns: Mapping[str, Sequence[Any]], same: Mapping[str, Any]) -> Rows:
    """Return rows with these columns and, in all of them, the values of `same`.

    A column whose values are all equal is moved to what is the same; the first one, the id, always varies.
    """
    varying: dict[str, Sequence[Any]] = {}
    alike = dict(same)
    for name, values in columns.items():
        if varying and values.count(values[0]) == len(values):
            alike[name] = values[0]
        else:
            varying[name] = values
    return Rows(varying, alike)


def insert(connection: Connection, table: str, rows: Rows) -> None:
    """Insert rows of a table. Raises IntegrityError."""
    if len(rows) >= _MANY and _TAKEN not in connection.info:
        _begin(connection)
    if connection.dialect.name == "postgresql":
        _insert_on_server(connection, table, rows)
    elif len(rows) < _MANY or not (judged := _judged(table, rows.given, tuple(rows.varying))):
        _insert_several(connection, table, rows)
    else:
        _insert_judged(connection, table, rows, judged)


def _begin(connection: Connection) -> None:
    """Prepare a connection for many rows: a larger cache on SQLite, as rows reach its indexes in no order."""
    connection.info[_TAKEN] = defaultdict(set)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE}")


@cache
def _judged(table: str, given: tuple[str, ...], varying: tuple[str, ...]) -> tuple[str, ...]:
    """Return the varying columns that a CHECK of the table names: on them alone depends whether a row is accepted.

    `given` are the columns that are not null in all rows. The result is empty, and every row is to be checked, where a
    CHECK compares two ids with one another.
    """
    spoken_of = [{*given}.intersection(re.findall(r"\w+", check)) for check in _checks(table)]
    if any(len(_ids(each)) > 1 for each in spoken_of):
        return ()
    return tuple(each for each in varying if any(each in names for names in spoken_of))


def _ids(columns: Iterable[str]) -> set[str]:
    return {each for each in columns if each.endswith("_id")}


def _said(rows: Rows, judged: Iterable[str]) -> dict[str, Sequence[Any]]:
    """Return, by column, what the CHECKs can tell apart in each row: two rows with equal ones are both accepted or not.

    Of an id they see only whether it is null, of a key only whether its characters are allowed, of a number only
    whether it is negative. A column in which all rows look the same to them is left out.
    """
    said: dict[str, Sequence[Any]] = {}
    for name in judged:
        values = rows.varying[name]
        if name.endswith("_id"):
            if None in values:
                said[name] = [value is None for value in values]
        elif name == "key":
            if {*"".join(values)} - _KEY_CHARACTERS or not all(values):
                said[name] = values
        elif name == "seq":
            if min(values) < 0:
                said[name] = values
        else:
            said[name] = values
    return said


def _checks(table: str) -> Iterator[str]:
    from twinning.db.models import Base  # noqa: PLC0415 - whoever writes has declared the models

    declared = Base.metadata.tables[table]
    for constraint in chain(declared.constraints, *(column.constraints for column in declared.c)):
        if isinstance(constraint, CheckConstraint):
            yield str(constraint.sqltext)


def _insert_judged(connection: Connection, table: str, rows: Rows, judged: Iterable[str]) -> None:
    """Insert rows on SQLite, and run the CHECKs only on the first row with each combination of values (`_said`).

    A combination that was accepted once is accepted again, also in later calls on this connection. The CHECKs of dates
    take as long as everything else together. About as many combinations are remembered as a century has days; rows
    with further ones are always checked.
    """
    said = _said(rows, judged)
    taken: set[Any] = connection.info[_TAKEN][table, rows.columns, tuple(rows.same.values()), (*said,)]
    of_rows = list(zip(*said.values(), strict=True)) if said else [()] * len(rows)
    first = dict(zip(reversed(of_rows), range(len(rows) - 1, -1, -1), strict=True))
    new = {number for values, number in first.items() if values not in taken}
    is_new = [number in new for number in range(len(rows))] if new else []
    if new:
        _insert_several(connection, table, rows.chosen(is_new))
    if len(taken) < _MOST_TAKEN:
        taken.update(first)
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    try:
        _insert_several(connection, table, rows.chosen([not each for each in is_new]) if new else rows)
    finally:
        if not connection.invalidated:  # as Ctrl-C leaves it: it is closed then, and runs nothing more
            connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")


def _insert_several(connection: Connection, table: str, rows: Rows) -> None:
    """Insert rows on SQLite, in statements of as many rows as `_AT_ONCE` says."""
    same, width, start = tuple(rows.same.values()), len(rows.varying), 0
    for count in _AT_ONCE:
        statement = _insertion(table, rows.columns, width, count)
        while start + count <= len(rows):
            connection.exec_driver_sql(statement, (*same, *rows.differing(start, start + count)))
            start += count


@cache
def _insertion(table: str, columns: Sequence[str], width: int, count: int) -> str:
    """Return the statement that inserts `count` rows, of which the last `width` columns vary."""
    alike = "?, " * (len(columns) - width)
    differing = ", ".join(f"column{number}" for number in range(1, width + 1))
    marks = ", ".join([f"({', '.join('?' * width)})"] * count)
    return f"INSERT INTO {table} ({_listed(columns)}) SELECT {alike}{differing} FROM (VALUES {marks})"  # noqa: S608


def tell_planner(connection: Connection, gained: Mapping[str, int]) -> None:
    """Run ANALYZE on PostgreSQL for the tables that gained many rows; `gained` is how many, by table.

    PostgreSQL does so by itself, but about a minute later, and until then plans for a table as small as it was: after
    an import of 200,000 ties it read whole tables for each thousand of a list. SQLite's plans need no statistics here.
    """
    if connection.dialect.name == "postgresql":
        for table in sorted(name for name, rows in gained.items() if rows >= _UNLIKE_BEFORE):
            connection.exec_driver_sql(f"ANALYZE {table}")


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _insert_on_server(connection: Connection, table: str, rows: Rows) -> None:
    if len(rows) >= _MANY:
        _copy(connection, f"COPY {table} ({_listed(rows.columns)}) FROM STDIN", rows.whole())
    else:
        marks = ", ".join(["%s"] * len(rows.columns))
        insertion = f"INSERT INTO {table} ({_listed(rows.columns)}) VALUES ({marks})"  # noqa: S608
        connection.exec_driver_sql(insertion, list(rows.whole()))


def _copy(connection: Connection, statement: str, rows: Iterable[Row]) -> None:
    """Insert rows by COPY. An error of the driver is raised as SQLAlchemy's, as if it had run the statement."""
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for lines in _lines(rows):
                copy.write(lines)
    except driver.Error as error:
        if connection.dialect.is_disconnect(error, driver, None):
            connection.invalidate(error)  # else taking back is tried, and its own error is all that is told
        raise DBAPIError.instance(statement, None, error, driver.Error, dialect=connection.dialect) from error


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield "\t".join(map(_cell, row)) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    return value.translate(_ESCAPES) if isinstance(value, str) else str(value)
