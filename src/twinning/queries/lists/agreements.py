"""Agreements."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import Connection, Select, select

from twinning.db.tables.agreements import AGREEMENT
from twinning.db.typed_tables import select_ids
from twinning.domain.dates import text_of
from twinning.domain.dates.spans import ANY_TIME
from twinning.domain.vocabulary import AgreementKind, Field, Status
from twinning.queries.evidence.inferences import TieInferences
from twinning.queries.lists.agreement_filters import (
    agreements_with,
    known_by,
    may_be_signed_in,
    may_have,
    was_signed_in,
)
from twinning.queries.lists.filters import Filter, sought_by
from twinning.queries.lists.streamed import by_code_points, streamed
from twinning.queries.lookup.agreements import RankedParty, Tie, known_cities, load_ties, ties_as_of
from twinning.queries.lookup.fields import fields_of
from twinning.queries.lookup.kept import Kept
from twinning.rows import Listing, Several
from twinning.rows.phrases import phrase
from twinning.rows.records import AgreementRow

_INFERRED = {"party": "parties", "kind": "kind", "instrument": "instrument", "field": "fields", "title": "title"}
"""The fields that may be inferred, and the columns that show them."""


@dataclass(frozen=True, slots=True)
class AgreementFilter(Filter):
    """Which agreements are wanted, as of which day (ISO); the span is that of the signing. None is any.

    `text` is a part of the title or of any name of a party.
    """

    as_of: str
    kind: AgreementKind | None = None
    status: Status | None = None


def list_agreements(connection: Connection, choice: AgreementFilter) -> Listing[AgreementRow]:
    """Return agreements in the order of their keys, each with its status for all its parties: a stream of them."""
    cities, sought = known_cities(connection), sought_by(connection, "city", choice)
    rows = streamed(
        connection,
        _chosen(choice).order_by(by_code_points(connection, AGREEMENT.c.key)),
        lambda ids: _rows(connection, ids, choice, cities, sought),
        is_exact=choice.status is None and choice.text is None and choice.span == ANY_TIME,
    )
    sections = choice.sections("agreements", AgreementRow, rows, lambda row: row.since is not None)
    return Listing(AgreementRow, sections, phrase("Agreements"), choice.told_if_none(phrase("no agreements recorded")))


def _chosen(choice: AgreementFilter) -> Select[int]:
    """Return the select of the ids that may be wanted; text, status and days are checked on the rows."""
    chosen = known_by(select(AGREEMENT.c.id).where(*agreements_with(choice)), choice.as_of)
    if choice.kind is not None:
        chosen = chosen.where(AGREEMENT.c.kind == choice.kind)
    if choice.text is not None:
        chosen = chosen.where(may_have(choice.text))
    return chosen.where(may_be_signed_in(choice.span, choice.as_of)) if choice.span.is_asked else chosen


def _rows(
    connection: Connection,
    ids: Sequence[int],
    choice: AgreementFilter,
    cities: Kept[RankedParty],
    sought: Set[int],
) -> Iterator[AgreementRow]:
    chosen = select_ids(connection, ids)
    fields, inferred = fields_of(connection, "agreement", chosen), TieInferences(connection, chosen)
    for tie in ties_as_of(load_ties(connection, chosen, cities), choice.as_of):
        status = tie.status(choice.as_of)
        if _is_wanted(tie, choice, sought) and choice.status in (None, status):
            yield _row(tie, status, fields[tie.id], inferred)


def _is_wanted(tie: Tie, choice: AgreementFilter, sought: Set[int]) -> bool:
    """Say whether an agreement has the text, in its title or as a party among those sought, and was signed in time."""
    named = choice.finds(tie.title) or not sought.isdisjoint(tie.facts.parties)
    return named and was_signed_in(tie, choice.span, choice.as_of)


def _row(tie: Tie, status: Status, fields: list[Field], inferred: TieInferences) -> AgreementRow:
    places, since = tie.places, tie.since
    return AgreementRow(
        parties=places,
        party_keys=places.keys,
        kind=str(tie.kind),
        status=str(status),
        since=text_of(since),
        instrument=str(tie.instrument),
        fields=Several(fields),
        title=tie.title,
        inferred=Several(inferred.of(tie.id, since, _INFERRED)),
        key=tie.key,
    )
