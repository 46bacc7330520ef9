"""Report fixed terms: which agreements have run out, and which will, the earliest first.

An agreement that renews itself does not run out. Its term is listed with the day by which notice must be given.

Examples:
  twinning report renewals Busan

  twinning report renewals --all --to 2027
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from sqlalchemy import Connection, select

from twinning.db.tables.agreements import AGREEMENT, AgreementRecord
from twinning.db.typed_tables import fetch_records, select_ids
from twinning.domain.agreements.status import OVER, term_end
from twinning.domain.dates import EdtfDate, text_of
from twinning.domain.dates.months import months_after
from twinning.domain.dates.spans import ANY_TIME, Span
from twinning.domain.vocabulary import Renewal, Status
from twinning.queries.lookup.agreements import Tie
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports import report
from twinning.queries.reports._scope import listing, parts_signed
from twinning.rows import Listing, Meaning, Section, Several, column
from twinning.rows.arranging.ordering import in_order
from twinning.rows.arranging.sorting import undated_last
from twinning.rows.arranging.streaming import rows_where
from twinning.rows.calendar import CalendarDay
from twinning.rows.phrases import WithAnd, phrase


@dataclass(frozen=True, slots=True)
class RenewalRow:
    """The term of an agreement and its last day (EDTF), null where a term is known and not its end.

    `notice_by` is so many months before the end as notice takes. `renewal` is what happens at the end; where it is
    `automatic`, and the length of the term is known, `until` is the end of the term that runs.
    """

    until: str | None = column(1, means=Meaning.DATE)
    parties: Several = column(2, means=Meaning.CITY)
    party_keys: Several = column(0)
    kind: str = column(5, means=Meaning.WORD)
    status: str = column(3, means=Meaning.WORD)
    renewal: str | None = column(4, means=Meaning.WORD)
    notice_by: str | None = column(6, means=Meaning.DATE)
    term_months: int | None = column(8, means=Meaning.COUNT)
    notice_months: int | None = column(9, means=Meaning.COUNT)
    since: str | None = column(7, means=Meaning.DATE)
    title: str | None = column(11)
    key: str = column(10)

    def days(self) -> Iterator[CalendarDay]:
        """Give the last day of the term, and the day by which notice has to be given."""
        parties, kind = WithAnd(self.parties), self.kind.replace("_", " ")
        renewal = phrase("not known") if self.renewal is None else self.renewal.replace("_", " ")
        about = phrase("{kind}, renewal: {renewal}", kind=kind, renewal=renewal)
        title = phrase("{cities}: the term ends", cities=parties)
        yield CalendarDay(f"term-end-{self.key}", title, self.until, description=about)
        if self.notice_by:
            about = phrase("{kind} that ends on {day}", kind=kind, day=self.until)
            title = phrase("{cities}: notice by this day", cities=parties)
            yield CalendarDay(f"notice-{self.key}", title, self.notice_by, description=about)


@report(RenewalRow)
def report_renewals(
    connection: Connection, scope: FoundCity | None, as_of: str, span: Span = ANY_TIME
) -> Listing[RenewalRow]:
    """Return the fixed terms that end or may end in a span: those run out by a day (ISO), and those that run then."""
    found = (
        ((undated_last(until), tie.key), _row(tie, paper, until, as_of))
        for ties in parts_signed(connection, scope, as_of)
        for tie, paper in _with_papers(connection, ties)
        if tie.status(as_of) not in OVER
        for until in [_until(tie, paper, as_of)]
        if (until or paper.term_months) and span.holds(until)
    )
    rows = in_order(found)
    run_out = rows_where(rows, lambda row: row.status == Status.EXPIRED)
    running = rows_where(rows, lambda row: row.status != Status.EXPIRED)
    return listing(
        RenewalRow,
        phrase("fixed terms"),
        scope,
        Section("run_out", RenewalRow, run_out, phrase("Run out")),
        Section("running", RenewalRow, running, phrase("Running")),
    )


def _with_papers(connection: Connection, ties: list[Tie]) -> Iterator[tuple[Tie, AgreementRecord]]:
    query = select(AGREEMENT).where(AGREEMENT.c.id.in_(select_ids(connection, [tie.id for tie in ties])))
    papers = {each.id: each for each in fetch_records(connection, query, AgreementRecord)}
    return ((tie, papers[tie.id]) for tie in ties)


def _until(tie: Tie, paper: AgreementRecord, as_of: str) -> EdtfDate | None:
    """Return the last day of the term: of the one that runs, where terms follow one another by themselves."""
    stated = until = term_end(tie.facts.acts)
    if stated is None or paper.renewal is not Renewal.AUTOMATIC or not paper.term_months:
        return stated
    for terms in count(1):
        if until is None or until.latest is None or until.latest >= as_of:
            break
        until = months_after(stated, terms * paper.term_months)
    return until or stated


def _row(tie: Tie, paper: AgreementRecord, until: EdtfDate | None, as_of: str) -> RenewalRow:
    notice = months_after(until, -paper.notice_months) if until and paper.notice_months else None
    return RenewalRow(
        until=text_of(until),
        parties=tie.places,
        party_keys=tie.places.keys,
        kind=tie.kind.value,
        status=tie.status(as_of).value,
        renewal=paper.renewal.value if paper.renewal else None,
        notice_by=text_of(notice),
        term_months=paper.term_months,
        notice_months=paper.notice_months,
        since=text_of(tie.since),
        title=tie.title,
        key=tie.key,
    )
