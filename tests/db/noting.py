"""The statements that a connection is given."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event


@contextmanager
def noted(connection: Connection) -> Iterator[list[tuple[str, Any]]]:
    """Collect the statements that a connection is given, each with its parameters."""
    statements: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_others: object) -> None:
        statements.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    yield statements
    event.remove(connection, "before_cursor_execute", note)


def plans(connection: Connection, statements: list[tuple[str, Any]]) -> list[str]:
    """Return the steps in which SQLite reads for some statements."""
    explained = (connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {each}", values) for each, values in statements)
    return [row.detail for plan in explained for row in plan]
