"""`log` and `undo`."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twinning.cli.completion.names import complete_operation, complete_reference
from twinning.cli.context import actor_of, reading
from twinning.cli.options.listing import with_listing
from twinning.cli.options.output import Output
from twinning.cli.options.writing import Ask, Writing, with_writing
from twinning.cli.prompts import asking_which
from twinning.db.session import connection_of
from twinning.domain.limits import LARGEST_INTEGER
from twinning.errors import UsageError
from twinning.render.messages import print_note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.render import Document


def _number(help: str) -> Any:
    return typer.Argument(
        help=help, autocompletion=complete_operation, metavar="[OPERATION]", min=1, max=LARGEST_INTEGER
    )


def _complete_record(context: typer.Context, incomplete: str) -> list[str]:
    return [word for word in ("show",) if word.startswith(incomplete)] + complete_reference(context, incomplete)


@with_listing("upkeep.OperationRow", limit=50)
def log(
    context: typer.Context,
    record: Annotated[
        str | None,
        typer.Argument(
            help="Only what changed this record. Or the word `show`, to see one operation.",
            autocompletion=_complete_record,
            metavar="[REF|show]",
        ),
    ] = None,
    operation: Annotated[int | None, _number("After `show`: the operation's number.")] = None,
    *,
    output: Output,
) -> None:
    """Show what was done: who, when, what; and each value that one operation changed.

    Examples:
      twinning log

      twinning log busan-kr

      twinning log show 1
    """
    from twinning.queries.history import operations

    with reading(context) as connection:
        if record == "show":
            if operation is None:
                raise UsageError("which operation is to be shown?", "twinning log show NUMBER")
            document: Document = operations.describe_operation(connection, operation)
        elif operation is not None:
            raise UsageError("an operation's number goes with the word show", f"twinning log show {operation}")
        else:
            document = asking_which(context, connection, lambda: operations.list_operations(connection, record))
    output.show(document)


@with_writing
def undo(
    context: typer.Context,
    operation: Annotated[
        int | None, _number("The operation's number, as `log` shows it; the latest one if not said.")
    ] = None,
    *,
    writing: Writing,
) -> None:
    """Take an operation back, as a new operation; undoing that one does the first again.

    Taking back an import or a seed asks first: undoing cannot bring it back, only running it again can. At a terminal,
    what somebody else did is asked about as well.

    Examples:
      twinning add-city Ulsan --country KR

      twinning undo
    """
    from twinning.actions import undoing
    from twinning.db.history import operation_id
    from twinning.queries.history import operations

    with reading(context) as connection:
        going = operations.find_undoable(connection, operation)

    def change(session: "Session") -> "Document":
        undoing.undo(session, going.number)
        return operations.describe_undoing(connection_of(session), operation_id(session), going)

    named = f"operation {going.number} ({going.command})"
    is_own = going.actor == actor_of(context)
    ask = Ask.ALWAYS if going.in_bulk else Ask.NEVER if is_own else Ask.AT_A_TERMINAL
    question = "Take this back for good?" if going.in_bulk else f"{going.actor} did this. Take it back?"
    writing.perform(context, change, f"{named} was taken back", ask, question)
    if writing.dry_run:
        print_note(f"{named} would be taken back", sys.stderr)
