"""Which activities a city or an agreement has."""

from sqlalchemy import Select, select

from twinning.db.tables.activities import ACTIVITY, ACTIVITY_PLACE


def activities_of_city(city: int) -> Select[int]:
    """Return the select of the ids of the activities that a city (id) had a part in."""
    return select(ACTIVITY_PLACE.c.activity_id).where(ACTIVITY_PLACE.c.city_id == city)


def activities_of_agreement(agreement: int) -> Select[int]:
    """Return the select of the ids of the activities that an agreement (id) led to."""
    return select(ACTIVITY.c.id).where(ACTIVITY.c.agreement_id == agreement)
