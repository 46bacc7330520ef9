"""What happens to agreements, and what each kind of act does to one: a row of ACT_RULES, which everything else reads.

The status of an agreement, the CHECKs of the database, the refusals of the commands and the pages of the reference
follow from these rows. Add a kind by adding a member to ActKind and its row, and a migration that widens the CHECKs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

from twinning.domain.vocabulary import ActPersonRole, Status


class ActKind(StrEnum):
    """What happened to an agreement."""

    PROPOSED = "proposed"
    SIGNED = "signed"
    RENEWED = "renewed"
    REAFFIRMED = "reaffirmed"
    AMENDED = "amended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    WITHDRAWAL_NOTIFIED = "withdrawal_notified"
    LEFT = "left"
    ENDED = "ended"
    SUPERSEDED = "superseded"
    ABANDONED = "abandoned"


class Term(Enum):
    """What an act does to the term for which an agreement is in force."""

    NOT_SET = "it sets none"
    BEGUN = "it begins one: to the day that it gives, else for good"
    GONE_ON = "it sets one where it gives a day, else the one before goes on"


@dataclass(frozen=True, kw_only=True)
class ActRule:
    """What acts of a kind do. `meaning` is a sentence for the reference.

    `leads_to` is the status of the agreement after it, None where the status stays as it was. With `leaves` the
    agreement comes to that status for the party that did it, and goes on for two or more others.
    """

    meaning: str
    leads_to: Status | None
    term: Term = Term.NOT_SET
    signs: bool = False  # the tie is since then, and each that signs does so once
    proposes: bool = False  # made to partners who have signed already, it changes nothing
    implies_signing: bool = True  # an agreement of which only this is known was signed, though nothing says when
    by_one: bool = False  # always the act of one party
    by_all: bool = False  # what the parties do together, unless something else is said
    leaves: bool = False
    resumes: bool = False  # done to what was suspended or is over
    names_successor: bool = False  # another agreement takes the place of this one
    role: ActPersonRole = ActPersonRole.SIGNATORY  # what the people who are named with it did, unless said otherwise

    @property
    def begins(self) -> bool:
        """Whether an agreement begins with it."""
        return self.signs or self.proposes

    @property
    def sets_term(self) -> bool:
        """Whether it may say when the term ends."""
        return self.term is not Term.NOT_SET

    @cached_property
    def puts_in_force(self) -> bool:
        """Whether the agreement is in force after it, also with a party that had left."""
        return self.leads_to is Status.ACTIVE

    @cached_property
    def is_decisive(self) -> bool:
        """Whether it decides the status for all parties."""
        return self.leads_to is not None and not self.leaves


ACT_RULES: Final[Mapping[ActKind, ActRule]] = MappingProxyType(
    {
        ActKind.PROPOSED: ActRule(
            meaning="Put forward or agreed in principle, and not signed.",
            leads_to=Status.PROPOSED,
            proposes=True,
            implies_signing=False,
            role=ActPersonRole.PROPOSER,
        ),
        ActKind.SIGNED: ActRule(
            meaning="Signed; the tie begins.", leads_to=Status.ACTIVE, term=Term.BEGUN, signs=True, by_all=True
        ),
        ActKind.RENEWED: ActRule(
            meaning="Confirmed for another term, or signed anew.", leads_to=Status.ACTIVE, term=Term.BEGUN, by_all=True
        ),
        ActKind.REAFFIRMED: ActRule(
            meaning="Confirmed as it stands, at an anniversary for example; a term that was set goes on.",
            leads_to=Status.ACTIVE,
            term=Term.GONE_ON,
            by_all=True,
        ),
        ActKind.AMENDED: ActRule(meaning="Changed in content; its status stays as it was.", leads_to=None, by_all=True),
        ActKind.SUSPENDED: ActRule(meaning="Put on hold, with a ground.", leads_to=Status.SUSPENDED),
        ActKind.RESUMED: ActRule(
            meaning="Taken up again after a suspension.", leads_to=Status.ACTIVE, term=Term.GONE_ON, resumes=True
        ),
        ActKind.WITHDRAWAL_NOTIFIED: ActRule(
            meaning="One party gave notice that it will leave; the agreement goes on until it does.",
            leads_to=None,
            by_one=True,
        ),
        ActKind.LEFT: ActRule(
            meaning="One of the parties left; among three or more, it goes on for the others.",
            leads_to=Status.ENDED,
            by_one=True,
            leaves=True,
        ),
        ActKind.ENDED: ActRule(meaning="Ended, jointly or by one party.", leads_to=Status.ENDED),
        ActKind.SUPERSEDED: ActRule(
            meaning="Replaced by another agreement, which is named.", leads_to=Status.SUPERSEDED, names_successor=True
        ),
        ActKind.ABANDONED: ActRule(
            meaning="A proposal that was given up.", leads_to=Status.ABANDONED, implies_signing=False
        ),
    }
)


def check_complete(rules: Mapping[ActKind, ActRule]) -> None:
    """Raise LookupError for a kind of act without a row: nothing would know what it does."""
    if missing := [kind.value for kind in ActKind if kind not in rules]:
        raise LookupError(f"ACT_RULES has no row for {', '.join(missing)}")


def kinds_that(rule: Callable[[ActRule], bool]) -> tuple[ActKind, ...]:
    """Return the kinds of acts whose row answers yes, in the order of the list."""
    return tuple(kind for kind in ActKind if rule(ACT_RULES[kind]))


check_complete(ACT_RULES)
