"""Which recorded agreement is it that a row of a list or of a package speaks of? One rule for both.

Only agreements of the same parties are compared.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from twinning.domain.dates import EdtfDate


@dataclass(frozen=True, slots=True)
class AgreementIdentity:
    """What tells agreements of the same parties apart: kind, and the day of the first act.

    A kind that is not `said` was taken for the usual one, as nobody says which it is.
    """

    key: str
    kind: str
    on: EdtfDate | None
    said: bool = True


def match_agreements(incoming: Sequence[AgreementIdentity], recorded: Iterable[AgreementIdentity]) -> dict[str, str]:
    """Return the recorded agreement's key for each incoming one's that it is, of those with the same parties.

    The one of the same key, else of the same kind, else one that may be of the same, as nobody says its kind, else one
    whose date can be the same, nearest date first; each recorded agreement takes at most one (design, section 3).
    """
    free = list(recorded)
    matches: dict[str, str] = {}
    for same in (_same_key, _same_kind, _may_be_same_kind, _can_be_same_date):
        for agreement in incoming:
            if agreement.key not in matches and (found := _nearest(agreement, free, same)):
                matches[agreement.key] = found.key
                free.remove(found)
    return matches


def _nearest(
    agreement: AgreementIdentity,
    recorded: Iterable[AgreementIdentity],
    same: Callable[[AgreementIdentity, AgreementIdentity], bool],
) -> AgreementIdentity | None:
    candidates = (each for each in recorded if same(agreement, each))
    return min(candidates, key=lambda each: (_days_between(agreement.on, each.on), each.key), default=None)


def _same_key(one: AgreementIdentity, other: AgreementIdentity) -> bool:
    return one.key == other.key and one.kind == other.kind


def _same_kind(one: AgreementIdentity, other: AgreementIdentity) -> bool:
    return one.kind == other.kind


def _may_be_same_kind(one: AgreementIdentity, other: AgreementIdentity) -> bool:
    return not (one.said and other.said)


def _can_be_same_date(one: AgreementIdentity, other: AgreementIdentity) -> bool:
    return one.on is not None and other.on is not None and one.on.may_be(other.on)


def _days_between(one: EdtfDate | None, other: EdtfDate | None) -> int:
    """Count the days between the nearest days of two dates: 0 where they can be the same or one is open or unknown."""
    if one is None or other is None or one.may_be(other):
        return 0
    earlier, later = sorted((one, other), key=lambda each: each.sort_key)
    return (date.fromisoformat(later.earliest or "") - date.fromisoformat(earlier.latest or "")).days
