"""After `erase-person` nothing of what was ever recorded about somebody alone stands anywhere."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest
from sqlalchemy import inspect, text

import twinning
from cli.commands import RunCli, assert_refused, done, execute
from cli.running import run_in_process
from db.raw import raw_connection
from db.registers import Prepared
from twinning.db.storage import compacting
from twinning.db.storage.address import Address
from twinning.domain.names import fold
from twinning.errors import DatabaseError

pytestmark = pytest.mark.both_databases

SOURCE = "global-busan-expanding-networks"
NAME, SECOND, KEY = "Zoë Quillfeather", "Zoe Vandersloot", "zoe-quillfeather"
VALUES = (
    *("quillfeather", "vandersloot", "c4n4ry-summary", "c4n4ry-second", "c4n4ry@mail.example", "+82-c4n4ry-1"),
    *("c4n4ry-office", "c4n4ry-post", "c4n4ry-role", "c4n4ry-title", "c4n4ry-cited", "c4n4ry-because"),
)


@pytest.fixture
def everywhere(prepared: Prepared) -> Address:
    """A register in which somebody stands in every place where a person can, under two names."""
    return prepared(stand_everywhere)


def stand_everywhere(address: Address) -> None:
    for command in (
        ("add-person", NAME, "--summary", "c4n4ry-summary, born 1950-02-03", "--post", "c4n4ry-post, at=Busan"),
        ("edit", f"person:{KEY}", "--summary", "c4n4ry-second"),
        ("edit", f"{KEY}/post-1", "--title", "c4n4ry-title"),
        ("edit", KEY, "--add-source", f"{SOURCE}, field=summary, value=c4n4ry-cited, because=c4n4ry-because"),
        (
            *("edit", "busan-kr", "--add-contact"),
            f"c4n4ry-office, person={KEY}, email=c4n4ry@mail.example, telephone=+82-c4n4ry-1",
        ),
        ("renew-agreement", "moscow-ru--seoul-kr", "--on", "2021", "--signatory", f"Seoul: {NAME}, c4n4ry-post"),
        ("add-delegation", "Harbour talks", "--start", "2026-06", "--person", f"{KEY}, role=head, post=c4n4ry-role"),
        ("edit", f"person:{KEY}", "--name", SECOND),
    ):
        done(run_in_process(*command, address=address))


def held(address: Address) -> str:
    """Return all that is stored: the raw bytes of the file and its journal, or every table of the server."""
    if address.path is not None:
        files = [path for path in address.path.parent.glob(f"{address.path.name}*") if path.is_file()]
        return "".join(path.read_bytes().decode(errors="replace") for path in files).casefold()
    with raw_connection(address) as connection:
        names = inspect(connection).get_table_names()
        rows = (row for name in names for row in connection.execute(text(f'SELECT * FROM "{name}"')))
        return "\n".join(map(str, rows)).casefold()


def standing(address: Address) -> list[str]:
    everything = held(address)
    return [value for value in VALUES if value in everything or fold(value) in everything]


def test_nothing_stands_anywhere_of_somebody_who_stood_everywhere(everywhere: Address, run_cli: RunCli) -> None:
    assert standing(everywhere) == list(VALUES)
    done(run_cli("erase-person", SECOND, "--yes", address=everywhere))
    assert standing(everywhere) == []
    assert KEY not in held(everywhere)
    done(run_cli("db", "check", address=everywhere))


def test_the_search_index_of_a_file_holds_no_part_of_what_somebody_was_called(
    everywhere: Address, run_cli: RunCli
) -> None:
    if everywhere.path is None:
        return
    assert "4n4" in trigrams(everywhere)
    done(run_cli("erase-person", SECOND, "--yes", address=everywhere))
    assert "4n4" not in trigrams(everywhere)
    (parts,) = query(everywhere, "SELECT count(DISTINCT segid) FROM search_index_idx")
    assert parts == (1,)  # none that would hide in another what it still has


def trigrams(address: Address) -> set[str]:
    with closing(sqlite3.connect(str(address.path))) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'search_index', 'row')")
        return {term for (term,) in connection.execute("SELECT term FROM terms")}


def query(address: Address, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(str(address.path))) as connection:
        return connection.execute(statement).fetchall()


def test_no_value_of_a_commands_that_older_programs_recorded_stays(everywhere: Address, run_cli: RunCli) -> None:
    execute(
        everywhere,
        "UPDATE operation SET command = :command WHERE command LIKE 'add-person%'",
        command=f"add-person '{NAME}' --summary 'c4n4ry-summary, born 1950-02-03'",
    )
    done(run_cli("erase-person", SECOND, "--yes", address=everywhere))
    assert standing(everywhere) == []


def test_the_log_shows_which_options_were_given_and_no_value_of_a_person(everywhere: Address, run_cli: RunCli) -> None:
    commands = [row["command"] for row in json.loads(done(run_cli("log", "--json", address=everywhere)).out)]
    assert commands[:8] == [
        f"edit person:{KEY} --name …",
        "add-delegation 'Harbour talks' --start 2026-06 --person …",
        "renew-agreement moscow-ru--seoul-kr --on 2021 --signatory …",
        "edit busan-kr --add-contact …",
        f"edit {KEY} --add-source …",
        f"edit {KEY}/post-1 --title …",
        f"edit person:{KEY} --summary …",
        "add-person … --summary … --post …",
    ]


def test_the_log_has_the_key_of_a_person_who_was_called_by_name(seeded: Address, run_cli: RunCli) -> None:
    for name in (NAME, "Zoe Quillfether", "Zoe Quillfeathers"):
        done(run_cli("add-person", name, "--yes", address=seeded))
    done(run_cli("merge-person", "Zoe Quillfether", NAME, "--yes", address=seeded))
    done(run_cli("edit", "Zoe", "Quillfeathers", "--summary", "c4n4ry", "--yes", address=seeded))
    done(run_cli("remove", "Zoe Quillfeathers", "--yes", address=seeded))
    with twinning.open(database_of(seeded)) as register:
        register.edit(NAME, summary="c4n4ry")
        register.remove(NAME)
    commands = [row["command"] for row in json.loads(done(run_cli("log", "--json", address=seeded)).out)]
    assert commands[:5] == [
        f"register.remove(person:{KEY})",
        f"register.edit(person:{KEY}, summary)",
        "remove person:zoe-quillfeathers --yes",
        "edit person:zoe-quillfeathers --summary … --yes",
        f"merge-person person:zoe-quillfether person:{KEY} --yes",
    ]


def test_from_python_too_nothing_stays_of_somebody(everywhere: Address, run_cli: RunCli) -> None:
    with twinning.open(database_of(everywhere)) as register:
        register.erase_person(SECOND)
    assert standing(everywhere) == []
    done(run_cli("db", "check", address=everywhere))


def test_the_next_change_from_python_finishes_what_was_not_finished(sqlite_seeded: Address, run_cli: RunCli) -> None:
    done(run_cli("add-person", NAME, "--summary", "c4n4ry-summary", address=sqlite_seeded))
    with (
        mock.patch.object(compacting, "compact", side_effect=DatabaseError("killed")),
        twinning.open(database_of(sqlite_seeded)) as register,
        pytest.raises(DatabaseError),
    ):
        register.erase_person(NAME)
    with twinning.open(database_of(sqlite_seeded)) as register, register.transaction("tidy up") as transaction:
        transaction.add_city("Ulsan", country_code="KR")
    done(run_cli("db", "check", address=sqlite_seeded))
    assert standing(sqlite_seeded) == []


def database_of(address: Address) -> str:
    """Return what Python opens a register by."""
    return address.url.render_as_string(hide_password=False) if address.path is None else str(address.path)


@pytest.mark.parametrize("gone", ["remove", "undo"])
@pytest.mark.parametrize("by", [NAME, KEY, f"person:{KEY}"])
def test_somebody_who_is_gone_already_is_erased_by_what_the_log_knows(
    seeded: Address, run_cli: RunCli, gone: str, by: str
) -> None:
    done(run_cli("add-person", NAME, "--summary", "c4n4ry-summary", address=seeded))
    done(run_cli(*(("remove", KEY, "--yes") if gone == "remove" else ("undo", "--yes")), address=seeded))
    assert "c4n4ry-summary" in standing(seeded)
    done(run_cli("erase-person", by, "--yes", address=seeded))
    assert standing(seeded) == []


def test_of_several_who_are_gone_one_is_chosen_from_a_list(seeded: Address, run_cli: RunCli) -> None:
    for summary in ("c4n4ry-summary", "c4n4ry-second"):
        done(run_cli("add-person", NAME, "--summary", summary, address=seeded))
    for key in (KEY, f"{KEY}--2"):
        run_cli("remove", f"person:{key}", "--yes", address=seeded)
    answer = run_cli("erase-person", NAME, "--yes", address=seeded)
    assert_refused(answer, 4, KEY, f"{KEY}--2", "by that key")


def test_nobody_is_told_so(seeded: Address, run_cli: RunCli) -> None:
    assert_refused(run_cli("erase-person", "Nobody Nowhere", "--yes", address=seeded), 3, "the log knows of none")


def test_success_is_said_only_once_it_is_done_and_the_next_run_finishes_it(
    sqlite_seeded: Address, run_cli: RunCli
) -> None:
    done(run_cli("add-person", NAME, "--summary", "c4n4ry-summary", address=sqlite_seeded))
    with mock.patch.object(compacting, "compact", side_effect=DatabaseError("killed")):
        answer = run_cli("erase-person", NAME, "--yes", address=sqlite_seeded)
    assert answer.code == 5
    assert "was erased" not in answer.err
    check = run_cli("db", "check", address=sqlite_seeded)
    assert check.code == 5
    assert "somebody was erased, and unused parts of the file may still hold them" in check.out
    done(run_cli("add-city", "Ulsan", "--country", "KR", address=sqlite_seeded))
    done(run_cli("db", "check", address=sqlite_seeded))
    assert standing(sqlite_seeded) == []
    with closing(sqlite3.connect(str(sqlite_seeded.path))) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)


def test_what_cannot_be_reached_is_listed(sqlite_seeded: Address, run_cli: RunCli) -> None:
    folder = Path(str(sqlite_seeded.path)).parent
    done(run_cli("add-person", NAME, address=sqlite_seeded))
    for made in (("db", "backup"), ("db", "backup", f"{folder}/kept.old"), ("export", f"{folder}/package")):
        done(run_cli(*made, address=sqlite_seeded))
    (folder / "notes.txt").write_text("SQLite format 3")
    (backup,) = folder.glob("*.backup.db")
    answer = done(run_cli("erase-person", NAME, "--yes", address=sqlite_seeded))
    listed = ", ".join(sorted(map(str, (backup, folder / "kept.old", folder / "package"))))
    assert answer.err.endswith(f"still hold the person; beside the register lie {listed}\n")
