"""Agreements."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from twinning.db.tables.agreements import AGREEMENT
from twinning.domain.vocabulary import AgreementKind, Field, Status
from twinning.queries.evidence.inferences import TieInferences
from twinning.queries.lists.agreement_filters import agreements_with, was_signed_in
from twinning.queries.lists.filters import Filter
from twinning.queries.lookup.agreements import Tie, load_ties, ties_as_of
from twinning.queries.lookup.fields import fields_of
from twinning.rows import Listing, Section, Several
from twinning.rows.records import AgreementRow
from twinning.rows.sorting import undated_apart

_INFERRED = {"party": "parties", "kind": "kind", "instrument": "instrument", "field": "fields", "title": "title"}
"""The fields that may be inferred, and the columns that show them."""


@dataclass(frozen=True, slots=True)
class AgreementFilter(Filter):
    """Which agreements are wanted, as of which day (ISO); the span is that of the signing. None is any.

    `text` is a part of the title or of a party's name.
    """

    as_of: str
    kind: AgreementKind | None = None
    status: Status | None = None


def list_agreements(connection: Connection, choice: AgreementFilter) -> Listing[AgreementRow]:
    """Return agreements in the order of their keys, each with its status for all its parties."""
    chosen = select(AGREEMENT.c.id).where(*agreements_with(choice))
    if choice.kind is not None:
        chosen = chosen.where(AGREEMENT.c.kind == choice.kind)
    fields = fields_of(connection, "agreement", chosen)
    ties = [tie for tie in ties_as_of(load_ties(connection, chosen), choice.as_of) if _is_wanted(tie, choice)]
    known = ((tie, tie.status(choice.as_of)) for tie in ties)
    inferred = TieInferences(connection, chosen)
    rows = [_row(tie, status, fields[tie.id], inferred) for tie, status in known if choice.status in (None, status)]
    sections: tuple[Section[AgreementRow], ...] = (Section("agreements", AgreementRow, rows),)
    if choice.span.is_asked:
        sections = undated_apart("agreements", AgreementRow, rows, lambda row: row.since is not None)
    return Listing(AgreementRow, sections, "Agreements", "no agreements recorded")


def _is_wanted(tie: Tie, choice: AgreementFilter) -> bool:
    named = choice.finds(tie.title, *(party.name for party in tie.parties))
    return named and was_signed_in(tie, choice.span, choice.as_of)


def _row(tie: Tie, status: Status, fields: list[Field], inferred: TieInferences) -> AgreementRow:
    return AgreementRow(
        parties=tie.places,
        party_keys=tie.places.keys,
        kind=tie.kind.value,
        status=status.value,
        since=str(tie.since) if tie.since else None,
        instrument=tie.instrument.value,
        fields=Several(fields),
        title=tie.title,
        inferred=Several(inferred.of(tie.id, tie.since, _INFERRED)),
        key=tie.key,
    )
