"""An import that ends at any statement, or on a full disk, leaves the register as it was before."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from cli.commands import stored_rows
from exchange.lists.lists import read, take
from exchange.records.sheets import take as take_records
from twinning.db.storage.address import Address
from twinning.errors import DatabaseError

POINTS = 6
TIES = "city1,country1,city2,country2,kind,date,source\n" + "".join(
    f"City {number},KR,Town {number % 7},FR,sister,{1950 + number % 50},Gazette {number}\n" for number in range(120)
)
VISITS = "title,date,host,country,head,summary\n" + "".join(
    f"Visit {number},2020-01-{number + 1:02},Town {number},France,Person {number},{'Talks. ' * 2000}\n"
    for number in range(4)
)

Import = Callable[[Address, Path], Any]


def import_ties(address: Address, folder: Path) -> None:
    take(address, read(folder, TIES))


def import_visits(address: Address, folder: Path) -> None:
    take_records(address, folder, "delegations", VISITS)


@contextmanager
def before_each_statement(do: Callable[[], None]) -> Iterator[None]:
    """Do something before each statement; SQLite keeps so few pages that it writes into its file all the while."""

    def keep_few_pages(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA cache_size = 4")

    def ended(*_arguments: Any) -> None:
        do()

    event.listen(Engine, "connect", keep_few_pages)
    event.listen(Engine, "before_cursor_execute", ended)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", ended)
        event.remove(Engine, "connect", keep_few_pages)


@pytest.mark.parametrize("run", [import_ties, import_visits])
def test_what_a_killed_import_leaves_on_the_disk_is_read_as_the_register_before_it(
    sqlite_seeded: Address, tmp_path: Path, run: Import
) -> None:
    path, copies = sqlite_seeded.path, list[Path]()
    assert path is not None
    before, left = stored_rows(sqlite_seeded), tmp_path / "left"

    def copy() -> None:
        """Keep the files as a process that is killed here leaves them, its journal too."""
        copies.append(left / str(len(copies)) / path.name)
        copies[-1].parent.mkdir(parents=True)
        for name in (path, path.with_name(f"{path.name}-journal")):
            if name.exists():
                shutil.copy(name, copies[-1].with_name(name.name))

    with before_each_statement(copy):
        run(sqlite_seeded, tmp_path)
    assert stored_rows(sqlite_seeded) != before
    spread = copies[:: max(1, len(copies) // POINTS)]
    assert any(each.with_name(f"{path.name}-journal").exists() for each in spread)
    for each in spread:
        assert stored_rows(Address.of_file(each)) == before


@pytest.mark.parametrize("run", [import_ties, import_visits])
@pytest.mark.parametrize("more", [0, 4, 9])
def test_an_import_for_which_the_disk_has_no_room_leaves_the_register_as_it_was(
    sqlite_seeded: Address, tmp_path: Path, run: Import, more: int
) -> None:
    assert sqlite_seeded.path is not None
    before, pages = stored_rows(sqlite_seeded), sqlite_seeded.path.stat().st_size // 4096

    def have_little_room(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + more}")

    event.listen(Engine, "connect", have_little_room)
    try:
        with pytest.raises(DatabaseError, match="full"):
            run(sqlite_seeded, tmp_path)
    finally:
        event.remove(Engine, "connect", have_little_room)
    assert stored_rows(sqlite_seeded) == before


def test_ctrl_c_amid_rows_of_which_few_are_judged_leaves_the_register_as_it_was(
    sqlite_seeded: Address, tmp_path: Path
) -> None:
    before, last = stored_rows(sqlite_seeded), [""]

    def press(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if last[0] == "PRAGMA ignore_check_constraints = ON":
            raise KeyboardInterrupt
        last[0] = statement

    event.listen(Engine, "before_cursor_execute", press)
    try:
        with pytest.raises(KeyboardInterrupt):
            import_ties(sqlite_seeded, tmp_path)
    finally:
        event.remove(Engine, "before_cursor_execute", press)
    assert stored_rows(sqlite_seeded) == before
