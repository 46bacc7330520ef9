"""What is recorded already, as a package is compared with it: whole tables, and the keys that merges gave up."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from twinning.db.tables import table_named
from twinning.db.tables.history import KEY_ALIAS, KeyAliasRecord
from twinning.db.typed_tables import fetch_records, stored_date
from twinning.domain.dates import EdtfDate

Found = TypeVar("Found")

Columns = Mapping[str, Any]
"""A row by the names that its columns have in the database: a recorded one, or what a file's cells stand for."""


def recorded_rows(connection: Connection, table: str) -> Iterator[Columns]:
    """Give a table's rows in the order in which they were made."""
    rows = table_named(table)
    for row in connection.execute(select(rows).order_by(rows.c.id)):
        yield row._asdict()


def date_in(columns: Columns, name: str) -> EdtfDate | None:
    """Return the date that four columns of a row hold; None where there is none."""
    text, earliest, latest, doubtful = (
        columns[f"{name}_{part}"] for part in ("text", "earliest", "latest", "doubtful")
    )
    return stored_date(text, earliest, latest, doubtful)


def recorded_aliases(connection: Connection) -> defaultdict[str, dict[str, str]]:
    """Return the keys that were given up, by table, each with the key that answers for it."""
    aliases: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for alias in fetch_records(connection, select(KEY_ALIAS), KeyAliasRecord):
        aliases[alias.record_table][alias.alias] = alias.key
    return aliases


def answered(aliases: Mapping[str, str], records: Mapping[str, Found]) -> dict[str, Found]:
    """Return the records by key under the keys that they answer for."""
    return {alias: records[key] for alias, key in aliases.items() if key in records}
