"""How `import --update` takes back a list that was corrected: compared, shown, and written once somebody agreed."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from twinning.cli.asking.prompts import ask
from twinning.cli.context import may_ask, reading
from twinning.cli.importing.lists import mapping_of
from twinning.cli.importing.reading import opened_table
from twinning.cli.importing.rejects import RejectsFile, place_for_rejects
from twinning.cli.options.lists import ListOptions
from twinning.cli.options.writing import Writing
from twinning.domain.names import quote
from twinning.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.exchange.records.updating import CorrectedList, EditsOutcome
    from twinning.render import Document


def update_from_file(context: typer.Context, path: Path, given: ListOptions, chosen: Writing) -> None:
    """Make edits of what a corrected list says otherwise. Raises UsageError where nothing says since when."""
    from twinning.db.log.history import operation_id, reads_file
    from twinning.db.session import connection_of
    from twinning.exchange.records.describing import describe_edits
    from twinning.exchange.records.updating import EditOutcome, update_records
    from twinning.queries.history.operations import list_changes

    rejects = place_for_rejects(path, given.rejects, given.sheet)
    corrected = _read(context, path, given)

    def change(session: "Session") -> "tuple[EditsOutcome, Document]":
        reads_file(session, corrected.sha256)
        outcome = update_records(session, corrected, given.kind_of_rows, mistyped=given.mistyped)
        changes = list_changes(connection_of(session), operation_id(session))
        return outcome, describe_edits(corrected, outcome, changes)

    def done(outcome: "EditsOutcome") -> str:
        taken = outcome.counts[EditOutcome.EDITED]
        return f"the corrections of {corrected.name} were taken" if taken else f"nothing in {corrected.name} was taken"

    RejectsFile(rejects, corrected.header, corrected.saved).take(context, chosen, change, done)


def _read(context: typer.Context, path: Path, given: ListOptions) -> "CorrectedList":
    from dataclasses import replace

    from twinning.exchange.records.kinds import CORRECTED_KINDS, fields_of_kind
    from twinning.exchange.records.updating import KEY, is_column_of_a_list, read_corrected
    from twinning.rows.arranging.arrangement import STAMP

    if given.kind_of_rows not in (None, *CORRECTED_KINDS):
        raise UsageError(f"{quote(given.kind_of_rows or '')} is no list", f"one of {', '.join(CORRECTED_KINDS)}")
    fields = {name for kind in CORRECTED_KINDS.values() for name in fields_of_kind(kind)}
    mapping = mapping_of(given, sorted({*fields, KEY, STAMP}))
    with opened_table(path, mapping.layout, is_column_of_a_list) as table:
        corrected = read_corrected(table, mapping)
    if corrected.is_stamped or given.unchanged_since is not None:
        return replace(corrected, since=given.unchanged_since)
    return replace(corrected, since=_since(context))


def _since(context: typer.Context) -> int:
    """Ask after which operation the list was written. Raises UsageError where nobody can be asked."""
    from twinning.inputs.kinds import read_whole_number
    from twinning.queries.history.operations import last_operation

    with reading(context) as connection:
        last = last_operation(connection)
    if not may_ask(context):
        raise UsageError(
            "nothing says since when the list must be unchanged here, so that it could undo what others did",
            f"say the last operation before it was written (`twinning log`): --unchanged-since {last}; "
            "lists that are written with --for-update say it themselves",
        )
    return ask("The last operation before the list was written (`twinning log` shows them)", read_whole_number)
