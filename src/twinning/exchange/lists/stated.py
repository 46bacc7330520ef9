"""What the rows of a list say, kept small: there may be a million, and they have most of what they say in common."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import Any, NamedTuple, overload
from zlib import compress, decompress

from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import AgreementKind, Field, Instrument, Status

OWN_SOURCE = 0
"""The place of the list itself among a list's sources."""

_BETWEEN, _BETWEEN_ROWS = "\0", "\0\ufeff"  # which no cell holds
_TOGETHER = 1000
_SEVERAL = -1  # in the place of a party, where there are not two


class Details(NamedTuple):
    """What few lists say of a tie, for when it is recorded first."""

    title: str | None = None
    instrument: Instrument = Instrument.UNKNOWN
    fields: tuple[Field, ...] = ()
    summary: str | None = None
    internal: bool = False


class StatedTie(NamedTuple):
    """A row: where it stands, its parties and sources by their numbers in the list, and what it says of the tie.

    `source` states it, `cited` is what the row itself refers to, and so are `references`, each with the place in it.
    `successor` is the key of the agreement that took its place.
    `locator` is how the row names its parties, which is what finds it again in another edition. What is None is not
    said.
    """

    line: int
    parties: tuple[int, ...]
    source: int
    locator: str
    kind: AgreementKind | None
    on: EdtfDate | None
    ended: EdtfDate | None = None
    status: Status | None = None
    cited: int | None = None
    key: str | None = None
    details: Details | None = None
    references: tuple[tuple[int, str | None], ...] = ()
    successor: str | None = None


Said = tuple[Any, ...]
"""What a row says of a tie, whosever it is: the fields of a StatedTie from its kind on."""

_SAID = StatedTie._fields.index("kind")


class KeptTexts:
    """Texts in one piece, by their places."""

    def __init__(self) -> None:
        self._bytes, self._ends = bytearray(), array("I", [0])  # a file has half as many bytes at most

    def append(self, text: str) -> None:
        """Keep a text behind the others."""
        if text:
            self._bytes += text.encode(errors="surrogatepass")
        self._ends.append(len(self._bytes))

    def __getitem__(self, place: int) -> str:
        """Return a text."""
        start, end = self._ends[place], self._ends[place + 1]
        return self._bytes[start:end].decode(errors="surrogatepass") if start < end else ""


class KeptRows:
    """The cells of rows by their lines, compressed by the thousand: few of them are asked for."""

    def __init__(self) -> None:
        self._first, self._last = array("i"), list[str]()
        self._whole: list[bytes] = []

    def keep(self, line: int, cells: Sequence[str]) -> None:
        """Keep a row that comes after those that were kept."""
        if not self._last:
            self._first.append(line)
        self._last.append(_BETWEEN.join((str(line), *cells)))
        if len(self._last) == _TOGETHER:
            self._whole.append(compress(_BETWEEN_ROWS.join(self._last).encode(errors="surrogatepass"), level=1))
            self._last = []

    def cells(self, line: int) -> tuple[str, ...]:
        """Return the cells of a row, none of one that was not kept."""
        together = bisect_right(self._first, line) - 1
        if together < 0:
            return ()
        rows = _by_line(self._last) if together == len(self._whole) else _unpacked(self._whole[together])
        return tuple(rows[str(line)].split(_BETWEEN)) if str(line) in rows else ()


@lru_cache(maxsize=8)
def _unpacked(rows: bytes) -> dict[str, str]:
    return _by_line(decompress(rows).decode(errors="surrogatepass").split(_BETWEEN_ROWS))


def _by_line(rows: Sequence[str]) -> dict[str, str]:
    return {line: cells for line, _, cells in (row.partition(_BETWEEN) for row in rows)}


def between(one: str, other: str) -> str:
    """Return how a row names its two parties."""
    return f"{one} – {other}"


