"""What refers to a record, so that it cannot be removed."""

from collections.abc import Iterable

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from twinning.db.models import Base
from twinning.db.references import CHILDREN, KEYED, LINKS
from twinning.queries.references import names_of
from twinning.queries.tables import table

_HISTORY = ("operation", "change")


def list_referrers(session: Session, table_name: str, ids: Iterable[int]) -> list[tuple[str, int, str]]:
    """Return every row that refers to one of these rows: its table, its id, and the name of its record."""
    wanted = sorted(set(ids))
    found = []
    for other in Base.metadata.sorted_tables:
        if other.name not in _HISTORY:
            found += [(other.name, row) for row in _referring(session, other, table_name, wanted)]
    return [(name, row, _name(session, name, row)) for name, row in found]


def _referring(session: Session, other: Table, table_name: str, ids: list[int]) -> list[int]:
    columns = [
        column
        for column in other.c
        if any(key.column.table.name == table_name and key.column.name == "id" for key in column.foreign_keys)
    ]
    rows = (session.execute(select(other.c.id).where(column.in_(ids))).scalars() for column in columns)
    return sorted({row for each in rows for row in each})


def _name(session: Session, name: str, row: int) -> str:
    if name in KEYED:
        return f"{name}:{names_of(session, name, [row])[row]}"
    if name in CHILDREN:
        return names_of(session, name, [row])[row]
    column = LINKS[name]
    parent = session.execute(select(table(name).c[f"{column}_id"]).where(table(name).c.id == row)).scalar_one()
    return _name(session, "agreement_act" if column == "act" else column, parent)
