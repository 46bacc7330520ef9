"""`merge-city` and `succeed-city`: one city with two records, and cities that became another."""

from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.completion.names import complete_city
from twinning.cli.options.arguments import Sources, moment
from twinning.cli.options.writing import Ask, Writing, with_writing
from twinning.cli.prompts import check_given, known_by_today, needed
from twinning.db.session import connection_of
from twinning.domain.dates import EdtfDate, today
from twinning.inputs.reading import read_sources

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


@with_writing
def succeed_city(
    context: typer.Context,
    cities: Annotated[
        list[str],
        typer.Argument(
            help="The old cities; then the new one, unless --into names it.",
            autocompletion=complete_city,
            metavar="OLD… [NEW]",
        ),
    ],
    new: Annotated[
        list[str] | None,
        typer.Option("--into", help="A new city; may be repeated.", autocompletion=complete_city, metavar="NEW"),
    ] = None,
    on: Annotated[EdtfDate | None, moment("--on", "When, EDTF: 2010-07-01, 1998-03, 2005~.")] = None,
    sources: Sources = None,
    *,
    writing: Writing,
) -> None:
    """Record a municipal merger or split: agreements stay with the old cities, and show under the new one as such.

    Examples:
      twinning add-city Masan --country KR

      twinning add-city Jinhae --country KR

      twinning add-city Changwon --country KR

      twinning succeed-city Masan --into Jinhae --into Changwon --on 1998-03 --dry-run

      twinning succeed-city Masan Jinhae Changwon --on 2010-07-01
    """
    from twinning.actions import successions
    from twinning.queries.dossiers.show import show

    check_given(context, {"--on": on})
    day = needed(on, "On which day (2010-07-01, 1998-03, 2005~, unknown)", known_by_today)
    cited = read_sources(sources)
    before, after = (cities, new) if new else (cities[:-1], cities[-1:])

    def change(session: "Session") -> "Document":
        city = successions.succeed_city(session, before, after, day, cited)
        return show(connection_of(session), f"city:{city.key}", today())

    writing.perform(context, change, "the succession was recorded")
