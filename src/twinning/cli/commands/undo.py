"""`undo`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.context import actor_of, reading
from twinning.cli.options.arguments import operation_number
from twinning.cli.options.writing import Ask, Writing, with_writing
from twinning.db.connections import connection_of
from twinning.render.terminal.messages import print_note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.render import Document


@with_writing
def undo(
    context: typer.Context,
    operation: Annotated[
        int | None, operation_number("The operation's number, as `log` shows it; the latest one if not said.")
    ] = None,
    *,
    writing: Writing,
) -> None:
    """Take back what one command changed. That is an operation too: undoing it brings the change back.

    You are asked first before an import or a seed is taken back, which only running it again brings back, and before a
    change of somebody else is. In a script, --yes confirms it.

    Examples:
      twinning add-city Ulsan --country KR

      twinning undo
    """
    from twinning.actions.withdrawing import undoing
    from twinning.db.log.history import operation_id
    from twinning.queries.history import operations

    with reading(context) as connection:
        going = operations.find_undoable(connection, operation)

    def change(session: "Session") -> "Document":
        undoing.undo(session, going.number)
        return operations.describe_undoing(connection_of(session), operation_id(session), going)

    named = f"operation {going.number} ({going.command})"
    is_own = going.actor == actor_of(context)
    ask = Ask.ALWAYS if going.in_bulk or not is_own else Ask.NEVER
    question = "Take this back for good?" if going.in_bulk else f"{going.actor} did this. Take it back?"
    writing.perform(context, change, f"{named} was taken back", ask, question)
    if writing.dry_run:
        print_note(f"{named} would be taken back", sys.stderr)
