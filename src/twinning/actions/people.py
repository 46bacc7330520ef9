"""People who sign."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.keys import key_from_name
from twinning.db.models import Person
from twinning.errors import AmbiguousError
from twinning.names import clean_text, fold, quote


def find_or_add_person(session: Session, text: str) -> Person:
    """Return the person of a name or key; a name that is new becomes a person.

    Raises AmbiguousError where several people have that name.
    """
    name = clean_text(text, "a person's name", longest=200)
    named = (Person.folded == fold(name)) | (Person.key == text.removeprefix("person:"))
    found = session.scalars(select(Person).where(named).order_by(Person.key)).all()
    if len(found) > 1:
        keys = tuple(person.key for person in found)
        raise AmbiguousError(
            f"{quote(name)} could be {len(found)} people: {', '.join(keys)}", f"say which by key: {keys[0]}", keys
        )
    if found:
        return found[0]
    person = Person(key=key_from_name(session, "person", name), name=name, folded=fold(name))
    session.add(person)
    session.flush()
    return person
