"""Agreements as one table, in the columns that `twinning import` reads."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, Select, select

from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT
from twinning.db.typed_tables import fetch_rows, select_ids
from twinning.domain.agreements.acts import ActKind
from twinning.domain.agreements.status import term_end
from twinning.domain.dates import EdtfDate, text_of
from twinning.domain.vocabulary import Field, Status
from twinning.exchange.exports.chosen import CitedSource, sources_of, wanted
from twinning.exchange.exports.plain_ties import NOWHERE, Cells, Place, PlainTies, kept_places
from twinning.queries.lists.streamed import by_code_points, in_parts
from twinning.queries.lookup.agreements import Tie, known_cities, load_ties, ties_as_of
from twinning.queries.lookup.fields import fields_of
from twinning.queries.lookup.kept import Kept
from twinning.rows import Listing, Section
from twinning.rows.arranging.streaming import CellStream
from twinning.rows.exports import ExportedTieRow
from twinning.rows.phrases import phrase

_ENDS = {Status.ENDED: ActKind.ENDED, Status.SUPERSEDED: ActKind.SUPERSEDED}


def list_ties(connection: Connection, as_of: str, *, internal: bool) -> Listing[ExportedTieRow]:
    """Return the agreements as of a day (ISO) as rows, in the order of their keys: a stream of them.

    What is marked internal is among them only where that is said.
    """
    chosen = wanted(internal=internal).order_by(by_code_points(connection, AGREEMENT.c.key))
    places = kept_places(connection)
    plain, any_ties = PlainTies(connection, as_of, places), AnyTies(connection, as_of, places)

    def load(ids: Sequence[int]) -> Iterator[Cells]:
        found = plain.cells(ids)
        if len(found) < len(ids):
            found |= any_ties.cells([each for each in ids if each not in found])
        return (found[each] for each in ids if each in found)

    rows = CellStream(ExportedTieRow, lambda most: in_parts(connection, chosen, load, most))
    sections = (Section("ties", ExportedTieRow, rows),)
    return Listing(ExportedTieRow, sections, phrase("Ties"), phrase("no agreements recorded"), as_of=as_of)


class AnyTies:
    """What is exported of any ties, plain or not, as of a day (ISO), read for some of them at a time."""

    def __init__(self, connection: Connection, as_of: str, places: Kept[Place]) -> None:
        self._connection = connection
        self._as_of = as_of
        self._cities, self._places = known_cities(connection), places

    def cells(self, ids: Sequence[int]) -> dict[int, Cells]:
        """Return what is exported of these agreements, by their ids, without what had not come about by the day."""
        if not ids:
            return {}
        chosen = select_ids(self._connection, ids)
        ties = ties_as_of(load_ties(self._connection, chosen, self._cities), self._as_of)
        cities = {party.id for tie in ties for party in tie.parties}
        some = _Some(self._connection, ids, self._places.of(cities))
        return {tie.id: _cells(tie, some, self._as_of) for tie in ties}


class _Some:
    """What is exported of some agreements besides what ties know, by their ids."""

    def __init__(self, connection: Connection, ids: Sequence[int], places: Mapping[int, Place]) -> None:
        chosen = select_ids(connection, ids)
        self.places = places
        self.sources: dict[int, list[CitedSource]] = sources_of(connection, chosen)
        self.fields: dict[int, list[Field]] = fields_of(connection, "agreement", chosen)
        of = AGREEMENT.c
        own = select(of.id, of.summary, of.internal).where(of.id.in_(chosen))
        self.own = {agreement: said for agreement, *said in fetch_rows(connection, own)}
        self.successors = _successors(connection, chosen)


def _successors(connection: Connection, chosen: Select[int]) -> dict[int, str]:
    """Return the keys of the agreements that took the place of some."""
    query = (
        select(AGREEMENT_ACT.c.agreement_id, AGREEMENT.c.key)
        .select_from(AGREEMENT_ACT)
        .join(AGREEMENT, AGREEMENT.c.id == AGREEMENT_ACT.c.successor_id)
        .where(AGREEMENT_ACT.c.agreement_id.in_(chosen))
        .order_by(AGREEMENT_ACT.c.agreement_id, AGREEMENT_ACT.c.seq)
    )
    return dict(fetch_rows(connection, query))


def _cells(tie: Tie, some: _Some, as_of: str) -> Cells:
    sources, fields = some.sources.get(tie.id), some.fields.get(tie.id)
    summary, internal = some.own[tie.id]
    status = tie.status(as_of)
    places = [place for _, place in sorted(some.places[party.id] for party in tie.parties)]
    return (
        tie.key,
        *_parties(places),
        str(tie.kind),
        text_of(tie.since or _proposed(tie)),
        text_of(day_of_end(tie, status)),
        str(status),
        some.successors.get(tie.id) if status is Status.SUPERSEDED else None,
        tie.title,
        str(tie.instrument),
        "; ".join(fields) if fields else None,
        summary,
        sources[0].title or None if sources else None,
        sources[0].address if sources else None,
        internal or None,
    )


def _parties(places: Sequence[Cells]) -> Cells:
    """Return what stands of the city, of its partner, and of the parties where there are more than two."""
    two = places if len(places) == 2 else (NOWHERE, NOWHERE)
    together = NOWHERE if two is places else map(_together, zip(*places, strict=True))
    return (*two[0], *two[1], *together)


def _together(cells: Sequence[str | float | None]) -> str | None:
    """Return a cell of each of several parties as one; None where none has anything."""
    texts = ["" if cell is None else str(cell) for cell in cells]
    return "; ".join(texts) if any(texts) else None


def _proposed(tie: Tie) -> EdtfDate | None:
    """Return the day of the first proposal, which is the one that an import compares."""
    days = (act.on for act in tie.facts.acts if act.kind is ActKind.PROPOSED and act.on is not None)
    return min(days, key=lambda day: day.sort_key, default=None)


def day_of_end(tie: Tie, status: Status) -> EdtfDate | None:
    """Return the day on which an agreement of this status came to its end, or its term; None while it has none."""
    if status is Status.EXPIRED:
        return term_end(tie.facts.acts)
    if (kind := _ENDS.get(status)) is None:
        return None
    ends = [act for act in tie.facts.acts if act.kind is kind]
    return max(ends, key=lambda act: act.order).on if ends else None
