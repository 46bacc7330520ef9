"""Delegations, events and exchange programmes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Nullable, Select, select

from twinning.db.tables.activities import (
    ACTIVITY,
    ACTIVITY_FIELD,
    ACTIVITY_ORGANIZATION,
    ACTIVITY_PERSON,
    ACTIVITY_PLACE,
    ActivityRecord,
)
from twinning.db.tables.agreements import AGREEMENT
from twinning.db.tables.cities import CITY
from twinning.db.typed_tables import fetch_records_with, fetch_rows
from twinning.domain.countries import country_name
from twinning.domain.dates.spans import ANY_TIME
from twinning.domain.vocabulary import ActivityKind, ActivityStatus
from twinning.queries.evidence.inferences import inferred_columns
from twinning.queries.lists.filters import Filter, cited_by, cities_in
from twinning.queries.lists.streamed import by_code_points, in_time, streamed
from twinning.queries.lookup.activities import activities_of_agreement, activities_of_city
from twinning.queries.lookup.fields import fields_of
from twinning.rows import Listing, NamedPlace, Several
from twinning.rows.arranging.sorting import undated_last
from twinning.rows.phrases import phrase
from twinning.rows.records import ActivityRow

_INFERRED = {
    "title": "activity",
    **{name: name for name in ("status", "start", "end", "duration")},
    **dict.fromkeys(("size", "attendance", "participants"), "people"),
    "place": "places",
    "field": "fields",
    **{name: name for name in ("part_of", "agreement")},
}
"""The fields that may be inferred, and the columns that show them."""

_HEADINGS = {
    ActivityKind.DELEGATION: (phrase("Delegations"), phrase("no delegations recorded")),
    ActivityKind.EVENT: (phrase("Events"), phrase("no events recorded")),
    ActivityKind.EXCHANGE_PROGRAM: (phrase("Exchange programmes"), phrase("no exchange programmes recorded")),
}


@dataclass(frozen=True, slots=True)
class ActivityFilter(Filter):
    """Which activities are wanted; the span is that of their days, the text a part of their title. None is any."""

    kind: ActivityKind
    status: ActivityStatus | None = None


def list_activities(connection: Connection, choice: ActivityFilter) -> Listing[ActivityRow]:
    """Return activities of one kind by their first possible day, undated ones last: a stream of them."""
    activity = ACTIVITY.c
    order = (
        *in_time(connection, activity.start_text, activity.start_earliest, activity.start_latest),
        by_code_points(connection, activity.key),
    )
    rows = streamed(
        connection,
        select(activity.id).where(*_conditions(choice)).order_by(*order),
        lambda ids: iter(_rows(connection, select(activity.id).where(activity.id.in_(ids)), choice)),
        is_exact=choice.span == ANY_TIME and choice.text is None,
    )
    sections = choice.sections("activities", ActivityRow, rows, lambda row: bool(row.start or row.end))
    title, empty = _HEADINGS[choice.kind]
    return Listing(ActivityRow, sections, title, choice.told_if_none(empty))


def load_activities(connection: Connection, chosen: Select[int]) -> list[ActivityRow]:
    """Return the activities whose ids a select chooses, by their first possible day, undated ones last."""
    return _rows(connection, chosen, None)


def _conditions(choice: ActivityFilter) -> list[ColumnElement[bool]]:
    conditions = [ACTIVITY.c.kind == choice.kind, *(ACTIVITY.c.id.in_(chosen) for chosen in _chosen(choice))]
    if choice.status is not None:
        conditions.append(ACTIVITY.c.status == choice.status)
    if choice.source is not None:
        conditions.append(cited_by(choice.source, ACTIVITY))
    return conditions


def _chosen(choice: ActivityFilter) -> Iterator[Select[int]]:
    """Give a select of ids for each filter by the places, fields, people and organizations of an activity."""
    person, organization = ACTIVITY_PERSON.c, ACTIVITY_ORGANIZATION.c
    yield from map(activities_of_city, choice.cities)
    if choice.country_code is not None:
        yield _activities_in(choice.country_code)
    if choice.field is not None:
        yield select(ACTIVITY_FIELD.c.activity_id).where(ACTIVITY_FIELD.c.field == choice.field)
    if choice.person is not None:
        yield select(person.activity_id).where(person.person_id == choice.person)
    if choice.organization is not None:
        yield select(organization.activity_id).where(organization.organization_id == choice.organization)
    if choice.agreement is not None:
        yield activities_of_agreement(choice.agreement)


def _activities_in(country_code: str) -> Select[int]:
    place = ACTIVITY_PLACE.c
    there = place.city_id.in_(cities_in(country_code)) | (place.country_code == country_code)
    return select(place.activity_id).where(there)


def _rows(connection: Connection, chosen: Select[int], choice: ActivityFilter | None) -> list[ActivityRow]:
    whole = ACTIVITY.alias("whole")
    query = (
        select(Nullable(whole.c.key), Nullable(AGREEMENT.c.key))
        .select_from(ACTIVITY)
        .outerjoin(whole, whole.c.id == ACTIVITY.c.part_of_id)
        .outerjoin(AGREEMENT, AGREEMENT.c.id == ACTIVITY.c.agreement_id)
        .where(ACTIVITY.c.id.in_(chosen))
    )
    places, fields = _places(connection, chosen), fields_of(connection, "activity", chosen)
    inferred = inferred_columns(connection, "activity", chosen, _INFERRED)
    found = fetch_records_with(connection, ACTIVITY, ActivityRecord, query)
    wanted = (each for each in found if choice is None or _is_wanted(each[0], choice))
    return [
        ActivityRow(
            activity=activity.title,
            kind=activity.kind.value,
            status=activity.status.value,
            start=activity.start_text,
            end=activity.end_text,
            duration=activity.duration,
            people=_people(activity),
            approximate=None if _people(activity) is None else activity.approximate,
            places=places[activity.id],
            place_keys=places[activity.id].keys,
            fields=Several(fields[activity.id]),
            part_of=part_of,
            agreement=agreement,
            inferred=Several(inferred[activity.id]),
            key=activity.key,
        )
        for activity, part_of, agreement in sorted(wanted, key=lambda each: _order(each[0]))
    ]


def _people(activity: ActivityRecord) -> int | None:
    """Return how many people took part; at most one of the three is known, by the kind of the activity."""
    numbers = (activity.size, activity.attendance, activity.participants)
    return next((number for number in numbers if number is not None), None)


def _is_wanted(activity: ActivityRecord, choice: ActivityFilter) -> bool:
    return choice.span.holds(activity.start, activity.end) and choice.finds(activity.title)


def _order(activity: ActivityRecord) -> tuple[tuple[str, str], str]:
    return undated_last(activity.start), activity.key


def _places(connection: Connection, chosen: Select[int]) -> dict[int, Several]:
    place = ACTIVITY_PLACE.c
    query = (
        select(
            place.activity_id,
            place.role,
            place.country_code,
            Nullable(CITY.c.name),
            Nullable(CITY.c.key),
            Nullable(CITY.c.country_code),
        )
        .outerjoin(CITY, CITY.c.id == place.city_id)
        .where(place.activity_id.in_(chosen))
        .order_by(place.activity_id, place.seq)
    )
    places: dict[int, list[NamedPlace]] = defaultdict(list)
    for activity, role, country_code, city, key, country_of_city in fetch_rows(connection, query):
        name, country = (city, country_of_city) if city else (country_name(country_code) or "", country_code)
        places[activity].append(NamedPlace(name, key, country, role.value))
    return defaultdict(Several, {activity: Several(each) for activity, each in places.items()})
