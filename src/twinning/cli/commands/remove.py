"""`remove`."""

from typing import TYPE_CHECKING

import typer

from twinning.cli.options.arguments import Reference, as_one
from twinning.cli.options.writing import Ask, Writing, with_writing
from twinning.db.connections import connection_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.render import Document


@with_writing
def remove(context: typer.Context, record: Reference, *, writing: Writing) -> None:
    """Remove a record with its names, acts, places and citations, unless something else refers to it.

    Examples:
      twinning add-person "Hong Gil-dong"

      twinning remove person:hong-gil-dong --yes
    """
    from twinning.actions.withdrawing.removing import remove_record
    from twinning.db.log.history import operation_id
    from twinning.queries.history.operations import list_changes

    def change(session: "Session") -> "Document":
        remove_record(session, as_one(record))
        return list_changes(connection_of(session), operation_id(session))

    writing.perform(context, change, "the record was removed", Ask.ALWAYS)
