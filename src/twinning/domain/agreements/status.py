"""What the acts of an agreement say as of a day. Status is derived here and stored nowhere (design, section 4).

An act whose latest possible day is not after D has happened; one whose earliest is after D has not; any other may have.
Acts happen in order, so the doubtful ones give one reading for each number of them that has come true. Where the
readings differ, the answer is `unknown`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from twinning.domain.agreements.acts import ACT_RULES, ActKind, ActRule, Term
from twinning.domain.dates import EdtfDate
from twinning.domain.dates.edtf_bounds import BEYOND
from twinning.domain.vocabulary import Renewal, Status

OVER = frozenset((Status.ENDED, Status.SUPERSEDED, Status.ABANDONED))
"""Statuses after which nothing falls due any more."""


class Act(NamedTuple):
    """One act: `city` is the id of the party that did it alone, None where it did not."""

    kind: ActKind
    on: EdtfDate | None
    seq: int = 0
    until: EdtfDate | None = None
    city: int | None = None

    @property
    def rule(self) -> ActRule:
        """What acts of its kind do."""
        return ACT_RULES[self.kind]

    @property
    def order(self) -> tuple[tuple[str, str], int]:
        """The acts' order: earliest, latest, number. An act without a day comes first."""
        return (self.on.sort_key if self.on else ("", "")), self.seq

    def happened_by(self, day: str) -> bool | None:
        """Return whether this had happened by a day (ISO); None where it may have."""
        return self.on.happened_by(day) if self.on else None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a source says of the status, for a city (by id; None for none), and whether an editor preferred it."""

    city: int | None
    published: EdtfDate | None
    status: str = Status.ACTIVE
    preferred: bool = False


class AgreementFacts(NamedTuple):
    """What an agreement's status depends on. `parties` are ids of cities."""

    parties: frozenset[int]
    acts: tuple[Act, ...]
    renewal: Renewal | None = None
    claims: tuple[Claim, ...] = ()


def status_of(agreement: AgreementFacts, day: str, among: frozenset[int] | None = None) -> Status:
    """Return an agreement's status as of a day (ISO), for all its parties or only `among` some of them.

    Among some, one of them having left ends it for them, while it goes on for the others.
    """
    if among is None and not agreement.claims:
        status = _status_for_whomever(agreement.acts, agreement.renewal, day)
        return status or _status_among(agreement, day, agreement.parties)
    return _status_among(agreement, day, agreement.parties if among is None else among)


@lru_cache(maxsize=16_384)  # a list has the same few thousand courses of things a million times
def _status_for_whomever(acts: tuple[Act, ...], renewal: Renewal | None, day: str) -> Status | None:
    """Return the status that these acts give for all parties together; None where it depends on who the parties are.

    It does once a party has left: an agreement of two then ends, one of three goes on.
    """
    if any(act.rule.leaves for act in acts):
        return None
    return _status_among(AgreementFacts(frozenset(), acts, renewal), day, frozenset())


def _status_among(agreement: AgreementFacts, day: str, among: frozenset[int]) -> Status:
    statuses = _possible(agreement, day, among)
    return statuses[0] if all(status is statuses[0] for status in statuses) else Status.UNKNOWN


def possible_statuses(agreement: AgreementFacts, day: str) -> frozenset[Status]:
    """Return the statuses that an agreement may have as of a day (ISO): one, unless it is in doubt."""
    return frozenset(_possible(agreement, day, agreement.parties))


def _possible(agreement: AgreementFacts, day: str, among: frozenset[int]) -> list[Status]:
    return [status for reading in _readings(agreement.acts, day) for status in _read(agreement, reading, day, among)]


def is_known_by(agreement: AgreementFacts, day: str) -> bool:
    """Return whether anything has or may have happened to the agreement by a day; one without acts is known as such."""
    return not agreement.acts or any(act.happened_by(day) is not False for act in agreement.acts)


def known_by(agreement: AgreementFacts, day: str) -> AgreementFacts:
    """Return an agreement without the acts that surely came after a day (ISO)."""
    acts = tuple([act for act in agreement.acts if act.happened_by(day) is not False])
    return agreement if len(acts) == len(agreement.acts) else agreement._replace(acts=acts)


def was_signed_by(agreement: AgreementFacts, day: str) -> bool:
    """Return whether an agreement was, or may have been, signed by a day: more than a proposal happened to it.

    One that is known only by its end was signed before, though nothing says when; so was one without any act.
    """
    happened = [act for act in agreement.acts if act.happened_by(day) is not False]
    return not agreement.acts or any(act.rule.implies_signing for act in happened)


def first_signed(agreement: AgreementFacts) -> EdtfDate | None:
    """Return the day of the first signing; None where there is none or its day is unknown."""
    signed = _in_order([act for act in agreement.acts if act.rule.signs])
    return signed[0].on if signed else None


def _in_order(acts: Sequence[Act]) -> Sequence[Act]:
    """Return acts in the order in which they happened.

    That is `Act.order`, the first possible day first. Where some act has no first possible day, all such acts but
    beginnings are ordered by their last one instead: an end `[..2026]`, or one without a day, came after the signing in
    1990 that it ends, and not before it.
    """
    if len(acts) < 2:
        return acts
    ordered = sorted(acts, key=lambda act: act.order)
    return ordered if ordered[0].order[0][0] else sorted(acts, key=_latest_order)