class StatedTies(Sequence[StatedTie]):
    """The ties of a list in the order of its rows; each is made anew when it is asked for.

    `names` are those that places usually have, by their numbers: what names two places so is not kept once more.
    """

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self._lines, self._first, self._second = array("i"), array("i"), array("i")
        self._parties: dict[int, tuple[int, ...]] = {}  # of those that are not two
        self._locators = KeptTexts()
        self._said = array("i")
        self._numbers: dict[tuple[int, Said], int] = {}
        self._all_said: list[tuple[int, Said]] = []

    def append(self, tie: StatedTie) -> None:
        """Keep a tie behind the others."""
        self.add(tie.line, tie.parties, tie.locator, self.number_of(tie))

    def number_of(self, tie: StatedTie) -> int:
        """Return the number under which is kept what is said of a tie, whosever it is."""
        said = tie.source, tie[_SAID:]
        number = self._numbers.setdefault(said, len(self._all_said))
        if number == len(self._all_said):
            self._all_said.append(said)
        return number

    def add(self, line: int, parties: tuple[int, ...], locator: str, said: int) -> None:
        """Keep a tie behind the others, of which is said what is kept under a number.

        Without a locator it names its two parties as their places usually are.
        """
        first, second = parties if len(parties) == 2 else (_SEVERAL, _SEVERAL)
        if first == _SEVERAL:
            self._parties[len(self._lines)] = parties
        self._lines.append(line)
        self._first.append(first)
        self._second.append(second)
        self._locators.append(locator)
        self._said.append(said)

    def __len__(self) -> int:
        """Count the ties."""
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> StatedTie: ...

    @overload
    def __getitem__(self, place: slice) -> list[StatedTie]: ...

    def __getitem__(self, place: int | slice) -> StatedTie | list[StatedTie]:
        """Return a tie by its place, or those of a slice."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        source, said = self._all_said[self._said[place]]
        return StatedTie._make((self._lines[place], self.parties(place), source, self.locator(place), *said))

    def __iter__(self) -> Iterator[StatedTie]:
        """Give the ties one after the other."""
        return map(self.__getitem__, range(len(self)))

    def line(self, place: int) -> int:
        """Return the line of a tie by its place."""
        return self._lines[place]

    def said(self, place: int) -> int:
        """Return the number under which is kept what is said of a tie, by its place."""
        return self._said[place]

    def locator(self, place: int) -> str:
        """Return how a tie names its parties, by its place."""
        return self._locators[place] or between(*map(self.names.__getitem__, self.parties(place)))

    def parties(self, place: int) -> tuple[int, ...]:
        """Return the parties of a tie by its place."""
        first = self._first[place]
        return self._parties[place] if first == _SEVERAL else (first, self._second[place])

    def sides(self, ties: Sequence[int]) -> tuple[Iterator[int], Iterator[int]]:
        """Give the first and the second parties of ties, by their places; -1 where there are not two."""
        return map(self._first.__getitem__, ties), map(self._second.__getitem__, ties)

    def places_of(self, ties: Sequence[int]) -> set[int]:
        """Return the numbers of all parties of ties, by their places."""
        found = set[int]().union(*self.sides(ties)) - {_SEVERAL}
        return found.union(*(self._parties[each] for each in self._parties.keys() & set(ties)))

    def places_of_lines(self, lines: Set[int]) -> dict[int, int]:
        """Return the places of the ties that stand in these lines, by these."""
        return {line: place for place, line in enumerate(self._lines) if line in lines}

    @property
    def first_of_two(self) -> set[int]:
        """The numbers of the first parties of ties between two."""
        return set(self._first) - {_SEVERAL}

    @property
    def sources(self) -> set[int]:
        """The numbers of the sources that state some."""
        return {source for source, _ in self._all_said}

    @property
    def successors(self) -> set[str]:
        """The keys of those that took the place of others."""
        return {said[-1] for _, said in self._all_said if said[-1]}

    @property
    def undated(self) -> int:
        """How many have no date."""
        without = {number for number, (_, (_, on, *_)) in enumerate(self._all_said) if on is None}
        return sum(each in without for each in self._said) if without else 0
