"""Citing a source for a record, or for the value of one of its fields."""

from typing import Any

from sqlalchemy.orm import Session

from twinning.actions.keys import next_seq
from twinning.actions.resolving import Attributes, attributes_of, defaults_of
from twinning.actions.rules import check
from twinning.db.models import Citation
from twinning.domain.dates import EdtfDate
from twinning.domain.names import nearest, quote
from twinning.errors import InputError, TwinningError, UsageError
from twinning.inputs import CitationInput
from twinning.inputs.citable import citable_fields
from twinning.inputs.declaring import TextKind
from twinning.inputs.kinds import LINE, PROSE


def cite(session: Session, citation: CitationInput, table: str, record: int, **unless_said: str) -> None:
    """Record that a source supports a record (its table and id), or the value of one of its fields.

    A web address becomes a source if it is none yet. `unless_said` is the field and value that are meant where the
    citation names no field. Raises NotFoundError for a source that is none, UsageError for a field that is none.
    """
    attributes = defaults_of(citation) | attributes_of(session, citation)
    stated = as_stated(table, attributes if citation.field else unless_said | attributes)
    seq = next_seq(session, "citation", "source_id", attributes["source_id"])
    row = Citation(**stated, seq=seq, **{f"{table}_id": record})
    check(session, row)
    session.add(row)
    session.flush()


def as_stated(table: str, stated: Attributes) -> Attributes:
    """Return what a citation of a table's record states, with field and value as the record itself would have them.

    Raises UsageError for a field that is none, InputError or UsageError for a value that the field cannot hold: nobody
    could compare it with what is recorded.
    """
    if (said := stated.get("field")) is None:
        return stated
    field, kind = _field(table, said)
    return stated | {"field": field} | _written(kind, field, stated.get("value"))


def as_sought(table: str, stated: Attributes) -> Attributes:
    """Return what `as_stated` does, of a citation that is sought: an import may have kept values of any kind."""
    try:
        return as_stated(table, stated)
    except InputError:
        return stated | {"field": _field(table, stated["field"])[0]}


def _field(table: str, said: str) -> tuple[str, TextKind | None]:
    """Return a field as packages call it, and how its value is read."""
    fields = citable_fields(table)
    if (found := fields.get(said.replace("_", "-"))) is None:
        near = nearest(said, fields, limit=1)
        hint = f"did you mean {near[0]}?" if near else f"one of {', '.join(fields)}"
        raise UsageError(f"{quote(said)} is no field of this record", hint)
    return found


def _written(kind: TextKind | None, field: str, text: str | None) -> Attributes:
    """Write a value as packages do: a word of a list with underscores, yes as true, a country by its code.

    What has no other way to be written, or names a record, stays in the source's own words.
    """
    if kind is None or text is None or kind in (LINE, PROSE) or kind.targets or kind.fills:
        return {}
    try:
        return {"value": _text(kind.read(text))}
    except TwinningError as error:
        raise InputError(
            f"value: what a source states for {field} has to be one: {error.message}", error.hint
        ) from error


def _text(value: Any) -> str:
    if isinstance(value, EdtfDate):
        return value.text
    return str(value).lower() if isinstance(value, bool) else str(value)
