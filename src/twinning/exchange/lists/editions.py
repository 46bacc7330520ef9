"""Another edition of a source: rows that it had, that say something else now, and that it no longer has.

Both may have a million rows. Of each is kept what the earlier edition had of it and which agreement that was; what it
stated is loaded again for some rows at a time.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import IntEnum
from functools import partial
from itertools import chain, islice
from typing import Final, NamedTuple

from sqlalchemy import Connection

from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.exchange.joining.recorded import Parties, parties_of
from twinning.exchange.lists.reconciling import GoneRow, Outcome, Reconciler, is_proposed
from twinning.exchange.lists.recorded import ComparedTie, StatedDay, load_ties_by_id
from twinning.exchange.lists.stated import StatedTie, StatedTies
from twinning.exchange.lists.still_listed import StillListed
from twinning.exchange.lists.withdrawal import Withdrawal
from twinning.exchange.lists.words_of_sources import (
    WORDS,
    EarlierRow,
    RowOfSource,
    citations_of_agreements,
    words_by_place,
    words_of_agreements,
)
from twinning.exchange.lists.writing import date_columns
from twinning.queries.lookup.references import names_of

_AT_ONCE = 5000  # rows
_SAID_ANEW: Final = {"basis": "stated", "because": None, "preferred": False}
"""What is recorded beside another word of a source: the one before was inferred, or preferred for a reason."""

_PARTS, _PART_BITS = 4, 61  # of hashes, which are signed and have 64 bits


class _Before(IntEnum):
    """What the edition before had of a row: nothing, the same, the same without listing it, another word, or others.

    With other names it is the same or another word. Others are rows of the same parties, all of which are rows of this
    edition too.
    """

    NOTHING = 0
    SAME = 1
    UNLISTED = 2
    OTHER_WORD = 3
    OTHER_NAMES = 4
    OTHER_ROWS = 5


class _Gone(NamedTuple):
    """What a source stated of an agreement in rows of a place that it has no longer, or had no longer before."""

    citation: int
    agreement: int
    place: RowOfSource
    is_listed: bool


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


class Editions:
    """The rows of a list beside what the same sources stated in the edition before.

    `rows_to_place` are the places of those that no earlier edition had.
    """

    def __init__(
        self,
        connection: Connection,
        sources: Mapping[int, int],
        rows: StatedTies,
        in_part: Collection[int] = (),
        city: int | None = None,
    ) -> None:
        """`sources` are the ids of those of the list's sources that are recorded, by their numbers in it.

        `in_part` are the numbers of those of which the list has some rows only: none of theirs is taken for gone now.
        `city` is the id of the one whose partners the list has, if that was said of it: what the sources state of
        others, by a list of the same name, is no edition of it.
        """
        self._connection, self._rows, self._sources = connection, rows, sources
        self._in_part = {sources[each] for each in in_part if each in sources}
        self._stating = {sources[each] for each in rows.sources & sources.keys()}
        self._keys = names_of(connection, "source", sources.values())
        self._before = bytearray(len(rows))
        self._agreements = array("q")
        self._gone: list[_Gone] = []
        self._cited: dict[tuple[RowOfSource, int], EarlierRow] = {}
        self.revised = 0
        self.unlisted: list[tuple[str, str]] = []
        self._compare_all(city)
        is_new = _Before.NOTHING
        new = (number for number, before in enumerate(self._before) if before == is_new)
        self.rows_to_place: Sequence[int] = array("i", new) if self.has_earlier else range(len(rows))

    def _compare_all(self, city: int | None) -> None:
        words = words_by_place(self._connection, self._stating, city)
        if (first := next(words, None)) is None:
            return
        self._agreements = array("q", bytes(8 * len(self._rows)))
        here = _RowsByPlace(self._rows, self._sources)
        for place, several in chain([first], words):
            self._compare(place, several, here.at(place))

    def _compare(self, place: RowOfSource, words: list[EarlierRow], numbers: list[int]) -> None:
        """Pair the rows of the same parties with what was stated of them: what is equal first, then in their order.

        What the edition before no longer had comes last.
        """
        free = sorted(words, key=lambda word: not word.is_listed)
        seen, left = list[EarlierRow](), list[int]()
        for number in numbers:
            row = self._rows[number]
            same = next((word for word in free if word.says(row)), None)
            if same is not None:
                free.remove(same)
                seen.append(same)
            elif (same := next((word for word in seen if word.says(row)), None)) is None:
                left.append(number)
                continue
            self._note(number, same, _Before.SAME if same.is_listed else _Before.UNLISTED)
        for number, word in zip(left, free, strict=False):
            self._note(number, word, _Before.OTHER_WORD)
        for number in left[len(free) :]:
            self._note(number, words[0], _Before.OTHER_ROWS)
        gone = (word for word in free[len(left) :] if not (word.is_listed and place[0] in self._in_part))
        self._gone += (_Gone(word.citations[0][1], word.agreement, place, word.is_listed) for word in gone)

    def _note(self, number: int, word: EarlierRow, before: _Before) -> None:
        self._before[number], self._agreements[number] = before, word.agreement

    @property
    def has_earlier(self) -> bool:
        """Whether the sources stated something before of which this is an edition."""
        return bool(self._agreements)

    @property
    def gone(self) -> frozenset[GoneRow]:
        """The sources with the agreements of which they have no row by the same names any more."""
        return frozenset((each.place[0], each.agreement) for each in self._gone)

    def rows_of_known_parties(self) -> dict[Parties, list[int]]:
        """Return rows, by their places, that are new beside others of the same parties, by these."""
        found: dict[Parties, list[int]] = defaultdict(list)
        further = [number for number, before in enumerate(self._before) if before == _Before.OTHER_ROWS]
        parties = parties_of(self._connection, {self._agreements[number] for number in further})
        for number in further:
            found[parties[self._agreements[number]]].append(number)
        return found

    def settle(self, reconciler: Reconciler, listed_until: EdtfDate, rejected: StillListed) -> None:
        """Record what the edition says otherwise, and mark what it no longer has as not listed by that day.

        What may be of a row that was `rejected` is not marked.
        """
        if reconciler.renamed:
            self._rename(reconciler)
        here = (_Before.SAME, _Before.UNLISTED, _Before.OTHER_WORD, _Before.OTHER_NAMES)
        known = (number for number, before in enumerate(self._before) if before in here)
        while some := list(islice(known, _AT_ONCE)):
            self._settle(reconciler, some, listed_until)
        gone = iter(sorted(each for each in self._gone if each.is_listed))
        while some_gone := list(islice(gone, _AT_ONCE)):
            self._unlist(reconciler, some_gone, listed_until, rejected)

    def _rename(self, reconciler: Reconciler) -> None:
        """Let the rows that were found to be of agreements by other names be known by the names that they have now."""
        numbers = self._rows.places_of_lines({*reconciler.renamed.values()})
        rows = {each: numbers[line] for each, line in reconciler.renamed.items()}
        places = {known: each.place for each in self._gone if (known := (each.place[0], each.agreement)) in rows}
        sources, agreements = {source for source, _ in rows}, [agreement for _, agreement in rows]
        cited = [*citations_of_agreements(self._connection, sources, agreements)]
        for source, locator, agreement, citation, seq in cited:
            if agreement and places.get((source, agreement)) == (source, locator):
                columns = {"locator": self._rows[rows[source, agreement]].locator}
                reconciler.writer.update("citation", citation, self._name(source, seq), columns)
        for (_, agreement), number in rows.items():
            self._before[number], self._agreements[number] = _Before.OTHER_NAMES, agreement
        self._gone = [each for each in self._gone if places.get((each.place[0], each.agreement)) != each.place]

    def _settle(self, reconciler: Reconciler, numbers: list[int], until: EdtfDate) -> None:
        reconciler.writer.flush()  # an agreement may be of other rows too, which let it end
        restate, withdrawal = partial(self._restate_day, reconciler), Withdrawal(reconciler.ends, until)
        ties = self._ties(self._agreements[number] for number in numbers)
        again = [number for number in numbers if self._before[number] != _Before.SAME]
        words = self._words(self._agreements[number] for number in again)
        self._cited = self._words_of_cited(reconciler, again)
        for number in numbers:
            row, tie = self._rows[number], ties[self._agreements[number]]
            place = self._sources[row.source], row.locator
            reconciler.note(row, Outcome.ALREADY_THERE, tie)
            is_revised = self._before[number] == _Before.OTHER_NAMES
            if (word := words.get((place, self._agreements[number]))) is not None:
                self._list_again(reconciler, word, place)
                if word.is_other_than(row):
                    is_revised = True
                    self._revise(reconciler, row, word, place, tie)
            reconciler.cite_further(tie, row, place[0])
            cited = reconciler.cited(row, place[0])
            is_revised |= withdrawal.withdraw(tie, row, cited)
            is_revised |= reconciler.ends.state(tie, row, cited, restate)
            is_revised |= reconciler.terms.state(tie, row, cited, restate)
            self.revised += is_revised

    def _unlist(
        self,
        reconciler: Reconciler,
        gone: list[_Gone],
        until: EdtfDate,
        rejected: StillListed,
    ) -> None:
        ties = self._ties(each.agreement for each in gone)
        cited = self._all_cited(ties)
        named = ((each.place[1], ties[each.agreement].parties) for each in gone)
        still = rejected.among(self._connection, named)
        for _, agreement, place, _ in gone:
            if (place[1], ties[agreement].parties) in still:
                continue
            self.unlisted.append((ties[agreement].key, place[1]))
            self._mark(reconciler, cited[place, agreement], place, until)
        reconciler.writer.flush_if_full()

    def _ties(self, agreements: Iterable[int]) -> dict[int, ComparedTie]:
        return load_ties_by_id(self._connection, parties_of(self._connection, agreements))

    def _words(self, agreements: Iterable[int]) -> dict[tuple[RowOfSource, int], EarlierRow]:
        return words_of_agreements(self._connection, self._stating, agreements)

    def _words_of_cited(self, reconciler: Reconciler, numbers: list[int]) -> dict[tuple[RowOfSource, int], EarlierRow]:
        """Return what documents state to which these rows refer."""
        numbers = [number for number in numbers if self._rows[number].cited is not None]
        cited = {reconciler.sources[self._rows[number].cited or 0] for number in numbers}
        agreements = {self._agreements[number] for number in numbers}
        return words_of_agreements(self._connection, cited, agreements, in_places=False)

    def _list_again(self, reconciler: Reconciler, word: EarlierRow, place: RowOfSource) -> None:
        if not word.is_listed:
            cited = ((number, seq) for number, seq, _ in word.citations)
            self._mark(reconciler, cited, place, None)

    def _all_cited(self, agreements: Iterable[int]) -> dict[tuple[RowOfSource, int], list[tuple[int, int]]]:
        """Return the ids and numbers of all that is cited of agreements and their acts, by place and agreement."""
        cited: dict[tuple[RowOfSource, int], list[tuple[int, int]]] = defaultdict(list)
        found = citations_of_agreements(self._connection, self._stating, agreements)
        for source, locator, agreement, number, seq in found:
            cited[(source, locator or ""), agreement or 0].append((number, seq))
        return cited

    def _mark(
        self, reconciler: Reconciler, cited: Iterable[tuple[int, int]], place: RowOfSource, day: EdtfDate | None
    ) -> None:
        for number, seq in cited:
            name = self._name(place[0], seq)
            reconciler.writer.update("citation", number, name, date_columns("unlisted_on", day))

    def _revise(
        self, reconciler: Reconciler, row: StatedTie, word: EarlierRow, place: RowOfSource, tie: ComparedTie
    ) -> None:
        """Let a source state what it says now; what the register holds on its word alone, or on nobody's, follows."""
        self._restate(reconciler, row, word, word, place[0], WORDS)
        reconciler.cite_fields(tie, row, *place, {*WORDS} - word.fields)
        alone = {place[0]}
        cited = None if row.cited is None else reconciler.sources[row.cited]
        if cited is not None:
            alone.add(cited)
        others = _Others.of(tie, alone)
        if cited is not None and (same := self._cited.get(((cited, ""), word.agreement))) is not None:
            free = [of for of in WORDS if not others.state(of, getattr(same, of))]
            self._restate(reconciler, row, word, same, cited, free)
            reconciler.cite_fields(tie, row, cited, None, {*free} - same.fields)
        is_alone = tie.sources <= alone
        is_kind = row.kind is not None and word.kind in (None, tie.kind.value) and row.kind is not tie.kind
        if is_kind and (is_alone or not others.speak_of("kind")):
            reconciler.writer.update_agreement(tie, {"kind": row.kind})
        recorded = tie.on and tie.on.text
        if is_alone and tie.is_proposed and not is_proposed(row) and tie.act:
            reconciler.writer.update_beginning(tie, {"kind": ActKind.SIGNED})
            tie.is_proposed = False
        may_follow = is_alone or not others.speak_of("on")
        if may_follow and row.on is not None and tie.act and word.on == recorded:
            reconciler.writer.update_beginning(tie, date_columns("on", row.on))
        reconciler.add_word(tie, row)

    def _restate(
        self,
        reconciler: Reconciler,
        row: StatedTie,
        word: EarlierRow,
        cited: EarlierRow,
        source: int,
        fields: Collection[str],
    ) -> None:
        """Let what a source was cited for on the word of a row, or the row itself, be what the row says now."""
        for number, seq, of in cited.citations:
            if of is None or of not in fields or getattr(cited, of) != getattr(word, of):
                continue
            stated = {"kind": row.kind, "on": row.on and row.on.text, "status": row.status}[of]
            if stated is not None and stated != getattr(word, of):
                columns = {"value": str(stated), **_SAID_ANEW}
                reconciler.writer.update("citation", number, self._name(source, seq), columns)

    def _restate_day(self, reconciler: Reconciler, source: int, word: StatedDay, day: str) -> None:
        """Let a source that stated or implied one day of an end state another."""
        columns = {"value": day, **_SAID_ANEW}
        reconciler.writer.update("citation", word.citation, self._name(source, word.seq), columns)

    def _name(self, source: int, seq: int) -> str:
        return f"source:{self._keys[source]}/citation-{seq}"


class _RowsByPlace:
    """The rows of a list by who states them and how they name their parties, in the memory of two numbers for each."""

    def __init__(self, rows: StatedTies, sources: Mapping[int, int]) -> None:
        self._rows, self._sources = rows, sources
        hashes = array("q", (hash(self._place(row)) for row in rows))
        self._numbers = array("i")
        for part in range(-_PARTS, _PARTS):  # so that few of them are in a list at once
            numbers = (number for number, each in enumerate(hashes) if each >> _PART_BITS == part)
            self._numbers.extend(sorted(numbers, key=hashes.__getitem__))
        self._hashes = array("q", map(hashes.__getitem__, self._numbers))

    def _place(self, row: StatedTie) -> RowOfSource:
        return self._sources.get(row.source, 0), row.locator

    def at(self, place: RowOfSource) -> list[int]:
        """Return the rows of a place in their order."""
        wanted, found = hash(place), []
        for number in range(bisect_left(self._hashes, wanted), len(self._hashes)):
            if self._hashes[number] != wanted:
                break
            if self._place(self._rows[self._numbers[number]]) == place:
                found.append(self._numbers[number])
        return found
