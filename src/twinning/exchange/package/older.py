"""Packages that an earlier version wrote: what they do not say of a column that came later, and must be said."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from twinning.domain.acts import ACT_RULES, ActKind

if TYPE_CHECKING:
    from twinning.exchange.package.files import FileRow

ADDED = {"act_person": ("role",)}
"""Required columns that an earlier version did not write, by table."""


def complete(rows: Mapping[str, Collection["FileRow"]]) -> dict[str, Collection["FileRow"]]:
    """Give the rows of a package what follows for the columns that it does not have."""
    return {**rows, "act_person": _with_roles(rows)} if "act_person" in rows else dict(rows)


def _with_roles(rows: Mapping[str, Collection["FileRow"]]) -> Collection["FileRow"]:
    """Let people have done in an act what those do who are named with one of its kind."""
    acts = (row.cells for row in rows.get("agreement_act", ()))
    kinds = {f"agreement:{act.get('agreement')}/act-{act.get('seq')}": act.get("kind") for act in acts}
    return [
        row
        if "role" in row.cells
        else replace(row, cells={**row.cells, "role": _role(kinds.get(row.cells.get("act", "")))})
        for row in rows["act_person"]
    ]


def _role(kind: str | None) -> str:
    known = kind if kind in list(ActKind) else ActKind.SIGNED
    return ACT_RULES[ActKind(known)].role.value
