"""A smallest valid row of every table, and what makes a second one of it."""

from collections.abc import Iterator
from typing import Any

from twinning.db.references import CITABLE

Columns = dict[str, Any]

_BY = {"operation_id": 1}
_NONE = {"inserted": 0, "updated": 0, "deleted": 0}
_CHANGED = {"record": "city:busan-kr", "record_table": "city", "record_id": 1}
_CITY = {"name": "Busan", "folded": "busan", "kind": "city"} | _BY
_ACTIVITY = {"title": "A visit", "status": "held"} | _BY
_PERSON = {"name": "Kim", "folded": "kim"} | _BY

_FIRST: tuple[tuple[str, Columns], ...] = (
    ("operation", {"at": "2024-01-01T00:00:00+00:00", "actor": "kim", "command": "add-city", "token": "once"} | _NONE),
    ("change", {"seq": 1, "kind": "update", "before": "{}", "after": "{}"} | _CHANGED | _BY),
    ("row_digest", {"record_table": "city", "record_id": 1, "digest": -1}),
    ("key_alias", {"record_table": "city", "alias": "pusan-kr", "key": "busan-kr"} | _BY),
    ("city", {"id": 1, "key": "busan-kr", "wikidata_id": "Q16520", "geonames_id": 1838524} | _CITY),
    ("city", {"id": 2, "key": "chicago-us"} | _CITY),
    ("city", {"id": 3, "key": "fukuoka-jp"} | _CITY),
    ("city_name", {"city_id": 1, "seq": 1, "name": "Pusan", "folded": "pusan", "kind": "former"} | _BY),
    ("city_identifier", {"city_id": 1, "scheme": "postcode", "value": "48000"} | _BY),
    ("city_succession", {"old_city_id": 1, "seq": 1, "new_city_id": 2} | _BY),
    ("agreement", {"id": 1, "key": "busan-kr--chicago-us", "kind": "sister_city", "instrument": "agreement"} | _BY),
    ("agreement", {"id": 2, "key": "busan-kr--chicago-us--2", "kind": "other", "instrument": "unknown"} | _BY),
    ("agreement_party", {"agreement_id": 1, "city_id": 1} | _BY),
    ("agreement_field", {"agreement_id": 1, "field": "culture"} | _BY),
    ("agreement_act", {"agreement_id": 1, "seq": 1, "kind": "signed", "mode": "joint"} | _BY),
    ("activity", {"id": 1, "key": "a-visit", "kind": "delegation"} | _ACTIVITY),
    ("activity", {"id": 2, "key": "a-show", "kind": "event"} | _ACTIVITY),
    ("activity_place", {"activity_id": 1, "seq": 1, "city_id": 1, "role": "host"} | _BY),
    ("activity_field", {"activity_id": 1, "field": "culture"} | _BY),
    ("person", {"id": 1, "key": "kim"} | _PERSON),
    ("person", {"id": 2, "key": "lee"} | _PERSON),
    ("organization", {"key": "busan-metro", "name": "Busan Metro", "folded": "busan metro"} | _BY),
    ("activity_person", {"activity_id": 1, "person_id": 1, "role": "head"} | _BY),
    ("activity_organization", {"activity_id": 1, "organization_id": 1, "role": "organiser"} | _BY),
    ("agreement_organization", {"agreement_id": 1, "organization_id": 1, "role": "signatory"} | _BY),
    ("act_person", {"act_id": 1, "person_id": 1, "role": "signatory"} | _BY),
    ("person_name", {"person_id": 1, "seq": 1, "name": "김", "folded": "김", "kind": "official"} | _BY),
    ("person_post", {"person_id": 1, "seq": 1, "title": "Mayor"} | _BY),
    ("contact", {"city_id": 1, "seq": 1, "office": "International Relations"} | _BY),
    ("contact", {"id": 2, "organization_id": 1, "seq": 1, "person_id": 1} | _BY),
    ("commitment", {"agreement_id": 1, "seq": 1, "debtor_id": 1, "text": "A tree", "state": "open"} | _BY),
    ("commitment", {"id": 2, "activity_id": 1, "seq": 1, "debtor_id": 1, "text": "A visit", "state": "kept"} | _BY),
    ("expense", {"activity_id": 1, "seq": 1, "amount": "1000", "currency": "KRW"} | _BY),
    ("expense", {"id": 2, "agreement_id": 1, "seq": 1, "amount": "0.5", "currency": "USD"} | _BY),
    ("source", {"key": "a-paper", "kind": "press", "title": "A paper"} | _BY),
    ("reported_count", {"city_id": 1, "seq": 1, "measure": "partner_cities", "value": 36} | _BY),
    ("reported_count", {"id": 2, "organization_id": 1, "seq": 1, "measure": "members", "value": 0} | _BY),
    ("reported_count", {"id": 3, "activity_id": 1, "seq": 1, "measure": "exhibits", "value": 0} | _BY),
    ("reported_count_kind", {"reported_count_id": 1, "kind": "sister_city"} | _BY),
    *(
        ("citation", {"id": seq, "source_id": 1, "seq": seq, f"{record}_id": 1, "basis": "stated"} | _BY)
        for seq, record in enumerate(CITABLE, start=1)
    ),
)
"""The rows that are there first, those before that others refer to; their id is one unless it is given."""

_ANOTHER: dict[str, Columns] = {
    "key_alias": {"alias": "fusan-kr", "key": "busan-kr"},
    "operation": {"token": None},
    "city": {"wikidata_id": None, "geonames_id": None},
    "city_identifier": {"value": "48001"},
    "city_succession": {"new_city_id": 3},
    "agreement_party": {"city_id": 3},
    "agreement_field": {"field": "sport"},
    "activity_field": {"field": "sport"},
    "activity_person": {"role": "member"},
    "activity_organization": {"role": "funder"},
    "agreement_organization": {"role": "beneficiary"},
    "act_person": {"person_id": 2},
    "reported_count_kind": {"kind": "other"},
    "row_digest": {"record_id": 2},
}


def _with_id(table: str, number: int) -> Columns:
    """Return the id of a row; a digest has none, since it is its row's."""
    return {} if table == "row_digest" else {"id": number}


def first_rows() -> Iterator[tuple[str, Columns]]:
    """Give the rows that every other row may refer to, with their tables."""
    return ((table, _with_id(table, 1) | columns) for table, columns in _FIRST)


def another_row(table: str) -> Columns:
    """Return a valid row of a table that has its first rows already."""
    row = next(columns for name, columns in _FIRST if name == table)
    fresh = {name: value for name, value in (("key", "another"), ("seq", 99)) if name in row}
    return row | _with_id(table, 100) | fresh | _ANOTHER.get(table, {})
