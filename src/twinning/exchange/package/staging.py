"""What an import notes of a package on its way, on the disk: so a package of millions takes no memory of that size."""

import json
from collections.abc import Collection, Iterable

from twinning.db.storage.notes import Notes

SCHEMA = """
CREATE TABLE named (record_table TEXT, name TEXT, id INTEGER NOT NULL, PRIMARY KEY (record_table, name)) WITHOUT ROWID;
CREATE TABLE matched (key TEXT PRIMARY KEY, id INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE party (agreement TEXT NOT NULL, name TEXT NOT NULL, city INTEGER NOT NULL);
CREATE TABLE day (agreement TEXT NOT NULL, earliest TEXT NOT NULL, latest TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE agreement (key TEXT NOT NULL, kind TEXT NOT NULL, parties TEXT NOT NULL);
"""


class Names:
    """The ids of the records that a package speaks of, by the names that they have there, table by table."""

    def __init__(self, disk: Notes) -> None:
        self._disk = disk

    def keep(self, table: str, names: Iterable[tuple[str, int]]) -> None:
        """Note what records are called. A name that was noted before means what was noted last."""
        rows = ((table, name, record) for name, record in names)
        self._disk.executemany("INSERT OR REPLACE INTO named VALUES (?, ?, ?)", rows)

    def find(self, table: str, names: Collection[str]) -> dict[str, int]:
        """Return the ids of those names that were noted."""
        query = "SELECT name, id FROM named WHERE record_table = ? AND name IN (SELECT value FROM json_each(?))"
        return dict(self._disk.execute(query, (table, json.dumps(list(names)))))

    def matched(self, keys: Collection[str]) -> dict[str, int]:
        """Return the recorded agreements that those of the package are, by the package's keys."""
        query = "SELECT key, id FROM matched WHERE key IN (SELECT value FROM json_each(?))"
        return dict(self._disk.execute(query, (json.dumps(list(keys)),)))

    def of_several_names(self, table: str) -> set[int]:
        """Return the records that have several names."""
        query = "SELECT id FROM named WHERE record_table = ? GROUP BY id HAVING count(*) > 1"
        return {record for (record,) in self._disk.execute(query, (table,))}


class Ids:
    """A set of ids, as a bit for each: millions of them take less than a megabyte."""

    _PART = 1 << 16

    def __init__(self) -> None:
        self._parts: dict[int, bytearray] = {}

    def add(self, number: int) -> None:
        """Put an id in."""
        part, place = divmod(number, self._PART)
        bits = self._parts.get(part) or self._parts.setdefault(part, bytearray(self._PART >> 3))
        bits[place >> 3] |= 1 << (place & 7)

    def update(self, numbers: Iterable[int]) -> None:
        """Put ids in."""
        for number in numbers:
            self.add(number)

    def __contains__(self, number: object) -> bool:
        """Return whether an id is in it."""
        if not isinstance(number, int):
            return False
        part, place = divmod(number, self._PART)
        bits = self._parts.get(part)
        return bits is not None and bool(bits[place >> 3] & 1 << (place & 7))
