"""How `import --as` takes a spreadsheet of records: read, tried, shown, and written once somebody agreed."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from twinning.cli.importing.lists import mapping_of
from twinning.cli.importing.reading import opened_table
from twinning.cli.importing.rejects import RejectsFile, place_for_rejects, unless_all_rejected
from twinning.cli.options.lists import ListOptions
from twinning.cli.options.writing import Writing
from twinning.errors import UsageError
from twinning.render.terminal.messages import print_note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.exchange.lists.columns.mapping import ListMapping
    from twinning.exchange.records.importing import RecordOutcome, RecordSheet
    from twinning.exchange.records.kinds import RecordKind
    from twinning.render import Document


def import_record_file(context: typer.Context, path: Path, given: ListOptions, chosen: Writing) -> None:
    """Import one spreadsheet of the kind that `--as` names."""
    from twinning.db.log.history import reads_file
    from twinning.exchange.lists.describing import remarks_on_columns
    from twinning.exchange.records.describing import describe_records
    from twinning.exchange.records.importing import import_records
    from twinning.exchange.records.kinds import fields_of_kind

    kind = kind_named(given.kind_of_rows or "")
    mapping = _mapping(kind, given)
    rejects = place_for_rejects(path, given.rejects, given.sheet)
    sheet = _read(path, mapping, kind, given)
    for remark in remarks_on_columns(sheet.header, sheet.fields, {"summary"} & fields_of_kind(kind).keys()):
        print_note(remark, sys.stderr)

    def change(session: "Session") -> "tuple[RecordOutcome, Document]":
        reads_file(session, sheet.sha256)
        outcome = import_records(session, sheet, source=given.source)
        return outcome, describe_records(sheet, outcome)

    kept = RejectsFile(rejects, sheet.header, sheet.saved)
    kept.take(context, chosen, change, unless_all_rejected(sheet.name, f"{sheet.name} was imported"))
    _save_mapping(given, mapping, sheet)


def kind_named(word: str) -> "RecordKind":
    """Return the kind of spreadsheet of a word. Raises UsageError."""
    from twinning.domain.names import quote
    from twinning.exchange.records.kinds import RECORD_KINDS

    if word not in RECORD_KINDS:
        raise UsageError(f"{quote(word)} is no kind of spreadsheet", f"one of {', '.join(RECORD_KINDS)}")
    return RECORD_KINDS[word]


def _mapping(kind: "RecordKind", given: ListOptions) -> "ListMapping":
    from twinning.exchange.lists.columns.mapping import check_mapping_place
    from twinning.exchange.records.kinds import fields_of_kind

    fields = fields_of_kind(kind)
    if given.save_mapping is not None:
        check_mapping_place(given.save_mapping, fields)
    return mapping_of(given, fields)


def _read(path: Path, mapping: "ListMapping", kind: "RecordKind", given: ListOptions) -> "RecordSheet":
    from twinning.exchange.lists.reading.tables import refused
    from twinning.exchange.records.importing import read_sheet
    from twinning.exchange.records.names import is_known

    with opened_table(path, mapping.layout, lambda column: is_known(kind, column)) as table:
        sheet = read_sheet(table, mapping, kind, given.city)
    if not sheet.lines:
        raise refused(sheet.name, "a header and no rows")
    return sheet


def _save_mapping(given: ListOptions, mapping: "ListMapping", sheet: "RecordSheet") -> None:
    from twinning.exchange.lists.columns.mapping import save_mapping, with_columns
    from twinning.exchange.records.kinds import fields_of_kind

    if given.save_mapping is not None:
        columns = with_columns(mapping, sheet.header, sheet.placed)
        kept = save_mapping(given.save_mapping, columns, fields_of_kind(sheet.kind))
        print_note(f"how the file is read was kept in {kept}", sys.stderr)
