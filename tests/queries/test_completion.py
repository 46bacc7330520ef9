"""What begins as somebody typed it: found by indexes, and nothing of a file that is not ours or breaks the rules."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from twinning.db.storage.address import Address
from twinning.queries.completion import CITATIONS, OPERATIONS, RECORDS, find_citations, find_operations, find_records


@pytest.fixture
def file(sqlite_seeded: Address) -> Path:
    """The file of a register with the facts of the two articles."""
    assert sqlite_seeded.path is not None
    return sqlite_seeded.path


def change(path: Path, statement: str, *values: object) -> None:
    """Write to a file as somebody with another tool would, whatever its constraints say."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        if values:
            connection.execute(statement, values)
        else:
            connection.executescript(statement)
        connection.commit()


def names(path: Path, text: str, *tables: str) -> list[str]:
    return [found.name for found in find_records(path, tables or ("city",), text)]


AGAINST_THE_RULES = (
    *("$(x)", "`x`", "a b", "a;b", "a|b", "a&b", "a>b", "a'b", 'a"b', "a\\b", "a:b", "a*", "a?", "[a]", "{a,b}", "~a"),
    *("-a", "=a", "a!b", "#a", "a^b", "a\nb", "a\tb", "a\x1b[2Jb", "a\x7fb", "a\x9bb", "a\u202eb", "a\u2066b"),
    *("a\u061cb", "a\u200fb", "a\u2028b", "a\ufeffb", "a\u3164b", "a\U000e0041b", "", "a" * 1001),
)


@pytest.mark.parametrize("text", AGAINST_THE_RULES)
def test_a_key_or_name_that_no_rule_allows_is_not_given(file: Path, text: str) -> None:
    change(file, "UPDATE city SET key = ?, folded = 'zz' WHERE key = 'busan-kr'", text)
    change(file, "UPDATE city SET name = ?, folded = 'zz' WHERE key = 'seoul-kr'", text)
    assert find_records(file, ["city"], "zz") == [("seoul-kr", "seoul-kr", True)]


@pytest.mark.parametrize("name", ["Busan", "부산광역시", "釜山", "Saint-Étienne", "Kraków", "L’Aquila", "நாகர்கோவில்"])
def test_a_name_of_one_word_is_found_in_any_script(file: Path, name: str) -> None:
    change(file, "UPDATE city SET name = ?, folded = 'zz' WHERE key = 'busan-kr'", name)
    assert names(file, "zz") == [name]


def test_a_number_that_is_none_is_not_found(file: Path) -> None:
    change(file, "ALTER TABLE operation RENAME TO o; CREATE VIEW operation AS SELECT '1$(x)' AS id")
    assert find_operations(file, "") == []
    assert find_citations(file, "$(x)", "") == []


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA application_id = 0",
        "UPDATE alembic_version SET version_num = '9999'",
        "DELETE FROM alembic_version",
        "DROP TABLE alembic_version",
    ],
)
def test_a_file_that_is_no_register_of_this_program_gives_nothing(file: Path, statement: str) -> None:
    assert names(file, "Bus")
    change(file, statement)
    assert names(file, "Bus") == []


@pytest.mark.parametrize(
    "view",
    [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, 'bus' AS folded,"
        " 'bus' AS key, 'bus' AS name FROM n WHERE i < 0",
        "SELECT 1 AS id, 'bus' AS folded, 'bus' AS key, hex(zeroblob(900000000)) AS name",
        "SELECT 1 AS id, 'bus' AS folded, x'627573' AS key, 1 AS name",
    ],
    ids=["without end", "as large as memory", "of other types"],
)
def test_a_stranger_s_view_neither_hangs_nor_fills_memory(file: Path, view: str) -> None:
    change(file, f"PRAGMA foreign_keys = 0; ALTER TABLE city RENAME TO c; CREATE VIEW city AS {view}")
    assert names(file, "bus") == []


def test_a_pipe_in_the_place_of_a_register_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert names(tmp_path / "pipe", "bus") == []


@pytest.mark.parametrize("query", dict.fromkeys(query for queries in RECORDS.values() for query in queries))
def test_what_was_typed_is_looked_up_by_an_index(sqlite_seeded: Address, query: str) -> None:
    assert_searched(sqlite_seeded, query)


@pytest.mark.parametrize("query", [OPERATIONS, CITATIONS])
def test_numbers_are_looked_up_by_an_index(sqlite_seeded: Address, query: str) -> None:
    assert_searched(sqlite_seeded, query)


def assert_searched(address: Address, query: str) -> None:
    """Check that SQLite reads no table or index whole, and sorts nothing itself."""
    names = ("text", "end", "low", "high", "most", "key")
    with closing(sqlite3.connect(str(address.path))) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {query}", dict.fromkeys(names, "b") | {"most": 50}).fetchall()
    assert [step for *_, step in plan if not step.startswith(("SEARCH", "SCALAR SUBQUERY"))] == []
