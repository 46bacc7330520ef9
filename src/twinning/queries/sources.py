"""Sources."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from twinning.names import fold
from twinning.queries.sorting import sort_rows
from twinning.queries.tables import table
from twinning.rows import Listing, Section
from twinning.rows.records import SourceListRow
from twinning.vocabulary import SourceKind


def list_sources(
    session: Session,
    *,
    kind: SourceKind | None = None,
    city: int | None = None,
    text: str | None = None,
    sort: str | None = None,
) -> Listing:
    """Return sources by title, with how many citations each supports.

    Only those of a kind, that speak for a city (its id), with `text` in title, publisher or address. Raises UsageError
    for a column that cannot sort.
    """
    source, citation, city_of = table("source"), table("citation"), table("city")
    counted = select(citation.c.source_id, func.count().label("citations")).group_by(citation.c.source_id).subquery()
    query = (
        select(source, city_of.c.name.label("speaks_for"), func.coalesce(counted.c.citations, 0).label("citations"))
        .outerjoin(city_of, city_of.c.id == source.c.speaks_for_id)
        .outerjoin(counted, counted.c.source_id == source.c.id)
    )
    if kind is not None:
        query = query.where(source.c.kind == kind)
    if city is not None:
        query = query.where(source.c.speaks_for_id == city)
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
        for row in session.execute(query).mappings()
        if text is None or fold(text) in fold(f"{row['title']} {row['publisher'] or ''} {row['address'] or ''}")
    ]
    rows.sort(key=lambda row: (fold(row.source), row.key))
    section = Section("sources", SourceListRow, sort_rows(rows, SourceListRow, sort))
    return Listing(SourceListRow, (section,), "Sources", "no sources recorded")
