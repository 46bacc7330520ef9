"""Objects in an SQLite file's schema that no migration of this program made.

A file can be anybody's. A trigger of theirs could write what the log does not tell, or keep what was erased; a view, a
virtual table or a computed column in the place of one of ours could have no end.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from sqlalchemy import Connection

from twinning.db.migrations.schema_objects import OBJECTS
from twinning.db.search.index import is_of_index
from twinning.db.storage.address import Address
from twinning.db.tables import table_names
from twinning.errors import DatabaseError

_OBJECTS = """
SELECT CASE WHEN sql LIKE 'CREATE VIRTUAL %' THEN 'virtual table' ELSE type END, name, coalesce(sql, '')
FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
"""
_COMPUTED = """
SELECT made.name, held.name FROM sqlite_master AS made JOIN pragma_table_xinfo(made.name) AS held
WHERE made.type = 'table' AND made.sql NOT LIKE 'CREATE VIRTUAL %' AND held.hidden IN (2, 3)
"""
_RUNNING = "view", "trigger", "virtual table"
_HARMLESS = "table", "index", "view"


@dataclass(frozen=True, slots=True)
class Stranger:
    """A foreign object of the schema: its kind, its name, and whether it could change or hide records."""

    kind: str
    name: str
    harms: bool

    def __str__(self) -> str:
        """Say it in one sentence."""
        return f"the {self.kind} {self.name} is not twinning's"


def objects_of(connection: Connection) -> dict[tuple[str, str], int | None]:
    """Return what an SQLite file's schema holds, by kind and name, with the CRC-32 of what runs a program's code."""
    return {
        (kind, name): crc32(sql.encode()) if kind in _RUNNING else None
        for kind, name, sql in connection.exec_driver_sql(_OBJECTS)
    }


def find_strangers(connection: Connection) -> Iterator[Stranger]:
    """Give what migrations did not make, in a register at this program's schema; PostgreSQL guards its own."""
    if connection.dialect.name != "sqlite":
        return
    ours = {name for _, name in OBJECTS}
    for (kind, name), digest in objects_of(connection).items():
        if OBJECTS.get((kind, name), "missing") != digest:
            yield Stranger(kind, name, kind not in _HARMLESS or name in ours)
    for table, column in connection.exec_driver_sql(_COMPUTED):
        yield Stranger("computed column", f"{table}.{column}", table in ours)


def check_tables(connection: Connection, address: Address) -> None:
    """Raise DatabaseError where a table of ours is a stranger's view, virtual table, or has computed columns."""
    read = {"alembic_version", *table_names()}
    for (kind, name), digest in objects_of(connection).items():
        if name in read and kind not in ("table", "trigger"):
            raise DatabaseError(f"in {address}, {name} is a {kind} and no table", "restore a backup")
        if is_of_index(name) and OBJECTS.get((kind, name), "missing") != digest:
            raise DatabaseError(f"in {address}, the {kind} {name} is not twinning's", "restore a backup")
    for table, column in connection.exec_driver_sql(_COMPUTED):
        if table in read:
            raise DatabaseError(f"in {address}, {table}.{column} is computed and holds nothing", "restore a backup")


def check_no_trigger(connection: Connection, address: Address) -> None:
    """Raise DatabaseError where a stranger's trigger would run when something is written."""
    for (kind, name), digest in objects_of(connection).items():
        if kind == "trigger" and OBJECTS.get((kind, name)) != digest:
            raise DatabaseError(
                f"in {address}, the trigger {name} would run when something is written, and is not twinning's",
                f"look at it with SQLite's own shell, remove it there (DROP TRIGGER {name}), or restore a backup",
            )
