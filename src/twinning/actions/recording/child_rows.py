"""Rows that belong to a record: names, acts, posts, places, people, expenses, contacts, claims, citations."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Session

from twinning.actions.checking.rules import check
from twinning.actions.evidence.citing import as_sought, cite
from twinning.actions.recording.keys import next_seq
from twinning.actions.recording.resolving import Attributes, attributes_of, defaults_of
from twinning.actions.recording.signatories import add_signatory, find_signatory
from twinning.actions.withdrawing.removing import remove
from twinning.db.models import AgreementAct, AgreementParty, model_of
from twinning.db.session import connection_of
from twinning.db.tables.agreements import ACT_PERSON, AGREEMENT_ACT, AGREEMENT_PARTY
from twinning.domain.names import quote
from twinning.errors import AmbiguousError, ConflictError, NotFoundError
from twinning.inputs import ChildField, ChildInput, CitationInput, Input, SignatoryInput
from twinning.inputs.declaring import RowNumber, children_of, given_children, main_field, said_fields
from twinning.inputs.reading import check_row
from twinning.queries.lookup.records import FoundRecord
from twinning.queries.lookup.references import names_of


def add_children(session: Session, record: FoundRecord, given: Input, *, is_new: bool = False, **cited: str) -> None:
    """Record every row that an input holds as rows of a record, which has none yet if it is new.

    Raises what `add_child` raises.
    """
    siblings: list[Any] | None = [] if is_new else None
    for child, row in given_children(given):
        add_child(session, record, child, row, siblings, **cited)


def add_child(
    session: Session,
    record: FoundRecord,
    child: ChildField,
    row: ChildInput,
    siblings: list[Any] | None = None,
    **cited: str,
) -> None:
    """Record a row of a record, with the rows that belong to it.

    `siblings` are all rows that the record has, where they are known: the new one joins them. `cited` are the field and
    value that a source supports where it names no field. Raises UsageError for a row that lacks what it needs,
    ConflictError for one that is there already, and what `attributes_of` raises.
    """
    check_row(child.word, row)
    if isinstance(row, SignatoryInput):
        add_signatory(session, record, row)
    elif isinstance(row, CitationInput):
        cite(session, row, record.table, record.id, **cited)
    else:
        added = _insert(session, record, child, row, siblings)
        if children_of(type(row)):
            add_children(session, _found(session, added), row, is_new=True, **_cited(added))


def find_child(session: Session, record: FoundRecord, child: ChildField, row: ChildInput | RowNumber) -> Any:
    """Return the row of a record that has these values, or this number.

    Raises NotFoundError where the record has none, AmbiguousError where it has several.
    """
    if isinstance(row, SignatoryInput):
        return find_signatory(session, record, row)
    matching = _matching(session, record, child, _sought(session, record, row))
    told = tell(child, row)
    if not matching:
        raise NotFoundError(f"{record} has no {told}", f"see `twinning show {record.key}`")
    if len(matching) > 1:
        others = [f"{field.word}=…" for field in said_fields(child.row)[1:]]
        more = ", ".join(others) + (", or its number" if child.row.numbered else "")
        raise AmbiguousError(f"{record} has {len(matching)} of {told}", f"say which with {more}")
    return matching[0]


def tell(child: ChildField, row: ChildInput | RowNumber) -> str:
    """Name a row in a message as the user did: by its number, or by its main value."""
    if isinstance(row, RowNumber):
        return f"{child.word} {row.number}"
    return f"{child.word} {quote(str(getattr(row, main_field(type(row)).name) or ''))}"


def remove_child(session: Session, row: Any, shown: str) -> None:
    """Take a row away that `find_child` found; `shown` is what messages call it. Raises ConflictError."""
    if isinstance(row, AgreementParty):
        _check_party_may_go(session, row)
    remove(session, row.__tablename__, row.id, shown)


def _insert(
    session: Session, record: FoundRecord, child: ChildField, given: ChildInput, siblings: list[Any] | None
) -> Any:
    parent = f"{record.table}_id"
    attributes = defaults_of(given) | attributes_of(session, given) | {parent: record.id}
    row: Any = model_of(given.table)(**attributes)
    check(session, row)
    others = _alike(session, row, parent) if siblings is None else siblings
    if any(_say_the_same(row, other) for other in others):
        raise ConflictError(f"this {child.word} is recorded already", "leave it out, or edit the one that is there")
    if "seq" in row.__table__.c:
        row.seq = next_seq(session, given.table, parent, record.id, str(record))
    session.add(row)
    session.flush()
    if siblings is not None:
        siblings.append(row)
    return row


def _found(session: Session, row: Any) -> FoundRecord:
    table: str = row.__tablename__
    return FoundRecord(table, row.id, names_of(connection_of(session), table, [row.id])[row.id])


def _cited(row: Any) -> Mapping[str, str]:
    """Return the field and value that the sources of a new row support where they name none: of an act, its day."""
    return {"field": "on", "value": row.on.text} if isinstance(row, AgreementAct) and row.on else {}


def _say_the_same(row: Any, other: Any) -> bool:
    """Return whether a new row would repeat another: in all that it says, or in what no two rows may have in common."""
    same = ((getattr(row, name) or None) == (getattr(other, name) or None) for name in _telling(row))
    return type(row) is type(other) and all(same)


def _alike(session: Session, row: Any, parent: str) -> Sequence[Any]:
    """Return the rows of its record that hold what a new one holds: it may have ten thousand that do not."""
    told = dict.fromkeys((parent, *_telling(row)))
    held = (row.__table__.c[name] == value for name in told if (value := getattr(row, name)))
    return session.scalars(select(type(row)).where(*held)).all()


def _telling(row: Any) -> list[str]:
    """Return the columns in which no two rows of a record may be the same."""
    columns = row.__table__.columns
    alone = next((each for each in row.__table__.constraints if isinstance(each, UniqueConstraint)), None)
    if alone is not None and "seq" not in alone.columns:
        columns = alone.columns
    return [column.name for column in columns if column.name not in ("id", "seq", "operation_id")]


def _sought(session: Session, record: FoundRecord, row: ChildInput | RowNumber) -> Attributes:
    if isinstance(row, RowNumber):
        return {"seq": row.number}
    attributes = attributes_of(session, row, adding=False)
    return as_sought(record.table, attributes) if isinstance(row, CitationInput) else attributes


def _matching(session: Session, record: FoundRecord, child: ChildField, attributes: Attributes) -> list[Any]:
    """Return the rows of a record that have these values: it may have ten thousand that have not."""
    rows = _rows_of(session, child.row.table, record, attributes)
    return [row for row in rows if all(getattr(row, each) == value for each, value in attributes.items())]


def _rows_of(session: Session, table: str, record: FoundRecord, attributes: Attributes) -> Iterable[Any]:
    """Return the rows of a record that hold what of these values its columns hold as they are."""
    model: Any = model_of(table)
    columns = model.__table__.c
    held = (columns[name] == value for name, value in attributes.items() if name in columns and value is not None)
    of_record = columns[f"{record.table}_id"] == record.id
    return session.scalars(select(model).where(of_record, *held).order_by(model.id)).all()


def _check_party_may_go(session: Session, party: AgreementParty) -> None:
    """An agreement has two or more parties, and one that acted alone is needed by its act."""
    act, signatory = AGREEMENT_ACT, ACT_PERSON
    acted = select(act.c.seq).where(act.c.agreement_id == party.agreement_id, act.c.city_id == party.city_id)
    if (seq := session.execute(acted.limit(1)).scalar()) is not None:
        raise ConflictError(f"act {seq} was done by this party", "change or remove that act first")
    signed = select(act.c.seq).join(signatory, signatory.c.act_id == act.c.id)
    signed = signed.where(act.c.agreement_id == party.agreement_id, signatory.c.city_id == party.city_id)
    if (seq := session.execute(signed.limit(1)).scalar()) is not None:
        raise ConflictError(f"somebody signed act {seq} for this party", "remove that signatory first")
    parties = select(AGREEMENT_PARTY.c.id).where(AGREEMENT_PARTY.c.agreement_id == party.agreement_id)
    if len(session.execute(parties).all()) <= 2:
        raise ConflictError("an agreement has two or more parties", "add another first, or remove the agreement")
