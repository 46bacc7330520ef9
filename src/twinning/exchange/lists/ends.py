"""How agreements ended, or were suspended, by what the rows of lists say: the act, its day, and who states it.

A day that was only inferred gives way to one that is stated, and a stated one to a more exact one within it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActMode, Basis, Status
from twinning.exchange.lists.recorded import ComparedTie, LaterAct, StatedDay
from twinning.exchange.lists.stated import StatedTie
from twinning.exchange.lists.terms import has_expired
from twinning.exchange.lists.writing import Citing, NextAct, TieWriter, date_columns

_NO_DAY = "The list has the tie as {status} and no day, so that it was by the day of the list at the latest."
_LATER = {
    Status.ENDED: ActKind.ENDED,
    Status.SUPERSEDED: ActKind.ENDED,  # by what the list does not say
    Status.SUSPENDED: ActKind.SUSPENDED,
    Status.ABANDONED: ActKind.ABANDONED,
}


@dataclass(frozen=True, slots=True)
class Ends:
    """Lets agreements end or be suspended. `ended_by` is the day of that without one: `[..2026-01-01]`."""

    writer: TieWriter
    ended_by: EdtfDate

    def later_act(self, row: StatedTie) -> NextAct | None:
        """Return what happened to an agreement after its beginning, as a row has it."""
        if row.successor is not None or has_expired(row):
            return None  # it follows once the successor is recorded: `Reconciler.settle_successors`; or its term ended
        if row.ended is not None:
            return NextAct(ActKind.ENDED, row.ended, ActMode.UNKNOWN)
        later = _LATER.get(row.status) if row.status else None
        return None if later is None else NextAct(later, self.ended_by, ActMode.UNKNOWN)

    def begin(self, tie: ComparedTie, row: StatedTie) -> list[NextAct]:
        """Return what happened to a new agreement after its beginning, and note it."""
        act = self.later_act(row)
        if act is None:
            return []
        self._note(tie, row, act)
        return [act]

    def add(self, tie: ComparedTie, row: StatedTie) -> bool:
        """Let happen to an agreement what a row says, where nobody said so before; return whether it does.

        What is recorded gains the day of that where nobody stated it. What cannot follow on what happened before is the
        word of the row's source alone.
        """
        act = self.later_act(row)
        if act is None or tie.is_superseded:
            return False
        if (known := tie.later.get(act.kind)) is not None:
            self._gain_day(tie, row, act.kind, known)
            return False
        if not _may_follow(act.kind, tie):
            return False
        self._note(tie, row, act)
        self.writer.add_act(tie, act)
        return True

    def state(
        self,
        tie: ComparedTie,
        row: StatedTie,
        cited: Mapping[int, str | None],
        restate: Callable[[int, StatedDay, str], None],
    ) -> bool:
        """Let happen to an agreement what another edition's row has; return whether the one before said otherwise.

        `cited` are the ids of who states the row, the edition's source first, with the place in each; `restate` lets
        one of them say another day.
        """
        act = self.later_act(row)
        if act is None or tie.is_superseded:
            return False
        before = tie.later.get(act.kind)
        listed = () if before is None else (place for place, word in before.words.items() if word.is_listed)
        is_alone = {*listed} <= {*cited.items()}
        recorded = before and before.on and before.on.text
        differs = self.add(tie, row)
        if (known := tie.later.get(act.kind)) is None:
            return False
        for number, (source, where) in enumerate(cited.items()):
            if (word := known.words.get((source, where))) is None:
                self.cite(tie, row, source, where)
            elif row.ended is not None and word.value not in (None, row.ended.text) and (is_alone or not number):
                restate(source, word, row.ended.text)
                if is_alone and word.value == recorded:
                    self._date(tie, act.kind, known, row.ended)
                differs = True
        return differs

    def cite(self, tie: ComparedTie, row: StatedTie, source: int, where: str | None) -> None:
        """Record what a source says of how an agreement ended, also of an end that others said before.

        Of one that was superseded nothing is, as that is another act.
        """
        act, say = self.later_act(row), self.writer.citings.append
        if act is None or (known := tie.later.get(act.kind)) is None:
            return
        known.words[source, where] = StatedDay()
        if row.ended is not None:
            say(Citing(tie, source, where, "on", row.ended.text, act=act.kind))
            return
        say(Citing(tie, source, where, "kind", act.kind.value, act=act.kind))
        because = _NO_DAY.format(status=act.kind.value)
        say(Citing(tie, source, where, "on", self.ended_by.text, Basis.INFERRED, because, act=act.kind))

    def _note(self, tie: ComparedTie, row: StatedTie, act: NextAct) -> None:
        tie.later[act.kind] = LaterAct(act.on, is_said=row.ended is not None)

    def _gain_day(self, tie: ComparedTie, row: StatedTie, kind: ActKind, known: LaterAct) -> None:
        day = row.ended
        if day is None or tie.on and day.is_before(tie.on):
            return
        if known.on is None or not known.is_said or day.says_more_than(known.on):
            self._date(tie, kind, known, day)

    def _date(self, tie: ComparedTie, kind: ActKind, known: LaterAct, day: EdtfDate) -> None:
        """Let an act have been on another day than was recorded, or is to be."""
        known.on, known.is_said = day, True
        if known.id is not None:
            self.writer.update_act(tie, known.id, known.seq, date_columns("on", day))
        else:
            acts = self.writer.waiting(tie).acts
            acts[:] = [act._replace(on=day) if act.kind is kind else act for act in acts]


def _may_follow(kind: ActKind, tie: ComparedTie) -> bool:
    """Say whether this may have happened: what ended is not put on hold, and what was signed is not given up."""
    if kind is ActKind.ABANDONED:
        return tie.is_proposed
    return kind is ActKind.ENDED or not (tie.is_proposed or ActKind.ENDED in tie.later)
