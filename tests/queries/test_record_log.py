"""The log is asked by its index, and tells of a record and of its children."""

import pytest
from sqlalchemy.orm import Session

from db.noting import noted, plans
from db.raw import raw_connection
from queries.making import make_city, trying
from twinning.actions.evidence.citing import cite
from twinning.actions.recording.keys import next_seq
from twinning.db.models import City
from twinning.db.session import NewOperation, connection_of, reading, writing
from twinning.errors import NotFoundError
from twinning.inputs import CitationInput
from twinning.queries.history.operations import list_operations
from twinning.queries.history.record_log import touched_after
from twinning.queries.history.undone_operations import tells_of
from twinning.queries.lookup.records import find_row

LOOKUPS = {
    "those that touched a record": list_operations,
    "whether a record was there": tells_of,
}


@pytest.mark.parametrize("lookup", LOOKUPS.values(), ids=LOOKUPS)
def test_what_touched_a_record_is_found_by_the_index(sqlite_empty, lookup):
    with trying(sqlite_empty) as session:
        make_city(session, "busan-kr", "Busan", "Pusan")
        connection = connection_of(session)
        with noted(connection) as statements:
            lookup(connection, "city:busan-kr")
        steps = [step for step in plans(connection, [*statements]) if "change" in step]
    assert steps
    assert all("USING" in step and "INDEX ix_change_record" in step for step in steps), steps


@pytest.mark.postgresql
@pytest.mark.parametrize("lookup", LOOKUPS.values(), ids=LOOKUPS)
def test_what_touched_a_record_is_found_by_the_index_on_a_server_too(postgresql_registers, tmp_path, lookup):
    with postgresql_registers.copy("empty", tmp_path) as register, trying(register) as session:
        make_city(session, "busan-kr", "Busan", "Pusan")
        connection = connection_of(session)
        with noted(connection) as statements:
            lookup(connection, "city:busan-kr")
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        asked = [
            (text, values) for text, values in statements if "change.record =" in text or "change.record LIKE" in text
        ]
        found = [connection.exec_driver_sql(f"EXPLAIN {text}", values).scalars().all() for text, values in asked]
    assert found
    assert all("ix_change_record" in " ".join(plan) for plan in found), found


def test_the_log_reads_no_more_operations_than_are_shown(address):
    for number in range(1, 6):
        with writing(address, NewOperation("tester", f"add {number}")) as session:
            make_city(session, f"city-{number}", country_code="KR")
    with reading(address) as connection:
        (section,) = list_operations(connection).sections
        with noted(connection) as statements:
            shown = [row.command for row in section.rows[:2]]
        assert all("LIMIT" in text or "IN (SELECT" in text for text, _ in statements), statements
        assert (shown, len(section.rows)) == (["add 5", "add 4"], 5)
        assert [row.operation for row in section.rows] == [5, 4, 3, 2, 1]


@pytest.mark.postgresql
def test_the_numbers_that_rows_had_are_found_by_the_record_alone_before_a_server_has_statistics(postgresql_address):
    told = """INSERT INTO change (operation_id, seq, record, record_table, record_id, kind, after)
        SELECT 1, n, 'activity:visit-' || n, 'activity_place', n, 'insert', '{}' FROM generate_series(1, 10000) AS n"""
    with raw_connection(postgresql_address) as connection:
        connection.exec_driver_sql("INSERT INTO operation VALUES (1, '2026-01-01', 'tester', 'import', NULL, 0, 0, 0)")
        connection.exec_driver_sql(told)
        with noted(connection) as statements:
            assert next_seq(Session(connection), "activity_place", "activity_id", 7, "activity:visit-7") == 1
        asked = [(text, values) for text, values in statements if "FROM change" in text]
        plan = [step for each, values in asked for (step,) in connection.exec_driver_sql(f"EXPLAIN {each}", values)]
        connection.rollback()
    assert "ix_change_record " in " ".join(plan)
    assert "ix_change_record_table" not in " ".join(plan), plan


def operation_of(session, key):
    return session.get_one(City, make_city(session, key).id).operation_id


def touched(connection, *names, after=0):
    """Return the last operation that touched each record after one."""
    records = [find_row(connection, name) for name in names]
    return {each.key: last for each, last in touched_after(connection, after, records).items()}


def test_an_operation_touched_a_record_when_it_touched_a_child(session):
    number = operation_of(session, "busan-kr")
    make_city(session, "chicago-us", "Chicago", "Windy City")
    names = ("chicago-us", "city:chicago-us/name-1")
    assert touched(connection_of(session), *names) == dict.fromkeys(names, number)
    assert touched(connection_of(session), *names, after=number) == {}


def test_an_operation_touched_a_record_when_it_changed_what_a_source_states_of_a_child(sqlite_empty):
    with writing(sqlite_empty, NewOperation("tester", "add")) as session:
        make_city(session, "chicago-us", "Chicago", "Windy City")
        made = operation_of(session, "busan-kr")
        name = find_row(connection_of(session), "city:chicago-us/name-1")
    with writing(sqlite_empty, NewOperation("tester", "cite")) as session:
        cite(session, CitationInput("https://example.org/names", field="name"), name.table, name.id)
    with reading(sqlite_empty) as connection:
        last = touched(connection, "chicago-us", name.key, "busan-kr", after=made)
    assert last == dict.fromkeys(("chicago-us", name.key), made + 1)


def test_what_was_changed_before_is_not_read(sqlite_empty):
    with trying(sqlite_empty) as session:
        connection = connection_of(session)
        with noted(connection) as statements:
            touched_after(connection, 1, [])
        steps = plans(connection, statements[:1])
    assert "(operation_id>?)" in steps[0], steps


@pytest.mark.parametrize("key", ["city:busan-k", "city:busan-kr-x", "person:busan-kr", "city:busan-kr/name-1"])
def test_a_key_that_only_begins_alike_was_not_touched(session, key):
    for made in ("busan-kr", "busan-kr-0", "busan-kr-x-y", "busan-kr0"):
        make_city(session, made, country_code="KR")
    with pytest.raises(NotFoundError):
        list_operations(connection_of(session), key)
    assert not tells_of(connection_of(session), key)
