"""Engines: how a connection behaves on each database."""

import logging
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DatabaseError as DatabaseErrorOfDriver
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from twinning.db.storage.address import Address
from twinning.db.storage.holders import holder_of_file, holder_of_tables, holder_on_server, tell_waiting
from twinning.errors import DatabaseError

BUSY_TIMEOUT_SECONDS = 10
WRITES = "twinning_writes"
"""The execution option of connections whose transactions write; those of all others only read."""

WORKING = "twinning_working"
"""The execution option that says what a writer does, for those who wait for it."""

SILENT_SECONDS = 1
"""How long a writer waits before it says so."""

_LONGEST_VALUE = 4 * 1024 * 1024
"""Bytes of one value or row of an SQLite file. The log's longest, of a record with every text as long as it may be, has
less; a stranger's file could have so much in one cell that no list of it would end."""

_STEPS = 100_000
"""After how many steps of SQLite's machine, some hundredths of a second, Python may see that somebody interrupts."""

_STOPPED_IN_A_FUNCTION = "user-defined function raised exception"
_SCHEMA_DAMAGED = "its schema is damaged"
_STEP_SECONDS = 0.05
_WAIT = "PRAGMA busy_timeout = {:.0f}"
_READS = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_LOCK_WITHIN = "SET LOCAL lock_timeout = {:.0f}"
_LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's SQLSTATE
_WRITERS_LOCK = 8946464  # of no meaning: an advisory lock is a number that every writer knows

_POSTGRESQL = {
    "connect_timeout": 5,
    "tcp_user_timeout": 5000,  # milliseconds; a link cut in mid-transaction would hang past 40 s
    "prepare_threshold": None,  # prepared statements clash behind a transaction pooler
    "application_name": "twinning",
}


def create(address: Address, *, create_file: bool = False) -> Engine:
    """Give an engine for one command, without a pool. An SQLite file must exist unless `create_file`."""
    _silence()
    if address.path is None:
        try:
            engine = create_engine(address.url, poolclass=NullPool, connect_args=_POSTGRESQL)
        except ModuleNotFoundError as error:
            raise DatabaseError(
                "PostgreSQL needs a driver that is not installed", "pip install 'twinning-register[postgresql]'"
            ) from error
        event.listen(engine, "begin", partial(_begin_postgresql, address))
        return engine
    path = address.path
    engine = create_engine("sqlite://", poolclass=NullPool, creator=lambda: open_sqlite(path, create_file))
    event.listen(engine, "begin", partial(_begin_sqlite, path))
    event.listen(engine, "handle_error", _mend_error)
    return engine


