"""What the pages of a site have in common, each table read once."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from sqlalchemy import Connection, Nullable, Select, select

from twinning.db.tables.activities import ACTIVITY, ACTIVITY_PLACE, ActivityRecord
from twinning.db.tables.agreements import AGREEMENT
from twinning.db.tables.cities import CITY, CityRecord
from twinning.db.tables.sources import REPORTED_COUNT
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.vocabulary import ActivityKind
from twinning.queries.evidence.reported_counts import list_counts
from twinning.queries.lists.activities import load_activities
from twinning.queries.lookup.agreements import Tie, load_ties, ties_as_of
from twinning.queries.lookup.successions import Successors
from twinning.queries.site.evidence import Citations, Evidence
from twinning.rows import Dossier, Section
from twinning.rows.calendar import CalendarDay
from twinning.rows.dossiers import ClaimRow
from twinning.rows.phrases import Phrase, named, phrase
from twinning.rows.records import ActivityRow
from twinning.rows.site import RecordPage

FOLDERS = {
    ActivityKind.DELEGATION: "delegations",
    ActivityKind.EVENT: "events",
    ActivityKind.EXCHANGE_PROGRAM: "programs",
}
"""The folder in which a kind of activity has its pages."""

_NOT_SHOWN = ("internal", "as_of", "country_code")


class PublishedRecords:
    """A published register as of a day (ISO)."""

    def __init__(self, connection: Connection, as_of: str) -> None:
        self.connection, self.as_of = connection, as_of
        self.citations = Citations(connection)
        self.ties = ties_as_of(load_ties(connection, select(AGREEMENT.c.id)), as_of)
        self.successors = Successors(connection, as_of)
        self.cities = {each.id: each for each in fetch_records(connection, select(CITY), CityRecord)}
        records = fetch_records(connection, select(ACTIVITY), ActivityRecord)
        self.activities = {each.key: each for each in records}
        self.listed = load_activities(connection, select(ACTIVITY.c.id))

    @property
    def titles(self) -> Iterator[tuple[str, str, str]]:
        """The folder and the key of each page, and what stands above it, in the order of the pages."""
        for city in sorted(self.cities.values(), key=lambda each: each.key):
            yield "cities", city.key, city.name
        yield from (("agreements", tie.key, title_of(tie)) for tie in self.ties)
        for listed in self.listed:
            record = self.activities[listed.key]
            yield FOLDERS[record.kind], record.key, record.title

    def ties_by_city(self) -> dict[int, list[Tie]]:
        """Return the agreements of each city."""
        found: dict[int, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            for party in tie.parties:
                found[party.id].append(tie)
        return found

    def activities_by_city(self) -> dict[int, list[ActivityRow]]:
        """Return the activities in which each city had a part."""
        places = ACTIVITY_PLACE.c
        return self._listed_by(select(places.activity_id, Nullable(places.city_id)).distinct())

    def activities_by_agreement(self) -> dict[int, list[ActivityRow]]:
        """Return the activities under each agreement."""
        return self._listed_by(select(ACTIVITY.c.id, Nullable(ACTIVITY.c.agreement_id)))

    def activities_by_whole(self) -> dict[int, list[ActivityRow]]:
        """Return the parts of each activity."""
        return self._listed_by(select(ACTIVITY.c.id, Nullable(ACTIVITY.c.part_of_id)))

    def _listed_by(self, query: Select[int, int | None]) -> dict[int, list[ActivityRow]]:
        of: dict[int, list[int]] = defaultdict(list)
        for activity, other in fetch_rows(self.connection, query):
            if other is not None:
                of[activity].append(other)
        found: dict[int, list[ActivityRow]] = defaultdict(list)
        for row in self.listed:
            for other in of.get(self.activities[row.key].id, ()):
                found[other].append(row)
        return found

    def claims(self, owner: str) -> Callable[[int], Section[ClaimRow]]:
        """Return what gives the numbers that sources claim of a city or an activity, by its id."""
        column = REPORTED_COUNT.c[f"{owner}_id"]
        query: Select[int] = select(column)
        ids = {number for (number,) in fetch_rows(self.connection, query.where(column.is_not(None)))}

        def claims_of(record: int) -> Section[ClaimRow]:
            rows = list_counts(self.connection, column == record, ()) if record in ids else []
            return Section("claims", ClaimRow, rows, phrase("Numbers that sources give"))

        return claims_of


def title_of(tie: Tie) -> Phrase:
    """Return what stands above the page of an agreement: its parties."""
    return named(*(party.name for party in tie.parties))


def page_of(
    folder: str,
    key: str,
    dossier: Dossier,
    evidence: Evidence,
    names: tuple[str, ...],
    days: tuple[CalendarDay, ...] = (),
) -> RecordPage:
    """Return the page of a record that a dossier tells of, with what is inferred in it and what contradicts it."""
    shown = tuple(fact for fact in dossier.facts if fact.name not in _NOT_SHOWN)
    parts = (*dossier.sections, evidence.inferred, evidence.contradictions)
    whole = replace(dossier, facts=shown, sections=parts)
    return RecordPage(folder, key, whole, evidence.sources, evidence.marks, names, days)
