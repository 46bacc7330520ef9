"""Citing a source for a record, or for the value of one of its fields."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.checking.remarks import remark
from twinning.actions.checking.rules import check
from twinning.actions.recording.keys import next_seq
from twinning.actions.recording.resolving import Attributes, attributes_of, defaults_of
from twinning.db.models import AgreementAct, Citation, Source, model_of
from twinning.domain.agreements.acts import ACT_RULES, ActRule
from twinning.domain.dates import EdtfDate
from twinning.domain.names import nearest, quote
from twinning.domain.values import written
from twinning.errors import InputError, UsageError
from twinning.inputs import CitationInput
from twinning.inputs.citable import citable_fields, stated_value
from twinning.queries.evidence.contradictions import PROSE as PROSE_FIELDS

_ON_STATUS = "status"
"""A field of the agreement, also where a source says it of an act."""


def cite(session: Session, citation: CitationInput, table: str, record: int, **unless_said: str) -> None:
    """Record that a source supports a record (its table and id), or the value of one of its fields.

    A web address becomes a source if it is none yet. `unless_said` is the field and value that are meant where the
    citation names no field; where it names one without a value, the source supports what is recorded there.

    Raises NotFoundError for a source that is none, UsageError for a field that is none, and what `as_stated` raises.
    """
    attributes = defaults_of(citation) | attributes_of(session, citation)
    if citation.field and table == "agreement" and citation.field in _OF_FIRST_ACTS:
        record, attributes["field"] = _first_act(session, record, citation.field)
        table = "agreement_act"
    elif citation.field == _ON_STATUS and table == "agreement_act":
        table, record = "agreement", session.get_one(AgreementAct, record).agreement_id
    stated = as_stated(table, attributes if citation.field else unless_said | attributes)
    if stated.get("field") and stated.get("value") is None:
        stated["value"] = _recorded(session, table, record, stated["field"])
    seq = next_seq(session, "citation", "source_id", attributes["source_id"])
    row = Citation(**stated, seq=seq, **{f"{table}_id": record})
    check(session, row)
    session.add(row)
    session.flush()
    _note_without_effect(session, row)


def _note_without_effect(session: Session, citation: Citation) -> None:
    """Note a word on the status of an agreement that cannot count: its source speaks for no city, or has no day."""
    if citation.field != _ON_STATUS or citation.agreement_id is None:
        return
    source = session.get_one(Source, citation.source_id)
    lacking = {
        "it speaks for no city": None if source.speaks_for_id else "--speaks-for CITY",
        "it has no day": None if source.published else "--published DATE",
    }
    if options := [option for option in lacking.values() if option]:
        reasons = " and ".join(reason for reason, option in lacking.items() if option)
        remark(
            session,
            f"what source:{source.key} says of the status has no effect on it: {reasons}; "
            f"`twinning edit source:{source.key} {' '.join(options)}` says so",
        )


_OF_FIRST_ACTS: dict[str, tuple[str, Callable[[ActRule], bool]]] = {
    "signed": ("on", lambda rule: rule.signs),
    "proposed": ("on", lambda rule: rule.proposes),
    "until": ("until", lambda rule: rule.signs),
}
"""What `add-agreement` takes for the acts that an agreement begins with: the field of the act, and which act it is."""


def _first_act(session: Session, agreement: int, said: str) -> tuple[int, str]:
    """Return the act (its id) and its field that a word of a new agreement stands for. Raises UsageError."""
    field, is_meant = _OF_FIRST_ACTS[said]
    acts = select(AgreementAct).where(AgreementAct.agreement_id == agreement).order_by(AgreementAct.seq)
    found = next((act for act in session.scalars(acts) if is_meant(ACT_RULES[act.kind])), None)
    if found is None:
        raise UsageError(f"nothing says that it was {said}", "record that act first, or name another field")
    return found.id, field


def _recorded(session: Session, table: str, record: int, field: str) -> str | None:
    """Return what a record holds in a field that a source supports, where it is one value, and no prose."""
    held = None if field in PROSE_FIELDS else getattr(session.get_one(model_of(table), record), field, None)
    return written(held) if isinstance(held, EdtfDate | str | int | float) else None


def as_stated(table: str, stated: Attributes) -> Attributes:
    """Return what a citation of a table's record states, with field and value as the record itself would have them.

    Raises UsageError for a field that is none, InputError or UsageError for a value that the field cannot hold: nobody
    could compare it with what is recorded.
    """
    if (said := stated.get("field")) is None:
        return stated
    field, value = _field(table, said), stated.get("value")
    return stated | {"field": field} | ({} if value is None else {"value": stated_value(table, field, value)})


def as_sought(table: str, stated: Attributes) -> Attributes:
    """Return what `as_stated` does, of a citation that is sought: an import may have kept values of any kind."""
    try:
        return as_stated(table, stated)
    except InputError:
        return stated | {"field": _field(table, stated["field"])}


def _field(table: str, said: str) -> str:
    """Return a field as packages call it."""
    fields = citable_fields(table)
    if (found := fields.get(said.replace("_", "-"))) is None:
        near = nearest(said, fields, limit=1)
        hint = f"did you mean {near[0]}?" if near else f"one of {', '.join(fields)}"
        raise UsageError(f"{quote(said)} is no field of this record", hint)
    return found[0]
