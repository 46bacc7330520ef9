"""What may be recorded already is found by its name, in whatever alphabet, without reading all names."""

import pytest
from sqlalchemy.orm import Session

from twinning.actions.checking.near_names import note_near
from twinning.actions.checking.remarks import take_remarks
from twinning.db.models import City, CityName, Organization, Person
from twinning.db.session import NewOperation, writing
from twinning.db.storage.address import Address
from twinning.domain.names import fold

KNOWN = (
    "Frankfurt am Main",
    "Kyiv",
    "Sergey Sobyanin",
    "Lee Myung-bak",
    "부산광역시",
    "서울",
    "北京市",
    "Сергей Собянин",
)


@pytest.fixture
def session(address: Address):
    with writing(address, NewOperation("tester", "test"), dry_run=True) as session:
        yield session


def near(session: Session, table: str, name: str, country: str | None = None) -> list[str]:
    note_near(session, table, [name], country)
    said = [each.text.partition(" may be ")[2] for each in take_remarks(session)]
    return [each.partition(" (")[0] for text in said for each in text.split(" or ")]


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Frankfurt an Main", ["Frankfurt am Main"]),
        ("Frankfur tamm ain", ["Frankfurt am Main"]),
        ("Kyic", ["Kyiv"]),
        ("Kiyv", ["Kyiv"]),
        ("Lyiv", ["Kyiv"]),
        ("Kyivv", ["Kyiv"]),
        ("Sergei Sobyanin", ["Sergey Sobyanin", "Сергей Собянин"]),
        ("이명박", ["Lee Myung-bak"]),
        ("부신광역시", ["부산광역시"]),
        ("Busan Gwangyeoksi", ["부산광역시"]),
        ("서욿", ["서울"]),
        ("北京布", []),
        ("Oslo", []),
    ],
)
def test_people_a_slip_or_an_alphabet_apart_are_found(session: Session, typed: str, known: list[str]) -> None:
    people = (Person(key=f"p-{number}", name=name, folded=fold(name)) for number, name in enumerate(KNOWN))
    session.add_all(people)
    session.flush()
    assert near(session, "person", typed) == known


def test_an_organization_is_found_by_its_short_name(session: Session) -> None:
    session.add(Organization(key="koica", name="Korea Agency", folded=fold("Korea Agency"), short_name="KOICA"))
    session.flush()
    assert near(session, "organization", "KOICE") == near(session, "organization", "Кореа Агенси") == ["Korea Agency"]


def test_a_city_is_found_by_another_name_where_its_country_may_be_the_same(session: Session) -> None:
    for number, country in enumerate(("KR", "DE", None)):
        city = City(key=f"c-{number}", name=f"City {number}", folded=f"city{number}", kind="city", country_code=country)
        city.names = [CityName(seq=1, name="부산광역시", folded="부산광역시", kind="official")]
        session.add(city)
    session.flush()
    assert near(session, "city", "Pusan Kwangyoksi", "KR") == ["City 0", "City 2"]
    assert near(session, "city", "부산광역사") == ["City 0", "City 1", "City 2"]
