"""`show`: everything about one record."""

import typer

from twinning.cli.asking.prompts import ask_which
from twinning.cli.context import reading
from twinning.cli.options.arguments import AsOf, Reference, as_one
from twinning.cli.options.output import Output, with_output
from twinning.domain.dates import today


@with_output
def show(context: typer.Context, record: Reference, as_of: AsOf = None, *, output: Output) -> None:
    """Show everything about a city, an agreement or any other record, with its sources and what contradicts them.

    Examples:
      twinning show Busan

      twinning show Busan Shanghai

      twinning show Seoul --as-of 2000-01-01 --format md
    """
    from twinning.queries.dossiers import show as dossiers

    with reading(context) as connection:
        dossier = ask_which(context, connection, lambda: dossiers.show(connection, as_one(record), as_of or today()))
    output.show(dossier)
