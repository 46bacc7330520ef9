"""Whether a record is there already, and in what a row of a spreadsheet differs from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.recording.child_rows import find_child, tell
from twinning.actions.recording.records import model_of_input
from twinning.actions.recording.resolving import Attributes, attributes_of
from twinning.db.models import Commitment
from twinning.db.session import connection_of
from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold
from twinning.errors import AmbiguousError, NotFoundError
from twinning.inputs import ChildField, ChildInput, Input
from twinning.inputs.declaring import fields_of, given_children
from twinning.queries.lookup.records import FoundRecord
from twinning.queries.lookup.references import names_of

IDENTITY: Mapping[str, tuple[str, ...]] = {
    "activity": ("title", "start"),
    "person": ("name",),
    "organization": ("name",),
    "commitment": ("agreement_id", "activity_id", "text"),
    "contact": ("city_id", "organization_id", "office", "person_id", "email"),
}
"""What tells a record of a table from others, beside `_may_be`: what differs in anything else is another word on it."""


@dataclass(frozen=True, slots=True)
class RecordedOtherwise:
    """A field of which a record holds something else than a row says; None where it holds nothing."""

    field: str
    here: object
    there: object


def find_recorded(
    session: Session, given: Input, parent: Attributes
) -> tuple[FoundRecord, list[RecordedOtherwise]] | None:
    """Return the record that an input would add once more, and where it says otherwise; None where there is none.

    Of several, as people of one name, it is the one of which it says least otherwise, the first recorded of equal ones.
    `parent` are the attributes that say to what a row belongs. Raises what `attributes_of` raises.
    """
    attributes = attributes_of(session, given) | parent
    model: Any = model_of_input(type(given))
    same = (_equals(model, name, attributes.get(name)) for name in IDENTITY[given.table])
    rows = [row for row in session.scalars(select(model).where(*same).order_by(model.id)) if _may_be(row, attributes)]
    keys = names_of(connection_of(session), given.table, [row.id for row in rows])
    known: list[tuple[FoundRecord, list[RecordedOtherwise]]] = []
    for row in rows:
        found = FoundRecord(given.table, row.id, keys[row.id])
        known.append((found, [*_values(given, row, attributes), *_rows(session, found, given)]))
        if not known[-1][1]:
            break
    return min(known, key=lambda each: len(each[1]), default=None)


def _equals(model: Any, name: str, value: Any) -> Any:
    table = model.__table__.c
    if name == "name":
        name, value = "folded", fold(value) if value else None
    if name == "start":
        name, value = "start_text", value.text if isinstance(value, EdtfDate) else None
    return table[name].is_(None) if value is None else table[name] == value


def _may_be(row: Any, attributes: Attributes) -> bool:
    """People and organizations of one name are told apart by their summaries, where both have one; promises by debtor.

    Asked for a debtor, SQLite would read all that this city ever promised, in the place of one agreement's promises.
    """
    if isinstance(row, Commitment):
        return bool(row.debtor_id == attributes.get("debtor_id"))
    summaries = getattr(row, "summary", None), attributes.get("summary")
    return "name" not in IDENTITY[row.__tablename__] or None in summaries or summaries[0] == summaries[1]


def _values(given: Input, row: Any, attributes: Attributes) -> Iterator[RecordedOtherwise]:
    for field in fields_of(type(given)):
        for name in field.attributes:
            here, there = getattr(row, name), attributes.get(name)
            if there is not None and here != there and not name.endswith("_id"):
                yield RecordedOtherwise(field.word or field.name, here, there)
            elif there is not None and here != there:
                yield RecordedOtherwise(field.word or field.name, None, getattr(given, field.name))


def _rows(session: Session, found: FoundRecord, given: Input) -> Iterator[RecordedOtherwise]:
    for child, row in lacking(session, found, given):
        yield RecordedOtherwise(child.word, None, tell(child, row).removeprefix(f"{child.word} "))


def lacking(session: Session, found: FoundRecord, given: Input) -> Iterator[tuple[ChildField, ChildInput]]:
    """Give the rows of an input that a record has not. Raises what `attributes_of` raises."""
    for child, row in given_children(given):
        try:
            find_child(session, found, child, row)
        except NotFoundError:
            yield child, row
        except AmbiguousError:
            continue
