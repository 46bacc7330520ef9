"""The register's rows as the package compares them: whole tables, each row by the names of its columns."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from twinning.db.tables import table_named
from twinning.db.typed_tables import stored_date
from twinning.domain.dates import EdtfDate

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