def _silence() -> None:
    """Let Python not print what libraries log of a lost connection, and of rows that nobody read to the end.

    Whoever imports us and has set up logging gets it.
    """
    for name in ("psycopg", "sqlalchemy"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


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
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.set_progress_handler(_let_signals_in, _STEPS)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")  # a stranger's view or trigger gets no function that can harm
        connection.execute("PRAGMA cell_size_check = ON")
        _wait_for_lock(path, connection.execute, "PRAGMA synchronous = FULL")  # it reads the schema
        connection.execute("PRAGMA secure_delete = ON")  # what is erased must not stay in the file
    except sqlite3.Error:
        connection.close()
        raise
    except UnicodeDecodeError as error:  # SQLite quotes what it cannot read
        connection.close()
        raise sqlite3.DatabaseError(_SCHEMA_DAMAGED) from error
    return connection


def _let_signals_in() -> None:
    """Do nothing: Python sees to signals as it calls this, and what they raise ends the statement."""


def was_interrupted(error: object) -> bool:
    """Return whether SQLite's error is that of a statement which somebody interrupted.

    That may come in the function of Python by which SQLAlchemy lets SQLite match patterns: it does not fail otherwise.
    """
    return getattr(error, "sqlite_errorname", None) == "SQLITE_INTERRUPT" or str(error) == _STOPPED_IN_A_FUNCTION


def _mend_error(context: ExceptionContext) -> None:
    """Give back to Python the Ctrl-C that ended a statement, of which SQLite has made an error of its own.

    Where SQLite quotes a name of the schema that is damaged, its own error cannot be read: it becomes one that can.
    """
    if was_interrupted(context.original_exception):
        raise KeyboardInterrupt
    if isinstance(context.original_exception, UnicodeDecodeError):
        damaged = sqlite3.DatabaseError(_SCHEMA_DAMAGED)
        raise DatabaseErrorOfDriver(context.statement, None, damaged) from context.original_exception


def _begin_sqlite(path: Path, connection: Connection) -> None:
    """Take the write lock first: a deferred transaction that reads and then writes fails against another writer."""
    if _writes(connection):
        _wait_for_lock(path, connection.exec_driver_sql, "BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("BEGIN")


def _wait_for_lock(path: Path, execute: Callable[[str], object], statement: str) -> None:
    """Run a statement that needs a lock of a file, and say for whom it waits. Raises the error of the driver."""
    execute(_WAIT.format(min(SILENT_SECONDS, BUSY_TIMEOUT_SECONDS) * 1000))
    try:
        execute(statement)
    except (OperationalError, sqlite3.OperationalError) as error:
        if not getattr(getattr(error, "orig", error), "sqlite_errorname", "").startswith("SQLITE_BUSY"):
            raise
        tell_waiting(path, holder_of_file(path))
        execute(_WAIT.format(max(BUSY_TIMEOUT_SECONDS - SILENT_SECONDS, 0) * 1000))
        execute(statement)
    execute(_WAIT.format(BUSY_TIMEOUT_SECONDS * 1000))


def _begin_postgresql(address: Address, connection: Connection) -> None:
    """Let writers wait for one another as on SQLite, not for ever; and show a reader one state throughout.

    By default a reader's statements each see what others wrote in the meantime, and two writers write over one another
    what both have read.
    """
    if not _writes(connection):
        _read_in_turn(connection, address)
        return
    connection.exec_driver_sql("SELECT set_config('application_name', %s, true)", (_working(connection),))
    if not _locked_within(connection, min(SILENT_SECONDS, BUSY_TIMEOUT_SECONDS)):
        tell_waiting(address, holder_on_server(connection, _WRITERS_LOCK))
        _lock(connection, address, BUSY_TIMEOUT_SECONDS - SILENT_SECONDS)
    connection.exec_driver_sql(_LOCK_WITHIN.format(BUSY_TIMEOUT_SECONDS * 1000))


def _read_in_turn(connection: Connection, address: Address) -> None:
    """Wait, as a writer does, for who keeps all others from a table; statements themselves could not name them.

    Each look is a transaction of its own: one that began before a change of schema would see tables as empty.
    Raises DatabaseError, which names who that is.
    """
    begun, has_told = monotonic(), False
    connection.exec_driver_sql(_READS)
    while (holder := holder_of_tables(connection)) is not None:
        connection.connection.rollback()
        waited = monotonic() - begun
        if waited >= BUSY_TIMEOUT_SECONDS:
            raise locked(address, holder)
        if waited >= SILENT_SECONDS and not has_told:
            tell_waiting(address, holder)
            has_told = True
        sleep(_STEP_SECONDS)
        connection.exec_driver_sql(_READS)
    connection.exec_driver_sql(_LOCK_WITHIN.format(BUSY_TIMEOUT_SECONDS * 1000))


def _locked_within(connection: Connection, seconds: float) -> bool:
    """Take the writers' lock; say whether it was to be had in time. A server's time-out would end the transaction."""
    end = monotonic() + seconds
    while not connection.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock({_WRITERS_LOCK})").scalar_one():
        if monotonic() >= end:
            return False
        sleep(_STEP_SECONDS)
    return True


def _lock(connection: Connection, address: Address, seconds: float) -> None:
    """Take the writers' lock in its turn. Raises DatabaseError, which names who has it, where that takes too long."""
    connection.exec_driver_sql(_LOCK_WITHIN.format(max(seconds * 1000, 1)))
    try:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
            raise
        raise locked(address, holder_on_server(connection, _WRITERS_LOCK)) from error


def locked(database: object, holder: str | None) -> DatabaseError:
    """Give the error of who has waited long enough."""
    hint = "wait until the other program is done, then try again"
    return DatabaseError(f"{database} is locked by {holder or 'another program'}", hint)


def _working(connection: Connection) -> str:
    """Return what a session calls itself, for those who wait for it."""
    working: str = connection.get_execution_options().get(WORKING, "twinning")
    return working


def _writes(connection: Connection) -> bool:
    writes: bool = connection.get_execution_options().get(WRITES, False)
    return writes
