"""`db check --against`: an export is the proof of what a register held."""

import json
from pathlib import Path

from cli.commands import RunCli, assert_refused, done, execute
from twinning.db.storage.address import Address


def test_what_commands_did_since_is_listed_with_who_did_it(seeded: Address, run_cli: RunCli, tmp_path: Path) -> None:
    package = str(tmp_path / "package")
    done(run_cli("export", package, address=seeded))
    assert "as it was exported" in done(run_cli("db", "check", "--against", package, address=seeded)).out
    done(run_cli("add-city", "Gdańsk", "--country", "PL", address=seeded))
    (row,) = json.loads(done(run_cli("db", "check", "--against", package, "--json", address=seeded)).out)
    assert (row["record"], row["change"], row["operation"], row["actor"]) == ("city:gdansk-pl", "added", 2, "tester")


def test_what_was_written_past_the_program_fails_the_check(seeded: Address, run_cli: RunCli, tmp_path: Path) -> None:
    package = str(tmp_path / "package")
    done(run_cli("export", package, address=seeded))
    execute(seeded, "UPDATE city SET admin1 = 'X' WHERE country_code = 'KR'")
    result = run_cli("db", "check", "--against", package, "--csv", address=seeded)
    assert result.code == 5
    assert "city,city:busan-kr,changed,admin1,,X,,,\r\n" in result.out
    assert "error: differences that no operation accounts for: 2\n" in result.err


def test_what_is_no_export_is_refused(sqlite_seeded: Address, run_cli: RunCli, tmp_path: Path) -> None:
    assert_refused(run_cli("db", "check", "--against", str(tmp_path), address=sqlite_seeded), 6, "datapackage.json")
