"""What a further row of a spreadsheet adds to the record that an earlier row of it made."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.recording.child_rows import find_child
from twinning.actions.recording.records import model_of_input
from twinning.actions.recording.resolving import attributes_of
from twinning.db.tables.activities import ACTIVITY_PLACE
from twinning.domain.dates.edtf_bounds import is_plain_day
from twinning.domain.vocabulary import ActivityPersonRole, PlaceRole
from twinning.errors import AmbiguousError, NotFoundError
from twinning.exchange.records.kinds import role_of
from twinning.exchange.records.recorded import IDENTITY, lacking
from twinning.inputs import (
    ActivityInput,
    ActivityPersonInput,
    ChildField,
    ChildInput,
    CitationInput,
    DelegationInput,
    Input,
    PlaceInput,
)
from twinning.inputs.declaring import fields_of
from twinning.inputs.kinds import PROSE
from twinning.queries.lookup.records import FoundRecord

_ONE_EACH: Mapping[type[ChildInput], tuple[object, ...]] = {
    PlaceInput: (PlaceRole.HOST, PlaceRole.SENDER),
    ActivityPersonInput: (ActivityPersonRole.HEAD,),
}
"""Roles of which a row that names another one means another activity: visits of a year are often called the same."""

_ENDS = PlaceRole.HOST, PlaceRole.SENDER


def what_is_more(session: Session, found: FoundRecord, given: Input, own: CitationInput | None) -> Input | None:
    """Return what an input says more than a record: its rows, and values that the record has not.

    None where that is nothing but that it stands in the file, `own`, and where the input contradicts the record in more
    than a remark: it may mean another one then.
    """
    rows = list(lacking(session, found, given))
    values = dict(_values(session, found, given))
    if None in values.values() or any(_is_of_another(session, found, *each) for each in rows):
        return None
    if not values and all(row == own for _, row in rows):
        return None
    of_child: dict[str, tuple[ChildInput, ...]] = {}
    for child, row in rows:
        of_child[child.name] = (*of_child.get(child.name, ()), row)
    return type(given)(**values, **of_child)


def is_plainly_named(session: Session, found: FoundRecord, given: Input) -> bool:
    """Say whether an input with the title and the start of an activity has its very day, and its hosts and senders.

    Visits of a year are often called the same; those of one day between the same cities are one.
    """
    if not isinstance(given, ActivityInput) or not given.start or not is_plain_day(given.start.text):
        return False
    needed = _ENDS if isinstance(given, DelegationInput) else _ENDS[:1]
    ends = [row.role for row in given.places if row.role in _ENDS]
    of_found = ACTIVITY_PLACE.c.activity_id == found.id, ACTIVITY_PLACE.c.role.in_(_ENDS)
    recorded = session.scalars(select(ACTIVITY_PLACE.c.role).where(*of_found))
    if sorted(ends) != sorted(recorded) or not {*needed} <= {*ends}:
        return False
    return not any(isinstance(row, PlaceInput) for _, row in lacking(session, found, given))


def _values(session: Session, found: FoundRecord, given: Input) -> Iterator[tuple[str, Any]]:
    """Give the values that a record has not, by their names, and None for what contradicts it."""
    attributes, record = attributes_of(session, given), session.get_one(model_of_input(type(given)), found.id)
    for field in fields_of(type(given)):
        said = {name: attributes[name] for name in field.attributes if attributes.get(name) is not None}
        held = {name: getattr(record, name) for name in field.attributes}
        if not said.items() - held.items():
            continue
        tells_apart = field.name == "summary" and "name" in IDENTITY[found.table]
        if not tells_apart and not any(each is not None for each in held.values()):
            yield field.name, getattr(given, field.name)
        elif tells_apart or field.kind is not PROSE:
            yield field.name, None


def _is_of_another(session: Session, found: FoundRecord, child: ChildField, row: ChildInput) -> bool:
    """Say whether a row has a role that another one has in the record, and of which each has one."""
    role = role_of(child.row)
    said = None if role is None else getattr(row, role.name)
    if role is None or not any(said is each for each in _ONE_EACH.get(child.row, ())):
        return False
    try:
        find_child(session, found, child, child.row(**{role.name: said}))
    except NotFoundError:
        return False
    except AmbiguousError:
        return True
    return True
