"""Many rows into one table at once, by what each database is quickest at. Only `twinning.actions.bulk` uses it.

`insert_tuples` of that module takes rows as tuples of a table's columns, `id` among them, as the database stores them
(text, whole numbers, floats, None), stamps them with the operation and writes their digests and what a search looks
for; `insert_rows` does the same for dicts. Ids come from `next_ids`. Five thousand rows or more at once are best.

On SQLite one statement has many rows, so that what is done once a statement, the lists of words in its CHECKs above
all, is not done once a row: that halves its time. On PostgreSQL many rows go by COPY.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import CheckConstraint, Connection
from sqlalchemy.exc import DBAPIError

Row = tuple[Any, ...]

_TAKEN = "twinning_taken"
_MOST_TAKEN = 40_000
_CACHE = 16 * 1024  # kilobytes
_MANY = 200
_VALUES_AT_ONCE = 20_000  # SQLite takes 32,766
_KEY = re.compile("[a-z0-9-]+")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def insert(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows of a table. Raises IntegrityError."""
    names = ", ".join(f'"{name}"' for name in columns)
    if not rows:
        return
    insertion = f"INSERT INTO {table} ({names}) VALUES "  # noqa: S608
    if len(rows) >= _MANY and _TAKEN not in connection.info:
        _begin(connection)
    if len(rows) < _MANY:
        _insert_several(connection, insertion, len(columns), rows)
    elif connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {table} ({names}) FROM STDIN", rows)
    elif (judged := _judged(table, tuple(columns))) is None:
        _insert_several(connection, insertion, len(columns), rows)
    else:
        _insert_judged(connection, insertion, table, judged, rows)


def _begin(connection: Connection) -> None:
    """Let SQLite keep more of the file in memory: indexes are not written in their order."""
    connection.info[_TAKEN] = defaultdict(set)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE}")


@cache
def _judged(table: str, columns: tuple[str, ...]) -> Callable[[Row], Any] | None:
    """Return what takes from a row the values that its table's CHECKs speak of; None where they compare its ids.

    Of an id that is whether there is one, of a key whether it is written as keys are, or the key itself.
    """
    spoken_of = [{*columns}.intersection(re.findall(r"\w+", check)) for check in _checks(table)]
    ids = [{each for each in check if each.endswith("_id")} for check in spoken_of]
    if any(len(each) > 1 for each in ids):
        return None
    named = set().union(*spoken_of) - {"key"}.union(*ids)
    if len(named) < 2:
        return None
    pick = itemgetter(*map(columns.index, named))
    key, given = ([columns.index(each) for each in which if each in columns] for which in ({"key"}, set().union(*ids)))
    if not key and not given:
        return pick
    return lambda row: (
        pick(row),
        tuple([row[each] for each in key if not _KEY.fullmatch(row[each])]),
        tuple([row[each] is None for each in given]),
    )


def _checks(table: str) -> Iterator[str]:
    from twinning.db.models import Base  # noqa: PLC0415 - whoever writes has declared the models

    declared = Base.metadata.tables[table]
    for constraint in chain(declared.constraints, *(column.constraints for column in declared.c)):
        if isinstance(constraint, CheckConstraint):
            yield str(constraint.sqltext)


def _insert_judged(
    connection: Connection, insertion: str, table: str, judged: Callable[[Row], Any], rows: Sequence[Row]
) -> None:
    """Insert rows, of which SQLite judges the first that has such values: what it took once it would take again.

    Its CHECKs of days take as long as all else. Only so many values are remembered as a century has days; of more, each
    row is judged.
    """
    taken: set[Any] = connection.info[_TAKEN][table]
    met: set[Any] = set()
    new, known = [], []
    for row in rows:
        if (values := judged(row)) in taken or values in met:
            known.append(row)
        else:
            new.append(row)
            met.add(values)
    _insert_several(connection, insertion, len(rows[0]), new)
    if len(taken) < _MOST_TAKEN:
        taken |= met
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    try:
        _insert_several(connection, insertion, len(rows[0]), known)
    finally:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")


def _insert_several(connection: Connection, insertion: str, width: int, rows: Sequence[Row]) -> None:
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    marks, several = f"({', '.join([mark] * width)})", min(_MANY, _VALUES_AT_ONCE // width)
    whole = len(rows) - len(rows) % several
    statement = insertion + ", ".join([marks] * several)
    for start in range(0, whole, several):
        values = tuple(chain.from_iterable(rows[start : start + several]))
        connection.exec_driver_sql(statement, values)
    if rest := list(rows[whole:]):
        connection.exec_driver_sql(insertion + marks, rest)


def _copy(connection: Connection, statement: str, rows: Iterable[Row]) -> None:
    """Let PostgreSQL read rows as a file of its own kind. What the driver raises becomes SQLAlchemy's own."""
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for lines in _lines(rows):
                copy.write(lines)
    except driver.Error as error:
        raise DBAPIError.instance(statement, None, error, driver.Error, dialect=connection.dialect) from error


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield "\t".join(map(_cell, row)) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    return value.translate(_ESCAPES) if isinstance(value, str) else str(value)
