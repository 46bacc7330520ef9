"""Reports: what a council is given."""

from collections import Counter
from dataclasses import replace

from sqlalchemy import Connection, select

from twinning.domain.countries import country_name
from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold
from twinning.domain.status import was_signed_by
from twinning.domain.vocabulary import AgreementKind, CommitmentState
from twinning.queries.evidence.source_counts import SourceCounts
from twinning.queries.lists.partners import Partner, order_of, shared_activities
from twinning.queries.lookup.agreements import Tie, load_ties, ties_as_of, ties_of
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.lookup.fields import fields_of
from twinning.queries.lookup.successions import list_predecessors
from twinning.queries.tables import table
from twinning.rows import Listing, Section, join_texts
from twinning.rows.partners import CountryRow, PartnerReportRow


def report_partners(connection: Connection, city: FoundCity, as_of: str) -> Listing:
    """Return a row for each agreement ever signed with each partner, as of a day (ISO), in the order of partners.

    After the city's own come those of each city that it had succeeded by then, on whose record they stay.
    """
    own = Section("agreements", PartnerReportRow, _partner_rows(connection, city, as_of))
    sections = [own]
    for each in list_predecessors(connection, city.id, as_of):
        rows = [replace(row, through=each.city.key) for row in _partner_rows(connection, each.city, as_of, city)]
        sections.append(Section("through", PartnerReportRow, rows, each.heading))
    title, empty = f"Partners of {city.name}", f"no agreements of {city.name} recorded"
    return Listing(PartnerReportRow, tuple(sections), title, empty)


def _partner_rows(
    connection: Connection, city: FoundCity, as_of: str, successor: FoundCity | None = None
) -> list[PartnerReportRow]:
    """Give the rows of one city, but for those with its own successor."""
    shared = shared_activities(connection, city, as_of)
    sources = SourceCounts(connection, city)
    fields = fields_of(connection, "agreement", ties_of(city.id))
    owed = _open_commitments(connection, city)
    pairs = [
        (party, tie, tie.status(as_of, city.id, party.id))
        for tie in _signed(connection, city, as_of)
        for party in tie.partners_of(city.id)
        if successor is None or party.id != successor.id
    ]
    return [
        PartnerReportRow(
            partner=party.name,
            country=country_name(party.country_code),
            country_code=party.country_code,
            kind=tie.kind.value,
            instrument=tie.instrument.value,
            status=status.value,
            since=str(tie.since) if tie.since else None,
            title=tie.title,
            fields=join_texts(fields[tie.id]),
            activities=len(met.activities),
            last_activity=str(met.last_activity) if met.last_activity else None,
            open_commitments=owed[party.id],
            sources=sources.count([tie.id], []),
            key=tie.key,
            through=None,
        )
        for party, tie, status in sorted(pairs, key=lambda pair: order_of(*pair))
        for met in [shared.get(party.id, Partner(party))]
    ]


def report_countries(connection: Connection, city: FoundCity, as_of: str) -> Listing:
    """Return how many agreements ever signed a city has, by country, kind and decade, as of a day (ISO).

    An agreement of several parties counts once in each country.
    """
    counts: Counter[tuple[str | None, AgreementKind, str | None]] = Counter()
    for tie in _signed(connection, city, as_of):
        for country in {party.country_code for party in tie.partners_of(city.id)}:
            counts[country, tie.kind, _decade(tie.since)] += 1
    rows = [
        CountryRow(country_name(country), country, kind.value, decade, count)
        for (country, kind, decade), count in counts.items()
    ]
    kinds = [kind.value for kind in AgreementKind]
    rows.sort(key=lambda row: (fold(row.country or "~"), kinds.index(row.kind), row.decade or "~"))
    title, empty = f"Agreements of {city.name} by country", f"no agreements of {city.name} recorded"
    return Listing(CountryRow, (Section("countries", CountryRow, rows),), title, empty)


def _signed(connection: Connection, city: FoundCity, as_of: str) -> list[Tie]:
    ties = ties_as_of(load_ties(connection, ties_of(city.id)), as_of)
    return [tie for tie in ties if was_signed_by(tie.facts, as_of)]


def _decade(since: EdtfDate | None) -> str | None:
    """Return the decade that a date surely lies in."""
    if since is None or since.earliest is None or since.latest is None or since.earliest[:3] != since.latest[:3]:
        return None
    return f"{since.earliest[:3]}0s"


def _open_commitments(connection: Connection, city: FoundCity) -> Counter[int]:
    """Count the open promises between the city and each other one, in either direction, by the other's id."""
    commitment = table("commitment")
    between = select(commitment.c.debtor_id, commitment.c.creditor_id).where(
        commitment.c.state == CommitmentState.OPEN,
        (commitment.c.debtor_id == city.id) | (commitment.c.creditor_id == city.id),
    )
    return Counter(creditor if debtor == city.id else debtor for debtor, creditor in connection.execute(between))
