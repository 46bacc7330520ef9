"""`list-partners`: the question that an office is asked most."""

from typing import Annotated

import typer

from twinning.cli.arguments import AsOf
from twinning.cli.arranging import with_listing
from twinning.cli.asking import CityOrHome, city_or_home, find_city
from twinning.cli.context import reading
from twinning.cli.filters import DAYS, Wanted, with_filters
from twinning.cli.output import Output
from twinning.cli.words import word_option
from twinning.dates import today
from twinning.vocabulary import AgreementKind, Status


@with_listing("partners.PartnerRow")
@with_filters("country_code", "field", *DAYS, "person", "organization", "source", "text")
def list_partners(
    context: typer.Context,
    city: CityOrHome = None,
    kind: Annotated[AgreementKind | None, word_option(AgreementKind, "--kind", help="Only ties of this rank")] = None,
    status: Annotated[Status | None, word_option(Status, "--status", help="Only ties of this status")] = None,
    as_of: AsOf = None,
    agreements_only: Annotated[
        bool, typer.Option("--agreements-only", help="Leave out proposals and cities met without an agreement.")
    ] = False,
    *,
    wanted: Wanted,
    output: Output,
) -> None:
    """List a city's partners: who, since when, of what rank, and whether it is still in force.

    A field, a person, a source, or the day of the signing is asked of the agreements; so cities without one are left
    out then.

    Examples:
      twinning list-partners Busan

      twinning list-partners 부산 --kind sister-city --as-of 1995-12-31

      twinning list-partners "Busan, KR" --csv
    """
    from twinning.queries import partners

    named = city_or_home(context, city)
    with reading(context) as session:
        found = find_city(context, session, named)
        choice = partners.Choice(as_of or today(), kind, status, agreements_only, **wanted.find(context, session))
        listing = partners.list_partners(session, found, choice)
    output.show(listing)
