"""Whether something new may be recorded already, under a name that differs by a slip or by its alphabet."""

from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.checking.remarks import is_unlikely_allowed, remark
from twinning.db.session import connection_of
from twinning.db.tables import table_named
from twinning.db.typed_tables import fetch_rows
from twinning.domain.names import may_be_same

_MOST = 3


def note_near(session: Session, table: str, name: str, country_code: str | None = None) -> None:
    """Note the recorded people or cities (of a country) that a new one of this name may be."""
    if is_unlikely_allowed(session):
        return
    records = table_named(table)
    query = select(records.c.key, records.c.name).order_by(records.c.key)
    if table == "city":
        query = query.where(records.c.country_code.is_not_distinct_from(country_code))
    rows = fetch_rows(connection_of(session), query)
    near = (f"{other} ({table}:{key})" for key, other in rows if may_be_same(name, other))
    if found := list(islice(near, _MOST)):
        remark(session, f"{name} is new, and may be {' or '.join(found)}", doubtful=True)
