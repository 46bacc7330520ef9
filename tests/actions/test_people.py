import pytest

from twinning.actions.recording.people import find_or_add_person
from twinning.db.models import Person, PersonName
from twinning.domain.names import fold
from twinning.domain.vocabulary import PersonNameKind
from twinning.errors import AmbiguousError, InputError


def test_a_new_name_becomes_a_person(session):
    person = find_or_add_person(session, " Lee Myung-bak ")
    assert (person.key, person.name, person.folded) == ("lee-myung-bak", "Lee Myung-bak", "leemyungbak")


@pytest.mark.parametrize("text", ["LEE MYUNG-BAK", "Lee Myung Bak", "lee-myung-bak", "person:lee-myung-bak"])
def test_a_known_name_or_key_is_that_person(session, text):
    person = find_or_add_person(session, "Lee Myung-bak")
    assert find_or_add_person(session, text) is person


def test_a_person_is_found_by_any_of_their_names(session):
    person = find_or_add_person(session, "Lee Myung-bak")
    name = PersonName(person_id=person.id, seq=1, name="이명박", folded=fold("이명박"), kind=PersonNameKind.OFFICIAL)
    session.add(name)
    session.flush()
    assert find_or_add_person(session, "이명박") is person


def test_a_name_that_two_people_have_is_ambiguous_and_their_keys_are_not(session):
    for key in ("kim", "kim--2"):
        session.add(Person(key=key, name="Kim", folded="kim"))
    session.flush()
    with pytest.raises(AmbiguousError) as caught:
        find_or_add_person(session, "Kim")
    assert caught.value.candidates == ("person:kim", "person:kim--2")
    assert find_or_add_person(session, "person:kim--2").key == "kim--2"


@pytest.mark.parametrize("text", ["", " ", "\u200b", "a\nb", "a\0b", "x" * 201])
def test_what_is_no_name_is_refused(session, text):
    with pytest.raises(InputError, match="a person's name"):
        find_or_add_person(session, text)
