"""`list-partners`: the question that an office is asked most."""

from typing import Annotated

import typer

from twinning.cli.arguments import AsOf, City, Country, Sort
from twinning.cli.asking import find_city
from twinning.cli.context import reading
from twinning.cli.output import Output, with_output
from twinning.cli.words import word_option
from twinning.dates import today
from twinning.vocabulary import AgreementKind, Status


@with_output
def list_partners(
    context: typer.Context,
    city: City,
    kind: Annotated[AgreementKind | None, word_option(AgreementKind, "--kind", help="Only ties of this rank")] = None,
    status: Annotated[Status | None, word_option(Status, "--status", help="Only ties of this status")] = None,
    country: Country = None,
    as_of: AsOf = None,
    sort: Sort = None,
    agreements_only: Annotated[
        bool, typer.Option("--agreements-only", help="Leave out proposals and cities met without an agreement.")
    ] = False,
    *,
    output: Output,
) -> None:
    """List a city's partners: who, since when, of what rank, and whether it is still in force.

    Examples:
      twinning list-partners Busan

      twinning list-partners 부산 --kind sister-city --as-of 1995-12-31

      twinning list-partners "Busan, KR" --csv
    """
    from twinning.queries import partners

    choice = partners.Choice(as_of or today(), kind, status, country, sort, agreements_only)
    with reading(context) as session:
        listing = partners.list_partners(session, find_city(context, session, city), choice)
    output.show(listing)
