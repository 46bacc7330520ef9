"""Which agreements are wanted, in the lists of agreements and of partners alike."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Select, func, select

from twinning.db.tables.agreements import (
    ACT_PERSON,
    AGREEMENT,
    AGREEMENT_ACT,
    AGREEMENT_FIELD,
    AGREEMENT_ORGANIZATION,
    AGREEMENT_PARTY,
)
from twinning.domain.agreements.acts import ACT_RULES
from twinning.domain.agreements.status import was_signed_by
from twinning.domain.dates.spans import ANY_TIME, Span
from twinning.queries.lists.filters import Filter, cited_by, cities_in, having_name
from twinning.queries.lookup.agreements import Tie, load_ties, ties_as_of, ties_of

_SIGNINGS = [kind for kind, rule in ACT_RULES.items() if rule.signs]


def agreements_with(chosen: Filter) -> Iterator[ColumnElement[bool]]:
    """Give the conditions on an agreement: its parties and their country, its fields, who signed it, its sources."""
    yield from (AGREEMENT.c.id.in_(agreements) for agreements in _chosen(chosen))
    if chosen.source is not None:
        yield cited_by(chosen.source, AGREEMENT)


def _chosen(chosen: Filter) -> Iterator[Select[int]]:
    """Give a select of ids for each filter by the parties, fields, signatories and organizations of an agreement."""
    party, organization = AGREEMENT_PARTY.c, AGREEMENT_ORGANIZATION.c
    yield from map(ties_of, chosen.cities)
    if chosen.country_code is not None:
        yield select(party.agreement_id).where(party.city_id.in_(cities_in(chosen.country_code)))
    if chosen.field is not None:
        yield select(AGREEMENT_FIELD.c.agreement_id).where(AGREEMENT_FIELD.c.field == chosen.field)
    if chosen.person is not None:
        signed = select(ACT_PERSON.c.act_id).where(ACT_PERSON.c.person_id == chosen.person)
        yield select(AGREEMENT_ACT.c.agreement_id).where(AGREEMENT_ACT.c.id.in_(signed))
    if chosen.organization is not None:
        yield select(organization.agreement_id).where(organization.organization_id == chosen.organization)


def known_by(chosen: Select[int], day: str) -> Select[int]:
    """Return a select without the agreements of which all acts surely came after a day (ISO).

    It is `domain.agreements.status.is_known_by` as a condition for the database. Those agreements are found once and
    joined: asking about each agreement would double the time, and PostgreSQL goes through a long NOT IN for each row.
    """
    act, other = AGREEMENT_ACT.c, AGREEMENT_ACT.alias("other").c
    by_then = select(other.id).where(
        other.agreement_id == act.agreement_id, other.on_earliest.is_(None) | (other.on_earliest <= day)
    )
    unknown = select(act.agreement_id).where(act.on_earliest > day, ~by_then.exists()).distinct().subquery()
    return chosen.outerjoin(unknown, unknown.c.agreement_id == AGREEMENT.c.id).where(unknown.c.agreement_id.is_(None))


def may_have(text: str) -> ColumnElement[bool]:
    """Return the condition that an agreement has a party that a text may name, or a title, which may hold it."""
    party = AGREEMENT_PARTY.c
    parties = select(party.agreement_id).where(party.city_id.in_(having_name("city", text)))
    return AGREEMENT.c.title.is_not(None) | AGREEMENT.c.id.in_(parties)


def may_be_signed_in(span: Span, day: str) -> ColumnElement[bool]:
    """Return the condition that a signing that is known on a day (ISO) may lie in a span, or that none is known."""
    low, high = span.bounds
    act = AGREEMENT_ACT.c
    is_known = act.on_earliest.is_(None) | (act.on_earliest <= day)
    signings = select(act.id).where(act.agreement_id == AGREEMENT.c.id, act.kind.in_(_SIGNINGS), is_known)
    lies_there = (func.coalesce(act.on_latest, "~") >= low) & (func.coalesce(act.on_earliest, "") <= high)
    return ~signings.exists() | signings.where(lies_there).exists()


def signed_ties(connection: Connection, city: int, day: str) -> list[Tie]:
    """Return the agreements of a city (id) that had been signed by a day (ISO), as they were then."""
    ties = ties_as_of(load_ties(connection, ties_of(city)), day)
    return [tie for tie in ties if was_signed_by(tie.facts, day)]


def was_signed_in(tie: Tie, span: Span, day: str) -> bool:
    """Return whether an agreement was first signed in a span, as known on a day (ISO).

    One that was never signed is in none; one whose signing has no day may be in any.
    """
    return span == ANY_TIME or (was_signed_by(tie.facts, day) and span.holds(tie.since))
