"""Every table that queries select from, one file a family as the models: made by `python docs/generate.py`.

Loading this package loads none of them: a command pays for the families that it asks.
"""

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Final, NamedTuple

from sqlalchemy import TableClause

_FAMILIES: Final = {
    "operation": "history",
    "row_digest": "history",
    "agreement": "agreements",
    "change": "history",
    "city": "cities",
    "key_alias": "history",
    "person": "people",
    "activity": "activities",
    "agreement_field": "agreements",
    "agreement_party": "agreements",
    "city_identifier": "cities",
    "city_name": "cities",
    "city_succession": "cities",
    "organization": "people",
    "person_name": "people",
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

REFERENCES: Final[dict[str, dict[str, str]]] = {
    "operation": {"undoes": "operation"},
    "activity": {"part_of": "activity", "agreement": "agreement"},
    "agreement_field": {"agreement": "agreement"},
    "agreement_party": {"agreement": "agreement", "city": "city"},
    "city_identifier": {"city": "city"},
    "city_name": {"city": "city"},
    "city_succession": {"old_city": "city", "new_city": "city"},
    "organization": {"acts_for": "city"},
    "person_name": {"person": "person"},
    "source": {"speaks_for": "city"},
    "activity_field": {"activity": "activity"},
    "activity_organization": {"activity": "activity", "organization": "organization"},
    "activity_person": {"activity": "activity", "person": "person"},
    "activity_place": {"activity": "activity", "city": "city"},
    "agreement_act": {"agreement": "agreement", "city": "city", "successor": "agreement"},
    "agreement_organization": {"agreement": "agreement", "organization": "organization"},
    "commitment": {
        "agreement": "agreement",
        "activity": "activity",
        "debtor": "city",
        "creditor": "city",
        "kept_by": "activity",
    },
    "contact": {"city": "city", "organization": "organization", "person": "person"},
    "expense": {
        "agreement": "agreement",
        "activity": "activity",
        "funder_city": "city",
        "funder_organization": "organization",
    },
    "person_post": {"person": "person", "city": "city", "organization": "organization"},
    "reported_count": {"city": "city", "organization": "organization", "activity": "activity"},
    "act_person": {"act": "agreement_act", "person": "person", "city": "city"},
    "citation": {
        "source": "source",
        "city": "city",
        "city_name": "city_name",
        "city_succession": "city_succession",
        "agreement": "agreement",
        "agreement_act": "agreement_act",
        "activity": "activity",
        "person": "person",
        "person_name": "person_name",
        "person_post": "person_post",
        "organization": "organization",
        "contact": "contact",
        "commitment": "commitment",
        "expense": "expense",
        "reported_count": "reported_count",
    },
    "reported_count_kind": {"reported_count": "reported_count"},
}
"""The columns of each table, without `_id`, that refer to a record, and the table that they lead to.

What every row has, the operation that made it, is left out.
"""

IDENTITIES: Final[dict[str, tuple[str, ...]]] = {
    "operation": ("token",),
    "agreement": ("key",),
    "change": ("operation", "seq"),
    "city": ("key",),
    "key_alias": ("record_table", "alias"),
    "person": ("key",),
    "activity": ("key",),
    "agreement_field": ("agreement", "field"),
    "agreement_party": ("agreement", "city"),
    "city_identifier": ("city", "scheme", "value"),
    "city_name": ("city", "seq"),
    "city_succession": ("old_city", "seq"),
    "organization": ("key",),
    "person_name": ("person", "seq"),
    "source": ("key",),
    "activity_field": ("activity", "field"),
    "activity_organization": ("activity", "organization", "role"),
    "activity_person": ("activity", "person", "role"),
    "activity_place": ("activity", "seq"),
    "agreement_act": ("agreement", "seq"),
    "agreement_organization": ("agreement", "organization", "role"),
    "commitment": ("agreement", "activity", "seq"),
    "contact": ("city", "organization", "seq"),
    "expense": ("agreement", "activity", "seq"),
    "person_post": ("person", "seq"),
    "reported_count": ("city", "organization", "activity", "seq"),
    "act_person": ("act", "person"),
    "citation": ("source", "seq"),
    "reported_count_kind": ("reported_count", "kind"),
}
"""The columns of each table, references without `_id`, that tell its rows apart."""


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
