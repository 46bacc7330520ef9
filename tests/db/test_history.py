"""Every change is recorded under the operation that made it, or it fails."""

import json
from datetime import datetime, timedelta
from unittest import mock

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import selectinload

from db.changing import ADDING, city
from twinning.actions.bulk import insert_rows, next_ids
from twinning.db.models import Agreement, AgreementField, Change, City, Delegation, Operation
from twinning.db.session import NewOperation, reading, writing
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActivityStatus, AgreementKind, ChangeKind, Field, Instrument

OPERATION, CHANGE = Operation.__table__, Change.__table__


def write(address, *rows, by=ADDING):
    with writing(address, by) as session:
        session.add_all(rows)


def last_operation(address):
    with reading(address) as connection:
        return connection.execute(select(OPERATION).order_by(OPERATION.c.id.desc())).first()


def changes_of_last_operation(address):
    """Return kind, table, and the columns before and after, of each change."""
    last = select(func.max(OPERATION.c.id)).scalar_subquery()
    with reading(address) as connection:
        found = connection.execute(select(CHANGE).where(CHANGE.c.operation_id == last).order_by(CHANGE.c.seq)).all()
    return [(each.kind, each.record_table, read(each.before), read(each.after)) for each in found]


def read(columns):
    return None if columns is None else json.loads(columns)


def agreement(**columns):
    return Agreement(key="busan--chicago", kind=AgreementKind.SISTER_CITY, instrument=Instrument.AGREEMENT, **columns)


def test_an_operation_says_who_did_what_and_when(address):
    write(address, city("busan"), by=NewOperation("kim", "import cities.csv", "0" * 64))
    operation = last_operation(address)
    assert (operation.actor, operation.command, operation.sha256) == ("kim", "import cities.csv", "0" * 64)
    assert datetime.fromisoformat(operation.at).utcoffset() == timedelta(0)


def test_an_operation_counts_its_changes(address):
    write(address, city("busan"), city("chicago"))
    operation = last_operation(address)
    assert (operation.inserted, operation.updated, operation.deleted) == (2, 0, 0)


def test_new_rows_carry_their_operation_and_keep_it(address):
    write(address, city("busan"))
    with writing(address, ADDING) as session:
        session.scalars(select(City)).one().name = "Pusan"
    with reading(address) as connection:
        assert connection.scalars(select(City.operation_id)).one() == 1


def test_an_insert_is_recorded_with_its_columns(address):
    write(address, city("busan", country_code="KR"))
    ((kind, table, before, after),) = changes_of_last_operation(address)
    assert (kind, table, before) == (ChangeKind.INSERT, "city", None)
    filled = {"id": 1, "key": "busan", "name": "Busan", "folded": "busan", "kind": "city", "country_code": "KR"}
    empty = dict.fromkeys(City.__table__.c.keys())
    assert after == empty | filled | {"operation_id": 1}


def test_an_update_is_recorded_with_the_columns_before_and_after(address):
    write(address, city("busan"))
    with writing(address, ADDING) as session:
        session.scalars(select(City)).one().name = "Pusan"
    ((kind, table, before, after),) = changes_of_last_operation(address)
    assert (kind, table) == (ChangeKind.UPDATE, "city")
    assert (before["name"], after["name"]) == ("Busan", "Pusan")
    assert before | {"name": "Pusan"} == after


def test_a_delete_is_recorded_with_the_columns_before(address):
    write(address, city("busan"))
    with writing(address, ADDING) as session:
        session.delete(session.scalars(select(City)).one())
    ((kind, table, before, after),) = changes_of_last_operation(address)
    assert (kind, table, before["key"], after) == (ChangeKind.DELETE, "city", "busan", None)


def test_a_row_that_its_record_gave_up_is_recorded_as_deleted(address):
    write(address, agreement(fields=[AgreementField(field=Field.CULTURE), AgreementField(field=Field.SPORT)]))
    with writing(address, ADDING) as session:
        found = session.scalars(select(Agreement).options(selectinload(Agreement.fields))).one()
        found.fields = [each for each in found.fields if each.field is not Field.SPORT]
    ((kind, table, before, after),) = changes_of_last_operation(address)
    assert (kind, table, before["field"], after) == (ChangeKind.DELETE, "agreement_field", "sport", None)


