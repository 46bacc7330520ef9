"""The sources of each statement of a page, what is inferred in it, and what contradicts it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Nullable, Select, select

from twinning.db.references import CHILDREN, CITABLE, PARENTS
from twinning.db.tables import table_named
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_rows
from twinning.domain.vocabulary import Basis
from twinning.queries.evidence.citations import Cited, list_sources, load_citations
from twinning.queries.evidence.cited_values import values_in_words
from twinning.queries.evidence.contradictions import list_contradictions
from twinning.queries.evidence.statements import only_inferred
from twinning.rows import Section
from twinning.rows.dossiers import ContradictionRow, InferredRow, SourceRow
from twinning.rows.phrases import phrase
from twinning.rows.site import Marks

_SHOWN_AS = {"field": "fields", "party": "parties", "place": "places", "organization": "organizations"}
"""What a page calls a field of a citation, where that is another word."""

_SECTIONS = {"act": "acts", "name": "names", "count": "claims", "succession": "successions"}
"""The section in which a page has the children of a record, by their word."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is cited for a record and for what belongs to it."""

    sources: tuple[SourceRow, ...]
    marks: Marks
    inferred: Section[InferredRow]
    contradictions: Section[ContradictionRow]


class Citations:
    """All citations, by the record on whose page they stand."""

    def __init__(self, connection: Connection) -> None:
        self._owners = {name: _owners(connection, name) for name in CITABLE if name in PARENTS}
        self._cited: dict[tuple[str, int], list[tuple[str, Cited]]] = defaultdict(list)
        everything = load_citations(connection, {name: _cited_ids(name) for name in CITABLE})
        for each in everything:
            table, record, place = self._owner(each)
            self._cited[table, record].append((place, each))
        inferred = [each.citation for each in everything if each.citation.basis is Basis.INFERRED]
        self._values = values_in_words(connection, inferred)
        self._contradictions = {each.citation: each for each in list_contradictions(connection, everything)}

    def of(self, table: str, record: int) -> Evidence:
        """Return the evidence for a record, by its table and id."""
        cited = self._cited.get((table, record), [])
        sources = tuple(list_sources(each for _, each in cited))
        found = [row for _, each in cited if (row := self._contradictions.get(each.reference))]
        return Evidence(
            sources,
            _marks(cited, {source.key: number for number, source in enumerate(sources, start=1)}),
            self._inferred(cited),
            Section("contradictions", ContradictionRow, found, phrase("Open questions")),
        )

    def _inferred(self, cited: list[tuple[str, Cited]]) -> Section[InferredRow]:
        rows = _inferred(cited, self._values)
        return Section("inferred", InferredRow, rows, phrase("Inferred, and not stated by a source"))

    def _owner(self, cited: Cited) -> tuple[str, int, str]:
        """Return the table and id of the record on whose page a citation stands, and the place of its subject there."""
        if cited.record_table not in self._owners:
            field = cited.field or ""
            return cited.record_table, cited.record, _SHOWN_AS.get(field, field)
        table, record, number = self._owners[cited.record_table][cited.record]
        section = _SECTIONS.get(CHILDREN[cited.record_table], CHILDREN[cited.record_table])
        return table, record, f"{section}/{number}"


def _cited_ids(name: str) -> Select[int]:
    record = CITATION.c[f"{name}_id"]
    query: Select[int] = select(record)
    return query.where(record.is_not(None))


def _owners(connection: Connection, name: str) -> Mapping[int, tuple[str, int, int]]:
    """Return the record to which each row of a table belongs, and the row's number there."""
    rows = table_named(name)
    owners: dict[int, tuple[str, int, int]] = {}
    for column, parent in PARENTS[name].items():
        query: Select[int, int | None, int] = select(rows.c.id, Nullable(rows.c[f"{column}_id"]), rows.c.seq)
        for row, of, seq in fetch_rows(connection, query):
            if of is not None:
                owners[row] = parent, of, seq
    return owners


def _marks(cited: Iterable[tuple[str, Cited]], numbers: Mapping[str, int]) -> Marks:
    marks: dict[str, set[int]] = defaultdict(set)
    for place, each in cited:
        marks[place].add(numbers[each.source.key])
    return {place: tuple(sorted(found)) for place, found in marks.items()}


def _inferred(cited: list[tuple[str, Cited]], values: Mapping[int, str | None]) -> list[InferredRow]:
    places = {each.citation.id: place for place, each in cited}
    return [
        InferredRow(
            record=places[each.citation.id],
            field=each.field,
            value=values[each.citation.id],
            because=each.citation.because,
            source=each.source.title,
            place=each.citation.locator,
        )
        for each in only_inferred(each for _, each in cited)
    ]
