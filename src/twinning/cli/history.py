"""`log` and `undo`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.arguments import DryRun
from twinning.cli.context import reading, writing
from twinning.cli.output import Output, with_output
from twinning.errors import UsageError
from twinning.render.messages import print_note

if TYPE_CHECKING:
    from twinning.render import Document


@with_output
def log(
    context: typer.Context,
    record: Annotated[
        str | None, typer.Argument(help="Only what touched this record; or the word show.", metavar="[REF|show]")
    ] = None,
    operation: Annotated[
        int | None, typer.Argument(help="With show: the operation's number.", metavar="[OPERATION]")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="At most so many, the latest.", min=1)] = 50,
    *,
    output: Output,
) -> None:
    """Show what was done: who, when, what; and each value that one operation changed.

    Examples:
      twinning log

      twinning log busan-kr

      twinning log show 1
    """
    from twinning.queries import operations
    from twinning.queries.records import find_record

    with reading(context) as session:
        if record == "show":
            if operation is None:
                raise UsageError("which operation is to be shown?", "twinning log show NUMBER")
            document: Document = operations.describe_operation(session, operation)
        else:
            name = str(find_record(session, record)) if record is not None else None
            document = operations.list_operations(session, name, limit)
    output.show(document)


def undo(
    context: typer.Context,
    operation: Annotated[
        int | None, typer.Argument(help="Its number; without one, the last that still stands.", metavar="[OPERATION]")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Take an operation back, as a new operation; undoing that one does the first again.

    Example:
      twinning undo
    """
    from twinning.actions.undoing import undo as take_back

    with writing(context, dry_run=dry_run) as session:
        undone = take_back(session, operation)
    verb = "would be taken back; nothing was written" if dry_run else "was taken back"
    print_note(f"operation {undone.operation} ({undone.command}) {verb}", sys.stderr)
