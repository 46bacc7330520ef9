"""The names under which offices have the columns of their other spreadsheets.

What every input declares is known anyway: the field's own name, and what the input and its list call it.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from twinning.domain.names import fold
from twinning.exchange.lists.columns.fields import PARTNER_NAMES, PLACE_FIELDS, TIE_FIELDS
from twinning.exchange.records.aliases import ALIASES
from twinning.exchange.records.kinds import RecordField, RecordKind, Use, fields_of_kind, role_of
from twinning.exchange.records.sums import unit_of_heading
from twinning.inputs.kinds import AMOUNT_AND_CURRENCY

_OF_TIES: Final = {each.name: each.all_aliases for each in (*PLACE_FIELDS, *TIE_FIELDS)}

COUNTRY_NAMES: Final = frozenset(map(fold, _OF_TIES["country"]))
"""Of the city whose column stands before, and before the first of the first. So with the next."""

REGION_NAMES: Final = frozenset(map(fold, _OF_TIES["region"]))


@cache
def known_columns(kind: RecordKind) -> Mapping[str, str]:
    """Return the field of each folded name of a column; of a bare `country` none, since it belongs to a city."""
    fields = fields_of_kind(kind)
    found = {fold(name): name for name in fields}
    named = [(name, aliases) for name, aliases in ALIASES.items() if name in fields]
    for name, aliases in (*named, *((field.name, _declared_names(field)) for field in fields.values())):
        for alias in aliases:
            found.setdefault(fold(alias), name)
    return MappingProxyType(dict(_of_ties(found)) | found)


def _of_ties(known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give what lists of ties call a city, a partner and a remark, with the field that has such a name here."""
    for name, aliases in (("city", _OF_TIES["city"]), ("partner", PARTNER_NAMES), ("note", _OF_TIES["summary"])):
        if name in known:
            yield from ((fold(alias), known[name]) for alias in aliases)


def is_known(kind: RecordKind, column: str) -> bool:
    """Say whether a column of this name is read."""
    return field_of_column(kind, column) is not None or use_of_bare(column) is not None


def field_of_column(kind: RecordKind, column: str) -> str | None:
    """Return the field that a column of this name holds; of sums the name may end with the currency."""
    known = known_columns(kind)
    if (found := known.get(fold(column))) is not None:
        return found
    named = unit_of_heading(column)
    field = None if named is None else known.get(fold(named[0]))
    return field if field is not None and fields_of_kind(kind)[field].takes.kind is AMOUNT_AND_CURRENCY else None


def use_of_bare(column: str) -> Use | None:
    """Return what a column says of the city before it, where its name says that alone."""
    for use, names in ((Use.COUNTRY, COUNTRY_NAMES), (Use.REGION, REGION_NAMES)):
        if fold(column) in names:
            return use
    return None


def usual_role(field: RecordField) -> str | None:
    """Return the role of what stands in a column of this name without one: a `place` is where the others come."""
    role = None if field.child is None else role_of(field.child.row)
    words = () if role is None else role.words or ()
    return next((word.value for word in words if field.name in ALIASES.get(word.value, ())), None)


def _declared_names(field: RecordField) -> tuple[str, ...]:
    """What the input calls a value or its rows: `valid_until`, `places`."""
    if field.use is Use.VALUE:
        return (field.takes.name,)
    return (field.child.name,) if field.use is Use.ROWS and field.child and not field.role else ()
