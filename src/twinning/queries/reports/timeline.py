"""Report what happened when: how long each agreement had which status, and what was done.

`-o timeline.svg` draws it: agreements as bars, with suspensions and times of unknown status, activities as marks.

Examples:
  twinning report timeline Busan -o timeline.svg

  twinning report timeline Seoul --from 1990 --to 2010
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

from sqlalchemy import Connection

from twinning.domain.agreements.status import OVER
from twinning.domain.agreements.timeline import StatusSpan, status_spans
from twinning.domain.dates import EdtfDate, text_of
from twinning.domain.dates.spans import ANY_TIME, Span
from twinning.queries.lists.partners import may_have_begun
from twinning.queries.lookup.agreements import Tie, ties_as_of
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports import report
from twinning.queries.reports._held import PlacedActivity, load_placed
from twinning.queries.reports._scope import listing, parts_of
from twinning.rows import Listing, Meaning, Several, column
from twinning.rows.arranging.ordering import in_order
from twinning.rows.arranging.sorting import undated_apart, undated_last
from twinning.rows.charts import Timeline
from twinning.rows.phrases import phrase


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A time in which an agreement had one status, or an activity, with whom, from when and until when (EDTF).

    `activity` is the kind of an activity, null for an agreement, whose kind stands in `what`. A `start` that is null
    has no bound; an `end` that is null has not come by the day of the report. The status `unknown` is the time in which
    it may have changed.
    """

    start: str | None = column(1, means=Meaning.DATE)
    end: str | None = column(2, means=Meaning.DATE)
    partners: Several = column(3, means=Meaning.CITY)
    partner_keys: Several = column(0)
    what: str = column(4, means=Meaning.WORD)
    status: str = column(5, means=Meaning.WORD)
    activity: str | None = column(6, means=Meaning.WORD)
    key: str = column(7)

    timeline: ClassVar[Timeline] = Timeline("partners", "start", "end", "status", "what", "activity")


@report(TimelineRow)
def report_timeline(
    connection: Connection, scope: FoundCity | None, as_of: str, span: Span = ANY_TIME
) -> Listing[TimelineRow]:
    """Return what lasted and what was done up to a day (ISO) in a span, by day; what has no day stands apart."""
    ties = (tie for part in parts_of(connection, scope) for tie in ties_as_of(part, as_of))
    found = chain(
        (each for tie in ties for each in _of_agreement(tie, scope, as_of, span)),
        (_of_activity(each, scope) for each in load_placed(connection, scope) if _is_wanted(each, as_of, span)),
    )
    rows = in_order(((day, row.key), row) for day, row in found)
    sections = undated_apart("entries", TimelineRow, rows, lambda row: bool(row.start or row.end or not row.activity))
    return listing(TimelineRow, phrase("timeline"), scope, *sections)


_Ordered = tuple[tuple[str, str], TimelineRow]


def _of_agreement(tie: Tie, scope: FoundCity | None, as_of: str, span: Span) -> Iterator[_Ordered]:
    """Give the times of an agreement until it was over: what comes after the end is no longer of it."""
    partners = Several(party.place for party in tie.parties if scope is None or party.id != scope.id)
    for each in status_spans(tie.facts):
        lasted_until = each.until or EdtfDate.parse(as_of)
        if each.status not in OVER and _has_begun(each, as_of) and span.holds(each.since, lasted_until):
            end = str(each.until) if each.until and _is_past(each, as_of) else None
            start = text_of(each.since)
            row = TimelineRow(start, end, partners, partners.keys, tie.kind.value, each.status, None, tie.key)
            yield undated_last(each.since) if each.since else ("", ""), row


def _has_begun(each: StatusSpan, as_of: str) -> bool:
    return each.since is None or (each.since.earliest or "") <= as_of


def _is_past(each: StatusSpan, as_of: str) -> bool:
    return each.until is not None and (each.until.latest or "~") < as_of


def _of_activity(each: PlacedActivity, scope: FoundCity | None) -> _Ordered:
    record, partners = each.record, Several(each.partners(scope))
    row = TimelineRow(
        record.start_text,
        record.end_text,
        partners,
        partners.keys,
        record.title,
        record.status.value,
        record.kind.value,
        record.key,
    )
    return undated_last(each.began), row


def _is_wanted(each: PlacedActivity, as_of: str, span: Span) -> bool:
    known = each.began is None or may_have_begun(each.began, as_of)
    return known and span.holds(each.record.start, each.record.end)
