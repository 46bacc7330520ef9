"""Packages that an earlier version wrote: what they do not say of a column that came later, and must be said."""

from collections.abc import Sequence
from typing import Any

from twinning.domain.agreements.acts import ACT_RULES, ActKind

ADDED = {"act_person": ("role",)}
"""Required columns that an earlier version did not write, by table."""


def complete(kinds: Sequence[ActKind]) -> dict[str, Sequence[Any]]:
    """Let people have done in acts of these kinds what those do who are named with one of its kind."""
    return {"role": [ACT_RULES[kind].role.value for kind in kinds]}
