"""Adding and editing any kind of record: one action each, over the inputs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from twinning.actions.checking.rules import check
from twinning.actions.evidence.citing import as_stated, cite
from twinning.actions.evidence.correcting import follow_correction
from twinning.actions.recording.child_rows import add_children, find_child, remove_child, tell
from twinning.actions.recording.completing import complete, first_acts
from twinning.actions.recording.resolving import Attributes, attributes_of, defaults_of
from twinning.db.models import AgreementAct, Base, Citation, Delegation, Event, ExchangeProgram, model_of
from twinning.db.references import KEYED, cited_record
from twinning.db.session import connection_of
from twinning.db.tables.activities import ACTIVITY
from twinning.domain.agreements.acts import ActKind
from twinning.domain.names import with_article
from twinning.domain.vocabulary import ActivityKind
from twinning.errors import ConflictError, UsageError
from twinning.inputs import (
    UNSET,
    ActInput,
    AgreementInput,
    ChildField,
    ChildInput,
    CommitmentInput,
    DelegationInput,
    EventInput,
    ExchangeProgramInput,
    Input,
    RecordInput,
    inputs_of,
)
from twinning.inputs.declaring import RowNumber, children_of, fields_of
from twinning.queries.history.operations import find_operation
from twinning.queries.history.record_log import touched_after
from twinning.queries.lookup.records import FoundRecord, find_row
from twinning.queries.lookup.references import names_of

_ACTIVITIES: dict[type[Input], type[Base]] = {
    DelegationInput: Delegation,
    EventInput: Event,
    ExchangeProgramInput: ExchangeProgram,
}
_OF_ACTIVITIES: dict[ActivityKind, type[Input]] = {
    ActivityKind.DELEGATION: DelegationInput,
    ActivityKind.EVENT: EventInput,
    ActivityKind.EXCHANGE_PROGRAM: ExchangeProgramInput,
}


def add(session: Session, new: RecordInput) -> FoundRecord:
    """Record something new with the rows that belong to it; return it as it is found from then on.

    Raises UsageError for what is missing, InputError for what cannot be, NotFoundError and AmbiguousError for what it
    names, ConflictError for what is recorded already.
    """
    _check_complete(new)
    attributes = defaults_of(new) | attributes_of(session, new)
    complete(session, new, attributes)
    row: Any = model_of_input(type(new))(**attributes)
    check(session, row)
    session.add(row)
    session.flush()
    record = FoundRecord(new.table, row.id, _name(session, row))
    if isinstance(new, AgreementInput):
        _add_rows_of_agreement(session, record, new)
    else:
        add_children(session, record, new, is_new=True)
    return record


def _name(session: Session, row: Any) -> str:
    """Return the key of a record, or of a child its reference in full."""
    name: str = row.__tablename__
    key: str = row.key if name in KEYED else names_of(connection_of(session), name, [row.id])[row.id]
    return key


def model_of_input(given: type[Input]) -> type[Base]:
    """Return the class of the records that an input describes: of activities, that of their kind."""
    return _ACTIVITIES.get(given, model_of(given.table))


def edit(
    session: Session,
    reference: str,
    changes: Input,
    *,
    remove: Sequence[ChildInput | RowNumber] = (),
    unchanged_since: int | None = None,
    mistyped: bool = False,
) -> FoundRecord:
    """Change a record (a reference, a key or a name); return it as it was found.

    Rows of `changes` come to those that are there, and those of `remove` go. `unchanged_since` is the number of an
    operation: a later one that touched the record refuses the edit. With `mistyped`, sources that state the old value
    are corrected too. Raises UsageError for an input of another kind of record, ConflictError where it was
    changed since, and what `add` raises.
    """
    found, input_class = find_editable(connection_of(session), reference)
    if not isinstance(changes, input_class):
        raise UsageError(f"{found} is no {changes.called}", f"it takes a {input_class.__name__}")
    if unchanged_since is not None:
        check_unchanged(found, unchanged_since, touched_since(session, unchanged_since, [found]))
    edit_found(session, found, changes, remove=remove, mistyped=mistyped)
    return found


def edit_found(
    session: Session,
    found: FoundRecord,
    changes: Input,
    *,
    remove: Sequence[ChildInput | RowNumber] = (),
    mistyped: bool = False,
) -> None:
    """Change a record that was found, by an input that is for such records: otherwise as `edit` does."""
    _check_fixed(found, changes)
    changes.check()
    row = session.get_one(model_of(found.table), found.id)
    attributes = attributes_of(session, changes)
    if isinstance(row, Citation):
        attributes = _as_stated(row, attributes)
    before = {name: getattr(row, name) for name in attributes}
    _change(session, row, attributes)
    follow_correction(session, row, before, mistyped=mistyped)
    if isinstance(changes, AgreementInput):
        _correct_first_acts(session, found, changes, mistyped=mistyped)
    _change_rows(session, found, changes, remove)


def touched_since(session: Session, operation: int, records: Iterable[FoundRecord]) -> Mapping[FoundRecord, int]:
    """Return the last operation after one that touched each of some records, where one did. Raises NotFoundError."""
    find_operation(connection_of(session), operation)
    return touched_after(connection_of(session), operation, records)


def check_unchanged(found: FoundRecord, operation: int, touched: Mapping[FoundRecord, int]) -> None:
    """Raise ConflictError where an operation after that of this number is the last that touched a record."""
    if (last := touched.get(found, 0)) > operation:
        raise ConflictError(
            f"operation {last} changed {found} since operation {operation}; nothing was written",
            f"see what it did with `twinning log show {last}`, then edit again",
        )


def find_editable(connection: Connection, reference: str) -> tuple[FoundRecord, type[Input]]:
    """Return the record that a reference, a key or a name names, and the input that changes such a record.

    Raises NotFoundError, AmbiguousError, and UsageError for what cannot be edited.
    """
    found = find_row(connection, reference)
    if found.table == "activity":
        kind = connection.execute(select(ACTIVITY.c.kind).where(ACTIVITY.c.id == found.id)).scalar_one()
        return found, _OF_ACTIVITIES[kind]
    if not (known := inputs_of(found.table)):
        raise UsageError(f"{found} cannot be edited", "remove it, and record it anew")
    return found, known[0]


def _check_complete(new: RecordInput) -> None:
    needed = (field for field in fields_of(type(new)) if field.required)
    missing = [field.word for field in needed if not _is_said(new, field.name, field.may_be_empty)]
    if missing:
        raise UsageError(f"missing: {' and '.join(missing)}", f"{with_article(new.called)} needs it")
    if isinstance(new, AgreementInput):
        new.check_parties()


def _is_said(new: Input, name: str, may_be_empty: bool) -> bool:
    held = getattr(new, name)
    return held is not UNSET and (may_be_empty or held is not None)


def _add_rows_of_agreement(session: Session, record: FoundRecord, new: AgreementInput) -> None:
    """A new agreement's source is cited for its kind and its first acts, unless it says what it speaks of."""
    first = first_acts(new)
    add_children(session, record, replace(new, acts=(*first, *new.acts), sources=()), is_new=True)
    acts = select(AgreementAct).where(AgreementAct.agreement_id == record.id).order_by(AgreementAct.seq)
    begun = session.scalars(acts.limit(len(first))).all()
    for source in new.sources:
        cite(session, source, "agreement", record.id, field="kind", value=str(new.kind))
        for act in () if source.field else begun:
            cite(session, source, "agreement_act", act.id, field="on", value=str(act.on))


