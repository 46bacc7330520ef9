"""What is internal is neither on a page nor in a download of a site, whatever column of whatever table it stands in."""

import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Text

from cli.commands import done
from cli.running import run_in_process
from db.registers import Registers
from twinning.db.models import Base
from twinning.db.references import HISTORY, PARENTS
from twinning.db.types import Word
from twinning.domain.vocabulary import ActivityPersonRole, ActPersonRole

CANARY = re.compile(rb"c4n4ry-([a-z0-9-]+?)z")
TABLES = Base.metadata.tables
RowId = tuple[str, int]


def texts(table: str) -> Iterator[str]:
    """Give the columns of a table that hold any text: neither words of a list nor dates nor names of fields."""
    columns = TABLES[table].columns
    for column in columns:
        is_date = f"{column.name.rpartition('_')[0]}_earliest" in columns
        if _is_text(column) and not is_date and (table, column.name) != ("citation", "field"):
            yield column.name


def _is_text(column: Column[Any]) -> bool:
    return isinstance(column.type, Text) and not isinstance(column.type, Word)


def plant(register: sqlite3.Connection) -> set[tuple[str, str, int]]:
    """Write a canary into every column of every row that takes one; return where they are."""
    planted = set()
    for table in TABLES:
        for column in texts(table):
            for (row,) in register.execute(
                f"SELECT rowid FROM {table}" if table != "row_digest" else "SELECT 0 WHERE 0"
            ).fetchall():
                canary = f"c4n4ry-{table}-{column}-{row}z".replace("_", "-")
                with suppress(sqlite3.IntegrityError):
                    register.execute(f'UPDATE {table} SET "{column}" = ? WHERE rowid = ?', (canary, row))
                    planted.add((table, column, row))
    return planted


def internal_rows(register: sqlite3.Connection) -> set[RowId]:
    """Return the rows that are marked internal, and those that belong to them."""
    found: set[RowId] = set()
    for table in TABLES:
        if "internal" in TABLES[table].columns:
            found |= {(table, row) for (row,) in register.execute(f"SELECT id FROM {table} WHERE internal = 1")}
    size = -1
    while size != len(found):
        size = len(found)
        for table, parents in PARENTS.items():
            for column, parent in parents.items():
                rows = register.execute(f"SELECT id, {column}_id FROM {table}").fetchall()
                found |= {(table, row) for row, of in rows if (parent, of) in found}
    return found


def unseen_people(register: sqlite3.Connection) -> set[RowId]:
    """Return the people who neither signed, hosted nor spoke, and their parts in what was done."""
    shown = {
        "act_person": (ActPersonRole.SIGNATORY,),
        "activity_person": (ActivityPersonRole.HOST, ActivityPersonRole.SPEAKER),
    }
    seen, found = set(), set()
    for table, roles in shown.items():
        for row, person, role in register.execute(f"SELECT id, person_id, role FROM {table}"):
            if role in roles:
                seen.add(person)
            else:
                found.add((table, row))
    everybody = {row for (row,) in register.execute("SELECT id FROM person")}
    return found | {("person", each) for each in everybody - seen}


def is_internal(table: str, column: str) -> bool:
    """Say whether nothing in a column is for the public, whoever's row it is."""
    of_people = table.startswith("person") and (table, column) not in (("person", "name"), ("person", "key"))
    never = (*HISTORY, "contact", "commitment", "expense")
    return table in never or column == "note" or of_people or (table, column) == ("source", "file_name")


@pytest.fixture(scope="module")
def published(sqlite_registers: Registers, tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    """The canaries that must not be found, and those that were."""
    folder = tmp_path_factory.mktemp("canaries")
    with sqlite_registers.copy("seeded", folder) as address:
        for words in _with_everything():
            done(run_in_process(*words, "--yes", address=address))
        with sqlite3.connect(str(address.path)) as register:
            register.execute("UPDATE agreement SET internal = id % 3 = 0")
            register.execute("UPDATE activity SET internal = id % 3 = 0")
            hidden = internal_rows(register) | unseen_people(register)
            planted = plant(register)
        done(run_in_process("publish", str(folder / "site"), "--base-url", "https://city.example/", address=address))
    kept = {name(*each) for each in planted if (each[0], each[2]) in hidden or is_internal(each[0], each[1])}
    return kept, {canary.decode() for path in (folder / "site").rglob("*") for canary in canaries(path)}


def _with_everything() -> Iterator[tuple[str, ...]]:
    """Give commands that fill what the seed leaves empty."""
    yield "edit", "city:busan-kr", "--add-contact", "office=Protocol, email=a@city.example, telephone=+82 51"
    yield "edit", "agreement:busan-kr--shanghai-cn", "--add-expense", "100 EUR, note=lunch"
    yield "add-person", "Somebody Unseen", "--summary", "unseen"


def name(table: str, column: str, row: int) -> str:
    return f"{table}-{column}-{row}".replace("_", "-")


def canaries(path: Path) -> Iterator[bytes]:
    """Give the canaries of a file, of its name, and of the files within an archive."""
    if path.is_file():
        yield from CANARY.findall(str(path).encode())
        yield from _within(path.read_bytes())


def _within(content: bytes) -> Iterator[bytes]:
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for part in archive.namelist():
                yield from _within(archive.read(part))
    yield from CANARY.findall(content.replace(b"\r\n ", b""))


def test_nothing_internal_is_published(published: tuple[set[str], set[str]]) -> None:
    internal, found = published
    assert sorted(internal & found) == []


def test_what_is_public_is_published(published: tuple[set[str], set[str]]) -> None:
    internal, found = published
    columns = {re.sub("-[0-9]+$", "", each) for each in found}
    assert {
        "city-name",
        "city-name-name",
        "agreement-title",
        "act-person-post",
        "activity-title",
        "source-title",
    } <= columns
    hidden = {re.sub("-[0-9]+$", "", each) for each in internal}
    assert {"contact-email", "expense-note", "commitment-text", "person-summary", "agreement-act-note"} <= hidden
