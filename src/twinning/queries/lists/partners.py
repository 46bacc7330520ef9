"""The partners of a city: who shares an agreement with it, who was proposed, and who was met without one."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any, Self

from sqlalchemy import Connection, Select, select

from twinning.db.tables.activities import ACTIVITY, ACTIVITY_PLACE, ActivityRecord
from twinning.db.tables.agreements import AGREEMENT
from twinning.db.tables.cities import CITY
from twinning.db.typed_tables import fetch_records_with
from twinning.domain.agreements.status import was_signed_by
from twinning.domain.countries import country_name
from twinning.domain.dates import EdtfDate, text_of
from twinning.domain.names import fold
from twinning.domain.vocabulary import ActivityStatus, AgreementKind, Status
from twinning.queries.evidence.inferences import TieInferences
from twinning.queries.evidence.partner_claims import list_claims
from twinning.queries.evidence.source_counts import SourceCounts
from twinning.queries.lists.agreement_filters import agreements_with, was_signed_in
from twinning.queries.lists.filters import Filter, sought_by
from twinning.queries.lookup.activities import activities_of_city
from twinning.queries.lookup.agreements import Party, Tie, load_ties, ties_as_of, ties_of
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.lookup.successions import Succession, Successors, list_predecessors
from twinning.rows import Listing, Section, Several
from twinning.rows.arranging.sorting import undated_last
from twinning.rows.partners import PartnerRow
from twinning.rows.phrases import phrase

_KINDS, _STATUSES = list(AgreementKind), list(Status)
_INFERRED = {"party": "partner", "kind": "kind"}
_HELD_UP = (Status.SUSPENDED, Status.DISPUTED)


@dataclass(frozen=True, slots=True)
class PartnerFilter(Filter):
    """Which partners are wanted, as of which day (ISO): by their country and name, and by their agreements.

    The span is that of the signing. None is any.
    """

    as_of: str
    kind: AgreementKind | None = None
    status: Status | None = None
    agreements_only: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether only some of the partners are wanted."""
        return self != PartnerFilter(self.as_of, agreements_only=self.agreements_only)


@dataclass(slots=True)
class Partner:
    """A partner while it is put together: its agreements, each with its status, and the activities shared with it."""

    city: Party
    ties: list[tuple[Tie, Status]] = field(default_factory=list)
    activities: dict[int, EdtfDate | None] = field(default_factory=dict)

    @property
    def best(self) -> tuple[Tie | None, Status]:
        """The agreement that ranks first: by status, then kind, then date."""
        return min(self.ties, key=rank_of) if self.ties else (None, Status.NONE_RECORDED)

    @property
    def higher(self) -> tuple[Tie, Status] | None:
        """The agreement of the highest kind above that of the best one which is suspended or disputed, if any is."""
        best, _ = self.best
        above = [each for each in self.ties if best and _is_above(each[0], best) and each[1] in _HELD_UP]
        return min(above, key=lambda each: (_KINDS.index(each[0].kind), rank_of(each)), default=None)

    @property
    def last_activity(self) -> EdtfDate | None:
        """The day of the last activity whose day is known."""
        days = (day for day in self.activities.values() if day is not None)
        return max(days, key=lambda day: day.sort_key, default=None)


def list_partners(connection: Connection, city: FoundCity, choice: PartnerFilter) -> Listing[Any]:
    """Return a city's partners in groups, each by rank of the tie, then date, then name.

    First those with an agreement that was ever signed, then proposals, then cities met only through activities, then
    for each city that this one had succeeded by then, the partners whose agreements stay on that city's record. The
    notes compare what sources claim with what is recorded of the city itself.
    """
    ties = load_ties(connection, _ties_with(city, choice))
    known = _known(ties, choice)
    shared = shared_activities(connection, city, choice.as_of)
    signed = _signed_partners(known, city, choice, shared)
    proposed = _partners((tie for tie in known if not was_signed_by(tie.facts, choice.as_of)), city, choice)
    _add_activities(proposed, shared)
    tied = {party.id for tie in known for party in tie.partners_of(city.id)}
    met = {each: partner for each, partner in shared.items() if each not in tied and _is_met(choice)}
    known_of = _KnownOf.partners(connection, city, choice)
    rows = [_rows(group.values(), choice, known_of) for group in (signed, proposed, met)]
    before = list_predecessors(connection, city.id, choice.as_of)
    through = tuple(_through(connection, each, city, choice) for each in before)
    return _listing(city, rows, through, _claims(connection, city, ties, choice), choice)


