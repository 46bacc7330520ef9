"""What the row of an earlier edition led to and another edition has otherwise: it is withdrawn, and the log keeps it.

An act goes that nobody else states and to which nobody added anything, with what is cited for it. Any other stays, and
contradicts what the list says now; that the list stated it is marked as no longer listed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from twinning.db.session import connection_of
from twinning.db.tables.agreements import AGREEMENT_ACT, AgreementActRecord
from twinning.db.tables.sources import CITATION, CitationRecord
from twinning.db.typed_tables import fetch_records
from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActMode, Basis, Status
from twinning.exchange.lists.ends import Ends
from twinning.exchange.lists.reconciling import is_proposed
from twinning.exchange.lists.recorded import LATER_ACTS, ComparedTie, LaterAct, StatedDay
from twinning.exchange.lists.stated import StatedTie
from twinning.exchange.lists.writing import TieWriter, date_columns
from twinning.queries.lookup.references import names_of
from twinning.queries.lookup.referrers import list_referrers

_UNDECIDED = (None, Status.UNKNOWN, Status.DISPUTED, Status.SUPERSEDED)
"""What a row may have for a status that is compatible with more than one that an earlier one led to."""

_Place = tuple[int, str | None]
_Cited = Mapping[int, str | None]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Takes back what rows of the edition before that of a day led to; `ends` lets happen what they have instead."""

    ends: Ends
    day: EdtfDate

    @property
    def writer(self) -> TieWriter:
        """What takes that which is to be written."""
        return self.ends.writer

    def withdraw(self, tie: ComparedTie, row: StatedTie, cited: _Cited) -> bool:
        """Take back what a row said before of a status and says otherwise now; return whether it did.

        `cited` are the ids of who states it, the edition's source first, with the place in each.
        """
        own, now = next(iter(cited.items())), self.ends.later_act(row)
        kind_now = now and now.kind
        if kind_now and (known := tie.later.get(kind_now)) and own in known.words:
            self._list_again(known, own)
        if row.status in _UNDECIDED:
            return False
        gone = [kind for kind, act in tie.later.items() if act.id and own in act.words and kind is not kind_now]
        has_term = row.status is not Status.EXPIRED and tie.term is not None and own in tie.term_words
        is_signed = is_proposed(row) and tie.is_only_signed and tie.act is not None
        if not (gone or has_term or is_signed):
            return False
        acts = self._acts(tie)
        done = [self._withdraw_act(tie, kind, acts, cited) for kind in gone]
        done.append(has_term and self._withdraw_term(tie, acts, cited))
        done.append(is_signed and self._withdraw_signing(tie, acts, cited))
        tie.is_only_signed = not (tie.is_proposed or tie.later) and len(acts) == 1
        return any(done)

    def _acts(self, tie: ComparedTie) -> list[AgreementActRecord]:
        query = select(AGREEMENT_ACT).where(AGREEMENT_ACT.c.agreement_id == tie.id)
        return fetch_records(connection_of(self.writer.session), query, AgreementActRecord)

    def _withdraw_act(self, tie: ComparedTie, kind: ActKind, acts: list[AgreementActRecord], cited: _Cited) -> bool:
        known = tie.later[kind]
        (act,) = (each for each in acts if each.id == known.id)
        words = self._words(act.id)
        if not _are_alone(cited, words, known.words) or not self._is_as_it_came(act, words, acts):
            return self._mark(words, next(iter(cited.items())), known.words, self.day)
        self.writer.remove_act(tie, act.id, act.seq)
        self._remove(words)
        acts.remove(act)
        del tie.later[kind]
        return True

    def _withdraw_term(self, tie: ComparedTie, acts: Sequence[AgreementActRecord], cited: _Cited) -> bool:
        (act,) = (each for each in acts if each.id == tie.act)
        words = [each for each in self._words(act.id) if each.field == "until"]
        is_theirs = any(each.value == act.until_text and _may_have_set(each, act) for each in words)
        if not is_theirs or not _are_alone(cited, words, tie.term_words) or any(each.preferred for each in words):
            return self._mark(words, next(iter(cited.items())), tie.term_words, self.day)
        self.writer.update_beginning(tie, date_columns("until", None))
        self._remove(words)
        tie.term, tie.term_words = None, {}
        return True

    def _withdraw_signing(self, tie: ComparedTie, acts: Sequence[AgreementActRecord], cited: _Cited) -> bool:
        """Let an agreement be proposed only, if nobody else has it as signed; return whether it is."""
        (act,) = acts
        words = self._words(act.id)
        if tie.sources <= cited.keys() and _are_alone(cited, words, {}) and self._is_as_it_came(act, words, acts):
            self.writer.update_act(tie, act.id, act.seq, {"kind": ActKind.PROPOSED})
            tie.is_proposed = True
        return tie.is_proposed

    def _words(self, act: int) -> list[CitationRecord]:
        """Return what is cited for an act, without what will have been withdrawn."""
        query = select(CITATION).where(CITATION.c.agreement_act_id == act)
        found = fetch_records(connection_of(self.writer.session), query, CitationRecord)
        return [each for each in found if each.id not in self.writer.removals["citation"]]

    def _is_as_it_came(
        self, act: AgreementActRecord, words: Sequence[CitationRecord], acts: Sequence[AgreementActRecord]
    ) -> bool:
        """Say whether an act is what an import made of a row, and nobody said more of it or went on from there."""
        mode = ActMode.JOINT if act.kind is ActKind.SIGNED else ActMode.UNKNOWN
        plain = act.mode is mode and not any((act.city_id, act.ground, act.successor_id, act.note))
        came = any(each.operation_id == act.operation_id for each in words)
        dated = act.on_text in (each.value for each in words)
        last = all(each.kind in LATER_ACTS for each in acts if each.seq > act.seq)
        if not (plain and came and dated and last) or any(each.preferred for each in words):
            return False
        referring = list_referrers(connection_of(self.writer.session), "agreement_act", [act.id])
        return all(name == "citation" for name, *_ in referring)

    def _list_again(self, known: LaterAct, own: _Place) -> None:
        """Let a source state again what led to an act before, and what it had otherwise in between."""
        if not known.words[own].is_listed:
            self._mark(self._words(known.id or 0), own, known.words, None)

    def _mark(
        self, words: Iterable[CitationRecord], own: _Place, days: dict[_Place, StatedDay], until: EdtfDate | None
    ) -> bool:
        """Mark what a row states as no longer listed on a day, or as listed; return whether it was not marked so."""
        before, days[own] = days[own], days[own]._replace(is_listed=until is None)
        if before == days[own]:
            return False
        for each, name in self._named(each for each in words if _place(each) == own):
            self.writer.update("citation", each.id, name, date_columns("unlisted_on", until))
        return True

    def _remove(self, words: Sequence[CitationRecord]) -> None:
        for each, name in self._named(words):
            self.writer.remove_citation(each.id, name)

    def _named(self, words: Iterable[CitationRecord]) -> Iterator[tuple[CitationRecord, str]]:
        named = [*words]
        keys = names_of(connection_of(self.writer.session), "source", {each.source_id for each in named})
        return ((each, f"source:{keys[each.source_id]}/citation-{each.seq}") for each in named)


def _place(word: CitationRecord) -> _Place:
    return word.source_id, word.locator


def _are_alone(cited: _Cited, words: Iterable[CitationRecord], days: Mapping[_Place, StatedDay]) -> bool:
    """Say whether only those that are cited state these words still; `days` are what is stated of the day of that."""
    gone = {place for place, day in days.items() if not day.is_listed}
    return all(_place(each) in gone | {*cited.items()} or each.unlisted_on_text is not None for each in words)


def _may_have_set(word: CitationRecord, act: AgreementActRecord) -> bool:
    """Say whether the end of a term may be there by a word alone: nobody types what is only inferred of a list."""
    return word.basis is Basis.INFERRED or word.operation_id == act.operation_id
