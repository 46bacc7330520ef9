"""What migrations change tables that hold data with: the same statements on SQLite and on PostgreSQL.

SQLite can add a column and rename one, and little else: for the rest the table is rebuilt. Alembic does that, and would
lose on the way that it is STRICT and which ids were given already.
"""

import json
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

from twinning.errors import DatabaseError

_HINT = "export what is to be kept and remove it here, or go back to a backup"
_CHANGE = sa.table("change", *map(sa.column, ("id", "record_table", "before", "after")))


@contextmanager
def altered_table(name: str) -> Iterator[BatchOperations]:
    """Give what changes a table as Alembic's batch operations do; on SQLite it is rebuilt once, at the end.

    It stays STRICT, its constraints keep their names, and no id is given again that a deleted row had. A constraint is
    named as the models name it, `population` for `ck_city_population`.
    """
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        with op.batch_alter_table(name, recreate="never") as table:
            yield table
        return
    options, last = _options(connection, name), _last_id(connection, name)
    with op.batch_alter_table(name, recreate="always", table_kwargs=options) as table:
        yield table
    if last is not None:
        _go_on_after(connection, name, last)


def _options(connection: sa.Connection, table: str) -> dict[str, bool]:
    """Return what SQLAlchemy does not find out about a table by itself."""
    query = "SELECT sql, strict FROM sqlite_master, pragma_table_list(:table) WHERE sqlite_master.name = :table"
    statement, strict = connection.execute(sa.text(query), {"table": table}).one()
    return {"sqlite_strict": bool(strict), "sqlite_autoincrement": "AUTOINCREMENT" in statement}


def _last_id(connection: sa.Connection, table: str) -> int | None:
    query = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :table")
    return connection.execute(query, {"table": table}).scalar()


def _go_on_after(connection: sa.Connection, table: str, last: int) -> None:
    for statement in (
        "DELETE FROM sqlite_sequence WHERE name = :table",
        "INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)",
    ):
        connection.execute(sa.text(statement), {"table": table, "last": last})


Logged = dict[str, Any]
"""A row as the log keeps it: columns and values."""


def logged_rows(table: str) -> Iterator[Logged]:
    """Give every row that the log keeps of a table, before and after each change, the oldest first."""
    for _, before, after in _logged(table):
        yield from (row for side in (before, after) if (row := _row(side)) is not None)


def fill_history(table: str, fill: Callable[[Logged], Logged]) -> None:
    """Give the rows that the log keeps of a table what `fill` returns for each, so that undoing can put them back.

    What was erased from the log stays erased.
    """
    _rewrite(table, lambda row: row | fill(row))


def drop_from_history(table: str, *columns: str, derived: Container[Any] = ()) -> None:
    """Take columns from the rows that the log keeps of a table.

    Raises DatabaseError where one holds something, save what is `derived` from other values.
    """
    for row in logged_rows(table):
        if lost := [name for name in columns if row.get(name) is not None and row[name] not in derived]:
            raise DatabaseError(f"going back would lose what the log tells of {table}.{lost[0]}", _HINT)
    _rewrite(table, lambda row: {name: value for name, value in row.items() if name not in columns})


def refuse_to_lose(what: str, table: str, condition: str = "1 = 1") -> None:
    """Raise DatabaseError if going back a revision would lose something of the rows of a table."""
    count = sa.text(f"SELECT count(*) FROM {table} WHERE {condition}")  # noqa: S608 - a migration's own words
    if lost := op.get_bind().execute(count).scalar_one():
        raise DatabaseError(f"going back would lose {what} ({lost} row{'s' if lost > 1 else ''} of {table})", _HINT)


def _logged(table: str) -> Sequence[sa.Row[int, str | None, str | None]]:
    rows = sa.select(_CHANGE.c.id, _CHANGE.c.before, _CHANGE.c.after).where(_CHANGE.c.record_table == table)
    return op.get_bind().execute(rows.order_by(_CHANGE.c.id)).all()


def _rewrite(table: str, rewritten: Callable[[Logged], Logged]) -> None:
    for change, before, after in _logged(table):
        sides = {"before": before, "after": after}
        for name, row in {name: _row(side) for name, side in sides.items()}.items():
            if row is not None:
                sides[name] = json.dumps(rewritten(row), ensure_ascii=False)
        op.get_bind().execute(sa.update(_CHANGE).where(_CHANGE.c.id == change).values(sides))


def _row(logged: str | None) -> Logged | None:
    """Read a row; None where there is none, and where it was erased."""
    row = json.loads(logged) if logged else {}
    return row if "id" in row else None
