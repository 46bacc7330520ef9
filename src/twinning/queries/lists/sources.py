"""Sources."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from twinning.domain.names import fold
from twinning.domain.vocabulary import SourceKind
from twinning.queries.lists.filters import Filter, cities_in
from twinning.queries.tables import date_of, table
from twinning.rows import Listing, Section
from twinning.rows.records import SourceListRow


@dataclass(frozen=True, slots=True)
class SourceFilter(Filter):
    """Which sources are wanted: those that speak for the city, or for one in the country; the span is of publication.

    `text` is a part of title, publisher or address. None is any.
    """

    kind: SourceKind | None = None


def list_sources(connection: Connection, choice: SourceFilter) -> Listing:
    """Return sources by title, with how many citations each supports."""
    source, citation, city_of = table("source"), table("citation"), table("city")
    counted = select(citation.c.source_id, func.count().label("citations")).group_by(citation.c.source_id).subquery()
    query = (
        select(source, city_of.c.name.label("speaks_for"), func.coalesce(counted.c.citations, 0).label("citations"))
        .outerjoin(city_of, city_of.c.id == source.c.speaks_for_id)
        .outerjoin(counted, counted.c.source_id == source.c.id)
        .where(*_conditions(choice))
    )
    rows = [
        SourceListRow(
            source=row["title"],
            kind=row["kind"].value,
            publisher=row["publisher"],
            published=row["published_text"],
            speaks_for=row["speaks_for"],
            citations=row["citations"],
            address=row["address"],
            key=row["key"],
        )
        for row in connection.execute(query).mappings()
        if choice.span.holds(date_of(row, "published")) and choice.finds(row["title"], row["publisher"], row["address"])
    ]
    rows.sort(key=lambda row: (fold(row.source), row.key))
    section = Section("sources", SourceListRow, rows)
    return Listing(SourceListRow, (section,), "Sources", "no sources recorded")


def _conditions(choice: SourceFilter) -> Iterator[ColumnElement[bool]]:
    source = table("source")
    for city in choice.cities:
        yield source.c.speaks_for_id == city
    if choice.country_code is not None:
        yield source.c.speaks_for_id.in_(cities_in(choice.country_code))
    if choice.kind is not None:
        yield source.c.kind == choice.kind
