"""A recorded row meets what a package says of it: gaps are filled, dates become more exact, the rest is reported."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from twinning.actions.checking.rules import is_part_of
from twinning.db.models import model_of
from twinning.db.session import connection_of
from twinning.errors import InputError
from twinning.exchange.package.layout import ColumnKind, FileColumn, FileLayout
from twinning.exchange.package.recorded import Columns, date_in
from twinning.queries.lookup.references import names_of

_GAPS = (None, "unknown")
"""What says nothing of a field: no value, and the word of the lists that stands for none."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field on which a package and the register differ; what is recorded was kept."""

    record: str
    field: str
    kept: str
    offered: str


def fill_gaps(
    session: Session, layout: FileLayout, incoming: Columns, recorded: Columns
) -> tuple[bool, list[Difference]]:
    """Give the recorded row what it lacked; return whether that was anything, and where the two differ.

    Numbers within a parent, flags and an editor's preference stay as they are and are no difference. Raises InputError
    for an activity that would become part of itself.
    """
    lacking = {name: value for column in layout.columns for name, value in _lacking(column, incoming, recorded)}
    if _was_done_otherwise(layout, incoming, recorded):
        lacking.pop("city_id", None)
    if layout.table == "activity" and is_part_of(session, lacking.get("part_of_id"), recorded["id"]):
        raise InputError(f"activity.csv: {recorded['key']} would be part of itself, through others")
    if lacking:
        record = session.get_one(model_of(layout.table), recorded["id"])
        for name, value in lacking.items():
            setattr(record, name, value)
        session.flush()
    return bool(lacking), list(_differences(session, layout, incoming, recorded))


def _was_done_otherwise(layout: FileLayout, incoming: Columns, recorded: Columns) -> bool:
    """Return whether an act is recorded with another mode than is offered: then the party offered is not its own."""
    return layout.table == "agreement_act" and recorded["mode"] not in (*_GAPS, incoming["mode"])


def _lacking(column: FileColumn, incoming: Columns, recorded: Columns) -> Iterator[tuple[str, Any]]:
    if column.kind is ColumnKind.DATE:
        if _is_more_exact(column, incoming, recorded):
            yield column.name, date_in(incoming, column.name)
    else:
        for name in _stored(column):
            if recorded[name] in _GAPS and incoming[name] not in _GAPS:
                yield name, incoming[name]


def _is_more_exact(column: FileColumn, incoming: Columns, recorded: Columns) -> bool:
    """Return whether a date lies within the recorded one and says more, or there is none recorded."""
    new, old = date_in(incoming, column.name), date_in(recorded, column.name)
    if new is None or old is None:
        return new is not None
    return new.says_more_than(old)


def _differences(session: Session, layout: FileLayout, incoming: Columns, recorded: Columns) -> Iterator[Difference]:
    for column in layout.columns:
        if column.kind is ColumnKind.BOOLEAN or column.name in ("seq", "key") or column.is_reference:
            continue
        if column.kind is ColumnKind.DATE:
            new, old = date_in(incoming, column.name), date_in(recorded, column.name)
            differ = new is not None and old is not None and not new.may_be(old)
        else:
            (name,) = _stored(column)
            new, old = incoming[name], recorded[name]
            differ = new not in _GAPS and old not in _GAPS and new != old
        if differ:
            yield _difference(session, layout, column, recorded, old, new)


def _difference(
    session: Session, layout: FileLayout, column: FileColumn, recorded: Columns, old: Any, new: Any
) -> Difference:
    record = names_of(connection_of(session), layout.table, [recorded["id"]]).get(recorded["id"], layout.table)
    if column.targets:
        names = names_of(connection_of(session), column.targets[0], [old, new])
        old, new = names[old], names[new]
    return Difference(record, column.name, str(old), str(new))


def _stored(column: FileColumn) -> tuple[str, ...]:
    if column.is_reference and len(column.targets) > 1:
        return tuple(f"{target}_id" for target in column.targets)
    return (f"{column.name}_id" if column.targets else column.name,)
