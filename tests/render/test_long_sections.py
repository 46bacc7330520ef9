"""Sections that are so long that their rows are not drawn as one table."""

from io import StringIO

import pytest

from twinning.render.options import Options
from twinning.render.terminal import table
from twinning.render.terminal.table import write_table
from twinning.rows import Dossier, Listing, Section, Several
from twinning.rows.dossiers import PartyRow
from twinning.rows.imports import NewCityRow

ROWS = [
    NewCityRow(f"City {n}" + "시" * (n % 3), "Japan" if n % 2 else "Korea, South", None, f"c-{n}", Several())
    for n in range(60)
]


def lines(rows: list[NewCityRow]) -> list[str]:
    """Return what is written of a section with these rows."""
    stream = StringIO()
    write_table(Dossier("Import", (), (Section("new_cities", NewCityRow, rows),)), stream, Options())
    return stream.getvalue().splitlines()


def test_what_is_behind_the_first_thousand_rows_looks_as_they_do(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = lines(ROWS)
    monkeypatch.setattr(table, "HEAD", 20)
    assert lines(ROWS) == whole
    assert len(whole) == len(ROWS) + 5


def of_listing(width: int | None, *, color: bool) -> str:
    """Return what is written of a listing of parties, which have a status, on a terminal or into a pipe."""
    rows = [PartyRow(f"City {n}"[: 5 + n % 4], "KR", None, "active", f"t-{n}") for n in range(60)]
    stream = StringIO()
    write_table(Listing(PartyRow, (Section("parties", PartyRow, rows),)), stream, Options(width=width, color=color))
    return stream.getvalue()


@pytest.mark.parametrize("width", [None, 60, 30, 3])
@pytest.mark.parametrize("color", [False, True])
def test_a_long_listing_looks_as_in_one_table(monkeypatch: pytest.MonkeyPatch, width: int | None, color: bool) -> None:
    whole = of_listing(width, color=color)
    monkeypatch.setattr(table, "HEAD", 20)
    assert of_listing(width, color=color) == whole
