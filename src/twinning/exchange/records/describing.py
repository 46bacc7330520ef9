"""What became of a spreadsheet of records, for people and programs to read."""

from collections.abc import Iterator

from twinning.exchange.lists.describing import new_city_row, rejected_row
from twinning.exchange.records.importing import RecordOutcome, RecordSheet, RowOutcome
from twinning.exchange.records.recorded import RecordedOtherwise
from twinning.exchange.records.updating import CorrectedList, EditOutcome, EditsOutcome
from twinning.rows import Dossier, Fact, Listing, Section
from twinning.rows.imports import DiffersRow, NewCityRow, NotedRow, ReadColumnRow, RejectedRow, TakenRow
from twinning.rows.phrases import phrase
from twinning.rows.upkeep import ChangeRow


def describe_records(sheet: RecordSheet, outcome: RecordOutcome) -> Dossier:
    """Return what became of a spreadsheet: the three numbers, how it was read, and what is to be looked at."""
    added = len(outcome.new_cities)
    facts = (
        Fact("rows", outcome.read),
        *(Fact(each.value, outcome.counts[each]) for each in RowOutcome),
        *((Fact("cities_added", added),) if added else ()),
    )
    cities = [new_city_row(each) for each in outcome.new_cities]
    shown = [TakenRow(line, text, became.value, record) for line, text, record, became in outcome.shown]
    return Dossier(
        phrase("Import of {file} as {kind}", file=sheet.name, kind=sheet.kind.name),
        facts,
        (
            Section("columns", ReadColumnRow, list(_columns(sheet)), phrase("How the file is read")),
            Section("first_rows", TakenRow, shown, phrase("The first rows")),
            Section("rejects", RejectedRow, [rejected_row(each) for each in outcome.rejects], phrase("Rejected")),
            Section("new_cities", NewCityRow, cities, phrase("New cities")),
            Section(
                "differs", DiffersRow, [_differs(*each) for each in outcome.differences], phrase("Recorded otherwise")
            ),
            Section("look_at", NotedRow, [NotedRow(*each) for each in outcome.remarks], phrase("To look at")),
        ),
    )


def describe_edits(corrected: CorrectedList, outcome: EditsOutcome, changes: Listing[ChangeRow]) -> Dossier:
    """Return what became of a corrected list: the three numbers, and each value that changes."""
    columns = [ReadColumnRow(*each) for each in outcome.columns]
    return Dossier(
        phrase("Corrections of {file}", file=corrected.name),
        (Fact("rows", outcome.read), *(Fact(each.value, outcome.counts[each]) for each in EditOutcome)),
        (
            Section("columns", ReadColumnRow, columns, phrase("How the file is read")),
            Section("changes", ChangeRow, list(changes.rows), phrase("Changes")),
            Section("rejects", RejectedRow, [rejected_row(each) for each in outcome.rejects], phrase("Rejected")),
        ),
    )


def _columns(sheet: RecordSheet) -> Iterator[ReadColumnRow]:
    return (ReadColumnRow(name, sheet.fields.get(number)) for number, name in enumerate(sheet.header) if name)


def _differs(line: int, record: str, difference: RecordedOtherwise) -> DiffersRow:
    here, there = (None if each is None else str(each) for each in (difference.here, difference.there))
    return DiffersRow(line, record, difference.field, here, there)
