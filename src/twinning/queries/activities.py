"""Delegations, events and exchange programmes."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from twinning.countries import country_name
from twinning.names import fold
from twinning.queries.fields import fields_of
from twinning.queries.sorting import sort_rows, undated_last
from twinning.queries.spans import ANY_TIME, Span
from twinning.queries.tables import date_of, table
from twinning.rows import Listing, Section, joined
from twinning.rows.records import ActivityRow
from twinning.vocabulary import ActivityKind, ActivityStatus, Field

_NUMBERS = ("size", "attendance", "participants")
"""How many people took part, by kind of activity; at most one is filled."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which activities are wanted, sorted by which column. None is any; `city` is an id, `text` a part of the title."""

    kind: ActivityKind
    city: int | None = None
    country_code: str | None = None
    status: ActivityStatus | None = None
    field: Field | None = None
    span: Span = ANY_TIME
    text: str | None = None
    sort: str | None = None


def list_activities(session: Session, choice: Choice) -> Listing:
    """Return activities of one kind by their first possible day, undated ones last.

    Raises UsageError for a column that cannot sort.
    """
    activity = table("activity")
    rows = _rows(session, select(activity.c.id).where(*_conditions(choice)), choice)
    section = Section("activities", ActivityRow, sort_rows(rows, ActivityRow, choice.sort))
    title = choice.kind.value.replace("_", " ")
    return Listing(ActivityRow, (section,), f"{title.capitalize()}s", f"no {title}s recorded")


def activities_of_city(city: int) -> Select[Any]:
    """Return the select of the ids of the activities that a city (id) had a part in."""
    place = table("activity_place")
    return select(place.c.activity_id).where(place.c.city_id == city)


def activities_of_agreement(agreement: int) -> Select[Any]:
    """Return the select of the ids of the activities that an agreement (id) led to."""
    activity = table("activity")
    return select(activity.c.id).where(activity.c.agreement_id == agreement)


def load_activities(session: Session, chosen: Select[Any]) -> list[ActivityRow]:
    """Return the activities whose ids a select chooses, by their first possible day, undated ones last."""
    return _rows(session, chosen, None)


def _conditions(choice: Choice) -> list[ColumnElement[bool]]:
    activity, place, field = table("activity"), table("activity_place"), table("activity_field")
    conditions = [activity.c.kind == choice.kind]
    if choice.city is not None:
        conditions.append(activity.c.id.in_(activities_of_city(choice.city)))
    if choice.country_code is not None:
        city = table("city")
        cities = select(city.c.id).where(city.c.country_code == choice.country_code)
        there = place.c.city_id.in_(cities) | (place.c.country_code == choice.country_code)
        conditions.append(activity.c.id.in_(select(place.c.activity_id).where(there)))
    if choice.status is not None:
        conditions.append(activity.c.status == choice.status)
    if choice.field is not None:
        conditions.append(activity.c.id.in_(select(field.c.activity_id).where(field.c.field == choice.field)))
    return conditions


def _rows(session: Session, chosen: Select[Any], choice: Choice | None) -> list[ActivityRow]:
    activity, whole, agreement = table("activity"), table("activity").alias(), table("agreement")
    query = (
        select(activity, whole.c.key.label("whole"), agreement.c.key.label("led_to_by"))
        .outerjoin(whole, whole.c.id == activity.c.part_of_id)
        .outerjoin(agreement, agreement.c.id == activity.c.agreement_id)
        .where(activity.c.id.in_(chosen))
    )
    places, fields = _places(session, chosen), fields_of(session, "activity", chosen)
    rows = (row for row in session.execute(query).mappings() if choice is None or _is_wanted(row, choice))
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


def _is_wanted(row: Any, choice: Choice) -> bool:
    in_span = choice.span.holds(date_of(row, "start"), date_of(row, "end"))
    return in_span and (choice.text is None or fold(choice.text) in fold(row["title"]))


def _order(row: Any) -> tuple[tuple[str, str], str]:
    return undated_last(date_of(row, "start")), row["key"]


def _places(session: Session, chosen: Select[Any]) -> dict[int, list[str]]:
    place, city = table("activity_place"), table("city")
    query = (
        select(place.c.activity_id, place.c.role, place.c.country_code, city.c.name)
        .outerjoin(city, city.c.id == place.c.city_id)
        .where(place.c.activity_id.in_(chosen))
        .order_by(place.c.activity_id, place.c.seq)
    )
    places: dict[int, list[str]] = defaultdict(list)
    for row in session.execute(query):
        places[row.activity_id].append(f"{row.name or country_name(row.country_code)} ({row.role.value})")
    return places
