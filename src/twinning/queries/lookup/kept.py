"""A cache for lists that are read in parts: what is known of a record, such as a city, is read once for all parts."""

from collections.abc import Callable, Iterable, Mapping, Set
from typing import Generic, TypeVar

from sqlalchemy import Connection, Select

from twinning.db.typed_tables import select_ids

Value = TypeVar("Value")

MOST = 20_000
"""How many are kept, at a kilobyte or less each, however long a list is; more only while one part asks for more."""


class Kept(Generic[Value]):
    """What is known of records, by their ids, kept from one part of a list to the next.

    `read` gives id and value of the records whose ids a select chooses. At most `most` (else `MOST`) are kept.
    """

    def __init__(
        self,
        connection: Connection,
        read: Callable[[Connection, Select[int]], Iterable[tuple[int, Value]]],
        most: int | None = None,
    ) -> None:
        self._connection = connection
        self._read = read
        self._most = MOST if most is None else most
        self._known: dict[int, Value] = {}

    def of(self, ids: Set[int]) -> Mapping[int, Value]:
        """Return what is known of these records, and maybe of others. One that is not recorded is not in it."""
        missing: Set[int] = ids - self._known.keys()
        if missing and len(self._known) + len(missing) > self._most:
            self._known.clear()
            missing = ids
        if missing:
            self._known.update(self._read(self._connection, select_ids(self._connection, [*missing])))
        return self._known
