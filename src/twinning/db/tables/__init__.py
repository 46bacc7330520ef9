"""Every table that queries select from, one file a family as the models: made by `python docs/generate.py`.

Loading this package loads none of them: a command pays for the families that it asks.
"""

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

from sqlalchemy import TableClause

_FAMILIES = {
    "operation": "history",
    "agreement": "agreements",
    "change": "history",
    "city": "cities",
    "key_alias": "history",
    "person": "people",
    "activity": "activities",
    "agreement_field": "agreements",
    "agreement_party": "agreements",
    "city_name": "cities",
    "city_succession": "cities",
    "organization": "people",
    "source": "sources",
    "activity_field": "activities",
    "activity_organization": "activities",
    "activity_person": "activities",
    "activity_place": "activities",
    "agreement_act": "agreements",
    "agreement_organization": "agreements",
    "commitment": "obligations",
    "contact": "people",
    "expense": "obligations",
    "person_post": "people",
    "reported_count": "sources",
    "act_person": "agreements",
    "citation": "sources",
    "reported_count_kind": "sources",
}


@cache
def table_named(name: str) -> TableClause[Any]:
    """Return the table of a name that is only known when the program runs. Raises KeyError where there is none."""
    table: TableClause[Any] = getattr(_family(name), name.upper())
    return table


@cache
def record_class_named(name: str) -> type[NamedTuple]:
    """Return the class of a whole row of the table of a name. Raises KeyError where there is none."""
    record_class: type[NamedTuple] = getattr(_family(name), f"{name.title().replace('_', '')}Record")
    return record_class


def _family(name: str) -> ModuleType:
    return import_module(f"{__name__}.{_FAMILIES[name]}")


def table_names() -> tuple[str, ...]:
    """Return the names of all tables, one that others refer to before those that do where that can be."""
    return tuple(_FAMILIES)
