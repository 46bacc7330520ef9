"""`erase-person`: nothing stays of somebody but the mark that it was done."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from cli.commands import RunCli, assert_refused, contents, done, unchanged
from cli.running import run_in_process
from cli.terminals import ended, terminal
from db.registers import Prepared
from twinning.db.session import reading
from twinning.db.storage.address import Address

MOSCOW = "moscow-ru--seoul-kr"
NAME, KEY = "Zoë O'Quillfeather", "zoe-oquillfeather"


@pytest.fixture
def signed(prepared: Prepared) -> Address:
    """A register in which somebody signed, travelled in a title, and was spelt in capitals on the command line."""
    return prepared(sign)


def sign(address: Address) -> None:
    signatory = ("--signatory", f"Seoul: {NAME.upper()}, Mayor")
    for command in (
        ("record-act", MOSCOW, "amended", "--on", "2020", "--note", f"After {NAME} asked"),
        ("renew-agreement", MOSCOW, "--on", "2021", *signatory, "--note", f"{NAME}'s idea"),
        ("undo",),
        ("renew-agreement", MOSCOW, "--on", "2022", "--signatory", f"Seoul: {NAME}, Mayor"),
    ):
        done(run_in_process(*command, address=address))


def erase(run_cli: RunCli, address: Address, *options: str) -> object:
    return done(run_cli("erase-person", NAME, "--yes", *options, address=address))


def dump(address: Address) -> str:
    """Everything that the database holds, history included."""
    tables = ("operation", "change", "person", "person_post", "act_person", "citation", "key_alias")
    with reading(address) as connection:
        return "\n".join(str(row) for name in tables for row in connection.execute(text(f"SELECT * FROM {name}")))


def test_neither_name_nor_key_stays_in_any_row_but_the_words_of_others(signed: Address, run_cli: RunCli) -> None:
    result = run_cli("erase-person", NAME, "--yes", "--json", address=signed)
    assert done(result).err == (
        f"note: the name still stands in agreement:{MOSCOW}/act-2 (note)\nnote: the person was erased\n"
        "note: backups and exports that were made before still hold the person\n"
    )
    rows = {row["table"]: row["rows"] for row in json.loads(result.out)}
    assert rows == {"person": 1, "act_person": 1, "change": 11, "operation": 2}
    held = dump(signed).casefold()
    assert "quillfeather" not in held
    assert KEY not in held
    assert run_cli("show", NAME, address=signed).code == 3


def test_another_name_goes_from_rows_log_and_the_words_of_the_log(signed: Address, run_cli: RunCli) -> None:
    done(run_cli("edit", KEY, "--add-name", "ko: 조이, kind=official", address=signed))
    done(run_cli("renew-agreement", MOSCOW, "--on", "2023", "--note", "as 조이 asked", address=signed))
    erase(run_cli, signed)
    with reading(signed) as connection:
        assert connection.execute(text("SELECT count(*) FROM person_name")).scalar() == 0
        logged = connection.execute(text("SELECT command FROM operation UNION ALL SELECT after FROM change")).scalars()
        assert not [row for row in logged if row and '"name": "조이"' in row]


def test_the_operation_is_the_mark(signed: Address, run_cli: RunCli) -> None:
    erase(run_cli, signed)
    latest = json.loads(done(run_cli("log", "--json", address=signed)).out)[0]
    assert latest["command"] == "erase-person"
    assert latest["deleted"] >= 2


def test_the_log_can_be_read_from_end_to_end(signed: Address, run_cli: RunCli) -> None:
    erase(run_cli, signed)
    operations = json.loads(done(run_cli("log", "--json", address=signed)).out)
    for each in operations:
        shown = json.loads(done(run_cli("log", "show", str(each["operation"]), "--json", address=signed)).out)
        assert "quillfeather" not in json.dumps(shown).casefold()
    assert [row["operation"] for row in json.loads(done(run_cli("log", MOSCOW, "--json", address=signed)).out)]
    assert_refused(run_cli("log", f"person:{KEY}", address=signed), 3, "no person")
    done(run_cli("log", "person:kim-bo-hee", address=signed))


def test_the_check_still_passes_and_everything_can_be_exported(
    signed: Address, run_cli: RunCli, tmp_path: Path
) -> None:
    before, after = str(tmp_path / "before"), str(tmp_path / "after")
    done(run_cli("export", before, address=signed))
    erase(run_cli, signed)
    done(run_cli("db", "check", address=signed))
    done(run_cli("export", after, address=signed))
    differences = json.loads(done(run_cli("db", "check", "--against", before, "--json", address=signed)).out)
    assert {(row["change"], row["operation"]) for row in differences} == {("removed", 6)}


def test_an_export_from_before_all_is_accounted_for_afterwards(
    seeded: Address, run_cli: RunCli, tmp_path: Path
) -> None:
    package = str(tmp_path / "package")
    done(run_cli("export", package, address=seeded))
    signatory = ("--signatory", f"Seoul: {NAME}, Mayor", "--note", f"{NAME} came")
    done(run_cli("renew-agreement", MOSCOW, "--on", "2022", *signatory, address=seeded))
    erase(run_cli, seeded)
    done(run_cli("db", "check", "--against", package, address=seeded))


def test_an_erasure_is_not_undone_nor_silently_passed_over(signed: Address, run_cli: RunCli) -> None:
    erase(run_cli, signed)
    with unchanged(signed):
        assert_refused(run_cli("undo", address=signed), 4, "operation 6 erased a person", "twinning undo NUMBER")
        assert_refused(run_cli("undo", "6", address=signed), 4, "cannot be taken back")


@pytest.mark.parametrize("operation", [2, 3, 4, 5])
def test_what_told_of_an_erased_person_is_not_taken_back(signed: Address, run_cli: RunCli, operation: int) -> None:
    erase(run_cli, signed)
    with unchanged(signed):
        result = run_cli("undo", str(operation), address=signed)
        assert_refused(result, 4, f"operation {operation} tells of a person who was erased since")


def test_what_came_after_an_erasure_is_taken_back(signed: Address, run_cli: RunCli) -> None:
    erase(run_cli, signed)
    before = contents(signed)[0]
    done(run_cli("add-city", "Gdańsk", "--country", "PL", address=signed))
    done(run_cli("undo", address=signed))
    assert contents(signed)[0] == before


def test_it_is_done_only_when_confirmed(signed: Address, run_cli: RunCli) -> None:
    with unchanged(signed):
        assert_refused(run_cli("erase-person", NAME, address=signed), 2, "--yes confirms it")
        done(run_cli("erase-person", NAME, "--dry-run", address=signed))
        assert_refused(run_cli("erase-person", "Nobody Atall", "--yes", address=signed), 3, "no person")


@pytest.mark.parametrize("person", ["Kim Bo-hee", "alok-kumar-roy", "chris-jordan"])
def test_a_person_of_an_import_is_erased(seeded: Address, run_cli: RunCli, person: str) -> None:
    done(run_cli("erase-person", person, "--yes", address=seeded))
    assert run_cli("show", f"person:{person.lower().replace(' ', '-')}", address=seeded).code == 3
    done(run_cli("db", "check", address=seeded))


def test_nothing_remains_in_the_file(sqlite_seeded: Address, run_cli: RunCli) -> None:
    path = sqlite_seeded.path
    assert path is not None
    signatory = ("--signatory", f"Seoul: {NAME}, Mayor")
    done(run_cli("renew-agreement", MOSCOW, "--on", "2021", *signatory, address=sqlite_seeded))
    done(run_cli("undo", address=sqlite_seeded))
    done(run_cli("renew-agreement", MOSCOW, "--on", "2022", *signatory, address=sqlite_seeded))
    assert NAME.encode() in path.read_bytes()
    erase(run_cli, sqlite_seeded)
    held = path.read_bytes()
    assert b"Quillfeather" not in held
    assert KEY.encode() not in held
    assert [each.name for each in path.parent.glob("register.db*")] == ["register.db"]


def test_at_a_terminal_what_goes_is_shown_and_asked_about(sqlite_seeded: Address) -> None:
    with unchanged(sqlite_seeded), terminal("erase-person", "Kim Bo-hee", address=sqlite_seeded) as child:
        child.expect("activity_person")
        child.expect("for good")
        child.sendline("n")
        assert ended(child)[0] == 7
