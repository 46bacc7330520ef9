"""The partners of a city: who shares an agreement with it, who was proposed, and who was met without one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from twinning.countries import country_name
from twinning.dates import EdtfDate
from twinning.names import fold
from twinning.queries.activities import activities_of_city
from twinning.queries.agreements import Party, Tie, load_ties, ties_as_of, ties_of
from twinning.queries.cities import FoundCity
from twinning.queries.claims import list_claims
from twinning.queries.sorting import sort_rows, undated_last
from twinning.queries.status import was_signed_by
from twinning.queries.tables import date_of, table
from twinning.rows import Listing, Section
from twinning.rows.partners import PartnerRow
from twinning.vocabulary import ActivityStatus, AgreementKind, Status

_KINDS, _STATUSES = list(AgreementKind), list(Status)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which partners are wanted, as of which day (ISO), sorted by which column. None is any, and by rank."""

    as_of: str
    kind: AgreementKind | None = None
    status: Status | None = None
    country_code: str | None = None
    sort: str | None = None
    agreements_only: bool = False


@dataclass(slots=True)
class Partner:
    """A partner while it is put together: its agreements, each with its status, and the activities shared with it."""

    city: Party
    ties: list[tuple[Tie, Status]] = field(default_factory=list)
    activities: dict[int, EdtfDate | None] = field(default_factory=dict)

    @property
    def best(self) -> tuple[Tie | None, Status]:
        """The agreement that ranks first: by status, then kind, then date."""
        return min(self.ties, key=_rank) if self.ties else (None, Status.NO_AGREEMENT)

    @property
    def last_activity(self) -> EdtfDate | None:
        """The day of the last activity whose day is known."""
        days = (day for day in self.activities.values() if day is not None)
        return max(days, key=lambda day: day.sort_key, default=None)


def list_partners(session: Session, city: FoundCity, choice: Choice) -> Listing:
    """Return a city's partners in groups, each by rank of the tie, then date, then name.

    First those with an agreement that was ever signed, then proposals, then cities met only through activities.
    The notes compare what sources claim with what is recorded. Raises UsageError for a column that cannot sort.
    """
    ties = load_ties(session, ties_of(city.id))
    known = ties_as_of(ties, choice.as_of)
    shared = shared_activities(session, city, choice.as_of)
    signed = _partners((tie for tie in known if was_signed_by(tie.facts, choice.as_of)), city, choice)
    proposed = _partners((tie for tie in known if not was_signed_by(tie.facts, choice.as_of)), city, choice)
    for partner in (*signed.values(), *proposed.values()):
        partner.activities = shared[partner.city.id].activities if partner.city.id in shared else {}
    tied = {party.id for tie in known for party in tie.partners_of(city.id)}
    met = {each: partner for each, partner in shared.items() if each not in tied and _is_met(choice)}
    sources = SourceCounts(session, city)
    rows = [_rows(group.values(), choice, sources) for group in (signed, proposed, met)]
    return _listing(city, rows, _claims(session, city, ties, choice), choice)


def _claims(session: Session, city: FoundCity, ties: Sequence[Tie], choice: Choice) -> tuple[str, ...]:
    """Say what sources had claimed by then; next to a part of the partners it would mislead."""
    if (choice.kind, choice.status, choice.country_code) != (None, None, None):
        return ()
    claims = list_claims(session, city, ties, choice.as_of)
    return tuple(str(claim) for claim in claims if claim.on is None or _is_known(claim.on, choice.as_of))


def _is_known(on: str, day: str) -> bool:
    return EdtfDate.parse(on).happened_by(day) is not False


def _listing(city: FoundCity, rows: list[tuple[PartnerRow, ...]], notes: tuple[str, ...], choice: Choice) -> Listing:
    headings = (("partners", None), ("proposed", "Proposed, not signed"), ("met", "Met without an agreement"))
    sections = tuple(
        Section(name, PartnerRow, sort_rows(group, PartnerRow, choice.sort), heading)
        for (name, heading), group in zip(headings, rows, strict=True)
    )
    shown = sections[:1] if choice.agreements_only else sections
    return Listing(PartnerRow, shown, f"Partners of {city.name}", _empty(city, choice), notes)


def _empty(city: FoundCity, choice: Choice) -> str:
    chosen = any((choice.kind, choice.status, choice.country_code))
    return f"no such partners of {city.name} recorded" if chosen else f"no partners of {city.name} recorded"


