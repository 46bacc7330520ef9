"""A register that may not be written can still be read; what may not be done is told."""

from functools import partial

import pytest

from cli.processes import answer_without_privileges
from db.changing import add_cities, keys_of_cities
from twinning.errors import DatabaseError


def read(address):
    return str(keys_of_cities(address))


def write(address):
    add_cities(address, "chicago")
    return "written"


def answer(action, address):
    try:
        return action(address)
    except DatabaseError as error:
        return f"{error.message}; {error.hint}"


@pytest.fixture
def attempt(sqlite_address):
    """Do something, as somebody for whom permissions hold, while the folder and the register have those modes."""
    add_cities(sqlite_address, "busan")
    file, folder = sqlite_address.path, sqlite_address.path.parent

    def do(action, folder_mode, file_mode):
        file.chmod(file_mode)
        folder.chmod(folder_mode)
        return answer_without_privileges(partial(answer, action, sqlite_address))

    yield do
    folder.chmod(0o700)


@pytest.mark.parametrize("folder_mode", [0o555, 0o755])
@pytest.mark.parametrize("file_mode", [0o444, 0o644])
def test_a_register_that_may_not_be_written_can_be_read(attempt, folder_mode, file_mode):
    assert attempt(read, folder_mode, file_mode) == "['busan']"


@pytest.mark.parametrize("folder_mode", [0o555, 0o755])
def test_a_file_that_may_not_be_written_is_told(attempt, folder_mode):
    assert "cannot be written; check the permissions of the file" in attempt(write, folder_mode, 0o444)


def test_a_folder_that_may_not_be_written_is_told(attempt):
    assert "check the permissions of the file and of its folder" in attempt(write, 0o555, 0o644)


def test_a_file_that_may_not_be_read_is_told(attempt):
    assert "cannot be opened; check the permissions of the file" in attempt(read, 0o755, 0o000)


def test_a_folder_that_may_not_be_entered_is_told(attempt):
    assert "cannot be opened: Permission denied" in attempt(read, 0o000, 0o644)
