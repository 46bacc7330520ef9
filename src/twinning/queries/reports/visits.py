"""Report who visited whom, how often and when last, and who owes a visit.

A visit is a delegation that was held. The return visit is owed by the side that was visited last.

Examples:
  twinning report visits Seoul

  twinning report visits --all --from 2010
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from twinning.domain.countries import country_name
from twinning.domain.dates import EdtfDate, text_of
from twinning.domain.dates.spans import ANY_TIME, Span
from twinning.domain.names import fold
from twinning.domain.vocabulary import ActivityKind, PlaceRole
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports import report
from twinning.queries.reports._held import PlacedActivity, last_of, load_held
from twinning.queries.reports._scope import listing
from twinning.rows import Listing, Meaning, NamedPlace, Section, Several, column
from twinning.rows.calendar import CalendarDay
from twinning.rows.phrases import phrase
from twinning.rows.records import activity_day
from twinning.rows.tracing import Counted


@dataclass(frozen=True, slots=True)
class VisitRow:
    """The visits between two cities: those that `city` paid to `partner`, and those that it received.

    `last_paid` and `last_received` are EDTF. `owed_by` is which of them owes a visit: null where it cannot be told who
    was visited last. `partner` is a country where no city of it is named. `keys` are the delegations.
    """

    city: str = column(7, means=Meaning.CITY)
    city_key: str | None = column(0)
    partner: str = column(1, means=Meaning.CITY)
    partner_key: str | None = column(0)
    country: str | None = column(8, means=Meaning.COUNTRY)
    country_code: str | None = column(0)
    paid: int = column(3, means=Meaning.COUNT)
    last_paid: str | None = column(5, means=Meaning.DATE)
    received: int = column(4, means=Meaning.COUNT)
    last_received: str | None = column(6, means=Meaning.DATE)
    owed_by: str | None = column(2, means=Meaning.CITY)
    owed_by_key: str | None = column(0)
    keys: Several = column(0)


@report(VisitRow)
def report_visits(
    connection: Connection, scope: FoundCity | None, as_of: str, span: Span = ANY_TIME
) -> Listing[VisitRow]:
    """Return the visits that were paid by a day (ISO), and that were or may have been in a span, by pairs of cities."""
    pairs: dict[tuple[NamedPlace, NamedPlace], _Visits] = defaultdict(_Visits)
    days: dict[str, CalendarDay] = {}
    for each in load_held(connection, scope, as_of):
        if each.record.kind is ActivityKind.DELEGATION and span.holds(each.record.start, each.record.end):
            for visitor, visited in _visits(each, scope):
                days[each.record.key] = _day(each)
                if _is_seen_from(visitor, visited, scope):
                    pairs[visitor, visited].paid.append(each)
                else:
                    pairs[visited, visitor].received.append(each)
    rows = [visits.row(*pair) for pair, visits in pairs.items()]
    rows.sort(key=lambda row: (fold(row.city), fold(row.partner)))
    section = Section("pairs", VisitRow, rows)
    return replace(listing(VisitRow, phrase("visits"), scope, section), days=tuple(days.values()))


@dataclass(frozen=True, slots=True)
class _Visits:
    """The visits in both directions between two cities."""

    paid: list[PlacedActivity] = field(default_factory=list)
    received: list[PlacedActivity] = field(default_factory=list)

    def row(self, city: NamedPlace, partner: NamedPlace) -> VisitRow:
        """Return the row of the two."""
        owing = self._owing(city, partner)
        return VisitRow(
            city=city.name,
            city_key=city.key,
            partner=partner.name,
            partner_key=partner.key,
            country=country_name(partner.country_code),
            country_code=partner.country_code,
            paid=Counted(each.record.key for each in self.paid),
            last_paid=text_of(_last(self.paid)),
            received=Counted(each.record.key for each in self.received),
            last_received=text_of(_last(self.received)),
            owed_by=owing.name if owing else None,
            owed_by_key=owing.key if owing else None,
            keys=Several(sorted({each.record.key for each in (*self.paid, *self.received)})),
        )

    def _owing(self, city: NamedPlace, partner: NamedPlace) -> NamedPlace | None:
        """Return who was surely visited last. A visit without a day may have been the last in its direction."""
        if not self.paid or not self.received:
            return city if self.received else partner
        paid, received = _last(self.paid), _last(self.received)
        if paid is None or received is None or any(each.last_day is None for each in (*self.paid, *self.received)):
            return None
        if paid.is_before(received):
            return city
        return partner if received.is_before(paid) else None


def _visits(delegation: PlacedActivity, scope: FoundCity | None) -> Iterator[tuple[NamedPlace, NamedPlace]]:
    """Give who visited whom, only what the city reported on has a part in."""
    for visitor in delegation.those(PlaceRole.SENDER, PlaceRole.GUEST):
        for visited in dict.fromkeys(delegation.those(PlaceRole.HOST, PlaceRole.STOP)):
            if visitor != visited and (scope is None or scope.key in (visitor.key, visited.key)):
                yield visitor, visited


def _is_seen_from(visitor: NamedPlace, visited: NamedPlace, scope: FoundCity | None) -> bool:
    """Return whether a pair has the visitor first: the city reported on, or else the first by name."""
    if scope:
        return visitor.key == scope.key
    return (fold(visitor.name), visitor.key or "") < (fold(visited.name), visited.key or "")


def _day(visit: PlacedActivity) -> CalendarDay:
    record, places = visit.record, visit.named_places
    return activity_day(record.key, record.title, record.status, record.start_text, record.end_text, places)


def _last(visits: list[PlacedActivity]) -> EdtfDate | None:
    last = last_of(visits)
    return last.last_day if last else None
