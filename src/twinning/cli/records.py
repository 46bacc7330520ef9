"""`list-cities`, `list-agreements` and `show`."""

from typing import Annotated

import typer

from twinning.cli.arguments import AsOf, Reference
from twinning.cli.arranging import with_listing
from twinning.cli.context import reading
from twinning.cli.filters import DAYS, SIDES, Wanted, with_filters
from twinning.cli.output import Output, with_output
from twinning.cli.words import word_option
from twinning.dates import today
from twinning.vocabulary import AgreementKind, CityKind, Status


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
    from twinning.queries import cities

    with reading(context) as session:
        listing = cities.list_cities(session, cities.Choice(kind, **wanted.find(context, session)))
    output.show(listing)


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
    from twinning.queries import agreements

    with reading(context) as session:
        choice = agreements.Choice(as_of or today(), kind, status, **wanted.find(context, session))
        listing = agreements.list_agreements(session, choice)
    output.show(listing)


@with_output
def show(context: typer.Context, record: Reference, as_of: AsOf = None, *, output: Output) -> None:
    """Show everything about a city, an agreement or any other record, with its sources and what contradicts them.

    Examples:
      twinning show Busan

      twinning show busan-kr--shanghai-cn

      twinning show Seoul --as-of 2000-01-01 --format md
    """
    from twinning.queries import dossiers

    with reading(context) as session:
        dossier = dossiers.show(session, record, as_of or today())
    output.show(dossier)
