"""Merging one record into another: references move to the record that stays, and what both have is kept once."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Session, class_mapper

from twinning.actions.recording.keys import next_seq
from twinning.db.models import Base, Citation, KeyAlias, model_of
from twinning.db.references import CHILDREN, CITABLE, PARENTS
from twinning.db.session import connection_of
from twinning.db.tables import IDENTITIES, REFERENCES, table_named
from twinning.domain.dates import EdtfDate
from twinning.queries.lookup.references import names_of
from twinning.rows.dossiers import MergedValueRow

_NO_FACTS = ("id", "key", "seq", "name", "folded", "operation_id")
"""The columns that are nothing to take over: a record's name becomes another name, its key an alias."""


@dataclass(frozen=True, slots=True)
class _Reference:
    """A column that refers to a record. Of a record's own children, `numbered`, the numbers are its own too.

    Of rows that have the same values in `same`, one says all.
    """

    table: str
    column: str
    numbered: bool
    same: tuple[str, ...]


def move_references(
    session: Session, table: str, gone: int, kept: int, apart: Collection[tuple[str, str]] = ()
) -> list[MergedValueRow]:
    """Let what refers to a record (its id) refer to another; return the values that were given up.

    Of two rows of which one says all, the other one's stays, with the citations of both. `apart` are the columns, each
    with its table, that the caller sees to.
    """
    given_up = [*_give_up_decisions(session, table, gone, kept)] if table in CITABLE else []
    for reference in _references_to(table):
        if (reference.table, reference.column) not in apart:
            given_up += _move(session, reference, gone, kept)
    return given_up


def absorb(session: Session, row: Any, twin: Any, column: str, called: str) -> Iterator[MergedValueRow]:
    """Remove a row that says what another does, and let that one have what it lacks; give what differs.

    `column` is where the two differ since they belong to two records; `called` names them where values are told.
    """
    table = row.__tablename__
    yield from move_references(session, table, row.id, twin.id)
    retire(session, row)
    own = {column, *(f"{name}_id" for name in IDENTITIES[table])}
    for name in _facts(type(row), own):
        yield from _fill(session, called if name == "on" else f"{called} {name.removesuffix('_id')}", name, row, twin)


def retire(session: Session, row: Any) -> None:
    """Delete a row and the rows that still belong to it; what was moved to the other record stays."""
    if relationships := class_mapper(type(row)).relationships.keys():
        session.expire(row, relationships)
    session.delete(row)
    session.flush()  # what is unique in it is free from here on


def take_over(session: Session, former: Any, kept: Any) -> Iterator[MergedValueRow]:
    """Take over what a record lacks. What belongs to a value, such as its year, is taken over only with that value."""
    for name, parts in _facts(type(kept)).items():
        own = getattr(kept, name)
        is_same = _is_lacking(own) or own == getattr(former, name)
        yield from _fill(session, name, name, former, kept)
        for part in parts:
            if is_same or getattr(kept, part) is not None:
                yield from _fill(session, part, part, former, kept)
    session.flush()


def keep_name(session: Session, former: Any, kept: Any, kind: str) -> None:
    """Keep the name of a record as one of another's, in the table of those, unless that has it."""
    table = f"{kept.__tablename__}_name"
    names, parent = table_named(table), f"{kept.__tablename__}_id"
    has_it = select(names.c.id).where(names.c[parent] == kept.id, names.c.folded == former.folded)
    if former.folded != kept.folded and session.execute(has_it).first() is None:
        seq = next_seq(session, table, parent, kept.id)
        columns = {parent: kept.id, "seq": seq, "name": former.name, "folded": former.folded, "kind": kind}
        session.add(model_of(table)(**columns))
        session.flush()


def leave_key(session: Session, table: str, gone: str, kept: str) -> None:
    """Make a record's key, and the older keys that led to it, lead to another record."""
    earlier = select(KeyAlias).where(KeyAlias.record_table == table, KeyAlias.key == gone)
    for alias in session.scalars(earlier).all():
        alias.key = kept
    session.add(KeyAlias(record_table=table, alias=gone, key=kept))
    session.flush()


def _references_to(target: str) -> Iterator[_Reference]:
    for table, references in REFERENCES.items():
        for name in (name for name, its in references.items() if its == target):
            numbered = name in PARENTS.get(table, {}) and "seq" in IDENTITIES[table]
            yield _Reference(table, f"{name}_id", numbered, _same(table, f"{name}_id", numbered))


def _same(table: str, column: str, numbered: bool) -> tuple[str, ...]:
    """Return what two rows have in common where one of them is enough, or the only one that there may be."""
    rows = Base.metadata.tables[table]
    unique = [each.columns.keys() for each in rows.constraints if isinstance(each, UniqueConstraint)]
    chosen = next((names for names in unique if column in names and "seq" not in names), [])
    if not chosen and _says_all(table, numbered):
        chosen = [each.name for each in rows.columns if each.name not in ("id", "seq", "operation_id")]
    return tuple(name for name in chosen if name != column)


