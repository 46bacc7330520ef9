"""Whatever stands in a file, its rows add up, or it is refused in words; nothing else happens."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.lists.lists import take
from twinning.db.storage.address import Address
from twinning.errors import TwinningError
from twinning.exchange.lists.columns.fields import is_known_column
from twinning.exchange.lists.columns.mapping import ListMapping
from twinning.exchange.lists.parsing import read_ties
from twinning.exchange.lists.reading.files import open_table
from twinning.exchange.lists.reading.tables import Layout
from twinning.exchange.lists.tie_list import TieList

HEADER = "city1,plz1,country1,lat1,lon1,city2,country2,kind,date,ended,status,source,url,fields,key"
GOOD = (
    "Erfurt",
    "99084",
    "DE",
    "50.98",
    "11.03",
    "Kati",
    "Mali",
    "f",
    "2009",
    "",
    "active",
    "gazette",
    "",
    "culture",
    "",
)
CELLS = st.sampled_from(
    [*GOOD, "", " ", "Stryi", "Stryi (Lwiw)", "1238", "03/04/1997", "-91", "nan", "1e999", "=1+1", "a;b", '"', "\u202e"]
) | st.text(max_size=8)


def row(cells: list[str]) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


def read_bytes(path: Path, content: bytes) -> TieList:
    path.write_bytes(content)
    with open_table(path, Layout(), is_known_column) as table:
        return read_ties(table, ListMapping(), None)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.dictionaries(st.integers(0, len(GOOD) - 1), CELLS, max_size=4), min_size=1, max_size=6))
def test_rows_with_any_cells_add_up(untouched: Address, tmp_path: Path, rows: list[dict[int, str]]) -> None:
    lines = [row([changed.get(number, cell) for number, cell in enumerate(GOOD)]) for changed in rows]
    content = "\n".join([HEADER, *lines]).encode("utf-8", "surrogatepass")
    try:
        found = read_bytes(tmp_path / "list.csv", content)
    except TwinningError:
        return
    assert found.read <= len(rows)
    take(untouched, found, dry_run=True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 200), put=st.binary(max_size=6), cut=st.integers(0, 20))
def test_a_file_with_any_bytes_is_read_or_refused_in_words(tmp_path: Path, at: int, put: bytes, cut: int) -> None:
    content = f"{HEADER}\n{row(list(GOOD))}\n{row(list(GOOD))}\n".encode()
    with contextlib.suppress(TwinningError):
        read_bytes(tmp_path / "list.csv", content[:at] + put + content[at + cut :])


@pytest.mark.parametrize("name", ["list.xlsx", "list.json"])
def test_what_only_begins_as_another_format_is_refused(tmp_path: Path, name: str) -> None:
    for content in (b"PK\x03\x04", b"[", b"{", b"[1]", b'{"a": 1}\n[]', b"PK\x05\x06" + b"\0" * 18):
        with pytest.raises(TwinningError):
            read_bytes(tmp_path / name, content)
