"""A list beside the edition of it that was read before: which of its rows are new, the same, changed or gone.

A row is found again by its source and by how it names its parties. Both editions may have a million rows: of each row
is kept in a byte how the earlier one had it, and of which agreement that was. `settling` writes what follows from it.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import chain
from typing import NamedTuple

from sqlalchemy import Connection

from twinning.exchange.joining.recorded import Parties, parties_of
from twinning.exchange.lists.reconciling import GoneRow
from twinning.exchange.lists.stated import StatedTie, StatedTies
from twinning.exchange.lists.words_of_sources import EarlierRow, RowOfSource, words_by_place

_PARTS, _PART_BITS = 4, 61  # of hashes, which are signed and have 64 bits


class Before(IntEnum):
    """How the edition before had a row of the list."""

    NOTHING = 0
    """It had no row of that source that names the parties so."""
    SAME = 1
    """It had one that says the same."""
    UNLISTED = 2
    """An edition before that had one that says the same, and the last one lacked it."""
    OTHER_WORD = 3
    """It had one that says something else."""
    OTHER_NAMES = 4
    """It had one that names the same cities otherwise, and says the same or something else."""
    OTHER_ROWS = 5
    """It had rows that name the parties so, but each of them is another row of the list: this one came beside them."""


class Gone(NamedTuple):
    """A row of an earlier edition that the list has no longer: the id of a citation, what it was about, where it stood.

    `is_listed` is whether the edition before had it, and not only an earlier one.
    """

    citation: int
    agreement: int
    place: RowOfSource
    is_listed: bool

    @property
    def row(self) -> GoneRow:
        """Its source and its agreement, by their ids."""
        return self.place[0], self.agreement


class Editions:
    """The rows of a list beside what the same sources stated in the edition before.

    By the place of each row in the list, `before` is how the edition before had it (see `Before`), and `agreements` has
    the id of the agreement that it is about, 0 for a new row. `agreements` is empty where no source stated anything.
    `rows_to_place` are the places of the new rows. `gone` are those that only the edition before had.
    `stating` are the ids of the sources that state rows and were recorded before.
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
        self.sources, self.rows = sources, rows
        self.stating = {sources[each] for each in rows.sources & sources.keys()}
        self.before = bytearray(len(rows))
        self.agreements = array("q")
        self.gone: list[Gone] = []
        self._connection = connection
        self._in_part = {sources[each] for each in in_part if each in sources}
        self._compare_all(city)
        is_new = Before.NOTHING
        new = (number for number, before in enumerate(self.before) if before == is_new)
        self.rows_to_place: Sequence[int] = array("i", new) if self.has_earlier else range(len(rows))

    def _compare_all(self, city: int | None) -> None:
        words = words_by_place(self._connection, self.stating, city)
        if (first := next(words, None)) is None:
            return
        self.agreements = array("q", bytes(8 * len(self.rows)))
        here = _RowsByPlace(self.rows, self.sources)
        for place, several in chain([first], words):
            self._compare(place, several, here.at(place))

    def _compare(self, place: RowOfSource, words: list[EarlierRow], numbers: list[int]) -> None:
        """Pair the rows of the same parties with what was stated of them: what is equal first, then in their order.

        What the edition before no longer had comes last.
        """
        free = sorted(words, key=lambda word: not word.is_listed)
        seen, left = list[EarlierRow](), list[int]()
        for number in numbers:
            row = self.rows[number]
            same = next((word for word in free if word.says(row)), None)
            if same is not None:
                free.remove(same)
                seen.append(same)
            elif (same := next((word for word in seen if word.says(row)), None)) is None:
                left.append(number)
                continue
            self._note(number, same, Before.SAME if same.is_listed else Before.UNLISTED)
        for number, word in zip(left, free, strict=False):
            self._note(number, word, Before.OTHER_WORD)
        for number in left[len(free) :]:
            self._note(number, words[0], Before.OTHER_ROWS)
        gone = (word for word in free[len(left) :] if not (word.is_listed and place[0] in self._in_part))
        self.gone += (Gone(word.citations[0][1], word.agreement, place, word.is_listed) for word in gone)

    def _note(self, number: int, word: EarlierRow, before: Before) -> None:
        self.before[number], self.agreements[number] = before, word.agreement

    @property
    def has_earlier(self) -> bool:
        """Whether the sources stated something before of which this is an edition."""
        return bool(self.agreements)

    @property
    def gone_rows(self) -> frozenset[GoneRow]:
        """The sources with the agreements of which they have no row by the same names any more."""
        return frozenset(each.row for each in self.gone)

    def rows_of_known_parties(self) -> dict[Parties, list[int]]:
        """Return rows, by their places, that are new beside others of the same parties, by these."""
        found: dict[Parties, list[int]] = defaultdict(list)
        further = [number for number, before in enumerate(self.before) if before == Before.OTHER_ROWS]
        parties = parties_of(self._connection, {self.agreements[number] for number in further})
        for number in further:
            found[parties[self.agreements[number]]].append(number)
        return found

    def known_rows(self) -> Iterator[int]:
        """Give the rows, by their places in the list, of which the edition before had one that names the same."""
        here = (Before.SAME, Before.UNLISTED, Before.OTHER_WORD, Before.OTHER_NAMES)
        return (number for number, before in enumerate(self.before) if before in here)

    def rename(self, rows: Mapping[GoneRow, int]) -> dict[GoneRow, RowOfSource]:
        """Take what seemed to be gone for rows of the list, by their places in it, that name the same cities otherwise.

        Return where it stood in the edition before.
        """
        stood = {each.row: each.place for each in self.gone if each.row in rows}
        for (_, agreement), number in rows.items():
            self.before[number], self.agreements[number] = Before.OTHER_NAMES, agreement
        self.gone = [each for each in self.gone if stood.get(each.row) != each.place]
        return stood


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
