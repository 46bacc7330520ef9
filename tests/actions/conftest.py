"""An empty register that forgets what a test writes."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from db.registers import Registers
from queries.making import trying
from twinning.db.session import connection_of
from twinning.db.storage.address import Address


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    registers: Registers = request.getfixturevalue(f"{request.param}_registers")
    with registers.copy("empty", tmp_path_factory.mktemp("actions")) as address:
        yield address


@pytest.fixture
def session(empty: Address) -> Iterator[Session]:
    with trying(empty) as session:
        yield session


@pytest.fixture
def connection(session: Session) -> Connection:
    """The connection of that session, which sees what it has flushed."""
    return connection_of(session)


@pytest.fixture(scope="session")
def sqlite_empty(sqlite_registers: Registers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    with sqlite_registers.copy("empty", tmp_path_factory.mktemp("sqlite-actions")) as address:
        yield address
