"""Rows that hang on a record: names, acts, posts, places, people, expenses, contacts, citations."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.answers import Answers, Attributes
from twinning.actions.keys import next_seq
from twinning.actions.people import add_signatory, find_signatory
from twinning.actions.removing import remove
from twinning.actions.rules import check
from twinning.actions.sources import add_citation
from twinning.db.models import AgreementAct, AgreementParty, model_of
from twinning.errors import AmbiguousError, ConflictError, NotFoundError, UsageError
from twinning.forms import Rows, cited_fields
from twinning.names import nearest, quote
from twinning.queries.records import FoundRecord
from twinning.queries.tables import table
from twinning.vocabulary import ActKind, ActMode, NameKind

_NUMBERED = ("city_name", "agreement_act", "activity_place", "person_post", "contact", "expense", "reported_count")
_DEFAULTS: dict[str, Attributes] = {"city_name": {"kind": NameKind.SHORT}, "agreement_act": {"mode": ActMode.JOINT}}


def add_row(answers: Answers, rows: Rows, record_table: str, record: int, text: str) -> None:
    """Hang a row on a record (its table and id), as `MAIN, word=…` says it.

    Raises UsageError for a row that lacks what it needs, ConflictError for one that is there already, and what
    `Answers.read_row` raises.
    """
    session = answers.session
    if rows.table == "act_person":
        act = _signing(session, record) if record_table == "agreement" else session.get_one(AgreementAct, record)
        return add_signatory(session, act, text, _party_keys(session, act.agreement_id))
    attributes = answers.read_row(rows, text)
    if rows.table == "citation":
        attributes |= _cited_field(record_table, attributes)
        return add_citation(session, attributes.pop("source_id"), attributes, **{f"{record_table}_id": record})
    _check_complete(rows, attributes)
    column = f"{record_table}_id"
    _check_new(session, rows, column, record, attributes, text)
    return _insert(session, rows.table, column, record, attributes)


def remove_row(answers: Answers, rows: Rows, found: FoundRecord, text: str) -> None:
    """Take the row away that a text says, or its number where such rows have one.

    Raises NotFoundError where the record has none, AmbiguousError where it has several.
    """
    session, column = answers.session, f"{found.table}_id"
    if rows.table == "act_person":
        row = find_signatory(session, found, text)
    else:
        row = _find_row(answers, rows, column, found, text)
    if isinstance(row, AgreementParty):
        _check_party_may_go(session, row)
    remove(session, row.__tablename__, row.id, f"{rows.word} {quote(text)} of {found}")


def _cited_field(record_table: str, attributes: Attributes) -> Attributes:
    """Return the field that a citation speaks of by its column's name. Raises UsageError for one that is none."""
    if (said := attributes.get("field")) is None:
        return {}
    fields = cited_fields(record_table)
    if (field := fields.get(said.replace("_", "-"))) is None:
        near = nearest(said, fields, limit=1)
        hint = f"did you mean {near[0]}?" if near else f"one of {', '.join(fields)}"
        raise UsageError(f"{quote(said)} is no field of this record", hint)
    return {"field": field}


def _insert(session: Session, name: str, column: str, record: int, attributes: Attributes) -> None:
    if name in _NUMBERED:
        attributes["seq"] = next_seq(session, name, column, record)
    if name == "agreement_act" and attributes.get("city_id") is not None:
        attributes["mode"] = ActMode.PARTY
    row = model_of(name)(**_DEFAULTS.get(name, {}) | attributes | {column: record})
    with session.no_autoflush:
        check(session, row)
    session.add(row)
    session.flush()


def _check_complete(rows: Rows, attributes: Attributes) -> None:
    by_word = {value.word: value for value in rows.values}
    missing = [word for word in rows.required if attributes.get(by_word[word].attribute) is None]
    if missing:
        given = ", ".join(f"{word}=…" for word in missing)
        raise UsageError(f"a {rows.word} needs {' and '.join(missing)}", f'write it as --{rows.word} "…, {given}"')


def _check_new(session: Session, rows: Rows, column: str, record: int, attributes: Attributes, text: str) -> None:
    if _matching(session, rows.table, column, record, attributes):
        raise ConflictError(f"this {rows.word} is recorded already: {quote(text)}", "leave it out")


def _matching(session: Session, name: str, column: str, record: int, attributes: Attributes) -> list[Any]:
    """Return the rows of a record that have these values."""
    model = model_of(name)
    rows = session.scalars(select(model).where(getattr(model, column) == record).order_by(model.__table__.c.id))
    return [row for row in rows if all(getattr(row, each) == value for each, value in attributes.items())]


def _find_row(answers: Answers, rows: Rows, column: str, found: FoundRecord, text: str) -> Any:
    """Find a row by its number, or by its values."""
    numbered = rows.table in _NUMBERED and rows.table != "activity_place"
    if numbered and text.strip().isdecimal():
        attributes: Attributes = {"seq": int(text)}
    else:
        attributes = answers.read_row(rows, text)
    matching = _matching(answers.session, rows.table, column, found.id, attributes)
    if not matching:
        raise NotFoundError(f"{found} has no {rows.word} {quote(text)}", f"see `twinning show {found.key}`")
    if len(matching) > 1:
        more = ", ".join(f"{value.word}=…" for value in rows.values[1:])
        raise AmbiguousError(f"{found} has {len(matching)} of {rows.word} {quote(text)}", f"say which with {more}")
    return matching[0]


def _signing(session: Session, agreement: int) -> AgreementAct:
    """Return the act that a signatory of an agreement signed: the first signing, or the first act if there is none."""
    acts = session.scalars(
        select(AgreementAct).where(AgreementAct.agreement_id == agreement).order_by(AgreementAct.seq)
    ).all()
    if not acts:
        raise ConflictError("this agreement has no act that could be signed", "record one with --add-act first")
    return next((act for act in acts if act.kind is ActKind.SIGNED), acts[0])


def _party_keys(session: Session, agreement: int) -> list[str]:
    city, party = table("city"), table("agreement_party")
    query = select(city.c.key).join(party, party.c.city_id == city.c.id).where(party.c.agreement_id == agreement)
    return list(session.execute(query).scalars())


def _check_party_may_go(session: Session, party: AgreementParty) -> None:
    """An agreement has two or more parties, and one that acted alone is needed by its act."""
    act = table("agreement_act")
    acted = select(act.c.seq).where(act.c.agreement_id == party.agreement_id, act.c.city_id == party.city_id)
    if (seq := session.execute(acted.limit(1)).scalar()) is not None:
        raise ConflictError(f"act {seq} was done by this party", "change or remove that act first")
    if len(_party_keys(session, party.agreement_id)) <= 2:
        raise ConflictError("an agreement has two or more parties", "add another first, or remove the agreement")
