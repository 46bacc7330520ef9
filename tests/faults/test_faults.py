"""A sample of what `make test-faults` tries, and that it would see what is wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

from db.registers import Registers
from faults.flips import Flips
from programs import lack

_TESTS = Path(__file__).parents[1]

_NOT_WHOLE = """
import sys
from twinning.db.storage import backup

def put_in_parts(made, target):
    held = made.read_bytes()
    with target.open("xb", buffering=0) as stream:
        for begin in range(0, len(held), 1000):
            stream.write(held[begin : begin + 1000])

backup.put_in_place = put_in_parts
from faults.__main__ import main
sys.exit(main())
"""


def sweep(*command: str) -> subprocess.CompletedProcess[str]:
    """Sweep in a process of its own: copies are made of it, and tests have threads."""
    ended = subprocess.run([sys.executable, *command], cwd=_TESTS, capture_output=True, text=True, check=False)
    if "left out" in ended.stdout:
        lack("ptrace", ended.stdout.strip())
    return ended


def test_what_is_ended_or_hindered_leaves_all_as_before_or_as_after() -> None:
    ended = sweep("-m", "faults", "--sqlite-only", "--most", "4", "--only", "erase-person,export,db restore")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "12 points tried, 0 wrong" in ended.stdout


def test_a_bit_that_flips_is_found_where_it_changes_anything_and_is_never_taken_for_a_bug(
    sqlite_registers: Registers, tmp_path: Path
) -> None:
    with sqlite_registers.copy("seeded", tmp_path) as address:
        assert address.path is not None
        assert list(Flips(address.path.read_bytes(), tmp_path).wrong(8)) == []


@pytest.mark.postgresql
@pytest.mark.usefixtures("postgresql_registers")  # where no server starts, this is left out
def test_on_a_server_too() -> None:
    ended = sweep("-m", "faults", "--server-only", "--most", "3", "--only", "erase-person,db restore")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "6 points tried, 0 wrong" in ended.stdout


def test_what_is_made_in_parts_under_its_name_is_found_out() -> None:
    ended = sweep("-c", _NOT_WHOLE, "--sqlite-only", "--most", "6", "--only", "db backup")
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert "copy.db is neither as before nor as after" in ended.stdout
