"""Whom to reach, and which contacts have to be asked anew."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from queries.making import make_city
from twinning.db.models import Contact, Organization, Person, PersonName
from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold
from twinning.domain.vocabulary import PersonNameKind
from twinning.queries.lists.contacts import ContactFilter, list_contacts
from twinning.queries.lists.contacts import _standing as standing

DAYS = st.dates().map(lambda day: day.isoformat())


@pytest.fixture
def busan(session):
    return make_city(session, "busan-kr")


def make_contact(session: Any, seq: int, valid_until: str | None = None, **columns: Any) -> None:
    date = EdtfDate.parse(valid_until) if valid_until else None
    session.add(Contact(seq=seq, valid_until=date, **({"office": "Protocol"} | columns)))
    session.flush()


def rows(connection: Connection, day: str = "2026-05-01", **chosen: Any) -> list[Any]:
    return list(list_contacts(connection, ContactFilter(day, **chosen)).rows)


@pytest.mark.parametrize(
    ("valid_until", "expected"),
    [
        (None, "unknown"),
        ("2026-04-30", "stale"),
        ("2026-05-01", "valid"),
        ("2026-05", "valid"),
        ("2026-04", "stale"),
        ("2025?", "unknown"),
        ("2027~", "unknown"),
        ("[2020..]", "valid"),
    ],
)
def test_a_contact_is_stale_once_its_last_possible_day_is_past(session, connection, busan, valid_until, expected):
    make_contact(session, 1, valid_until, city_id=busan.id)
    assert [row.standing for row in rows(connection)] == [expected]


def test_stale_contacts_are_those_that_have_to_be_asked_anew(session, connection, busan):
    for seq, day in enumerate(("2026-01", "2027", None), 1):
        make_contact(session, seq, day, city_id=busan.id)
    assert [row.key for row in rows(connection, stale=True)] == ["city:busan-kr/contact-1", "city:busan-kr/contact-3"]
    assert [row.standing for row in rows(connection, "2025-01-01", stale=True)] == ["unknown"]


def test_a_text_finds_a_contact_by_every_name_of_its_city_and_its_person(session, connection):
    pusan = make_city(session, "busan-kr", "Busan", "부산")
    person = Person(key="kim-minji", name="Kim Minji", folded=fold("Kim Minji"))
    person.names = [PersonName(seq=1, name="김민지", folded=fold("김민지"), kind=PersonNameKind.SHORT)]
    session.add(person)
    session.flush()
    make_contact(session, 1, city_id=pusan.id)
    make_contact(session, 2, city_id=make_city(session, "osaka-jp").id, person_id=person.id)
    found = {
        text: [row.key for row in rows(connection, text=text)] for text in ("부산", "김민", "busan", "minji", "seoul")
    }
    of_city, of_person = ["city:busan-kr/contact-1"], ["city:osaka-jp/contact-2"]
    assert found == {"부산": of_city, "김민": of_person, "busan": of_city, "minji": of_person, "seoul": []}


def test_the_contacts_of_a_city_are_those_of_its_organizations_too(session, connection, busan):
    osaka = make_city(session, "osaka-jp")
    museum = Organization(key="museum", name="Maritime Museum", folded="maritimemuseum", acts_for_id=busan.id)
    person = Person(key="kim", name="Kim", folded="kim")
    session.add_all([museum, person])
    session.flush()
    make_contact(session, 1, city_id=busan.id, person_id=person.id, office=None, email="kim@busan.example")
    make_contact(session, 1, organization_id=museum.id)
    make_contact(session, 1, city_id=osaka.id)
    assert [row.at for row in rows(connection)] == ["Busan", "Maritime Museum", "Osaka"]
    for chosen in ({"cities": (busan.id,)}, {"country_code": "KR"}):
        assert [row.at for row in rows(connection, **chosen)] == ["Busan", "Maritime Museum"], chosen
    assert [row.email for row in rows(connection, person=person.id)] == ["kim@busan.example"]
    assert [row.at for row in rows(connection, organization=museum.id)] == ["Maritime Museum"]
    assert [row.at for row in rows(connection, text="KIM")] == ["Busan"]


def test_a_register_without_contacts_says_so(connection):
    assert list_contacts(connection, ContactFilter("2026-05-01")).empty == "no contacts recorded"


@given(DAYS, DAYS)
def test_a_contact_never_becomes_valid_again(until: str, day: str) -> None:
    later = max(until, day)
    if standing(EdtfDate.parse(until), day) == "stale":
        assert standing(EdtfDate.parse(until), later) == "stale"
    assert (standing(EdtfDate.parse(until), day) == "stale") is (until < day)
