"""What numbers sources claim of a city, an organization or an activity."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, select

from twinning.db.tables.sources import REPORTED_COUNT, ReportedCountRecord
from twinning.db.typed_tables import fetch_records
from twinning.domain.vocabulary import AgreementKind
from twinning.queries.evidence.citations import Cited
from twinning.queries.evidence.partner_claims import kinds_covered
from twinning.rows import Several
from twinning.rows.dossiers import ClaimRow


def list_counts(connection: Connection, condition: ColumnElement[bool], citations: Iterable[Cited]) -> list[ClaimRow]:
    """Return the numbers that sources claim, those for which a condition holds, with the titles of the sources."""
    sources: dict[int, dict[str, None]] = defaultdict(dict)
    for cited in citations:
        if cited.record_table == "reported_count":
            sources[cited.record][cited.source.title] = None
    query = select(REPORTED_COUNT).where(condition).order_by(REPORTED_COUNT.c.seq)
    counts = fetch_records(connection, query, ReportedCountRecord)
    kinds = kinds_covered(connection, [count.id for count in counts])
    return [
        ClaimRow(
            number=count.seq,
            measure=count.measure.value,
            value=count.value,
            approximate=count.approximate,
            on=count.on_text,
            covers=Several(kind for kind in AgreementKind if kind in kinds[count.id]),
            sources=Several(sources[count.id]),
            note=count.note,
        )
        for count in counts
    ]
