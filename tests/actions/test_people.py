import pytest
from sqlalchemy import event

from twinning.actions.recording.people import find_or_add_person
from twinning.actions.recording.records import add, edit
from twinning.db.models import Contact, Person, PersonName
from twinning.domain.names import fold
from twinning.domain.vocabulary import PersonNameKind
from twinning.errors import AmbiguousError, ConflictError, InputError
from twinning.inputs import CityInput, ContactInput


def test_a_new_name_becomes_a_person(session):
    person = session.get_one(Person, find_or_add_person(session, " Lee Myung-bak "))
    assert (person.key, person.name, person.folded) == ("lee-myung-bak", "Lee Myung-bak", "leemyungbak")


@pytest.mark.parametrize("text", ["LEE MYUNG-BAK", "Lee Myung Bak", "lee-myung-bak", "person:lee-myung-bak"])
def test_a_known_name_or_key_is_that_person(session, text):
    person = find_or_add_person(session, "Lee Myung-bak")
    assert find_or_add_person(session, text) == person


def test_a_person_is_found_by_any_of_their_names(session):
    person = find_or_add_person(session, "Lee Myung-bak")
    name = PersonName(person_id=person, seq=1, name="이명박", folded=fold("이명박"), kind=PersonNameKind.OFFICIAL)
    session.add(name)
    session.flush()
    assert find_or_add_person(session, "이명박") == person


def test_a_name_that_two_people_have_is_ambiguous_and_their_keys_are_not(session):
    for key in ("kim", "kim--2"):
        session.add(Person(key=key, name="Kim", folded="kim"))
    session.flush()
    with pytest.raises(AmbiguousError) as caught:
        find_or_add_person(session, "Kim")
    assert caught.value.candidates == ("person:kim", "person:kim--2")
    assert session.get_one(Person, find_or_add_person(session, "person:kim--2")).key == "kim--2"


@pytest.mark.parametrize("text", ["", " ", "\u200b", "a\nb", "a\0b", "x" * 201])
def test_what_is_no_name_is_refused(session, text):
    with pytest.raises(InputError, match="a person's name"):
        find_or_add_person(session, text)


def test_a_contact_is_held_beside_no_more_of_a_city_s_others_than_may_say_the_same(session):
    contacts = [ContactInput(office="Office", email=f"{name}@example.org") for name in "abc"]
    add(session, CityInput("Busan", "KR", contacts=tuple(contacts)))
    session.expunge_all()
    read = []

    def keep(row, _context):
        read.append(row.email)

    event.listen(Contact, "load", keep)
    edit(session, "busan-kr", CityInput(contacts=(ContactInput(office="Office", email="d@example.org"),)))
    assert read == []
    with pytest.raises(ConflictError, match="recorded already"):
        edit(session, "busan-kr", CityInput(contacts=(contacts[1],)))
    event.remove(Contact, "load", keep)
    assert read == ["b@example.org"]


def test_a_row_that_a_new_record_is_given_twice_is_refused(session):
    twice = ContactInput(email="a@example.org")
    with pytest.raises(ConflictError, match="recorded already"):
        add(session, CityInput("Busan", "KR", contacts=(twice, twice)))
