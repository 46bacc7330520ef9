"""What sources claim about a city's partners, against what is recorded."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, select

from twinning.domain.vocabulary import AgreementKind, Measure, Status
from twinning.queries.evidence.citations import Cited
from twinning.queries.lookup.agreements import Tie
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.tables import date_of, table
from twinning.rows import joined
from twinning.rows.dossiers import ClaimRow
from twinning.rows.partners import PartnerClaim


def list_claims(connection: Connection, city: FoundCity, ties: Sequence[Tie], as_of: str) -> tuple[PartnerClaim, ...]:
    """Return what is claimed of how many partner cities a city has, in how many countries, and what is recorded.

    `ties` are all the city's agreements. Recorded are its partners of the kinds claimed, active on the claim's last
    possible day, or on `as_of` (ISO) where it has none.
    """
    count = table("reported_count")
    counted = select(count).where(
        count.c.city_id == city.id, count.c.measure.in_((Measure.PARTNER_CITIES, Measure.PARTNER_COUNTRIES))
    )
    rows = connection.execute(counted.order_by(count.c.seq)).mappings().all()
    kinds = _kinds(connection, [row["id"] for row in rows])
    countries = {(row["on_text"], row["measure"]): row["value"] for row in rows}
    claims = []
    for row in rows:
        if row["measure"] is Measure.PARTNER_CITIES:
            on = date_of(row, "on")
            day = (on.latest if on else None) or as_of
            recorded = _count_active(city, ties, day, kinds[row["id"]])
            in_countries = countries.get((row["on_text"], Measure.PARTNER_COUNTRIES))
            claims.append(PartnerClaim(row["value"], in_countries, on.text if on else None, recorded))
    return tuple(claims)


def _kinds(connection: Connection, counts: list[int]) -> dict[int, set[AgreementKind]]:
    covered = table("reported_count_kind")
    kinds: dict[int, set[AgreementKind]] = defaultdict(set)
    for row in connection.execute(select(covered).where(covered.c.reported_count_id.in_(counts))):
        kinds[row.reported_count_id].add(row.kind)
    return kinds


def _count_active(city: FoundCity, ties: Sequence[Tie], day: str, kinds: set[AgreementKind]) -> int:
    return len(
        {
            party.id
            for tie in ties
            if not kinds or tie.kind in kinds
            for party in tie.partners_of(city.id)
            if tie.status(day, city.id, party.id) is Status.ACTIVE
        }
    )


def list_counts(connection: Connection, condition: ColumnElement[bool], citations: Iterable[Cited]) -> list[ClaimRow]:
    """Return the numbers that sources claim, those for which a condition holds, with the titles of the sources."""
    sources: dict[int, dict[str, None]] = defaultdict(dict)
    for cited in citations:
        if cited.record_table == "reported_count":
            sources[cited.record][cited.source["title"]] = None
    count = table("reported_count")
    rows = connection.execute(select(count).where(condition).order_by(count.c.seq)).mappings()
    return [
        ClaimRow(
            number=row["seq"],
            measure=row["measure"].value,
            value=row["value"],
            approximate=row["approximate"],
            on=row["on_text"],
            sources=joined(sources[row["id"]]),
            note=row["note"],
        )
        for row in rows
    ]
