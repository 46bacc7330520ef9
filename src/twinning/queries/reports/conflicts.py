"""Report every open contradiction of the register: what is recorded, what another source states, and where both stand.

Examples:
  twinning report conflicts

  twinning report conflicts -o conflicts.csv
"""

from dataclasses import dataclass

from sqlalchemy import Connection, Select, select

from twinning.db.references import CITABLE
from twinning.db.tables.sources import CITATION
from twinning.domain.names import fold
from twinning.queries.evidence.citations import load_citations
from twinning.queries.evidence.contradictions import list_contradictions
from twinning.queries.reports import report
from twinning.rows import Listing, Section, column


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Two words on one field: what is recorded and the sources that state it, and what another source states.

    `about` says in words whose field it is, `record` is its reference. `recorded_places` and `place` are where in the
    sources the words stand, or their addresses; `citation` is what `prefer` takes.
    """

    about: str = column(1, needed=True)
    record: str = column(8)
    field: str = column(6, needed=True)
    recorded: str = column(2, needed=True)
    recorded_by: str | None = column(4, needed=True)
    recorded_places: str | None = column(9)
    stated: str = column(3, needed=True)
    source: str = column(5, needed=True)
    place: str | None = column(10)
    speaks_for: str | None = column(11)
    citation: str = column(7)


@report(ConflictRow)
def report_conflicts(connection: Connection) -> Listing[ConflictRow]:
    """Return every open contradiction of the register, in the order of what they are about.

    Open is one that `prefer` has not decided.
    """
    chosen = {name: _with_values(name) for name in CITABLE}
    found = list_contradictions(connection, load_citations(connection, chosen))
    rows = [ConflictRow(**{name: getattr(each, name) for name in ConflictRow.__slots__}) for each in found]
    rows.sort(key=lambda row: (fold(row.about), row.record, row.field, row.citation))
    section = Section("conflicts", ConflictRow, rows)
    return Listing(ConflictRow, (section,), "Open contradictions", "no source contradicts what is recorded")


def _with_values(name: str) -> Select[int]:
    """Return the select of the records of a table of which a source states the value of a field."""
    record = CITATION.c[f"{name}_id"]
    query: Select[int] = select(record)
    return query.where(record.is_not(None), CITATION.c.field.is_not(None), CITATION.c.value.is_not(None))
