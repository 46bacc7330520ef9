"""The models' tables, for Core selects: a mapped select costs a command a tenth of its start-up more."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table

from twinning.dates import EdtfDate
from twinning.db.models import Base


def table(name: str) -> Table:
    """Return a table of the model by its name."""
    return Base.metadata.tables[name]


def date_of(row: Mapping[Any, Any], name: str) -> EdtfDate | None:
    """Return the date that four columns of a row hold; None where there is none."""
    if row[f"{name}_text"] is None:
        return None
    return EdtfDate(*(row[f"{name}_{part}"] for part in ("text", "earliest", "latest", "doubtful")))
