"""`show`: everything about one record."""

import typer

from twinning.cli.context import reading
from twinning.cli.options.arguments import AsOf, Reference
from twinning.cli.options.output import Output, with_output
from twinning.domain.dates import today


@with_output
def show(context: typer.Context, record: Reference, as_of: AsOf = None, *, output: Output) -> None:
    """Show everything about a city, an agreement or any other record, with its sources and what contradicts them.

    Examples:
      twinning show Busan

      twinning show busan-kr--shanghai-cn

      twinning show Seoul --as-of 2000-01-01 --format md
    """
    from twinning.queries.dossiers import show as dossiers

    with reading(context) as connection:
        dossier = dossiers.show(connection, record, as_of or today())
    output.show(dossier)
