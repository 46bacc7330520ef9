"""One empty register a dialect for tests whose imports are refused: they leave it as it was."""

from collections.abc import Iterator

import pytest

from db.registers import Registers
from twinning.db.storage.address import Address


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def untouched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    registers: Registers = request.getfixturevalue(f"{request.param}_registers")
    with registers.copy("empty", tmp_path_factory.mktemp("untouched")) as address:
        yield address


@pytest.fixture(scope="session")
def sqlite_empty(sqlite_registers: Registers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    with sqlite_registers.copy("empty", tmp_path_factory.mktemp("sqlite-empty")) as address:
        yield address
