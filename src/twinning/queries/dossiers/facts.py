"""The facts of a dossier: what a record holds, and what is derived for it."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from twinning.rows import Cell, Fact

_INSIDE = ("id", "folded", "operation_id")
"""Columns that are not shown."""


def list_facts(record: NamedTuple, derived: Mapping[str, Cell], order: Iterable[str]) -> tuple[Fact, ...]:
    """Return the columns of a record and the derived values, by name: first those of an order, then all others.

    A reference to another record (`agreement_id`) is shown by the derived value of its name (`agreement`).
    """
    values = dict(_stored(record, derived)) | dict(derived)
    first = {name: values.pop(name) for name in order}
    return tuple(Fact(name, value) for name, value in (first | values).items())


def _stored(record: NamedTuple, derived: Mapping[str, Cell]) -> Iterator[tuple[str, Cell]]:
    fields = record._fields
    dates = [name.removesuffix("_earliest") for name in fields if name.endswith("_earliest")]
    not_shown = {*_INSIDE, *(f"{name}_id" for name in derived)}
    not_shown.update(f"{date}_{part}" for date in dates for part in ("earliest", "latest", "doubtful"))
    for name, value in record._asdict().items():
        if name not in not_shown:
            shown: Cell = value.value if isinstance(value, StrEnum) else value
            yield name.removesuffix("_text") if name.removesuffix("_text") in dates else name, shown
