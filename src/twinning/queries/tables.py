"""The tables that queries select from, and the dates in their rows."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import TableClause

from twinning.db.tables import table_named
from twinning.domain.dates import EdtfDate


def table(name: str) -> TableClause:
    """Return a table by its name."""
    return table_named(name)


def date_of(row: Mapping[Any, Any], name: str) -> EdtfDate | None:
    """Return the date that four columns of a row hold; None where there is none."""
    if row[f"{name}_text"] is None:
        return None
    return EdtfDate(*(row[f"{name}_{part}"] for part in ("text", "earliest", "latest", "doubtful")))
