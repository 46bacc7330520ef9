"""What sources say of records, and which sources they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import CompoundSelect, Connection, Nullable, Select, select, union_all

from twinning.db.references import CHILDREN, cited_record
from twinning.db.tables.agreements import AGREEMENT_ACT
from twinning.db.tables.cities import CITY
from twinning.db.tables.sources import CITATION, SOURCE, CitationRecord, SourceRecord
from twinning.db.typed_tables import fetch_records, fetch_records_with, fetch_rows, select_ids
from twinning.queries.lookup.references import in_batches, names_of
from twinning.queries.lookup.titles import called
from twinning.rows import Several
from twinning.rows.dossiers import NoteRow, SourceRow
from twinning.rows.phrases import phrase, word_alone

Chosen = Mapping[str, Select[int]]
"""Records by table: a select of the ids of each."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with its source, and the name of the city that the source speaks for.

    `record` is the id in `record_table`.
    """

    record_table: str
    record: int
    citation: CitationRecord
    source: SourceRecord
    speaks_for: str | None

    @property
    def field(self) -> str | None:
        """The field of the record that it speaks of; None where it speaks of the record as a whole."""
        return self.citation.field

    @property
    def value(self) -> str | None:
        """What the source gives for the field, in its own words."""
        return self.citation.value

    @property
    def preferred(self) -> bool:
        """Whether an editor preferred it to the others on its field."""
        return self.citation.preferred

    @property
    def subject(self) -> tuple[str, int, str | None]:
        """What it speaks of: a field of a record."""
        return self.record_table, self.record, self.field

    @property
    def reference(self) -> str:
        """Its own reference, in full."""
        return f"source:{self.source.key}/{CHILDREN['citation']}-{self.citation.seq}"

    @property
    def place(self) -> str | None:
        """Where it is to be found: the place in its source, or the web address of a source without places."""
        return self.citation.locator or self.source.address

    @property
    def spoken(self) -> str:
        """The title of its source, and the city that this speaks for."""
        if self.speaks_for is None:
            return self.source.title
        return phrase("{title} (for {city})", title=self.source.title, city=self.speaks_for)


def ids_of_cited(citations: Iterable[Cited]) -> dict[str, set[int]]:
    """Return the ids of the records that citations speak of, by table."""
    ids: dict[str, set[int]] = defaultdict(set)
    for each in citations:
        ids[each.record_table].add(each.record)
    return ids


def names_of_cited(connection: Connection, citations: Iterable[Cited]) -> dict[str, dict[int, str]]:
    """Return the names (see `names_of`) of the records that citations speak of, by table and id."""
    return {name: names_of(connection, name, records) for name, records in ids_of_cited(citations).items()}


def called_as_cited(connection: Connection, citations: Iterable[Cited]) -> dict[str, dict[int, str]]:
    """Return what the records that citations speak of are called, by table and id."""
    return {name: called(connection, name, records) for name, records in ids_of_cited(citations).items()}


def fields_as_cited(connection: Connection, citations: Iterable[CitationRecord]) -> dict[int, str | None]:
    """Return the fields of which citations (their ids) speak, the day of an act for people as the act is called."""
    cited = list(citations)
    acts = {each.agreement_act_id for each in cited if each.agreement_act_id}
    kind = select(AGREEMENT_ACT.c.id, AGREEMENT_ACT.c.kind)
    found = (fetch_rows(connection, kind.where(AGREEMENT_ACT.c.id.in_(batch))) for batch in in_batches(acts))
    kinds = {number: word.value for rows in found for number, word in rows}
    return {each.id: _field(each, kinds) for each in cited}


def _field(cited: CitationRecord, kinds: Mapping[int, str]) -> str | None:
    if not cited.agreement_act_id or cited.field != "on":
        return cited.field
    return word_alone(kinds[cited.agreement_act_id]).stored_as(cited.field)


def load_citations(connection: Connection, chosen: Chosen) -> list[Cited]:
    """Return the citations of the chosen records, in the order of their sources' keys and of their numbers."""
    query = select(CITATION).where(CITATION.c.id.in_(cited_of(chosen)))
    citations = fetch_records(connection, query, CitationRecord)
    sources = _sources(connection, select_ids(connection, [*{each.source_id for each in citations}]))
    cited = (Cited(*cited_record(each), each, *sources[each.source_id]) for each in citations)
    return sorted(cited, key=lambda each: (each.source.key, each.citation.seq))


def cited_of(chosen: Chosen) -> CompoundSelect[int]:
    """Return the select of the ids of the citations of the chosen records.

    Those of each table are found by their own index: for one condition of several selects PostgreSQL reads them all.
    """
    return union_all(*(select(CITATION.c.id).where(CITATION.c[f"{name}_id"].in_(ids)) for name, ids in chosen.items()))


def _sources(connection: Connection, chosen: Select[int]) -> dict[int, tuple[SourceRecord, str | None]]:
    """Read sources, each with the name of the city that it speaks for."""
    query = (
        select(Nullable(CITY.c.name))
        .select_from(SOURCE)
        .outerjoin(CITY, CITY.c.id == SOURCE.c.speaks_for_id)
        .where(SOURCE.c.id.in_(chosen))
    )
    return {source.id: (source, city) for source, city in fetch_records_with(connection, SOURCE, SourceRecord, query)}


def list_sources(citations: Iterable[Cited]) -> list[SourceRow]:
    """Return the sources of these citations, each once, with the places in it."""
    places: dict[str, dict[str, None]] = defaultdict(dict)
    sources: dict[str, SourceRecord] = {}
    for cited in citations:
        sources[cited.source.key] = cited.source
        if cited.citation.locator:
            places[cited.source.key][cited.citation.locator] = None
    return [
        SourceRow(
            source=source.title,
            kind=source.kind.value,
            published=source.published_text,
            places=Several(places[key]),
            address=source.address,
            key=key,
        )
        for key, source in sorted(sources.items())
    ]


def list_notes(citations: Iterable[Cited]) -> list[NoteRow]:
    """Return what these citations say of a record as a whole, in their order."""
    return [
        NoteRow(cited.value, cited.source.title, cited.citation.locator)
        for cited in citations
        if cited.field is None and cited.value is not None
    ]
