"""Fields of cooperation."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Select, select

from twinning.db.tables import table_named
from twinning.db.typed_tables import fetch_rows
from twinning.domain.vocabulary import Field


def fields_of(connection: Connection, table_name: str, chosen: Select[Any]) -> dict[int, list[Field]]:
    """Return the fields of each agreement or activity whose id a select chooses, in the order of their list.

    `table_name` is `agreement` or `activity`. Those without a field have an empty list.
    """
    named = table_named(f"{table_name}_field")
    record = named.c[f"{table_name}_id"]
    query: Select[int, Field] = select(record, named.c.field).where(record.in_(chosen))
    fields: dict[int, list[Field]] = defaultdict(list)
    for of, field in fetch_rows(connection, query):
        fields[of].append(field)
    for each in fields.values():
        each.sort(key=list(Field).index)
    return fields