def _partners(ties: Iterable[Tie], city: FoundCity, choice: Choice) -> dict[int, Partner]:
    partners: dict[int, Partner] = {}
    for tie in ties:
        for party in tie.partners_of(city.id):
            status = tie.status(choice.as_of, city.id, party.id)
            if choice.kind in (None, tie.kind) and choice.status in (None, status):
                partners.setdefault(party.id, Partner(party)).ties.append((tie, status))
    return partners


def _is_met(choice: Choice) -> bool:
    return choice.kind is None and choice.status in (None, Status.NO_AGREEMENT)


def _rank(ranked: tuple[Tie, Status]) -> tuple[int, int, tuple[str, str], str]:
    tie, status = ranked
    return _STATUSES.index(status), _KINDS.index(tie.kind), undated_last(tie.since), tie.key


def _rows(partners: Iterable[Partner], choice: Choice, sources: "SourceCounts") -> tuple[PartnerRow, ...]:
    wanted = (each for each in partners if choice.country_code in (None, each.city.country_code))
    return tuple(_row(partner, sources) for partner in sorted(wanted, key=lambda each: order_of(each.city, *each.best)))


def order_of(city: Party, tie: Tie | None, status: Status) -> tuple[Any, ...]:
    """Return what partners are sorted by: the rank of the tie, its status, its date, then the name."""
    kind = _KINDS.index(tie.kind) if tie else len(_KINDS)
    return kind, _STATUSES.index(status), undated_last(tie.since if tie else None), fold(city.name), city.key


def _row(partner: Partner, sources: "SourceCounts") -> PartnerRow:
    tie, status = partner.best
    return PartnerRow(
        partner=partner.city.name,
        country=country_name(partner.city.country_code),
        country_code=partner.city.country_code,
        kind=tie.kind.value if tie else None,
        status=status.value,
        since=str(tie.since) if tie and tie.since else None,
        agreements=len(partner.ties),
        last_activity=str(partner.last_activity) if partner.last_activity else None,
        sources=sources.count([tie.id for tie, _ in partner.ties], [] if partner.ties else [*partner.activities]),
        key=partner.city.key,
    )


def shared_activities(session: Session, city: FoundCity, day: str) -> dict[int, Partner]:
    """Return the cities with which something was held by a day (ISO), with the days of it, by the city's id."""
    place, activity, other = table("activity_place"), table("activity"), table("city")
    query = (
        select(other.c.id, other.c.key, other.c.name, other.c.country_code, activity)
        .select_from(place)
        .join(activity, activity.c.id == place.c.activity_id)
        .join(other, other.c.id == place.c.city_id)
        .where(activity.c.id.in_(activities_of_city(city.id)), place.c.city_id != city.id)
        .where(activity.c.status == ActivityStatus.HELD)
    )
    shared: dict[int, Partner] = {}
    for row in session.execute(query):
        start, end = date_of(row._mapping, "start"), date_of(row._mapping, "end")
        began = start or end
        if began is None or began.happened_by(day) is not False:
            partner = shared.setdefault(row[0], Partner(Party(*row[:4])))
            ended = end is not None and end.happened_by(day) is not False
            partner.activities[row[4]] = end if ended else start
    return shared


class SourceCounts:
    """Which sources document an agreement (it or its acts) or an activity of a city."""

    def __init__(self, session: Session, city: FoundCity) -> None:
        citation, act = table("citation"), table("agreement_act")
        agreements, activities = ties_of(city.id), activities_of_city(city.id)
        of_agreement = select(citation.c.agreement_id, citation.c.source_id)
        of_acts = select(act.c.agreement_id, citation.c.source_id).join(act, act.c.id == citation.c.agreement_act_id)
        of_activity = select(citation.c.activity_id, citation.c.source_id)
        self._agreements = _grouped(
            session,
            of_agreement.where(citation.c.agreement_id.in_(agreements)),
            of_acts.where(act.c.agreement_id.in_(agreements)),
        )
        self._activities = _grouped(session, of_activity.where(citation.c.activity_id.in_(activities)))

    def count(self, agreements: Iterable[int], activities: Iterable[int]) -> int:
        """Return how many different sources document these."""
        found = (self._agreements[each] for each in agreements)
        return len(set().union(*found, *(self._activities[each] for each in activities)))


def _grouped(session: Session, *queries: Select[Any]) -> dict[int, set[int]]:
    groups: dict[int, set[int]] = defaultdict(set)
    for query in queries:
        for record, source in session.execute(query.distinct()):
            groups[record].add(source)
    return groups
