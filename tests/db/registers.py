"""Registers to test on: copies, which nobody shares, of templates that are made once a run."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import psycopg

from db import server
from twinning.db.address import Address
from twinning.exchange.seeding import create_register

_MAKERS = {
    "blank": lambda address: None,
    "empty": lambda address: create_register(address, "tester", empty=True),
    "seeded": lambda address: create_register(address, "tester"),
}
"""What a template holds: nothing at all, a register without a record, or one with the facts of the articles."""


class Registers(Protocol):
    """Where registers of one dialect come from."""

    def copy(self, template: str, folder: Path) -> AbstractContextManager[Address]:
        """Give a copy of a template: of a blank one, a file that does not exist, or a database without tables.

        Files are made in `folder`, and left there.
        """


class SqliteRegisters:
    """Registers in files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def copy(self, template: str, folder: Path) -> Iterator[Address]:
        path = folder / "register.db"
        if template != "blank":
            shutil.copyfile(self._made(template), path)
        yield Address.of_file(path)

    def _made(self, template: str) -> Path:
        path = self._folder / f"{template}.db"
        with server.alone(self._folder):
            if not path.exists():
                _MAKERS[template](Address.of_file(path))
        return path


class PostgresqlRegisters:
    """Registers in databases of the run's server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with server.alone(folder):
            server.start(folder)

    @contextmanager
    def copy(self, template: str, folder: Path) -> Iterator[Address]:
        self._make(template)
        name = f"{template}_{uuid4().hex}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        yield self._address(name)
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _make(self, template: str) -> None:
        made = self._folder / f"{template}-is-made"
        with server.alone(self._folder):
            if not made.exists():
                self._execute(f"DROP DATABASE IF EXISTS {template}")
                self._execute(f"CREATE DATABASE {template}")
                _MAKERS[template](self._address(template))
                made.touch()

    def _address(self, database: str) -> Address:
        return Address(server.url(self._folder, database), None)

    def _execute(self, statement: str) -> None:
        data = str(self._folder / "data")
        with psycopg.connect(host=data, user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)
