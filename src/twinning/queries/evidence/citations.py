"""What sources say of records, and which sources they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from twinning.db.references import CHILDREN
from twinning.domain.vocabulary import Basis
from twinning.queries.tables import table
from twinning.rows import joined
from twinning.rows.dossiers import NoteRow, SourceRow

Chosen = Mapping[str, Select[Any]]
"""Records by table: a select of the ids of each."""

_OWN = ("field", "value", "basis", "preferred", "because", "locator", "seq")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with its source's row. `record` is the id in `record_table`."""

    record_table: str
    record: int
    field: str | None
    value: str | None
    basis: Basis
    preferred: bool
    because: str | None
    locator: str | None
    seq: int
    source: Mapping[Any, Any]
    speaks_for: str | None

    @property
    def subject(self) -> tuple[str, int, str | None]:
        """What it speaks of: a field of a record."""
        return self.record_table, self.record, self.field

    @property
    def reference(self) -> str:
        """Its own reference, in full."""
        return f"source:{self.source['key']}/{CHILDREN['citation']}-{self.seq}"

    @property
    def spoken(self) -> str:
        """The title of its source, and the city that this speaks for."""
        title: str = self.source["title"]
        return f"{title} (for {self.speaks_for})" if self.speaks_for else title


def load_citations(connection: Connection, chosen: Chosen) -> list[Cited]:
    """Return the citations of the chosen records, in the order of their sources' keys and of their numbers."""
    citation, source, city = table("citation"), table("source"), table("city")
    columns = [citation.c[f"{name}_id"] for name in chosen]
    query = (
        select(*(citation.c[name] for name in _OWN), *columns)
        .add_columns(source, city.c.name.label("speaks_for"))
        .join(source, source.c.id == citation.c.source_id)
        .outerjoin(city, city.c.id == source.c.speaks_for_id)
        .where(or_(*(citation.c[f"{name}_id"].in_(ids) for name, ids in chosen.items())))
    )
    rows = sorted(connection.execute(query).mappings(), key=lambda row: (row["key"], row["seq"]))
    return [_cited(row, chosen) for row in rows]


def _cited(row: Mapping[Any, Any], chosen: Chosen) -> Cited:
    record_table = next(name for name in chosen if row[f"{name}_id"] is not None)
    own = {name: row[name] for name in _OWN}
    return Cited(record_table, row[f"{record_table}_id"], **own, source=row, speaks_for=row["speaks_for"])


def list_sources(citations: Iterable[Cited]) -> list[SourceRow]:
    """Return the sources of these citations, each once, with the places in it."""
    places: dict[str, dict[str, None]] = defaultdict(dict)
    sources: dict[str, Mapping[Any, Any]] = {}
    for cited in citations:
        sources[cited.source["key"]] = cited.source
        if cited.locator:
            places[cited.source["key"]][cited.locator] = None
    return [
        SourceRow(row["title"], row["kind"].value, row["published_text"], joined(places[key]), row["address"], key)
        for key, row in sorted(sources.items())
    ]


def list_notes(citations: Iterable[Cited]) -> list[NoteRow]:
    """Return what these citations say of a record as a whole, in their order."""
    return [
        NoteRow(cited.value, cited.source["title"], cited.locator)
        for cited in citations
        if cited.field is None and cited.value is not None
    ]
