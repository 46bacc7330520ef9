"""What another edition of a list says otherwise than the one before, written once its new rows were taken.

What a source stated before and states otherwise now is restated, and the register follows where nobody else has a say
in it. What it states no longer is marked as not listed any more, and stays.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from sqlalchemy import Connection

from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.exchange.joining.recorded import parties_of
from twinning.exchange.lists.editions import Before, Editions, Gone
from twinning.exchange.lists.reconciling import Outcome, Reconciler, is_proposed
from twinning.exchange.lists.recorded import ComparedTie, StatedDay, load_ties_by_id
from twinning.exchange.lists.stated import StatedTie
from twinning.exchange.lists.still_listed import StillListed
from twinning.exchange.lists.withdrawal import Withdrawal
from twinning.exchange.lists.words_of_sources import (
    WORDS,
    EarlierRow,
    RowOfSource,
    citations_of_agreements,
    words_of_agreements,
)
from twinning.exchange.lists.writing import date_columns
from twinning.queries.lookup.references import names_of

_AT_ONCE = 5000  # rows
_SAID_ANEW: Final = {"basis": "stated", "because": None, "preferred": False}
"""What is recorded beside another word of a source: the one before was inferred, or preferred for a reason."""

_Words = Mapping[tuple[RowOfSource, int], EarlierRow]
"""What was stated before, by the place in its source and by the agreement's id."""

_Citations = Iterable[tuple[int, int]]
"""Citations of one source: their ids, and their numbers in it."""


class _Others(NamedTuple):
    """What sources besides some say of the kind and the day of an agreement; one of the whole record says all of it."""

    said: Collection[tuple[str, str | None]]
    are_any: bool
    say_all: bool

    @classmethod
    def of(cls, tie: ComparedTie, own: Collection[int]) -> "_Others":
        """Return what is said of an agreement by others than these sources (their ids)."""
        others = tie.sources.difference(own)
        said = {word for source in others for word in tie.stated.get(source, ())}
        return cls(said, bool(others), any(source not in tie.stated for source in others))

    def speak_of(self, field: str) -> bool:
        """Say whether they say anything of a field."""
        return self.say_all or any(of == field for of, _ in self.said)

    def state(self, field: str, value: str | None) -> bool:
        """Say whether they may state a value; of a status it is not known who does."""
        return self.say_all or (field, value) in self.said or field == "status" and self.are_any


