"""Forgetting a person: their rows, and every trace of them in the log.

This cannot be undone. The operation itself is the mark that it was done, and does not say of whom.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from twinning.actions.withdrawing.log_redaction import (
    CITED,
    THEIRS,
    NameEraser,
    erase_from_changes,
    erase_from_commands,
    names_in,
    people_gone,
    read_log,
    rows_ever,
)
from twinning.db.log import history
from twinning.db.models import model_of
from twinning.db.references import RowId
from twinning.db.session import connection_of
from twinning.db.storage.compacting import UNFINISHED
from twinning.db.tables import table_named
from twinning.db.tables.history import KEY_ALIAS, OPERATION
from twinning.db.tables.people import PERSON
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_rows
from twinning.domain.names import fold, quote
from twinning.errors import AmbiguousError, NotFoundError
from twinning.queries.history.operations import ERASURE
from twinning.queries.lists.search import search
from twinning.queries.lookup.records import FoundRecord, find_in
from twinning.rows import Listing, Section
from twinning.rows.phrases import phrase
from twinning.rows.upkeep import ErasedRow


def erase_person(session: Session, text: str) -> Listing[ErasedRow]:
    """Remove a person (a key or a name) with all that is theirs, from the log too; return how many rows went.

    Somebody who was removed or undone before is found by what the log still says of them. Notes say where the name
    still stands: the words of other records are an editor's to change. Raises NotFoundError, AmbiguousError.
    """
    try:
        person = find_in(connection_of(session), ("person",), text)
        keys = {person.key, *_aliases(session, person)}
        going = list(_rows_of(session, person))
    except NotFoundError:
        keys, going = {_find_gone(session, text)}, []
    _delete(session, going)
    eraser, counts = _forget(session, keys, going)
    _leave_unfinished(session)
    section = Section("kinds_of_rows", ErasedRow, [ErasedRow(name, rows) for name, rows in counts.items()])
    notes = (f"the name still stands in {place}" for place in _still_named(session, eraser))
    title = phrase("What is to be erased of {record}", record=min(keys))
    return Listing(ErasedRow, (section,), title, notes=tuple(notes))


def _find_gone(session: Session, text: str) -> str:
    """Return the key of somebody who is gone, by it or by a name that they ever had.

    Raises NotFoundError, and AmbiguousError with the keys to choose from.
    """
    gone = people_gone(read_log(session), _living(session))
    key = text.strip().removeprefix("person:")
    found = {known for known, names in gone.values() if known == key or fold(text) in map(fold, names)}
    if len(found) > 1:
        listed = tuple(sorted(found))
        raise AmbiguousError(f"{quote(text)} could be any of {', '.join(listed)}", "name one by that key", listed)
    if not found:
        raise NotFoundError(f"there is no person {quote(text)}, and the log knows of none who is gone")
    return found.pop()


def _living(session: Session) -> set[int]:
    return set(session.execute(select(PERSON.c.id)).scalars())


def _leave_unfinished(session: Session) -> None:
    """Mark an SQLite file: what was deleted stands in it until it is written anew."""
    connection = connection_of(session)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version = {UNFINISHED}")


def _forget(session: Session, keys: Set[str], gone: Sequence[RowId]) -> tuple[NameEraser, Counter[str]]:
    """Take a person out of the log; return what finds their name, and how many rows of each table went or say less."""
    log = read_log(session)
    theirs = rows_ever(log, {f"person:{key}" for key in keys}, gone, _living(session))
    eraser = NameEraser(names_in(log, theirs), keys | names_in(log, theirs, "key"))
    counts = Counter(name for name, _ in gone)
    counts["change"] = erase_from_changes(session, log, theirs, eraser)
    counts["operation"] = erase_from_commands(session, log, theirs, eraser)
    return eraser, counts


def _aliases(session: Session, person: FoundRecord) -> list[str]:
    mine = KEY_ALIAS.c.record_table == "person", KEY_ALIAS.c.key == person.key
    return list(session.execute(select(KEY_ALIAS.c.alias).where(*mine)).scalars())


def _rows_of(session: Session, person: FoundRecord) -> Iterator[RowId]:
    """Give every row that goes, what refers to another before it."""
    belonging = {name: _ids(session, name, table_named(name).c.person_id == person.id) for name in THEIRS}
    rows = belonging | {"person": [person.id]}
    cited = or_(*(CITATION.c[f"{name}_id"].in_(rows[name]) for name in CITED))
    of_key = (KEY_ALIAS.c.record_table == "person") & (KEY_ALIAS.c.key == person.key)
    before = {"citation": _ids(session, "citation", cited), "key_alias": _ids(session, "key_alias", of_key)}
    yield from ((name, row) for name, ids in (before | rows).items() for row in ids)


def _ids(session: Session, name: str, condition: Any) -> list[int]:
    records = table_named(name)
    return list(session.execute(select(records.c.id).where(condition).order_by(records.c.id)).scalars())


def _delete(session: Session, rows: Iterable[RowId]) -> None:
    for name, row in rows:
        session.delete(session.get_one(model_of(name), row))
        session.flush()
    history.calls_itself(session, ERASURE)
    session.flush()


def _still_named(session: Session, eraser: NameEraser) -> Iterator[str]:
    """Give each field of a record, and each operation's actor, in which a name still stands."""
    found = (row for name in sorted(eraser.names) for row in search(connection_of(session), name).rows)
    yield from dict.fromkeys(f"{row.record} ({row.field})" for row in found if eraser.finds(row.text))
    actors = fetch_rows(connection_of(session), select(OPERATION.c.id, OPERATION.c.actor).order_by(OPERATION.c.id))
    yield from (f"operation {number} (actor)" for number, actor in actors if eraser.finds(actor))