def _latest_order(act: Act) -> tuple[tuple[str, str], int]:
    """Return what an act is ordered by: `Act.order`, or for one without a first possible day, its last day."""
    if act.rule.begins or act.on and act.on.earliest:
        return act.order
    latest = act.on and act.on.latest or BEYOND
    return (latest, latest), act.seq


def _readings(acts: Sequence[Act], day: str) -> Iterator[list[Act]]:
    """Give each course of things that is possible by a day (ISO), as the acts that have happened in it.

    All that surely happened are in each. Since acts happen in order, the doubtful ones come true one after another: the
    first course has none of them, the second the first one, and so on.
    """
    ordered = [(act, act.happened_by(day)) for act in _in_order(acts)]
    doubtful = [act for act, has_happened in ordered if has_happened is None]
    for count in range(len(doubtful) + 1):
        yield [act for act, has_happened in ordered if has_happened or act in doubtful[:count]]


def _read(agreement: AgreementFacts, acts: list[Act], day: str, among: frozenset[int]) -> tuple[Status, ...]:
    """Return the status that one course of acts leads to on a day; two where its term may or may not have ended."""
    left = _gone(acts)
    if left and (left & among and among != agreement.parties or len(agreement.parties - left) < 2):
        return (Status.ENDED,)
    decisive = _last_decisive(acts)
    status = decisive.rule.leads_to if decisive else None
    if decisive is None or status is None:
        return (Status.UNKNOWN,)
    if status is Status.ACTIVE:
        return _running(agreement, acts, day)
    return (_after_end(agreement, decisive) if status is Status.ENDED else status,)


def _gone(acts: list[Act]) -> set[int | None]:
    """Return the parties that left and did not sign again."""
    gone: set[int | None] = set()
    for act in acts:
        if act.rule.leaves:
            gone.add(act.city)
        elif gone and act.rule.puts_in_force:
            gone.discard(act.city)
    return gone


def _last_decisive(acts: Sequence[Act]) -> Act | None:
    """Find the act that decides. A proposal made to partners who have already signed changes nothing."""
    decisive = [act for act in acts if act.rule.is_decisive]
    if len(decisive) > 1 and any(act.rule.puts_in_force for act in decisive):
        decisive = [act for act in decisive if not act.rule.proposes]
    return decisive[-1] if decisive else None


def _running(agreement: AgreementFacts, acts: list[Act], day: str) -> tuple[Status, ...]:
    until = term_end(acts)
    if until is None or agreement.renewal is Renewal.AUTOMATIC:
        return (Status.ACTIVE,)
    if until.latest is not None and until.latest < day:
        return (Status.EXPIRED,)
    if until.earliest is None or until.earliest < day:
        return (Status.ACTIVE, Status.EXPIRED)
    return (Status.ACTIVE,)


def term_end(acts: Iterable[Act]) -> EdtfDate | None:
    """Return the end of the term that runs after some acts, in whatever order; None where it has none.

    Resuming goes on with the term that was suspended, if it sets none.
    """
    for act in reversed(_in_order([*acts])):
        if act.until is not None or act.rule.term is Term.BEGUN:
            return act.until
    return None


def _after_end(agreement: AgreementFacts, ended: Act) -> Status:
    """Return the status after an act that ended the agreement.

    Where an editor preferred a source that still has it active, that is active; where one preferred the end, ended.
    Without a decision it is disputed if a source that speaks for another party, and was published after the end, still
    has it active.
    """
    if any(claim.preferred for claim in _denials(agreement, ended)):
        return Status.ACTIVE
    decided = any(claim.preferred and claim.status == Status.ENDED for claim in agreement.claims)
    return Status.DISPUTED if _deniers(agreement, ended) and not decided else Status.ENDED


def disputing(agreement: AgreementFacts, day: str) -> frozenset[int]:
    """Return the parties (ids) whose sources deny an end, where the agreement is disputed for it as of a day (ISO)."""
    if status_of(agreement, day) is not Status.DISPUTED:
        return frozenset()
    ended = _last_decisive(_in_order([act for act in agreement.acts if act.happened_by(day)]))
    return _deniers(agreement, ended) if ended else frozenset()


def _deniers(agreement: AgreementFacts, ended: Act) -> frozenset[int]:
    """Return the parties, but for the one that ended it, for whom a later source still has the agreement."""
    speaking = {claim.city for claim in _denials(agreement, ended)} - {ended.city}
    return agreement.parties & speaking


def _denials(agreement: AgreementFacts, ended: Act) -> list[Claim]:
    active = (claim for claim in agreement.claims if claim.status == Status.ACTIVE)
    return [claim for claim in active if _is_after(claim, ended)]


def _is_after(claim: Claim, ended: Act) -> bool:
    """Return whether a source was surely published after an end; not where either has no day."""
    if claim.published is None or ended.on is None or ended.on.latest is None:
        return False
    return (claim.published.earliest or "") > ended.on.latest
