"""`edit` and `remove`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twinning.cli.options.arguments import Reference
from twinning.cli.options.inputs import check_something, parameters_to_edit, said_of, words_to_clear
from twinning.cli.options.signatures import with_options
from twinning.cli.options.writing import Ask, Writing, with_writing
from twinning.db.limits import LARGEST_INTEGER
from twinning.db.session import connection_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.render import Document

_Chosen = Mapping[str, Any]


def _edit(
    context: typer.Context,
    record: Reference,
    clear: Annotated[
        list[str] | None,
        typer.Option(
            "--clear", help="Empty this value; may be repeated.", autocompletion=words_to_clear, metavar="OPTION"
        ),
    ] = None,
    unchanged_since: Annotated[
        int | None,
        typer.Option(
            "--unchanged-since",
            help="Refuse if an operation after this one touched the record.",
            metavar="OPERATION",
            min=1,
            max=LARGEST_INTEGER,
        ),
    ] = None,
    *,
    said: _Chosen,
    writing: Writing,
) -> None:
    """Change a record, and show what differs.

    Takes the options of the command that adds such a record; `--add-…` and `--remove-…` for what can be repeated.

    Examples:
      twinning edit busan-kr --add-name "ko: 釜山, kind=former" --latitude 35.1796 --longitude 129.0756

      twinning edit busan-kr--shanghai-cn --add-field culture --clear title

      twinning edit agreement:busan-kr--shanghai-cn/act-1 --note "In the city hall"
    """
    from twinning.actions.records import Edit, edit_record
    from twinning.db.history import operation_id
    from twinning.queries.history.operations import list_changes

    values, add, remove = (said_of(said, prefix) for prefix in ("value", "add", "remove"))
    emptied = [word.removeprefix("--") for word in clear or ()]
    check_something(values, emptied, add, remove)
    edit = Edit(values, emptied, add, remove, unchanged_since)

    def change(session: "Session") -> "Document":
        edit_record(session, record, edit)
        return list_changes(connection_of(session), operation_id(session))

    writing.perform(context, change, "the record was changed", Ask.AT_A_TERMINAL)


edit = with_writing(with_options(_edit, "said", parameters_to_edit(), lambda _context, chosen: chosen))


@with_writing
def remove(context: typer.Context, record: Reference, *, writing: Writing) -> None:
    """Remove a record with its names, acts, places and citations, unless something else refers to it.

    Example:
      twinning remove person:hong-gil-dong --yes
    """
    from twinning.actions.removing import remove_record
    from twinning.db.history import operation_id
    from twinning.queries.history.operations import list_changes

    def change(session: "Session") -> "Document":
        remove_record(session, record)
        return list_changes(connection_of(session), operation_id(session))

    writing.perform(context, change, "the record was removed", Ask.ALWAYS)
