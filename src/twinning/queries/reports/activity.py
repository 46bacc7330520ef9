"""Report what was done: how many activities were held, by partner, year, kind and field.

An activity counts once for each of its partners and each of its fields. Parts of an activity count beside the whole.

Examples:
  twinning report activity Busan --from 2015

  twinning report activity --all -o activity.csv
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar

from sqlalchemy import Connection

from twinning.domain.countries import country_name
from twinning.domain.dates.spans import ANY_TIME, Span
from twinning.domain.names import fold
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.lookup.fields import fields_of
from twinning.queries.reports import report
from twinning.queries.reports._held import PlacedActivity, load_held
from twinning.queries.reports._scope import activities_of, listing
from twinning.rows import Listing, Meaning, NamedPlace, Section, Several, column
from twinning.rows.charts import Chart
from twinning.rows.phrases import phrase
from twinning.rows.tracing import Counted


@dataclass(frozen=True, slots=True)
class ActivityReportRow:
    """How many activities two cities held together, by the year in which they began, their kind and their field.

    `partner` is a country where no city of it is named, and null where the city was alone. An unknown `year` or
    `field` is null. `keys` are the activities that were counted.
    """

    city: str = column(7, means=Meaning.CITY)
    city_key: str | None = column(0)
    partner: str | None = column(1, means=Meaning.CITY)
    partner_key: str | None = column(0)
    country: str | None = column(6, means=Meaning.COUNTRY)
    country_code: str | None = column(0)
    year: int | None = column(2)
    kind: str = column(3, means=Meaning.WORD)
    field: str | None = column(4, means=Meaning.WORD)
    activities: int = column(5, means=Meaning.COUNT)
    keys: Several = column(0)

    charts: ClassVar[tuple[Chart, ...]] = (
        Chart(phrase("Activities, by year"), "year", "activities", "kind"),
        Chart(phrase("Activities, by partner"), "partner", "activities", "kind", largest_first=True),
        Chart(phrase("Activities, by field"), "field", "activities", largest_first=True),
    )


@report(ActivityReportRow)
def report_activity(
    connection: Connection, scope: FoundCity | None, as_of: str, span: Span = ANY_TIME
) -> Listing[ActivityReportRow]:
    """Return how many activities were held by a day (ISO) that were or may have been in a span."""
    fields = fields_of(connection, "activity", activities_of(scope))
    counted: dict[tuple[NamedPlace, NamedPlace | None, int | None, str, str | None], list[str]] = defaultdict(list)
    for each in load_held(connection, scope, as_of):
        if span.holds(each.record.start, each.record.end):
            for city, partner in _pairs(each, scope):
                for field in fields[each.record.id] or (None,):
                    group = (city, partner, each.year, each.record.kind.value, field.value if field else None)
                    counted[group].append(each.record.key)
    rows = [_row(*group, keys) for group, keys in counted.items()]
    rows.sort(key=lambda row: (fold(row.city), fold(row.partner or "~"), row.year or 9999, row.kind, row.field or "~"))
    return listing(ActivityReportRow, phrase("activities"), scope, Section("rows", ActivityReportRow, rows))


def _pairs(activity: PlacedActivity, scope: FoundCity | None) -> Iterator[tuple[NamedPlace, NamedPlace | None]]:
    """Give the city reported on with each partner; for the whole register each two places, the first by name first."""
    partners = activity.partners(scope)
    if scope:
        yield from ((NamedPlace(scope.name, scope.key, scope.country_code), each) for each in partners or (None,))
    elif len(partners) == 1:
        yield partners[0], None
    else:
        yield from combinations(partners, 2)


def _row(
    city: NamedPlace, partner: NamedPlace | None, year: int | None, kind: str, field: str | None, keys: list[str]
) -> ActivityReportRow:
    country_code = partner.country_code if partner else None
    return ActivityReportRow(
        city=city.name,
        city_key=city.key,
        partner=partner.name if partner else None,
        partner_key=partner.key if partner else None,
        country=country_name(country_code),
        country_code=country_code,
        year=year,
        kind=kind,
        field=field,
        activities=Counted(keys),
        keys=Several(keys),
    )
