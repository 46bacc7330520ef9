"""Delegations, events and exchange programmes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from twinning.domain.countries import country_name
from twinning.domain.vocabulary import ActivityKind, ActivityStatus
from twinning.queries.lists.filters import Filter, cited_by, cities_in, linked
from twinning.queries.lookup.fields import fields_of
from twinning.queries.tables import date_of, table
from twinning.rows import Listing, Section, joined
from twinning.rows.records import ActivityRow
from twinning.rows.sorting import undated_last

_NUMBERS = ("size", "attendance", "participants")
"""How many people took part, by kind of activity; at most one is filled."""


@dataclass(frozen=True, slots=True)
class ActivityFilter(Filter):
    """Which activities are wanted; the span is that of their days, the text a part of their title. None is any."""

    kind: ActivityKind
    status: ActivityStatus | None = None


def list_activities(connection: Connection, choice: ActivityFilter) -> Listing:
    """Return activities of one kind by their first possible day, undated ones last."""
    activity = table("activity")
    rows = _rows(connection, select(activity.c.id).where(*_conditions(choice)), choice)
    section = Section("activities", ActivityRow, rows)
    title = choice.kind.value.replace("_", " ").replace("program", "programme")
    return Listing(ActivityRow, (section,), f"{title.capitalize()}s", f"no {title}s recorded")


def activities_of_city(city: int) -> Select[Any]:
    """Return the select of the ids of the activities that a city (id) had a part in."""
    return linked("activity_place", "activity", city_id=city)


def activities_of_agreement(agreement: int) -> Select[Any]:
    """Return the select of the ids of the activities that an agreement (id) led to."""
    activity = table("activity")
    return select(activity.c.id).where(activity.c.agreement_id == agreement)


def load_activities(connection: Connection, chosen: Select[Any]) -> list[ActivityRow]:
    """Return the activities whose ids a select chooses, by their first possible day, undated ones last."""
    return _rows(connection, chosen, None)


def _conditions(choice: ActivityFilter) -> list[ColumnElement[bool]]:
    activity = table("activity")
    conditions = [activity.c.kind == choice.kind, *(activity.c.id.in_(chosen) for chosen in _chosen(choice))]
    if choice.status is not None:
        conditions.append(activity.c.status == choice.status)
    if choice.source is not None:
        conditions.append(cited_by(choice.source, "activity"))
    return conditions


def _chosen(choice: ActivityFilter) -> Iterator[Select[Any]]:
    """Give a select of ids for each filter by what hangs on an activity."""
    yield from map(activities_of_city, choice.cities)
    if choice.country_code is not None:
        yield _activities_in(choice.country_code)
    if choice.field is not None:
        yield linked("activity_field", "activity", field=choice.field)
    if choice.person is not None:
        yield linked("activity_person", "activity", person_id=choice.person)
    if choice.organization is not None:
        yield linked("activity_organization", "activity", organization_id=choice.organization)
    if choice.agreement is not None:
        yield activities_of_agreement(choice.agreement)


def _activities_in(country_code: str) -> Select[Any]:
    place = table("activity_place")
    there = place.c.city_id.in_(cities_in(country_code)) | (place.c.country_code == country_code)
    return select(place.c.activity_id).where(there)


def _rows(connection: Connection, chosen: Select[Any], choice: ActivityFilter | None) -> list[ActivityRow]:
    activity, whole, agreement = table("activity"), table("activity").alias(), table("agreement")
    query = (
        select(activity, whole.c.key.label("whole"), agreement.c.key.label("led_to_by"))
        .outerjoin(whole, whole.c.id == activity.c.part_of_id)
        .outerjoin(agreement, agreement.c.id == activity.c.agreement_id)
        .where(activity.c.id.in_(chosen))
    )
    places, fields = _places(connection, chosen), fields_of(connection, "activity", chosen)
    rows = (row for row in connection.execute(query).mappings() if choice is None or _is_wanted(row, choice))
    return [
        ActivityRow(
            activity=row["title"],
            kind=row["kind"].value,
            status=row["status"].value,
            start=row["start_text"],
            end=row["end_text"],
            duration=row["duration"],
            people=next((row[name] for name in _NUMBERS if row[name] is not None), None),
            approximate=row["approximate"],
            places=joined(places[row["id"]]),
            fields=joined(fields[row["id"]]),
            part_of=row["whole"],
            agreement=row["led_to_by"],
            key=row["key"],
        )
        for row in sorted(rows, key=_order)
    ]


def _is_wanted(row: Any, choice: ActivityFilter) -> bool:
    return choice.span.holds(date_of(row, "start"), date_of(row, "end")) and choice.finds(row["title"])


def _order(row: Any) -> tuple[tuple[str, str], str]:
    return undated_last(date_of(row, "start")), row["key"]


def _places(connection: Connection, chosen: Select[Any]) -> dict[int, list[str]]:
    place, city = table("activity_place"), table("city")
    query = (
        select(place.c.activity_id, place.c.role, place.c.country_code, city.c.name)
        .outerjoin(city, city.c.id == place.c.city_id)
        .where(place.c.activity_id.in_(chosen))
        .order_by(place.c.activity_id, place.c.seq)
    )
    places: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        places[row.activity_id].append(f"{row.name or country_name(row.country_code)} ({row.role.value})")
    return places
