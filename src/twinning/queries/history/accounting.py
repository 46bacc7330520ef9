"""Which operation accounts for what the register holds now, and for what it holds no more."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, func, select

from twinning.db.tables import table_names
from twinning.domain.vocabulary import ChangeKind
from twinning.queries.history.operations import ERASED, ERASED_ROW
from twinning.queries.tables import table

_RECORDS = tuple(name for name in table_names() if name not in ("operation", "change"))

Columns = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Touch:
    """What a single command did to a row: its columns before and after, empty where it was not there.

    Of one that told of an erased person nobody knows what it wrote, so it is taken to have written what is there.
    """

    operation: int
    kind: ChangeKind
    record: str
    before: Columns
    after: Columns

    def changed(self, names: tuple[str, ...]) -> bool:
        """Say whether any of these columns became another."""
        return self._is_erased or any(self.before.get(name) != self.after.get(name) for name in names)

    def left(self, row: Columns, names: tuple[str, ...]) -> bool:
        """Say whether a row still holds in these columns what this wrote."""
        same = (name in self.after and _is_same(self.after[name], row.get(name)) for name in names)
        return self._is_erased or all(same)

    @property
    def _is_erased(self) -> bool:
        return "erased" in self.before or "erased" in self.after


class Ledger:
    """The history of every row, each table read once."""

    def __init__(self, connection: Connection) -> None:
        self._session = connection
        self._touches = cache(self._read)
        self._is_whole = cache(self._has_no_more_than_counted)

    def addition(self, name: str, row: Columns) -> int | None:
        """Return the operation that made a row; None where history does not tell of it as it is now."""
        touches = self._touches(name).get(row["id"], [])
        last = touches[-1] if touches else None
        if last is not None and (last.kind is ChangeKind.DELETE or not last.left(row, tuple(last.after))):
            return None
        operation: int = row["operation_id"]
        made_singly = any(touch.kind is ChangeKind.INSERT for touch in touches)
        return operation if made_singly or self._is_whole(operation) else None

    def value(self, name: str, row: Columns, columns: tuple[str, ...]) -> int | None:
        """Return the operation that gave some columns of a row what they hold; None where none did."""
        touches = (touch for touch in reversed(self._touches(name).get(row["id"], [])) if touch.changed(columns))
        last = next(touches, None)
        return last.operation if last is not None and last.left(row, columns) else None

    def last_touches(self, name: str) -> list[Touch]:
        """Return the last touch of every row of a table that was ever touched singly, in the order of operations."""
        return sorted((touches[-1] for touches in self._touches(name).values()), key=lambda touch: touch.operation)

    def name_of_deleted(self, name: str, record: int) -> str:
        """Return the reference in full that a row had; a mark of its own for one that the log never knew."""
        touches = self._touches(name).get(record)
        return touches[-1].record if touches else f"{name}:?{record}"

    def untold(self, since: int) -> dict[int, int]:
        """Return how many rows each operation after one deleted without telling what they held, the last first.

        Such are the rows of an import that was taken back, and those of an erased person.
        """
        operation, change = table("operation"), table("change")
        is_telling = change.c.kind == ChangeKind.DELETE, change.c.before != ERASED_ROW
        told = select(func.count()).where(change.c.operation_id == operation.c.id, *is_telling).scalar_subquery()
        query = select(operation.c.id, operation.c.deleted - told).where(operation.c.id > since)
        rows = self._session.execute(query.order_by(operation.c.id.desc()))
        return {number: untold for number, untold in rows if untold > 0}

    def _read(self, name: str) -> dict[int, list[Touch]]:
        change = table("change")
        query = select(change).where(change.c.record_table == name).order_by(change.c.operation_id, change.c.seq)
        touches: dict[int, list[Touch]] = defaultdict(list)
        for row in self._session.execute(query).mappings():
            before, after = (json.loads(row[side] or "{}") for side in ("before", "after"))
            touches[row["record_id"]].append(Touch(row["operation_id"], row["kind"], row["record"], before, after))
        return touches

    def _has_no_more_than_counted(self, number: int) -> bool:
        """Say whether an import has no more rows in the register than it counted; it kept no word of each."""
        operation, change = table("operation"), table("change")
        singly = change.c.operation_id == number, change.c.kind == ChangeKind.INSERT
        told = select(func.count()).select_from(change).where(*singly).scalar_subquery()
        counted = self._session.execute(select(operation.c.inserted - told).where(operation.c.id == number)).scalar()
        return sum(self._carrying(name, number) for name in _RECORDS) <= (counted or 0)

    def _carrying(self, name: str, number: int) -> int:
        """Count a table's rows that carry an operation and whose making no change tells of."""
        records, change = table(name), table("change")
        told = select(change.c.record_id).where(change.c.record_table == name, change.c.kind == ChangeKind.INSERT)
        untold = records.c.operation_id == number, records.c.id.not_in(told)
        return int(self._session.execute(select(func.count()).select_from(records).where(*untold)).scalar_one())


def _is_same(recorded: Any, now: Any) -> bool:
    """Compare what the log keeps with what is held: where a name was erased from the log, anything may stand."""
    if isinstance(recorded, str) and ERASED in recorded:
        return re.fullmatch(".*".join(map(re.escape, recorded.split(ERASED))), str(now), re.DOTALL) is not None
    return bool(recorded == now)
