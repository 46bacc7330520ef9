"""Which days are likely, and which acts can follow one another: one rule for what is typed, imported and checked.

What is impossible is refused; what is possible but unusual gets a note. A day of which only a part lies in the wrong
place says nothing: bounds are compared as everywhere, first possible day and last possible day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from twinning.domain.agreements.status import Act
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import Status

FIRST_YEAR = 1800
"""Ties between towns on paper are of the 20th century, and the oldest friendship that is claimed for one (Paderborn and
Le Mans, 836) is an exception that has to be meant: a year before this is refused unless it is allowed."""

YEARS_AHEAD = 20
"""A day that lies further ahead than this is more often a slip (2052 for 2025) than a plan."""

DATED_TABLES = frozenset(
    (
        "agreement",
        "agreement_act",
        "activity",
        "activity_place",
        "commitment",
        "contact",
        "person_post",
        "reported_count",
        "source",
    )
)
"""Tables whose days are not before FIRST_YEAR; cities and organizations, their names and mergers may be older."""

_ENDS = (Status.ENDED, Status.SUPERSEDED, Status.ABANDONED)


@dataclass(frozen=True, slots=True)
class Oddity:
    """What is odd about an act, by its number: a sentence, and whether it is impossible."""

    seq: int
    text: str
    impossible: bool = False


def is_early(day: EdtfDate | None) -> bool:
    """Return whether a day surely lies before FIRST_YEAR."""
    return day is not None and day.latest is not None and day.latest < str(FIRST_YEAR)


def is_far_ahead(day: EdtfDate | None, today: str) -> bool:
    """Return whether a day surely lies more than YEARS_AHEAD years after today (ISO)."""
    if day is None or day.earliest is None:
        return False
    return date.fromisoformat(day.earliest).year > date.fromisoformat(today).year + YEARS_AHEAD


def odd_acts(acts: Sequence[Act], today: str) -> Iterator[Oddity]:
    """Give what is odd about the acts of an agreement: their order, what is done twice, days far ahead of today."""
    ordered = sorted(acts, key=lambda act: act.order)
    yield from _before_the_beginning(ordered)
    yield from _left_twice(ordered)
    yield from _after_the_end(ordered)
    yield from _against_its_status(ordered)
    for act in ordered:
        if is_far_ahead(act.on, today):
            yield Oddity(act.seq, f"{act.kind.value} on {act.on} is more than {YEARS_AHEAD} years ahead")


def _before_the_beginning(ordered: Sequence[Act]) -> Iterator[Oddity]:
    """An agreement is renewed, suspended, left or ended once it was signed, and abandoned once there was any."""
    signing = next((act for act in ordered if act.rule.signs), None)
    beginning = next((act for act in ordered if act.rule.begins), None)
    for act in ordered:
        first = signing if act.rule.implies_signing else beginning
        if first is not None and not act.rule.begins and _surely_before(act.on, first.on):
            what = "signing" if first.rule.signs else "proposal"
            yield Oddity(act.seq, f"{act.kind.value} on {act.on} lies before the {what} on {first.on}", impossible=True)


def _left_twice(ordered: Sequence[Act]) -> Iterator[Oddity]:
    gone: dict[int | None, Act] = {}
    for act in ordered:
        if act.rule.leaves and (before := gone.get(act.city)):
            yield Oddity(act.seq, f"the same party {_when('left', before)} already", impossible=True)
        if act.rule.leaves:
            gone[act.city] = act
        elif act.rule.puts_in_force and act.city is None:
            gone.clear()
        elif act.rule.puts_in_force:
            gone.pop(act.city, None)


def _after_the_end(ordered: Sequence[Act]) -> Iterator[Oddity]:
    """What ended goes on only once it was resumed, renewed, signed or proposed anew."""
    end: Act | None = None
    for act in ordered:
        if act.rule.puts_in_force or act.rule.proposes:
            end = None
        elif end is not None and _surely_before(end.on, act.on):
            yield Oddity(act.seq, f"{_when(act.kind.value, act)} follows {_when(end.kind.value, end)}")
        if act.rule.leads_to in _ENDS and not act.rule.leaves:
            end = end or act


def _against_its_status(ordered: Sequence[Act]) -> Iterator[Oddity]:
    """What is in force is not resumed, nor abandoned as a proposal is, and nobody suspends what they have suspended."""
    last: Act | None = None
    for act in ordered:
        if last is not None and _surely_before(last.on, act.on) and (why := _contradiction(last, act)) is not None:
            yield Oddity(act.seq, f"{_when(act.kind.value, act)} follows {_when(last.kind.value, last)}{why}")
        if act.rule.leaves or act.rule.is_decisive and not (last is not None and act.rule.proposes):
            last = act


def _contradiction(last: Act, act: Act) -> str | None:
    """Say what speaks against an act, after the one that decided the status before it; nothing where nothing does."""
    if last.rule.puts_in_force and act.rule.resumes:
        return None if last.until else ", and nothing was suspended"
    if last.rule.puts_in_force and act.rule.leads_to is Status.ABANDONED:
        return ": what was signed is ended"
    if last.rule.leads_to is act.rule.leads_to is Status.SUSPENDED and last.city == act.city:
        return ""
    return None


def _when(what: str, act: Act) -> str:
    return f"{what} on {act.on}" if act.on else what


def _surely_before(one: EdtfDate | None, other: EdtfDate | None) -> bool:
    if one is None or other is None:
        return False
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest
