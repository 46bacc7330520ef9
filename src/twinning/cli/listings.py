"""`list-delegations`, `list-events` and the other lists, and `search`."""

from collections.abc import Callable
from typing import Annotated

import typer

from twinning.cli.arguments import AsOf, Certain, Country, Since, Sort, Text, ToDay, limit
from twinning.cli.asking import find_city_id
from twinning.cli.completion import complete_city
from twinning.cli.context import reading
from twinning.cli.output import Output, with_output
from twinning.cli.words import word_option
from twinning.dates import today
from twinning.vocabulary import ActivityKind, ActivityStatus, CommitmentState, Field, SourceKind

OfCity = Annotated[
    str | None, typer.Option("--city", help="Only what has to do with this city.", autocompletion=complete_city)
]


def _activities(kind: ActivityKind, help: str) -> Callable[..., None]:
    """Return the command that lists one kind of activity."""

    def command(
        context: typer.Context,
        city: OfCity = None,
        country: Country = None,
        status: Annotated[
            ActivityStatus | None, word_option(ActivityStatus, "--status", help="Only those that came so far")
        ] = None,
        field: Annotated[Field | None, word_option(Field, "--field", help="Only in this field of cooperation")] = None,
        since: Since = None,
        until: ToDay = None,
        certain: Certain = False,
        text: Text = None,
        sort: Sort = None,
        *,
        output: Output,
    ) -> None:
        from twinning.queries import activities
        from twinning.queries.spans import Span

        with reading(context) as session:
            found = find_city_id(context, session, city)
            span = Span(since, until, certain)
            choice = activities.Choice(kind, found, country, status, field, span, text, sort)
            listing = activities.list_activities(session, choice)
        output.show(listing)

    command.__doc__ = help
    return with_output(command)


list_delegations = _activities(
    ActivityKind.DELEGATION,
    """List delegations: visits of people who act for a city.

    Examples:

      twinning list-delegations --city Seoul

      twinning list-delegations --from 2004 --to 2004 --certain
    """,
)

list_events = _activities(
    ActivityKind.EVENT,
    """List events: exhibitions, meetings, declared days.

    Example:

      twinning list-events --city Moscow --field culture
    """,
)

list_programs = _activities(
    ActivityKind.EXCHANGE_PROGRAM,
    """List exchange programmes: training, internships, expeditions, camps.

    Example:

      twinning list-programs --country Mongolia
    """,
)


@with_output
def list_people(
    context: typer.Context, city: OfCity = None, text: Text = None, sort: Sort = None, *, output: Output
) -> None:
    """List people: what they are or were, and how often they signed or took part.

    Examples:
      twinning list-people --city Moscow

      twinning list-people --text park
    """
    from twinning.queries import people

    with reading(context) as session:
        found = find_city_id(context, session, city)
        listing = people.list_people(session, city=found, text=text, sort=sort)
    output.show(listing)


@with_output
def list_organizations(
    context: typer.Context, city: OfCity = None, text: Text = None, sort: Sort = None, *, output: Output
) -> None:
    """List organizations: for which city they act, and what they have a part in.

    Example:
      twinning list-organizations --city Busan
    """
    from twinning.queries import people

    with reading(context) as session:
        found = find_city_id(context, session, city)
        listing = people.list_organizations(session, city=found, text=text, sort=sort)
    output.show(listing)


@with_output
def list_commitments(
    context: typer.Context,
    city: OfCity = None,
    state: Annotated[
        CommitmentState | None, word_option(CommitmentState, "--state", help="Only what became this")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is open and was due before today.")] = False,
    as_of: AsOf = None,
    sort: Sort = None,
    *,
    output: Output,
) -> None:
    """List commitments: who owes what to whom, by when.

    Examples:
      twinning list-commitments --overdue

      twinning list-commitments --city Seoul --state open
    """
    from twinning.queries import commitments

    due_before = (as_of or today()) if overdue else None
    with reading(context) as session:
        found = find_city_id(context, session, city)
        listing = commitments.list_commitments(session, city=found, state=state, overdue_by=due_before, sort=sort)
    output.show(listing)


@with_output
def list_sources(
    context: typer.Context,
    kind: Annotated[SourceKind | None, word_option(SourceKind, "--kind", help="Only this sort of document")] = None,
    city: Annotated[
        str | None, typer.Option("--city", help="Only what speaks for this city.", autocompletion=complete_city)
    ] = None,
    text: Text = None,
    sort: Sort = None,
    *,
    output: Output,
) -> None:
    """List sources: documents, and how much rests on each.

    Example:
      twinning list-sources --kind article
    """
    from twinning.queries import sources

    with reading(context) as session:
        found = find_city_id(context, session, city)
        listing = sources.list_sources(session, kind=kind, city=found, text=text, sort=sort)
    output.show(listing)


@with_output
def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="What to look for, in any alphabet.")],
    most: Annotated[int, limit("At most so many places.")] = 100,
    *,
    output: Output,
) -> None:
    """Find a text in every record, whatever its case, accents and width, and say where it stands.

    Examples:
      twinning search 부산

      twinning search "oil fields"
    """
    from twinning.queries import searching

    with reading(context) as session:
        listing = searching.search(session, text, most)
    output.show(listing)
