"""`list-cities`, `list-agreements` and the other lists of records."""

from collections.abc import Callable
from typing import Annotated

import typer

from twinning.cli.context import reading
from twinning.cli.options.arguments import AsOf
from twinning.cli.options.filters import DAYS, SIDES, Wanted, with_filters
from twinning.cli.options.listing import with_listing
from twinning.cli.options.output import Output
from twinning.cli.options.words import word_option
from twinning.domain.dates import today
from twinning.domain.vocabulary import (
    ActivityKind,
    ActivityStatus,
    AgreementKind,
    CityKind,
    CommitmentState,
    SourceKind,
    Status,
)

_OF_ACTIVITIES = (*SIDES, "field", *DAYS, "person", "organization", "agreement", "source", "text")


@with_listing("records.CityRow")
@with_filters("country_code", "source", "text")
def list_cities(
    context: typer.Context,
    kind: Annotated[CityKind | None, word_option(CityKind, "--kind", help="Only this sort of place")] = None,
    *,
    wanted: Wanted,
    output: Output,
) -> None:
    """List the cities of the register, with how many agreements each is or was a party to.

    Examples:
      twinning list-cities --country Japan

      twinning list-cities --kind province --json

      twinning list-cities --sort agreements --descending --limit 5 --columns city,agreements
    """
    from twinning.queries.lists import cities

    with reading(context) as connection:
        listing = cities.list_cities(connection, cities.CityFilter(kind, **wanted.find(context, connection)))
        output.show(listing, finish_reading=connection.rollback)


@with_listing("records.AgreementRow")
@with_filters(*SIDES, "field", *DAYS, "person", "organization", "source", "text")
def list_agreements(
    context: typer.Context,
    kind: Annotated[AgreementKind | None, word_option(AgreementKind, "--kind", help="Only of this rank")] = None,
    status: Annotated[Status | None, word_option(Status, "--status", help="Only of this status")] = None,
    as_of: AsOf = None,
    *,
    wanted: Wanted,
    output: Output,
) -> None:
    """List agreements: their parties, their rank, and their status. The days are those of the first signing.

    Examples:
      twinning list-agreements --city Seoul

      twinning list-agreements --city Busan --partner Shanghai --field economy

      twinning list-agreements --from 2000 --to 2009 --certain

      twinning list-agreements --kind cooperation --as-of 2000-01-01 --csv
    """
    from twinning.queries.lists import agreements

    with reading(context) as connection:
        choice = agreements.AgreementFilter(as_of or today(), kind, status, **wanted.find(context, connection))
        listing = agreements.list_agreements(connection, choice)
        output.show(listing, finish_reading=connection.rollback)


def _activities(kind: ActivityKind, help: str) -> Callable[..., None]:
    """Return the command that lists one kind of activity."""

    @with_listing("records.ActivityRow")
    @with_filters(*_OF_ACTIVITIES)
    def command(
        context: typer.Context,
        status: Annotated[
            ActivityStatus | None, word_option(ActivityStatus, "--status", help="Only those of this status")
        ] = None,
        *,
        wanted: Wanted,
        output: Output,
    ) -> None:
        from twinning.queries.lists import activities

        with reading(context) as connection:
            choice = activities.ActivityFilter(kind, status, **wanted.find(context, connection))
            listing = activities.list_activities(connection, choice)
            output.show(listing, finish_reading=connection.rollback)

    command.__doc__ = help
    return command


list_delegations = _activities(
    ActivityKind.DELEGATION,
    """List delegations: visits of people who act for a city.

    Examples:

      twinning list-delegations --city Seoul

      twinning list-delegations --from 2015 --to 2019 --certain

      twinning list-delegations --person "Lee Myung-bak" --columns start,activity,places
    """,
)

list_events = _activities(
    ActivityKind.EVENT,
    """List events: exhibitions, meetings, declared days.

    Examples:

      twinning list-events --city Moscow --field culture

      twinning list-events --city Seoul --partner Moscow --year 2004
    """,
)

