"""Deciding between sources that disagree: one word is preferred, with the reason, and the others stay."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from twinning.actions.checking.rules import check
from twinning.db.models import Base, Citation, model_of
from twinning.db.references import cited_record
from twinning.db.session import connection_of
from twinning.db.tables import table_named
from twinning.db.tables.agreements import AGREEMENT
from twinning.domain.dates import today
from twinning.domain.names import LONGEST_PROSE, clean_text, quote
from twinning.domain.values import written
from twinning.domain.vocabulary import Basis, Status, parse_word
from twinning.errors import InputError, NotFoundError, UsageError
from twinning.inputs import InputField, inputs_of
from twinning.inputs.declaring import fields_of
from twinning.queries.evidence.citations import load_citations
from twinning.queries.evidence.contradictions import list_decisions
from twinning.queries.lookup.agreements import load_ties
from twinning.queries.lookup.records import find_row
from twinning.rows import Listing, Section
from twinning.rows.dossiers import DecisionRow
from twinning.rows.phrases import phrase


def prefer(session: Session, text: str, because: str) -> Listing[DecisionRow]:
    """Prefer a citation (its reference) to the others on its field of its record; return what is decided then.

    The record takes the preferred value where it stores that field; notes say what only the log knows from then on.
    Raises NotFoundError for no such citation, UsageError for one that states no value, InputError for an empty reason
    and for a value that the field cannot hold.
    """
    because = clean_text(because, "the reason", LONGEST_PROSE, multiline=True)
    reference, citation = _find(session, text)
    if citation.field is None or citation.value is None:
        raise UsageError(f"{reference} states no value of any field", "prefer a citation that does")
    name, record = cited_record(citation)
    cited = getattr(Citation, f"{name}_id") == record
    on_field = session.scalars(select(Citation).where(cited, Citation.field == citation.field)).all()
    notes = (*_mark(citation, on_field, because), *_take(session, name, record, citation, on_field))
    _flush(session, citation)
    citations = load_citations(
        connection_of(session), {name: select(table_named(name).c.id).where(table_named(name).c.id == record)}
    )
    rows = [row for row in list_decisions(connection_of(session), citations) if row.citation == reference]
    return Listing(DecisionRow, (Section("decisions", DecisionRow, rows),), phrase("Decided"), notes=notes)


def _find(session: Session, text: str) -> tuple[str, Citation]:
    found = find_row(connection_of(session), text)
    if found.table != "citation":
        raise NotFoundError(f"{quote(text)} is no citation", "`twinning show source:KEY` lists those of a source")
    return str(found), session.get_one(Citation, found.id)


def _mark(citation: Citation, on_field: Iterable[Citation], because: str) -> list[str]:
    """Give one citation the mark and the reason, and take both from the others; return what is to be noted."""
    reasoned = citation.because if citation.basis is Basis.INFERRED and not citation.preferred else None
    for other in on_field:
        if other.preferred and other is not citation:
            other.preferred, other.because = False, None
    citation.preferred, citation.because = True, because
    return [f"the log keeps why this was inferred: {quote(reasoned)}"] if reasoned else []


def _take(session: Session, name: str, record: int, citation: Citation, on_field: Iterable[Citation]) -> list[str]:
    """Let the record take the preferred value, if it stores that field; return what is to be noted.

    An agreement's status is not stored: there the mark is the whole decision.
    """
    field, value = str(citation.field), str(citation.value)
    row = session.get_one(model_of(name), record)
    if (name, field) == ("agreement", "status"):
        return _note_of_status(session, record, parse_word(Status, value))
    if (stored := _stored_field(row, field)) is None:
        return [f"the record itself is as it was: {field} is no single value of it"]
    old = getattr(row, field)
    new = _read(stored, value)
    setattr(row, field, new)
    check(session, row)
    if old in (None, new) or written(old) in [other.value for other in on_field]:
        return []
    return [f"no source states {quote(written(old))}, which was recorded until now: the log keeps it"]


def _note_of_status(session: Session, agreement: int, preferred: Status) -> list[str]:
    """Note that an agreement has another status than was preferred, which decides disputes alone, and what to type."""
    session.flush()
    (tie,) = load_ties(connection_of(session), select(AGREEMENT.c.id).where(AGREEMENT.c.id == agreement))
    if (status := tie.status(today())) is preferred:
        return []
    what = f"`twinning record-act {tie.key} ACT --on DATE` records what led to another"
    return [f"the status stays {status}: it follows from what happened; {what}"]


def _stored_field(row: Base, field: str) -> InputField | None:
    """Return the field of a record's input that fills the column of a citation's field, if that is a single value."""
    fields = (each for input_class in inputs_of(row.__tablename__) for each in fields_of(input_class))
    stored = (each for each in fields if each.attributes == (field,) and not each.kind.targets)
    return next(stored, None) if hasattr(row, field) else None  # an event has no column of a delegation


def _read(field: InputField, text: str) -> Any:
    """Read a citation's words as a command's are: into the one column of a field, and no more."""
    try:
        return field.kind.accept(text) if field.kind.fills else field.kind.read(text)
    except (InputError, UsageError) as error:
        raise type(error)(f"{field.name}: {error.message}", error.hint) from error


def _flush(session: Session, citation: Citation) -> None:
    said = f"{citation.field} cannot be {quote(str(citation.value))}"
    try:
        session.flush()
    except IntegrityError as error:
        reason = str(error.orig).strip().split("\n", 1)[0]
        raise InputError(f"{said}: the database refuses it: {reason}") from error
