"""Agreements that the rows of a list may be: what is recorded of them, and on whose word."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeVar

from sqlalchemy import Connection, select

from twinning.db.tables.agreements import AGREEMENT_ACT, AgreementActRecord
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_rows
from twinning.domain.agreements.acts import ACT_RULES, ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import AgreementKind, Basis
from twinning.exchange.joining.recorded import Parties, RecordedAgreement, agreements_of, load_recorded
from twinning.queries.lookup.references import in_batches

Of = TypeVar("Of")

LATER_ACTS: Final = frozenset({ActKind.ENDED, ActKind.SUSPENDED, ActKind.ABANDONED})
"""The acts, beside its beginning, to which a row leads by the state that it has a tie in."""


class StatedDay(NamedTuple):
    """The day of an act, or on which a term ended, as a source states it; nothing while that is not recorded.

    `is_listed` is whether the last edition of the source still had it.
    """

    citation: int = 0
    seq: int = 0
    value: str | None = None
    is_listed: bool = True


@dataclass(slots=True, eq=False)
class LaterAct:
    """An act that changed the status of an agreement after it began, recorded or still to be (then without an id).

    `is_said` is whether anybody states its day, or it was inferred; `words` is what is stated of that, by the sources
    (their ids) and the places in them.
    """

    on: EdtfDate | None
    is_said: bool = True
    id: int | None = None
    seq: int = 0
    words: dict[tuple[int, str | None], StatedDay] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class ComparedTie:
    """An agreement, recorded or new (then without ids), as far as a row of a list is compared with it.

    `act` is the one that it began with, by its id: that of its signing, else of its proposal. `later` are those after
    it to which rows of lists lead. `kind_is_said` and `day_is_said` are whether anybody states them, or they were
    inferred; `sources` are those that state the agreement, by their ids, `stated` the kinds and days that these give,
    as fields with their values. `term` is the end of the term that its first act set, with `term_words`.
    `is_only_signed` says that nothing happened afterwards, `is_proposed` that it was not signed.
    """

    parties: Parties
    kind: AgreementKind
    on: EdtfDate | None
    id: int | None = None
    key: str = ""
    act: int | None = None
    act_seq: int = 1
    acts: int = 1
    later: dict[ActKind, LaterAct] = field(default_factory=dict)
    term: EdtfDate | None = None
    term_is_said: bool = True
    is_only_signed: bool = False
    is_proposed: bool = False
    is_superseded: bool = False
    kind_is_said: bool = True
    day_is_said: bool = True
    sources: set[int] = field(default_factory=set)
    stated: dict[int, set[tuple[str, str | None]]] = field(default_factory=dict)
    term_words: dict[tuple[int, str | None], StatedDay] = field(default_factory=dict)


def load_ties(connection: Connection, wanted: Set[Parties], last: int) -> dict[Parties, list[ComparedTie]]:
    """Return the recorded agreements of these parties, up to one (its id)."""
    if not last:
        return {}
    by_parties: dict[Parties, list[ComparedTie]] = defaultdict(list)
    for tie in load_ties_by_id(connection, agreements_of(connection, wanted, last)).values():
        by_parties[tie.parties].append(tie)
    return by_parties


def load_ties_by_id(connection: Connection, parties: dict[int, Parties]) -> dict[int, ComparedTie]:
    """Return recorded agreements by their ids, of which the parties are known."""
    ties = {each.id: _compared(each, parties[each.id]) for each in load_recorded(connection, parties)}
    for batch in in_batches(ties):
        _add_sources(connection, batch, ties)
        _add_later_days(connection, {act.id or 0: act for number in batch for act in ties[number].later.values()})
        with_terms = (ties[number] for number in batch if ties[number].term is not None)
        _add_terms(connection, {tie.act or 0: tie for tie in with_terms})
    return ties


def _compared(recorded: RecordedAgreement, parties: Parties) -> ComparedTie:
    tie = ComparedTie(parties, recorded.kind, None, recorded.id, recorded.key)
    tie.acts = max((act.seq for act in recorded.acts), default=1)
    tie.is_superseded = any(act.kind is ActKind.SUPERSEDED for act in recorded.acts)
    for act in recorded.acts:
        if act.kind in LATER_ACTS:
            tie.later.setdefault(act.kind, LaterAct(act.on, id=act.id, seq=act.seq))
    if (began := _beginning(recorded)) is not None:
        tie.act, tie.act_seq, tie.on, tie.term = began.id, began.seq, began.on, began.until
        tie.is_only_signed = len(recorded.acts) == 1 and began.kind is ActKind.SIGNED
        tie.is_proposed = not any(ACT_RULES[act.kind].implies_signing for act in recorded.acts)
    return tie


def _beginning(recorded: RecordedAgreement) -> AgreementActRecord | None:
    """Return the act whose day lists have: that of the signing, and only before it that of the proposal."""
    signed = RecordedAgreement(0, "", recorded.kind, [act for act in recorded.acts if ACT_RULES[act.kind].signs])
    return signed.beginning or recorded.beginning


def _add_sources(connection: Connection, ids: list[int], ties: dict[int, ComparedTie]) -> None:
    """Note who states each agreement. What nobody speaks of somebody typed in, and meant it."""
    said: dict[int, dict[str, set[Basis]]] = {number: defaultdict(set) for number in ids}
    act, cited = AGREEMENT_ACT.c, CITATION.c
    columns = cited.source_id, cited.field, cited.value, cited.basis
    own = select(cited.agreement_id, cited.agreement_act_id, *columns).where(cited.agreement_id.in_(ids))
    acts = select(act.agreement_id, act.id, *columns).select_from(CITATION)
    acts = acts.join(AGREEMENT_ACT, AGREEMENT_ACT.c.id == CITATION.c.agreement_act_id).where(act.agreement_id.in_(ids))
    for query in (own, acts):
        for agreement, began, source, of, value, basis in fetch_rows(connection, query):
            tie = ties[agreement or 0]
            tie.sources.add(source)
            if of == "on" and began == tie.act or of == "kind" and began is None:
                said[tie.id or 0][of].add(basis)
                if basis is Basis.STATED:
                    tie.stated.setdefault(source, set()).add((of, value))
    for number, fields in said.items():
        ties[number].kind_is_said = fields["kind"] != {Basis.INFERRED}
        ties[number].day_is_said = fields["on"] != {Basis.INFERRED}


def _add_later_days(connection: Connection, acts: Mapping[int, LaterAct]) -> None:
    """Note who states on which days acts took place, by the ids of these."""
    for act, place, word, basis in _days(connection, acts, "on"):
        act.is_said = basis is not Basis.INFERRED or bool(act.words) and act.is_said
        act.words[place] = word


def _add_terms(connection: Connection, ties: Mapping[int, ComparedTie]) -> None:
    """Note who states on which day terms end, by the ids of the acts that set them."""
    for tie, place, word, basis in _days(connection, ties, "until"):
        tie.term_is_said = basis is not Basis.INFERRED or bool(tie.term_words) and tie.term_is_said
        tie.term_words[place] = word


def _days(
    connection: Connection, of_acts: Mapping[int, Of], field_name: str
) -> Iterator[tuple[Of, tuple[int, str | None], StatedDay, Basis]]:
    """Give what is stated of a day of acts, by their ids, and where; nobody asks where there are none."""
    of = CITATION.c
    said = of.source_id, of.locator, of.basis, of.id, of.seq, of.value, of.unlisted_on_text
    query = select(of.agreement_act_id, *said)
    query = query.where(of.agreement_act_id.in_(of_acts), of.field == field_name)
    for act, source, place, basis, number, seq, day, unlisted in fetch_rows(connection, query) if of_acts else ():
        yield of_acts[act or 0], (source, place), StatedDay(number, seq, day, unlisted is None), basis
