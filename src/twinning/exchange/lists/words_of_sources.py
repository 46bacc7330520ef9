"""What the sources of a list stated before: an edition of a source is compared with the one before it, row by row."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, Select, select

from twinning.db.tables.agreements import AGREEMENT_ACT
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_rows
from twinning.domain.vocabulary import Basis
from twinning.exchange.lists.stated import StatedTie
from twinning.queries.lookup.references import in_batches

RowOfSource = tuple[int, str]
"""A source, by its id, and how a row of it names its parties."""


@dataclass(slots=True)
class EarlierRow:
    """What one row of an earlier edition stated of an agreement: its kind and day, where it said them.

    `citations` are the ids, numbers and fields of what was recorded of it; `is_listed` is whether the edition before
    this one still had it.
    """

    agreement: int
    kind: str | None = None
    on: str | None = None
    is_listed: bool = True
    citations: list[tuple[int, int, str | None]] = field(default_factory=list)

    def says(self, tie: StatedTie) -> bool:
        """Say whether a row states the same still."""
        return self.kind == tie.kind and self.on == (tie.on and tie.on.text)


def load_words(connection: Connection, sources: Iterable[int]) -> dict[RowOfSource, list[EarlierRow]]:
    """Return what sources (their ids) state of agreements, by source and locator."""
    words: dict[tuple[int, str, int], EarlierRow] = {}
    for batch in in_batches(sources):
        for query in (_of_agreements(batch), _of_acts(batch)):
            for row in fetch_rows(connection, query):
                number, source, seq, locator, agreement, of, value, basis, unlisted = row
                word = words.setdefault((source, locator or "", agreement or 0), EarlierRow(agreement or 0))
                word.citations.append((number, seq, of))
                word.is_listed = unlisted is None
                if basis is Basis.STATED and of in ("kind", "on"):
                    setattr(word, of, value)
    found: dict[RowOfSource, list[EarlierRow]] = defaultdict(list)
    for (source, locator, _), word in words.items():
        found[source, locator].append(word)
    return found


_Words = Select[int, int, int, str | None, int | None, str | None, str | None, Basis, str | None]


def _of_agreements(sources: list[int]) -> _Words:
    columns = CITATION.c.field, CITATION.c.value, CITATION.c.basis, CITATION.c.unlisted_on_text
    query = select(
        CITATION.c.id, CITATION.c.source_id, CITATION.c.seq, CITATION.c.locator, CITATION.c.agreement_id, *columns
    )
    wanted = CITATION.c.source_id.in_(sources), CITATION.c.agreement_id.is_not(None), CITATION.c.locator.is_not(None)
    return query.where(*wanted).order_by(CITATION.c.seq)


def _of_acts(sources: list[int]) -> _Words:
    """The day of an agreement's first act; what is said of others is not compared."""
    columns = CITATION.c.field, CITATION.c.value, CITATION.c.basis, CITATION.c.unlisted_on_text
    query = select(
        CITATION.c.id, CITATION.c.source_id, CITATION.c.seq, CITATION.c.locator, AGREEMENT_ACT.c.agreement_id, *columns
    )
    query = query.join(AGREEMENT_ACT, AGREEMENT_ACT.c.id == CITATION.c.agreement_act_id)
    wanted = CITATION.c.source_id.in_(sources), CITATION.c.locator.is_not(None), AGREEMENT_ACT.c.seq == 1
    return query.where(*wanted).order_by(CITATION.c.seq)
