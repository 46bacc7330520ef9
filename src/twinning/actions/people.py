"""People, and those who sign."""

from collections.abc import Container

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.keys import key_from_name
from twinning.db.models import ActPerson, AgreementAct, Person
from twinning.db.session import connection_of
from twinning.domain.names import LONGEST_NAME, clean_text, fold
from twinning.errors import AmbiguousError, ConflictError, InputError, NotFoundError
from twinning.queries.lookup.cities import find_city
from twinning.queries.lookup.records import FoundRecord, find_in


def find_or_add_person(session: Session, text: str) -> Person:
    """Return the person of a name or key; a name that is new becomes a person.

    Raises AmbiguousError where several people have that name, NotFoundError for a key (`person:…`) that is none.
    """
    try:
        return session.get_one(Person, find_in(connection_of(session), ("person",), text).id)
    except NotFoundError:
        if text.strip().startswith("person:"):
            raise
    name = clean_text(text, "a person's name", LONGEST_NAME)
    person = Person(key=key_from_name(session, "person", name), name=name, folded=fold(name))
    session.add(person)
    session.flush()
    return person


def add_signatory(session: Session, act: AgreementAct, text: str, parties: Container[str]) -> None:
    """Record who signed, from `City: Name, Post`; the post, as held on that day, may be missing.

    `parties` are the keys of the cities that one can sign for. Raises InputError, NotFoundError, AmbiguousError, and
    ConflictError for one who signs twice.
    """
    for_whom, colon, rest = text.partition(":")
    name, _, post = (part.strip() for part in rest.partition(","))
    if not colon or not name:
        raise InputError("a signatory is written `City: Name, Post`", 'as in --signatory "Seoul: Oh Se-hoon, Mayor"')
    city = find_city(connection_of(session), for_whom.strip())
    if city.key not in parties:
        raise InputError(f"{city.name} is no party to this agreement", "a signatory signs for one of its cities")
    person = find_or_add_person(session, name)
    _check_signs_once(session, act, person)
    post_held = clean_text(post, "a post") if post else None
    session.add(ActPerson(act_id=act.id, person_id=person.id, city_id=city.id, post=post_held))
    session.flush()


def _check_signs_once(session: Session, act: AgreementAct, person: Person) -> None:
    signed = select(ActPerson.id).where(ActPerson.act_id == act.id, ActPerson.person_id == person.id)
    if session.execute(signed).first():
        raise ConflictError(
            f"{person.name} ({person.key}) signs twice", "write the names in full where two people share one"
        )


def find_signatory(session: Session, found: FoundRecord, text: str) -> ActPerson:
    """Return who signed an act, or any act of an agreement, by name or key. Raises NotFoundError, AmbiguousError."""
    person = find_in(connection_of(session), ("person",), text.rpartition(":")[2].partition(",")[0].strip())
    acts = select(AgreementAct.id).where(AgreementAct.agreement_id == found.id)
    signed = ActPerson.act_id == found.id if found.table == "agreement_act" else ActPerson.act_id.in_(acts)
    rows = session.scalars(select(ActPerson).where(signed, ActPerson.person_id == person.id)).all()
    if not rows:
        raise NotFoundError(f"{person.key} did not sign {found}", f"see `twinning show {found.key}`")
    if len(rows) > 1:
        raise AmbiguousError(f"{person.key} signed several acts of {found}", "name the act: agreement:KEY/act-1")
    return rows[0]
