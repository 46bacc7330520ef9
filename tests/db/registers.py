"""Registers to test on: copies, which nobody shares, of templates that are made once a run."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from db import server
from twinning.db.storage.address import Address


def _fill(template: str, address: Address) -> None:
    from twinning.exchange.seeding import create_register

    if template != "blank":
        create_register(address, "tester", empty=template == "empty")


class Registers(Protocol):
    """Where registers of one dialect come from."""

    def copy(self, template: str, folder: Path) -> AbstractContextManager[Address]:
        """Give a copy of a template: of a blank one, a file that does not exist, or a database without tables.

        The others are an empty register, and one `seeded` with the facts of the articles. Files are left in `folder`.
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
                _fill(template, Address.of_file(path))
        return path


class PostgresqlRegisters:
    """Registers in databases of the run's server."""

    def __init__(self, folder: Path, programs: Path | None = None) -> None:
        self._folder = folder
        with server.alone(folder):
            server.start(folder, programs)

    @contextmanager
    def copy(self, template: str, folder: Path) -> Iterator[Address]:
        self._make(template)
        name = f"{template}_{uuid4().hex}"
        server.execute(self._folder, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        yield self._address(name)
        server.execute(self._folder, f"DROP DATABASE {name} WITH (FORCE)")

    def _make(self, template: str) -> None:
        made = self._folder / f"{template}-is-made"
        with server.alone(self._folder):
            if not made.exists():
                server.execute(self._folder, f"DROP DATABASE IF EXISTS {template}")
                server.execute(self._folder, f"CREATE DATABASE {template}")
                _fill(template, self._address(template))
                made.touch()

    def _address(self, database: str) -> Address:
        return Address(server.url(self._folder, database), None)
