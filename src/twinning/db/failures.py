"""What a database driver's error means to the user. One place turns them into our own."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from twinning.db.engine import locked, was_interrupted
from twinning.db.storage.address import Address
from twinning.db.storage.files import journals_of
from twinning.db.storage.holders import holder_of_file
from twinning.errors import ConflictError, DamagedError, DatabaseError, TwinningError

_HALF_WRITTEN = (
    "{database} holds the half of a change by a run that was killed, which is taken back by whoever may write to it",
    "let such a user run any command, or get the right to write to the file, its journal and its folder",
)
_SQLITE = {
    "SQLITE_READONLY_ROLLBACK": _HALF_WRITTEN,
    "SQLITE_READONLY": (
        "{database} cannot be written",
        "check the permissions of the file and of its folder",
    ),
    "SQLITE_CANTOPEN": ("{database} cannot be opened", "check the permissions of the file and of its folder"),
    "SQLITE_NOTADB": ("{database} is not a database", "name another file with --db, or restore a backup"),
    "SQLITE_CORRUPT": ("{database} is damaged", "restore a backup"),
    "SQLITE_FULL": (
        "the disk is full: nothing was written to {database}",
        "make room there, and where temporary files lie: TMPDIR in the environment says where",
    ),
    "SQLITE_IOERR": ("{database} could not be read or written: the disk reports an error", None),
    "SQLITE_TOOBIG": ("{database} is damaged: a value is too long to be the program's", "restore a backup"),
}
_AFTER_LOSS = "try again; `twinning log --limit 1` shows what was written last"
_LOST = "the connection to {database} was lost; {outcome}", _AFTER_LOSS
_POSTGRESQL = {
    "53300": ("{database} has no room for another connection", "close one that is not needed, or try again later"),
    "57014": ("{database} ended what took longer than it allows; nothing was written", "ask its owner for more time"),
    "57P01": (
        "an administrator ended the connection to {database}; {outcome}",
        _AFTER_LOSS,
    ),
    "57P03": ("{database} is starting or shutting down", "try again in a moment"),
    "28": ("{database} refused the user or password", "check the address given with --db or TWINNING_DB"),
    "3D": (
        "there is no database {database}",
        "create it with PostgreSQL's createdb, then run `twinning db init`",
    ),
    "25": (
        "{database} takes no changes now: it is read-only",
        "add target_session_attrs=read-write to its address",
    ),
    "40": ("another change to {database} came in between; nothing was written", "try again"),
    "42501": ("this user may not do that in {database}", "ask the database's owner for the right"),
    "55": ("{database} is locked by another program", "wait until the other program is done, then try again"),
    "57": ("{database} ended the connection", "try again"),
    "53": ("{database} has no room left for this", None),
}


_REFUSALS = {
    "no encryption": ("{database} wants an encrypted connection", "add sslmode=require to its address"),
    "no pg_hba.conf entry": (
        "{database} takes no connection of this user from this machine",
        "ask its administrator to allow it in pg_hba.conf",
    ),
    "pg_hba.conf rejects": (
        "{database} takes no connection of this user from this machine",
        "ask its administrator to allow it in pg_hba.conf",
    ),
    "too many": _POSTGRESQL["53300"],
    "remaining connection slots": _POSTGRESQL["53300"],
    "closed the connection unexpectedly": _LOST,
    "pipeline mode": _LOST,  # psycopg, in the middle of several statements
}
"""What libpq tells in words only, the most telling first."""


@contextmanager
def explained(address: Address) -> Iterator[None]:
    """Turn the drivers' errors into ConflictError (a constraint) or DatabaseError (everything else)."""
    try:
        yield
    except IntegrityError as error:
        raise ConflictError(f"the database refused this: {_first_line(error.orig)}", "nothing was written") from error
    except (DBAPIError, sqlite3.Error) as error:
        if was_interrupted(error):
            raise KeyboardInterrupt from error
        raise explain(error, address) from error


