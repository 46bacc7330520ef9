"""Two records of one city become one: everything that led to the one leads to the other, and nothing is said twice."""

import contextlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from db.raw import insert, raw_connection
from db.valid_rows import first_rows
from queries.making import (
    make_activity,
    make_agreement,
    make_citation,
    make_city,
    make_commitment,
    make_count,
    make_source,
    trying,
)
from twinning.actions.merging.cities import Merged, merge_city
from twinning.actions.recording.keys import city_key
from twinning.db.models import (
    ActivityPlace,
    ActPerson,
    AgreementAct,
    AgreementParty,
    Citation,
    City,
    CityName,
    CitySuccession,
    Contact,
    Expense,
    KeyAlias,
    Organization,
    Person,
    PersonPost,
)
from twinning.db.session import NewOperation, connection_of, writing
from twinning.db.storage.address import Address
from twinning.db.tables import REFERENCES
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActMode, ActPersonRole, CityKind, Measure, PlaceRole, Status
from twinning.errors import ConflictError, NotFoundError
from twinning.queries.dossiers.merged import merged_city
from twinning.queries.lookup.agreements import find_agreement, load_ties, ties_of
from twinning.queries.lookup.cities import FoundCity, find_city
from twinning.queries.lookup.records import find_record
from twinning.queries.lookup.referrers import list_referrers
from twinning.rows.dossiers import MergedValueRow

TODAY = "2025-01-01"


@pytest.fixture
def busan(session: Session) -> FoundCity:
    return make_city(session, "busan-kr", None, "Fusan")


@pytest.fixture
def pusan(session: Session) -> FoundCity:
    return make_city(session, "pusan-kr", None, "부산")


@pytest.fixture
def chicago(session: Session) -> FoundCity:
    return make_city(session, "chicago-us")


def names_of(session: Session, city: FoundCity) -> list[tuple[int, str]]:
    names = select(CityName.seq, CityName.name).where(CityName.city_id == city.id).order_by(CityName.seq)
    return [(row.seq, row.name) for row in session.execute(names)]


def sections(connection: Connection, merged: Merged) -> dict[str, list[Any]]:
    dossier = merged_city(connection, merged.city, merged.given_up, merged.agreements, TODAY)
    return {section.name: list(section.rows) for section in dossier.sections}


def test_nothing_refers_to_the_record_that_is_given_up(
    session: Session, connection: Connection, busan: FoundCity, pusan: FoundCity, chicago: FoundCity
) -> None:
    left = ("left", "2000", {"mode": ActMode.PARTY, "city_id": pusan.id})
    agreement = make_agreement(session, pusan, chicago, acts=[("signed", "1990"), left])
    signed = session.scalars(select(AgreementAct).where(AgreementAct.seq == 1)).one()
    person = Person(key="kim", name="Kim", folded="kim")
    session.add(person)
    session.flush()
    make_activity(session, "visit", pusan, chicago)
    make_commitment(session, agreement, pusan)
    make_commitment(session, agreement, chicago, seq=2, creditor_id=pusan.id)
    make_count(session, pusan, Measure.PARTNER_CITIES, 3, "2000")
    make_citation(session, make_source(session, speaks_for_id=pusan.id), city_id=pusan.id)
    session.add_all(
        (
            ActPerson(act_id=signed.id, person_id=person.id, city_id=pusan.id, role=ActPersonRole.SIGNATORY),
            PersonPost(person_id=person.id, seq=1, title="Mayor", city_id=pusan.id),
            Contact(city_id=pusan.id, seq=1, office="Protocol"),
            Expense(agreement_id=agreement.id, seq=1, amount="5", currency="KRW", funder_city_id=pusan.id),
            Organization(key="port", name="Port", folded="port", acts_for_id=pusan.id),
            CitySuccession(old_city_id=chicago.id, seq=1, new_city_id=pusan.id),
        )
    )
    session.flush()
    led_there = {name for name, _, _ in list_referrers(connection, "city", [pusan.id])}
    merge_city(session, "pusan-kr", "busan-kr")
    assert led_there <= {name for name, _, _ in list_referrers(connection, "city", [busan.id])}
    assert list_referrers(connection, "city", [pusan.id]) == []
    assert session.get(City, pusan.id) is None


