"""`search`: a text, wherever it stands."""

from typing import Annotated

import typer

from twinning.cli.context import reading
from twinning.cli.options.listing import with_listing
from twinning.cli.options.output import Output


@with_listing("records.FoundRow", limit=100)
def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="What to look for, in any alphabet.")],
    *,
    output: Output,
) -> None:
    """Find a text in every record, and say where it stands. Case, accents and width do not matter.

    Examples:
      twinning search 부산

      twinning search "oil fields"
    """
    from twinning.queries.lists import search as searching

    limit = output.arrangement.limit if output.arrangement else None
    looked_at = max(searching.LOOKED_AT, limit or 0)
    with reading(context) as connection:
        listing = searching.search(connection, text, looked_at=looked_at)
        output.show(listing, finish_reading=connection.rollback)