def test_the_rows_of_a_record_are_recorded_with_it(address):
    write(address, agreement(fields=[AgreementField(field=Field.CULTURE)]))
    tables = [(kind, table) for kind, table, _before, _after in changes_of_last_operation(address)]
    assert tables == [(ChangeKind.INSERT, "agreement"), (ChangeKind.INSERT, "agreement_field")]


def test_a_change_is_kept_under_the_name_of_the_record_that_it_hangs_on(address):
    write(address, agreement(fields=[AgreementField(field=Field.CULTURE)]))
    with reading(address) as connection:
        assert set(connection.scalars(select(CHANGE.c.record))) == {"agreement:busan--chicago"}


def test_a_date_is_recorded_in_all_its_columns(address):
    write(address, agreement())
    with writing(address, ADDING) as session:
        session.scalars(select(Agreement)).one().council_approved = EdtfDate.parse("1966~")
    ((_kind, _table, before, after),) = changes_of_last_operation(address)
    names = [f"council_approved_{part}" for part in ("text", "earliest", "latest", "doubtful")]
    assert [before[name] for name in names] == [None] * 4
    assert [after[name] for name in names] == ["1966~", "1966-01-01", "1966-12-31", True]


def test_what_only_one_kind_of_activity_has_is_recorded_however_it_was_found(address):
    write(address, Delegation(key="a-visit", title="A visit", status=ActivityStatus.HELD, size=5))
    with writing(address, ADDING) as session:
        session.scalars(select(Delegation)).one().size = 7
    ((_kind, _table, before, after),) = changes_of_last_operation(address)
    assert (before["size"], after["size"]) == (5, 7)


def test_changes_of_several_flushes_are_one_operation(address):
    with writing(address, ADDING) as session:
        busan = city("busan")
        session.add(busan)
        session.flush()
        busan.name = "Pusan"
        session.flush()
        session.delete(busan)
    kinds = [kind for kind, _table, _before, _after in changes_of_last_operation(address)]
    assert kinds == [ChangeKind.INSERT, ChangeKind.UPDATE, ChangeKind.DELETE]


def test_a_value_that_is_set_to_what_it_was_is_no_change(address):
    write(address, city("busan"))
    with writing(address, ADDING) as session:
        session.scalars(select(City)).one().name = "Busan"
    assert last_operation(address).id == 1


def refused():
    return pytest.raises(AssertionError, match="a write that history does not see")


@pytest.mark.parametrize("statement", ["INSERT INTO city VALUES (1)", "UPDATE city SET name = ''", "DELETE FROM city"])
def test_a_write_past_history_fails_in_the_tests(address, statement):
    with refused(), writing(address, ADDING) as session:
        session.execute(text(statement))


def test_a_core_insert_of_rows_fails_in_the_tests(address):
    with refused(), writing(address, ADDING) as session:
        session.execute(insert(City), [{"key": "busan"}])


def test_a_write_past_history_after_a_flush_fails_in_the_tests(address):
    with refused(), writing(address, ADDING) as session:
        session.add(city("busan"))
        session.flush()
        session.execute(text("DELETE FROM city"))


def test_rows_in_bulk_are_counted_and_carry_their_operation(address):
    with writing(address, ADDING) as session:
        (first, second) = next_ids(session, "city", 2)
        columns = {"name": "Busan", "folded": "busan", "kind": "city"}
        insert_rows(session, "city", [{"id": first, "key": "a"} | columns, {"id": second, "key": "b"} | columns])
    operation = last_operation(address)
    assert (operation.inserted, operation.updated, operation.deleted) == (2, 0, 0)
    assert changes_of_last_operation(address) == []
    with reading(address) as connection:
        assert set(connection.scalars(select(City.operation_id))) == {operation.id}


def insert_interrupted(address, count):
    columns = {"name": "Busan", "folded": "busan", "kind": "city"}
    with writing(address, ADDING) as session:
        rows = [{"id": each, "key": f"busan-{each}"} | columns for each in next_ids(session, "city", count)]
        stop = mock.Mock(side_effect=KeyboardInterrupt)
        in_copy = mock.patch("psycopg.Copy.write", stop)
        with in_copy, mock.patch.multiple(session.get_bind().dialect, do_execute=stop, do_executemany=stop):
            insert_rows(session, "city", rows)


@pytest.mark.parametrize("count", [2, 1000])
def test_an_interrupt_in_a_bulk_insert_is_itself_and_nothing_else(address, count):
    with pytest.raises(KeyboardInterrupt):
        insert_interrupted(address, count)
    with reading(address) as connection:
        assert connection.execute(select(City.key)).all() == []
