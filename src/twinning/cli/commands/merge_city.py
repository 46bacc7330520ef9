"""`merge-city`: one city with two records."""

from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.completion.names import complete_city
from twinning.cli.options.writing import Ask, Writing, with_writing
from twinning.db.connections import connection_of
from twinning.domain.dates import today

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.render import Document


@with_writing
def merge_city(
    context: typer.Context,
    duplicate: Annotated[
        str,
        typer.Argument(
            help="The record that is to go; all it holds moves to the other.",
            autocompletion=complete_city,
            metavar="FROM",
        ),
    ],
    into: Annotated[
        str,
        typer.Argument(help="The record that stays.", autocompletion=complete_city, metavar="INTO"),
    ],
    *,
    writing: Writing,
) -> None:
    """Merge a duplicate record of a city into the one that stays; the duplicate's key goes on answering for it.

    Examples:
      twinning add-city "Busan City" --country KR

      twinning merge-city busan-city-kr Busan --dry-run

      twinning merge-city busan-city-kr Busan --yes
    """
    from twinning.actions import merging
    from twinning.queries.dossiers.city import merged_dossier

    def change(session: "Session") -> "Document":
        merged = merging.merge_city(session, duplicate, into)
        return merged_dossier(connection_of(session), merged.city, merged.given_up, merged.agreements, today())

    writing.perform(context, change, "the two records were merged", Ask.ALWAYS)
