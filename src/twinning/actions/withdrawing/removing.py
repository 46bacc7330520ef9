"""Removing a row with all that belongs to it, unless something else refers to it."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.db.log.history import names_by_reference
from twinning.db.models import model_of
from twinning.db.references import CITABLE, KEYED, PARENTS, RowId
from twinning.db.session import connection_of
from twinning.db.tables import table_named
from twinning.db.tables.history import KEY_ALIAS
from twinning.errors import ConflictError
from twinning.queries.lookup.records import FoundRecord, find_row
from twinning.queries.lookup.referrers import list_referrers

_STAYS = ("commitment", "city_succession", "citation")
"""Children that are no part of their parent: promises, what became of a city, and what a source is cited for."""

_LISTED = 20


def remove_record(session: Session, text: str) -> FoundRecord:
    """Remove the record that a reference, a key or a name names; return what it was. Raises what `remove` raises."""
    found = find_row(connection_of(session), text)
    names_by_reference(session, text, str(found))
    remove(session, found.table, found.id, str(found))
    return found


def remove(session: Session, name: str, row: int, shown: str) -> None:
    """Remove a row of a table, with what belongs to it and the citations of that. `shown` is what messages call it.

    Raises ConflictError with a list of what else refers to it.
    """
    going = _with_what_belongs_to_it(session, (name, row))
    others = sorted(set(_referring_from_elsewhere(session, going)))
    if others:
        more = f" and {len(others) - _LISTED} more" if others[_LISTED:] else ""
        raise ConflictError(
            f"{shown} is referred to by {', '.join(others[:_LISTED])}{more}", "edit or remove what refers to it first"
        )
    for table_name, each in reversed(going):
        session.delete(session.get_one(model_of(table_name), each))
        session.flush()


def _with_what_belongs_to_it(session: Session, row: RowId) -> list[RowId]:
    """Return a row, and after it what goes with it, each after what it belongs to."""
    going = [row]
    for name, parent in going:  # it grows as it is gone through
        for child, columns in PARENTS.items():
            for column, table_name in columns.items():
                if child not in _STAYS and table_name == name:
                    going += _rows_of(session, child, f"{column}_id", parent)
        if name in CITABLE:
            going += _rows_of(session, "citation", f"{name}_id", parent)
        if name in KEYED:
            going += _aliases(session, name, parent)
    return list(dict.fromkeys(going))


def _rows_of(session: Session, name: str, column: str, parent: int) -> list[RowId]:
    rows = table_named(name)
    found = session.execute(select(rows.c.id).where(rows.c[column] == parent).order_by(rows.c.id)).scalars()
    return [(name, row) for row in found]


def _aliases(session: Session, name: str, record: int) -> list[RowId]:
    """Return the keys that were given up for a record's: without it they lead nowhere."""
    records = table_named(name)
    keys = select(records.c.key).where(records.c.id == record)
    query = select(KEY_ALIAS.c.id).where(KEY_ALIAS.c.record_table == name, KEY_ALIAS.c.key.in_(keys))
    return [("key_alias", row) for row in session.execute(query).scalars()]


def _referring_from_elsewhere(session: Session, going: Sequence[RowId]) -> Iterable[str]:
    for name in dict.fromkeys(each for each, _ in going):
        referrers = list_referrers(connection_of(session), name, [row for each, row in going if each == name])
        yield from (record for other, row, record in referrers if (other, row) not in going)
