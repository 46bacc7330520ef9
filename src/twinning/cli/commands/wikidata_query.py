"""`wikidata-query`: what Wikidata is asked."""

import sys
from typing import Annotated

import typer

from twinning.cli.completion.lists import complete_country
from twinning.cli.completion.names import complete_city
from twinning.cli.importing.wikidata import items_of
from twinning.cli.options.arguments import read_country_code
from twinning.errors import UsageError


def wikidata_query(
    context: typer.Context,
    cities: Annotated[
        list[str] | None,
        typer.Argument(
            help="Cities: a key, a name or a Wikidata id.", autocompletion=complete_city, metavar="[CITY]..."
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            "--country",
            help="All places of a country: a name or an ISO 3166-1 code.",
            parser=read_country_code,
            autocompletion=complete_country,
            metavar="COUNTRY",
        ),
    ] = None,
) -> None:
    """Print the query that Wikidata is asked for the ties of cities or of a country, in SPARQL.

    Run it at https://query.wikidata.org, save what it answers as JSON, CSV or TSV, and take that in with
    `import-wikidata --file`. For a large country it may ask for more than Wikidata answers in a minute;
    `import-wikidata --country` asks for a few places at a time.

    Examples:
      twinning wikidata-query Busan

      twinning wikidata-query --country KR
    """
    from twinning.exchange.lists.wikidata.queries import ties_of_country, ties_of_items

    if bool(cities) == (country is not None):
        raise UsageError("say whose ties: either cities or a country", "twinning wikidata-query Busan, or --country KR")
    query = ties_of_country(country) if country else ties_of_items(items_of(context, cities or ()))
    sys.stdout.write(f"{query}\n")
