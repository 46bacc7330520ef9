"""`db`."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cli.commands import RunCli, assert_refused, contents, done, execute, exported, unchanged
from cli.terminals import ended, terminal
from twinning.db.migrations.revision import HEAD
from twinning.db.storage.address import Address
from twinning.exchange import seeding

pytestmark = pytest.mark.both_databases

CIRCLE = """
    UPDATE activity SET part_of_id = (SELECT min(other.id) FROM activity AS other WHERE other.part_of_id = activity.id)
    WHERE id IN (SELECT part_of_id FROM activity)
"""


def status(run_cli: RunCli, address: Address) -> dict[str, object]:
    return json.loads(done(run_cli("db", "status", "--json", address=address)).out)


def test_init_makes_a_register_with_the_facts_of_the_articles(run_cli: RunCli, blank_address: Address) -> None:
    assert "with the seed" in done(run_cli("db", "init", address=blank_address)).err
    assert status(run_cli, blank_address)["cities"] == 12


def test_init_makes_a_register_without_records(run_cli: RunCli, blank_address: Address) -> None:
    done(run_cli("db", "init", "--empty", address=blank_address))
    assert status(run_cli, blank_address)["cities"] == 0


def test_init_makes_the_folders_that_a_path_names(run_cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "one" / "two" / "register.db"
    done(run_cli("--db", str(path), "db", "init", "--empty"))
    assert sorted(each.name for each in path.parent.iterdir()) == ["register.db"]


def test_a_register_that_holds_only_the_seed_can_be_emptied_once_that_is_confirmed(
    run_cli: RunCli, seeded: Address
) -> None:
    with unchanged(seeded):
        assert_refused(run_cli("db", "init", "--empty", address=seeded), 2, "there is no terminal to ask at", "--yes")
    assert "the seed was taken out" in done(run_cli("db", "init", "--empty", "--yes", address=seeded)).err
    assert done(run_cli("db", "check", "--csv", address=seeded)).out == "table,record,problem\r\n"
    told = status(run_cli, seeded)
    assert (told["cities"], told["citations"], told["operations"]) == (0, 0, 2)


def test_somebody_at_a_terminal_is_asked_before_the_seed_is_taken_out(sqlite_seeded: Address) -> None:
    for answer, code in (("n", 7), ("y", 0)):
        with terminal("db", "init", "--empty", address=sqlite_seeded) as child:
            child.expect_exact("nothing of yours. Take them out? [y/N]: ")
            child.sendline(answer)
            assert ended(child)[0] == code
    assert contents(sqlite_seeded)[1] == 2


def test_a_register_that_holds_more_than_the_seed_is_not_emptied(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli("add-city", "Ulsan", "--country", "KR", address=seeded))
    with unchanged(seeded):
        answer = run_cli("db", "init", "--empty", "--yes", address=seeded)
        assert_refused(answer, 5, "already" if seeded.path is None else "exists")


def test_init_twice_is_refused_and_leaves_the_first(run_cli: RunCli, seeded: Address) -> None:
    with unchanged(seeded):
        assert_refused(run_cli("db", "init", address=seeded), 5, "already" if seeded.path is None else "exists")


def test_only_the_default_register_is_made_on_first_use_and_says_so(run_cli: RunCli, tmp_path: Path) -> None:
    first = done(run_cli("list-cities", "--csv"))
    assert first.err.startswith("note: made a register with the facts of two articles at ")
    assert first.err.endswith("`twinning db init --empty` makes it an empty one\n")
    assert done(run_cli("list-cities", "--csv")).err == ""
    missing = tmp_path / "missing.db"
    assert_refused(run_cli("list-cities", address=Address.of_file(missing)), 5, str(missing), "db init")
    assert not missing.exists()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("add-city", "Ulsan", "--country", "KR", "--dry-run"), 0),
        (("undo", "--yes", "--dry-run"), 0),
        (("add-city", "Ulsan", "--country", "Atlantis"), 6),
        (("show", "Atlantis"), 3),
        (("list-cities", "--columns", "weather"), 2),
        (("undo",), 2),
        (("db", "seed", "--pack", "weather"), 3),
    ],
)
def test_a_command_that_fails_or_only_tries_makes_no_register_and_no_folder(
    run_cli: RunCli, tmp_path: Path, command: tuple[str, ...], code: int
) -> None:
    answer = run_cli(*command)
    assert answer.code == code, answer.err
    assert "made a register" not in answer.err
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize("command", [("db", "status"), ("db", "seed"), ("add-city", "Ulsan", "--country", "KR")])
def test_whatever_command_comes_first_the_register_it_makes_lies_in_its_place(
    run_cli: RunCli, tmp_path: Path, command: tuple[str, ...]
) -> None:
    first = done(run_cli(*command))
    (made,) = tmp_path.rglob("*.db")
    assert f"at {made};" in first.err
    assert ".twinning-" not in first.out + first.err
    assert ("ulsan-kr" in done(run_cli("list-cities", "--csv")).out) == (command[0] == "add-city")


def test_a_first_command_that_writes_is_refused_where_another_made_the_register_meanwhile(
    run_cli: RunCli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put_in_place = seeding.put_in_place

    def overtaken(made: Path, target: Path) -> None:
        target.write_text("another's register")
        put_in_place(made, target)

    monkeypatch.setattr(seeding, "put_in_place", overtaken)
    assert run_cli("list-cities").code == 0
    (made,) = tmp_path.rglob("*.db")
    made.unlink()
    answer = run_cli("add-city", "Ulsan", "--country", "KR")
    assert (answer.code, answer.err.splitlines()[-1]) == (4, "hint: run the command again")
    assert made.read_text() == "another's register"


def test_status_says_where_the_register_is_and_what_it_holds(run_cli: RunCli, seeded: Address) -> None:
    told = status(run_cli, seeded)
    assert told["database"] == str(seeded)
    assert (told["schema"], told["cities"], told["agreements"], told["operations"]) == (HEAD, 12, 6, 1)


def test_a_whole_register_is_in_order(run_cli: RunCli, seeded: Address) -> None:
    assert "everything is in order" in done(run_cli("db", "check", address=seeded)).out


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ("UPDATE city SET folded = 'x' WHERE key = 'cairo-eg'", "look-up key"),
        ("UPDATE agreement_act SET on_latest = '2031-01-01' WHERE on_latest = '2019-12-13'", "bounds of on"),
        ("DELETE FROM agreement_party WHERE city_id = (SELECT id FROM city WHERE key = 'fukuoka-jp')", "two parties"),
        (CIRCLE, "part of itself"),
    ],
)
def test_what_was_broken_past_the_program_is_found(run_cli: RunCli, seeded: Address, damage: str, problem: str) -> None:
    execute(seeded, damage)
    answer = run_cli("db", "check", "--csv", address=seeded)
    assert answer.code == 5
    assert problem in answer.out
    assert answer.err.startswith("error: ")


def test_a_reference_to_nothing_is_found(run_cli: RunCli, sqlite_seeded: Address) -> None:
    with closing(sqlite3.connect(str(sqlite_seeded.path))) as connection, connection:
        connection.execute("DELETE FROM person WHERE id = (SELECT person_id FROM activity_person LIMIT 1)")
    answer = run_cli("db", "check", "--csv", address=sqlite_seeded)
    assert answer.code == 5
    assert "refers to a person that is not there" in answer.out


def test_a_damaged_file_is_refused(run_cli: RunCli, sqlite_seeded: Address) -> None:
    path = sqlite_seeded.path
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * 8192 + whole[16384:])
    answer = run_cli("db", "check", address=sqlite_seeded)
    assert answer.code == 5
    assert answer.err.startswith("error: ")
    assert "Traceback" not in answer.err


def test_a_backup_holds_the_same_as_the_register(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    done(run_cli("db", "backup", str(tmp_path / "copy.db"), address=sqlite_seeded))
    assert contents(Address.of_file(tmp_path / "copy.db")) == contents(sqlite_seeded)


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize("command", [("db", "backup", "{}"), ("--db", "{}", "db", "init", "--empty")])
def test_nothing_gets_a_name_that_sqlite_would_take_for_a_journal(
    run_cli: RunCli, sqlite_seeded: Address, ending: str, command: tuple[str, ...]
) -> None:
    name = f"{sqlite_seeded.path}{ending}"
    answer = run_cli(*(word.format(name) for word in command), address=sqlite_seeded)
    assert_refused(answer, 5, "would be taken for the journal of the file beside it")
    assert not Path(name).exists()


def test_a_backup_goes_beside_the_register_unless_told_otherwise(run_cli: RunCli, sqlite_seeded: Address) -> None:
    told = done(run_cli("db", "backup", address=sqlite_seeded)).err
    (copy,) = sqlite_seeded.path.parent.glob("*.backup.db")
    assert str(copy) in told
    assert contents(Address.of_file(copy)) == contents(sqlite_seeded)


@pytest.mark.postgresql
def test_a_backup_of_a_server_is_a_package_that_can_be_imported(
    run_cli: RunCli, seeded: Address, sqlite_address: Address, tmp_path: Path
) -> None:
    done(run_cli("db", "backup", str(tmp_path / "copy"), address=seeded))
    if seeded.path is None:
        done(run_cli("import", str(tmp_path / "copy"), address=sqlite_address))
        assert exported(sqlite_address) == exported(seeded)


def test_a_backup_over_a_file_is_refused_and_leaves_it(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("all I have")
    assert_refused(run_cli("db", "backup", str(tmp_path / "mine"), address=sqlite_seeded), 6, "exists already")
    assert (tmp_path / "mine").read_text() == "all I have"


def test_upgrading_at_the_newest_schema_changes_nothing_and_takes_no_backup(
    run_cli: RunCli, seeded: Address, tmp_path: Path
) -> None:
    with unchanged(seeded):
        answer = done(run_cli("db", "upgrade", address=seeded))
    assert f"up to date: {HEAD}" in answer.err
    assert not list(tmp_path.glob("*.backup*"))


def test_the_second_pack_joins_the_first_and_once_only(run_cli: RunCli, seeded: Address) -> None:
    first = done(run_cli("db", "seed", "--pack", "busan-register", address=seeded))
    assert "added: " in first.err
    with unchanged(seeded):
        assert "added: nothing" in done(run_cli("db", "seed", "--pack", "busan-register", address=seeded)).err
    done(run_cli("db", "check", address=seeded))


def test_the_packs_may_come_in_the_other_order(run_cli: RunCli, address: Address) -> None:
    for pack in ("busan-register", "articles"):
        done(run_cli("db", "seed", "--pack", pack, address=address))
    assert done(run_cli("db", "check", "--csv", address=address)).out == "table,record,problem\r\n"


def test_a_pack_that_is_none_is_not_found(run_cli: RunCli, seeded: Address) -> None:
    with unchanged(seeded):
        assert_refused(run_cli("db", "seed", "--pack", "weather", address=seeded), 3, "'weather'", "busan-register")


def test_an_empty_address_is_not_the_users_own_register(run_cli: RunCli) -> None:
    assert_refused(run_cli("--db", "", "list-cities"), 2, "address is empty")


def test_no_backup_is_taken_of_another_programs_database(run_cli: RunCli, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE city (name)")
    assert_refused(run_cli("--db", str(other), "db", "backup"), 5, "another program")
    assert [path.name for path in tmp_path.glob("*.db")] == ["other.db"]
