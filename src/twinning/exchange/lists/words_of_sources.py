"""What the sources of a list stated before: an edition of a source is compared with the one before it, row by row.

What a source stated may be millions of words: they are given place by place, or of some agreements.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from twinning.db.tables.agreements import AGREEMENT_ACT
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_parts, fetch_rows
from twinning.domain.agreements.acts import kinds_that
from twinning.domain.vocabulary import Basis
from twinning.exchange.lists.stated import StatedTie
from twinning.queries.lookup.agreements import ties_of
from twinning.queries.lookup.references import in_batches

RowOfSource = tuple[int, str]
"""A source, by its id, and how a row of it names its parties; nothing where it is cited without a place."""

WORDS = ("kind", "on", "status")
"""The fields of which editions are compared."""

_BEGINNINGS = kinds_that(lambda rule: rule.begins)
_AGREEMENT = func.coalesce(CITATION.c.agreement_id, AGREEMENT_ACT.c.agreement_id)


class CitationOfTie(NamedTuple):
    """A citation of an agreement or of one of its acts: its id, its number in its source, and the place there."""

    source: int
    locator: str | None
    agreement: int
    id: int
    seq: int


@dataclass(slots=True)
class EarlierRow:
    """What one row of an earlier edition stated of an agreement: its kind, day and status, where it said them.

    `citations` are the ids, numbers and fields of what was recorded of it; `is_listed` is whether the edition before
    this one still had it.
    """

    agreement: int
    kind: str | None = None
    on: str | None = None
    status: str | None = None
    is_listed: bool = True
    citations: list[tuple[int, int, str | None]] = field(default_factory=list)

    @property
    def fields(self) -> set[str | None]:
        """The fields for which something was recorded."""
        return {of for *_, of in self.citations}

    def says(self, tie: StatedTie) -> bool:
        """Say whether a row states the same still."""
        return (self.kind, self.on, self.status) == (tie.kind, tie.on and tie.on.text, tie.status)

    def is_other_than(self, tie: StatedTie) -> bool:
        """Say whether a row states something else, and not only less."""
        pairs = (self.kind, tie.kind), (self.on, tie.on and tie.on.text), (self.status, tie.status)
        return any(now not in (None, before) for before, now in pairs)


def words_by_place(
    connection: Connection, sources: Iterable[int], city: int | None = None
) -> Iterator[tuple[RowOfSource, list[EarlierRow]]]:
    """Give what sources (their ids) state of agreements, one place after the other, while nothing is written.

    Of those of a city alone, by its id, where one is given.
    """
    of_city = [] if city is None else [_AGREEMENT.in_(ties_of(city))]
    for batch in in_batches(sources):
        for place, words in groupby(_words(connection, _citations(batch).where(*of_city)), key=lambda each: each[0]):
            yield place, [word for _, word in words]


def words_of_agreements(
    connection: Connection, sources: Collection[int], agreements: Iterable[int], *, in_places: bool = True
) -> dict[tuple[RowOfSource, int], EarlierRow]:
    """Return what sources state of these agreements, by the place and by the agreement.

    Without `in_places` it is what they state in no place that is named, as documents do that rows refer to.
    """
    found = {}
    for batch in in_batches(agreements):
        for place, word in _words(connection, _citations(sources, in_places=in_places).where(_of(batch))):
            found[place, word.agreement] = word
    return found


def citations_of_agreements(
    connection: Connection, sources: Collection[int], agreements: Iterable[int]
) -> Iterator[CitationOfTie]:
    """Give all that sources (their ids) are cited for of these agreements and of their acts, the first or not."""
    columns = CITATION.c.source_id, CITATION.c.locator, _AGREEMENT, CITATION.c.id, CITATION.c.seq
    joined = CITATION.outerjoin(AGREEMENT_ACT, AGREEMENT_ACT.c.id == CITATION.c.agreement_act_id)
    for batch in in_batches(agreements):
        query = select(*columns).select_from(joined)
        found = fetch_rows(connection, query.where(_of(batch), CITATION.c.source_id.in_(sources)))
        yield from (CitationOfTie(source, place, of or 0, citation, seq) for source, place, of, citation, seq in found)


def _of(agreements: Collection[int]) -> ColumnElement[bool]:
    of_acts = select(AGREEMENT_ACT.c.id).where(AGREEMENT_ACT.c.agreement_id.in_(agreements))
    return or_(CITATION.c.agreement_id.in_(agreements), CITATION.c.agreement_act_id.in_(of_acts))


def _words(connection: Connection, citations: Select[*tuple[Any, ...]]) -> Iterator[tuple[RowOfSource, EarlierRow]]:
    rows = chain.from_iterable(fetch_parts(connection, citations))
    for (source, locator, agreement), cited in groupby(rows, key=lambda row: tuple(row[:3])):
        yield (source, locator or ""), _word(agreement, cited)


def _word(agreement: int, cited: Iterable[Sequence[Any]]) -> EarlierRow:
    word = EarlierRow(agreement)
    for *_, number, seq, of, value, basis, unlisted in cited:
        word.citations.append((number, seq, of))
        word.is_listed = unlisted is None
        if basis is Basis.STATED and of in WORDS:
            setattr(word, of, value)
    return word


def _citations(sources: Collection[int], *, in_places: bool = True) -> Select[*tuple[Any, ...]]:
    """Select citations of agreements and of the acts that these began with; what is said of others is not compared."""
    query: Select[*tuple[Any, ...]] = select(
        *(CITATION.c.source_id, CITATION.c.locator, _AGREEMENT, CITATION.c.id, CITATION.c.seq, CITATION.c.field),
        *(CITATION.c.value, CITATION.c.basis, CITATION.c.unlisted_on_text),
    )
    query = query.outerjoin_from(CITATION, AGREEMENT_ACT, AGREEMENT_ACT.c.id == CITATION.c.agreement_act_id)
    place = CITATION.c.locator
    wanted = CITATION.c.source_id.in_(sources), place.is_not(None) if in_places else place.is_(None)
    query = query.where(*wanted, or_(CITATION.c.agreement_id.is_not(None), AGREEMENT_ACT.c.kind.in_(_BEGINNINGS)))
    return query.order_by(CITATION.c.source_id, CITATION.c.locator, _AGREEMENT, CITATION.c.seq)
