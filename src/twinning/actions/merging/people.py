"""Making one person of two records that were the same all along."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.merging.rows import keep_name, leave_key, move_references, retire, take_over
from twinning.db.log.history import names_by_reference
from twinning.db.models import Person
from twinning.db.session import connection_of
from twinning.db.tables.agreements import ACT_PERSON
from twinning.domain.vocabulary import PersonNameKind
from twinning.errors import ConflictError
from twinning.queries.lookup.records import FoundRecord, find_in
from twinning.queries.lookup.references import names_of
from twinning.rows.dossiers import MergedValueRow


@dataclass(frozen=True, slots=True)
class MergedPerson:
    """The person who stayed, and the values that were not taken over."""

    person: FoundRecord
    given_up: tuple[MergedValueRow, ...]


def merge_person(session: Session, duplicate: str, into: str) -> MergedPerson:
    """Let everything that refers to a person's duplicate refer to the person, whose alias the duplicate's key becomes.

    The names and posts of both stay. Raises NotFoundError, AmbiguousError, and ConflictError for two who cannot be one
    person: they did one act for two cities.
    """
    gone, kept = (find_in(connection_of(session), ("person",), text) for text in (duplicate, into))
    _check(session, gone, kept)
    for text, found in ((duplicate, gone), (into, kept)):
        names_by_reference(session, text, str(found))
    person, former = session.get_one(Person, kept.id), session.get_one(Person, gone.id)
    given_up = move_references(session, "person", gone.id, kept.id)
    keep_name(session, former, person, PersonNameKind.SHORT)
    retire(session, former)
    given_up += take_over(session, former, person)
    leave_key(session, "person", gone.key, kept.key)
    return MergedPerson(kept, tuple(given_up))


def _check(session: Session, gone: FoundRecord, kept: FoundRecord) -> None:
    if gone == kept:
        raise ConflictError(f"{gone.key} is that person already", "name two records of one person")
    one, other = ACT_PERSON.alias(), ACT_PERSON.alias()
    shared = select(one.c.act_id).join(other, other.c.act_id == one.c.act_id)
    shared = shared.where(one.c.person_id == gone.id, other.c.person_id == kept.id, one.c.city_id != other.c.city_id)
    if (act := session.execute(shared.order_by(one.c.act_id).limit(1)).scalar()) is not None:
        name = names_of(connection_of(session), "agreement_act", [act])[act]
        raise ConflictError(f"{gone.key} and {kept.key} did {name} for two cities", "they are two people")
