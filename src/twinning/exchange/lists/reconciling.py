"""Which agreement each row speaks of, and what the register gains from it.

Within one source, rows that differ are different agreements and an exact repeat is the same. Across sources a row joins
an agreement by the same rule as a data package (`exchange.joining`). What is recorded on somebody's word stays; what
was only inferred gives way to what is stated, and a day to a more exact one within it; the rest is that source's word.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select

from twinning.db.session import connection_of
from twinning.db.tables.agreements import AGREEMENT
from twinning.db.typed_tables import fetch_rows
from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActMode, AgreementKind, Basis, Status
from twinning.exchange.joining.matching import AgreementIdentity, match_agreements
from twinning.exchange.joining.recorded import Parties
from twinning.exchange.lists.ends import Ends
from twinning.exchange.lists.recorded import ComparedTie
from twinning.exchange.lists.stated import StatedTie
from twinning.exchange.lists.terms import Terms
from twinning.exchange.lists.words_of_sources import WORDS
from twinning.exchange.lists.writing import BEGAN, Citing, NewActs, NextAct, TieWriter, date_columns

_NO_KIND = "The list does not say of what kind the tie is."
_NO_DAY = "The list has the tie and no day, so that it was signed by the day of the list at the latest."


GoneRow = tuple[int, int]
"""A source and an agreement, by their ids, of which it stated a row that its new edition has not, as it seems."""


class Outcome(StrEnum):
    """What became of a row."""

    CREATED = "created"
    ALREADY_THERE = "already_there"
    ADDED_AS_WORD = "added_as_word"
    REJECTED = "rejected"


@dataclass(slots=True)
class Reconciler:
    """Takes the rows of the same parties together. `sources` are the ids of the list's sources by their numbers.

    `usual_kind` is that of ties whose kind no row says, `listed_by` the day of those without one: `[..2026-01-01]`.
    `last_shown` is the line up to which rows are shown with what became of them.
    `successors` are the agreements of the list that took the place of others, by the keys that rows have for them.
    `gone` are the sources (their ids) with the agreements of which they have no row by the same names any more; a row
    that names the cities of one otherwise is that row, and stands in `renamed` by its line.
    """

    writer: TieWriter
    sources: Sequence[int]
    usual_kind: AgreementKind
    listed_by: EdtfDate | None
    ends: Ends
    terms: Terms
    counts: Counter[Outcome] = field(default_factory=Counter)
    outcomes: dict[int, tuple[Outcome, ComparedTie]] = field(default_factory=dict)
    last_shown: int = 0
    successors: dict[str, ComparedTie | None] = field(default_factory=dict)
    superseded: list[tuple[ComparedTie, StatedTie]] = field(default_factory=list)
    gone: Set[GoneRow] = frozenset()
    renamed: dict[GoneRow, int] = field(default_factory=dict)

    def take(self, parties: Parties, rows: Sequence[StatedTie], ties: list[ComparedTie]) -> None:
        """Let rows of the same parties become agreements, or words on those that are there; new ones join `ties`."""
        by_source: dict[int, list[StatedTie]] = defaultdict(list)
        for row in rows:
            by_source[row.source].append(row)
        for number, stated in by_source.items():
            self._take_of_source(parties, self.sources[number], stated, ties)
        self.writer.flush_if_full()

    def _take_of_source(self, parties: Parties, source: int, rows: list[StatedTie], ties: list[ComparedTie]) -> None:
        distinct: dict[tuple[object, ...], StatedTie] = {}
        repeats = [row for row in rows if distinct.setdefault(_content(row), row) is not row]
        joined = self._joined(source, list(distinct.values()), ties)
        of = {
            content: self._take_row(parties, source, row, joined.get(row.line), ties)
            for content, row in distinct.items()
        }
        places = {row.locator for row in distinct.values()}
        for row in repeats:
            tie = of[_content(row)]
            self.note(row, Outcome.ALREADY_THERE, tie)
            if row.locator not in places:  # so that another edition is compared with this row too
                places.add(row.locator)
                self.cite(tie, row, source)

    def _take_row(
        self, parties: Parties, source: int, row: StatedTie, tie: ComparedTie | None, ties: list[ComparedTie]
    ) -> ComparedTie:
        """Let a row become an agreement, or a word on the one of which it speaks; return that."""
        if tie is None:
            tie = self.create(parties, row)
            ties.append(tie)
            self.note(row, Outcome.CREATED, tie)
        elif self._is_gone(source, tie):
            self.renamed[source, tie.id or 0] = row.line
            return tie
        elif source in tie.sources or _is_its_own(row, tie):
            self.note(row, Outcome.ALREADY_THERE, tie)
            return tie
        else:
            self.add_word(tie, row)
            self.ends.add(tie, row)
            self.terms.add(tie, row)
            self.note(row, Outcome.ADDED_AS_WORD, tie)
        self.cite(tie, row, source)
        return tie

    def note(self, row: StatedTie, outcome: Outcome, tie: ComparedTie) -> None:
        """Count what became of a row."""
        self.counts[outcome] += 1
        if row.key in self.successors:
            self.successors[row.key] = tie
        if row.successor is not None and outcome is Outcome.CREATED:
            self.superseded.append((tie, row))
        if row.line <= self.last_shown:
            self.outcomes[row.line] = outcome, tie

    def settle_successors(self) -> None:
        """Let new agreements be superseded by those that their rows name, of the list or else of the register.

        Where there is none of that key, all that is known is that they ended.
        """
        self.writer.flush()
        missing = [key for key, tie in self.successors.items() if tie is None]
        query = select(AGREEMENT.c.key, AGREEMENT.c.id).where(AGREEMENT.c.key.in_(missing))
        ids = dict(fetch_rows(connection_of(self.writer.session), query))
        ids |= {key: tie.id for key, tie in self.successors.items() if tie is not None and tie.id is not None}
        follows: dict[int, int] = {}
        for tie, row in self.superseded:
            found, on = ids.get(row.successor or ""), row.ended or self.ends.ended_by
            act = NextAct(ActKind.ENDED, on, ActMode.UNKNOWN)
            if found is not None and tie.id is not None and not _leads_to(follows, found, tie.id):
                follows[tie.id] = found
                act = NextAct(ActKind.SUPERSEDED, on, ActMode.UNKNOWN, found)
            self.writer.more_acts.append(NewActs(tie, [act]))
        self.writer.flush()

    def _joined(self, source: int, rows: list[StatedTie], ties: list[ComparedTie]) -> dict[int, ComparedTie]:
        """Return the agreement that each row, by its line, speaks of; each takes one row of a source at most."""
        if not ties:
            return {}
        by_key = {str(number): tie for number, tie in enumerate(ties)}
        named = {tie.key: tie for tie in ties if tie.key}
        found = {row.line: named[row.key] for row in rows if row.key in named}
        for tie in ties:
            repeat = next((row for row in rows if row.line not in found and _repeats(row, tie, source)), None)
            if repeat is not None and tie not in found.values():
                found[repeat.line] = tie
        recorded = [
            AgreementIdentity(key, tie.kind, tie.on, tie.kind_is_said)
            for key, tie in by_key.items()
            if (source not in tie.sources or self._is_gone(source, tie)) and tie not in found.values()
        ]
        incoming = [
            AgreementIdentity(f"row {row.line}", *self._identity(row), row.kind is not None)
            for row in rows
            if row.line not in found
        ]
        matches = match_agreements(incoming, recorded)
        return found | {int(row.removeprefix("row ")): by_key[key] for row, key in matches.items()}

    def _is_gone(self, source: int, tie: ComparedTie) -> bool:
        return (source, tie.id) in self.gone

    def _identity(self, row: StatedTie) -> tuple[AgreementKind, EdtfDate | None]:
        return row.kind or self.usual_kind, row.on or self.listed_by

    def create(self, parties: Parties, row: StatedTie) -> ComparedTie:
        """Let a row become an agreement, and return that."""
        kind, on = self._identity(row)
        tie = ComparedTie(parties, kind, on, kind_is_said=row.kind is not None, day_is_said=row.on is not None)
        tie.is_proposed = is_proposed(row)
        begins = NextAct(ActKind.PROPOSED if tie.is_proposed else ActKind.SIGNED, on, ActMode.JOINT)
        acts = [begins, *self.ends.begin(tie, row)]
        self.writer.new.append(NewActs(tie, acts, row.details))
        tie.is_only_signed = len(acts) == 1 and not tie.is_proposed
        self.terms.add(tie, row)
        return tie

    def add_word(self, tie: ComparedTie, row: StatedTie) -> None:
        """Let an agreement gain what another source says and nobody said before."""
        if tie.is_proposed and not is_proposed(row):
            self._sign(tie, row)
        if row.kind is not None and not tie.kind_is_said:
            if tie.id is not None and row.kind is not tie.kind:
                self.writer.update_agreement(tie, {"kind": row.kind})
            tie.kind, tie.kind_is_said = row.kind, True
        if row.on is not None and (tie.on is None or not tie.day_is_said or row.on.says_more_than(tie.on)):
            self._date(tie, row.on)

    def _sign(self, tie: ComparedTie, row: StatedTie) -> None:
        """Let what was proposed be signed, as a row has it that does not say that it only is."""
        _, tie.on = self._identity(row)
        tie.is_proposed, tie.day_is_said = False, row.on is not None
        self.writer.add_act(tie, NextAct(ActKind.SIGNED, tie.on, ActMode.JOINT))
        self.writer.flush()  # what is said of its day from now on is of this act

    def _date(self, tie: ComparedTie, day: EdtfDate) -> None:
        """Let an agreement, recorded or still to be written, have begun on a day that somebody states."""
        tie.on, tie.day_is_said = day, True
        if tie.id is None:
            acts = self.writer.waiting(tie).acts
            acts[0] = acts[0]._replace(on=day)
        elif tie.act is not None:
            self.writer.update_beginning(tie, date_columns("on", day))

    def cite(self, tie: ComparedTie, row: StatedTie, source: int) -> None:
        """Record what a row states, and what had to be inferred from it."""
        for each, where in self.cited(row, source).items():
            self._cite_source(tie, row, each, where)

    def cite_further(self, tie: ComparedTie, row: StatedTie, source: int) -> None:
        """Record what a row of a source (its id) states on the word of those that it refers to now, and did not."""
        for each, where in self.cited(row, source).items():
            if each not in tie.sources:
                self._cite_source(tie, row, each, where)

    def _cite_source(self, tie: ComparedTie, row: StatedTie, source: int, where: str | None) -> None:
        tie.sources.add(source)
        self.cite_fields(tie, row, source, where, WORDS)
        self.ends.cite(tie, row, source, where)
        self.terms.cite(tie, row, source, where)

    def cite_fields(
        self, tie: ComparedTie, row: StatedTie, source: int, where: str | None, wanted: Collection[str]
    ) -> None:
        """Record what a source states of these fields on the word of a row, and what had to be inferred from it."""
        say = self.writer.citings.append
        if "kind" in wanted and row.kind is not None:
            say(Citing(tie, source, where, "kind", row.kind.value))
        elif "kind" in wanted:
            say(Citing(tie, source, where, "kind", None, Basis.INFERRED, _NO_KIND))
        if "on" in wanted and row.on is not None:
            say(Citing(tie, source, where, "on", row.on.text, act=BEGAN))
        elif "on" in wanted and self.listed_by is not None:
            say(Citing(tie, source, where, "on", self.listed_by.text, Basis.INFERRED, _NO_DAY, act=BEGAN))
        if "status" in wanted and row.status is not None:
            say(Citing(tie, source, where, "status", row.status.value))

    def cited(self, row: StatedTie, source: int) -> dict[int, str | None]:
        """Return the sources, by their ids, that state a row, with the place in each."""
        cited: dict[int, str | None] = {source: row.locator}
        if row.cited is not None:
            cited[self.sources[row.cited]] = None
        if row.references:
            cited |= {self.sources[number]: where for number, where in row.references}
        return cited


def _leads_to(follows: Mapping[int, int], start: int, end: int) -> bool:
    """Say whether what took the place of an agreement, of that one and so on is another: none takes its own place."""
    while start != end and start in follows:
        start = follows[start]
    return start == end


def is_proposed(row: StatedTie) -> bool:
    """Say whether a row has a tie as not signed."""
    return row.status in (Status.PROPOSED, Status.ABANDONED)


def _repeats(row: StatedTie, tie: ComparedTie, source: int) -> bool:
    """Say whether a row of a source (its id) states just what that stated of an agreement, by whatever names."""
    said = {("kind", row.kind and row.kind.value), ("on", row.on and row.on.text)}
    said = {(of, value) for of, value in said if value is not None}
    return source in tie.sources and tie.stated.get(source, set()) == said


def _is_its_own(row: StatedTie, tie: ComparedTie) -> bool:
    """Say whether a row is one that the register itself listed, by its key, and says nothing else."""
    same_day = row.on is None or row.on == tie.on
    return bool(tie.key) and row.key == tie.key and row.kind in (None, tie.kind) and same_day


def _content(row: StatedTie) -> tuple[object, ...]:
    """What a row says of its agreement."""
    return row.kind, row.on and row.on.text, row.ended and row.ended.text, row.status, row.key
