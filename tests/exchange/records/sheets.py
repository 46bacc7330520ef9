"""What tests of spreadsheets of records share: one from text into a register, and what became of it."""

from pathlib import Path
from typing import Any

from twinning.db.session import NewOperation, writing
from twinning.db.storage.address import Address
from twinning.exchange.lists.columns.mapping import ListMapping
from twinning.exchange.lists.reading.files import open_table
from twinning.exchange.lists.reading.tables import Layout
from twinning.exchange.records.importing import RecordOutcome, RowOutcome, import_records, read_sheet
from twinning.exchange.records.kinds import RECORD_KINDS
from twinning.exchange.records.names import is_known


def take(
    address: Address,
    folder: Path,
    kind: str,
    content: str,
    city: str | None = None,
    source: str | None = None,
    **mapping: Any,
) -> RecordOutcome:
    """Import a spreadsheet, and check that its rows add up."""
    path, wanted = folder / "sheet.csv", RECORD_KINDS[kind]
    path.write_text(content, encoding="utf-8")
    with open_table(path, Layout(), lambda column: is_known(wanted, column)) as table:
        sheet = read_sheet(table, ListMapping(**mapping), wanted, city)
    with writing(address, NewOperation("tester", f"import {kind}")) as session:
        outcome = import_records(session, sheet, source=source)
    assert sum(outcome.counts.values()) == outcome.read
    return outcome


def counts(outcome: RecordOutcome) -> tuple[int, int, int]:
    """Return how many rows were created, already there, rejected; those that add to an earlier row are the rest."""
    created, there, rejected = RowOutcome.CREATED, RowOutcome.ALREADY_THERE, RowOutcome.REJECTED
    return outcome.counts[created], outcome.counts[there], outcome.counts[rejected]
