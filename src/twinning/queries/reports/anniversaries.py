"""Report which agreements have an anniversary, and when: the 5th, 10th, 20th, 25th, 30th and so on.

Without --to it lists the next one of each agreement. An agreement that was ended or superseded has none.

Examples:
  twinning report anniversaries Busan

  twinning report anniversaries Busan --from 2027 --to 2028

  twinning report anniversaries --all --every 1 --to 2027-12
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import Connection

from twinning.domain.agreements.status import OVER
from twinning.domain.dates import EdtfDate
from twinning.domain.dates.months import months_after
from twinning.domain.dates.spans import ANY_TIME, Span
from twinning.queries.lookup.agreements import Tie
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports import report
from twinning.queries.reports._scope import listing, ties_signed
from twinning.rows import Listing, Meaning, Section, Several, column
from twinning.rows.arranging.ordering import in_order
from twinning.rows.calendar import CalendarDay
from twinning.rows.phrases import WithAnd, phrase, phrases

_MOST_YEARS = 9998
_FIRST = 5


@dataclass(frozen=True, slots=True)
class AnniversaryRow:
    """An anniversary of the first signing of an agreement, on a day as exact as that (EDTF).

    Where only the year of the signing is known, `2027` is all that is known of its anniversary. `years` is which it is.
    """

    on: str = column(1, means=Meaning.DATE)
    years: int = column(2, means=Meaning.COUNT)
    parties: Several = column(3, means=Meaning.CITY)
    party_keys: Several = column(0)
    kind: str = column(5, means=Meaning.WORD)
    status: str = column(6, means=Meaning.WORD)
    since: str = column(4, means=Meaning.DATE)
    title: str | None = column(8)
    key: str = column(7)

    def days(self) -> Iterator[CalendarDay]:
        """Give the anniversary."""
        about = phrase("{kind} since {day}", kind=self.kind.replace("_", " "), day=self.since)
        title = phrases(
            "{cities}: {number} years", "{cities}: {number} years", self.years, cities=WithAnd(self.parties)
        )
        yield CalendarDay(f"anniversary-{self.years}-{self.key}", title, self.on, description=about)


@report(AnniversaryRow)
def report_anniversaries(
    connection: Connection, scope: FoundCity | None, as_of: str, span: Span = ANY_TIME, every: int | None = None
) -> Listing[AnniversaryRow]:
    """Return the anniversaries in a span, by day: from a day (ISO) if it has no beginning, the next if it has no end.

    Agreements signed in no certain year, month or day are counted in a note.
    """
    asked = span if span.since else replace(span, since=EdtfDate.parse(as_of))
    most = None if span.until else 1
    unknown = 0

    def found() -> Iterator[tuple[object, AnniversaryRow]]:
        nonlocal unknown
        for tie in ties_signed(connection, scope, as_of):
            if tie.status(as_of) not in OVER:
                unknown += not _has_anniversaries(tie)
                for years, on in islice(_of(tie, asked, every), most):
                    yield (on.sort_key, tie.key), _row(tie, years, on, as_of)

    section = Section("anniversaries", AnniversaryRow, in_order(found()))
    return listing(AnniversaryRow, phrase("anniversaries"), scope, section, notes=_notes(unknown))


def _of(tie: Tie, span: Span, every: int | None) -> Iterator[tuple[int, EdtfDate]]:
    """Give the anniversaries of an agreement that may lie in a span, each with its number of years."""
    if tie.since is None or tie.since.earliest is None:
        return
    first = (
        max(1, int(span.since.earliest[:4]) - int(tie.since.earliest[:4])) if span.since and span.since.earliest else 1
    )
    for years in range(first, _MOST_YEARS):
        on = months_after(tie.since, 12 * years)
        if on is None or (span.until and span.until.is_before(on)):
            return
        if _is_celebrated(years, every) and span.holds(on):
            yield years, on


def _is_celebrated(years: int, every: int | None) -> bool:
    """Return whether a number of years is celebrated: a multiple of `every`, else 5, 25, 75 or each tenth."""
    return years % every == 0 if every else years == _FIRST or years % 10 == 0 or years % 50 == 25


def _has_anniversaries(tie: Tie) -> bool:
    return tie.since is not None and months_after(tie.since, 12) is not None


def _row(tie: Tie, years: int, on: EdtfDate, as_of: str) -> AnniversaryRow:
    return AnniversaryRow(
        on=str(on),
        years=years,
        parties=tie.places,
        party_keys=tie.places.keys,
        kind=tie.kind.value,
        status=tie.status(as_of).value,
        since=str(tie.since),
        title=tie.title,
        key=tie.key,
    )


def _notes(unknown: int) -> tuple[str, ...]:
    """Say of how many agreements no anniversary can be told."""
    told = phrases(
        "{number} without a year, month or day of signing to count from",
        "{number} without a year, month or day of signing to count from",
        unknown,
    )
    return (told,) if unknown else ()
