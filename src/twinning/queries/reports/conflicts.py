"""Report where sources contradict what is recorded: both values, and the places in the sources.

Examples:
  twinning report conflicts Busan

  twinning report conflicts --all -o conflicts.csv
"""

from dataclasses import dataclass

from sqlalchemy import Connection, Select, select

from twinning.db.references import CITABLE
from twinning.db.tables.sources import CITATION
from twinning.domain.names import fold
from twinning.queries.dossiers.city import cited_of_city
from twinning.queries.evidence.citations import Chosen, load_citations
from twinning.queries.evidence.contradictions import list_contradictions
from twinning.queries.lookup.activities import activities_of_city
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports import report
from twinning.rows import Listing, Meaning, Section, Several, column
from twinning.rows.phrases import phrase


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Two words on one field: what is recorded and the sources that state it, and what another source states.

    `about` says in words whose field it is, `record` is its reference. `recorded_places` and `place` are where in the
    sources the words stand, or their addresses; `citation` is what `prefer` takes.
    """

    about: str = column(1, means=Meaning.CITY, needed=True)
    record: str = column(8)
    field: str = column(6, means=Meaning.FIELD, needed=True, sense="of a record")
    recorded: str = column(2, means=Meaning.VALUE, needed=True)
    recorded_by: Several = column(4, means=Meaning.TEXT, needed=True)
    recorded_places: Several = column(9)
    stated: str = column(3, means=Meaning.VALUE, needed=True)
    source: str = column(5, needed=True)
    place: str | None = column(10, sense="in a source")
    speaks_for: str | None = column(11, means=Meaning.CITY)
    citation: str = column(7)


@report(ConflictRow)
def report_conflicts(connection: Connection, scope: FoundCity | None = None) -> Listing[ConflictRow]:
    """Return every open contradiction in the register or in what it has of a city, by what they are about.

    Open is one that `prefer` has not decided.
    """
    chosen = _of_city(scope) if scope else {name: _with_values(name) for name in CITABLE}
    found = list_contradictions(connection, load_citations(connection, chosen))
    rows = [ConflictRow(**{name: getattr(each, name) for name in ConflictRow.__slots__}) for each in found]
    rows.sort(key=lambda row: (fold(row.about), row.record, row.field, row.citation))
    section = Section("conflicts", ConflictRow, rows)
    title, empty = phrase("Open contradictions"), phrase("no source contradicts what is recorded")
    if scope:
        title = phrase("Open contradictions of {city}", city=scope.name)
        empty = phrase("no source contradicts what is recorded of {city}", city=scope.name)
    return Listing(ConflictRow, (section,), title, empty)


def _of_city(scope: FoundCity) -> Chosen:
    return {**cited_of_city(scope), "activity": activities_of_city(scope.id)}


def _with_values(name: str) -> Select[int]:
    """Return the select of the records of a table of which a source states the value of a field."""
    record = CITATION.c[f"{name}_id"]
    query: Select[int] = select(record)
    return query.where(record.is_not(None), CITATION.c.field.is_not(None), CITATION.c.value.is_not(None))
