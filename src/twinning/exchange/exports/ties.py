"""Agreements as one table, in the columns that `twinning import` reads."""

from typing import Any

from sqlalchemy import Connection

from twinning.db.tables.agreements import AgreementRecord
from twinning.db.tables.cities import CityRecord
from twinning.domain.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import Field, Status
from twinning.exchange.exports.chosen import Chosen, CitedSource, sources_of, wanted
from twinning.queries.lookup.agreements import Tie
from twinning.queries.lookup.fields import fields_of
from twinning.rows import Listing, Section
from twinning.rows.exports import ExportedTieRow
from twinning.rows.phrases import phrase

_OF_A_PLACE = ("country_code", "admin1", "latitude", "longitude", "wikidata_id")
_COLUMNS = ("country", "region", "latitude", "longitude", "wikidata")


def list_ties(connection: Connection, chosen: Chosen, *, internal: bool) -> Listing[ExportedTieRow]:
    """Return the chosen agreements as rows, in the order of their keys."""
    ids = wanted(internal=internal)
    sources, fields = sources_of(connection, ids), fields_of(connection, "agreement", ids)
    rows = [
        _row(tie, chosen, chosen.records[tie.id], sources.get(tie.id, [])[:1], fields.get(tie.id, []))
        for tie in chosen.ties
    ]
    sections = (Section("ties", ExportedTieRow, rows),)
    return Listing(ExportedTieRow, sections, phrase("Ties"), phrase("no agreements recorded"), as_of=chosen.as_of)


def _row(
    tie: Tie, chosen: Chosen, record: AgreementRecord, sources: list[CitedSource], fields: list[Field]
) -> ExportedTieRow:
    source = sources[0] if sources else CitedSource("", None)
    status = tie.status(chosen.as_of)
    return ExportedTieRow(
        key=tie.key,
        **_parties(tie, chosen),
        kind=tie.kind.value,
        date=_text(tie.since or _proposed(tie)),
        ended=_text(_ended(tie)) if status is Status.ENDED else None,
        status=status.value,
        title=tie.title,
        instrument=tie.instrument.value,
        fields="; ".join(fields) or None,
        summary=record.summary,
        source=source.title or None,
        address=source.address,
    )


def _parties(tie: Tie, chosen: Chosen) -> dict[str, Any]:
    cities = [chosen.cities[party.id] for party in sorted(tie.parties, key=lambda party: party.key)]
    if len(cities) != 2:
        return {**_place("city", None), **_place("partner", None), "parties": "; ".join(city.key for city in cities)}
    return {**_place("city", cities[0]), **_place("partner", cities[1]), "parties": None}


def _place(side: str, city: CityRecord | None) -> dict[str, Any]:
    said = {f"{side}_{column}": city and getattr(city, of) for column, of in zip(_COLUMNS, _OF_A_PLACE, strict=True)}
    return {side: city and city.name} | said


def _proposed(tie: Tie) -> EdtfDate | None:
    return next((act.on for act in tie.facts.acts if act.kind is ActKind.PROPOSED), None)


def _ended(tie: Tie) -> EdtfDate | None:
    ends = [act for act in tie.facts.acts if act.kind is ActKind.ENDED]
    return max(ends, key=lambda act: act.order).on if ends else None


def _text(day: EdtfDate | None) -> str | None:
    return str(day) if day is not None else None
