"""Copying a register into an empty one, row by row, without what is internal."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, insert, select

from twinning.db.references import HISTORY
from twinning.db.tables import REFERENCES, table_named, table_names
from twinning.db.tables.history import OPERATION
from twinning.domain.agreements.acts import ActKind
from twinning.domain.progress import followed

ALWAYS_INTERNAL = frozenset({"contact", "commitment", "expense"})
LOOSE: Mapping[str, tuple[str, ...]] = {"activity": ("part_of", "agreement")}
"""The references of each table that are emptied where what they lead to is left out; a row hangs on all others."""

_AT_ONCE = 1000
_OPERATION = 1
"""The id of the one operation that every row of the copy says it was made by."""

Row = dict[str, Any]


class Copy:
    """Copies table by table, those first that others refer to, and knows which rows it left out."""

    loose: Mapping[str, tuple[str, ...]] = LOOSE
    internal_tables: Set[str] = ALWAYS_INTERNAL

    def __init__(self, source: Connection, *, internal: bool) -> None:
        self.rows = 0
        self._source, self._internal = source, internal
        self._left_out: dict[str, set[int]] = defaultdict(set)
        self._keys_left_out: set[tuple[str, str]] = set()

    def write(self, target: Connection) -> None:
        """Fill an empty register."""
        names = [name for name in table_names() if name not in HISTORY and name != "key_alias"]
        for name in (*names, "key_alias"):  # the last, since it follows the keys that were left out
            found = followed(f"copying {name.replace('_', ' ')} rows", self._wanted(name))
            while rows := list(islice(found, _AT_ONCE)):
                target.execute(insert(table_named(name)), rows)
                self.rows += len(rows)
        self._write_operation(target)

    def _write_operation(self, target: Connection) -> None:
        last = self._source.execute(select(func.max(OPERATION.c.at))).scalar() or "1970-01-01T00:00:00Z"
        made = {"id": _OPERATION, "at": last, "actor": "twinning", "command": "export"}
        target.execute(insert(OPERATION), made | {"inserted": self.rows, "updated": 0, "deleted": 0})

    def _wanted(self, name: str) -> Iterator[Row]:
        table = table_named(name)
        for record in self._source.execute(select(table).order_by(table.c.id)):
            row = self._loosened(name, record._asdict())
            if not self._internal and self._is_internal(name, row):
                self._left_out[name].add(row["id"])
                self._keys_left_out.add((name, row.get("key", "")))
            else:
                yield row | {"operation_id": _OPERATION}

    def _loosened(self, name: str, row: Row) -> Row:
        """Return a row without what it can do without of that which is left out."""
        for reference in self.loose.get(name, ()):
            if self._lacks(name, row, reference) or (reference == "part_of" and self._is_part_of_internal(row)):
                row[f"{reference}_id"] = None
        if name == "agreement_act" and self._lacks(name, row, "successor"):
            row |= {"kind": ActKind.ENDED, "successor_id": None}
        return row

    def _is_part_of_internal(self, row: Row) -> bool:
        """Say so of an activity whose whole may come after it in the table."""
        activity = table_named("activity")
        whole = select(activity.c.internal).where(activity.c.id == row["part_of_id"])
        return not self._internal and row["part_of_id"] is not None and bool(self._source.execute(whole).scalar())

    def _is_internal(self, name: str, row: Row) -> bool:
        if name == "key_alias":
            return (row["record_table"], row["key"]) in self._keys_left_out
        hangs = any(self._lacks(name, row, reference) for reference in REFERENCES.get(name, {}))
        return name in self.internal_tables or bool(row.get("internal")) or hangs

    def _lacks(self, name: str, row: Mapping[str, Any], reference: str) -> bool:
        return row[f"{reference}_id"] in self._left_out[REFERENCES[name][reference]]
