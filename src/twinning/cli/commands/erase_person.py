"""`erase-person`."""

from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.completion.names import complete_person
from twinning.cli.context import address_in_use
from twinning.cli.options.writing import Ask, Writing, with_writing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.render import Document


@with_writing
def erase_person(
    context: typer.Context,
    person: Annotated[str, typer.Argument(help="A key or a name.", autocompletion=complete_person, metavar="PERSON")],
    *,
    writing: Writing,
) -> None:
    """Remove a person's data everywhere, from the log as well. This cannot be undone.

    Example:
      twinning erase-person "Kim Bo-hee" --dry-run
    """
    from twinning.actions import erasing
    from twinning.db.compacting import compact

    def change(session: "Session") -> "Document":
        return erasing.erase_person(session, person)

    writing.perform(context, change, "the person was erased", Ask.ALWAYS, "Erase this person for good?")
    if not writing.dry_run:
        compact(address_in_use(context))
