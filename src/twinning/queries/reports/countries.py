"""Report how many agreements are in force, by country, rank and decade, and how many are not.

Examples:
  twinning report countries Busan

  twinning report countries --all --from 1990 --to 1999
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import Connection

from twinning.domain.countries import country_name
from twinning.domain.dates.spans import ANY_TIME, Span
from twinning.domain.names import fold
from twinning.domain.vocabulary import AgreementKind, Status
from twinning.queries.lists.agreement_filters import was_signed_in
from twinning.queries.lookup.agreements import Tie
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.lookup.successions import list_predecessors
from twinning.queries.reports import report
from twinning.queries.reports._scope import ties_signed
from twinning.rows import Listing, Meaning, Section, column
from twinning.rows.charts import Chart
from twinning.rows.phrases import phrase
from twinning.rows.tracing import Counted

_Group = tuple[str | None, AgreementKind, str | None]
"""A country, a kind of agreement, and a decade."""

_Counts = dict[Status, list[str]]
"""The keys of agreements by their status."""


@dataclass(frozen=True, slots=True)
class CountryRow:
    """How many agreements there are, by country, kind and the decade of signing (`1990s`; null where unknown).

    One number for each status as of the day, of which `active` is what is in force. `through` is the key of the city,
    since succeeded by the one reported on, whose agreements they are; empty for its own.
    """

    country: str | None = column(1, means=Meaning.COUNTRY)
    country_code: str | None = column(0)
    kind: str = column(2, means=Meaning.WORD)
    decade: str | None = column(3, means=Meaning.VALUE)
    active: int = column(4, means=Meaning.COUNT)
    disputed: int = column(6, means=Meaning.COUNT)
    suspended: int = column(5, means=Meaning.COUNT)
    expired: int = column(8, means=Meaning.COUNT)
    superseded: int = column(9, means=Meaning.COUNT)
    ended: int = column(7, means=Meaning.COUNT)
    unknown: int = column(10, means=Meaning.COUNT)
    through: str | None = column(0)

    charts: ClassVar[tuple[Chart, ...]] = (
        Chart(phrase("Agreements in force, by country"), "country", "active", "kind", largest_first=True),
        Chart(phrase("Agreements in force, by decade of signing"), "decade", "active", "kind"),
    )


@report(CountryRow)
def report_countries(
    connection: Connection, scope: FoundCity | None, as_of: str, span: Span = ANY_TIME
) -> Listing[CountryRow]:
    """Return how many agreements are in force, and of other statuses, by country, kind and decade.

    Of a city they are those with partners in the country; after its own come those of each city that it had succeeded
    by then. Of the whole register they are those with a party in the country. One of several parties counts once in
    each country, with the status that it has among those parties. `as_of` is a day (ISO), and the span is that of the
    signing.
    """
    sections = [Section("rows", CountryRow, _rows(_ties(connection, scope, as_of, span), scope, as_of))]
    for each in list_predecessors(connection, scope.id, as_of) if scope else ():
        rows = _rows(_ties(connection, each.city, as_of, span), each.city, as_of, scope)
        sections.append(Section("inherited", CountryRow, rows, each.heading))
    title, empty = phrase("Agreements by country"), phrase("no agreements recorded")
    if scope:
        title = phrase("Agreements of {city} by country", city=scope.name)
        empty = phrase("no agreements of {city} recorded", city=scope.name)
    return Listing(CountryRow, tuple(sections), title, empty)


def _ties(connection: Connection, scope: FoundCity | None, as_of: str, span: Span) -> Iterator[Tie]:
    return (tie for tie in ties_signed(connection, scope, as_of) if was_signed_in(tie, span, as_of))


def _rows(
    ties: Iterable[Tie], scope: FoundCity | None, as_of: str, successor: FoundCity | None = None
) -> list[CountryRow]:
    """Give the rows of one city, but for what it has with its own successor, or of the whole register."""
    groups: dict[_Group, _Counts] = defaultdict(lambda: defaultdict(list))
    for tie in ties:
        decade = tie.since.decade if tie.since else None
        for country, parties in _by_country(tie, scope, successor).items():
            among = (scope.id, *parties) if scope else ()
            groups[country, tie.kind, decade][tie.status(as_of, *among)].append(tie.key)
    through = scope.key if scope and successor else None
    return [_row(group, groups[group], through) for group in sorted(groups, key=_order)]


def _by_country(tie: Tie, scope: FoundCity | None, successor: FoundCity | None) -> dict[str | None, list[int]]:
    """Return the partners in an agreement (ids) by their country; of the whole register all its parties."""
    partners: dict[str | None, list[int]] = defaultdict(list)
    for party in tie.partners_of(scope.id) if scope else tie.parties:
        if successor is None or party.id != successor.id:
            partners[party.country_code].append(party.id)
    return partners


def _order(group: _Group) -> tuple[str, int, str]:
    country, kind, decade = group
    return fold(country_name(country) or "~"), list(AgreementKind).index(kind), decade or "~"


def _row(group: _Group, counts: _Counts, through: str | None) -> CountryRow:
    country, kind, decade = group
    return CountryRow(
        country=country_name(country),
        country_code=country,
        kind=kind.value,
        decade=decade,
        active=Counted(counts[Status.ACTIVE]),
        disputed=Counted(counts[Status.DISPUTED]),
        suspended=Counted(counts[Status.SUSPENDED]),
        expired=Counted(counts[Status.EXPIRED]),
        superseded=Counted(counts[Status.SUPERSEDED]),
        ended=Counted(counts[Status.ENDED]),
        unknown=Counted(counts[Status.UNKNOWN]),
        through=through,
    )
