"""Report where sources contradict what is recorded: both values, and the places in the sources.

Examples:
  twinning report conflicts Busan

  twinning report conflicts --all -o conflicts.csv
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Select, select

from twinning.db.references import CITABLE
from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_in_parts, select_ids
from twinning.domain.names import fold
from twinning.queries.dossiers.city import cited_of_city
from twinning.queries.evidence.citations import Chosen, load_citations
from twinning.queries.evidence.contradictions import list_contradictions
from twinning.queries.lookup.activities import activities_of_city
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports import report
from twinning.rows import Listing, Meaning, Section, Several, column
from twinning.rows.arranging.ordering import in_order
from twinning.rows.phrases import phrase


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Two words on one field: what is recorded and the sources that state it, and what other sources state.

    `about` says in words whose field it is, `record` is its reference. A source stands with the city for which it
    speaks. `recorded_places` and `stated_places` are where in the sources the words stand, or their addresses;
    `citation` is the first that states the other word, and what `prefer` takes.
    """

    about: str = column(1, means=Meaning.CITY, needed=True)
    record: str = column(8)
    field: str = column(6, means=Meaning.FIELD, needed=True, sense="of a record")
    recorded: str = column(2, means=Meaning.VALUE, needed=True)
    recorded_by: Several = column(4, means=Meaning.TEXT, needed=True)
    recorded_places: Several = column(9)
    stated: str = column(3, means=Meaning.VALUE, needed=True)
    stated_by: Several = column(5, means=Meaning.TEXT, needed=True)
    stated_places: Several = column(10)
    citation: str = column(7)


@report(ConflictRow)
def report_conflicts(connection: Connection, scope: FoundCity | None = None) -> Listing[ConflictRow]:
    """Return every open contradiction in the register or in what it has of a city, by what they are about.

    Open is one that `prefer` has not decided.
    """
    parts = iter([_of_city(scope)]) if scope else _parts(connection)
    found = (each for part in parts for each in list_contradictions(connection, load_citations(connection, part)))
    made = (ConflictRow(**{name: getattr(each, name) for name in ConflictRow.__slots__}) for each in found)
    rows = in_order(((fold(row.about), row.record, row.field, row.citation), row) for row in made)
    section = Section("conflicts", ConflictRow, rows)
    title, empty = phrase("Open contradictions"), phrase("no source contradicts what is recorded")
    if scope:
        title = phrase("Open contradictions of {city}", city=scope.name)
        empty = phrase("no source contradicts what is recorded of {city}", city=scope.name)
    return Listing(ConflictRow, (section,), title, empty)


def _of_city(scope: FoundCity) -> Chosen:
    return {**cited_of_city(scope), "activity": activities_of_city(scope.id)}


def _parts(connection: Connection) -> Iterator[Chosen]:
    """Give all that sources speak of, a thousand records at a time; an agreement with its acts, which belong to it."""
    act = AGREEMENT_ACT.c
    for ids in fetch_in_parts(connection, select(AGREEMENT.c.id)):
        agreements = select_ids(connection, ids)
        yield {"agreement": agreements, "agreement_act": select(act.id).where(act.agreement_id.in_(agreements))}
    for name in (each for each in CITABLE if each not in ("agreement", "agreement_act")):
        for ids in fetch_in_parts(connection, _cited(name)):
            yield {name: select_ids(connection, ids)}


def _cited(name: str) -> Select[int]:
    """Return the select of the records of a table that a source speaks of."""
    record = CITATION.c[f"{name}_id"]
    query: Select[int] = select(record)
    return query.where(record.is_not(None)).distinct()
