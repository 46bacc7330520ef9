"""Where a package's new rows find room in the register: their keys, their numbers, and what is written first."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from twinning.errors import InputError
from twinning.exchange.package.recorded import Columns


class Numbers:
    """Gives rows the number that they have in the package, or the next free one of their parent."""

    def __init__(self, identity: tuple[str, ...], recorded: Iterable[Columns]) -> None:
        self._parent = tuple(name for name in identity if name != "seq")
        self._taken = {(self._key(row), row["seq"]) for row in recorded}
        self._highest: Counter[tuple[Any, ...]] = Counter()
        for parent, seq in self._taken:
            self._highest[parent] = max(self._highest[parent], seq)

    def _key(self, row: Columns) -> tuple[Any, ...]:
        return tuple(row[name] for name in self._parent)

    def give(self, row: dict[str, Any]) -> None:
        """Change the row's number where it is taken."""
        parent = self._key(row)
        if (parent, row["seq"]) in self._taken:
            row["seq"] = self._highest[parent] + 1
        self._taken.add((parent, row["seq"]))
        self._highest[parent] = max(self._highest[parent], row["seq"])


def free_key(wanted: str, taken: set[str]) -> str:
    """Return the key, with the next free number where another record has it."""
    key, number = wanted, 2
    while key in taken:
        stem = re.sub(r"--[0-9]+$", "", wanted)
        key, number = f"{stem}--{number}", number + 1
    taken.add(key)
    return key


def parents_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Order activities so that what others are part of comes before them. Raises InputError for a circle."""
    ordered: list[dict[str, Any]] = []
    waiting = {row["id"]: row for row in rows}
    while waiting:
        ready = [row for row in waiting.values() if row.get("part_of_id") not in waiting]
        if not ready:
            raise InputError(f"activity.csv: {next(iter(waiting.values()))['key']} is part of itself, through others")
        ordered += ready
        for row in ready:
            del waiting[row["id"]]
    return ordered
