"""Many rows into one table at once, by what each database is quickest at. Only `twinning.actions.bulk` uses it.

`insert_tuples` of that module takes rows as tuples of a table's columns, `id` among them, as the database stores them
(text, whole numbers, floats, None), stamps them with the operation and writes their digests and what a search looks
for; `insert_rows` does the same for dicts. Ids come from `next_ids`. Five thousand rows or more at once are best.

On SQLite one statement has many rows, so that what is done once a statement, the lists of words in its CHECKs above
all, is not done once a row: that halves its time. On PostgreSQL many rows go by COPY.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

Row = tuple[Any, ...]

_MANY = 200
_VALUES_AT_ONCE = 20_000  # SQLite takes 32,766
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def insert(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows of a table. Raises IntegrityError."""
    names = ", ".join(f'"{name}"' for name in columns)
    if not rows:
        return
    if len(rows) >= _MANY and connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {table} ({names}) FROM STDIN", rows)
    else:
        _insert_several(connection, f"INSERT INTO {table} ({names}) VALUES ", len(columns), rows)  # noqa: S608


def _insert_several(connection: Connection, insertion: str, width: int, rows: Sequence[Row]) -> None:
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    marks, several = f"({', '.join([mark] * width)})", min(_MANY, _VALUES_AT_ONCE // width)
    statement, whole = insertion + ", ".join([marks] * several), len(rows) - len(rows) % several
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
