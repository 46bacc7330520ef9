"""Report dormant agreements: in force, but nothing is known to have been done for years. The longest first.

Examples:
  twinning report dormant Busan

  twinning report dormant --all --years 10
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from twinning.domain.dates import EdtfDate, text_of
from twinning.domain.dates.months import months_after
from twinning.domain.vocabulary import Status
from twinning.queries.lookup.agreements import Tie
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports import report
from twinning.queries.reports._held import PlacedActivity, load_held
from twinning.queries.reports._scope import listing, ties_signed
from twinning.rows import Listing, Meaning, Section, Several, column
from twinning.rows.arranging.ordering import in_order
from twinning.rows.arranging.sorting import undated_last
from twinning.rows.phrases import phrase
from twinning.rows.tracing import Counted


@dataclass(frozen=True, slots=True)
class DormantRow:
    """An active agreement, and the last thing that is known to have happened to it or under it (EDTF).

    `last_happened` is the title of an activity that its parties held, or the kind of an act. `activities` counts all
    that they held together, and `undated` those of them without a day, which may have been later.
    """

    parties: Several = column(1, means=Meaning.CITY)
    party_keys: Several = column(0)
    kind: str = column(4, means=Meaning.WORD)
    since: str | None = column(5, means=Meaning.DATE)
    last_on: str | None = column(2, means=Meaning.DATE)
    last_happened: str | None = column(3, means=Meaning.VALUE)
    activities: int = column(6, means=Meaning.COUNT)
    undated: int = column(7, means=Meaning.COUNT)
    title: str | None = column(9)
    key: str = column(8)


@report(DormantRow)
def report_dormant(connection: Connection, scope: FoundCity | None, as_of: str, years: int = 5) -> Listing[DormantRow]:
    """Return the agreements active on a day (ISO) to which, or under which, nothing happened in the years before it."""
    before = months_after(EdtfDate.parse(as_of), -12 * years)
    limit = before.earliest or "" if before else ""
    together = _Together(load_held(connection, scope, as_of))
    active = (tie for tie in ties_signed(connection, scope, as_of) if tie.status(as_of) is Status.ACTIVE)
    found = (_Found(tie, together.held_by(tie)) for tie in active)
    idle = (((undated_last(each.last_on), each.tie.key), each.row) for each in found if each.is_idle_since(limit))
    rows = in_order(idle)
    return listing(DormantRow, phrase("dormant agreements"), scope, Section("agreements", DormantRow, rows))


class _Together:
    """What was held, by who held it together."""

    def __init__(self, held: Iterable[PlacedActivity]) -> None:
        self._of_city: dict[str, list[PlacedActivity]] = defaultdict(list)
        self._of_agreement: dict[int | None, list[PlacedActivity]] = defaultdict(list)
        for each in held:
            self._of_agreement[each.record.agreement_id].append(each)
            for city in each.cities:
                self._of_city[city].append(each)

    def held_by(self, tie: Tie) -> list[PlacedActivity]:
        """Return what two or more parties of an agreement held, and what came of it by name."""
        parts = Counter(each.record.id for party in tie.parties for each in self._of_city.get(party.key, ()))
        shared = (
            each for party in tie.parties for each in self._of_city.get(party.key, ()) if parts[each.record.id] > 1
        )
        return list({each.record.id: each for each in (*shared, *self._of_agreement.get(tie.id, ()))}.values())


@dataclass(frozen=True, slots=True)
class _Found:
    """An agreement, and what its parties held."""

    tie: Tie
    held: list[PlacedActivity]

    @property
    def happened(self) -> list[tuple[EdtfDate, str]]:
        """What happened on a day that is known, the last thing last."""
        acts = [(act.on, act.kind.value) for act in self.tie.facts.acts if act.on]
        held = [(each.last_day, each.record.title) for each in self.held if each.last_day]
        return sorted([*acts, *held], key=lambda each: each[0].sort_key)

    @property
    def last_on(self) -> EdtfDate | None:
        """The day of the last of them."""
        return self.happened[-1][0] if self.happened else None

    def is_idle_since(self, limit: str) -> bool:
        """Return whether all of it surely happened before a day (ISO)."""
        return all((on.latest or "~") < limit for on, _ in self.happened)

    @property
    def row(self) -> DormantRow:
        """Its row."""
        tie, happened = self.tie, self.happened
        return DormantRow(
            parties=tie.places,
            party_keys=tie.places.keys,
            kind=tie.kind.value,
            since=text_of(tie.since),
            last_on=text_of(self.last_on),
            last_happened=happened[-1][1] if happened else None,
            activities=_counted(self.held),
            undated=_counted(each for each in self.held if each.last_day is None),
            title=tie.title,
            key=tie.key,
        )


_NONE = Counted(())


def _counted(activities: Iterable[PlacedActivity]) -> Counted:
    """Count activities. Most agreements have none: that they share one zero saves a third of a long report's memory."""
    keys = [each.record.key for each in activities]
    return Counted(keys) if keys else _NONE
