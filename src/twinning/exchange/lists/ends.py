"""How agreements ended by what the rows of lists say: the act, its day, and who states it.

A day that was only inferred gives way to one that is stated, and a stated one to a more exact one within it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActMode, Basis, Status
from twinning.exchange.lists.recorded import ComparedTie, StatedDay
from twinning.exchange.lists.stated import StatedTie
from twinning.exchange.lists.terms import has_expired
from twinning.exchange.lists.writing import Citing, NewActs, NextAct, TieWriter, date_columns

_NO_END = "The list has the tie as ended and no day, so that it ended by the day of the list at the latest."
_LATER = {
    Status.ENDED: ActKind.ENDED,
    Status.SUPERSEDED: ActKind.ENDED,  # by what the list does not say
    Status.SUSPENDED: ActKind.SUSPENDED,
    Status.ABANDONED: ActKind.ABANDONED,
}


@dataclass(frozen=True, slots=True)
class Ends:
    """Lets agreements end. `ended_by` is the day of an end without one: `[..2026-01-01]`."""

    writer: TieWriter
    ended_by: EdtfDate

    def later_acts(self, row: StatedTie) -> list[NextAct]:
        """Return what happened to an agreement after its beginning, as a row has it."""
        if row.successor is not None or has_expired(row):
            return []  # it follows once the successor is recorded: `Reconciler.settle_successors`; or its term ended
        if row.ended is not None:
            return [NextAct(ActKind.ENDED, row.ended, ActMode.UNKNOWN)]
        later = _LATER.get(row.status) if row.status else None
        return [] if later is None else [NextAct(later, self.ended_by, ActMode.UNKNOWN)]

    def begin(self, tie: ComparedTie, row: StatedTie) -> list[NextAct]:
        """Return what happened to a new agreement after its beginning, and note whether it has ended."""
        later = self.later_acts(row)
        if any(act.kind is ActKind.ENDED for act in later):
            self._note(tie, row)
        return later

    def add(self, tie: ComparedTie, row: StatedTie) -> bool:
        """Let an agreement end where a row says so and nobody did before; return whether it does.

        One that has ended gains the day of that where nobody stated it.
        """
        ends = self._ends(row)
        if not ends or tie.is_superseded:
            return False
        if tie.has_ended:
            self._gain_day(tie, row)
            return False
        self._note(tie, row)
        if tie.id is None:
            self.writer.waiting(tie).acts.extend(ends)
        else:
            self.writer.more_acts.append(NewActs(tie, ends))
        return True

    def state(
        self,
        tie: ComparedTie,
        row: StatedTie,
        cited: Mapping[int, str | None],
        restate: Callable[[int, StatedDay, str], None],
    ) -> bool:
        """Let an agreement end as the row of another edition has it; return whether the one before said otherwise.

        `cited` are the ids of who states the row, the edition's source first, with the place in each; `restate` lets
        one of them say another day.
        """
        if not self._ends(row) or tie.is_superseded:
            return False
        is_alone, recorded = tie.end_words.keys() <= set(cited.items()), tie.end_on and tie.end_on.text
        differs = self.add(tie, row)
        for number, (source, where) in enumerate(cited.items()):
            if (word := tie.end_words.get((source, where))) is None:
                self.cite(tie, row, source, where)
            elif row.ended is not None and word.value not in (None, row.ended.text) and (is_alone or not number):
                restate(source, word, row.ended.text)
                if is_alone and word.value == recorded:
                    self._date(tie, row.ended)
                differs = True
        return differs

    def cite(self, tie: ComparedTie, row: StatedTie, source: int, where: str | None) -> None:
        """Record what a source says of how an agreement ended, also of an end that others said before.

        Of one that was superseded nothing is, as that is another act.
        """
        say = self.writer.citings.append
        for act in self._ends(row) if tie.has_ended else ():
            tie.end_words[source, where] = StatedDay()
            if row.ended is not None:
                say(Citing(tie, source, where, "on", row.ended.text, act=1))
            else:
                say(Citing(tie, source, where, "kind", act.kind.value, act=1))
                say(Citing(tie, source, where, "on", self.ended_by.text, Basis.INFERRED, _NO_END, act=1))

    def _ends(self, row: StatedTie) -> list[NextAct]:
        return [act for act in self.later_acts(row) if act.kind is ActKind.ENDED]

    def _note(self, tie: ComparedTie, row: StatedTie) -> None:
        tie.has_ended, tie.end_on, tie.end_is_said = True, row.ended or self.ended_by, row.ended is not None

    def _gain_day(self, tie: ComparedTie, row: StatedTie) -> None:
        day, known = row.ended, tie.end_on
        if day is None or tie.on and day.is_before(tie.on):
            return
        if known is None or not tie.end_is_said or day.says_more_than(known):
            self._date(tie, day)

    def _date(self, tie: ComparedTie, day: EdtfDate) -> None:
        """Let an agreement have ended on another day than was recorded, or is to be."""
        tie.end_on, tie.end_is_said = day, True
        if tie.end is not None:
            name = f"agreement:{tie.key}/act-{tie.end_seq}"
            self.writer.update("agreement_act", tie.end, name, date_columns("on", day))
        else:
            acts = self.writer.waiting(tie).acts
            acts[:] = [act._replace(on=day) if act.kind is ActKind.ENDED else act for act in acts]
