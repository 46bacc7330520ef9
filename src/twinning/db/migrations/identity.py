"""Whether a database is ours, can be opened, and has this program's schema."""

from pathlib import Path
from stat import S_ISDIR, S_ISREG

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from twinning.db.migrations.revision import APPLICATION_ID, HEAD, REVISIONS
from twinning.db.migrations.strangers import check_tables
from twinning.db.storage.address import Address
from twinning.errors import DatabaseError

_UNDEFINED_TABLE = "42P01"  # PostgreSQL's SQLSTATE


def check_file(path: Path) -> None:
    """Raise DatabaseError for a file that is missing, empty, no regular file, or cannot be looked at."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise DatabaseError(
            f"there is no database at {path}", f"create it with `twinning --db {path} db init`"
        ) from None
    except OSError as error:
        raise DatabaseError(f"{path} cannot be opened: {error.strerror}") from error
    if S_ISDIR(found.st_mode):
        raise DatabaseError(f"{path} is a folder, not a database")
    if not S_ISREG(found.st_mode):
        raise DatabaseError(f"{path} is a device or a pipe, not a database", "name another file with --db")
    if found.st_size == 0:
        raise DatabaseError(
            f"{path} is an empty file, not a database",
            "restore a backup, or remove the file and run `twinning db init`",
        )


def check_revision(connection: Connection, address: Address) -> None:
    """Raise DatabaseError unless the database is a register of exactly this program's schema."""
    revision = read_revision(connection, address)
    if revision != HEAD:
        raise DatabaseError(f"{address} has schema {revision}, this program needs {HEAD}", "run `twinning db upgrade`")


def check_owner(connection: Connection, address: Address) -> None:
    """Raise DatabaseError for an SQLite file of another program."""
    if connection.dialect.name == "sqlite":
        owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if owner != APPLICATION_ID:
            raise DatabaseError(f"{address} is a database of another program", "name another file with --db")
        check_tables(connection, address)


def read_revision(connection: Connection, address: Address) -> str:
    """Return the schema's revision. Raises DatabaseError for no register, and for one of a newer program."""
    check_owner(connection, address)
    try:
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except (ProgrammingError, OperationalError) as error:
        if "no such table" not in str(error.orig) and getattr(error.orig, "sqlstate", None) != _UNDEFINED_TABLE:
            raise
        revision = None
    if revision is None:
        raise DatabaseError(f"{address} holds no register", "create one with `twinning db init`")
    if revision not in REVISIONS:
        raise DatabaseError(
            f"{address} was made by a newer twinning (its schema is {revision}, this program knows {HEAD})",
            "upgrade the program, not the database",
        )
    return str(revision)
