"""`list-partners`: the question that an office is asked most."""

from typing import Annotated

import typer

from twinning.cli.asking.prompts import CityOrHome, city_or_home, find_city
from twinning.cli.context import reading
from twinning.cli.options.arguments import AsOf
from twinning.cli.options.filters import DAYS, Wanted, with_filters
from twinning.cli.options.listing import with_listing
from twinning.cli.options.output import Output
from twinning.cli.options.words import word_option
from twinning.domain.dates import today
from twinning.domain.vocabulary import AgreementKind, Status


@with_listing("partners.PartnerRow")
@with_filters("country_code", "field", *DAYS, "person", "organization", "source", "text")
def list_partners(
    context: typer.Context,
    city: CityOrHome = None,
    kind: Annotated[AgreementKind | None, word_option(AgreementKind, "--kind", help="Only ties of this rank")] = None,
    status: Annotated[Status | None, word_option(Status, "--status", help="Only ties of this status")] = None,
    as_of: AsOf = None,
    agreements_only: Annotated[
        bool,
        typer.Option("--agreements-only", help="Leave out proposals and cities of which no agreement is recorded."),
    ] = False,
    *,
    wanted: Wanted,
    output: Output,
) -> None:
    """List a city's partners: who, since when, of what rank, and whether it is still in force.

    --field, --person, --organization, --source, --year, --from and --to look at the agreements: listed are the partners
    that have such an agreement.

    Examples:
      twinning list-partners Busan

      twinning list-partners 부산 --kind sister-city --as-of 1995-12-31

      twinning list-partners "Busan, KR" --csv
    """
    from twinning.queries.lists import partners

    named = city_or_home(context, city)
    with reading(context) as connection:
        found = find_city(context, connection, named)
        choice = partners.PartnerFilter(
            as_of or today(), kind, status, agreements_only, **wanted.find(context, connection)
        )
        listing = partners.list_partners(connection, found, choice)
    output.show(listing)
