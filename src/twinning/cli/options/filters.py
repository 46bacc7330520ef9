"""The filters of the lists: the same word means the same everywhere, and each is declared once.

A command declared with `@with_filters(…)` has a parameter `wanted: Wanted`, which looks up the records that were named.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twinning.cli.asking.prompts import ask_which
from twinning.cli.completion.lists import complete_country
from twinning.cli.completion.names import (
    complete_agreement,
    complete_city,
    complete_organization,
    complete_person,
    complete_source,
)
from twinning.cli.options.arguments import moment, read_country_code
from twinning.cli.options.signatures import Parameters, parameters_of, with_options
from twinning.cli.options.words import word_option
from twinning.domain.dates import EdtfDate
from twinning.domain.names import quote
from twinning.domain.vocabulary import Field
from twinning.errors import InputError

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LONGEST_TEXT = 1000  # of a name or title; SQLite refuses to look for what is very much longer

SIDES = ("city", "partner", "country_code")
"""The filters by who has to do with a record."""

DAYS = ("year", "since", "until", "certain")
"""The filters by day."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of a list as they were given. A list that does not take one of them is not given it."""

    given: Mapping[str, Any]

    def find(self, context: typer.Context, connection: "Connection") -> dict[str, Any]:
        """Return what they ask for, as the fields of `queries.lists.filters.Filter`; see `WantedRecords.find`."""
        from twinning.queries.lists.wanted import WantedRecords

        given = {name.removesuffix("_code"): each for name, each in self.given.items()}
        return ask_which(context, connection, lambda: WantedRecords(**given).find(connection))


def with_filters(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command that has a parameter `wanted: Wanted` the filters of these names."""
    parameters = filter_parameters(*names)
    return lambda command: with_options(command, "wanted", parameters, lambda _context, given: Wanted(given))


def filter_parameters(*names: str) -> Parameters:
    """Return the options of the filters of these names."""
    return [_DECLARED[name] for name in names]


def _year(text: str) -> EdtfDate:
    if not re.fullmatch("[0-9]{4}", text.strip()):
        raise InputError(f"{quote(text)} is not a year", "write it as YYYY; --from and --to take days and months")
    return EdtfDate.parse(text)


def _text(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise InputError(f"--text has {len(text)} characters, more than any name or title: {quote(text)}")
    return text


@dataclass(kw_only=True, repr=False, eq=False)
class _Options:
    """The option of each filter, by its name."""

    city: Annotated[
        str | None,
        typer.Option(
            "--city",
            help="Only what this city has a part in: as a party, a place, a debtor or a creditor.",
            autocompletion=complete_city,
            metavar="CITY",
        ),
    ] = None
    partner: Annotated[
        str | None,
        typer.Option(
            "--partner",
            help="With --city: only what both cities are a part of.",
            autocompletion=complete_city,
            metavar="CITY",
        ),
    ] = None
    country_code: Annotated[
        str | None,
        typer.Option(
            "--country",
            help="Only this country: a name or an ISO 3166-1 code.",
            parser=read_country_code,
            autocompletion=complete_country,
            metavar="COUNTRY",
        ),
    ] = None
    field: Annotated[Field | None, word_option(Field, "--field", help="Only in this field of cooperation")] = None
    year: Annotated[
        EdtfDate | None,
        typer.Option("--year", help="Short for --from and --to of the same year.", parser=_year, metavar="YEAR"),
    ] = None
    since: Annotated[
        EdtfDate | None, moment("--from", "Only what was, or may have been, on or after this day, month or year.")
    ] = None
    until: Annotated[
        EdtfDate | None, moment("--to", "Only what was, or may have been, on or before this day, month or year.")
    ] = None
    certain: Annotated[
        bool,
        typer.Option("--certain", help="With --year, --from or --to: leave out what has no date, or a doubtful one."),
    ] = False
    person: Annotated[
        str | None,
        typer.Option(
            "--person", help="Only with this person: a name or a key.", autocompletion=complete_person, metavar="PERSON"
        ),
    ] = None
    organization: Annotated[
        str | None,
        typer.Option(
            "--organization",
            help="Only with this organization: a name or a key.",
            autocompletion=complete_organization,
            metavar="ORGANIZATION",
        ),
    ] = None
    agreement: Annotated[
        str | None,
        typer.Option(
            "--agreement",
            help="Only what was done under this agreement.",
            autocompletion=complete_agreement,
            metavar="KEY",
        ),
    ] = None
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            help="Only what this source says something about.",
            autocompletion=complete_source,
            metavar="KEY",
        ),
    ] = None
    text: Annotated[
        str | None,
        typer.Option("--text", help="Only with this text in the name or title.", parser=_text, metavar="TEXT"),
    ] = None


_DECLARED = {each.name: each for each in parameters_of(_Options)}