list_programs = _activities(
    ActivityKind.EXCHANGE_PROGRAM,
    """List exchange programmes: training, internships, expeditions, camps.

    Example:

      twinning list-programs --country Mongolia
    """,
)


@with_listing("records.PersonRow")
@with_filters("city", "country_code", "organization", "source", "text")
def list_people(context: typer.Context, *, wanted: Wanted, output: Output) -> None:
    """List people: what they are or were, and how often they signed or took part.

    With a city, a country or an organization: the people who have or had a post there.

    Examples:
      twinning list-people --city Moscow

      twinning list-people --text park
    """
    from twinning.queries.lists import filters, people

    with reading(context) as connection:
        listing = people.list_people(connection, filters.Filter(**wanted.find(context, connection)))
        output.show(listing, finish_reading=connection.rollback)


@with_listing("records.OrganizationRow")
@with_filters("city", "country_code", "person", "source", "text")
def list_organizations(context: typer.Context, *, wanted: Wanted, output: Output) -> None:
    """List organizations: for which city they act, and what they have a part in.

    With a city or a country: the organizations that act for it. With a person: those at which that person has or had
    a post.

    Example:
      twinning list-organizations --city Busan
    """
    from twinning.queries.lists import filters, people

    with reading(context) as connection:
        listing = people.list_organizations(connection, filters.Filter(**wanted.find(context, connection)))
        output.show(listing, finish_reading=connection.rollback)


@with_listing("records.ContactRow")
@with_filters("city", "country_code", "person", "organization", "text")
def list_contacts(
    context: typer.Context,
    stale: Annotated[
        bool, typer.Option("--stale", help="Only contacts to be checked: out of date, or without a certain last day.")
    ] = False,
    as_of: AsOf = None,
    *,
    wanted: Wanted,
    output: Output,
) -> None:
    """List contacts: whom to reach at which office, and until when that holds.

    With a city, also those of organizations that act for it. Contacts are never published.

    Examples:
      twinning list-contacts --city Seoul

      twinning list-contacts --stale --as-of 2026-01-01
    """
    from twinning.queries.lists import contacts

    with reading(context) as connection:
        choice = contacts.ContactFilter(as_of or today(), stale, **wanted.find(context, connection))
        listing = contacts.list_contacts(connection, choice)
        output.show(listing, finish_reading=connection.rollback)


@with_listing("records.CommitmentRow")
@with_filters(*SIDES, *DAYS, "agreement", "source", "text")
def list_commitments(
    context: typer.Context,
    state: Annotated[
        CommitmentState | None, word_option(CommitmentState, "--state", help="Only those of this state")
    ] = None,
    overdue: Annotated[
        bool, typer.Option("--overdue", help="Only promises that are open although their day is over.")
    ] = False,
    as_of: AsOf = None,
    *,
    wanted: Wanted,
    output: Output,
) -> None:
    """List commitments: who owes what to whom, by when. The days are those on which they are due.

    Examples:
      twinning list-commitments --overdue

      twinning list-commitments --city Seoul --state open
    """
    from twinning.queries.lists import commitments

    overdue_by = (as_of or today()) if overdue else None
    with reading(context) as connection:
        choice = commitments.CommitmentFilter(state, overdue_by, **wanted.find(context, connection))
        listing = commitments.list_commitments(connection, choice)
        output.show(listing, finish_reading=connection.rollback)


@with_listing("records.SourceListRow")
@with_filters("city", "country_code", *DAYS, "text")
def list_sources(
    context: typer.Context,
    kind: Annotated[SourceKind | None, word_option(SourceKind, "--kind", help="Only this sort of document")] = None,
    *,
    wanted: Wanted,
    output: Output,
) -> None:
    """List sources: documents, and how much rests on each.

    With a city or a country: the sources that speak for it. The days are those of publication.

    Examples:
      twinning list-sources --kind article

      twinning list-sources --from 2019 --sort citations --descending
    """
    from twinning.queries.lists import sources

    with reading(context) as connection:
        listing = sources.list_sources(connection, sources.SourceFilter(kind, **wanted.find(context, connection)))
        output.show(listing, finish_reading=connection.rollback)