def test_the_key_goes_on_answering_and_is_never_given_again(
    session: Session, connection: Connection, busan: FoundCity, pusan: FoundCity
) -> None:
    merge_city(session, "Pusan", "Busan")
    assert find_city(connection, "pusan-kr") == busan
    assert find_record(connection, "city:pusan-kr").id == busan.id
    assert city_key(session, "Pusan", "KR") == "pusan-kr--2"


def test_a_merge_of_what_was_merged_before_leads_all_keys_to_the_last(
    session: Session, connection: Connection, busan: FoundCity
) -> None:
    for key in ("fusan-kr", "pusan-kr"):
        make_city(session, key)
    merge_city(session, "fusan-kr", "pusan-kr")
    merge_city(session, "fusan-kr", "busan-kr")
    assert {find_city(connection, key).key for key in ("fusan-kr", "pusan-kr", "busan-kr")} == {"busan-kr"}
    assert {alias.key for alias in session.scalars(select(KeyAlias))} == {"busan-kr"}


def test_the_names_of_both_stay_in_their_order_with_the_given_up_one_last(
    session: Session, connection: Connection, busan: FoundCity, pusan: FoundCity
) -> None:
    known = session.get_one(City, pusan.id, options=[selectinload(City.names)], populate_existing=True)
    assert [name.name for name in known.names] == ["부산"]
    merge_city(session, "pusan-kr", "busan-kr")
    assert names_of(session, busan) == [(1, "Fusan"), (2, "부산"), (3, "Pusan")]
    assert find_city(connection, "PUSAN") == busan


def test_a_name_that_the_city_has_is_not_doubled_and_keeps_its_citations(session: Session, busan: FoundCity) -> None:
    other = make_city(session, "busan-city-kr", "Busan", "Fusan")
    doubled = session.scalars(select(CityName.id).where(CityName.city_id == other.id)).one()
    kept = session.scalars(select(CityName.id).where(CityName.city_id == busan.id)).one()
    citation = make_citation(session, make_source(session), city_name_id=doubled)
    merge_city(session, "busan-city-kr", "busan-kr")
    assert names_of(session, busan) == [(1, "Fusan")]
    assert session.get_one(Citation, citation.id).city_name_id == kept


def test_what_one_party_did_is_what_the_city_did(
    session: Session, connection: Connection, busan: FoundCity, pusan: FoundCity, chicago: FoundCity
) -> None:
    osaka = make_city(session, "osaka-jp")
    left = ("left", "2000", {"mode": ActMode.PARTY, "city_id": pusan.id})
    key = make_agreement(session, pusan, chicago, osaka, acts=[("signed", "1990"), left]).key
    merge_city(session, "pusan-kr", "busan-kr")
    tie = find_agreement(connection, key)
    assert tie.key == "chicago-us--osaka-jp--pusan-kr"
    assert tie.status(TODAY, busan.id) is Status.ENDED
    assert tie.status(TODAY) is Status.ACTIVE
    parties = session.scalars(select(AgreementParty.city_id).where(AgreementParty.agreement_id == tie.id))
    assert set(parties) == {busan.id, chicago.id, osaka.id}


def test_a_place_that_is_there_is_not_doubled_and_another_role_stays(
    session: Session, busan: FoundCity, pusan: FoundCity
) -> None:
    visit = make_activity(session, "visit", busan, pusan)
    session.add(ActivityPlace(activity_id=visit.id, seq=3, city_id=pusan.id, role=PlaceRole.HOST))
    session.flush()
    merge_city(session, "pusan-kr", "busan-kr")
    places = select(ActivityPlace).where(ActivityPlace.activity_id == visit.id).order_by(ActivityPlace.seq)
    assert [(place.seq, place.city_id, place.role) for place in session.scalars(places)] == [
        (1, busan.id, PlaceRole.PARTICIPANT),
        (3, busan.id, PlaceRole.HOST),
    ]


