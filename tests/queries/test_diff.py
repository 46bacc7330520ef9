"""What one edition of a list states otherwise than another one."""

from pathlib import Path

import pytest

from exchange.lists.lists import read, take
from twinning.db.session import reading
from twinning.db.storage.address import Address
from twinning.errors import UsageError
from twinning.queries.lookup.records import find_in
from twinning.queries.reports.diff import DiffRow, report_diff

OLD = """city1,country1,city2,country2,kind,date
Busan,KR,Oslo,NO,sister,1990
Busan,KR,Turku,FI,sister,1991
Busan,KR,Loos,FR,sister,1992
Busan,KR,Leek,GB,sister,1993
"""
NEW = """city1,country1,city2,country2,kind,date
Busan,KR,Oslo,NO,sister,1990-05-01
Busan,KR,Loos,FR,friendship,1992
Busan,KR,Leek,GB,sister,1993
Busan,KR,Kati,ML,sister,2009
"""


def diff(address: Address, earlier: str, later: str) -> list[tuple[str, str, str | None, str, str]]:
    with reading(address) as connection:
        sources = (find_in(connection, ("source",), each) for each in (earlier, later))
        listing = report_diff(connection, *sources)
    rows: list[DiffRow] = list(listing.rows)
    return [(row.change, row.key, row.field, str(row.earlier), str(row.later)) for row in rows]


def test_what_was_added_dropped_and_changed_between_two_editions_is_told_by_agreement(
    address: Address, tmp_path: Path
) -> None:
    take(address, read(tmp_path, OLD), source="old")
    take(address, read(tmp_path, NEW), source="new")
    assert diff(address, "old", "new") == [
        ("added", "busan-kr--kati-ml", None, "", ""),
        ("dropped", "busan-kr--turku-fi", None, "", ""),
        ("changed", "busan-kr--loos-fr", "kind", "sister_city", "friendship_city"),
        ("changed", "busan-kr--oslo-no", "signed", "1990", "1990-05-01"),
    ]
    assert [change for change, *_ in diff(address, "new", "old")] == ["added", "dropped", "changed", "changed"]


def test_what_a_source_no_longer_lists_is_not_its_word(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, OLD), source="list")
    take(address, read(tmp_path, OLD), source="other")
    assert diff(address, "other", "list") == []
    take(address, read(tmp_path, OLD.replace("Busan,KR,Turku,FI,sister,1991\n", "")), source="list")
    assert diff(address, "other", "list") == [("dropped", "busan-kr--turku-fi", None, "", "")]


def test_a_source_is_not_compared_with_itself(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, OLD), source="old")
    with pytest.raises(UsageError, match="with itself"):
        diff(address, "old", "old")