def _says_all(table: str, numbered: bool) -> bool:
    """Return whether a row of a record needs no second that is alike in all but its number.

    A row that others but citations belong to is told by them too, and one with a name of its own by its own record.
    """
    if "seq" not in IDENTITIES[table] or table == "citation":
        return False
    belonging = [other for other, references in REFERENCES.items() if table in references.values()]
    return belonging in ([], ["citation"]) and (numbered or table not in CHILDREN)


def _move(session: Session, reference: _Reference, gone: int, kept: int) -> list[MergedValueRow]:
    """Let the rows of one reference lead to the record, but those that say what it says already; give what differs."""
    said = {_values(row, reference): row for row in _rows(session, reference, kept)} if reference.same else {}
    given_up: list[MergedValueRow] = []
    for row in _rows(session, reference, gone):
        if reference.same and (twin := said.get(_values(row, reference))) is not None:
            called = CHILDREN.get(reference.table, reference.table.rpartition("_")[2])
            given_up += absorb(session, row, twin, reference.column, called)
        else:
            if reference.numbered:
                row.seq = next_seq(session, reference.table, reference.column, kept)
            setattr(row, reference.column, kept)
    session.flush()
    return given_up


def _give_up_decisions(session: Session, table: str, gone: int, kept: int) -> Iterator[MergedValueRow]:
    """Let what was decided of the record hold where something was decided of the other too."""
    cited = getattr(Citation, f"{table}_id")
    preferred = select(Citation).where(Citation.preferred == 1).order_by(Citation.id)
    own = {each.field: each for each in session.scalars(preferred.where(cited == kept))}
    for citation in session.scalars(preferred.where(cited == gone)).all():
        if (decided := own.get(citation.field)) is not None:
            citation.preferred, citation.because = False, None
            yield MergedValueRow(f"{citation.field} (decided)", str(decided.value), str(citation.value))
    session.flush()


def _rows(session: Session, reference: _Reference, record: int) -> list[Any]:
    model: Any = model_of(reference.table)
    in_order = model.seq if reference.numbered else model.id
    return list(session.scalars(select(model).where(getattr(model, reference.column) == record).order_by(in_order)))


def _values(row: Any, reference: _Reference) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in reference.same)


def _facts(model: Any, apart: Collection[str] = ()) -> dict[str, list[str]]:
    """Return the attributes of a model that hold a fact, each with those that belong to it, `NAME_…`."""
    mapper = class_mapper(model)
    dates = {column.key: each.key for each in mapper.composites for column in each.props}
    columns = (each.key for each in mapper.column_attrs)
    names = dict.fromkeys(dates.get(name, name) for name in columns if name not in (*_NO_FACTS, *apart))
    parts = {name: [other for other in names if other.startswith(f"{name}_")] for name in names}
    belonging = {other for others in parts.values() for other in others}
    return {name: others for name, others in parts.items() if name not in belonging}


def _fill(session: Session, field: str, name: str, gone: Any, kept: Any) -> Iterator[MergedValueRow]:
    """Fill what a row lacks from the one that is given up; give what it has otherwise, under the field's name.

    A date gives way to a more exact one within it, unless somebody decided for it.
    """
    own, other = getattr(kept, name), getattr(gone, name)
    if _is_lacking(own):
        setattr(kept, name, other)
    elif isinstance(own, EdtfDate) and _gives_way(session, name, kept, other):
        setattr(kept, name, other)
        yield MergedValueRow(field, str(other), str(own))
    elif not _is_lacking(other) and own != other:
        yield MergedValueRow(field, *(_told(session, kept.__tablename__, name, value) for value in (own, other)))


def _gives_way(session: Session, name: str, kept: Any, other: EdtfDate | None) -> bool:
    """Say whether a date of a row is one within which another says more, and that nobody preferred."""
    own = getattr(kept, name)
    if other is None or not other.says_more_than(own):
        return False
    if kept.__tablename__ not in CITABLE:
        return True
    of = getattr(Citation, f"{kept.__tablename__}_id") == kept.id, Citation.field == name, Citation.preferred == 1
    return session.scalars(select(Citation.id).where(*of, Citation.value == str(own))).first() is None


def _is_lacking(value: Any) -> bool:
    """Return whether a value says nothing: nobody knows it, or a mark is not set."""
    return value is None or value is False or value == "unknown"


def _told(session: Session, table: str, name: str, value: Any) -> str:
    """Return a value as it is told: of a reference, the name of the record."""
    target = REFERENCES.get(table, {}).get(name.removesuffix("_id"))
    return names_of(connection_of(session), target, [value])[value] if target else str(value)
