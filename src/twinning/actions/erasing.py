"""Forgetting a person: their rows, and every trace of them in the log.

This cannot be undone. The operation itself is the mark that it was done, and does not say of whom.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from twinning.actions.log_redaction import (
    CITED,
    THEIRS,
    Blot,
    Row,
    blot_changes,
    blot_commands,
    names_in,
    read_log,
    rows_ever,
)
from twinning.db import history
from twinning.db.models import model_of
from twinning.db.session import connection_of
from twinning.queries.history.operations import ERASURE
from twinning.queries.lists.search import search
from twinning.queries.lookup.records import FoundRecord, find_in
from twinning.queries.tables import table
from twinning.rows import Listing, Section
from twinning.rows.records import FoundRow
from twinning.rows.upkeep import ErasedRow


def erase_person(session: Session, text: str) -> Listing:
    """Remove a person (a key or a name) with all that is theirs, from the log too; return how many rows went.

    Notes say where the name still stands: the words of other records are an editor's to change. Raises NotFoundError,
    AmbiguousError.
    """
    person = find_in(connection_of(session), ("person",), text)
    keys = {person.key, *_aliases(session, person)}
    going = list(_rows_of(session, person))
    _delete(session, going)
    blot, counts = _forget(session, keys, going)
    section = Section("erased", ErasedRow, [ErasedRow(name, rows) for name, rows in counts.items()])
    notes = (f"the name still stands in {place}" for place in _still_named(session, blot))
    return Listing(ErasedRow, (section,), f"What is to be erased of {person.key}", notes=tuple(notes))


def _forget(session: Session, keys: Set[str], gone: Sequence[Row]) -> tuple[Blot, Counter[str]]:
    """Take a person out of the log; return what finds their name, and how many rows of each table went or say less."""
    log, living = read_log(session), set(session.execute(select(table("person").c.id)).scalars())
    theirs = rows_ever(log, {f"person:{key}" for key in keys}, gone, living)
    blot = Blot(names_in(log, theirs), keys | names_in(log, theirs, "key"))
    counts = Counter(name for name, _ in gone)
    counts["change"] = blot_changes(session, log, theirs, blot)
    counts["operation"] = blot_commands(session, blot)
    return blot, counts


def _aliases(session: Session, person: FoundRecord) -> list[str]:
    alias = table("key_alias")
    mine = alias.c.record_table == "person", alias.c.key == person.key
    return list(session.execute(select(alias.c.alias).where(*mine)).scalars())


def _rows_of(session: Session, person: FoundRecord) -> Iterator[Row]:
    """Give every row that goes, what refers to another before it."""
    alias, citation = table("key_alias"), table("citation")
    hanging = {name: _ids(session, name, table(name).c.person_id == person.id) for name in THEIRS}
    rows = hanging | {"person": [person.id]}
    cited = or_(*(citation.c[f"{name}_id"].in_(rows[name]) for name in CITED))
    of_key = (alias.c.record_table == "person") & (alias.c.key == person.key)
    before = {"citation": _ids(session, "citation", cited), "key_alias": _ids(session, "key_alias", of_key)}
    yield from ((name, row) for name, ids in (before | rows).items() for row in ids)


def _ids(session: Session, name: str, condition: Any) -> list[int]:
    records = table(name)
    return list(session.execute(select(records.c.id).where(condition).order_by(records.c.id)).scalars())


def _delete(session: Session, rows: Iterable[Row]) -> None:
    for name, row in rows:
        session.delete(session.get_one(model_of(name), row))
        session.flush()
    history.calls_itself(session, ERASURE)
    session.flush()


def _still_named(session: Session, blot: Blot) -> Iterator[str]:
    """Give each field of a record, and each operation's actor, in which a name still stands."""
    found = (
        row
        for name in sorted(blot.names)
        for row in search(connection_of(session), name).rows
        if isinstance(row, FoundRow)
    )
    yield from dict.fromkeys(f"{row.record} ({row.field})" for row in found if blot.finds(row.text))
    operation = table("operation")
    for row in session.execute(select(operation.c.id, operation.c.actor).order_by(operation.c.id)):
        if blot.finds(row.actor):
            yield f"operation {row.id} (actor)"
