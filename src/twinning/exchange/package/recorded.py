"""What is recorded already, as a package is compared with it: some rows of a table at a time, and what keys lead to."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from twinning.db.references import CITABLE, KEYED, PARENTS
from twinning.db.tables import table_named
from twinning.db.tables.cities import CITY
from twinning.db.tables.history import KEY_ALIAS
from twinning.db.typed_tables import fetch_rows, stored_date
from twinning.domain.dates import EdtfDate

_AT_ONCE = 1000

Columns = Mapping[str, Any]
"""A row by the names that its columns have in the database: a recorded one, or what a file's cells stand for."""


def recorded_rows(connection: Connection, table: str, *conditions: ColumnElement[bool]) -> Iterator[Columns]:
    """Give the rows of a table that meet the conditions, in the order in which they were made."""
    rows = table_named(table)
    names = rows.c.keys()
    for part in connection.execute(select(rows).where(*conditions).order_by(rows.c.id)).partitions(_AT_ONCE):
        yield from (dict(zip(names, row, strict=True)) for row in part)


def date_in(columns: Columns, name: str) -> EdtfDate | None:
    """Return the date that four columns of a row hold; None where there is none."""
    text, earliest, latest, doubtful = (
        columns[f"{name}_{part}"] for part in ("text", "earliest", "latest", "doubtful")
    )
    return stored_date(text, earliest, latest, doubtful)


def ids_of_keys(connection: Connection, table: str, keys: Collection[str]) -> dict[str, int]:
    """Return the records that have these keys, or had them before a merge."""
    records = table_named(table)
    own = select(records.c.key, records.c.id).where(records.c.key.in_(keys))
    given_up = (
        select(KEY_ALIAS.c.alias, records.c.id)
        .join(records, records.c.key == KEY_ALIAS.c.key)
        .where(KEY_ALIAS.c.record_table == table, KEY_ALIAS.c.alias.in_(keys))
    )
    return {key: record for query in (given_up, own) for key, record in fetch_rows(connection, query)}


def ids_of_items(connection: Connection, items: Collection[str]) -> dict[str, int]:
    """Return the cities that have these numbers of Wikidata."""
    query = select(CITY.c.id, CITY.c.wikidata_id).where(CITY.c.wikidata_id.in_(items))
    return {item: record for record, item in fetch_rows(connection, query) if item}


def rows_beside(connection: Connection, table: str, rows: Mapping[str, Collection[Any]]) -> Iterator[Columns]:
    """Give the recorded rows that belong to what some rows, their values by column, belong to.

    That is the record whose name, act or citation it is; of a key that was given up, the rows of the same.
    """
    columns = table_named(table).c
    named = {name: {value for value in rows[name] if value is not None} for name in _owners(table)}
    among = [columns[name].in_(values) for name, values in named.items() if values]
    return recorded_rows(connection, table, or_(*among)) if among else iter(())


def _owners(table: str) -> tuple[str, ...]:
    if table in KEYED:
        return ("id",)
    if table == "key_alias":
        return ("alias",)
    return tuple(f"{name}_id" for name in (CITABLE if table == "citation" else PARENTS[table]))
