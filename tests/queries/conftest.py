"""Registers that are only read, shared by all tests of queries; and an empty one that forgets what a test writes."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from db.registers import Registers
from queries.making import trying
from twinning.db.session import connection_of, reading
from twinning.db.storage.address import Address
from twinning.exchange.seeding import seed

DIALECTS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))


@pytest.fixture(scope="session", params=DIALECTS)
def shared(request: pytest.FixtureRequest) -> Registers:
    return request.getfixturevalue(f"{request.param}_registers")


@pytest.fixture(scope="session")
def articles(shared: Registers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A connection to the facts of the two articles."""
    with shared.copy("seeded", tmp_path_factory.mktemp("articles")) as address, reading(address) as connection:
        yield connection


@pytest.fixture(scope="session")
def both_packs(shared: Registers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A connection to the two articles with the dated ties of Busan."""
    with shared.copy("seeded", tmp_path_factory.mktemp("both-packs")) as address:
        seed(address, "tester", "busan-register")
        with reading(address) as connection:
            yield connection


@pytest.fixture(scope="session")
def empty(shared: Registers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    with shared.copy("empty", tmp_path_factory.mktemp("empty")) as address:
        yield address


@pytest.fixture(scope="session")
def sqlite_empty(sqlite_registers: Registers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    with sqlite_registers.copy("empty", tmp_path_factory.mktemp("sqlite-empty")) as address:
        yield address


@pytest.fixture
def session(empty: Address) -> Iterator[Session]:
    """A session on an empty register; what is written in it is taken back."""
    with trying(empty) as session:
        yield session


@pytest.fixture
def connection(session: Session) -> Connection:
    """The connection of that session, which sees what it has flushed."""
    return connection_of(session)
