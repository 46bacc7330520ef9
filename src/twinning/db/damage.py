"""Damage in a register: to pages, to references, and values that no operation wrote."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, NoResultFound

from twinning.db.engine import create
from twinning.db.log.digests import REINDEX, digested_tables, wrong_rows
from twinning.db.migrations.strangers import find_strangers
from twinning.db.references import CHILDREN, KEYED, PARENTS
from twinning.db.search.damage import wrong_entries
from twinning.db.storage.address import Address
from twinning.db.storage.compacting import UNFINISHED
from twinning.domain.progress import followed, stage
from twinning.errors import DamagedError

_SHAKEN = (DamagedError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What a value that cannot be there ends in, wherever it is met."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong, and where: the table, or `file`, and the record where it is known."""

    table: str
    record: str | None
    problem: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.table} {self.record or ''}".rstrip() + f": {self.problem}"


@contextmanager
def damage_told(address: Address) -> Iterator[None]:
    """If work with a register fails because the register is damaged, raise an error that names the damage.

    An error in a register that is whole stays what it is. Raises DamagedError.
    """
    try:
        yield
    except _SHAKEN as error:
        if (found := _first(address)) is not None:
            raise DamagedError(
                f"{address} is damaged: {found}",
                "`twinning db check` lists all of it; `twinning db restore BACKUP` puts a backup in its place",
            ) from error
        raise


def _first(address: Address) -> Damage | None:
    with suppress(DBAPIError), create(address).connect() as connection:
        return next(chain(_values(connection), _file(connection), _index(connection)), None)
    return None


def find_damage(connection: Connection) -> Iterator[Damage]:
    """Give all that is damaged: what SQLite finds in its file, then the rows that no operation left as they are."""
    with stage("checking the file"):
        yield from _file(connection)
    yield from (Damage("schema", None, str(each)) for each in find_strangers(connection) if each.harms)
    yield from _values(connection)
    with stage("checking the index"):
        yield from _index(connection)


def _index(connection: Connection) -> Iterator[Damage]:
    """Ask whether what searches rest on is as the rows are."""
    try:
        for name, row, problem in wrong_entries(connection):
            yield Damage(name, _name_of(connection, name, row), f"{problem}; {REINDEX}")
    except (DBAPIError, sqlite3.Error, LookupError) as error:
        yield Damage("search_index", None, f"it cannot be read ({getattr(error, 'orig', error)}); {REINDEX}")


def _file(connection: Connection) -> Iterator[Damage]:
    """Ask SQLite about its file and its references; PostgreSQL keeps both by itself."""
    if connection.dialect.name != "sqlite":
        return
    try:
        for answer in connection.scalars(text("PRAGMA integrity_check")):
            if answer != "ok":
                yield Damage("file", None, answer)
        if connection.scalar(text("PRAGMA user_version")) == UNFINISHED:
            yield Damage("file", None, "somebody was erased, and unused parts of the file may still hold them")
        for child, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Damage(child, None, f"row {row} refers to a {parent} that is not there")
    except DBAPIError as error:
        yield Damage("file", None, f"it cannot be read to its end: {error.orig}")


def _values(connection: Connection) -> Iterator[Damage]:
    for name in followed("checking tables", digested_tables(), len(digested_tables())):
        try:
            for row, problem in wrong_rows(connection, name):
                yield Damage(name, _name_of(connection, name, row), problem)
        except DBAPIError as error:
            if connection.dialect.name != "sqlite":
                raise
            yield Damage(name, None, f"it cannot be read to its end: {error.orig}")


def _name_of(connection: Connection, name: str, row: int) -> str:
    """Return what a row is called, and its number where what it belongs to cannot be found."""
    with suppress(DBAPIError, NoResultFound, StopIteration):
        found = connection.execute(text(f"SELECT * FROM {name} WHERE id = {row}")).first()  # noqa: S608 - our own words
        if found is not None and (name in KEYED or name in PARENTS):
            return reference_of(connection, name, found).removeprefix(f"{name}:")
    return f"row {row}"


Find = Callable[[str, int], Any]
"""What gives the row of a table that has an id, with the table's columns as attributes."""


def reference_of(connection: Connection, name: str, row: Any, find: Find | None = None) -> str:
    """Return the reference in full of the record that a row of a table is, or belongs to, while that is there.

    `row` has the table's columns as attributes. `find` may know rows that need not be read; of others it gives None.
    """
    if name in KEYED:
        return f"{name}:{row.key}"
    if name == "key_alias":
        return f"{row.record_table}:{row.key}"
    ids = ((parent, getattr(row, f"{column}_id")) for column, parent in PARENTS[name].items())
    parent_name, parent_id = next((parent, found) for parent, found in ids if found is not None)
    found = find(parent_name, parent_id) if find is not None else None
    if found is None:
        query = text(f"SELECT * FROM {parent_name} WHERE id = :id")  # noqa: S608 - our own words
        found = connection.execute(query, {"id": parent_id}).one()
    reference = reference_of(connection, parent_name, found, find)
    return f"{reference}/{CHILDREN[name]}-{row.seq}" if name in CHILDREN else reference
