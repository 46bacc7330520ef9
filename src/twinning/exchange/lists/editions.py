"""Another edition of a source: rows that it had, that say something else now, and that it no longer has."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from twinning.domain.dates import EdtfDate
from twinning.exchange.lists.reconciling import Outcome, Reconciler
from twinning.exchange.lists.recorded import ComparedTie, Parties, load_ties_by_id, parties_of
from twinning.exchange.lists.stated import OWN_SOURCE, StatedTie, StatedTies
from twinning.exchange.lists.words_of_sources import EarlierRow, RowOfSource, load_words
from twinning.exchange.lists.writing import date_columns
from twinning.queries.lookup.references import names_of


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
    ) -> None:
        """`sources` are the ids of those of the list's sources that are recorded, by their numbers in it.

        `in_part` are the numbers of those of which the list has some rows only: none of theirs is taken for gone.
        """
        self._connection = connection
        self._in_part = {sources[each] for each in in_part if each in sources}
        self._words = load_words(connection, {sources[each] for each in rows.sources & sources.keys()})
        self._keys = names_of(connection, "source", sources.values())
        self.rows_to_place: Sequence[int] = range(len(rows))
        self._known: dict[RowOfSource, list[StatedTie]] = defaultdict(list)
        self._same: list[tuple[StatedTie, EarlierRow, RowOfSource]] = []
        self._changed: list[tuple[StatedTie, EarlierRow, RowOfSource]] = []
        self._further: list[tuple[StatedTie, EarlierRow]] = []
        self._gone: list[tuple[EarlierRow, RowOfSource]] = []
        self.revised = 0
        self.unlisted: list[tuple[str, str]] = []
        if self._words:
            self.rows_to_place = array("q", self._part(rows, sources))
        for place, words in self._words.items():
            self._compare(place, words, self._known.get(place, []))

    def _part(self, rows: StatedTies, sources: Mapping[int, int]) -> Iterator[int]:
        """Put rows that the sources had aside; give the places of the others."""
        for number, row in enumerate(rows):
            place = (sources.get(row.source, 0), row.locator)
            if place in self._words:
                self._known[place].append(row)
            else:
                yield number

    def _compare(self, place: RowOfSource, words: list[EarlierRow], rows: list[StatedTie]) -> None:
        """Pair the rows of the same parties with what was stated of them: what is equal first, then in their order."""
        free, seen, left = list(words), list[tuple[StatedTie, EarlierRow]](), list[StatedTie]()
        for row in rows:
            same = next((word for word in free if word.says(row)), None)
            again = next((word for before, word in seen if word.says(row)), None)
            if same is not None:
                free.remove(same)
                seen.append((row, same))
            if (word := same or again) is not None:
                self._same.append((row, word, place))
            else:
                left.append(row)
        for row, word in zip(left, free, strict=False):
            self._changed.append((row, word, place))
        self._further += [(row, words[0]) for row in left[len(free) :]]
        if place[0] not in self._in_part:
            self._gone += [(word, place) for word in free[len(left) :] if word.is_listed]

    def rows_of_known_parties(self) -> dict[Parties, list[StatedTie]]:
        """Return rows that are new beside others of the same parties, by these."""
        found: dict[Parties, list[StatedTie]] = defaultdict(list)
        parties = parties_of(self._connection, (word.agreement for _, word in self._further))
        for row, word in self._further:
            found[parties[word.agreement]].append(row)
        return found

    def settle(self, reconciler: Reconciler, listed_until: EdtfDate | None) -> None:
        """Record what the edition says otherwise, and mark what it no longer has as not listed by that day.

        None marks nothing: the list is only a part of its source.
        """
        agreements = {word.agreement for _, word, _ in (*self._same, *self._changed)}
        agreements |= {word.agreement for word, _ in self._gone}
        ties = load_ties_by_id(self._connection, parties_of(self._connection, agreements))
        for row, word, place in self._same:
            reconciler.note(row, Outcome.ALREADY_THERE, ties[word.agreement])
            self._list_again(reconciler, word, place)
            reconciler.end(ties[word.agreement], row, place[0])
        for row, word, place in self._changed:
            reconciler.note(row, Outcome.ALREADY_THERE, ties[word.agreement])
            self._list_again(reconciler, word, place)
            self._revise(reconciler, row, word, place, ties[word.agreement])
            reconciler.end(ties[word.agreement], row, place[0])
            self.revised += 1
        if listed_until is not None:
            for word, place in self._gone:
                self.unlisted.append((ties[word.agreement].key, place[1]))
                self._mark(reconciler, word, place, listed_until)

    def _list_again(self, reconciler: Reconciler, word: EarlierRow, place: RowOfSource) -> None:
        if not word.is_listed:
            self._mark(reconciler, word, place, None)

    def _mark(self, reconciler: Reconciler, word: EarlierRow, place: RowOfSource, day: EdtfDate | None) -> None:
        for number, seq, _ in word.citations:
            name = self._name(place, seq)
            reconciler.writer.update("citation", number, name, date_columns("unlisted_on", day))

    def _revise(
        self, reconciler: Reconciler, row: StatedTie, word: EarlierRow, place: RowOfSource, tie: ComparedTie
    ) -> None:
        """Let a source state what it says now; what the register holds on its word alone follows."""
        for number, seq, of in word.citations:
            stated = row.kind and row.kind.value if of == "kind" else row.on and row.on.text
            if of in ("kind", "on") and stated is not None and stated != getattr(word, of):
                columns = {"value": stated, "basis": "stated", "because": None}
                reconciler.writer.update("citation", number, self._name(place, seq), columns)
        alone = tie.sources <= {place[0]} or row.source != OWN_SOURCE and len(tie.sources) == 1
        if alone and row.kind is not None and word.kind in (None, tie.kind.value) and row.kind is not tie.kind:
            reconciler.writer.update("agreement", tie.id or 0, f"agreement:{tie.key}", {"kind": row.kind})
        recorded = tie.on and tie.on.text
        if alone and row.on is not None and tie.act and (word.on == recorded or not tie.day_is_said):
            name = f"agreement:{tie.key}/act-{tie.act_seq}"
            reconciler.writer.update("agreement_act", tie.act, name, date_columns("on", row.on))

    def _name(self, place: RowOfSource, seq: int) -> str:
        return f"source:{self._keys[place[0]]}/citation-{seq}"