def _ties_with(city: FoundCity, choice: PartnerFilter) -> Select[int]:
    """Return the select of the ids of a city's agreements that are wanted."""
    return select(AGREEMENT.c.id).where(AGREEMENT.c.id.in_(ties_of(city.id)), *agreements_with(choice))


def _known(ties: Iterable[Tie], choice: PartnerFilter) -> list[Tie]:
    return [tie for tie in ties_as_of(ties, choice.as_of) if was_signed_in(tie, choice.span, choice.as_of)]


def _through(
    connection: Connection, succession: Succession, new: FoundCity, choice: PartnerFilter
) -> Section[PartnerRow]:
    """Give the partners of a succeeded city, but for the one that succeeded it."""
    old = succession.city
    known = _known(load_ties(connection, _ties_with(old, choice)), choice)
    signed = _signed_partners(known, old, choice, shared_activities(connection, old, choice.as_of))
    signed.pop(new.id, None)
    known_of = _KnownOf.partners(connection, old, choice)
    rows = [replace(row, through=old.key) for row in _rows(signed.values(), choice, known_of)]
    return Section("inherited", PartnerRow, rows, succession.heading)


def _signed_partners(
    known: Sequence[Tie], city: FoundCity, choice: PartnerFilter, shared: dict[int, Partner]
) -> dict[int, Partner]:
    partners = _partners((tie for tie in known if was_signed_by(tie.facts, choice.as_of)), city, choice)
    _add_activities(partners, shared)
    return partners


def _add_activities(partners: dict[int, Partner], shared: dict[int, Partner]) -> None:
    for each, partner in partners.items():
        partner.activities = shared[each].activities if each in shared else {}


def _claims(connection: Connection, city: FoundCity, ties: Sequence[Tie], choice: PartnerFilter) -> tuple[str, ...]:
    """Say what sources had claimed by then; next to a part of the partners it would mislead."""
    if choice.is_narrowed:
        return ()
    claims = list_claims(connection, city, ties, choice.as_of)
    return tuple(claim.told for claim in claims if claim.on is None or _is_known(claim.on, choice.as_of))


def _is_known(on: str, day: str) -> bool:
    return EdtfDate.parse(on).happened_by(day) is not False


def _listing(
    city: FoundCity,
    rows: list[tuple[PartnerRow, ...]],
    through: tuple[Section[PartnerRow], ...],
    notes: tuple[str, ...],
    choice: PartnerFilter,
) -> Listing[PartnerRow]:
    signed, proposed, met = rows
    sections = (
        Section("partners", PartnerRow, signed),
        Section("proposed", PartnerRow, proposed, phrase("Proposed, not signed")),
        Section("met", PartnerRow, met, phrase("No agreement recorded")),
    )
    shown = sections[:1] if choice.agreements_only else sections
    return Listing(
        PartnerRow, (*shown, *through), phrase("Partners of {city}", city=city.name), _empty(city, choice), notes
    )


def _empty(city: FoundCity, choice: PartnerFilter) -> str:
    if choice.is_narrowed:
        return phrase("no such partners of {city} recorded", city=city.name)
    return phrase("no partners of {city} recorded", city=city.name)


def _partners(ties: Iterable[Tie], city: FoundCity, choice: PartnerFilter) -> dict[int, Partner]:
    partners: dict[int, Partner] = {}
    for tie in ties:
        for party in tie.partners_of(city.id):
            status = tie.status(choice.as_of, city.id, party.id)
            if choice.kind in (None, tie.kind) and choice.status in (None, status):
                partners.setdefault(party.id, Partner(party)).ties.append((tie, status))
    return partners


def _is_met(choice: PartnerFilter) -> bool:
    """Return whether cities without a recorded agreement are listed: not if a filter is about agreements."""
    plain = PartnerFilter(choice.as_of, country_code=choice.country_code, text=choice.text)
    return choice.status in (None, Status.NONE_RECORDED) and plain == replace(
        choice, status=None, agreements_only=False
    )


def _is_above(tie: Tie, other: Tie) -> bool:
    return _KINDS.index(tie.kind) < _KINDS.index(other.kind)


