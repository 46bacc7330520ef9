"""Agreements as one table, in the columns that `twinning import` reads."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT
from twinning.db.tables.cities import CITY, CityRecord
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import Field, Status
from twinning.exchange.exports.chosen import CitedSource, sources_of, wanted
from twinning.queries.lists.streamed import by_code_points, streamed
from twinning.queries.lookup.agreements import Tie, load_ties, ties_as_of
from twinning.queries.lookup.fields import fields_of
from twinning.rows import Listing, Section
from twinning.rows.exports import ExportedTieRow
from twinning.rows.phrases import phrase

_OF_A_PLACE = ("country_code", "admin1", "latitude", "longitude", "wikidata_id")
_COLUMNS = ("country", "region", "latitude", "longitude", "wikidata")
_ENDS = {Status.ENDED: ActKind.ENDED, Status.SUPERSEDED: ActKind.SUPERSEDED}


def list_ties(connection: Connection, as_of: str, *, internal: bool) -> Listing[ExportedTieRow]:
    """Return the agreements as of a day (ISO) as rows, in the order of their keys: a stream of them.

    What is marked internal is among them only where that is said.
    """
    chosen = wanted(internal=internal).order_by(by_code_points(connection, AGREEMENT.c.key))
    rows = streamed(connection, chosen, lambda ids: _rows(connection, ids, as_of), is_exact=False)
    sections = (Section("ties", ExportedTieRow, rows),)
    return Listing(ExportedTieRow, sections, phrase("Ties"), phrase("no agreements recorded"), as_of=as_of)


def _rows(connection: Connection, ids: Sequence[int], as_of: str) -> Iterator[ExportedTieRow]:
    chosen = select(AGREEMENT.c.id).where(AGREEMENT.c.id.in_(ids))
    ties = ties_as_of(load_ties(connection, chosen), as_of)
    some = _Some(connection, ids, {party.id for tie in ties for party in tie.parties})
    return (_row(tie, some, as_of) for tie in ties)


class _Some:
    """What is exported of some agreements besides what ties know, by their ids."""

    def __init__(self, connection: Connection, ids: Sequence[int], cities: set[int]) -> None:
        chosen = select(AGREEMENT.c.id).where(AGREEMENT.c.id.in_(ids))
        named = fetch_records(connection, select(CITY).where(CITY.c.id.in_(cities)), CityRecord)
        self.cities = {city.id: city for city in named}
        self.sources: dict[int, list[CitedSource]] = sources_of(connection, chosen)
        self.fields: dict[int, list[Field]] = fields_of(connection, "agreement", chosen)
        summaries = select(AGREEMENT.c.id, AGREEMENT.c.summary).where(AGREEMENT.c.id.in_(ids))
        self.summaries = dict(fetch_rows(connection, summaries))
        self.successors = _successors(connection, ids)


def _successors(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Return the keys of the agreements that took the place of some."""
    query = (
        select(AGREEMENT_ACT.c.agreement_id, AGREEMENT.c.key)
        .select_from(AGREEMENT_ACT)
        .join(AGREEMENT, AGREEMENT.c.id == AGREEMENT_ACT.c.successor_id)
        .where(AGREEMENT_ACT.c.agreement_id.in_(ids))
        .order_by(AGREEMENT_ACT.c.agreement_id, AGREEMENT_ACT.c.seq)
    )
    return dict(fetch_rows(connection, query))


def _row(tie: Tie, some: _Some, as_of: str) -> ExportedTieRow:
    source = (some.sources.get(tie.id) or [CitedSource("", None)])[0]
    status = tie.status(as_of)
    return ExportedTieRow(
        key=tie.key,
        **_parties(tie, some),
        kind=tie.kind.value,
        date=_text(tie.since or _proposed(tie)),
        ended=_text(_ended(tie, status)),
        status=status.value,
        successor=some.successors.get(tie.id) if status is Status.SUPERSEDED else None,
        title=tie.title,
        instrument=tie.instrument.value,
        fields="; ".join(some.fields[tie.id]) or None,
        summary=some.summaries[tie.id],
        source=source.title or None,
        address=source.address,
    )


def _parties(tie: Tie, some: _Some) -> dict[str, Any]:
    cities = [some.cities[party.id] for party in sorted(tie.parties, key=lambda party: party.key)]
    if len(cities) == 2:
        none = dict.fromkeys(("parties", *(f"parties_{column}" for column in _COLUMNS)))
        return {**_place("city", cities[0]), **_place("partner", cities[1]), **none}
    listed: dict[str, list[str]] = defaultdict(list)
    for city in cities:
        for column, cell in _place("parties", city).items():
            listed[column].append("" if cell is None else str(cell))
    together = {column: "; ".join(cells) if any(cells) else None for column, cells in listed.items()}
    return {**_place("city", None), **_place("partner", None), **together}


def _place(side: str, city: CityRecord | None) -> dict[str, Any]:
    said = {f"{side}_{column}": city and getattr(city, of) for column, of in zip(_COLUMNS, _OF_A_PLACE, strict=True)}
    return {side: city and city.name} | said


def _proposed(tie: Tie) -> EdtfDate | None:
    return next((act.on for act in tie.facts.acts if act.kind is ActKind.PROPOSED), None)


def _ended(tie: Tie, status: Status) -> EdtfDate | None:
    ends = [act for act in tie.facts.acts if act.kind is _ENDS.get(status)]
    return max(ends, key=lambda act: act.order).on if ends else None


def _text(day: EdtfDate | None) -> str | None:
    return str(day) if day is not None else None
