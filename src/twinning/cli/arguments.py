"""Arguments and options that several commands take, each declared once."""

from typing import Annotated

import typer

from twinning.cli.completion import complete_city, complete_reference
from twinning.dates import parse_day


def _country_code(text: str) -> str:
    from twinning.countries import find_country_code

    return find_country_code(text)


City = Annotated[
    str,
    typer.Argument(help="A name, a name with its country, a key or a Wikidata id.", autocompletion=complete_city),
]
Country = Annotated[
    str | None,
    typer.Option("--country", help="Only this country: a name or an ISO 3166-1 code.", parser=_country_code),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="The status as of this day (YYYY-MM-DD); today if not said.", parser=parse_day),
]
Sort = Annotated[str | None, typer.Option("--sort", help="Sort by this column.", metavar="COLUMN")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")]
Reference = Annotated[
    str,
    typer.Argument(help="A key (busan-kr), or a city's name.", autocompletion=complete_reference, metavar="REF"),
]