@pytest.mark.parametrize(
    ("own", "other", "kept"),
    [
        ((100, None), (200, 2020), (100, None)),
        ((100, 2010), (200, 2020), (100, 2010)),
        ((100, None), (100, 2020), (100, 2020)),
        ((None, None), (200, 2020), (200, 2020)),
    ],
)
def test_a_year_is_taken_over_only_with_the_number_that_it_belongs_to(
    session: Session, own: tuple[int | None, int | None], other: tuple[int, int], kept: tuple[int, int | None]
) -> None:
    for key, (population, year) in (("busan-kr", own), ("pusan-kr", other)):
        make_city(session, key, population=population, population_year=year)
    merge_city(session, "pusan-kr", "busan-kr")
    city = session.scalars(select(City).where(City.key == "busan-kr")).one()
    assert (city.population, city.population_year) == kept


def test_numbered_records_get_the_next_numbers(session: Session, busan: FoundCity, pusan: FoundCity) -> None:
    for city in (busan, pusan):
        for seq in (2, 1):
            session.add(Contact(city_id=city.id, seq=seq, office=f"{city.name} {seq}"))
            session.flush()
    session.flush()
    merge_city(session, "pusan-kr", "busan-kr")
    contacts = session.scalars(select(Contact).order_by(Contact.seq))
    assert [(each.seq, each.office) for each in contacts] == [
        (1, "Busan 1"),
        (2, "Busan 2"),
        (3, "Pusan 1"),
        (4, "Pusan 2"),
    ]


def test_a_succession_of_both_by_one_city_is_one(session: Session, busan: FoundCity, pusan: FoundCity) -> None:
    new = make_city(session, "metropolis-kr")
    day = EdtfDate.parse("2001")
    for city in (busan, pusan):
        session.add(CitySuccession(old_city_id=city.id, seq=1, new_city_id=new.id, on=day if city is pusan else None))
    session.flush()
    merge_city(session, "pusan-kr", "busan-kr")
    only = session.scalars(select(CitySuccession)).one()
    assert (only.old_city_id, only.new_city_id, only.on) == (busan.id, new.id, day)


def test_of_two_days_of_one_succession_the_citys_stays(session: Session, busan: FoundCity, pusan: FoundCity) -> None:
    new = make_city(session, "metropolis-kr")
    for city, day in ((busan, "2001"), (pusan, "2003")):
        session.add(CitySuccession(old_city_id=new.id, seq=city.id, new_city_id=city.id, on=EdtfDate.parse(day)))
    session.flush()
    assert merge_city(session, "pusan-kr", "busan-kr").given_up == (MergedValueRow("succession", "2001", "2003"),)


def test_what_the_city_lacks_it_takes_over(session: Session) -> None:
    values = {"admin1": "Illinois", "latitude": 41.5, "longitude": -87.5, "wikidata_id": "Q1297", "geonames_id": 4887}
    make_city(session, "chicago-xx", "Chikago", country_code="US", **values)
    make_city(session, "chicago-us", country_code=None)
    merged = merge_city(session, "chicago-xx", "chicago-us")
    city = session.get_one(City, merged.city.id)
    assert {name: getattr(city, name) for name in values} == values
    assert (city.country_code, merged.given_up) == ("US", ())


def test_what_both_have_stays_as_the_city_has_it_and_the_dossier_says_so(
    session: Session, connection: Connection
) -> None:
    make_city(session, "cebu-ph", kind=CityKind.CITY, wikidata_id="Q1467", admin1="Cebu")
    make_city(session, "cebu-city-ph", kind=CityKind.OTHER, wikidata_id="Q13788", admin1="Cebu")
    merged = merge_city(session, "cebu-ph", "cebu-city-ph")
    assert session.get_one(City, merged.city.id).wikidata_id == "Q13788"
    rows = [(row.field, row.kept, row.given_up) for row in sections(connection, merged)["given_up"]]
    assert rows == [("kind", "other", "city"), ("wikidata_id", "Q13788", "Q1467")]