class Settlement:
    """Lets the register follow a list whose rows stand beside those of its earlier edition in `editions`.

    `until` is the day of the list, by which what it lacks was no longer listed, `still_listed` what it lacks only since
    a row was rejected. `revised` counts the rows that say something else now; `unlisted` has the key of the agreement
    and the names of the parties for each that is listed no longer.
    """

    def __init__(
        self,
        connection: Connection,
        editions: Editions,
        reconciler: Reconciler,
        until: EdtfDate,
        still_listed: StillListed,
    ) -> None:
        self._connection, self._editions, self._reconciler = connection, editions, reconciler
        self._until, self._still_listed = until, still_listed
        self._withdrawal = Withdrawal(reconciler.ends, until)
        self._keys = names_of(connection, "source", editions.sources.values())
        self.revised = 0
        self.unlisted: list[tuple[str, str]] = []

    def settle(self) -> None:
        """Record what the list says otherwise than before, and mark what it no longer has."""
        if self._reconciler.renamed:
            self._rename()
        known = self._editions.known_rows()
        while rows := list(islice(known, _AT_ONCE)):
            self._settle(rows)
        gone = iter(sorted(each for each in self._editions.gone if each.is_listed))
        while some := list(islice(gone, _AT_ONCE)):
            self._unlist(some)

    def _rename(self) -> None:
        """Let the rows that were found to be of agreements by other names be known by the names that they have now."""
        renamed = self._reconciler.renamed
        place_of = self._editions.rows.places_of_lines({*renamed.values()})
        rows = {gone: place_of[line] for gone, line in renamed.items()}
        stood = self._editions.rename(rows)
        sources, agreements = {source for source, _ in rows}, [agreement for _, agreement in rows]
        for each in citations_of_agreements(self._connection, sources, agreements):
            gone = each.source, each.agreement
            if stood.get(gone) == (each.source, each.locator):
                locator = self._editions.rows[rows[gone]].locator
                self._update(each.source, each.id, each.seq, {"locator": locator})

    def _settle(self, numbers: Sequence[int]) -> None:
        """Settle rows, by their places in the list."""
        self._reconciler.writer.flush()  # an agreement may be of other rows too, which let it end
        before, agreements = self._editions.before, self._editions.agreements
        ties = self._ties(agreements[number] for number in numbers)
        changed = [number for number in numbers if before[number] != Before.SAME]
        words = words_of_agreements(
            self._connection, self._editions.stating, (agreements[number] for number in changed)
        )
        documents = self._words_of_documents(changed)
        for number in numbers:
            row, tie = self._editions.rows[number], ties[agreements[number]]
            word = words.get(((self._editions.sources[row.source], row.locator), agreements[number]))
            is_revised = self._settle_row(row, tie, word, documents)
            self.revised += is_revised or before[number] == Before.OTHER_NAMES

    def _settle_row(self, row: StatedTie, tie: ComparedTie, word: EarlierRow | None, documents: _Words) -> bool:
        """Let an agreement follow a row; return whether `word`, what its source stated before, is other than that."""
        source, reconciler = self._editions.sources[row.source], self._reconciler
        reconciler.note(row, Outcome.ALREADY_THERE, tie)
        if word is not None and not word.is_listed:
            self._mark(source, ((citation, seq) for citation, seq, _ in word.citations), None)
        is_revised = word is not None and word.is_other_than(row)
        if word is not None and is_revised:
            self._revise(row, tie, word, documents)
        reconciler.cite_further(tie, row, source)
        cited = reconciler.cited(row, source)
        is_revised |= self._withdrawal.withdraw(tie, row, cited)
        is_revised |= reconciler.ends.state(tie, row, cited, self._restate_day)
        is_revised |= reconciler.terms.state(tie, row, cited, self._restate_day)
        return is_revised

    def _revise(self, row: StatedTie, tie: ComparedTie, word: EarlierRow, documents: _Words) -> None:
        """Let a source state what it says now; what the register holds on its word alone, or on nobody's, follows."""
        source = self._editions.sources[row.source]
        self._restate(row, word, word, source, WORDS)
        self._reconciler.cite_fields(tie, row, source, row.locator, {*WORDS} - word.fields)
        document = None if row.cited is None else self._reconciler.sources[row.cited]
        others = _Others.of(tie, {source} if document is None else {source, document})
        if document is not None and (same := documents.get(((document, ""), word.agreement))) is not None:
            free = [of for of in WORDS if not others.state(of, getattr(same, of))]
            self._restate(row, word, same, document, free)
            self._reconciler.cite_fields(tie, row, document, None, {*free} - same.fields)
        self._follow(row, tie, word, others)
        self._reconciler.add_word(tie, row)

    def _follow(self, row: StatedTie, tie: ComparedTie, word: EarlierRow, others: _Others) -> None:
        """Let what is recorded be what a row says now, where it was what it said before and no others speak of it."""
        writer = self._reconciler.writer
        is_other_kind = row.kind is not None and word.kind in (None, tie.kind.value) and row.kind is not tie.kind
        if is_other_kind and not others.speak_of("kind"):
            writer.update_agreement(tie, {"kind": row.kind})
        if not others.are_any and tie.is_proposed and not is_proposed(row) and tie.act:
            writer.update_beginning(tie, {"kind": ActKind.SIGNED})
            tie.is_proposed = False
        is_other_day = row.on is not None and tie.act is not None and word.on == (tie.on and tie.on.text)
        if is_other_day and not others.speak_of("on"):
            writer.update_beginning(tie, date_columns("on", row.on))

    def _restate(
        self, row: StatedTie, word: EarlierRow, cited: EarlierRow, source: int, fields: Collection[str]
    ) -> None:
        """Let a source state in some fields what a row says now, where it was cited for what the row said before.

        `word` is what the row said, `cited` what the source was cited for: the row itself, or a document on its word.
        """
        says = {"kind": row.kind, "on": row.on and row.on.text, "status": row.status}
        for citation, seq, of in cited.citations:
            if of is None or of not in fields or getattr(cited, of) != getattr(word, of):
                continue
            if says[of] is not None and says[of] != getattr(word, of):
                self._update(source, citation, seq, {"value": str(says[of]), **_SAID_ANEW})

    def _restate_day(self, source: int, word: StatedDay, day: str) -> None:
        """Let a source that stated or implied one day of an end state another."""
        self._update(source, word.citation, word.seq, {"value": day, **_SAID_ANEW})

    def _unlist(self, gone: Sequence[Gone]) -> None:
        """Mark rows as no longer listed, but those that may be of a row that was rejected."""
        ties = self._ties(each.agreement for each in gone)
        cited = self._all_cited(ties)
        named = ((each.place[1], ties[each.agreement].parties) for each in gone)
        still = self._still_listed.among(self._connection, named)
        for each in gone:
            source, name = each.place
            if (name, ties[each.agreement].parties) not in still:
                self.unlisted.append((ties[each.agreement].key, name))
                self._mark(source, cited[each.place, each.agreement], self._until)
        self._reconciler.writer.flush_if_full()

    def _ties(self, agreements: Iterable[int]) -> dict[int, ComparedTie]:
        return load_ties_by_id(self._connection, parties_of(self._connection, agreements))

    def _words_of_documents(self, numbers: Iterable[int]) -> _Words:
        """Return what was stated by the documents to which rows refer, by their places in the list."""
        rows = [(number, document) for number in numbers if (document := self._editions.rows[number].cited) is not None]
        cited = {self._reconciler.sources[document] for _, document in rows}
        agreements = {self._editions.agreements[number] for number, _ in rows}
        return words_of_agreements(self._connection, cited, agreements, in_places=False)

    def _all_cited(self, agreements: Iterable[int]) -> dict[tuple[RowOfSource, int], list[tuple[int, int]]]:
        """Return all that is cited of agreements and of their acts, by the place in its source and by the agreement."""
        cited: dict[tuple[RowOfSource, int], list[tuple[int, int]]] = defaultdict(list)
        for each in citations_of_agreements(self._connection, self._editions.stating, agreements):
            cited[(each.source, each.locator or ""), each.agreement].append((each.id, each.seq))
        return cited

    def _mark(self, source: int, citations: _Citations, day: EdtfDate | None) -> None:
        """Mark citations of a source as not listed any more by a day, or as listed again."""
        for citation, seq in citations:
            self._update(source, citation, seq, date_columns("unlisted_on", day))

    def _update(self, source: int, citation: int, seq: int, columns: Mapping[str, object]) -> None:
        """Give a recorded citation of a source, by its id and its number there, other values."""
        name = f"source:{self._keys[source]}/citation-{seq}"
        self._reconciler.writer.update("citation", citation, name, columns)
