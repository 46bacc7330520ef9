"""Whatever is stored otherwise than an operation left it is found and named; operations leave nothing to find."""

import pytest
from sqlalchemy import select, text

from db.raw import raw_connection
from twinning.actions.bulk import insert_rows, next_ids
from twinning.actions.withdrawing.erasing import erase_person
from twinning.actions.withdrawing.removing import remove_record
from twinning.actions.withdrawing.undoing import undo
from twinning.db.damage import find_damage
from twinning.db.models import City, Person
from twinning.db.session import NewOperation, reading, writing
from twinning.db.tables.cities import CITY, CityRecord
from twinning.db.typed_tables import fetch_records
from twinning.errors import DamagedError
from twinning.queries.upkeep.checks import check

DOING = NewOperation("tester", "test")
WRITTEN = "it holds what no operation wrote"


def damage(address):
    with reading(address) as connection:
        return [str(each) for each in find_damage(connection)]


def write_past(address, *statements):
    with raw_connection(address) as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_a_seeded_register_is_as_its_operations_left_it(seeded):
    assert damage(seeded) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE city SET admin1 = 'X' WHERE key = 'cairo-eg'", f"city cairo-eg: {WRITTEN}"),
        ("UPDATE city SET latitude = 1.5 WHERE key = 'cairo-eg'", f"city cairo-eg: {WRITTEN}"),
        ("UPDATE city_name SET language = 'xx' WHERE id = 1", f"city_name city:berlin-de/name-1: {WRITTEN}"),
        ("UPDATE operation SET actor = 'nobody'", f"operation row 1: {WRITTEN}"),
        (
            "INSERT INTO city_identifier (city_id, scheme, value, operation_id) SELECT id, 'a', 'b', 1 FROM city "
            "WHERE key = 'cairo-eg'",
            "city_identifier city:cairo-eg: no operation made it",
        ),
    ],
)
def test_a_value_that_no_operation_wrote_is_found_by_table_and_record(seeded, statement, found):
    write_past(seeded, statement)
    assert damage(seeded) == [found]


def test_a_row_that_no_operation_removed_is_found(seeded):
    write_past(seeded, "DELETE FROM agreement_field WHERE id = 1")
    assert damage(seeded) == ["agreement_field row 1: it is gone, and no operation removed it"]


def test_what_single_changes_write_and_remove_fits(address):
    with writing(address, DOING) as session:
        session.add(Person(key="kim", name="Kim", folded="kim"))
        session.add(City(key="busan-kr", name="Busan", folded="busan", kind="city", latitude=35, longitude=129))
    with writing(address, DOING) as session:
        session.get_one(City, 1).admin1 = "Gyeongnam"
        remove_record(session, "person:kim")
    assert damage(address) == []
    with writing(address, DOING) as session:
        undo(session)
    assert damage(address) == []


def test_a_change_of_the_rows_beside_it_does_not_make_up_for_a_row_that_no_operation_wrote(address):
    with writing(address, DOING) as session:
        for number in range(3):
            session.add(Person(key=f"kim-{number}", name="Kim", folded="kim"))
    write_past(address, "UPDATE person SET summary = 'X' WHERE key = 'kim-1'")
    with writing(address, DOING) as session:
        for person in session.query(Person).where(Person.key != "kim-1"):
            person.summary = "Mayor"
    assert damage(address) == [f"person kim-1: {WRITTEN}"]


def test_what_is_written_in_bulk_and_taken_back_fits(address):
    rows = [{"key": f"person-{each}", "name": "Kim", "folded": "kim", "summary": None} for each in range(7)]
    with writing(address, DOING) as session:
        ids = next_ids(session, "person", len(rows))
        insert_rows(session, "person", [row | {"id": each} for row, each in zip(rows, ids, strict=True)])
    assert damage(address) == []
    with writing(address, DOING) as session:
        undo(session)
    assert damage(address) == []


def test_who_was_erased_leaves_no_digest_and_the_log_that_says_less_fits(address):
    with writing(address, DOING) as session:
        session.add(Person(key="kim", name="Kim", folded="kim"))
    with writing(address, DOING) as session:
        erase_person(session, "kim")
    with raw_connection(address) as connection:
        assert connection.execute(text("SELECT * FROM row_digest WHERE record_table = 'person'")).all() == []
        connection.execute(text("PRAGMA user_version = 0" if address.path else "SELECT 1"))
    assert damage(address) == []


def test_a_trial_leaves_the_digests_as_they_are(address):
    with writing(address, DOING, dry_run=True) as session:
        session.add(Person(key="kim", name="Kim", folded="kim"))
    assert damage(address) == []


@pytest.mark.sqlite_alone
def test_reading_what_cannot_be_there_names_the_record(seeded):
    write_past(seeded, "PRAGMA ignore_check_constraints = 1", "UPDATE city SET kind = 'planet' WHERE key = 'cairo-eg'")
    with pytest.raises(DamagedError, match=f"is damaged: city cairo-eg: {WRITTEN}"), reading(seeded) as connection:
        fetch_records(connection, select(CITY), CityRecord)


def test_an_error_in_a_register_that_is_whole_stays_what_it_is(seeded):
    with pytest.raises(KeyError), reading(seeded):
        raise KeyError("a bug")


@pytest.mark.sqlite_alone
def test_a_text_that_is_none_is_named_and_the_rest_is_checked_still(seeded):
    write_past(seeded, "UPDATE city SET admin1 = CAST(x'ff41' AS TEXT) WHERE key = 'cairo-eg'")
    with reading(seeded) as connection:
        problems = [(row.table, row.record, row.problem) for row in check(connection).rows]
    assert problems == [
        ("city", "cairo-eg", WRITTEN),
        ("register", None, "the rules cannot be checked before that is mended"),
    ]
