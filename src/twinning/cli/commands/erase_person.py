"""`erase-person`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.completion.names import complete_person
from twinning.cli.context import address_in_use
from twinning.cli.options.writing import Ask, Writing, with_writing
from twinning.render.terminal.messages import print_note

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
    from twinning.actions.withdrawing import erasing
    from twinning.db.storage.compacting import finish as finish_compacting

    def change(session: "Session") -> "Document":
        return erasing.erase_person(session, person)

    def finish() -> None:
        finish_compacting(address_in_use(context))

    writing.perform(context, change, "the person was erased", Ask.ALWAYS, "Erase this person for good?", finish)
    if not writing.dry_run:
        _tell_of_copies(context)


def _tell_of_copies(context: typer.Context) -> None:
    """Say where the person may still stand: in copies that were made before."""
    from twinning.db.storage.backup import copies_beside

    path = address_in_use(context).path
    beside = [str(each) for each in copies_beside(path)] if path else []
    found = f"; beside the register lie {', '.join(beside)}" if beside else ""
    print_note(f"backups and exports that were made before still hold the person{found}", sys.stderr)
