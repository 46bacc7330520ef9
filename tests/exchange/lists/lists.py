"""What tests of lists share: a list from text into a register, and what became of it."""

from pathlib import Path
from typing import Any

from sqlalchemy import text

from twinning.db.session import NewOperation, reading, writing
from twinning.db.storage.address import Address
from twinning.domain.dates import EdtfDate
from twinning.exchange.lists.columns.fields import is_known_column
from twinning.exchange.lists.columns.mapping import ListMapping
from twinning.exchange.lists.importing import ImportOutcome, ListImport, import_list
from twinning.exchange.lists.parsing import read_ties
from twinning.exchange.lists.reading.files import open_table
from twinning.exchange.lists.reading.tables import Layout, Table
from twinning.exchange.lists.reconciling import Outcome
from twinning.exchange.lists.sources import ListSource
from twinning.exchange.lists.tie_list import TieList


def lines(path: Path, layout: Layout | None = None) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the header and the cells of a file."""
    with open_table(path, layout or Layout(), is_known_column) as table:
        return table.header, [line.cells for line in table.lines]


def read(folder: Path, content: str, name: str = "list.csv", city: str | None = None, **mapping: Any) -> TieList:
    """Return what a list says."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    with open_table(path, Layout(), is_known_column) as table:
        return _read(table, city, mapping)


def _read(table: Table, city: str | None, mapping: dict[str, Any]) -> TieList:
    return read_ties(table, ListMapping(**mapping), city)


def take(
    address: Address,
    found: TieList,
    source: str = "list",
    listed_on: str | None = "2026",
    *,
    is_part: bool = False,
    dry_run: bool = False,
) -> ImportOutcome:
    """Import a list, and check that its rows add up."""
    wanted = ListImport(
        ListSource(source, source), listed_on=EdtfDate.parse(listed_on) if listed_on else None, is_part=is_part
    )
    with writing(address, NewOperation("tester", "import list"), dry_run=dry_run) as session:
        outcome = import_list(session, found, wanted)
    assert sum(outcome.counts.values()) == outcome.read
    return outcome


def counts(outcome: ImportOutcome) -> tuple[int, int, int, int]:
    """Return how many rows were created, already there, added as a word, rejected."""
    return tuple(outcome.counts[each] for each in Outcome)  # type: ignore[return-value]


def rows(address: Address, query: str) -> list[tuple[Any, ...]]:
    """Return what a query gives."""
    with reading(address) as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def ties(address: Address) -> list[tuple[Any, ...]]:
    """Return each agreement's key, kind, and the day of its first act."""
    return rows(
        address,
        "SELECT agreement.key, agreement.kind, on_text FROM agreement JOIN agreement_act"
        " ON agreement_act.agreement_id = agreement.id AND seq = 1 ORDER BY agreement.key",
    )
