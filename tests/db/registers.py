"""Registers to test on: copies, which nobody shares, of templates that are made once a run."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from db import server
from twinning.db.storage.address import Address

Fill = Callable[[Address], None]
Prepared = Callable[..., Address]
"""Gives a copy of a register that a function fills, once for all tests."""


def _fill(template: str, address: Address) -> None:
    from twinning.exchange.seeding import create_register

    if template != "blank":
        create_register(address, "tester", empty=template == "empty")


class Registers(Protocol):
    """Where registers of one dialect come from."""

    def copy(
        self, template: str, folder: Path, fill: Fill | None = None, base: str = "seeded"
    ) -> AbstractContextManager[Address]:
        """Give a copy of a template: of a blank one, a file that does not exist, or a database without tables.

        The others are an empty register, and one `seeded` with the facts of the articles; and any that a function
        fills, which is given a copy of another template. Files are left in `folder`.
        """


class SqliteRegisters:
    """Registers in files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def copy(self, template: str, folder: Path, fill: Fill | None = None, base: str = "seeded") -> Iterator[Address]:
        path = folder / "register.db"
        if template != "blank":
            shutil.copyfile(self._made(template, fill, base), path)
        yield Address.of_file(path)

    def _made(self, template: str, fill: Fill | None = None, base: str = "blank") -> Path:
        path, making = self._folder / f"{template}.db", self._folder / f"{template}.making"
        begun = None if base == "blank" or fill is None else self._made(base)
        with server.alone(self._folder):
            if not path.exists():
                making.unlink(missing_ok=True)
                if begun is not None:
                    shutil.copyfile(begun, making)
                (fill or partial(_fill, template))(Address.of_file(making))
                making.rename(path)
        return path


class PostgresqlRegisters:
    """Registers in databases of the run's server."""

    def __init__(self, folder: Path, programs: Path | None = None) -> None:
        self._folder = folder
        with server.alone(folder):
            server.start(folder, programs)

    @contextmanager
    def copy(self, template: str, folder: Path, fill: Fill | None = None, base: str = "seeded") -> Iterator[Address]:
        self._make(template, fill, base)
        name = f"{template}_{uuid4().hex}"
        server.execute(self._folder, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        yield self._address(name)
        server.execute(self._folder, f"DROP DATABASE {name} WITH (FORCE)")

    def _make(self, template: str, fill: Fill | None = None, base: str = "template1") -> None:
        made = self._folder / f"{template}-is-made"
        if fill is not None:
            self._make(base)
        with server.alone(self._folder):
            if not made.exists():
                server.execute(self._folder, f"DROP DATABASE IF EXISTS {template}")
                begun = base if fill is not None else "template1"
                server.execute(self._folder, f"CREATE DATABASE {template} TEMPLATE {begun}")
                (fill or partial(_fill, template))(self._address(template))
                made.touch()

    def _address(self, database: str) -> Address:
        return Address(server.url(self._folder, database), None)
