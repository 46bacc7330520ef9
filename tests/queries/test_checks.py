"""Each rule is broken past the program, as another tool would, and `check` says so."""

import pytest
from sqlalchemy import text

from db.raw import raw_connection
from queries.making import make_activity, make_agreement, make_city
from twinning.db.session import NewOperation, reading, writing
from twinning.queries.checks import check


@pytest.fixture
def register(address):
    with writing(address, NewOperation("tester", "test")) as session:
        busan, chicago = make_city(session, "busan-kr", "Busan", "Pusan"), make_city(session, "chicago-us")
        make_agreement(session, busan, chicago, acts=[("signed", "1990")])
        make_activity(session, "visit", busan, chicago, start="1991")
        make_activity(session, "dinner", busan, start="1991")
    return address


def problems(address):
    with reading(address) as session:
        return [(row.table, row.record, row.problem) for row in check(session).rows]


def broken(address, *statements):
    with raw_connection(address) as connection:
        for statement in statements:
            connection.execute(text(statement))
    return problems(address)


def test_a_register_that_is_whole_has_no_problems(register):
    assert problems(register) == []


def test_the_seed_has_no_problems(both_packs):
    assert list(check(both_packs).rows) == []


def test_an_agreement_with_one_party_is_a_problem(register):
    gone = "DELETE FROM agreement_party WHERE city_id = (SELECT id FROM city WHERE key = 'chicago-us')"
    assert broken(register, gone) == [
        ("agreement", "busan-kr--chicago-us", "an agreement needs two parties and this one has 1")
    ]


def test_an_agreement_without_parties_is_a_problem(register):
    assert broken(register, "DELETE FROM agreement_party") == [
        ("agreement", "busan-kr--chicago-us", "an agreement needs two parties and this one has 0")
    ]


def test_activities_that_are_part_of_one_another_are_problems(register):
    circle = (
        "UPDATE activity SET part_of_id = (SELECT id FROM activity WHERE key = 'visit') WHERE key = 'dinner'",
        "UPDATE activity SET part_of_id = (SELECT id FROM activity WHERE key = 'dinner') WHERE key = 'visit'",
    )
    assert sorted(broken(register, *circle)) == [
        ("activity", "dinner", "it is part of itself"),
        ("activity", "visit", "it is part of itself"),
    ]


def test_a_part_of_a_part_is_no_problem(register):
    part = "UPDATE activity SET part_of_id = (SELECT id FROM activity WHERE key = 'visit') WHERE key = 'dinner'"
    assert broken(register, part) == []


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE city SET name = 'Fusan' WHERE key = 'busan-kr'", ("city", "busan-kr")),
        ("UPDATE city_name SET folded = 'fusan'", ("city_name", "city:busan-kr/name-1")),
    ],
)
def test_a_look_up_key_that_is_not_its_names_is_a_problem(register, statement, problem):
    assert broken(register, statement) == [(*problem, "its look-up key is not that of its name")]


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (
            "UPDATE agreement_act SET on_latest = '1990-06-30'",
            ("agreement_act", "agreement:busan-kr--chicago-us/act-1", "the bounds of on are not those of 1990"),
        ),
        (
            "UPDATE agreement_act SET on_doubtful = 1",
            ("agreement_act", "agreement:busan-kr--chicago-us/act-1", "the bounds of on are not those of 1990"),
        ),
        (
            "UPDATE activity SET start_text = 'spring' WHERE key = 'visit'",
            ("activity", "visit", "the bounds of start are not those of spring"),
        ),
    ],
)
def test_bounds_that_are_not_their_dates_are_a_problem(register, statement, problem):
    assert broken(register, statement) == [problem]


def test_a_place_of_an_activity_is_named_by_the_activity(register):
    on = "on_text = '1991', on_earliest = '1991-01-01', on_latest = '1991-01-02', on_doubtful = 0"
    place = f"UPDATE activity_place SET {on} WHERE seq = 2"
    assert broken(register, place) == [("activity", "visit", "the bounds of on are not those of 1991")]


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_reference_to_nothing_is_a_problem(register, dialect):
    with raw_connection(register) as connection:
        connection.connection.driver_connection.execute("COMMIT")
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        connection.connection.driver_connection.execute("UPDATE city_name SET city_id = 99, folded = 'x'")
        connection.connection.driver_connection.execute("BEGIN")
    assert problems(register) == [
        ("city_name", None, "row 1 refers to a city that is not there"),
        ("city_name", None, "its look-up key is not that of its name"),
    ]
