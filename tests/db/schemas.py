"""The schema of new files, which the migrations make once for all files of a process."""

from collections.abc import Iterator

from sqlalchemy import Connection

from twinning import _resources
from twinning.db.migrations import migrate
from twinning.db.migrations.revision import HEAD

_SCHEMA = """
SELECT sql FROM sqlite_master made WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND NOT EXISTS (
    SELECT 1 FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%' AND made.name LIKE name || '\\_%' ESCAPE '\\'
) ORDER BY rowid
"""
"""What a virtual table keeps its rows in comes with it."""

_FILLED = "alembic_version", "sqlite_sequence"
"""The tables in which migrations leave rows."""

_MIGRATIONS = _resources.migrations()
_migrate = migrate._upgrade
_made: list[str] = []


def make_once(connection: Connection, revision: str) -> None:
    """Bring a schema to a revision; write that of a new file as the migrations made it for an earlier one.

    They take 0.4 s, which every command under test that makes a register would pay.
    """
    of_today = revision == HEAD and _resources.migrations() == _MIGRATIONS  # a test may have others
    if connection.dialect.name != "sqlite" or not of_today or migrate._has_tables(connection):
        _migrate(connection, revision)
        return
    for statement in _made:
        connection.exec_driver_sql(statement)
    if not _made:
        _migrate(connection, revision)
        _made.extend(_statements_of(connection))


def _statements_of(connection: Connection) -> Iterator[str]:
    yield from connection.exec_driver_sql(_SCHEMA).scalars().all()
    for table in _FILLED:
        for row in connection.exec_driver_sql(f"SELECT * FROM {table}"):
            yield f"INSERT INTO {table} VALUES ({', '.join(map(repr, row))})"
