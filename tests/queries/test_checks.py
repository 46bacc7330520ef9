"""Each rule is broken past the program, as another tool would, and `check` says so."""

import pytest
from sqlalchemy import text

from db.raw import raw_connection
from queries.making import make_act, make_activity, make_agreement, make_citation, make_city, make_source
from twinning.db import typed_tables
from twinning.db.log.digests import renew_all
from twinning.db.models import Person
from twinning.db.session import NewOperation, connection_of, reading, writing
from twinning.domain.names import fold
from twinning.queries.lookup.cities import find_city
from twinning.queries.upkeep.checks import check


@pytest.fixture
def register(prepared):
    return prepared(record_a_tie_and_two_activities, "empty")


def record_a_tie_and_two_activities(address):
    with writing(address, NewOperation("tester", "test")) as session:
        busan, chicago = make_city(session, "busan-kr", "Busan", "Pusan"), make_city(session, "chicago-us")
        make_agreement(session, busan, chicago, acts=[("signed", "1990")])
        make_activity(session, "visit", busan, chicago, start="1991")
        make_activity(session, "dinner", busan, start="1991")


def problems(address):
    with reading(address) as connection:
        return [(row.table, row.record, row.problem) for row in check(connection).rows]


def broken(address, *statements):
    with raw_connection(address) as connection:
        for statement in statements:
            connection.execute(text(statement))
        renew_all(connection)  # as if an operation had written it: digests have tests of their own
    return problems(address)


def test_a_register_that_is_whole_has_no_problems(register):
    assert problems(register) == []


def test_the_seed_has_no_problems(both_packs):
    assert list(check(both_packs).rows) == []


def test_what_is_checked_is_read_in_parts_and_the_same_problems_are_found(register, monkeypatch):
    with writing(register, NewOperation("tester", "test")) as session:
        city, source = find_city(connection_of(session), "busan-kr"), make_source(session)
        for number in range(7):
            make_citation(session, source, seq=number, city_id=city.id, field="population", value="many")
    at_once = problems(register)
    assert len(at_once) == 7
    monkeypatch.setattr(typed_tables, "_AT_ONCE", 2)
    assert problems(register) == at_once


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


def id_of(table, key):
    return f"(SELECT id FROM {table} WHERE key = '{key}')"


def succession(seq, old, new):
    columns = "(old_city_id, seq, new_city_id, operation_id)"
    return f"INSERT INTO city_succession {columns} VALUES ({id_of('city', old)}, {seq}, {id_of('city', new)}, 1)"


def test_cities_that_succeed_one_another_are_problems(register):
    circle = succession(1, "busan-kr", "chicago-us"), succession(1, "chicago-us", "busan-kr")
    assert sorted(broken(register, *circle)) == [
        ("city", "busan-kr", "it is its own successor"),
        ("city", "chicago-us", "it is its own successor"),
    ]


def test_a_city_that_takes_the_place_of_another_is_no_problem(register):
    assert broken(register, succession(1, "busan-kr", "chicago-us")) == []


def test_agreements_that_take_one_anothers_place_are_problems(register):
    with writing(register, NewOperation("tester", "test")) as session:
        cities = make_city(session, "seoul-kr"), make_city(session, "tokyo-jp")
        first = make_agreement(session, *cities)
        second = make_agreement(session, *cities, key="another")
        for agreement, successor in ((first, second), (second, first)):
            session.add(make_act(2, "superseded", "1999", {"successor_id": successor.id, "agreement_id": agreement.id}))
    assert sorted(problems(register)) == [
        ("agreement", "another", "it takes its own place"),
        ("agreement", "seoul-kr--tokyo-jp", "it takes its own place"),
    ]


@pytest.mark.parametrize(
    ("alias", "key", "problem"),
    [
        ("pusan-kr", "fusan-kr", "it leads to fusan-kr, which is not there"),
        ("chicago-us", "busan-kr", "it is the key of a record, and another answers for it"),
    ],
)
def test_a_key_given_up_leads_to_a_record_and_is_none(register, alias, key, problem):
    columns = "(record_table, alias, key, operation_id)"
    made = f"INSERT INTO key_alias {columns} VALUES ('city', '{alias}', '{key}', 1)"
    assert broken(register, made) == [("key_alias", f"city:{alias}", problem)]


def test_a_key_given_up_for_another_is_no_problem(register):
    columns = "(record_table, alias, key, operation_id)"
    assert broken(register, f"INSERT INTO key_alias {columns} VALUES ('city', 'pusan-kr', 'busan-kr', 1)") == []


