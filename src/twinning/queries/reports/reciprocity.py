"""Report ties that only one of the two sides states, although a register of the other side is loaded.

Ties for which no register of the other side is loaded are listed apart: nothing can be said of them.

Examples:
  twinning report reciprocity Busan

  twinning report reciprocity --all -o one-sided.csv
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, or_, select

from twinning.db.tables.agreements import AGREEMENT_ACT
from twinning.db.tables.sources import CITATION, SOURCE, CitationRecord
from twinning.db.typed_tables import fetch_records_with, fetch_rows, select_ids
from twinning.domain.dates import text_of
from twinning.domain.dates.spans import ANY_TIME, Span
from twinning.domain.vocabulary import SourceKind
from twinning.queries.evidence.citations import cited_of
from twinning.queries.lists.agreement_filters import was_signed_in
from twinning.queries.lookup.agreements import Tie
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports import report
from twinning.queries.reports._scope import listing, parts_signed
from twinning.rows import Listing, Meaning, Section, Several, column
from twinning.rows.arranging.ordering import in_order
from twinning.rows.arranging.streaming import rows_where
from twinning.rows.phrases import phrase


@dataclass(frozen=True, slots=True)
class ReciprocityRow:
    """A tie that the sources of some parties state (`stated_by`) and those of others do not.

    `not_in_register_of` are parties whose register is loaded and does not have it, `not_loaded` those of which no
    register is. A source speaks for a party if it is recorded so.
    """

    parties: Several = column(1, means=Meaning.CITY)
    party_keys: Several = column(0)
    kind: str = column(5, means=Meaning.WORD)
    status: str = column(6, means=Meaning.WORD)
    since: str | None = column(4, means=Meaning.DATE)
    stated_by: Several = column(2, means=Meaning.CITY)
    not_in_register_of: Several = column(3, means=Meaning.CITY)
    not_loaded: Several = column(7, means=Meaning.CITY)
    key: str = column(8)


@report(ReciprocityRow)
def report_reciprocity(
    connection: Connection, scope: FoundCity | None, as_of: str, span: Span = ANY_TIME
) -> Listing[ReciprocityRow]:
    """Return the ties signed by a day (ISO) that the sources known by then state for one side only."""
    loaded = _loaded(connection, as_of)
    found = (
        _row(tie, stated[tie.id], loaded, as_of)
        for ties in parts_signed(connection, scope, as_of)
        for stated in [_stated(connection, [tie.id for tie in ties], as_of)]
        for tie in ties
        if stated[tie.id] and was_signed_in(tie, span, as_of)
    )
    some_silent = (row for row in found if row.not_in_register_of or row.not_loaded)
    rows = in_order((not row.not_in_register_of, row) for row in some_silent)
    one_sided = rows_where(rows, lambda row: bool(row.not_in_register_of))
    unchecked = rows_where(rows, lambda row: not row.not_in_register_of)
    return listing(
        ReciprocityRow,
        phrase("ties stated by one side"),
        scope,
        Section("one_sided", ReciprocityRow, one_sided, phrase("Not in the register of the other side")),
        Section("unchecked", ReciprocityRow, unchecked, phrase("No register of the other side is loaded")),
    )


def _row(tie: Tie, stated: set[int], loaded: set[int], as_of: str) -> ReciprocityRow:
    silent = [party for party in tie.parties if party.id not in stated]
    return ReciprocityRow(
        parties=tie.places,
        party_keys=tie.places.keys,
        kind=tie.kind.value,
        status=tie.status(as_of).value,
        since=text_of(tie.since),
        stated_by=Several(party.place for party in tie.parties if party.id in stated),
        not_in_register_of=Several(party.place for party in silent if party.id in loaded),
        not_loaded=Several(party.place for party in silent if party.id not in loaded),
        key=tie.key,
    )


def _stated(connection: Connection, ties: Sequence[int], day: str) -> dict[int, set[int]]:
    """Return for some agreements the cities whose sources state it, and had not dropped it by a day (ISO)."""
    stated: dict[int, set[int]] = defaultdict(set)
    for citation, agreement, city in _cited(connection, ties, day):
        is_dropped = citation.unlisted_on is not None and citation.unlisted_on.happened_by(day)
        if agreement is not None and city is not None and not is_dropped:
            stated[agreement].add(city)
    return stated


def _cited(
    connection: Connection, ties: Sequence[int], day: str
) -> Iterator[tuple[CitationRecord, int | None, int | None]]:
    """Give the citations of agreements and their acts in sources that speak for a city, with both."""
    chosen, act = select_ids(connection, ties), AGREEMENT_ACT.c
    acts = select(act.id).where(act.agreement_id.in_(chosen))
    query = (
        select(func.coalesce(CITATION.c.agreement_id, act.agreement_id), SOURCE.c.speaks_for_id)
        .select_from(CITATION)
        .join(SOURCE, SOURCE.c.id == CITATION.c.source_id)
        .outerjoin(AGREEMENT_ACT, act.id == CITATION.c.agreement_act_id)
        .where(CITATION.c.id.in_(cited_of({"agreement": chosen, "agreement_act": acts})))
        .where(SOURCE.c.speaks_for_id.is_not(None))
        .where(_is_out_by(day))
    )
    return fetch_records_with(connection, CITATION, CitationRecord, query)


def _loaded(connection: Connection, day: str) -> set[int]:
    """Return the cities of which a register is loaded that was not published after a day (ISO)."""
    query = (
        select(SOURCE.c.speaks_for_id)
        .distinct()
        .join(CITATION, CITATION.c.source_id == SOURCE.c.id)
        .where(SOURCE.c.kind == SourceKind.REGISTER, SOURCE.c.speaks_for_id.is_not(None))
        .where(_is_out_by(day))
    )
    return {city for (city,) in fetch_rows(connection, query) if city is not None}


def _is_out_by(day: str) -> ColumnElement[bool]:
    """Return the condition on a source that it was not published after a day (ISO)."""
    return or_(SOURCE.c.published_earliest.is_(None), SOURCE.c.published_earliest <= day)
