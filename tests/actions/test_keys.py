import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.noting import noted
from queries.making import make_activity, make_agreement, make_city, make_source, trying
from twinning.actions.recording.keys import agreement_key, city_key, key_from_name, next_seq
from twinning.db.log.history import attempt
from twinning.db.models import ActivityPlace, City, CityName, KeyAlias
from twinning.db.references import parse_reference
from twinning.db.session import connection_of
from twinning.errors import NotFoundError


@pytest.mark.parametrize(
    ("name", "country", "key"),
    [("Busan", "KR", "busan-kr"), ("São Paulo", "BR", "sao-paulo-br"), ("부산", "KR", "busan-kr"), ("?", None, "x-xx")],
)
def test_a_citys_key_is_its_name_and_country(session, name, country, key):
    assert city_key(session, name, country) == key


def test_a_key_that_is_taken_gets_the_lowest_free_number(session):
    for key in ("busan-kr", "busan-kr--2", "busan-kr--4"):
        make_city(session, key, country_code="KR")
    assert city_key(session, "Busan", "KR") == "busan-kr--3"


def test_the_next_of_many_keys_alike_is_found_without_counting_from_the_first(session):
    for _ in range(10):
        make_source(session, key_from_name(session, "source", "Gazette"))
    with noted(connection_of(session)) as statements:
        assert key_from_name(session, "source", "Gazette") == "gazette--11"
    assert len(statements) < 6


def test_a_key_whose_record_was_taken_back_is_given_again(session):
    with contextlib.suppress(NotFoundError), attempt(session):
        make_source(session, key_from_name(session, "source", "Gazette"))
        raise NotFoundError("nothing")
    assert key_from_name(session, "source", "Gazette") == "gazette"


def test_a_key_that_a_merge_gave_up_is_not_given_again(session):
    session.add(KeyAlias(record_table="city", alias="busan-kr", key="pusan-kr"))
    session.add(KeyAlias(record_table="source", alias="busan-kr--2", key="x"))
    session.flush()
    assert city_key(session, "Busan", "KR") == "busan-kr--2"


def test_an_agreements_key_names_its_parties_in_order(session):
    cities = make_city(session, "busan-kr"), make_city(session, "chicago-us")
    make_agreement(session, *cities)
    assert agreement_key(session, ["chicago-us", "busan-kr"]) == "busan-kr--chicago-us--2"


def test_keys_are_unique_within_their_table_only(session):
    make_source(session, "kim")
    assert key_from_name(session, "person", "Kim") == "kim"
    assert key_from_name(session, "source", "Kim") == "kim--2"


def test_a_key_that_was_removed_is_not_given_again(session):
    session.delete(session.get_one(City, make_city(session, "busan-kr").id))
    assert city_key(session, "Busan", "KR") == "busan-kr--2"


def test_a_number_that_was_removed_is_not_given_again(session):
    city = make_city(session, "busan-kr", "Busan", "Pusan", "Fusan")
    session.delete(session.scalars(select(CityName).where(CityName.seq == 2)).one())
    session.flush()
    assert next_seq(session, "city_name", "city_id", city.id) == 3


def test_a_number_that_was_removed_of_what_has_no_name_is_not_given_again(session):
    activity = make_activity(session, "visit", make_city(session, "busan-kr"), make_city(session, "chicago-us"))
    session.delete(session.scalars(select(ActivityPlace).where(ActivityPlace.seq == 2)).one())
    session.flush()
    assert next_seq(session, "activity_place", "activity_id", activity.id) == 3


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.text(max_size=100), st.none() | st.sampled_from(["KR", "US"]))
def test_every_name_gives_a_key_that_is_a_reference(sqlite_empty, name, country):
    with trying(sqlite_empty) as session:
        for key in (city_key(session, name, country), key_from_name(session, "person", name)):
            assert parse_reference(key).key == key
