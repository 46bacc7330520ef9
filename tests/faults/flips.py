"""Single bits of a register's file that flip, as on an old disk, and what is wrong after each."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from cli.running import run_in_process
from twinning.db.search.index import is_of_index
from twinning.db.storage.address import Address

_SEED = 1966
_READING: tuple[tuple[str, ...], ...] = (
    ("list-agreements", "--json"),
    ("list-events", "--csv"),
    ("show", "busan-kr"),
    ("list-people", "--json"),
    ("search", "Busan"),
    ("report", "countries", "--csv"),
    ("log",),
)
_WELL = {0, 5}
_DIGESTS = "row_digest"
_OF_SQLITE = "sqlite_"

Stored = dict[str, list[tuple[object, ...]]]


class Flips:
    """A register that is whole, and what commands answer on it."""

    def __init__(self, whole: bytes, folder: Path) -> None:
        self._whole, self._path, self._random = whole, folder / "flipped.db", Random(_SEED)
        self._path.write_bytes(whole)
        self._stored = _stored(self._path)
        self._answers = {command: self._run(*command) for command in _READING}

    def wrong(self, number: int) -> Iterator[str]:
        """Flip so many bits, each in a copy of its own; say where something goes wrong that nobody is told of."""
        for _ in range(number):
            bit = self._random.randrange(len(self._whole) * 8)
            yield from (f"bit {bit}: {what}" for what in self._wrong_after(bit, self._random.choice(_READING)))

    def _wrong_after(self, bit: int, command: tuple[str, ...]) -> Iterator[str]:
        flipped = bytearray(self._whole)
        flipped[bit // 8] ^= 1 << bit % 8
        self._path.write_bytes(flipped)
        answer, check = self._run(*command), self._run("db", "check")
        if answer[0] not in _WELL or check[0] not in _WELL:
            yield f"{command[0]} answers {answer}, db check {check[0]}"
        if check[0] == 0 and _stored(self._path) != self._stored:
            yield "a value is another, and db check finds nothing"
        if check[0] == 0 and answer != self._answers[command]:
            yield f"{command[0]} says something else, and db check finds nothing"

    def _run(self, *words: str) -> tuple[int, str, str]:
        answer = run_in_process(*words, address=Address.of_file(self._path))
        return answer.code, answer.out, answer.err


def _is_compared(name: str) -> bool:
    """Return whether a table's rows are what somebody recorded, and no more than follows from it."""
    return not name.startswith(_OF_SQLITE) and name != _DIGESTS and not is_of_index(name)


def _stored(path: Path) -> Stored | None:
    """Return every row as it is stored, but for the digests; None where the file cannot be read to its end."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
            tables = [name for (name,) in names if _is_compared(name)]
            connection.text_factory = bytes
            return {each: connection.execute(f'SELECT * FROM "{each}" ORDER BY rowid').fetchall() for each in tables}
    except (sqlite3.Error, UnicodeDecodeError):
        return None
