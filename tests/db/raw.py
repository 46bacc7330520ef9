"""Connections for raw SQL, past the guard that every other engine has in the tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import sqlalchemy
from sqlalchemy import Connection, Engine, text

from twinning.db import engine
from twinning.db.engine import WRITES
from twinning.db.storage.address import Address


def create_unguarded(address: Address, **options: Any) -> Engine:
    """Return an engine whose statements may write past history."""
    with mock.patch.object(engine, "create_engine", sqlalchemy.create_engine):
        return engine.create(address, **options).execution_options(**{WRITES: True})


@contextmanager
def raw_connection(address: Address) -> Iterator[Connection]:
    """Give a connection in a transaction that is committed at the end."""
    with create_unguarded(address).begin() as connection:
        yield connection


def insert(connection: Connection, table: str, columns: dict[str, Any]) -> None:
    """Insert a row by SQL text."""
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(f":{name}" for name in columns)
    connection.execute(text(f'INSERT INTO "{table}" ({names}) VALUES ({values})'), columns)
