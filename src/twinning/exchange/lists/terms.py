"""When terms of agreements ran out by what the rows of lists say that have a tie as expired, and who states it.

A day that was only inferred gives way to one that is stated, and a stated one to a more exact one within it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import Basis, Status
from twinning.exchange.lists.recorded import ComparedTie, StatedDay
from twinning.exchange.lists.stated import StatedTie
from twinning.exchange.lists.writing import BEGAN, Citing, TieWriter, date_columns

_NO_DAY = "The list has the tie as expired and no day, so that its term ended before the day of the list."


@dataclass(frozen=True, slots=True)
class Terms:
    """Lets the terms of agreements run out. `over_by` is the end of one without a day: `[..2025-12-31]`."""

    writer: TieWriter
    over_by: EdtfDate

    def add(self, tie: ComparedTie, row: StatedTie) -> None:
        """Let the term of an agreement run out where a row says so and nobody set one, or nobody stated its end.

        Of an agreement to which more happened than its signing nobody knows which term the row means.
        """
        if not has_expired(row):
            return
        until, is_said = row.ended or self.over_by, row.ended is not None
        if tie.term is None:
            gains = tie.is_only_signed
        else:
            gains = is_said and (not tie.term_is_said or until.says_more_than(tie.term))
        if gains and not (tie.on and until.is_before(tie.on)):
            tie.term, tie.term_is_said = until, is_said
            self._write(tie, until)

    def state(
        self,
        tie: ComparedTie,
        row: StatedTie,
        cited: Mapping[int, str | None],
        restate: Callable[[int, StatedDay, str], None],
    ) -> bool:
        """Let a term run out as the row of another edition has it; return whether the one before said otherwise.

        `cited` and `restate` are those of `Ends.state`.
        """
        if not has_expired(row):
            return False
        before = tie.term
        self.add(tie, row)
        differs = tie.term is not before
        for place in cited.items():
            if (word := tie.term_words.get(place)) is None:
                self.cite(tie, row, *place)
            elif row.ended is not None and word.value not in (None, row.ended.text) and place[1] is not None:
                restate(place[0], word, row.ended.text)
                differs = True
        return differs

    def cite(self, tie: ComparedTie, row: StatedTie, source: int, where: str | None) -> None:
        """Record what a source says of when the term ran out, where the agreement has one."""
        if not has_expired(row) or tie.term is None:
            return
        tie.term_words[source, where] = StatedDay()
        if row.ended is not None:
            self.writer.citings.append(Citing(tie, source, where, "until", row.ended.text, act=BEGAN))
        else:
            word = Citing(tie, source, where, "until", self.over_by.text, Basis.INFERRED, _NO_DAY, act=BEGAN)
            self.writer.citings.append(word)

    def _write(self, tie: ComparedTie, until: EdtfDate) -> None:
        if tie.id is None:
            acts = self.writer.waiting(tie).acts
            acts[0] = acts[0]._replace(until=until)
        else:
            self.writer.update_beginning(tie, date_columns("until", until))


def has_expired(row: StatedTie) -> bool:
    """Return whether a row says that the term of an agreement ran out, on the day that it has for its end."""
    return row.status is Status.EXPIRED and row.successor is None
