"""Which record of the register is it that a row speaks of? The design's rules, one function a kind of record.

A matcher is asked row by row and answers with a recorded row or None. What it gave away once it does not give again:
within one source, rows that differ are different records. Only where the register made one record of two that the
source still has does a second row that says the same speak of the same.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from twinning.domain.agreements.acts import ACT_RULES
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
