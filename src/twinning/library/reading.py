"""What can be asked of a register: the lists, everything about one record, the search, and the reports."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Unpack

from twinning.db.session import reading
from twinning.db.storage.address import Address
from twinning.domain.vocabulary import (
    ActivityKind,
    ActivityStatus,
    AgreementKind,
    CityKind,
    CommitmentState,
    Field,
    SourceKind,
    Status,
)
from twinning.library.filters import (
    ActivityFilters,
    AgreementFilters,
    CityFilters,
    CommitmentFilters,
    ContactFilters,
    OrganizationFilters,
    PartnerFilters,
    PersonFilters,
    ReportOptions,
    SourceFilters,
    check_known,
)
from twinning.library.reports import made_report
from twinning.library.words import Day, country, day, edtf, word
from twinning.queries.dossiers.show import show
from twinning.queries.lists import activities, agreements, cities, commitments, contacts, partners, people, sources
from twinning.queries.lists.filters import Filter
from twinning.queries.lists.search import search
from twinning.queries.lists.wanted import WantedRecords
from twinning.queries.lookup.cities import find_city
from twinning.queries.reports import load_report
from twinning.rows import Dossier, Listing
from twinning.rows.partners import PartnerRow
from twinning.rows.records import (
    ActivityRow,
    AgreementRow,
    CityRow,
    CommitmentRow,
    ContactRow,
    FoundRow,
    OrganizationRow,
    PersonRow,
    SourceListRow,
)
from twinning.rows.tracing import explain as explained

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Reader:
    """Asks one register. Every call reads one consistent state of it."""

    def __init__(self, address: Address) -> None:
        self._address = address

    def list_partners(
        self,
        city: str,
        *,
        as_of: Day | None = None,
        kind: AgreementKind | str | None = None,
        status: Status | str | None = None,
        agreements_only: bool = False,
        **filters: Unpack[PartnerFilters],
    ) -> list[PartnerRow]:
        """Return a city's partners as of a day (today): ties first, then proposals, then cities met without one.

        Raises NotFoundError and AmbiguousError for the city.
        """
        with self._reading() as connection:
            found = _found(connection, PartnerFilters, filters)
            chosen = partners.PartnerFilter(
                day(as_of),
                word(AgreementKind, kind),
                word(Status, status),
                agreements_only,
                **found,
            )
            return list(partners.list_partners(connection, find_city(connection, city), chosen).rows)

    def list_cities(self, *, kind: CityKind | str | None = None, **filters: Unpack[CityFilters]) -> list[CityRow]:
        """Return the cities by name, with how many agreements each is or was a party to."""
        with self._reading() as connection:
            found = _found(connection, CityFilters, filters)
            chosen = cities.CityFilter(word(CityKind, kind), **found)
            return list(cities.list_cities(connection, chosen).rows)

    def list_agreements(
        self,
        *,
        as_of: Day | None = None,
        kind: AgreementKind | str | None = None,
        status: Status | str | None = None,
        **filters: Unpack[AgreementFilters],
    ) -> list[AgreementRow]:
        """Return agreements by key, each with its status as of a day (today); the days are those of the signing."""
        with self._reading() as connection:
            found = _found(connection, AgreementFilters, filters)
            chosen = agreements.AgreementFilter(
                day(as_of),
                word(AgreementKind, kind),
                word(Status, status),
                **found,
            )
            return list(agreements.list_agreements(connection, chosen).rows)

    def list_delegations(
        self, *, status: ActivityStatus | str | None = None, **filters: Unpack[ActivityFilters]
    ) -> list[ActivityRow]:
        """Return delegations by day: visits of people who act for a city."""
        return self._activities(ActivityKind.DELEGATION, status, filters)

    def list_events(
        self, *, status: ActivityStatus | str | None = None, **filters: Unpack[ActivityFilters]
    ) -> list[ActivityRow]:
        """Return events by day: exhibitions, meetings, declared days."""
        return self._activities(ActivityKind.EVENT, status, filters)

    def list_programs(
        self, *, status: ActivityStatus | str | None = None, **filters: Unpack[ActivityFilters]
    ) -> list[ActivityRow]:
        """Return exchange programmes by day: training, internships, expeditions, camps."""
        return self._activities(ActivityKind.EXCHANGE_PROGRAM, status, filters)

    def list_people(self, **filters: Unpack[PersonFilters]) -> list[PersonRow]:
        """Return people by name: what they are or were, and how often they signed or took part."""
        with self._reading() as connection:
            found = _found(connection, PersonFilters, filters)
            return list(people.list_people(connection, Filter(**found)).rows)

    def list_organizations(self, **filters: Unpack[OrganizationFilters]) -> list[OrganizationRow]:
        """Return organizations by name: for which city they act, and what they have a part in."""
        with self._reading() as connection:
            found = _found(connection, OrganizationFilters, filters)
            return list(people.list_organizations(connection, Filter(**found)).rows)

    def list_contacts(
        self, *, as_of: Day | None = None, stale: bool = False, **filters: Unpack[ContactFilters]
    ) -> list[ContactRow]:
        """Return contacts: whom to reach at which office; with `stale`, only those that do not hold on the day."""
        with self._reading() as connection:
            found = _found(connection, ContactFilters, filters)
            chosen = contacts.ContactFilter(day(as_of), stale, **found)
            return list(contacts.list_contacts(connection, chosen).rows)

    def list_commitments(
        self,
        *,
        state: CommitmentState | str | None = None,
        overdue_by: Day | None = None,
        **filters: Unpack[CommitmentFilters],
    ) -> list[CommitmentRow]:
        """Return commitments by due day: who owes what to whom; with a day, those open and surely overdue before it."""
        with self._reading() as connection:
            found = _found(connection, CommitmentFilters, filters)
            chosen = commitments.CommitmentFilter(
                word(CommitmentState, state),
                None if overdue_by is None else day(overdue_by),
                **found,
            )
            return list(commitments.list_commitments(connection, chosen).rows)

    def list_sources(
        self, *, kind: SourceKind | str | None = None, **filters: Unpack[SourceFilters]
    ) -> list[SourceListRow]:
        """Return sources: documents, and how much rests on each."""
        with self._reading() as connection:
            found = _found(connection, SourceFilters, filters)
            chosen = sources.SourceFilter(word(SourceKind, kind), **found)
            return list(sources.list_sources(connection, chosen).rows)

    def search(self, text: str, *, limit: int | None = None) -> list[FoundRow]:
        """Return where a text stands in any record, whatever its case, accents and width."""
        with self._reading() as connection:
            return list(search(connection, text, limit).rows)

    def show(self, record: str, *, as_of: Day | None = None) -> Dossier:
        """Return everything about a record: its facts, and sections of rows.

        Raises NotFoundError and AmbiguousError for what names it.
        """
        with self._reading() as connection:
            return show(connection, record, day(as_of))

    def report(self, name: str, *, explain: bool = False, **asked: Unpack[ReportOptions]) -> list[Any]:
        """Return the rows of a report by its name: of a city, or of the whole register where it can be on that.

        `since` and `until` are the `--from` and `--to` of the command; `explain` gives `ExplainedRow`s in place of the
        rows: the records behind each number. Of a report of several tables each value is a `LineRow`; `show_report`
        gives it whole. Raises UsageError for a name that is none, and for what the report is not asked for;
        NotFoundError and AmbiguousError for a city.
        """
        document = self.show_report(name, **asked)
        return list((explained(document) if explain else document).rows)

    def show_report(self, name: str, **asked: Unpack[ReportOptions]) -> Listing[Any] | Dossier:
        """Return a report as it is written: a listing with its heading and notes, or a dossier of several tables.

        It is asked for, and raises, as `report`.
        """
        found = load_report(name)
        with self._reading() as connection:
            return made_report(connection, found, asked)

    def _activities(
        self, kind: ActivityKind, status: ActivityStatus | str | None, filters: ActivityFilters
    ) -> list[ActivityRow]:
        with self._reading() as connection:
            found = _found(connection, ActivityFilters, filters)
            chosen = activities.ActivityFilter(kind, word(ActivityStatus, status), **found)
            return list(activities.list_activities(connection, chosen).rows)

    @contextmanager
    def _reading(self) -> Iterator["Connection"]:
        with reading(self._address) as connection:
            yield connection


def _found(connection: "Connection", taken: type, filters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a filter; days and words are read, and records looked up."""
    check_known(filters, taken)
    read: dict[str, Callable[[Any], Any]] = {"field": partial(word, Field), "country": country}
    read |= dict.fromkeys(("year", "since", "until"), edtf)
    known: dict[str, Any] = {name: read[name](given) if name in read else given for name, given in filters.items()}
    return WantedRecords(**known).find(connection)