def rule_broken(error: IntegrityError) -> str:
    """Say which rule of the schema a row breaks, without the name that the schema has for it."""
    reason = _first_line(error)
    if doubled := re.search(r"UNIQUE constraint failed: (.+)", reason):
        return f"two rows have the same {doubled[1].replace(', ', ' and ')}"
    if named := re.search(r"\b(ck|uq|pk)_([a-z0-9_]+)", reason):
        of = named[2].replace("_", " ")
        return (
            f"a value cannot be, by the rule on {of}"
            if named[1] == "ck"
            else f"two rows are the same, by the rule on {of}"
        )
    if empty := re.search(r"NOT NULL constraint failed: \w+\.(\w+)", reason):
        return f"{empty[1]} is empty"
    return "something that it refers to is not there" if "foreign key" in reason.casefold() else reason


def explain(error: DBAPIError | sqlite3.Error, address: Address) -> TwinningError:
    """Give our own error for a driver's."""
    error = _failure_of_disk(error) or error
    if _is_locked(error) and address.path is not None:
        return locked(address, holder_of_file(address.path))
    message, hint = _find(error, address)
    kind = DamagedError if (message, hint) in (_SQLITE["SQLITE_CORRUPT"], _SQLITE["SQLITE_TOOBIG"]) else DatabaseError
    return kind(message.format(database=address, outcome=_outcome(error)), hint)


def _failure_of_disk(error: BaseException | None) -> sqlite3.Error | None:
    """Return what the disk refused before an error: SQLite takes everything back then, and what is done next fails."""
    while error is not None:
        if isinstance(error, sqlite3.Error) and _sqlite_name(error).startswith(("SQLITE_FULL", "SQLITE_IOERR")):
            return error
        error = error.__context__
    return None


def _is_locked(error: DBAPIError | sqlite3.Error) -> bool:
    return _sqlite_name(error.orig if isinstance(error, DBAPIError) else error).startswith(
        ("SQLITE_BUSY", "SQLITE_LOCKED")
    )


def _sqlite_name(error: BaseException | None) -> str:
    """Return SQLite's name for an error; an empty text for an error that it does not have."""
    return getattr(error, "sqlite_errorname", None) or ""


def _outcome(error: DBAPIError | sqlite3.Error) -> str:
    """Say what became of a change when the connection went: only while it is committed can nobody know."""
    is_known = isinstance(error, DBAPIError) and error.statement is not None
    return "nothing was written" if is_known else "whether the change was written is not known"


def _find(error: DBAPIError | sqlite3.Error, address: Address) -> tuple[str, str | None]:
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = _sqlite_name(cause)
    state = getattr(cause, "sqlstate", None) or ""
    if (
        name.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR_DELETE"))
        and address.path is not None
        and journals_of(address.path)
    ):
        return _HALF_WRITTEN
    for known, answer in _SQLITE.items():
        if name.startswith(known):
            return answer
    for known, answer in _POSTGRESQL.items():
        if state.startswith(known):
            return answer
    if "decode to UTF-8" in str(cause) or "schema is damaged" in str(cause):
        return _SQLITE["SQLITE_CORRUPT"]
    if isinstance(error, OperationalError) and address.path is None and not state:
        return _unreachable(error) if error.statement is None else _LOST
    return "{database}: " + _first_line(cause).replace("{", "{{").replace("}", "}}"), None


def _unreachable(error: DBAPIError) -> tuple[str, str | None]:
    """Without an SQLSTATE the server never answered, or it refused the log-in, which libpq tells in words only."""
    for part, answer in _REFUSALS.items():
        if part in str(error.orig):
            return answer
    if any(word in str(error.orig) for word in ("password", "authentication", "role ")):
        return _POSTGRESQL["28"]
    if "does not exist" in str(error.orig):
        return _POSTGRESQL["3D"]
    return "{database} cannot be reached", "check that the server runs and that the address is right"


def _first_line(cause: object) -> str:
    return str(cause).strip().split("\n", 1)[0]
