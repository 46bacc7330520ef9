"""`report`: a sub-command for each module of `twinning.queries.reports`."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twinning.cli.asking.prompts import CityOrHome, city_or_everywhere, city_or_home, find_city
from twinning.cli.completion.names import complete_city, complete_source
from twinning.cli.context import reading
from twinning.cli.options.arguments import MOST_YEARS, AsOf, count, whole_number
from twinning.cli.options.filters import Wanted, filter_parameters
from twinning.cli.options.listing import with_listing
from twinning.cli.options.output import Output
from twinning.cli.options.signatures import Parameters, parameters_of, with_options
from twinning.domain.dates import today
from twinning.queries.reports import Outline, list_outlines, load_report

if TYPE_CHECKING:
    from sqlalchemy import Connection

Explain = Annotated[bool, typer.Option("--explain", help="List the records behind each number of the report.")]

_YEAR = whole_number(
    "year", 1, MOST_YEARS, "the year stands before the city, as in `twinning report annual 2019 Busan`"
)

app = typer.Typer(help="Reports for a council.")


def _declare(
    partner: Annotated[str, typer.Argument(help="The partner: a name or a key.", autocompletion=complete_city)],
    earlier: Annotated[str, typer.Argument(help="The earlier source: a key, a title.", autocompletion=complete_source)],
    later: Annotated[str, typer.Argument(help="The later source.", autocompletion=complete_source)],
    year: Annotated[int, typer.Argument(help="The year.", parser=_YEAR)],
    city: CityOrHome = None,
    *,
    everywhere: Annotated[
        bool, typer.Option("--all", help="Report on the whole register, even if a home city is set.")
    ] = False,
    as_of: AsOf = None,
    every: Annotated[
        int | None, count("--every", "Every so many years, in place of the 5th, 10th, 20th, 25th, 30th and so on.")
    ] = None,
    years: Annotated[int | None, count("--years", "How many years; 5 if not said.")] = None,
) -> None:
    """Declare the argument and the options of reports."""


_DECLARED = {each.name: each for each in parameters_of(_declare)}
_OPTIONS: Mapping[str, Parameters] = {
    **{name: (each,) for name, each in _DECLARED.items()},
    "scope": (_DECLARED["city"], _DECLARED["everywhere"]),
    "span": filter_parameters("since", "until"),
}
"""The options that stand for each parameter of a report's function."""


def _command(outline: Outline) -> Callable[..., None]:
    """Return the command of a report, with the options for what it can be asked for."""

    def command(context: typer.Context, *, asked: Mapping[str, Any], explain: Explain = False, output: Output) -> None:
        with reading(context) as connection:
            document = load_report(outline.name).made(connection, **_found(context, connection, asked))
        output.show(document, explained=explain)

    parameters = [each for name in outline.parameters for each in _OPTIONS[name]]
    return with_listing(outline.columns)(with_options(command, "asked", parameters, _asked))


def _asked(context: typer.Context, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a report is asked for, with the home city where none is named."""
    if "city" not in given:
        return given
    if "everywhere" not in given:
        return {**given, "city": city_or_home(context, given["city"], given.get("partner"))}
    return {**given, "city": city_or_everywhere(context, given["city"], everywhere=given["everywhere"])}


def _found(context: typer.Context, connection: "Connection", asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a report's function; a number that was not said is left to its default."""
    from twinning.queries.lookup.records import find_in

    found = {name: asked[name] for name in ("every", "years", "year") if asked.get(name) is not None}
    if "partner" in asked:
        found["partner"] = find_city(context, connection, asked["partner"])
    if "city" in asked:
        city = asked["city"] and find_city(context, connection, asked["city"])
        found["scope" if "everywhere" in asked else "city"] = city
    found |= {name: find_in(connection, ("source",), asked[name]) for name in ("earlier", "later") if name in asked}
    if "as_of" in asked:
        found["as_of"] = asked["as_of"] or today()
    if "since" in asked:
        days = {name: asked[name] for name in ("since", "until")}
        found["span"] = Wanted(days).find(context, connection)["span"]
    return found


for _outline in list_outlines():
    app.command(_outline.name, help=_outline.help)(_command(_outline))
