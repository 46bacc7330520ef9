"""Report how many partners a city has according to sources, and how many are recorded for that day.

Examples:
  twinning report coverage Busan

  twinning report coverage --all
"""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, select, true

from twinning.db.tables.cities import CITY
from twinning.db.tables.sources import CITATION, REPORTED_COUNT, SOURCE, ReportedCountRecord
from twinning.db.typed_tables import fetch_records_with, fetch_rows
from twinning.domain.dates.spans import ANY_TIME, Span
from twinning.domain.names import fold
from twinning.domain.vocabulary import AgreementKind, Measure
from twinning.queries.evidence.partner_claims import active_partners, kinds_covered
from twinning.queries.lookup.agreements import load_ties, ties_of
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.lookup.references import names_of
from twinning.queries.reports import report
from twinning.queries.reports._scope import listing
from twinning.rows import Listing, Meaning, Section, Several, column
from twinning.rows.phrases import phrase
from twinning.rows.tracing import Counted

_MEASURES = (Measure.PARTNER_CITIES, Measure.PARTNER_COUNTRIES, Measure.PARTNER_RANK)


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A number that a source claims of a city's partners, and the same number as recorded.

    Recorded are the partners with an agreement of the `kinds` that the claim covers (any, if it is null), active on the
    last possible day of the claim (`on`, EDTF), or on the day of the report where it has none. A `partner_rank`, the
    26th sister city, is compared with how many there were. `difference` is recorded less claimed.
    """

    city: str = column(1, means=Meaning.CITY)
    measure: str = column(2, means=Meaning.WORD)
    claimed: int = column(3, means=Meaning.COUNT)
    approximate: bool = column(9)
    recorded: int = column(4, means=Meaning.COUNT)
    difference: int = column(5)
    on: str | None = column(6, means=Meaning.DATE)
    kinds: Several = column(7, means=Meaning.WORD)
    sources: Several = column(8)
    note: str | None = column(10)
    key: str = column(11)


@report(CoverageRow)
def report_coverage(
    connection: Connection, scope: FoundCity | None, as_of: str, span: Span = ANY_TIME
) -> Listing[CoverageRow]:
    """Return the claims about partners that were not made after a day (ISO), by city."""
    known = (each for each in _claims(connection, scope) if each[0].on is None or _by(each[0], as_of))
    claims = [(city, count) for count, city in known if span.holds(count.on)]
    ids = [count.id for _, count in claims]
    kinds, sources = kinds_covered(connection, ids), _sources(connection, ids)
    names = names_of(connection, "reported_count", ids)
    rows = [
        CoverageRow(
            city=city,
            measure=count.measure.value,
            claimed=count.value,
            approximate=count.approximate,
            recorded=recorded,
            difference=recorded - count.value,
            on=count.on_text,
            kinds=Several(kind.value for kind in AgreementKind if kind in kinds[count.id]),
            sources=Several(sources[count.id]),
            note=count.note,
            key=names[count.id],
        )
        for city, count in claims
        for recorded in [_recorded(connection, count, kinds[count.id], as_of)]
    ]
    rows.sort(key=lambda row: (fold(row.city), row.key))
    return listing(CoverageRow, phrase("claims about partners"), scope, Section("claims", CoverageRow, rows))


def _claims(connection: Connection, scope: FoundCity | None) -> list[tuple[ReportedCountRecord, str]]:
    of_city = REPORTED_COUNT.c.city_id == scope.id if scope else true()
    query = (
        select(CITY.c.name)
        .select_from(REPORTED_COUNT)
        .join(CITY, CITY.c.id == REPORTED_COUNT.c.city_id)
        .where(of_city, REPORTED_COUNT.c.measure.in_(_MEASURES))
    )
    return list(fetch_records_with(connection, REPORTED_COUNT, ReportedCountRecord, query))


def _by(count: ReportedCountRecord, day: str) -> bool:
    return count.on is not None and count.on.happened_by(day) is not False


def _sources(connection: Connection, counts: list[int]) -> dict[int, list[str]]:
    """Return the titles of the sources of each claim."""
    count = CITATION.c.reported_count_id
    query = select(count, SOURCE.c.title).join(SOURCE, SOURCE.c.id == CITATION.c.source_id).where(count.in_(counts))
    titles: dict[int, list[str]] = defaultdict(list)
    for claim, title in fetch_rows(connection, query.order_by(CITATION.c.id)):
        if claim is not None and title not in titles[claim]:
            titles[claim].append(title)
    return titles


def _recorded(connection: Connection, count: ReportedCountRecord, kinds: set[AgreementKind], as_of: str) -> Counted:
    """Return what is recorded on the last possible day of the claim: codes of countries, or keys of cities."""
    if count.city_id is None:
        return Counted(())
    day = (count.on and count.on.latest) or as_of
    partners = active_partners(count.city_id, load_ties(connection, ties_of(count.city_id)), day, kinds)
    if count.measure is Measure.PARTNER_COUNTRIES:
        return Counted(party.country_code for party in partners if party.country_code)
    return Counted(party.key for party in partners)
