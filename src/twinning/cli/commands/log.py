"""`log`."""

from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.asking.prompts import ask_which
from twinning.cli.completion.names import complete_reference
from twinning.cli.context import reading
from twinning.cli.options.arguments import operation_number
from twinning.cli.options.listing import with_listing
from twinning.cli.options.output import Output
from twinning.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from twinning.render import Document


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
    operation: Annotated[int | None, operation_number("After `show`: the operation's number.")] = None,
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
            document = ask_which(context, connection, lambda: _listed(connection, record))
        output.show(document, finish_reading=connection.rollback)


def _listed(connection: "Connection", record: str | None) -> "Document":
    """Return the operations, of a record if one is named. Raises NotFoundError; a number may be meant for `show`."""
    from twinning.queries.history import operations

    try:
        return operations.list_operations(connection, record)
    except NotFoundError as error:
        if record is None or not record.strip().isdecimal():
            raise
        raise NotFoundError(error.message, f"`twinning log show {record.strip()}` shows the operation") from error
