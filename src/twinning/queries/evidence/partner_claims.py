"""What sources claim about the number of a city's partners, against what is recorded."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from twinning.db.tables.sources import REPORTED_COUNT, REPORTED_COUNT_KIND, ReportedCountRecord
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.vocabulary import AgreementKind, Measure, Status
from twinning.queries.lookup.agreements import Party, Tie
from twinning.queries.lookup.cities import FoundCity
from twinning.rows.partners import PartnerClaim


def list_claims(connection: Connection, city: FoundCity, ties: Sequence[Tie], as_of: str) -> tuple[PartnerClaim, ...]:
    """Return what is claimed of how many partner cities a city has, in how many countries, and what is recorded.

    `ties` are all the city's agreements. Recorded are its partners of the kinds claimed, active on the claim's last
    possible day, or on `as_of` (ISO) where it has none.
    """
    measured = REPORTED_COUNT.c.measure.in_((Measure.PARTNER_CITIES, Measure.PARTNER_COUNTRIES))
    query = select(REPORTED_COUNT).where(REPORTED_COUNT.c.city_id == city.id, measured).order_by(REPORTED_COUNT.c.seq)
    counts = fetch_records(connection, query, ReportedCountRecord)
    kinds = kinds_covered(connection, [count.id for count in counts])
    countries = {count.on_text: count.value for count in counts if count.measure is Measure.PARTNER_COUNTRIES}
    return tuple(
        PartnerClaim(
            cities=count.value,
            countries=countries.get(count.on_text),
            on=count.on_text,
            recorded=len(active_partners(city.id, ties, (count.on and count.on.latest) or as_of, kinds[count.id])),
        )
        for count in counts
        if count.measure is Measure.PARTNER_CITIES
    )


def active_partners(city: int, ties: Sequence[Tie], day: str, kinds: set[AgreementKind]) -> set[Party]:
    """Return the partners of a city (id) with an agreement, of some kinds or any, that is active on a day (ISO)."""
    return {
        party
        for tie in ties
        if not kinds or tie.kind in kinds
        for party in tie.partners_of(city)
        if tie.status(day, city, party.id) is Status.ACTIVE
    }


def kinds_covered(connection: Connection, counts: list[int]) -> dict[int, set[AgreementKind]]:
    """Return which kinds of agreements each claimed number (its id) covers; of one that names none, no kinds."""
    covered = REPORTED_COUNT_KIND.c
    query = select(covered.reported_count_id, covered.kind).where(covered.reported_count_id.in_(counts))
    kinds: dict[int, set[AgreementKind]] = defaultdict(set)
    for count, kind in fetch_rows(connection, query):
        kinds[count].add(kind)
    return kinds
