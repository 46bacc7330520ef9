"""Rows of a list by the cities that they are about: those of the same cities together, whatever names they have."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from twinning.exchange.joining.recorded import Parties
from twinning.exchange.lists.cities.candidates import Candidate
from twinning.exchange.lists.cities.finding import Problem
from twinning.exchange.lists.stated import StatedTie
from twinning.exchange.lists.tie_list import Reject, TieList

_ROW_BITS = 31
_ROW = (1 << _ROW_BITS) - 1

Group = tuple[Parties, Sequence[int]]


def grouped(
    found: TieList,
    rows: Sequence[int],
    cities: Sequence[object],
    rejects: list[Reject],
    further: Mapping[Parties, Sequence[int]],
) -> Iterator[Group]:
    """Give rows, by their places, by the ids of their parties; `cities` are what the list's places are.

    A row of a city that is a question, or that is named twice, goes to `rejects` at once. `further` are rows whose
    parties are known already.
    """
    groups = _Groups(found, cities, rejects)
    groups.take(rows)
    return groups.joined(dict(further))


class _Groups:
    """Rows between two cities by the one with the lower id, since there may be a million; the few others apart."""

    def __init__(self, found: TieList, cities: Sequence[object], rejects: list[Reject]) -> None:
        self._found, self._cities, self._rejects = found, cities, rejects
        self._ids = array("q", (each.id or 0 if isinstance(each, Candidate) else 0 for each in cities))
        self._pairs: dict[int, array[int]] = defaultdict(partial(array, "q"))  # the other city and the row, packed
        self._others: dict[Parties, list[int]] = {}

    def take(self, rows: Sequence[int]) -> None:
        """Take rows of the list, by their places."""
        ids, pairs = [*self._ids, 0], self._pairs  # the last is found where there are not two
        lower, higher = (map(ids.__getitem__, side) for side in self._found.ties.sides(rows))
        for row, one, other in zip(rows, lower, higher, strict=True):
            if 0 < one < other:
                pairs[one].append(other << _ROW_BITS | row)
            elif 0 < other < one:
                pairs[other].append(one << _ROW_BITS | row)
            else:
                self._take_other(row)

    def _take_other(self, row: int) -> None:
        parties = self._found.ties.parties(row)
        ids = sorted([self._ids[each] for each in parties])
        if 0 in ids or len(set(ids)) < len(parties):
            self._reject(row, parties)
        else:
            self._others.setdefault(tuple(ids), []).append(row)

    def _reject(self, row: int, parties: Sequence[int]) -> None:
        cities = [self._cities[each] for each in parties]
        tie, problem = self._found.ties[row], next((each for each in cities if isinstance(each, Problem)), None)
        if problem is not None:
            self._rejects.append(_reject(self._found, tie, cities.index(problem), problem.reason, problem.hint))
        else:
            reason = "both sides are the same city"
            self._rejects.append(_reject(self._found, tie, len(cities) - 1, reason, None))

    def joined(self, further: dict[Parties, Sequence[int]]) -> Iterator[Group]:
        """Give all groups, those between two cities first."""
        for parties, rows in self._all():
            yield parties, [*rows, *further.pop(parties, ())] if further else rows
        yield from further.items()

    def _all(self) -> Iterator[Group]:
        for lower in sorted(self._pairs):
            for higher, packed in groupby(sorted(self._pairs.pop(lower)), _higher):
                yield (lower, higher), [each & _ROW for each in packed]
        yield from self._others.items()


def _higher(packed: int) -> int:
    return packed >> _ROW_BITS


def _reject(found: TieList, row: StatedTie, side: int, reason: str, hint: str | None) -> Reject:
    number = found.placed.get(("city", "partner")[side] if len(row.parties) == 2 else "parties")
    column = found.header[number] if number is not None else None
    return Reject(row.line, column, reason, hint, found.cells(row.line))
