"""Arguments and options that several commands take, each declared once."""

from typing import Annotated, Any

import typer

from twinning.cli.completion import complete_agreement, complete_city, complete_reference
from twinning.dates import EdtfDate, parse_day
from twinning.db.limits import LARGEST_INTEGER


def country_code(text: str) -> str:
    """Return the ISO code of a country, as an option's parser. Raises InputError."""
    from twinning.countries import find_country_code

    return find_country_code(text)


def limit(help: str) -> Any:
    """Return a Typer option for how many rows to show at most."""
    return typer.Option("--limit", help=help, min=1, max=LARGEST_INTEGER)


def moment(name: str, help: str) -> Any:
    """Return a Typer option for a day of an act or an activity, EDTF but no span."""
    return typer.Option(name, help=help, parser=EdtfDate.parse_moment, metavar="DATE")


City = Annotated[
    str,
    typer.Argument(help="A name, a name with its country, a key or a Wikidata id.", autocompletion=complete_city),
]
Country = Annotated[
    str | None,
    typer.Option(
        "--country", help="Only this country: a name or an ISO 3166-1 code.", parser=country_code, metavar="COUNTRY"
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", help="The status as of this day (YYYY-MM-DD); today if not said.", parser=parse_day, metavar="DAY"
    ),
]
Sort = Annotated[str | None, typer.Option("--sort", help="Sort by this column.", metavar="COLUMN")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")]
Reference = Annotated[
    str,
    typer.Argument(
        help="A key (busan-kr), or the name of a city, person or organization.",
        autocompletion=complete_reference,
        metavar="REF",
    ),
]
Agreement = Annotated[
    str,
    typer.Argument(help="Its key, as `list-agreements` shows it.", autocompletion=complete_agreement, metavar="KEY"),
]
By = Annotated[
    str | None, typer.Option("--by", help="The party that acted alone.", autocompletion=complete_city, metavar="CITY")
]
Until = Annotated[EdtfDate | None, moment("--until", "The last day of the term that this sets.")]
Note = Annotated[str | None, typer.Option("--note", help="A remark, in your own words.")]
Signatories = Annotated[
    list[str] | None,
    typer.Option("--signatory", help="Who signed: `Busan: Name, Post`; may be repeated.", metavar="WHO"),
]
Sources = Annotated[
    list[str] | None,
    typer.Option("--source", help="A source's key, or a web address; may be repeated.", metavar="SOURCE"),
]
Since = Annotated[EdtfDate | None, moment("--from", "Only what may have been on or after this day, month or year.")]
ToDay = Annotated[EdtfDate | None, moment("--to", "Only what may have been on or before this day, month or year.")]
Certain = Annotated[
    bool, typer.Option("--certain", help="Only what surely lies in that span, and whose day is not doubtful.")
]
Text = Annotated[str | None, typer.Option("--text", help="Only where the name or title holds this.")]
