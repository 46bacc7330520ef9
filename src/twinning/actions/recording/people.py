"""Finding people, and adding those who are named for the first time."""

from sqlalchemy.orm import Session

from twinning.actions.checking.near_names import note_near
from twinning.actions.checking.remarks import remark
from twinning.actions.recording.keys import key_from_name
from twinning.db.models import Person
from twinning.db.session import connection_of
from twinning.domain.names import LONGEST_NAME, clean_text, fold
from twinning.queries.lookup.records import find_in, seek_in


def find_or_add_person(session: Session, text: str) -> int:
    """Return the id of the person of a name or key; a name that is new becomes a person.

    Raises AmbiguousError where several people have that name, NotFoundError for a key (`person:…`) that is none.
    """
    connection = connection_of(session)
    found = seek_in(connection, ("person",), text)
    if found is None and text.strip().startswith("person:"):
        found = find_in(connection, ("person",), text)  # says so, and knows the people near it
    return _add(session, text) if found is None else found.id


def _add(session: Session, text: str) -> int:
    name = clean_text(text, "a person's name", LONGEST_NAME)
    person = Person(key=key_from_name(session, "person", name), name=name, folded=fold(name))
    note_near(session, "person", [name])
    session.add(person)
    session.flush()
    remark(session, f"new person: {name} ({person.key})")
    return person.id
