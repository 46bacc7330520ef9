"""The dossier of a source: what rests on it."""

from collections import defaultdict

from sqlalchemy import Connection, select

from twinning.db.references import CITABLE
from twinning.queries.lookup.references import full_name, names_of
from twinning.queries.tables import table
from twinning.rows import Dossier, Fact, Section
from twinning.rows.dossiers import CitationRow

_FACTS = (
    "key",
    "kind",
    "title",
    "publisher",
    "published_text",
    "address",
    "speaks_for",
    "languages",
    "shelf_mark",
    "file_name",
    "sha256",
    "note",
)


def source_dossier(connection: Connection, source: int) -> Dossier:
    """Return everything about a source, by its id, with all its citations in their order."""
    sources, city = table("source"), table("city")
    query = select(sources, city.c.name.label("speaks_for")).outerjoin(city, city.c.id == sources.c.speaks_for_id)
    row = connection.execute(query.where(sources.c.id == source)).mappings().one()
    facts = tuple(Fact(name.removesuffix("_text"), row[name]) for name in _FACTS)
    return Dossier(
        row["title"], facts, (Section("citations", CitationRow, _citations(connection, source), "Citations"),)
    )


def _citations(connection: Connection, source: int) -> list[CitationRow]:
    citation = table("citation")
    rows = connection.execute(
        select(citation).where(citation.c.source_id == source).order_by(citation.c.seq)
    ).mappings()
    cited = [(row, next(name for name in CITABLE if row[f"{name}_id"] is not None)) for row in rows]
    ids: dict[str, list[int]] = defaultdict(list)
    for row, name in cited:
        ids[name].append(row[f"{name}_id"])
    names = {name: names_of(connection, name, records) for name, records in ids.items()}
    return [
        CitationRow(
            place=row["locator"],
            record=full_name(name, names[name][row[f"{name}_id"]]),
            field=row["field"],
            value=row["value"],
            basis=row["basis"].value,
            because=row["because"],
            preferred=row["preferred"],
            seq=row["seq"],
        )
        for row, name in cited
    ]
