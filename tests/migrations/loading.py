"""Registers of earlier revisions: `registers/NNNN.json` holds every row of one, its log included."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from db.raw import create_unguarded, insert
from twinning.db.migrations import migrate
from twinning.db.migrations.revision import APPLICATION_ID, HEAD
from twinning.db.storage.address import Address

REGISTERS = {path.stem: json.loads(path.read_text("utf-8")) for path in Path(__file__).parent.glob("registers/*.json")}


def load_register(address: Address, revision: str) -> None:
    """Make a register of a revision, with the rows of its file, where there is none."""
    with create_unguarded(address, create_file=True).begin() as connection:
        migrate.command.upgrade(migrate.configuration(connection), revision)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        else:
            connection.execute(text("SET session_replication_role = replica"))
        for table, rows in REGISTERS[revision].items():
            for row in rows:
                insert(connection, table, row)
            _give_no_id_again(connection, table, rows)
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = DEFAULT"))
    if revision == HEAD:  # SQLite's index of what is searched has no rows that could be copied
        migrate.reindex(address)


def _give_no_id_again(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    """Let a server count on from the ids that were given; SQLite does so by itself."""
    if rows and "id" in rows[0] and connection.dialect.name == "postgresql":
        last = max(row["id"] for row in rows)
        connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})"))
