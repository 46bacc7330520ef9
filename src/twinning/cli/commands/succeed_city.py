"""`succeed-city`: cities that became another."""

from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.asking.prompts import check_given, known_by_today, needed
from twinning.cli.completion.names import complete_city
from twinning.cli.options.arguments import Sources, moment
from twinning.cli.options.writing import Writing, with_writing
from twinning.db.connections import connection_of
from twinning.domain.dates import EdtfDate, today
from twinning.inputs.reading import read_sources

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.render import Document


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
    from twinning.actions.recording import successions
    from twinning.queries.dossiers.show import show

    check_given(context, {"--on": on})
    day = needed(on, "On which day (2010-07-01, 1998-03, 2005~, unknown)", known_by_today)
    cited = read_sources(sources)
    before, after = (cities, new) if new else (cities[:-1], cities[-1:])

    def change(session: "Session") -> "Document":
        city = successions.succeed_city(session, before, after, day, cited)
        return show(connection_of(session), f"city:{city.key}", today())

    writing.perform(context, change, "the succession was recorded")
