"""Rows that hang on a record: names, acts, posts, places, people, expenses, contacts, citations."""

from typing import Any

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Session

from twinning.actions.citing import as_stated, cite
from twinning.actions.keys import next_seq
from twinning.actions.parse_values import Answers, Attributes
from twinning.actions.people import add_signatory, find_signatory
from twinning.actions.removing import remove
from twinning.actions.rules import check
from twinning.db.models import AgreementAct, AgreementParty, model_of
from twinning.domain.acts import ACT_RULES
from twinning.domain.names import quote
from twinning.domain.vocabulary import ActMode, NameKind
from twinning.errors import AmbiguousError, ConflictError, NotFoundError, UsageError
from twinning.forms import Rows
from twinning.queries.lookup.records import FoundRecord
from twinning.queries.tables import table

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
    if rows.table == "citation":
        cite(session, text, record_table, record)
        return None
    attributes = answers.read_row(rows, text)
    _check_complete(rows, attributes)
    return _insert(session, rows, f"{record_table}_id", record, attributes)


def find_hanging(answers: Answers, rows: Rows, found: FoundRecord, text: str) -> Any:
    """Return the row of a record that a text says, or its number where such rows have one.

    Raises NotFoundError where the record has none, AmbiguousError where it has several.
    """
    if rows.table == "act_person":
        return find_signatory(answers.session, found, text)
    return _find_row(answers, rows, f"{found.table}_id", found, text)


def remove_hanging(session: Session, row: Any, shown: str) -> None:
    """Take a row away that `find_hanging` found; `shown` is what messages call it. Raises ConflictError."""
    if isinstance(row, AgreementParty):
        _check_party_may_go(session, row)
    remove(session, row.__tablename__, row.id, shown)


def _insert(session: Session, rows: Rows, column: str, record: int, attributes: Attributes) -> None:
    row: Any = model_of(rows.table)(**_DEFAULTS.get(rows.table, {}) | attributes | {column: record})
    check(session, row)
    if any(_say_the_same(row, other) for other in _rows_of(session, rows.table, column, record)):
        raise ConflictError(f"this {rows.word} is recorded already", "leave it out, or edit the one that is there")
    if rows.table in _NUMBERED:
        row.seq = next_seq(session, rows.table, column, record)
    session.add(row)
    session.flush()


def _check_complete(rows: Rows, attributes: Attributes) -> None:
    by_word = {value.word: value for value in rows.values}
    missing = [word for word in rows.required if attributes.get(by_word[word].attribute) is None]
    if missing:
        given = ", ".join(f"{word}=…" for word in missing)
        raise UsageError(f"--{rows.word} needs {' and '.join(missing)}", f'write it as --{rows.word} "…, {given}"')


def _say_the_same(row: Any, other: Any) -> bool:
    """Say whether a new row would repeat another: in all that it says, or in what no two rows may have in common."""
    columns = row.__table__.columns
    alone = next((each for each in row.__table__.constraints if isinstance(each, UniqueConstraint)), None)
    if alone is not None and "seq" not in alone.columns:
        columns = alone.columns
    names = [column.name for column in columns if column.name not in ("id", "seq", "operation_id")]
    return all((getattr(row, name) or None) == (getattr(other, name) or None) for name in names)


def _matching(session: Session, name: str, column: str, record: int, attributes: Attributes) -> list[Any]:
    """Return the rows of a record that have these values."""
    rows = _rows_of(session, name, column, record)
    return [row for row in rows if all(getattr(row, each) == value for each, value in attributes.items())]


def _rows_of(session: Session, name: str, column: str, record: int) -> list[Any]:
    model = model_of(name)
    query = select(model).where(getattr(model, column) == record).order_by(model.__table__.c.id)
    return list(session.scalars(query))


def _find_row(answers: Answers, rows: Rows, column: str, found: FoundRecord, text: str) -> Any:
    """Find a row by its number, or by its values."""
    numbered = rows.table in _NUMBERED and rows.table != "activity_place"
    if numbered and text.strip().isdecimal():
        attributes: Attributes = {"seq": int(text)}
    else:
        attributes = answers.read_row(rows, text)
        if rows.table == "citation":
            attributes = as_stated(answers.session, found.table, attributes)
    matching = _matching(answers.session, rows.table, column, found.id, attributes)
    if not matching:
        raise NotFoundError(f"{found} has no {rows.word} {quote(text)}", f"see `twinning show {found.key}`")
    if len(matching) > 1:
        more = ", ".join(f"{value.word}=…" for value in rows.values[1:]) + (", or its number" if numbered else "")
        raise AmbiguousError(f"{found} has {len(matching)} of {rows.word} {quote(text)}", f"say which with {more}")
    return matching[0]


def _signing(session: Session, agreement: int) -> AgreementAct:
    """Return the act that a signatory of an agreement signed: the first signing, or the first act if there is none."""
    acts = session.scalars(
        select(AgreementAct).where(AgreementAct.agreement_id == agreement).order_by(AgreementAct.seq)
    ).all()
    if not acts:
        raise ConflictError("this agreement has no act that could be signed", "record one with --add-act first")
    return next((act for act in acts if ACT_RULES[act.kind].signs), acts[0])


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
    signatory = table("act_person")
    signed = select(act.c.seq).join(signatory, signatory.c.act_id == act.c.id)
    signed = signed.where(act.c.agreement_id == party.agreement_id, signatory.c.city_id == party.city_id)
    if (seq := session.execute(signed.limit(1)).scalar()) is not None:
        raise ConflictError(f"somebody signed act {seq} for this party", "remove that signatory first")
    if len(_party_keys(session, party.agreement_id)) <= 2:
        raise ConflictError("an agreement has two or more parties", "add another first, or remove the agreement")
