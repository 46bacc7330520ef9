"""What the log says of a person who is to be forgotten: which rows were theirs, and the log without them."""

import json
import re
import shlex
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.bulk import rewrite_history
from twinning.db.references import CITABLE, RowId
from twinning.db.session import connection_of
from twinning.db.tables import REFERENCES, table_named
from twinning.db.tables.history import CHANGE, OPERATION, ChangeRecord
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.names import fold, slug
from twinning.domain.privacy.personal import line_of, without_personal_values, without_values
from twinning.queries.history.operations import ERASED, ERASED_RECORD, ERASED_ROW

THEIRS = tuple(
    name for name in reversed(REFERENCES) if REFERENCES[name].get("person") == "person" and name != "citation"
)
"""The tables whose rows tell of one person, by `person_id`; those first that refer to others."""

CITED = tuple(name for name in ("person", *THEIRS) if name in CITABLE)
"""The tables of a person's rows that citations support."""

_OF_NAMESAKES = ("key", "name", "folded")

Columns = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A change in the log: its row, the record that it names, and the values before and after."""

    id: int
    operation: int
    row: RowId
    record: str
    before: Columns | None
    after: Columns | None

    @property
    def owner(self) -> str:
        """The record with a key of its own that the row is, or belongs to."""
        return self.record.partition("/")[0]

    @property
    def sides(self) -> Iterator[Columns]:
        """The values before and those after."""
        return (side for side in (self.before, self.after) if side and "erased" not in side)


def read_log(session: Session) -> list[Entry]:
    """Return every change in the log."""
    changes = fetch_records(connection_of(session), select(CHANGE).order_by(CHANGE.c.id), ChangeRecord)
    return [
        Entry(
            change.id,
            change.operation_id,
            (change.record_table, change.record_id),
            change.record,
            *(None if side is None else json.loads(side) for side in (change.before, change.after)),
        )
        for change in changes
    ]


def rows_ever(log: Iterable[Entry], records: Set[str], rows: Iterable[RowId], living: Set[int]) -> set[RowId]:
    """Return the rows that are or ever were a person's: `records` are their references, `rows` the last of them.

    So are those of people of the same name who are gone already: nobody can tell that they were somebody else. `living`
    are the ids of those who are not gone.
    """
    log = list(log)
    own = {entry.row for entry in log if entry.owner in records}.union(rows)
    names = {fold(name) for name in names_in(log, own)}
    gone = (entry for entry in log if entry.row[0] == "person" and entry.row[1] not in living)
    own |= {entry.row for entry in gone for side in entry.sides if fold(side["name"]) in names}
    own |= {entry.row for entry in log for side in entry.sides if _belongs(entry, side, own)}
    return own | {entry.row for entry in log for side in entry.sides if _cites(entry, side, own)}


def names_in(log: Iterable[Entry], rows: Set[RowId], column: str = "name") -> set[str]:
    """Return the names, or the keys, that people among these rows ever had."""
    named = (entry for entry in log if entry.row in rows and entry.row[0] in ("person", *THEIRS))
    return {side[column] for entry in named for side in entry.sides if side.get(column)}


def people_gone(log: Iterable[Entry], living: Set[int]) -> dict[int, tuple[str, set[str]]]:
    """Return the people whom the log knows though they are gone: the last key of each, and every name."""
    gone: dict[int, tuple[str, set[str]]] = {}
    for entry in log:
        if entry.row[0] == "person" and entry.row[1] not in living:
            for side in entry.sides:
                _, names = gone.get(entry.row[1], ("", set()))
                gone[entry.row[1]] = side["key"], names | {side["name"]}
    for entry in log:
        for side in entry.sides:
            if entry.row[0] == "person_name" and (known := gone.get(side["person_id"])):
                known[1].add(side["name"])
    return gone


def _belongs(entry: Entry, side: Columns, own: Set[RowId]) -> bool:
    return entry.row[0] in THEIRS and ("person", side["person_id"]) in own


def _cites(entry: Entry, side: Columns, own: Set[RowId]) -> bool:
    return entry.row[0] == "citation" and any((name, side.get(f"{name}_id")) in own for name in CITED)


class NameEraser:
    """Puts a mark in the place of a person's names and keys."""

    def __init__(self, names: Set[str], keys: Set[str]) -> None:
        self.names = names
        slugs = {made for name in names if "-" in (made := slug(name))}  # a single word may be any
        patterns = [
            *map(_as_written, names | slugs),
            *(rf"(?<![a-z0-9-]){re.escape(key)}(?![a-z0-9-])" for key in keys),
        ]
        self._pattern = re.compile("|".join(sorted(patterns, key=len, reverse=True)), re.IGNORECASE)

    def finds(self, text: str) -> bool:
        """Return whether a name or a key stands in a text."""
        return self._pattern.search(unicodedata.normalize("NFC", text)) is not None

    def __call__(self, value: Any) -> Any:
        """Return a text without them, and anything else as it is."""
        if not isinstance(value, str) or not self.finds(value):
            return value
        return self._pattern.sub(ERASED, unicodedata.normalize("NFC", value))