def test_a_key_given_up_is_of_a_table_that_has_keys(register):
    columns = "(record_table, alias, key, operation_id)"
    made = f"INSERT INTO key_alias {columns} VALUES ('street', 'main', 'high', 1)"
    assert broken(register, made) == [
        ("key_alias", "street:main", "there is no table street of records with a key"),
    ]


def test_nobody_signs_for_a_city_that_is_no_party(register):
    with writing(register, NewOperation("tester", "test")) as session:
        make_city(session, "seoul-kr")
        session.add(Person(key="kim-minji", name="Kim Minji", folded=fold("Kim Minji")))
    person = "(SELECT id FROM person)"
    signed = (
        "INSERT INTO act_person (act_id, person_id, city_id, role, operation_id) "
        f"VALUES ((SELECT id FROM agreement_act), {person}, {id_of('city', 'seoul-kr')}, 'signatory', 1)"
    )
    assert broken(register, signed) == [
        ("agreement_act", "agreement:busan-kr--chicago-us/act-1", "somebody did it for seoul-kr, which is no party")
    ]


def test_no_name_of_a_person_ends_before_it_begins(register):
    with writing(register, NewOperation("tester", "test")) as session:
        session.add(Person(key="kim-minji", name="Kim Minji", folded=fold("Kim Minji")))
    since = "since_text, since_earliest, since_latest, since_doubtful"
    named = (
        f"INSERT INTO person_name (person_id, seq, name, kind, folded, operation_id, {since}, "
        f"{since.replace('since', 'until')}) VALUES ((SELECT id FROM person), 1, 'Lee', 'former', 'lee', 1, "
        "'2000', '2000-01-01', '2000-12-31', 0, '1990', '1990-01-01', '1990-12-31', 0)"
    )
    assert broken(register, named) == [("person_name", "person:kim-minji/name-1", "its until lies before its since")]


def test_nothing_ends_before_it_begins(register):
    end = "end_text = '1990', end_earliest = '1990-01-01', end_latest = '1990-12-31', end_doubtful = 0"
    assert broken(register, f"UPDATE activity SET {end} WHERE key = 'visit'") == [
        ("activity", "visit", "its end lies before its start")
    ]


def test_of_the_words_on_one_field_one_is_preferred(register):
    with writing(register, NewOperation("tester", "test")) as session:
        city, source = find_city(connection_of(session), "Busan").id, make_source(session)
        for seq in (1, 2):
            make_citation(session, source, seq=seq, city_id=city, field="kind", value="city", preferred=True)
        make_citation(session, source, seq=3, city_id=city, field="name", value="Busan", preferred=True)
    assert problems(register) == [
        ("citation", "source:a-paper/citation-2", "another is preferred for the same field"),
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


@pytest.mark.sqlite_alone
def test_a_reference_to_nothing_is_a_problem(register):
    with raw_connection(register) as connection:
        connection.connection.driver_connection.execute("COMMIT")
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        connection.connection.driver_connection.execute("UPDATE city_name SET city_id = 99, folded = 'x'")
        connection.connection.driver_connection.execute("BEGIN")
        renew_all(connection)
    assert problems(register) == [
        ("city_name", None, "row 1 refers to a city that is not there"),
        ("city_name", None, "its look-up key is not that of its name"),
    ]


def test_what_a_field_cannot_hold_is_a_problem_where_a_source_states_it(register):
    with writing(register, NewOperation("tester", "test")) as session:
        city = find_city(connection_of(session), "busan-kr")
        make_citation(session, make_source(session), city_id=city.id, field="population", value="many")
    ((table, record, problem),) = problems(register)
    assert (table, record) == ("citation", "source:a-paper/citation-1")
    assert "what a source states for population has to be one" in problem


def test_an_e_mail_address_that_is_none_is_a_problem(register):
    contact = "(city_id, seq, email, operation_id) SELECT id, 1, 'office', 1 FROM city WHERE key = 'busan-kr'"
    told = "'office' is no e-mail address"
    assert broken(register, f"INSERT INTO contact {contact}") == [("contact", "city:busan-kr/contact-1", told)]


def test_a_sum_with_more_decimals_than_its_currency_has_is_a_problem(register):
    cost = "(agreement_id, seq, amount, currency, operation_id) SELECT id, 1, '1.000', 'KRW', 1 FROM agreement"
    told = "1.000 KRW has 3 decimals, and KRW has 0"
    expense = "agreement:busan-kr--chicago-us/expense-1"
    assert broken(register, f"INSERT INTO expense {cost}") == [("expense", expense, told)]
