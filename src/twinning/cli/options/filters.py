"""The filters of the lists: the same word means the same everywhere, and each is declared once.

A command declared with `@with_filters(…)` has a parameter `wanted: Wanted`, which looks up the records that were named.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twinning.cli.completion.names import (
    complete_agreement,
    complete_city,
    complete_organization,
    complete_person,
    complete_source,
)
from twinning.cli.options.arguments import country_code, moment
from twinning.cli.options.signatures import parameters_of, with_options
from twinning.cli.options.words import word_option
from twinning.cli.prompts import find_city
from twinning.domain.dates import EdtfDate
from twinning.domain.names import quote
from twinning.domain.vocabulary import Field
from twinning.errors import InputError, UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from twinning.domain.spans import Span

SIDES = ("city", "partner", "country_code")
"""The filters by who has to do with a record."""

DAYS = ("year", "since", "until", "certain")
"""The filters by day."""

_RECORDS = ("person", "organization", "agreement", "source")
_PLAIN = ("country_code", "field", "text")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of a list as they were given. A list that does not take one of them is not given it."""

    given: Mapping[str, Any]

    def find(self, context: typer.Context, connection: "Connection") -> dict[str, Any]:
        """Return what they ask for, as the fields of `queries.filters.Filter`.

        Raises NotFoundError, AmbiguousError, and UsageError for filters that do not go together.
        """
        plain = {name: self.given[name] for name in _PLAIN if name in self.given}
        span, cities = self._span(), self._cities(context, connection)
        named = {
            name: _find(connection, name, self.given[name]) for name in _RECORDS if self.given.get(name) is not None
        }
        return plain | named | {"span": span, "cities": cities}

    def _cities(self, context: typer.Context, connection: "Connection") -> tuple[int, ...]:
        city, partner = self.given.get("city"), self.given.get("partner")
        if partner is not None and city is None:
            raise UsageError("--partner needs --city: what both have to do with is wanted", "add --city CITY")
        return tuple(find_city(context, connection, name).id for name in (city, partner) if name is not None)

    def _span(self) -> "Span":
        from twinning.domain.spans import Span

        year, since, until = (self.given.get(name) for name in ("year", "since", "until"))
        if year and (since or until):
            raise UsageError("--year is a span of its own", "leave out --year, or --from and --to")
        if since and until and (since.earliest or "") > (until.latest or "~"):
            raise UsageError(f"--from {since} comes after --to {until}", f"--from {until} --to {since}")
        return Span(since or year, until or year, self.given.get("certain", False))


def with_filters(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command that has a parameter `wanted: Wanted` the filters of these names."""
    parameters = [_DECLARED[name] for name in names]
    return lambda command: with_options(command, "wanted", parameters, lambda _context, given: Wanted(given))


def _find(connection: "Connection", table: str, text: str) -> int:
    from twinning.queries.lookup.records import find_in

    return find_in(connection, (table,), text).id


def _year(text: str) -> EdtfDate:
    if not re.fullmatch("[0-9]{4}", text.strip()):
        raise InputError(f"{quote(text)} is not a year", "write it as YYYY; --from and --to take days and months")
    return EdtfDate.parse(text)


def _declare(
    *,
    city: Annotated[
        str | None,
        typer.Option(
            "--city", help="Only what has to do with this city.", autocompletion=complete_city, metavar="CITY"
        ),
    ] = None,
    partner: Annotated[
        str | None,
        typer.Option(
            "--partner",
            help="With --city: only what both have to do with.",
            autocompletion=complete_city,
            metavar="CITY",
        ),
    ] = None,
    country_code: Annotated[
        str | None,
        typer.Option(
            "--country", help="Only this country: a name or an ISO 3166-1 code.", parser=country_code, metavar="COUNTRY"
        ),
    ] = None,
    field: Annotated[Field | None, word_option(Field, "--field", help="Only in this field of cooperation")] = None,
    year: Annotated[
        EdtfDate | None,
        typer.Option("--year", help="Short for --from and --to of the same year.", parser=_year, metavar="YEAR"),
    ] = None,
    since: Annotated[
        EdtfDate | None, moment("--from", "Only what may have been on or after this day, month or year.")
    ] = None,
    until: Annotated[
        EdtfDate | None, moment("--to", "Only what may have been on or before this day, month or year.")
    ] = None,
    certain: Annotated[
        bool, typer.Option("--certain", help="Only what surely lies in that span, and whose day is not doubtful.")
    ] = False,
    person: Annotated[
        str | None,
        typer.Option(
            "--person", help="Only with this person: a name or a key.", autocompletion=complete_person, metavar="PERSON"
        ),
    ] = None,
    organization: Annotated[
        str | None,
        typer.Option(
            "--organization",
            help="Only with this organization: a name or a key.",
            autocompletion=complete_organization,
            metavar="ORGANIZATION",
        ),
    ] = None,
    agreement: Annotated[
        str | None,
        typer.Option(
            "--agreement", help="Only what came of this agreement.", autocompletion=complete_agreement, metavar="KEY"
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source", help="Only what this source is cited for.", autocompletion=complete_source, metavar="KEY"
        ),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", help="Only where the name or title holds this.", metavar="TEXT")
    ] = None,
) -> None:
    """Declare the options."""


_DECLARED = {each.name: each for each in parameters_of(_declare)}
