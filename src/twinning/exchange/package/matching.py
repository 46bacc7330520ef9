"""Which record of the register is it that a row speaks of? The design's rules, one function a kind of record.

A matcher is asked row by row and answers with a recorded row or None. What it gave away once it does not give again:
within one source, rows that differ are different records. Only where the register made one record of two that the
source still has does a second row that says the same speak of the same.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from twinning.domain.agreements.acts import ACT_RULES
from twinning.domain.dates import EdtfDate
from twinning.exchange.package.recorded import Columns, date_in

_NOT_CONTENT = ("id", "operation_id", "seq", "preferred", "because")


class Matcher:
    """Finds a row's record in its group: the first that fits the first rule that any fits."""

    def __init__(self, group: Callable[[Columns], Hashable], *rules: Callable[[Columns, Columns], bool]) -> None:
        self._group = group
        self._rules = rules or (_fits,)
        self._free: dict[Hashable, list[Columns]] = defaultdict(list)
        self._given: dict[Hashable, Columns] = {}

    def offer(self, recorded: Iterable[Columns]) -> None:
        """Say which recorded rows can be given from now on, and no others: whole groups."""
        self._free.clear()
        for row in recorded:
            self._free[self._group(row)].append(row)

    def find(self, row: Columns, *, again: bool = False) -> Columns | None:
        """Return the row's record; with `again`, else the one that such a row of its group was given or became."""
        group = self._group(row)
        candidates = self._free.get(group, [])
        found = next((each for fits in self._rules for each in candidates if fits(row, each)), None)
        if found is None:
            return self._given.get(group) if again else None
        candidates[:] = (each for each in candidates if each is not found)
        if again:
            self._given.setdefault(group, found)
        return found

    def add(self, row: Columns) -> None:
        """Note a row that has become a record, for those that `find` is asked for again."""
        self._given.setdefault(self._group(row), row)


def matcher(table: str, identity: Sequence[str]) -> Matcher:
    """Return what finds a row's record among those recorded rows of its table that it is offered.

    An act is the same if its kind is and its day and its party can be, and a signing even on another day, so that this
    is a difference; a name or a succession, if only its dates differ; another numbered record, if all that it says is
    the same; a link, if it links the same (`identity`: its columns).
    """
    if table == "agreement_act":
        return Matcher(lambda row: (row["agreement_id"], row["kind"]), _can_be_same_act, _is_the_signing)
    if table == "city_name":
        return Matcher(lambda row: (row["city_id"], row["folded"], row["language"], row["kind"]))
    if table == "person_name":
        return Matcher(lambda row: (row["person_id"], row["folded"], row["language"], row["kind"]))
    if table == "city_succession":
        return Matcher(lambda row: (row["old_city_id"], row["new_city_id"]))
    if "seq" in identity:
        return Matcher(_content)
    return Matcher(lambda row: tuple(row[name] for name in identity))


def _fits(_row: Columns, _recorded: Columns) -> bool:
    return True


def _content(row: Columns) -> Hashable:
    """What a numbered record says; its number, and an editor's preference, are not part of it."""
    said = ((name, value) for name, value in row.items() if name not in _NOT_CONTENT and value is not None)
    return tuple(sorted(said))


def _can_be_same_act(row: Columns, recorded: Columns) -> bool:
    one, other = date_in(row, "on"), date_in(recorded, "on")
    same_party = None in (row["city_id"], recorded["city_id"]) or row["city_id"] == recorded["city_id"]
    return same_party and (one is None or other is None or one.may_be(other))


def _is_the_signing(row: Columns, recorded: Columns) -> bool:
    """Return whether both are how an agreement came about: it is signed once by each that signs it."""
    return bool(ACT_RULES[row["kind"]].signs and row["city_id"] == recorded["city_id"])


@dataclass(frozen=True, slots=True)
class AgreementIdentity:
    """What tells agreements apart: parties (ids of cities), kind, and the day of the first act.

    A kind that is not `said` was taken for the usual one, as nobody says which it is.
    """

    key: str
    parties: frozenset[int]
    kind: str
    on: EdtfDate | None
    said: bool = True


def match_agreements(incoming: Sequence[AgreementIdentity], recorded: Sequence[AgreementIdentity]) -> dict[str, str]:
    """Return the recorded agreement's key for each incoming one's that it is.

    Of those with the same parties: the one of the same key, else of the same kind, else one that may be of the same, as
    nobody says its kind, else one whose date can be the same, nearest date first; each recorded agreement takes at most
    one (design, section 3).
    """
    free: dict[frozenset[int], list[AgreementIdentity]] = defaultdict(list)
    for agreement in recorded:
        free[agreement.parties].append(agreement)
    matches: dict[str, str] = {}
    for same in (_same_key, _same_kind, _may_be_same_kind, _can_be_same_date):
        for agreement in incoming:
            if agreement.key not in matches and (found := _nearest(agreement, free[agreement.parties], same)):
                matches[agreement.key] = found.key
                free[agreement.parties].remove(found)
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
