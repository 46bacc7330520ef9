"""Search on a PostgreSQL server with pg_trgm: its index is made where the owner may, and later where not at first."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from db.raw import raw_connection
from db.registers import Registers
from programs import lack
from twinning.db.damage import find_damage
from twinning.db.migrations import migrate
from twinning.db.search.finding import find_rows
from twinning.db.session import reading
from twinning.db.storage.address import Address
from twinning.exchange.seeding import create_register

pytestmark = pytest.mark.postgresql

OWNER = "owner_of_schema"
HAS_INDEX = "SELECT count(*) FROM pg_indexes WHERE indexname = 'ix_row_digest_texts'"
PLAN = "EXPLAIN SELECT record_id FROM row_digest WHERE texts LIKE '%seoul%'"


def run(address: Address, *statements: str) -> None:
    with raw_connection(address) as connection:
        for statement in statements:
            connection.execute(text(statement))


def value(address: Address, query: str) -> object:
    with raw_connection(address) as connection:
        return connection.execute(text(query)).scalar()


def of_user(address: Address, user: str) -> Address:
    return replace(address, url=address.url.set(username=user))


def found(address: Address, wanted: str) -> list[tuple[str, int]]:
    with reading(address) as connection:
        assert not list(find_damage(connection))
        return [(entry.table, entry.id) for entry in find_rows(connection, wanted)]


@contextmanager
def blank(registers: Registers, folder: Path) -> Iterator[Address]:
    with registers.copy("blank", folder) as address:
        if value(address, "SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'") != 1:
            lack("pg_trgm", "`pytest --postgresql FOLDER` tests on a server that has it.")
        yield address


@pytest.fixture
def server_with_trigrams(postgresql_registers: Registers, tmp_path: Path) -> Iterator[Address]:
    with blank(postgresql_registers, tmp_path) as address:
        yield address


@pytest.fixture
def owned_by_another(server_with_trigrams: Address) -> Iterator[Address]:
    """A database whose user may make tables, and no extension."""
    run(server_with_trigrams, f"CREATE ROLE {OWNER} LOGIN", f"CREATE SCHEMA {OWNER} AUTHORIZATION {OWNER}")
    yield of_user(server_with_trigrams, OWNER)
    run(server_with_trigrams, f"DROP OWNED BY {OWNER} CASCADE", f"DROP ROLE {OWNER}")


def test_an_owner_who_may_gets_the_index_and_searches_use_it(
    owned_by_another: Address, server_with_trigrams: Address
) -> None:
    run(server_with_trigrams, f"GRANT CREATE ON DATABASE {server_with_trigrams.url.database} TO {OWNER}")
    create_register(owned_by_another, "tester")
    with raw_connection(owned_by_another) as connection:
        connection.execute(text("SET enable_seqscan = off"))
        plan = "\n".join(connection.execute(text(PLAN)).scalars())
    assert "ix_row_digest_texts" in plan
    assert found(owned_by_another, "seoul")


def test_an_owner_who_may_not_finds_the_same_and_gets_the_index_once_it_is_there(
    owned_by_another: Address, server_with_trigrams: Address
) -> None:
    create_register(owned_by_another, "tester")
    assert value(owned_by_another, HAS_INDEX) == 0
    before = {wanted: found(owned_by_another, wanted) for wanted in ("seoul", "울", "ul", "200")}
    run(server_with_trigrams, "CREATE EXTENSION pg_trgm")
    migrate.reindex(owned_by_another)
    assert value(owned_by_another, HAS_INDEX) == 1
    assert {wanted: found(owned_by_another, wanted) for wanted in before} == before


def test_an_extension_in_a_schema_of_its_own_is_used(owned_by_another: Address, server_with_trigrams: Address) -> None:
    run(server_with_trigrams, "CREATE SCHEMA extensions", "CREATE EXTENSION pg_trgm SCHEMA extensions")
    create_register(owned_by_another, "tester", empty=True)
    assert value(owned_by_another, HAS_INDEX) == 0  # the schema is closed to the owner
    run(server_with_trigrams, f"GRANT USAGE ON SCHEMA extensions TO {OWNER}")
    migrate.reindex(owned_by_another)
    assert value(owned_by_another, HAS_INDEX) == 1
