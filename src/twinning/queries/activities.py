"""Delegations, events and exchange programmes."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from twinning.countries import country_name
from twinning.queries.tables import date_of, table
from twinning.rows import ActivityRow, joined


def activities_of_city(city: int) -> Select[Any]:
    """Return the select of the ids of the activities that a city (id) had a part in."""
    place = table("activity_place")
    return select(place.c.activity_id).where(place.c.city_id == city)


def activities_of_agreement(agreement: int) -> Select[Any]:
    """Return the select of the ids of the activities that an agreement (id) led to."""
    activity = table("activity")
    return select(activity.c.id).where(activity.c.agreement_id == agreement)


def list_activities(session: Session, chosen: Select[Any]) -> list[ActivityRow]:
    """Return the activities whose ids a select chooses, by their first possible day, undated ones last."""
    activity = table("activity")
    places = _places(session, chosen)
    rows = session.execute(select(activity).where(activity.c.id.in_(chosen))).mappings().all()
    return [
        ActivityRow(
            activity=row["title"],
            kind=row["kind"].value,
            status=row["status"].value,
            start=row["start_text"],
            end=row["end_text"],
            places=joined(places[row["id"]]),
            key=row["key"],
        )
        for row in sorted(rows, key=_order)
    ]


def _order(row: Any) -> tuple[str, str, str]:
    start = date_of(row, "start")
    return (*(start.sort_key if start else ("~", "~")), row["key"])


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
