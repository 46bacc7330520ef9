"""Report how many agreements a city has, by country, rank and decade.

Examples:
  twinning report countries Busan

  twinning report countries Busan --csv
"""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection

from twinning.domain.countries import country_name
from twinning.domain.names import fold
from twinning.domain.vocabulary import AgreementKind
from twinning.queries.lists.agreement_filters import signed_ties
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports import report
from twinning.rows import Listing, Meaning, Section, column


@dataclass(frozen=True, slots=True)
class CountryRow:
    """How many agreements a city has, by country, kind and the decade of signing (`1990s`; null where unknown)."""

    country: str | None = column(means=Meaning.COUNTRY)
    country_code: str | None = column()
    kind: str = column(means=Meaning.WORD)
    decade: str | None = column()
    agreements: int = column(means=Meaning.COUNT)


@report(CountryRow)
def report_countries(connection: Connection, city: FoundCity, as_of: str) -> Listing[CountryRow]:
    """Return how many agreements ever signed a city has, by country, kind and decade, as of a day (ISO).

    An agreement of several parties counts once in each country.
    """
    counts: Counter[tuple[str | None, AgreementKind, str | None]] = Counter()
    for tie in signed_ties(connection, city.id, as_of):
        for country in {party.country_code for party in tie.partners_of(city.id)}:
            counts[country, tie.kind, tie.since.decade if tie.since else None] += 1
    rows = [
        CountryRow(country_name(country), country, kind.value, decade, count)
        for (country, kind, decade), count in counts.items()
    ]
    kinds = [kind.value for kind in AgreementKind]
    rows.sort(key=lambda row: (fold(row.country or "~"), kinds.index(row.kind), row.decade or "~"))
    title, empty = f"Agreements of {city.name} by country", f"no agreements of {city.name} recorded"
    return Listing(CountryRow, (Section("countries", CountryRow, rows),), title, empty)
