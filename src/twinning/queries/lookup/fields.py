"""Fields of cooperation."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Select, select

from twinning.domain.vocabulary import Field
from twinning.queries.tables import table


def fields_of(connection: Connection, table_name: str, chosen: Select[Any]) -> dict[int, list[Field]]:
    """Return the fields of each agreement or activity whose id a select chooses, in the order of their list.

    `table_name` is `agreement` or `activity`. Those without a field have an empty list.
    """
    named, record = table(f"{table_name}_field"), f"{table_name}_id"
    fields: dict[int, list[Field]] = defaultdict(list)
    for row in connection.execute(select(named).where(named.c[record].in_(chosen))).mappings():
        fields[row[record]].append(row["field"])
    for each in fields.values():
        each.sort(key=list(Field).index)
    return fields
