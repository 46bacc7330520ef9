"""`import` of a spreadsheet."""

from pathlib import Path

import pytest

from cli.commands import RunCli, assert_refused, unchanged
from cli.terminals import ended, terminal
from twinning.db.storage.address import Address


def test_a_list_is_shown_and_written_once_somebody_at_the_terminal_agrees(
    sqlite_seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "partners.csv").write_text("partner,country,since\nChicago,USA,2007\nLima,Peru,\nCuzco,Peruu,1990\n")
    with terminal("import", "partners.csv", "--city", "Busan", address=sqlite_seeded) as child:
        child.expect("Of which day is the list")
        child.sendline("2026-01-31")
        child.expect("partner_country")
        child.expect("Write this")
        child.sendline("y")
        assert ended(child)[0] == 0
    assert (tmp_path / "partners.rejects.csv").read_text().splitlines()[1].startswith("Cuzco,Peruu,1990,4,country,")


def test_a_list_with_ties_of_no_date_needs_its_day(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text("partner,country\nLima,Peru\n")
    with unchanged(sqlite_seeded):
        answer = run_cli("import", str(tmp_path / "partners.csv"), "--city", "Busan", address=sqlite_seeded)
        assert_refused(answer, 2, "1 of the 1 rows have no date", "--listed-on")


def test_a_damaged_list_is_refused_with_its_place(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text('partner,country\nLima,"Peru\n')
    with unchanged(sqlite_seeded):
        answer = run_cli("import", str(tmp_path / "partners.csv"), "--city", "Busan", address=sqlite_seeded)
        assert_refused(answer, 6, "line 2", "never closed")
