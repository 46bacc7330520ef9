"""Registers with data, made by each version that had a schema of its own, reach this one whole, and go back."""

import json
import re

import pytest
from sqlalchemy import text

from db.raw import insert, raw_connection
from migrations.loading import REGISTERS, load_register
from migrations.schema import data_of, schema_of
from twinning import _resources
from twinning.actions.withdrawing.undoing import undo
from twinning.db.migrations import migrate
from twinning.db.migrations.identity import check_revision
from twinning.db.migrations.revision import HEAD, REVISIONS
from twinning.db.models import Base
from twinning.db.session import NewOperation, reading, writing
from twinning.errors import DatabaseError
from twinning.queries.history.operations import list_changes
from twinning.queries.upkeep.checks import check

ALL = pytest.mark.parametrize("revision", sorted(REGISTERS))
UNDOING = NewOperation("tester", "undo")


@pytest.fixture
def register(blank_address):
    """A register of an earlier revision, with the rows of its file; `register("0001")` makes it."""

    def load(revision):
        load_register(blank_address, revision)
        return blank_address

    return load


@pytest.fixture
def upgraded(prepared):
    """The register of the first revision, brought to this schema."""
    return prepared(upgraded_from_the_first, "blank")


def upgraded_from_the_first(address):
    load_register(address, "0001")
    migrate.upgrade(address)


def rows_of(connection, table):
    rows = connection.execute(text(f'SELECT * FROM "{table}" ORDER BY 1, 2')).mappings()
    return [dict(row) for row in rows]


def test_there_is_a_register_of_the_newest_schema_with_a_row_in_every_table():
    # Once a revision follows, nobody can make it any more: `make register` does as long as it is the newest.
    newest = REGISTERS[HEAD]
    assert newest.keys() == Base.metadata.tables.keys()
    assert [table for table, rows in newest.items() if not rows] == []
    columns = {name: set(rows[0]) for name, rows in newest.items()}
    assert columns == {table.name: set(table.columns.keys()) for table in Base.metadata.sorted_tables}


CHANGED_BY_A_COLUMN = {"change": {"before", "after"}, "row_digest": {"digest"}}
"""What becomes another where a table gains or loses a column: what the log keeps of its rows, and their digests."""


@ALL
def test_a_register_reaches_this_schema_with_every_row_and_its_log(register, revision):
    address = register(revision)
    assert migrate.upgrade(address) == revision
    with raw_connection(address) as connection:
        check_revision(connection, address)
        for table, before in REGISTERS[revision].items():
            for old, new in zip(before, rows_of(connection, table), strict=True):
                kept = old.keys() - CHANGED_BY_A_COLUMN.get(table, set())
                assert {name: new[name] for name in kept} == {name: old[name] for name in kept}


@ALL
def test_every_revision_on_the_way_can_be_stopped_at(register, revision):
    address = register(revision)
    for each in REVISIONS[REVISIONS.index(revision) + 1 :]:
        migrate.upgrade(address, each)
        assert migrate.current(address) == each


@ALL
def test_an_upgraded_register_breaks_no_rule(register, revision):
    address = register(revision)
    migrate.upgrade(address)
    with reading(address) as connection:
        assert list(check(connection).rows) == []


@ALL
def test_every_operation_of_an_earlier_version_is_shown_and_taken_back_as_before(register, revision):
    address = register(revision)
    migrate.upgrade(address)
    standing = [29, 28, 27, 22]  # before them a person was erased
    for number in standing:
        with reading(address) as connection:
            assert list_changes(connection, number) is not None
        with writing(address, UNDOING) as session:
            undo(session, number)
    with reading(address) as connection:
        keys = connection.execute(text("SELECT key FROM activity")).scalars().all()
    assert "exchange-of-pupils" in keys


@ALL
def test_it_goes_back_as_it_was_and_up_again(register, revision):
    address = register(revision)
    with raw_connection(address) as connection:
        schema, data = schema_of(connection), data_of(connection)
    migrate.upgrade(address)
    with raw_connection(address) as connection:
        upgraded = schema_of(connection), data_of(connection)
    migrate.downgrade(address, revision)
    with raw_connection(address) as connection:
        assert schema_of(connection) == schema
        assert parsed(data_of(connection)) == parsed(data)
    migrate.upgrade(address)
    with raw_connection(address) as connection:
        assert (schema_of(connection), parsed(data_of(connection))) == (upgraded[0], parsed(upgraded[1]))


