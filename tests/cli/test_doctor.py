"""`doctor`: whatever is missing or broken, it says so."""

import json
from pathlib import Path

import pytest

import twinning
from cli.commands import Answer, RunCli, done, execute, unchanged
from cli.terminals import ended, terminal
from twinning.db.migrations.revision import HEAD
from twinning.db.storage.address import Address


def findings(answer: Answer) -> dict[str, dict[str, str]]:
    """What the doctor found: of each section, the finding of each subject."""
    sections = {name: rows for name, rows in json.loads(answer.out).items() if isinstance(rows, list)}
    return {name: {row["subject"]: row["finding"] for row in rows} for name, rows in sections.items()}


def test_of_a_sound_register_everything_is_told(run_cli: RunCli, seeded: Address) -> None:
    with unchanged(seeded):
        answer = done(run_cli("doctor", "--json", address=seeded))
    found = findings(answer)
    assert json.loads(answer.out)["healthy"] is True
    assert json.loads(answer.out)["twinning"] == twinning.__version__
    assert {"python", "sqlalchemy", "alembic", "typer", "rich", "psycopg"} <= set(found["versions"])
    assert Path(found["places"]["program"]) == Path(twinning.__file__).parent
    assert found["register"]["named by"] == "TWINNING_DB"
    assert found["register"]["schema"] == HEAD
    assert int(found["register"]["cities"]) > 1
    assert {"terminal", "width", "encoding", "colours", "TERM", "locale"} == set(found["terminal"])


def test_the_journal_and_the_version_are_those_of_the_database(run_cli: RunCli, seeded: Address) -> None:
    found = findings(done(run_cli("doctor", "--json", address=seeded)))["register"]
    if seeded.path is None:
        assert int(found["postgresql"].partition(".")[0]) >= 15
        assert found["journal"].startswith("the server's, synchronous_commit o")
    else:
        assert found["sqlite"].startswith("3.")
        assert found["journal"] == "delete, synchronous 2"


def test_a_register_that_nobody_needed_yet_is_not_made_and_not_missed(run_cli: RunCli, tmp_path: Path) -> None:
    found = findings(done(run_cli("doctor", "--json")))
    assert found["register"] == {"state": "not made yet: the first command that needs it makes it"}
    assert found["places"]["data folder"].endswith("(not there)")
    assert not list(tmp_path.rglob("*.db"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "there is no database at"),
        (b"", "is an empty file"),
        (b"not a database at all" * 99, "is not a database"),
        (b"SQLite format 3\0" + bytes(9_000), "cannot be opened"),
    ],
)
def test_a_register_that_cannot_be_opened_is_told_and_gives_exit_code_5(
    run_cli: RunCli, tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "register.db"
    if content is not None:
        path.write_bytes(content)
    answer = run_cli("--db", str(path), "doctor", "--json")
    assert answer.code == 5
    assert json.loads(answer.out)["healthy"] is False
    assert words in findings(answer)["register"]["state"]
    assert answer.err.startswith("error: the register has a problem: ")


def test_a_register_that_is_damaged_inside_is_told_and_gives_exit_code_5(
    run_cli: RunCli, sqlite_seeded: Address
) -> None:
    path = sqlite_seeded.path
    assert path is not None
    content = bytearray(path.read_bytes())
    content[-20 * 4096 :: 4096] = b"\xff" * len(content[-20 * 4096 :: 4096])
    path.write_bytes(content)
    answer = run_cli("doctor", "--json", address=sqlite_seeded)
    assert answer.code == 5
    assert findings(answer)["register"]["state"].startswith(("damaged: ", "cannot be opened: "))
    assert "db restore BACKUP" in answer.err


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://kim:sEcret@127.0.0.1:1/register",
        "postgresql://127.0.0.1:1/register?password=sEcret",
        "mysql://kim:sEcret@host/register",
        "://sEcret",
    ],
)
def test_no_password_is_told(run_cli: RunCli, address: str) -> None:
    answer = run_cli("doctor", env={"TWINNING_DB": address})
    assert answer.code == 5
    assert "cannot be opened" in answer.out
    assert "sEcret" not in answer.out + answer.err


def test_a_configuration_file_that_is_broken_is_told(
    run_cli: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "twinning.toml").write_text("formatt = 'csv'")
    answer = run_cli("doctor", "--json")
    assert answer.code == 5
    problem = f"{tmp_path / 'twinning.toml'}: there is no setting 'formatt'"
    assert findings(answer)["places"]["configuration"] == problem
    assert findings(answer)["register"]["state"] == f"cannot be opened: {problem}"


def test_a_format_or_language_that_is_none_does_not_keep_the_doctor_from_answering(
    run_cli: RunCli, sqlite_seeded: Address
) -> None:
    environment = {"TWINNING_FORMAT": "doc", "TWINNING_LANG": "xx"}
    assert "Healthy" in done(run_cli("doctor", address=sqlite_seeded, env=environment)).out
    assert run_cli("doctor", "--format", "doc", address=sqlite_seeded).code == 2


def test_what_is_at_a_terminal_is_told(sqlite_seeded: Address) -> None:
    with terminal("doctor", address=sqlite_seeded) as child:
        child.expect("stdin, stdout, stderr")
        child.expect("width *100")
        assert ended(child)[0] == 0


def test_a_register_that_the_check_finds_wrong_is_not_healthy(run_cli: RunCli, seeded: Address) -> None:
    execute(seeded, "DELETE FROM agreement_party WHERE id = 1")
    answer = run_cli("doctor", "--json", address=seeded)
    assert answer.code == 5
    assert json.loads(answer.out)["healthy"] is False
    assert "it is gone, and no operation removed it (and 1 more" in answer.out
