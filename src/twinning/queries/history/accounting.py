"""Which operation explains what is in the register now, and what is no longer in it."""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, exists, func, select

from twinning.db.references import HISTORY
from twinning.db.tables import table_named, table_names
from twinning.db.tables.history import CHANGE, OPERATION, ChangeRecord
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.vocabulary import ChangeKind
from twinning.queries.history.operations import ERASED, ERASED_ROW, Columns

_RECORDS = tuple(name for name in table_names() if name not in HISTORY)


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
        """Return whether any of these columns became another."""
        return self._is_erased or any(self.before.get(name) != self.after.get(name) for name in names)

    def left(self, row: Columns, names: tuple[str, ...]) -> bool:
        """Return whether a row still has in these columns the values that this change wrote."""
        same = (name in self.after and _is_same(self.after[name], row.get(name)) for name in names)
        return self._is_erased or all(same)

    @property
    def _is_erased(self) -> bool:
        return "erased" in self.before or "erased" in self.after


class Ledger:
    """The history of every row, each table read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._touches = cache(self._read)
        self._is_whole = cache(self._has_no_more_than_counted)

    def addition(self, name: str, record: int, operation: int, row: Columns) -> int | None:
        """Return the operation that made a row, which the row names; None where history tells otherwise of it."""
        touches = self._touches(name).get(record, [])
        last = touches[-1] if touches else None
        if last is not None and (last.kind is ChangeKind.DELETE or not last.left(row, tuple(last.after))):
            return None
        made_singly = any(touch.kind is ChangeKind.INSERT for touch in touches)
        return operation if made_singly or self._is_whole(operation) else None

    def value(self, name: str, record: int, row: Columns, columns: tuple[str, ...]) -> int | None:
        """Return the operation that gave some columns of a row what they hold; None where none did."""
        touches = (touch for touch in reversed(self._touches(name).get(record, [])) if touch.changed(columns))
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
        is_telling = CHANGE.c.kind == ChangeKind.DELETE, CHANGE.c.before != ERASED_ROW
        told = select(func.count()).where(CHANGE.c.operation_id == OPERATION.c.id, *is_telling).scalar_subquery()
        query = select(OPERATION.c.id, OPERATION.c.deleted - told).where(OPERATION.c.id > since)
        rows = fetch_rows(self._connection, query.order_by(OPERATION.c.id.desc()))
        return {number: untold for number, untold in rows if untold > 0}

    def _read(self, name: str) -> dict[int, list[Touch]]:
        query = select(CHANGE).where(CHANGE.c.record_table == name).order_by(CHANGE.c.operation_id, CHANGE.c.seq)
        touches: dict[int, list[Touch]] = defaultdict(list)
        for change in fetch_records(self._connection, query, ChangeRecord):
            before, after = (json.loads(side or "{}") for side in (change.before, change.after))
            touches[change.record_id].append(Touch(change.operation_id, change.kind, change.record, before, after))
        return touches

    def _has_no_more_than_counted(self, number: int) -> bool:
        """Return whether an import has no more rows in the register than it counted; it kept no word of each."""
        singly = CHANGE.c.operation_id == number, CHANGE.c.kind == ChangeKind.INSERT
        told = select(func.count()).select_from(CHANGE).where(*singly).scalar_subquery()
        counted = self._connection.execute(select(OPERATION.c.inserted - told).where(OPERATION.c.id == number)).scalar()
        return sum(self._carrying(name, number) for name in _RECORDS) <= (counted or 0)

    def _carrying(self, name: str, number: int) -> int:
        """Count a table's rows that name an operation as their maker, and of which no change has the insertion."""
        records = table_named(name)
        told = CHANGE.c.record_table == name, CHANGE.c.kind == ChangeKind.INSERT, CHANGE.c.record_id == records.c.id
        untold = records.c.operation_id == number, ~exists().where(*told)
        return int(self._connection.execute(select(func.count()).select_from(records).where(*untold)).scalar_one())


def _is_same(recorded: object, now: object) -> bool:
    """Compare what the log keeps with what is held: where a name was erased from the log, anything may stand."""
    if isinstance(recorded, str) and ERASED in recorded:
        return re.fullmatch(".*".join(map(re.escape, recorded.split(ERASED))), str(now), re.DOTALL) is not None
    return bool(recorded == now)