def test_agreements_of_the_same_parties_are_shown_since_they_may_be_one(
    session: Session, connection: Connection, busan: FoundCity, pusan: FoundCity, chicago: FoundCity
) -> None:
    osaka = make_city(session, "osaka-jp")
    for cities in ((busan, chicago), (pusan, chicago), (pusan, osaka)):
        make_agreement(session, *cities)
    merged = merge_city(session, "pusan-kr", "busan-kr")
    assert [row.key for row in sections(connection, merged)["same_parties"]] == [
        "busan-kr--chicago-us",
        "chicago-us--pusan-kr",
    ]


def test_two_agreements_that_the_city_had_are_no_news(
    session: Session, connection: Connection, busan: FoundCity, pusan: FoundCity, chicago: FoundCity
) -> None:
    make_agreement(session, busan, chicago)
    make_agreement(session, busan, chicago, key="second")
    assert sections(connection, merge_city(session, "pusan-kr", "busan-kr"))["same_parties"] == []


def test_a_city_is_not_merged_with_itself(session: Session, busan: FoundCity) -> None:
    with pytest.raises(ConflictError, match="Busan is busan-kr already"):
        merge_city(session, "Fusan", "busan-kr")


def test_an_unknown_city_is_not_merged(session: Session, busan: FoundCity) -> None:
    with pytest.raises(NotFoundError):
        merge_city(session, "Busann", "busan-kr")


def test_parties_of_one_agreement_are_two_cities(session: Session, busan: FoundCity, pusan: FoundCity) -> None:
    make_agreement(session, busan, pusan)
    with pytest.raises(ConflictError, match="are parties of one agreement, busan-kr--pusan-kr"):
        merge_city(session, "pusan-kr", "busan-kr")


@pytest.mark.parametrize("turned", [False, True])
def test_who_owes_the_other_something_is_another_city(
    session: Session, busan: FoundCity, pusan: FoundCity, chicago: FoundCity, turned: bool
) -> None:
    agreement = make_agreement(session, busan, chicago)
    debtor, creditor = (busan, pusan) if turned else (pusan, busan)
    make_commitment(session, agreement, debtor, creditor_id=creditor.id)
    with pytest.raises(ConflictError, match="owe one another something, agreement:busan-kr--chicago-us/commitment-1"):
        merge_city(session, "pusan-kr", "busan-kr")


@pytest.mark.parametrize("turned", [False, True])
def test_who_succeeded_the_other_through_a_third_is_another_city(
    session: Session, busan: FoundCity, pusan: FoundCity, chicago: FoundCity, turned: bool
) -> None:
    session.add(CitySuccession(old_city_id=pusan.id, seq=1, new_city_id=chicago.id))
    session.add(CitySuccession(old_city_id=chicago.id, seq=1, new_city_id=busan.id))
    session.flush()
    with pytest.raises(ConflictError, match="Busan succeeded Pusan: they are two cities"):
        merge_city(session, *(("busan-kr", "pusan-kr") if turned else ("pusan-kr", "busan-kr")))


OTHERS = ("chicago-us", "osaka-jp", "cairo-eg")
TIES = st.lists(
    st.tuples(
        st.sampled_from(["busan-kr", "pusan-kr"]),
        st.sets(st.sampled_from(OTHERS), min_size=1),
        st.sampled_from(["signed", "proposed", "left", "ended"]),
    ),
    max_size=5,
)


@settings(max_examples=40)
@given(TIES)
def test_the_partners_of_both_are_the_partners_of_the_one(
    sqlite_empty: Address, ties: list[tuple[str, set[str], str]]
) -> None:
    with trying(sqlite_empty) as session:
        cities = {key: make_city(session, key) for key in ("busan-kr", "pusan-kr", *OTHERS)}
        for number, (one, others, kind) in enumerate(ties):
            by = {"mode": ActMode.PARTY, "city_id": cities[one].id} if kind in ("left", "ended") else {}
            parties = (cities[key] for key in (one, *sorted(others)))
            make_agreement(session, *parties, key=f"tie-{number}", acts=[("signed", "1990"), (kind, "2000", by)])
        before = statuses(connection_of(session), cities["busan-kr"]) | statuses(
            connection_of(session), cities["pusan-kr"]
        )
        merge_city(session, "pusan-kr", "busan-kr")
        assert statuses(connection_of(session), cities["busan-kr"]) == before


