"""Engines: how a connection behaves on each database."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from twinning.db.storage.address import Address
from twinning.errors import DatabaseError

BUSY_TIMEOUT_SECONDS = 10
WRITES = "twinning_writes"
"""The execution option of connections whose transactions write; those of all others only read."""

_WRITERS_LOCK = 8946464  # of no meaning: an advisory lock is a number that every writer knows

_POSTGRESQL = {
    "connect_timeout": 5,
    "tcp_user_timeout": 5000,  # milliseconds; a link cut in mid-transaction would hang past 40 s
    "prepare_threshold": None,  # prepared statements clash behind a transaction pooler
    "application_name": "twinning",
}


def create(address: Address, *, create_file: bool = False) -> Engine:
    """Give an engine for one command, without a pool. An SQLite file must exist unless `create_file`."""
    if address.path is None:
        try:
            engine = create_engine(address.url, poolclass=NullPool, connect_args=_POSTGRESQL)
        except ModuleNotFoundError as error:
            raise DatabaseError(
                "PostgreSQL needs a driver that is not installed", "pip install 'twinning-register[postgresql]'"
            ) from error
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    path = address.path
    engine = create_engine("sqlite://", poolclass=NullPool, creator=lambda: open_sqlite(path, create_file))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def open_sqlite(path: Path, create_file: bool = False) -> sqlite3.Connection:
    """Open a register's file, foreign keys held, no transaction begun behind our back.

    `mode=rw` never creates a file, and falls back to reading where the file cannot be written.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={'rwc' if create_file else 'rw'}",
        uri=True,
        timeout=BUSY_TIMEOUT_SECONDS,
        isolation_level=None,
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")  # a stranger's view or trigger gets no function that can harm
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")  # what is erased must not stay in the file
    except sqlite3.Error:
        connection.close()
        raise
    except UnicodeDecodeError as error:  # SQLite quotes what it cannot read
        connection.close()
        raise sqlite3.DatabaseError("its schema is damaged") from error
    return connection


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock first: a deferred transaction that reads and then writes fails against another writer."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    """Let writers wait for one another as on SQLite, not for ever; and show a reader one state throughout.

    By default a reader's statements each see what others wrote in the meantime, and two writers write over one another
    what both have read.
    """
    if _writes(connection):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_TIMEOUT_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _writes(connection: Connection) -> bool:
    writes: bool = connection.get_execution_options().get(WRITES, False)
    return writes
