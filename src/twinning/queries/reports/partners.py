"""Report a city's partners, one row for each agreement: the paper, its status, what was done, what is owed.

Examples:
  twinning report partners Busan -o partners.csv

  twinning report partners Seoul --as-of 2005-01-01 --format md
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from sqlalchemy import Connection, Nullable, select

from twinning.db.tables.activities import ACTIVITY
from twinning.db.tables.obligations import COMMITMENT
from twinning.db.typed_tables import fetch_rows
from twinning.domain.countries import country_name
from twinning.domain.dates import text_of
from twinning.domain.dates.spans import ANY_TIME, Span
from twinning.domain.vocabulary import CommitmentState
from twinning.queries.evidence.source_counts import SourceCounts
from twinning.queries.lists.agreement_filters import signed_ties, was_signed_in
from twinning.queries.lists.partners import Partner, order_of, shared_activities
from twinning.queries.lookup.agreements import ties_of
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.lookup.fields import fields_of
from twinning.queries.lookup.references import names_of
from twinning.queries.lookup.successions import Successors, list_predecessors
from twinning.queries.reports import report
from twinning.rows import Listing, Meaning, Section, Several, column
from twinning.rows.charts import Chart
from twinning.rows.phrases import phrase
from twinning.rows.tracing import Counted


@dataclass(frozen=True, slots=True)
class PartnerReportRow:
    """One agreement with one partner: the paper, whether it is in force, what was done, what is still owed.

    `activities`, `last_activity` and `open_commitments` are those of the agreement itself. Those of the two cities
    begin with `pair_`: each row of a partner says the same of them, and they are not to be added up. `through` is the
    key of the city, since succeeded by the one reported on, whose agreement it is; empty for its own. `succeeded_by`
    are the cities that have taken the place of the partner since.
    """

    partner: str = column(1, means=Meaning.CITY)
    country: str | None = column(7, means=Meaning.COUNTRY)
    country_code: str | None = column(0)
    succeeded_by: str | None = column(5, means=Meaning.CITY)
    kind: str = column(2, means=Meaning.WORD)
    instrument: str = column(8, means=Meaning.WORD)
    status: str = column(3, means=Meaning.WORD)
    since: str | None = column(4, means=Meaning.DATE)
    title: str | None = column(11)
    fields: Several = column(10, means=Meaning.WORD)
    activities: int = column(6, means=Meaning.COUNT)
    last_activity: str | None = column(5, means=Meaning.DATE)
    open_commitments: int = column(9, means=Meaning.COUNT)
    pair_activities: int = column(14, means=Meaning.COUNT)
    pair_last_activity: str | None = column(15, means=Meaning.DATE)
    pair_open_commitments: int = column(16, means=Meaning.COUNT)
    sources: int = column(12, means=Meaning.COUNT)
    key: str = column(13)
    through: str | None = column(0)

    charts: ClassVar[tuple[Chart, ...]] = (Chart(phrase("Agreements, by kind and status"), "kind", None, "status"),)


@report(PartnerReportRow)
def report_partners(
    connection: Connection, city: FoundCity, as_of: str, span: Span = ANY_TIME
) -> Listing[PartnerReportRow]:
    """Return a row for each agreement ever signed with each partner, as of a day (ISO), in the order of partners.

    After the city's own come those of each city that it had succeeded by then, on whose record they stay.
    """
    own = Section("agreements", PartnerReportRow, _rows(connection, city, as_of, span))
    sections = [own]
    for each in list_predecessors(connection, city.id, as_of):
        rows = [replace(row, through=each.city.key) for row in _rows(connection, each.city, as_of, span, city)]
        sections.append(Section("inherited", PartnerReportRow, rows, each.heading))
    title, empty = (
        phrase("Partners of {city}", city=city.name),
        phrase("no agreements of {city} recorded", city=city.name),
    )
    return Listing(PartnerReportRow, tuple(sections), title, empty)


def _rows(
    connection: Connection, city: FoundCity, as_of: str, span: Span, successor: FoundCity | None = None
) -> list[PartnerReportRow]:
    """Give the rows of one city, but for those with its own successor."""
    shared = shared_activities(connection, city, as_of)
    sources, successors = SourceCounts(connection, city), Successors(connection, as_of)
    fields = fields_of(connection, "agreement", ties_of(city.id))
    led_to = _agreements_of_activities(connection, city)
    promises = _open_commitments(connection, city)
    activities = names_of(connection, "activity", {each for met in shared.values() for each in met.activities})
    pairs = [
        (party, tie, tie.status(as_of, city.id, party.id))
        for tie in signed_ties(connection, city.id, as_of)
        if was_signed_in(tie, span, as_of)
        for party in tie.partners_of(city.id)
        if successor is None or party.id != successor.id
    ]
    documents = names_of(connection, "source", sources.sources_of(tie.id for _, tie, _ in pairs))
    return [
        PartnerReportRow(
            partner=party.name,
            country=country_name(party.country_code),
            country_code=party.country_code,
            succeeded_by=successors.of(party.id),
            kind=tie.kind.value,
            instrument=tie.instrument.value,
            status=status.value,
            since=text_of(tie.since),
            title=tie.title,
            fields=Several(fields[tie.id]),
            activities=Counted(activities[each] for each in own.activities),
            last_activity=text_of(own.last_activity),
            open_commitments=Counted(name for name, of in promises.items() if of == (party.id, tie.id)),
            pair_activities=Counted(activities[each] for each in met.activities),
            pair_last_activity=text_of(met.last_activity),
            pair_open_commitments=Counted(name for name, (other, _) in promises.items() if other == party.id),
            sources=Counted(documents[each] for each in sources.sources_of([tie.id])),
            key=tie.key,
            through=None,
        )
        for party, tie, status in sorted(pairs, key=lambda pair: order_of(*pair))
        for met in [shared.get(party.id, Partner(party))]
        for own in [_of_agreement(met, tie.id, led_to)]
    ]


def _of_agreement(met: Partner, agreement: int, led_to: Mapping[int, int | None]) -> Partner:
    """Return a partner with those activities alone to which an agreement (its id) led."""
    own = {activity: day for activity, day in met.activities.items() if led_to.get(activity) == agreement}
    return Partner(met.city, activities=own)


def _agreements_of_activities(connection: Connection, city: FoundCity) -> dict[int, int | None]:
    """Return the agreement of each activity that one of the city's agreements led to, by their ids."""
    query = select(ACTIVITY.c.id, ACTIVITY.c.agreement_id).where(ACTIVITY.c.agreement_id.in_(ties_of(city.id)))
    return dict(fetch_rows(connection, query))


def _open_commitments(connection: Connection, city: FoundCity) -> dict[str, tuple[int | None, int | None]]:
    """Return the open promises between the city and others, in either direction, by their references.

    Each with the other's id, and the id of the agreement that it was made in, or at an activity of which it was made.
    """
    promise = COMMITMENT.c
    between = (
        select(promise.id, promise.debtor_id, promise.creditor_id, promise.agreement_id)
        .add_columns(Nullable(ACTIVITY.c.agreement_id))
        .select_from(COMMITMENT)
        .outerjoin(ACTIVITY, ACTIVITY.c.id == promise.activity_id)
        .where(promise.state == CommitmentState.OPEN, (promise.debtor_id == city.id) | (promise.creditor_id == city.id))
    )
    rows = list(fetch_rows(connection, between))
    names = names_of(connection, "commitment", [promise for promise, *_ in rows])
    return {
        names[each]: (creditor if debtor == city.id else debtor, made_in or led_to)
        for each, debtor, creditor, made_in, led_to in rows
    }
