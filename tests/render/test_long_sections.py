"""Sections of a dossier that are so long that their rows are not drawn as one table."""

from io import StringIO

import pytest

from twinning.render.options import Options
from twinning.render.terminal import table
from twinning.render.terminal.table import write_table
from twinning.rows import Dossier, Section
from twinning.rows.imports import NewCityRow

ROWS = [
    NewCityRow(f"City {n}" + "시" * (n % 3), "Japan" if n % 2 else "Korea, South", None, f"c-{n}") for n in range(60)
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
