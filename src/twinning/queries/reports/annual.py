"""Report a year for a council: what was signed and ended, done, promised and spent, and what the next year brings.

It shows the state at the end of the year; for a year that is not over, the state on the day of the report.

Examples:
  twinning report annual 2019 Busan -o 2019.docx

  twinning report annual 2004 --all
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.dates.spans import Span
from twinning.domain.vocabulary import ActivityKind, Status
from twinning.errors import UsageError
from twinning.queries.lists.activities import load_activities
from twinning.queries.lookup.agreements import Tie, load_ties, ties_as_of
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.maps import map_on_paper
from twinning.queries.reports import report
from twinning.queries.reports._acts import acts_of
from twinning.queries.reports._held import PlacedActivity, load_held
from twinning.queries.reports._scope import activities_of, agreements_of
from twinning.queries.reports.activity import report_activity
from twinning.queries.reports.anniversaries import report_anniversaries
from twinning.queries.reports.commitments import report_commitments
from twinning.queries.reports.costs import report_costs
from twinning.queries.reports.countries import report_countries
from twinning.queries.reports.decades import report_decades
from twinning.queries.reports.dormant import report_dormant
from twinning.queries.reports.renewals import report_renewals
from twinning.queries.reports.visits import report_visits
from twinning.rows import Dossier, Fact, LineRow, Listing, Section
from twinning.rows.dossiers import DatedActRow
from twinning.rows.phrases import Phrase, phrase, phrases
from twinning.rows.records import ActivityRow
from twinning.rows.tracing import Counted

_ENDS = (ActKind.ENDED, ActKind.LEFT, ActKind.SUPERSEDED)


@report(LineRow)
def report_annual(connection: Connection, year: int, scope: FoundCity | None, as_of: str) -> Dossier:
    """Return the yearly report of a city, or of the whole register, as known on a day (ISO).

    Raises UsageError for a year that has not begun by then.
    """
    if as_of < f"{year:04}-01-01":
        raise UsageError(f"{year} has not begun by {as_of}", "name an earlier year, or a later day with --as-of")
    day = min(as_of, f"{year:04}-12-31")
    ties = ties_as_of(load_ties(connection, agreements_of(scope)), day)
    acts = _acts(connection, ties, day, year)
    held = load_held(connection, scope, day)
    keys = {each.record.key for each in held if year in (each.year, each.last_day.year if each.last_day else None)}
    done = [row for row in load_activities(connection, activities_of(scope)) if row.key in keys]
    promises = report_commitments(connection, scope, day)
    sections: tuple[Section[Any], ...] = (
        Section("acts", DatedActRow, acts, phrase("What happened to agreements")),
        Section("activities", ActivityRow, done, phrase("Activities held")),
        *_of_the_year(
            "by_partner", phrase("Activities by partner and field"), report_activity(connection, scope, day), year
        ),
        *_parts("visits", phrase("Visits so far, and who owes one"), report_visits(connection, scope, day)),
        *_parts("commitments", phrase("Commitments"), promises),
        *_of_the_year("costs", phrase("Costs"), report_costs(connection, scope, day), year),
        *_parts("decades", phrase("Agreements by decade"), report_decades(connection, scope, day)),
        *_by_country(connection, scope, day),
        *_to_come(connection, scope, day, year + 1),
        *_parts("dormant", phrase("In force, and nothing done for five years"), report_dormant(connection, scope, day)),
    )
    title = (
        phrase("The year {year} of {city}", year=year, city=scope.name)
        if scope
        else phrase("The year {year}", year=year)
    )
    facts = tuple(_facts(ties, acts, done, promises, day, scope))
    drawn = map_on_paper(connection, scope, day) if scope else None
    return Dossier(title, facts, sections, tuple(_notes(ties, held, day, year)), day, drawn)


def _by_country(connection: Connection, scope: FoundCity | None, day: str) -> Iterator[Section[Any]]:
    """Give the agreements of a city by country: those of the whole register would count each in several."""
    if scope:
        yield from _parts("countries", phrase("Agreements by country"), report_countries(connection, scope, day))


def _acts(connection: Connection, ties: list[Tie], day: str, year: int) -> list[DatedActRow]:
    """Return the acts that surely were in the year, and had or may have happened by a day."""
    of_the_year = [tie for tie in ties if any(act.on and act.on.year == year for act in tie.facts.acts)]
    rows = acts_of(connection, of_the_year, day)
    return [row for row in rows if row.on and EdtfDate.parse(row.on).year == year]


def _to_come(connection: Connection, scope: FoundCity | None, day: str, year: int) -> Iterator[Section[Any]]:
    """Give what is due by the end of the following year."""
    only = EdtfDate.parse(f"{year:04}")
    anniversaries = report_anniversaries(connection, scope, day, Span(only, only))
    yield from _parts("anniversaries", phrase("Anniversaries in {year}", year=year), anniversaries)
    terms = report_renewals(connection, scope, day, Span(None, only))
    yield from _parts("terms", phrase("Terms until the end of {year}", year=year), terms)


def _of_the_year(name: str, title: Phrase, listing: Listing[Any], year: int) -> Iterator[Section[Any]]:
    for each in _parts(name, title, listing):
        yield replace(each, rows=[row for row in each.rows if row.year == year])


def _parts(name: str, title: Phrase, listing: Listing[Any]) -> Iterator[Section[Any]]:
    """Give the sections of another report under a heading; several keep their own words behind it."""
    several = len(listing.sections) > 1
    for each in listing.sections:
        own = phrase("{title}: {words}", title=title, words=_within(each.title)) if several and each.title else title
        yield replace(each, name=f"{name}_{each.name}" if several else name, title=own)


def _within(title: str) -> str:
    return title.within() if isinstance(title, Phrase) else title.lower()


def _notes(ties: list[Tie], held: list[PlacedActivity], day: str, year: int) -> Iterator[str]:
    """Say how much may have been in the year, and is not counted since nobody knows."""
    only = EdtfDate.parse(f"{year:04}")
    acts = [act for tie in ties for act in tie.facts.acts if act.happened_by(day) is not False]
    days = [*(act.on for act in acts), *(each.began for each in held)]
    unsure = sum(on is None or (on.year is None and on.may_be(only)) for on in days)
    if unsure:
        yield phrases(
            "{number} act or activity may have been in {year}: its year is not known, and it is not counted",
            "{number} acts and activities may have been in {year}: their year is not known, and they are not counted",
            unsure,
            year=year,
        )


def _facts(
    ties: list[Tie],
    acts: Iterable[DatedActRow],
    done: list[ActivityRow],
    promises: Listing[Any],
    day: str,
    scope: FoundCity | None,
) -> Iterator[Fact]:
    """Give the numbers of the year."""
    in_force = [tie for tie in ties if tie.status(day) is Status.ACTIVE]
    partners = {party.key for tie in in_force for party in tie.parties if scope is None or party.id != scope.id}
    yield Fact("as_of", day)
    yield Fact("partners" if scope else "cities", Counted(partners))
    yield Fact("agreements_in_force", Counted(tie.key for tie in in_force))
    yield Fact("signed", Counted(act.key for act in acts if act.act == ActKind.SIGNED))
    yield Fact("ended", Counted(act.key for act in acts if act.act in _ENDS))
    yield Fact("activities", Counted(row.key for row in done))
    of_kind = {kind: Counted(row.key for row in done if row.kind == kind) for kind in ActivityKind}
    yield Fact("delegations", of_kind[ActivityKind.DELEGATION])
    yield Fact("events", of_kind[ActivityKind.EVENT])
    yield Fact("programmes", of_kind[ActivityKind.EXCHANGE_PROGRAM])
    yield Fact("commitments_open", _promises(promises, "open"))
    yield Fact("commitments_overdue", _promises(promises, "overdue"))


def _promises(promises: Listing[Any], standing: str) -> Counted:
    sections = (section.rows for section in promises.sections if section.name == standing)
    return Counted(row.key for rows in sections for row in rows)
