"""`wikidata-query`: what Wikidata is asked."""

import sys

import typer

from twinning.cli.importing.wikidata import items_of
from twinning.cli.options.arguments import WikidataCities, WikidataCountry
from twinning.errors import UsageError


def wikidata_query(
    context: typer.Context,
    cities: WikidataCities = None,
    country: WikidataCountry = None,
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
