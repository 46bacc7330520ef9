"""The folder in which a faulty command runs, and all that it holds: on SQLite the registers too, else on a server."""

import hashlib
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg

from cli.running import run_in_process
from db import server
from migrations.loading import load_register
from twinning.db.migrations.revision import REVISIONS
from twinning.db.search.index import is_of_index
from twinning.db.storage.address import Address

PERSON = "Zoe Quillfeather"
State = dict[str, str]
"""What lies in a folder by name, the registers as `register`, `new` and `old`: the digest of what each holds."""

_REGISTERS = "register", "new", "old"
_DIGESTS = "row_digest"
"""The table that is not compared: the time of operations is in it. `db check` holds it against the rows each time."""

_TIME = re.compile(r"\d{8}T\d{6}Z(-\d+)?")


def make_world(place: "Files", backup: str) -> None:
    """Make the registers, files and packages that the commands find, in the current folder."""
    load_register(place.address("old"), REVISIONS[0])
    register = place.address("register")
    for number, line in enumerate(_WORLD):
        answer = run_in_process(*line.format(backup=backup, person=PERSON).split("|"), address=register)
        assert answer.code == 0, (number, answer)


_WORLD = (
    "db|init|--empty",
    "add-city|Gamma|--country|DE",
    "export|package",
    "remove|gamma-de|--yes",
    "add-city|Busan|--country|KR",
    "add-city|Cairo|--country|EG",
    "add-city|Alpha|--country|KR",
    "add-agreement|Busan|Cairo|--kind|sister-city|--signed|1999|--signatory|Busan: {person}, Mayor",
    "record-act|busan-kr--cairo-eg|renewed|--on|2004|--signatory|Busan: {person}, Mayor",
    "export|export",
    "db|backup|{backup}",
    "list-cities|-o|cities.csv",
    "edit|busan-kr|--admin1|Yeongnam",
)


class Files:
    """SQLite registers in a folder; the copies of one world are told apart by their numbers."""

    def __init__(self, folder: Path, number: int) -> None:
        self._kept, self._folder = folder / "kept", folder / f"point-{number}"
        self._folder.mkdir()
        os.chdir(self._folder)  # commands name no other place then, so that what they record is the same in all

    def address(self, register: str) -> Address:
        return Address.of_file(Path(f"{register}.db"))

    def keep(self) -> None:
        """Take what the folder holds as the world."""
        shutil.copytree(self._folder, self._kept)

    def renew(self) -> None:
        for each in self._folder.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        shutil.copytree(self._kept, self._folder, dirs_exist_ok=True)

    def state(self) -> State:
        return {_TIME.sub("TIME", each.name): _held(each) for each in sorted(self._folder.iterdir())}

    def end_connections(self) -> None:
        raise AssertionError("a file has no connections")


class Databases(Files):
    """Registers in databases of a server, and the folder beside them."""

    def __init__(self, folder: Path, number: int, run_folder: Path) -> None:
        super().__init__(folder, number)
        self._run_folder, self._name = run_folder, f"point_{number}"

    def address(self, register: str) -> Address:
        return Address(server.url(self._run_folder, f"{self._name}_{register}"), None)

    def begin(self) -> None:
        """Make the databases in which the world is made."""
        for each in _REGISTERS:
            self._execute(f"CREATE DATABASE {self._name}_{each}")

    def keep(self) -> None:
        super().keep()
        for each in _REGISTERS:
            self._execute(f"ALTER DATABASE {self._name}_{each} RENAME TO kept_{each}")

    def renew(self) -> None:
        super().renew()
        for each in _REGISTERS:
            self._execute(f"DROP DATABASE IF EXISTS {self._name}_{each} WITH (FORCE)")
            self._execute(f"CREATE DATABASE {self._name}_{each} TEMPLATE kept_{each} STRATEGY file_copy")

    def state(self) -> State:
        self._wait_for_servers_end()
        named = {name.replace(self._name, "point"): held for name, held in super().state().items()}
        return named | {each: self._held(each) for each in _REGISTERS}

    def end_connections(self) -> None:
        self._execute(f"SELECT pg_terminate_backend(pid) {self._backends()}")
        self._wait_for_servers_end()

    def _wait_for_servers_end(self) -> None:
        """Wait until nobody serves a client that is gone."""
        with self._connection("postgres") as connection:
            while connection.execute(f"SELECT 1 {self._backends()}").fetchall():
                time.sleep(0.01)

    def _backends(self) -> str:
        return f"FROM pg_stat_activity WHERE datname LIKE '{self._name}%' AND pid <> pg_backend_pid()"

    def _held(self, register: str) -> str:
        with self._connection(f"{self._name}_{register}") as connection:
            tables = connection.execute(
                "SELECT table_name, string_agg(quote_ident(column_name), ',' ORDER BY ordinal_position)"
                " FROM information_schema.columns WHERE table_schema = 'public' AND column_name <> 'at'"
                f" AND table_name <> '{_DIGESTS}'"
                " GROUP BY table_name ORDER BY table_name"
            ).fetchall()
            rows = [
                (table, sorted(map(repr, connection.execute(f'SELECT {columns} FROM "{table}"').fetchall())))
                for table, columns in tables
            ]
        return _digest(repr(rows).encode())

    def _execute(self, statement: str) -> None:
        server.execute(self._run_folder, statement)

    def _connection(self, database: str) -> "psycopg.Connection[tuple[object, ...]]":
        host = str(self._run_folder / "data")
        return psycopg.connect(host=host, user="postgres", dbname=database, autocommit=True)


def _held(path: Path) -> str:
    if path.is_dir():
        return _digest(repr([(each.name, each.read_bytes()) for each in sorted(path.iterdir())]).encode())
    if path.suffix == ".db":
        return _held_by_register(path)
    return _digest(path.read_bytes())


def _held_by_register(path: Path) -> str:
    """Digest every row but the time of operations, after SQLite took back what was begun and not finished.

    A migration writes the constraints of a table in an order of its own each time, so that SQL is not compared.
    """
    try:
        with closing(sqlite3.connect(path)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchall()
            named = connection.execute("SELECT type, name FROM sqlite_master ORDER BY name").fetchall()
            rows = [
                (name, list(_rows(connection, name)))
                for kind, name in named
                if kind == "table" and name != _DIGESTS and not is_of_index(name)
            ]
    except sqlite3.DatabaseError as error:
        return f"damaged: {error}"
    return _digest(repr((sound, named, rows)).encode())


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[list[tuple[str, object]]]:
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY 1')
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield [(name, value) for name, value in zip(names, row, strict=True) if name != "at"]


def _digest(held: bytes) -> str:
    return hashlib.sha256(held).hexdigest()
