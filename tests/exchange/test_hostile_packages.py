"""Hostile data packages at every command that reads one: refused at once, in words that give nothing away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.commands import RunCli, assert_refused, unchanged
from db.registers import Registers
from exchange.hostile_packages import PACKAGES, SECRET, make_all
from twinning.db.storage.address import Address


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    make_all(folder)
    return folder


@pytest.fixture(scope="module")
def register(sqlite_registers: Registers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    with sqlite_registers.copy("seeded", tmp_path_factory.mktemp("register")) as address:
        yield address


@pytest.mark.parametrize("name", PACKAGES)
def test_a_strangers_package_is_refused_and_shows_nothing_of_other_files(
    run_cli: RunCli, register: Address, folder: Path, name: str
) -> None:
    package = str(folder / name)
    with unchanged(register):
        for line in (("import", package), ("db", "check", "--against", package), ("db", "restore", package, "--yes")):
            answer = run_cli(*line, address=register)
            assert_refused(answer, 6)
            assert SECRET not in answer.err
            assert "root:" not in answer.err
            assert len(answer.err) < 1000
