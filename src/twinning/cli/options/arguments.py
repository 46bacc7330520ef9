"""Arguments and options that several commands take, each declared once."""

from typing import Annotated, Any

import typer

from twinning.cli.completion.names import complete_agreement, complete_city, complete_reference, complete_source
from twinning.domain.dates import EdtfDate, parse_day


def country_code(text: str) -> str:
    """Return the ISO code of a country, as an option's parser. Raises InputError."""
    from twinning.domain.countries import find_country_code

    return find_country_code(text)


def moment(name: str, help: str) -> Any:
    """Return a Typer option for a day of an act or an activity, EDTF but no span."""
    return typer.Option(name, help=help, parser=EdtfDate.parse_moment, metavar="DATE")


AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", help="The status as of this day (YYYY-MM-DD); today if not said.", parser=parse_day, metavar="DAY"
    ),
]
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
    typer.Argument(
        help="The agreement's key, as `list-agreements` shows it.", autocompletion=complete_agreement, metavar="KEY"
    ),
]
By = Annotated[
    str | None, typer.Option("--by", help="The city that did it alone.", autocompletion=complete_city, metavar="CITY")
]
Until = Annotated[EdtfDate | None, moment("--until", "The last day of the term that this sets.")]
Note = Annotated[str | None, typer.Option("--note", help="A remark, in your own words.")]
Signatories = Annotated[
    list[str] | None,
    typer.Option("--signatory", help="Who signed: `Busan: Name, Post`; may be repeated.", metavar="WHO"),
]
Sources = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        help="A source's key, or a web address; may be repeated.",
        autocompletion=complete_source,
        metavar="SOURCE",
    ),
]
