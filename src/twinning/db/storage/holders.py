"""Finding out and telling who holds the lock that a command waits for, where that can be known.

On Linux the kernel lists the locks of files; elsewhere a file's holder stays unknown. To open the file and ask would
end every lock that this process itself has on it. A server knows its sessions.
"""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_PROCESSES = Path("/proc")
_LOCK_BYTES = range(0x40000000, 0x40000200)
"""The bytes of a file that SQLite locks: https://www.sqlite.org/fileformat2.html, "The Lock-Byte Page"."""

_WITH_A_VALUE = ("--db", "--actor")
_SESSION = """
SELECT a.pid, a.usename, a.application_name, date_trunc('second', a.xact_start) AT TIME ZONE 'UTC'
FROM pg_locks JOIN pg_stat_activity AS a USING (pid)
WHERE locktype = 'advisory' AND objid = {lock} AND granted AND database = a.datid AND datname = current_database()
"""
_OF_TABLES = """
SELECT DISTINCT a.pid, a.usename, a.application_name, date_trunc('second', a.xact_start) AT TIME ZONE 'UTC'
FROM pg_locks JOIN pg_stat_activity AS a USING (pid) JOIN pg_class ON pg_class.oid = relation
WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock' AND granted AND database = a.datid
    AND datname = current_database() AND relnamespace = current_schema()::regnamespace AND a.pid <> pg_backend_pid()
ORDER BY 1
"""
_tell: ContextVar[Callable[[str], None] | None] = ContextVar("tell", default=None)


@contextmanager
def telling(tell: Callable[[str], None]) -> Iterator[None]:
    """Call `tell` with a sentence whenever a command has to wait for a lock."""
    token = _tell.set(tell)
    try:
        yield
    finally:
        _tell.reset(token)


def tell_waiting(database: object, holder: str | None) -> None:
    """Tell that a command waits for a database, and who keeps it waiting."""
    if tell := _tell.get():
        tell(f"waiting for {database}, which is locked by {holder or 'another program'}")


def holder_of_file(path: Path) -> str | None:
    """Return the process, other than this one, that holds a lock on an SQLite file; None where it is not known."""
    with suppress(OSError, ValueError, IndexError):
        inode = path.stat().st_ino
        for line in (_PROCESSES / "locks").read_text().splitlines():
            found = re.search(r"POSIX\s+\w+\s+(WRITE|READ)\s+(\d+)\s+[0-9a-f]+:[0-9a-f]+:(\d+)\s+(\d+)", line)
            if found and int(found[3]) == inode and int(found[4]) in _LOCK_BYTES and int(found[2]) != os.getpid():
                return _describe(int(found[2]))
    return None


def _describe(process: int) -> str:
    """Return a process's number, program and command, user, and age. No other word: one may be a password."""
    folder = _PROCESSES / str(process)
    with suppress(OSError, ValueError, IndexError):
        words = (folder / "cmdline").read_text(errors="replace").split("\0")
        started = int((folder / "stat").read_text().rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
        age = float((_PROCESSES / "uptime").read_text().split()[0]) - started
        since = time.strftime("%H:%M:%S", time.localtime(time.time() - age))
        return f"process {process} ({_program(words)}, of {_user(folder.stat().st_uid)}, since {since})"
    return f"process {process}"


def _program(words: list[str]) -> str:
    """Return the name of a program; of this one, its command as well."""
    place = next((number for number, word in enumerate(words) if Path(word).name == "twinning"), None)
    if place is None:
        return Path(words[0]).name
    own = [word for before, word in zip(words[place:], words[place + 1 :], strict=False) if before not in _WITH_A_VALUE]
    return " ".join(["twinning", *[word for word in own if re.fullmatch("[a-z][a-z-]*", word)][:1]])


def _user(number: int) -> str:
    try:
        import pwd  # noqa: PLC0415 - there is none on Windows

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return f"user {number}"


def holder_on_server(connection: "Connection", lock: int) -> str | None:
    """Return the session that holds an advisory lock of PostgreSQL; None where nobody does any more."""
    return _session(connection, _SESSION.format(lock=lock))


def holder_of_tables(connection: "Connection") -> str | None:
    """Return a session that lets nobody read some table of a register on PostgreSQL; None where nobody does."""
    return _session(connection, _OF_TABLES)


def _session(connection: "Connection", query: str) -> str | None:
    found = connection.exec_driver_sql(query).first()
    if found is None:
        return None
    process, user, program, since = found
    begun = f", since {since} UTC" if since else ""
    return f"process {process} of the server ({program or 'some program'}, of {user}{begun})"
