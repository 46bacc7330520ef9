"""Whole rows of a table that is known by its name alone, by their ids."""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from sqlalchemy import Connection, select

from twinning.db.tables import record_class_named, table_named
from twinning.db.typed_tables import fetch_records
from twinning.queries.lookup.references import in_batches


def rows_by_id(connection: Connection, table_name: str, ids: Iterable[int]) -> dict[int, NamedTuple]:
    """Return these rows of a table, as records of its class, by their ids; an id that has no row is not in it."""
    rows, record_class = table_named(table_name), record_class_named(table_name)
    queries = (select(rows).where(rows.c.id.in_(batch)) for batch in in_batches(ids))
    found = chain.from_iterable(fetch_records(connection, query, record_class) for query in queries)
    place = record_class._fields.index("id")
    return {row[place]: row for row in found}
