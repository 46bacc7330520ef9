"""The SQL that a command issues, and how SQLite answers it."""

import contextlib
import io
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from twinning.cli.main import run

_ONE_ROW = ("alembic_version",)


@dataclass(frozen=True)
class Statement:
    """One statement, with its parameters as the driver got them."""

    sql: str
    parameters: Any

    def plan(self, register: Path) -> list[str]:
        """Return the steps of SQLite's query plan."""
        with closing(sqlite3.connect(register)) as connection:
            return [step for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {self.sql}", self.parameters)]


def statements_of(register: Path, command: Sequence[str]) -> list[Statement]:
    """Return the SELECTs that a command issues, in order. Raises RuntimeError for a command that fails."""
    issued: list[Statement] = []

    def note(_connection: Any, _cursor: Any, sql: str, parameters: Any, _context: Any, _many: bool) -> None:
        if sql.startswith("SELECT"):
            issued.append(Statement(sql, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            code = run(["--db", str(register), *command])
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    if code:
        raise RuntimeError(f"{' '.join(command)} left with {code}")
    return issued


def full_scans(plan: Sequence[str]) -> Iterator[str]:
    """Yield the steps that read a whole table of the register, or a whole index of one.

    The results of subqueries, constants, ids that a statement is given, and the one row that holds the schema's
    revision may be read whole.
    """
    for step in plan:
        verb, _, rest = step.partition(" ")
        is_given = rest.startswith("anon_") and "VIRTUAL TABLE" in rest
        is_exempt = is_given or rest.startswith(("(", "CONSTANT", *_ONE_ROW)) or "CONSTANT ROW" in rest
        if verb == "SCAN" and not is_exempt:
            yield step
