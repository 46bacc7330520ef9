"""`list-cities`, `list-agreements` and `show`."""

from typing import Annotated

import typer

from twinning.cli.arguments import AsOf, Country, Reference, Sort
from twinning.cli.asking import find_city_id
from twinning.cli.completion import complete_city
from twinning.cli.context import reading
from twinning.cli.output import Output, with_output
from twinning.cli.words import word_option
from twinning.dates import today
from twinning.vocabulary import AgreementKind, CityKind, Status


@with_output
def list_cities(
    context: typer.Context,
    kind: Annotated[CityKind | None, word_option(CityKind, "--kind", help="Only this sort of place")] = None,
    country: Country = None,
    sort: Sort = None,
    *,
    output: Output,
) -> None:
    """List the cities of the register, with how many agreements each is or was a party to.

    Examples:
      twinning list-cities --country Japan

      twinning list-cities --kind province --json
    """
    from twinning.queries import cities

    with reading(context) as session:
        listing = cities.list_cities(session, country_code=country, kind=kind, sort=sort)
    output.show(listing)


@with_output
def list_agreements(
    context: typer.Context,
    city: Annotated[
        str | None, typer.Option("--city", help="Only agreements of this city.", autocompletion=complete_city)
    ] = None,
    kind: Annotated[AgreementKind | None, word_option(AgreementKind, "--kind", help="Only of this rank")] = None,
    status: Annotated[Status | None, word_option(Status, "--status", help="Only of this status")] = None,
    country: Country = None,
    as_of: AsOf = None,
    sort: Sort = None,
    *,
    output: Output,
) -> None:
    """List agreements: their parties, their rank, and their status.

    Examples:
      twinning list-agreements --city Seoul

      twinning list-agreements --kind cooperation --as-of 2000-01-01 --csv
    """
    from twinning.queries import agreements

    with reading(context) as session:
        found = find_city_id(context, session, city)
        choice = agreements.Choice(as_of or today(), found, kind, status, country, sort)
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