def _as_written(name: str) -> str:
    """Return the pattern of a name in whatever case and punctuation.

    In alphabets that part words by blanks it is not found inside a word, nor in the key of a namesake (`kim-minji--2`).
    """
    name = unicodedata.normalize("NFC", name)
    parts = [re.escape(part) for part in re.split(r"[\W_]+", name) if part] or [re.escape(name)]
    begins, ends = (r"(?<!\w)", r"(?!\w|-+\d)") if any(map(_is_of_words, name)) else ("", "")
    return begins + r"[\W_]{0,3}".join(parts) + ends


def _is_of_words(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN", "GREEK", "CYRILLIC"))


def erase_from_changes(session: Session, log: Sequence[Entry], theirs: Set[RowId], eraser: NameEraser) -> int:
    """Empty the changes of a person's rows, and take the person out of other changes; return how many were altered."""
    gone = _gone(session, {entry.owner for entry in log if eraser.finds(entry.owner)})
    said = {entry.id: now for entry in log if (now := _said_now(entry, theirs, gone, eraser))}
    rewrite_history(session, "change", said)
    return len(said)


def _gone(session: Session, records: Iterable[str]) -> set[str]:
    """Return those of the records (references) that are no longer there, but for people."""
    named = (record.partition(":")[::2] for record in records)
    keys = ((name, key, table_named(name)) for name, key in named if name != "person")
    return {
        f"{name}:{key}"
        for name, key, rows in keys
        if session.execute(select(rows.c.id).where(rows.c.key == key)).first() is None
    }


def _said_now(entry: Entry, theirs: Set[RowId], gone: Set[str], eraser: NameEraser) -> dict[str, Any]:
    """Return the columns of a change that say less from now on.

    A namesake keeps the name, and a record that is not `gone` the key that it goes by.
    """
    sides = {name: side for name, side in (("before", entry.before), ("after", entry.after)) if side}
    if entry.row in theirs:
        return {"record": ERASED_RECORD} | dict.fromkeys(sides, ERASED_ROW)
    kept = _OF_NAMESAKES if entry.row[0] == "person" else () if entry.owner in gone else ("key",)
    now = {name: _said_less(side, kept, eraser) for name, side in sides.items()}
    said = {name: json.dumps(side, ensure_ascii=False) for name, side in now.items() if side != sides[name]}
    return said | ({"record": eraser(entry.record)} if entry.owner in gone else {})


def _said_less(side: Columns, kept: Collection[str], eraser: NameEraser) -> Columns:
    less = {name: value if name in kept else eraser(value) for name, value in side.items()}
    if "folded" in less and less["name"] != side["name"]:
        less["folded"] = fold(less["name"])
    return less


def erase_from_commands(session: Session, log: Iterable[Entry], theirs: Set[RowId], eraser: NameEraser) -> int:
    """Let no command in the log name a person, and those that changed what was theirs say nothing of it.

    One that changed nothing else keeps no value at all. Return how many commands say less.
    """
    about = {entry.operation for entry in log if entry.row in theirs}
    alone = about - {entry.operation for entry in log if entry.row not in theirs}
    query = select(OPERATION.c.id, OPERATION.c.command).order_by(OPERATION.c.id)
    rows = fetch_rows(connection_of(session), query)
    leave_out = dict.fromkeys(about, without_personal_values) | dict.fromkeys(alone, without_values)
    less = ((number, command, _without(command, eraser, leave_out.get(number, list))) for number, command in rows)
    said = {number: {"command": now} for number, command, now in less if now != command}
    rewrite_history(session, "operation", said)
    return len(said)


def _without(command: str, eraser: NameEraser, leave_out: Callable[[Sequence[str]], list[str]]) -> str:
    """Erase from a command word by word: quotes would part what belongs together."""
    try:
        words = shlex.split(command)
    except ValueError:
        return str(eraser(command))
    kept = leave_out(words)
    if kept == words and not any(map(eraser.finds, words)):
        return command
    return line_of([str(eraser(word)) for word in kept])
