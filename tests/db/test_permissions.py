"""A register that may not be written can still be read; what may not be done is told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.processes import unprivileged
from db.changing import add_cities

READ = "keys_of_cities(address)"
WRITE = "add_cities(address, 'chicago')"
SCRIPT = """
import sys
from db.changing import add_cities, keys_of_cities
from twinning.db.storage.address import Address
from twinning.errors import DatabaseError

address = Address.parse(sys.argv[1])
try:
    print({action})
except DatabaseError as error:
    print(error.message, error.hint, sep="; ")
"""


@pytest.fixture
def attempt(sqlite_address):
    """Do something, as somebody for whom permissions hold, while the folder and the register have those modes."""
    add_cities(sqlite_address, "busan")
    file, folder = sqlite_address.path, sqlite_address.path.parent

    def do(action, folder_mode, file_mode):
        file.chmod(file_mode)
        folder.chmod(folder_mode)
        command = [*unprivileged(), sys.executable, "-c", SCRIPT.format(action=action), str(file)]
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()

    yield do
    folder.chmod(0o700)


@pytest.mark.parametrize("folder_mode", [0o555, 0o755])
@pytest.mark.parametrize("file_mode", [0o444, 0o644])
def test_a_register_that_may_not_be_written_can_be_read(attempt, folder_mode, file_mode):
    assert attempt(READ, folder_mode, file_mode) == "['busan']"


@pytest.mark.parametrize("folder_mode", [0o555, 0o755])
def test_a_file_that_may_not_be_written_is_told(attempt, folder_mode):
    assert "cannot be written; check the permissions of the file" in attempt(WRITE, folder_mode, 0o444)


def test_a_folder_that_may_not_be_written_is_told(attempt):
    assert "check the permissions of the file and of its folder" in attempt(WRITE, 0o555, 0o644)


def test_a_file_that_may_not_be_read_is_told(attempt):
    assert "cannot be opened; check the permissions of the file" in attempt(READ, 0o755, 0o000)


def test_a_folder_that_may_not_be_entered_is_told(attempt):
    assert "cannot be opened: Permission denied" in attempt(READ, 0o000, 0o644)
