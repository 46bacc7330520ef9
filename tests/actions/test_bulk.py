import threading
from contextlib import nullcontext
from typing import Any

import pytest
from sqlalchemy import select, text

from db.changing import reading_models
from twinning.actions.bulk import insert_rows, insert_stored, next_ids
from twinning.db.log.digests import wrong_rows
from twinning.db.models import Operation, Person
from twinning.db.session import NewOperation, reading, writing
from twinning.domain.names import fold
from twinning.domain.vocabulary import CityKind, NameKind
from twinning.errors import ConflictError


def people(ids):
    rows = ({"id": each, "key": f"person-{each}", "name": f"Kim {each % 7}", "summary": None} for each in ids)
    return [row | {"folded": fold(row["name"])} for row in rows]


def doing(sha256=None):
    return NewOperation("tester", "import x", sha256)


def test_rows_carry_the_operation_which_counts_them(address):
    with writing(address, doing("0" * 64)) as session:
        insert_rows(session, "person", people(next_ids(session, "person", 12_000)))
    with reading_models(address) as session:
        operation = session.scalars(select(Operation).order_by(Operation.id.desc())).first()
        stamped = set(session.scalars(select(Person.operation_id)))
        assert (operation.inserted, operation.sha256, stamped) == (12_000, "0" * 64, {operation.id})


@pytest.mark.postgresql
def test_a_server_knows_at_once_how_many_rows_there_are(postgresql_address):
    with writing(postgresql_address, doing()) as session:
        insert_rows(session, "person", people(next_ids(session, "person", 5_000)))
    believed = text("SELECT relname, reltuples FROM pg_class WHERE relname IN ('person', 'row_digest')")
    with reading(postgresql_address) as connection:
        assert dict(map(tuple, connection.execute(believed))) == {"person": 5_000, "row_digest": 5_000}


def test_no_rows_are_no_change(address):
    with writing(address, doing()) as session:
        insert_rows(session, "person", [])
    with reading_models(address) as session:
        assert session.scalars(select(Operation).where(Operation.command == "import x")).all() == []


def test_ids_follow_on_those_that_are_there(session):
    first = list(next_ids(session, "person", 3))
    insert_rows(session, "person", people(first))
    second = list(next_ids(session, "person", 2))
    assert len({*first, *second}) == 5
    assert list(next_ids(session, "person", 0)) == []


def test_rows_added_one_by_one_after_a_bulk_do_not_clash_with_it(address):
    with writing(address, doing()) as session:
        insert_rows(session, "person", people(next_ids(session, "person", 5)))
        session.add(Person(key="another", name="Lee", folded="lee"))
    with writing(address, doing()) as session:
        session.add(Person(key="yet-another", name="Lee", folded="lee"))
    with reading_models(address) as session:
        assert len(session.scalars(select(Person.id)).all()) == 7


def test_two_writers_at_once_never_get_the_same_id(address):
    given, start = [], threading.Barrier(2)

    def write(number):
        start.wait()
        with writing(address, doing()) as session:
            ids = list(next_ids(session, "person", 50))
            insert_rows(session, "person", [row | {"key": f"{number}-{row['key']}"} for row in people(ids)])
        given.extend(ids)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(set(given)) == 100


def test_a_row_that_the_database_refuses_leaves_nothing(address):
    with pytest.raises(ConflictError), writing(address, doing()) as session:
        insert_rows(session, "person", [*people([1, 2]), people([3])[0] | {"name": ""}])
    with reading_models(address) as session:
        assert session.scalars(select(Person)).all() == []


def test_many_refused_at_once_leave_nothing_either(address):
    with pytest.raises(ConflictError), writing(address, doing()) as session:
        insert_rows(session, "person", [*people(range(1, 1000)), people([1000])[0] | {"name": ""}])
    with reading_models(address) as session:
        assert session.scalars(select(Person)).all() == []


def test_texts_of_any_kind_come_back_as_they_were_and_fit_their_digests(address):
    texts = ["tab\tand\nline", "back\\slash \\N \\.", 'a "quote"', "50 % of %s", "부산 – Đà Nẵng", None, "\u2028"]
    with writing(address, doing()) as session:
        ids = list(next_ids(session, "person", 40 * len(texts)))
        named: dict[str, list[Any]] = {
            "id": ids,
            "key": [f"p-{each}" for each in ids],
            "name": ["Kim"] * len(ids),
            "folded": ["kim"] * len(ids),
        }
        insert_stored(session, "person", named | {"summary": [texts[each % len(texts)] for each in ids]})
    with reading(address) as connection:
        assert set(connection.scalars(select(Person.summary))) == set(texts)
        assert list(wrong_rows(connection, "person")) == []


def insert_both(address, ids, more):
    with writing(address, doing()) as session:
        insert_rows(session, "person", people(ids))
        insert_rows(session, "person", more)


@pytest.mark.parametrize("wrong", [{"key": "No Key"}, {"name": ""}, {"folded": ""}])
@pytest.mark.parametrize("before", [0, 1000])
def test_what_no_check_lets_in_is_refused_behind_rows_of_values_that_were_taken(address, before, wrong):
    refused = people([5000])[0] | wrong
    with pytest.raises(ConflictError):
        insert_both(address, range(1, 1000), [*people(range(1000, 1000 + before)), refused])


@pytest.mark.parametrize("seq", [-1, 600])
def test_a_number_below_nought_is_refused_among_many(address, seq):
    def cities(numbers):
        return [{"id": each + 2, "city_id": 1, "seq": each, "name": "Busan", "folded": "busan"} for each in numbers]

    city = {"id": 1, "key": "busan-kr", "name": "Busan", "folded": "busan", "kind": CityKind.CITY}
    names = [row | {"kind": NameKind.EXONYM} for row in cities([*range(600), seq])]
    with nullcontext() if seq > 0 else pytest.raises(ConflictError), writing(address, doing()) as session:
        insert_rows(session, "city", [city])
        insert_rows(session, "city_name", names[:300])
        insert_rows(session, "city_name", names[300:])