def _change_rows(
    session: Session, found: FoundRecord, changes: Input, remove: Sequence[ChildInput | RowNumber]
) -> None:
    """Take rows away that were there before, once others are there: an agreement keeps two parties all the while."""
    going = []
    for sought in remove:
        child = _child(found, type(changes), sought.row if isinstance(sought, RowNumber) else type(sought))
        going.append((find_child(session, found, child, sought), f"{tell(child, sought)} of {found}"))
    add_children(session, found, changes)
    for each, shown in going:
        remove_child(session, each, shown)


def _child(found: FoundRecord, input_class: type[Input], row: type[ChildInput]) -> ChildField:
    for child in children_of(input_class):
        if child.row is row:
            return child
    raise UsageError(f"{found} has no {row.called}")


def _check_fixed(found: FoundRecord, changes: Input) -> None:
    """What a record is named after stays."""
    if isinstance(changes, CommitmentInput) and changes.made_in is not UNSET:
        raise UsageError(f"{found} belongs to the record that it was made in", "remove it, and add it to the other")


def _correct_first_acts(session: Session, found: FoundRecord, changes: AgreementInput, *, mistyped: bool) -> None:
    """Correct the days of an agreement's proposal and signing where they stand: in its acts."""
    signing, proposal = ActInput(on=changes.signed, until=changes.until), ActInput(on=changes.proposed)
    for kind, act in ((ActKind.PROPOSED, proposal), (ActKind.SIGNED, signing)):
        if act != ActInput():
            edit_found(session, _the_act(session, found, kind), act, mistyped=mistyped)


def _the_act(session: Session, found: FoundRecord, kind: ActKind) -> FoundRecord:
    """Return an agreement's one act of a kind. Raises UsageError where it has none or several."""
    acts = select(AgreementAct.id, AgreementAct.seq).order_by(AgreementAct.seq)
    rows = session.execute(acts.where(AgreementAct.agreement_id == found.id, AgreementAct.kind == kind))
    named = [FoundRecord("agreement_act", row, f"{found}/act-{seq}") for row, seq in rows]
    if not named:
        raise UsageError(f"{found} has no act {kind}", f"`twinning record-act {found.key} {kind} --on DATE` adds one")
    if len(named) > 1:
        told = f"{found} has {len(named)} acts {kind}: {', '.join(map(str, named))}"
        raise UsageError(told, f"say which: twinning edit {named[0]} --on DATE")
    return named[0]


def _as_stated(citation: Citation, attributes: Attributes) -> Attributes:
    """Check a citation's field and value against the record that it is of, where either changes."""
    if not {"field", "value"}.intersection(attributes):
        return attributes
    table, _ = cited_record(citation)
    return attributes | as_stated(table, {"field": citation.field, "value": citation.value} | attributes)


def _change(session: Session, row: Any, attributes: Attributes) -> None:
    with session.no_autoflush:
        for name, value in attributes.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        check(session, row)
    session.flush()
