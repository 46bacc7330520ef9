"""Rows of a list, taken: those that are alone many at once, the others one by one.

A row is alone that is the only one between its parties, which have no agreement yet, as most of a first list are. What
it leads to rests on nothing but what it says, and most say what others say too: what follows from the first of them is
written for all.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate, chain
from typing import Any, Final, NamedTuple, TypeVar

from twinning.exchange.joining.recorded import Parties
from twinning.exchange.lists.reconciling import Outcome, Reconciler
from twinning.exchange.lists.recorded import ComparedTie
from twinning.exchange.lists.stated import StatedTies
from twinning.exchange.lists.writing import BEGAN, Cells, act_cells, agreement_cells, citation_cells

Of = TypeVar("Of")
Kept = TypeVar("Kept", bound=tuple[object, ...])

_NAMES: Final = "\0"  # which no cell holds
"""In the place of how a row names its parties, which is its own."""

_MOST_KEPT = 50_000  # of what rows say: it may be something else in each


class _Cited(NamedTuple):
    """What a source states, and in which place of it, of an agreement or of an act of that, by its place among them."""

    act: int | None
    locator: str | None
    cells: Cells


class _Following(NamedTuple):
    """What follows from what a row says, as the columns of rows: an agreement, its fields, its acts, who states it."""

    agreement: Cells
    fields: tuple[str, ...]
    acts: tuple[Cells, ...]
    cited: tuple[_Cited, ...]


class RowTaker:
    """Takes rows of a list: those that are alone together, and lets the reconciler look at the others one by one.

    `trial` is such another, which says what follows from a row, and writes nothing.
    """

    def __init__(self, rows: StatedTies, reconciler: Reconciler, trial: Reconciler) -> None:
        self._rows, self._reconciler, self._trial = rows, reconciler, trial
        self._known: dict[int, _Following | None] = {}
        self._once: dict[Any, Any] = {}
        self._parties, self._places = list[Parties](), list[int]()
        self._following = list[_Following]()

    def take(self, groups: Mapping[Parties, Sequence[int]], recorded: Mapping[Parties, list[ComparedTie]]) -> None:
        """Take rows, by their places, of the same parties each, beside the agreements that these have."""
        for parties, rows in groups.items():
            if len(rows) > 1 or parties in recorded or not self._takes(parties, rows[0]):
                self._reconciler.take(parties, [self._rows[row] for row in rows], recorded.get(parties, []))
        self._write()

    def _takes(self, parties: Parties, place: int) -> bool:
        """Take a row to be written with others, unless it is one that is looked at by itself."""
        following = self._of(place)
        if following is None or self._rows.line(place) <= self._reconciler.last_shown:
            return False
        self._parties.append(parties)
        self._places.append(place)
        self._following.append(following)
        return True

    def _of(self, place: int) -> _Following | None:
        number = self._rows.said(place)
        if number not in self._known:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
                self._once.clear()
            self._known[number] = self._follow(place)
        return self._known[number]

    def _follow(self, place: int) -> _Following | None:
        """Return what follows from what a row says; nothing where another row may be about the same agreement."""
        row, writer = self._rows[place]._replace(locator=_NAMES), self._trial.writer
        if row.successor is not None or row.key in self._reconciler.successors:
            return None
        tie = self._trial.create((), row)
        self._trial.cite(tie, row, self._trial.sources[row.source])
        (new,), citings = writer.new, writer.citings
        writer.new, writer.citings = [], []
        place_of = {None: None, BEGAN: 0} | {act.kind.value: at for at, act in enumerate(new.acts) if at}
        cited = (_Cited(place_of[each.act], each.locator, citation_cells(each)) for each in citings)
        return _Following(
            self._kept(agreement_cells(tie.kind, row.details)),
            tuple(each.value for each in row.details.fields) if row.details else (),
            tuple(act_cells(1 + at, act) for at, act in enumerate(new.acts)),
            tuple(self._kept(each) if each.act is None else each for each in cited),
        )

    def _kept(self, cells: Kept) -> Kept:
        """Return the cells that are kept: what rests on the kind of a tie is once there, and not once for every day."""
        kept: Kept = self._once.setdefault(cells, cells)
        return kept

    def _write(self) -> None:
        writer, following = self._reconciler.writer, self._following
        names = [*map(self._rows.locator, self._places)]
        _, ids = writer.write_agreements(self._parties, [each.agreement for each in following])
        of, words = _spread([each.fields for each in following])
        writer.write_fields([ids[at] for at in of], words)
        of, cells = _spread([each.acts for each in following])
        acts = writer.write_acts([ids[at] for at in of], cells)
        of, cited = _spread([each.cited for each in following])
        first = [*accumulate((len(each.acts) for each in following), initial=0)]
        writer.write_citations(
            [each.act is not None for each in cited],
            [ids[at] if each.act is None else acts[first[at] + each.act] for at, each in zip(of, cited, strict=True)],
            [names[at] if each.locator == _NAMES else each.locator for at, each in zip(of, cited, strict=True)],
            [each.cells for each in cited],
        )
        self._reconciler.counts[Outcome.CREATED] += len(ids)
        self._parties, self._places, self._following = [], [], []


def _spread(several: Sequence[Sequence[Of]]) -> tuple[list[int], list[Of]]:
    """Return the things of several sequences one after the other, and before them the place of the one of each."""
    return [at for at, things in enumerate(several) for _ in things], [*chain.from_iterable(several)]
