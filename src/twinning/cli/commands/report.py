"""`report`: one sub-command a report."""

import typer

from twinning.cli.context import reading
from twinning.cli.options.arguments import AsOf
from twinning.cli.options.listing import with_listing
from twinning.cli.options.output import Output
from twinning.cli.prompts import CityOrHome, city_or_home, find_city
from twinning.domain.dates import today

app = typer.Typer(help="Reports for a council.")


@app.command("partners")
@with_listing("partners.PartnerReportRow")
def partners(context: typer.Context, city: CityOrHome = None, as_of: AsOf = None, *, output: Output) -> None:
    """Report a city's partners, a row an agreement: the paper, whether it is in force, what was done, what is owed.

    Examples:
      twinning report partners Busan -o partners.csv

      twinning report partners Seoul --as-of 2005-01-01 --format md
    """
    from twinning.queries import reports

    named = city_or_home(context, city)
    with reading(context) as connection:
        listing = reports.report_partners(connection, find_city(context, connection, named), as_of or today())
    output.show(listing)


@app.command("countries")
@with_listing("partners.CountryRow")
def countries(context: typer.Context, city: CityOrHome = None, as_of: AsOf = None, *, output: Output) -> None:
    """Report how many agreements a city has, by country, rank and decade.

    Examples:
      twinning report countries Busan

      twinning report countries Busan --csv
    """
    from twinning.queries import reports

    named = city_or_home(context, city)
    with reading(context) as connection:
        listing = reports.report_countries(connection, find_city(context, connection, named), as_of or today())
    output.show(listing)
