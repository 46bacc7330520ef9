"""What the tests of sessions and history write and read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.db.models import City
from twinning.db.session import NewOperation, reading, writing
from twinning.db.storage.address import Address
from twinning.domain.vocabulary import CityKind

ADDING = NewOperation("kim", "add-city Busan")


def city(key: str, **columns: Any) -> City:
    """Return a city that is not in a session yet."""
    return City(key=key, name=key.title(), folded=key, kind=CityKind.CITY, **columns)


def add_cities(address: Address, *keys: str) -> None:
    """Add cities in one operation."""
    with writing(address, ADDING) as session:
        session.add_all(city(key) for key in keys)


def keys_of_cities(address: Address) -> list[str]:
    """Return the keys of the register's cities."""
    with reading(address) as connection:
        return sorted(connection.scalars(select(City.key)))


@contextmanager
def reading_models(address: Address) -> Iterator[Session]:
    """Give a session that reads through the models, which the program itself does only where it writes."""
    with reading(address) as connection, Session(connection) as session:
        yield session
