"""Sources."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Nullable, select

from twinning.db.tables.cities import CITY
from twinning.db.tables.sources import CITATION, SOURCE, SourceRecord
from twinning.db.typed_tables import fetch_records_with
from twinning.domain.names import fold
from twinning.domain.vocabulary import SourceKind
from twinning.queries.lists.filters import Filter, cities_in, count_by
from twinning.rows import Listing
from twinning.rows.phrases import phrase
from twinning.rows.records import SourceListRow


@dataclass(frozen=True, slots=True)
class SourceFilter(Filter):
    """Which sources are wanted: those that speak for the city, or for one in the country; the span is of publication.

    `text` is a part of title, publisher or address. None is any.
    """

    kind: SourceKind | None = None


def list_sources(connection: Connection, choice: SourceFilter) -> Listing[SourceListRow]:
    """Return sources by title, with how many citations each supports."""
    query = (
        select(Nullable(CITY.c.name), Nullable(CITY.c.key))
        .select_from(SOURCE)
        .outerjoin(CITY, CITY.c.id == SOURCE.c.speaks_for_id)
        .where(*_conditions(choice))
    )
    citations = count_by(connection, CITATION.c.source_id)
    rows = [
        SourceListRow(
            source=source.title,
            kind=source.kind.value,
            publisher=source.publisher,
            published=source.published_text,
            speaks_for=speaks_for,
            speaks_for_key=speaks_for_key,
            citations=citations[source.id],
            address=source.address,
            key=source.key,
        )
        for source, speaks_for, speaks_for_key in fetch_records_with(connection, SOURCE, SourceRecord, query)
        if choice.span.holds(source.published) and choice.finds(source.title, source.publisher, source.address)
    ]
    rows.sort(key=lambda row: (fold(row.source), row.key))
    sections = choice.sections("sources", SourceListRow, rows, lambda row: row.published is not None)
    return Listing(SourceListRow, sections, phrase("Sources"), choice.told_if_none(phrase("no sources recorded")))


def _conditions(choice: SourceFilter) -> Iterator[ColumnElement[bool]]:
    for city in choice.cities:
        yield SOURCE.c.speaks_for_id == city
    if choice.country_code is not None:
        yield SOURCE.c.speaks_for_id.in_(cities_in(choice.country_code))
    if choice.kind is not None:
        yield SOURCE.c.kind == choice.kind
