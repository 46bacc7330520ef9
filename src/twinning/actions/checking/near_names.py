"""Whether something new may be recorded already, under a name that differs by a slip or by its alphabet."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, TableClause, or_, select, true
from sqlalchemy.orm import Session

from twinning.actions.checking.remarks import is_unlikely_allowed, remark
from twinning.db.session import connection_of
from twinning.db.tables import IDENTITIES, table_named
from twinning.db.typed_tables import fetch_rows
from twinning.domain.names import may_be_same

_MOST = 3


def note_near(session: Session, table: str, names: Collection[str], country_code: str | None = None) -> None:
    """Note the recorded people, organizations or cities that something new may be, by any name of the two.

    `names` are those of what is new, its own first. A city may be one of its country, or of none that is known.
    """
    if is_unlikely_allowed(session):
        return
    found = (
        f"{other} ({table}:{key})"
        for key, other, recorded in _names(session, table, country_code)
        if any(may_be_same(name, recorded) for name in names)
    )
    if near := list(islice(dict.fromkeys(found), _MOST)):
        remark(session, f"{next(iter(names))} is new, and may be {' or '.join(near)}", doubtful=True)


def _names(session: Session, table: str, country_code: str | None) -> Iterator[tuple[str, str, str]]:
    """Give every name that is recorded, with the key and the own name of what has it."""
    records = table_named(table)
    among = _of_country(records, country_code) if table == "city" else true()
    for column in ("name", "short_name") if table == "organization" else ("name",):
        own: Select[str, str, str] = select(records.c.key, records.c.name, records.c[column])
        yield from fetch_rows(connection_of(session), own.where(among, records.c[column].is_not(None)))
    if f"{table}_name" in IDENTITIES:
        others = table_named(f"{table}_name")
        other: Select[str, str, str] = select(records.c.key, records.c.name, others.c.name)
        other = other.join(others, others.c[f"{table}_id"] == records.c.id).where(among)
        yield from fetch_rows(connection_of(session), other.order_by(records.c.key))


def _of_country(cities: TableClause[Any], country_code: str | None) -> ColumnElement[bool]:
    """Choose the cities of a country and those of none that is known; all where the country itself is not known."""
    column = cities.c.country_code
    return true() if country_code is None else or_(column == country_code, column.is_(None))
