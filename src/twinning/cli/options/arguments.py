"""Arguments and options that several commands take, each declared once."""

import re
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from twinning.cli.completion.lists import complete_country
from twinning.cli.completion.names import (
    complete_agreement,
    complete_city,
    complete_operation,
    complete_reference,
    complete_source,
)
from twinning.domain.dates import EdtfDate, parse_day
from twinning.domain.names import quote
from twinning.domain.values import LARGEST_INTEGER
from twinning.errors import UsageError

MOST_YEARS = 9998
"""The last year that has another one after it, and the most years between two."""


def read_country_code(text: str) -> str:
    """Return the ISO code of a country, as an option's parser. Raises InputError."""
    from twinning.domain.countries import find_country_code

    return find_country_code(text)


def as_one(words: Sequence[str]) -> str:
    """Return the text that the words of a reference are together: `Los Angeles`, `Busan Chicago`."""
    return " ".join(words)


def whole_number(name: str, least: int, most: int = LARGEST_INTEGER, hint: str | None = None) -> Callable[[Any], int]:
    """Return the parser of a whole number between two; Typer's own prints `[1<=x<=2147483647]` into help and errors.

    It raises UsageError with the hint.
    """

    def number(given: Any) -> int:  # help shows the name as what is to be given
        if re.fullmatch("[0-9]{1,10}", str(given), re.ASCII) and least <= int(given) <= most:
            return int(given)
        until = " on" if most == LARGEST_INTEGER else f" to {most}"
        raise UsageError(f"{name}: {quote(str(given))} is not a whole number from {least}{until}", hint)

    return number


def moment(name: str, help: str) -> Any:
    """Return a Typer option for a day of an act or an activity, EDTF but no span."""
    return typer.Option(name, help=help, parser=EdtfDate.parse_moment, metavar="DATE")


def operation_number(help: str) -> Any:
    """Return a Typer argument for the number of an operation."""
    return typer.Argument(
        help=help, autocompletion=complete_operation, metavar="[OPERATION]", parser=whole_number("OPERATION", 1)
    )


def count(name: str, help: str) -> Any:
    """Return a Typer option for a number of years."""
    return typer.Option(name, help=help, parser=whole_number(name, 1, MOST_YEARS), metavar="YEARS")


AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", help="The status as of this day (YYYY-MM-DD); today if not said.", parser=parse_day, metavar="DAY"
    ),
]
WikidataCities = Annotated[
    list[str] | None,
    typer.Argument(
        help="Cities whose ties are asked for: a key, a name or a Wikidata id.",
        autocompletion=complete_city,
        metavar="[CITY]...",
    ),
]
WikidataCountry = Annotated[
    str | None,
    typer.Option(
        "--country",
        help="Ask for the ties of all places of a country: a name or an ISO 3166-1 code.",
        parser=read_country_code,
        autocompletion=complete_country,
        metavar="COUNTRY",
    ),
]
Reference = Annotated[
    list[str],
    typer.Argument(
        help="A key (busan-kr), a name, a title, or the cities of an agreement.",
        autocompletion=complete_reference,
        metavar="REF",
    ),
]
"""What names a record: of several words, all are meant together (`as_one`)."""
Agreement = Annotated[
    list[str],
    typer.Argument(
        help="The agreement's key, its title, or its cities (`Busan, Chicago`).",
        autocompletion=complete_agreement,
        metavar="AGREEMENT",
    ),
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
