"""Who may read what a command makes: registers, backups and packages their owner alone, reports as the umask says."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.commands import RunCli, done
from twinning.db.storage.address import Address


@pytest.fixture(params=[0o022, 0o000, 0o077, 0o027])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.usefixtures("umask")
def test_a_new_register_its_folder_and_its_backup_are_their_owners_alone(run_cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "new/register.db"
    done(run_cli("--db", str(path), "db", "init", "--empty"))
    path.chmod(0o644)
    done(run_cli("--db", str(path), "db", "backup", str(tmp_path / "backup.db")))
    assert (mode(path.parent), mode(tmp_path / "backup.db")) == (0o700, 0o600)


@pytest.mark.usefixtures("umask")
def test_a_register_made_on_first_use_is_its_owners_alone(run_cli: RunCli, tmp_path: Path) -> None:
    done(run_cli("list-cities"))
    (made,) = tmp_path.rglob("register.db")
    assert (mode(made), mode(made.parent)) == (0o600, 0o700)


@pytest.mark.usefixtures("umask")
def test_a_package_is_its_owners_alone(run_cli: RunCli, seeded: Address, tmp_path: Path) -> None:
    done(run_cli("export", str(tmp_path / "package"), address=seeded))
    assert mode(tmp_path / "package") == 0o700
    assert {mode(path) for path in (tmp_path / "package").iterdir()} == {0o600}


@pytest.mark.usefixtures("umask")
def test_a_package_that_was_opened_to_others_stays_open_when_it_is_written_again(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    done(run_cli("export", str(tmp_path / "package"), address=sqlite_seeded))
    (tmp_path / "package").chmod(0o755)
    done(run_cli("export", str(tmp_path / "package"), address=sqlite_seeded))
    assert mode(tmp_path / "package") == 0o755
    assert {mode(path) for path in (tmp_path / "package").iterdir()} == {0o644}


def test_a_new_report_follows_the_umask(run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, umask: int) -> None:
    done(run_cli("list-cities", "-o", str(tmp_path / "cities.csv"), address=sqlite_seeded))
    assert mode(tmp_path / "cities.csv") == 0o666 & ~umask


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("kept", [0o600, 0o640, 0o664])
def test_a_report_keeps_the_mode_of_the_file_that_it_replaces(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, kept: int
) -> None:
    for _ in range(2):
        done(run_cli("list-cities", "-o", str(tmp_path / "cities.csv"), address=sqlite_seeded))
        (tmp_path / "cities.csv").chmod(kept)
    assert mode(tmp_path / "cities.csv") == kept
    done(run_cli("list-people", "-o", str(tmp_path / "cities.csv"), address=sqlite_seeded))
    assert mode(tmp_path / "cities.csv") == kept
