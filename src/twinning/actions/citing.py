"""Citing a source for a record, or for the value of one of its fields."""

from typing import Any

from sqlalchemy.orm import Session

from twinning.actions.keys import next_seq
from twinning.actions.resolving import Attributes, attributes_of, defaults_of
from twinning.actions.rules import check
from twinning.db.models import Citation
from twinning.domain.dates import EdtfDate
from twinning.domain.names import nearest, quote
from twinning.errors import TwinningError, UsageError
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

    A value that the field cannot take stays in the source's own words. Raises UsageError for a field that is none.
    """
    if (said := stated.get("field")) is None:
        return stated
    fields = citable_fields(table)
    if (found := fields.get(said.replace("_", "-"))) is None:
        near = nearest(said, fields, limit=1)
        hint = f"did you mean {near[0]}?" if near else f"one of {', '.join(fields)}"
        raise UsageError(f"{quote(said)} is no field of this record", hint)
    field, kind = found
    return stated | {"field": field} | _written(kind, stated.get("value"))


def _written(kind: TextKind | None, text: str | None) -> Attributes:
    """Write a value as packages do: a word of a list with underscores, yes as true, a country by its code.

    What has no other way to be written, or names a record, stays in the source's own words.
    """
    if kind is None or text is None or kind in (LINE, PROSE) or kind.targets or kind.fills:
        return {}
    try:
        return {"value": _text(kind.read(text))}
    except TwinningError:
        return {}


def _text(value: Any) -> str:
    if isinstance(value, EdtfDate):
        return value.text
    return str(value).lower() if isinstance(value, bool) else str(value)
