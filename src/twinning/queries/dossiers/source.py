"""The dossier of a source: what rests on it."""

from collections import defaultdict

from sqlalchemy import Connection, Nullable, select

from twinning.db.references import cited_record
from twinning.db.tables.cities import CITY
from twinning.db.tables.sources import CITATION, SOURCE, CitationRecord, SourceRecord
from twinning.db.typed_tables import fetch_records, fetch_records_with
from twinning.queries.dossiers.facts import list_facts
from twinning.queries.evidence.citations import fields_as_cited
from twinning.queries.evidence.cited_values import values_in_words
from twinning.queries.lookup.references import full_name, names_of
from twinning.rows import Dossier, Section
from twinning.rows.dossiers import CitationRow

_FACTS = ("key", "kind", "title", "publisher", "published", "address", "speaks_for")
"""The order of the first facts."""


def source_dossier(connection: Connection, source: int) -> Dossier:
    """Return everything about a source, by its id, with all its citations in their order."""
    query = select(Nullable(CITY.c.name)).select_from(SOURCE)
    query = query.outerjoin(CITY, CITY.c.id == SOURCE.c.speaks_for_id).where(SOURCE.c.id == source)
    ((record, speaks_for),) = fetch_records_with(connection, SOURCE, SourceRecord, query)
    citations = Section("citations", CitationRow, _citations(connection, source))
    return Dossier(record.title, list_facts(record, {"speaks_for": speaks_for}, _FACTS), (citations,))


def _citations(connection: Connection, source: int) -> list[CitationRow]:
    query = select(CITATION).where(CITATION.c.source_id == source).order_by(CITATION.c.seq)
    cited = [(each, *cited_record(each)) for each in fetch_records(connection, query, CitationRecord)]
    ids: dict[str, list[int]] = defaultdict(list)
    for _, table_name, record in cited:
        ids[table_name].append(record)
    names = {table_name: names_of(connection, table_name, records) for table_name, records in ids.items()}
    told = [each for each, *_ in cited]
    values, fields = values_in_words(connection, told), fields_as_cited(connection, told)
    return [
        CitationRow(
            place=citation.locator,
            record=full_name(table_name, names[table_name][record]),
            field=fields[citation.id],
            value=values[citation.id],
            basis=citation.basis.value,
            because=citation.because,
            preferred=citation.preferred,
            unlisted_on=citation.unlisted_on_text,
            seq=citation.seq,
        )
        for citation, table_name, record in cited
    ]