def rank_of(ranked: tuple[Tie, Status]) -> tuple[int, int, tuple[str, str], str]:
    """Return what the agreements of a city are ranked by: status, then kind, then date (the first ranks highest)."""
    tie, status = ranked
    return _STATUSES.index(status), _KINDS.index(tie.kind), undated_last(tie.since), tie.key


@dataclass(frozen=True, slots=True)
class _KnownOf:
    """What is shown of partners besides their agreements, read at once for all partners of a city.

    `sought` are the cities that the text of a filter may name.
    """

    sources: SourceCounts
    inferred: TieInferences
    successors: Successors
    sought: Set[int]

    @classmethod
    def partners(cls, connection: Connection, city: FoundCity, choice: PartnerFilter) -> Self:
        return cls(
            SourceCounts(connection, city),
            TieInferences(connection, _ties_with(city, choice)),
            Successors(connection, choice.as_of),
            sought_by(connection, "city", choice),
        )


def _rows(partners: Iterable[Partner], choice: PartnerFilter, known_of: _KnownOf) -> tuple[PartnerRow, ...]:
    there = (each for each in partners if choice.country_code in (None, each.city.country_code))
    wanted = (each for each in there if choice.text is None or each.city.id in known_of.sought)
    in_order = sorted(wanted, key=lambda each: order_of(each.city, *each.best))
    return tuple(_row(partner, known_of) for partner in in_order)


def order_of(city: Party, tie: Tie | None, status: Status) -> tuple[int, int, tuple[str, str], str, str]:
    """Return what partners are sorted by: the rank of the tie, its status, its date, then the name."""
    kind = _KINDS.index(tie.kind) if tie else len(_KINDS)
    return kind, _STATUSES.index(status), undated_last(tie.since if tie else None), fold(city.name), city.key


def _row(partner: Partner, known_of: _KnownOf) -> PartnerRow:
    tie, status = partner.best
    higher = partner.higher
    return PartnerRow(
        partner=partner.city.name,
        country=country_name(partner.city.country_code),
        country_code=partner.city.country_code,
        succeeded_by=known_of.successors.of(partner.city.id),
        kind=tie.kind.value if tie else None,
        status=status.value,
        since=text_of(tie.since) if tie else None,
        higher_kind=higher[0].kind.value if higher else None,
        higher_status=higher[1].value if higher else None,
        agreements=len(partner.ties),
        last_activity=text_of(partner.last_activity),
        sources=known_of.sources.count(
            [tie.id for tie, _ in partner.ties], [] if partner.ties else [*partner.activities]
        ),
        inferred=Several(known_of.inferred.of(tie.id, tie.since, _INFERRED)) if tie else Several(),
        key=partner.city.key,
        through=None,
    )


def shared_activities(connection: Connection, city: FoundCity, day: str) -> dict[int, Partner]:
    """Return the cities with which something was held by a day (ISO), with the days of it, by the city's id."""
    query = (
        select(CITY.c.id, CITY.c.key, CITY.c.name, CITY.c.country_code)
        .select_from(ACTIVITY)
        .join(ACTIVITY_PLACE, ACTIVITY_PLACE.c.activity_id == ACTIVITY.c.id)
        .join(CITY, CITY.c.id == ACTIVITY_PLACE.c.city_id)
        .where(ACTIVITY.c.id.in_(activities_of_city(city.id)), ACTIVITY_PLACE.c.city_id != city.id)
        .where(ACTIVITY.c.status == ActivityStatus.HELD)
    )
    shared: dict[int, Partner] = {}
    for activity, other, key, name, country_code in fetch_records_with(connection, ACTIVITY, ActivityRecord, query):
        start, end = activity.start, activity.end
        began = start or end
        if began is None or may_have_begun(began, day):
            partner = shared.setdefault(other, Partner(Party(other, key, name, country_code)))
            ended = end is not None and end.happened_by(day) is not False
            partner.activities[activity.id] = end if ended else start
    return shared


def may_have_begun(began: EdtfDate, day: str) -> bool:
    """Return whether an activity had, or may have, begun by a day (ISO).

    One that had begun by a day, `[..2004-11-03]`, is not one of any year before, as a tie would be.
    """
    is_open = began.earliest is None and began.latest is not None
    return bool(began.happened_by(day)) if is_open else began.happened_by(day) is not False