def parsed(data):
    """Read the JSON in the log, since the order of its columns is no difference, and leave digests out.

    They are of all columns of a row; whether they fit the rows of an upgraded register, the check of its rules tells.
    """
    change = [tuple(json.loads(cell) if str(cell).startswith("{") else cell for cell in row) for row in data["change"]]
    kept = [(table, row, texts) for table, row, _, texts in data.get("row_digest", ())]
    return {**data, "change": sorted(change, key=lambda row: row[0]), "row_digest": kept}


def test_who_was_named_with_a_proposal_is_its_proposer_and_all_others_signed(upgraded):
    roles = "SELECT p.key, a.kind, r.role FROM act_person r JOIN agreement_act a ON a.id = r.act_id"
    with raw_connection(upgraded) as connection:
        found = connection.execute(text(f"{roles} JOIN person p ON p.id = r.person_id")).all()
    assert sorted(map(tuple, found)) == [
        ("ingrid-vik", "renewed", "signatory"),
        ("ingrid-vik", "signed", "signatory"),
        ("jon-hall", "signed", "signatory"),
        ("paola-conti", "proposed", "proposer"),
        ("reto-frey", "signed", "signatory"),
    ]


def test_a_proposer_who_was_removed_before_comes_back_as_one(upgraded):
    with writing(upgraded, UNDOING) as session:
        undo(session, 14)
    with raw_connection(upgraded) as connection:
        roles = connection.execute(text("SELECT role FROM act_person WHERE post = 'Deputy mayor'")).scalars()
        assert list(roles) == ["proposer"]


def test_no_id_is_given_again_after_a_table_was_rebuilt(register):
    address = register("0001")
    with raw_connection(address) as connection:
        connection.execute(text("DELETE FROM citation WHERE id = (SELECT max(id) FROM citation)"))
        last = connection.execute(text("SELECT max(id) FROM citation")).scalar() + 1
    migrate.upgrade(address)
    with raw_connection(address) as connection:
        citation = {"source_id": 1, "seq": 90, "city_id": 1, "basis": "stated", "operation_id": 1, "preferred": 0}
        insert(connection, "citation", citation)
        assert connection.execute(text("SELECT max(id) FROM citation")).scalar() == last + 1


LOST = {
    "what people did in acts": "UPDATE act_person SET role = 'witness' WHERE id = 1",
    "the population of cities": "UPDATE city SET population = 41000 WHERE id = 1",
    "identifiers of cities": "INSERT INTO city_identifier (city_id, scheme, value, operation_id) SELECT 1, 'a', 'b', 1",
    "since when a source": """UPDATE citation SET unlisted_on_text = '2024', unlisted_on_earliest = '2024-01-01',
        unlisted_on_latest = '2024-12-31', unlisted_on_doubtful = 0 WHERE id = 1""",
    "the tokens of operations": "UPDATE operation SET token = 'once' WHERE id = 1",
    "other names of people": """INSERT INTO person_name (person_id, seq, name, kind, folded, operation_id)
        SELECT id, 1, 'A', 'former', 'a', 1 FROM person LIMIT 1""",
    "the log of names": "UPDATE change SET record_table = 'person_name' WHERE id = (SELECT min(id) FROM change)",
}
WORDS_OF_A_LIST = "what ck_"
"""How a refusal of `make revision` begins that is about a word: test_revisions.py tries the words of every list."""


def test_every_column_and_table_that_a_revision_would_lose_is_tried_below():
    _, *later = sorted(_resources.migrations().glob("versions/*.py"))
    found = "".join(path.read_text("utf-8") for path in later)
    refused = set(re.findall(r'refuse_to_lose\(\s*"([^"]+)"', found))
    untried = {what for what in refused if not what.startswith((WORDS_OF_A_LIST, *LOST))}
    assert not untried, f"LOST has no line for {', '.join(sorted(untried))}"


@pytest.mark.parametrize("what", LOST)
def test_going_back_is_refused_where_something_would_be_lost_and_says_what(upgraded, what):
    with raw_connection(upgraded) as connection:
        connection.execute(text(LOST[what]))
        before = schema_of(connection), data_of(connection)
    with pytest.raises(DatabaseError, match=what):
        migrate.downgrade(upgraded, "0001")
    with raw_connection(upgraded) as connection:
        assert (schema_of(connection), data_of(connection)) == before
    assert migrate.current(upgraded) == HEAD


def test_going_back_is_refused_where_only_the_log_would_lose_something(upgraded):
    with raw_connection(upgraded) as connection:
        connection.execute(
            text("UPDATE change SET before = :row WHERE id = (SELECT min(id) FROM change WHERE record_table = 'city')"),
            {"row": json.dumps({"id": 1, "population": 3})},
        )
    with pytest.raises(DatabaseError, match=r"the log tells of city\.population"):
        migrate.downgrade(upgraded, "0001")