def statuses(connection: Connection, city: FoundCity) -> set[tuple[str, str, Status]]:
    """Each agreement of a city, with each partner, and its status between the two."""
    return {
        (tie.key, party.key, tie.status(TODAY, city.id, party.id))
        for tie in load_ties(connection, ties_of(city.id))
        for party in tie.partners_of(city.id)
    }


def test_whatever_refers_to_the_one_record_in_whichever_column_refers_to_the_other(sqlite_address: Address) -> None:
    columns = [(table, f"{name}_id") for table, names in REFERENCES.items() for name in names if names[name] == "city"]
    with raw_connection(sqlite_address) as connection:
        for table, row in (*first_rows(), *OTHER_WAY_ROUND):
            insert(connection, table, row)
        connection.execute(text("UPDATE agreement_act SET mode = 'party', city_id = 1"))
        for table, column in columns:
            fill_with_first(connection, table, column)
        referring = {(table, column): count(connection, table, column, 1) for table, column in columns}
    with writing(sqlite_address, NewOperation("tester", "merge-city")) as session:
        merge_city(session, "busan-kr", "fukuoka-jp")
    with raw_connection(sqlite_address) as connection:
        assert {each: count(connection, *each, 3) for each in columns if each != ("city_name", "city_id")} == {
            each: number for each, number in referring.items() if each != ("city_name", "city_id")
        }
    assert [each for each, number in referring.items() if number == 0] == []


BY = {"operation_id": 1}
OTHER_WAY_ROUND: tuple[tuple[str, Any], ...] = (
    ("city", {"id": 9, "key": "old-kr", "name": "Old", "folded": "old", "kind": "city"} | BY),
    ("city_succession", {"id": 9, "old_city_id": 9, "seq": 1, "new_city_id": 1} | BY),
    (
        "commitment",
        {"id": 9, "agreement_id": 1, "seq": 9, "debtor_id": 2, "creditor_id": 1, "text": "A tree"}
        | {"state": "open"}
        | BY,
    ),
)
"""What the first rows have of the first city as the one side of a pair, here as the other."""


def fill_with_first(connection: Connection, table: str, column: str) -> None:
    """Let every row that may refer to the first city in a column do so."""
    ids = connection.execute(text(f"SELECT id FROM {table} WHERE {column} IS NULL")).scalars().all()
    for row in ids:
        with contextlib.suppress(IntegrityError), connection.begin_nested():
            connection.execute(text(f"UPDATE {table} SET {column} = 1 WHERE id = {row}"))


def count(connection: Connection, table: str, column: str, city: int) -> int:
    return connection.execute(text(f"SELECT count(*) FROM {table} WHERE {column} = {city}")).scalar_one()


def test_whatever_one_record_of_a_city_lacks_it_takes_over_from_the_other(session: Session) -> None:
    names = [each.key for each in City.__mapper__.column_attrs if each.key not in NO_FACTS]
    facts: dict[str, Any] = {
        name: FACTS.get(name) or SAMPLES[City.__table__.c[name].type.python_type] for name in names
    }
    make_city(session, "pusan-kr", **facts)
    kept = make_city(session, "busan-kr", country_code=None)
    merge_city(session, "pusan-kr", "busan-kr")
    city = session.get_one(City, kept.id)
    session.refresh(city)
    assert {name: getattr(city, name) for name in names if name != "kind"} == {
        name: value for name, value in facts.items() if name != "kind"
    }


NO_FACTS = ("id", "key", "name", "folded", "operation_id")
FACTS = {"country_code": "KR", "wikidata_id": "Q16520", "kind": CityKind.CITY}
SAMPLES: dict[type, object] = {str: "Busan", int: 1838, float: 35.5}
