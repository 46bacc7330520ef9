"""Those who sign for a party."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.checking.rules import check
from twinning.actions.recording.people import find_or_add_person
from twinning.actions.recording.resolving import attributes_of, defaults_of
from twinning.db.models import ActPerson, AgreementAct, Person
from twinning.db.session import connection_of
from twinning.db.tables.agreements import AGREEMENT_PARTY
from twinning.domain.agreements.acts import ACT_RULES
from twinning.errors import AmbiguousError, ConflictError, InputError, NotFoundError
from twinning.inputs import SignatoryInput
from twinning.queries.lookup.cities import find_city
from twinning.queries.lookup.records import FoundRecord, find_in


def add_signatory(session: Session, record: FoundRecord, signatory: SignatoryInput) -> None:
    """Record who signed an act, or of an agreement its first signing, else its first act.

    Raises InputError for somebody who signs for a stranger, NotFoundError, AmbiguousError, and ConflictError for one
    who signs twice, and where there is no act yet.
    """
    act = _signing(session, record.id) if record.table == "agreement" else session.get_one(AgreementAct, record.id)
    _check_party(session, act, str(signatory.city))
    _check_signs_once(session, act, find_or_add_person(session, str(signatory.person)))
    given = defaults_of(signatory) | attributes_of(session, signatory)
    row = ActPerson(act_id=act.id, **{"role": ACT_RULES[act.kind].role} | given)
    check(session, row)
    session.add(row)
    session.flush()


def find_signatory(session: Session, record: FoundRecord, signatory: SignatoryInput) -> ActPerson:
    """Return who signed an act, or any act of an agreement, by name or key. Raises NotFoundError, AmbiguousError."""
    named = signatory.person or signatory.city
    person = find_in(connection_of(session), ("person",), str(named))
    acts = select(AgreementAct.id).where(AgreementAct.agreement_id == record.id)
    signed = ActPerson.act_id == record.id if record.table == "agreement_act" else ActPerson.act_id.in_(acts)
    rows = session.scalars(select(ActPerson).where(signed, ActPerson.person_id == person.id)).all()
    if not rows:
        raise NotFoundError(f"{person.key} did not sign {record}", f"see `twinning show {record.key}`")
    if len(rows) > 1:
        raise AmbiguousError(f"{person.key} signed several acts of {record}", "name the act: agreement:KEY/act-1")
    return rows[0]


def _signing(session: Session, agreement: int) -> AgreementAct:
    acts = session.scalars(
        select(AgreementAct).where(AgreementAct.agreement_id == agreement).order_by(AgreementAct.seq)
    ).all()
    if not acts:
        raise ConflictError("this agreement has no act that could be signed", "record one with --add-act first")
    return next((act for act in acts if ACT_RULES[act.kind].signs), acts[0])


def _check_party(session: Session, act: AgreementAct, text: str) -> None:
    city = find_city(connection_of(session), text)
    party = select(AGREEMENT_PARTY.c.id).where(
        AGREEMENT_PARTY.c.agreement_id == act.agreement_id, AGREEMENT_PARTY.c.city_id == city.id
    )
    if session.execute(party).first() is None:
        raise InputError(f"{city.name} is no party to this agreement", "a signatory signs for one of its cities")


def _check_signs_once(session: Session, act: AgreementAct, number: int) -> None:
    signed = select(ActPerson.id).where(ActPerson.act_id == act.id, ActPerson.person_id == number)
    if session.execute(signed).first():
        person = session.get_one(Person, number)
        raise ConflictError(
            f"{person.name} ({person.key}) signs twice", "write the names in full where two people share one"
        )
