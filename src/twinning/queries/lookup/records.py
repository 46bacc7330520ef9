"""Finding the record that a reference or a name names, whatever table it is in."""

import shlex
from dataclasses import dataclass

from sqlalchemy import Connection, Select, select

from twinning.db.references import KEYED, PARENTS, child_table, parse_reference
from twinning.db.tables import table_named
from twinning.db.tables.cities import CITY, CITY_NAME
from twinning.db.tables.history import KEY_ALIAS
from twinning.db.tables.sources import SOURCE
from twinning.db.typed_tables import fetch_rows
from twinning.domain.names import fold, nearest, quote
from twinning.errors import AmbiguousError, NotFoundError
from twinning.queries.lookup.cities import find_city

_NAMED = ("person", "organization")


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record that was looked up: its key, or a child's reference in full. `id` stays inside the program."""

    table: str
    id: int
    key: str

    def __str__(self) -> str:
        """Write its reference in full; a child's key is one already."""
        return f"{self.table}:{self.key}" if self.table in KEYED else self.key


def find_record(connection: Connection, text: str) -> FoundRecord:
    """Return the record that a text names: a reference (a child's leads to its record), a key, or a name.

    Names are those of cities, then of people and organizations. Raises NotFoundError, AmbiguousError.
    """
    reference = parse_reference(text.strip())
    tables = KEYED if reference is None or reference.table is None else (reference.table,)
    found = _by_key(connection, reference.key, tables) if reference else []
    if not found and reference is not None and reference.table not in (None, "city"):
        raise NotFoundError(f"there is no {reference.table} {quote(reference.key)} in the register")
    found = found or _by_name(connection, text) or [_city(connection, text)]
    return _only(text, found)


def find_in(connection: Connection, tables: tuple[str, ...], text: str) -> FoundRecord:
    """Return the record of one of these tables that a key, a reference, or the name of a person or organization names.

    Raises NotFoundError with the nearest keys, AmbiguousError.
    """
    reference = parse_reference(text.strip())
    found: list[FoundRecord] = []
    if reference is not None and reference.child is None:
        among = tables if reference.table is None else tuple(name for name in tables if name == reference.table)
        found = _by_key(connection, reference.key, among)
    found = found or [each for name in _NAMED if name in tables for each in _of_name(connection, name, text)]
    if not found and "source" in tables and "://" in text and text.isprintable():
        found = _of_address(connection, text)
    if not found:
        raise _not_in(connection, tables, text)
    return _only(text, found)


def find_row(connection: Connection, text: str) -> FoundRecord:
    """Return the record that a text names as `find_record` does, but of a child's reference the child itself.

    Raises NotFoundError, AmbiguousError.
    """
    reference = parse_reference(text.strip())
    parent = find_record(connection, text)
    if reference is None or reference.child is None:
        return parent
    name = child_table(reference.child, parent.table)
    found = _find_child(connection, name, parent, reference.seq) if name else None
    if name is None or found is None:
        raise NotFoundError(f"{parent} has no {reference.child} {reference.seq}", f"see `twinning show {parent.key}`")
    return FoundRecord(name, found, f"{parent}/{reference.child}-{reference.seq}")


def _find_child(connection: Connection, name: str, parent: FoundRecord, seq: int | None) -> int | None:
    column = next(each for each, table_name in PARENTS[name].items() if table_name == parent.table)
    rows = table_named(name)
    query: Select[int] = select(rows.c.id).where(rows.c[f"{column}_id"] == parent.id, rows.c.seq == seq)
    return connection.execute(query).scalar()


def _of_address(connection: Connection, address: str) -> list[FoundRecord]:
    """Find the first source of a web address."""
    query = select(SOURCE.c.id, SOURCE.c.key).where(SOURCE.c.address == address.strip()).order_by(SOURCE.c.id).limit(1)
    return [FoundRecord("source", row, key) for row, key in fetch_rows(connection, query)]


def _only(text: str, found: list[FoundRecord]) -> FoundRecord:
    if len(found) > 1:
        names = tuple(str(each) for each in found)
        raise AmbiguousError(f"{quote(text)} could be {', '.join(names)}", f"say which, as {names[0]}", names)
    return found[0]


def _not_in(connection: Connection, tables: tuple[str, ...], text: str) -> NotFoundError:
    keys = (key for name in tables for key in connection.execute(select(table_named(name).c.key)).scalars())
    near = nearest(text, keys, limit=3)
    search = f"`twinning search {shlex.quote(text)}` finds what holds it"
    if tables == ("organization",):
        search = "add it with `twinning add-organization`"
    if tables == ("source",):
        search = "a web address (https://…) becomes a source itself"
    hint = f"did you mean {' or '.join(near)}? Otherwise {search}" if near else search
    return NotFoundError(f"there is no {' or '.join(tables)} {quote(text)} in the register", hint)


def _by_key(connection: Connection, key: str, tables: tuple[str, ...]) -> list[FoundRecord]:
    found = []
    for name in tables:
        records = table_named(name)
        answers = select(KEY_ALIAS.c.key).where(KEY_ALIAS.c.record_table == name, KEY_ALIAS.c.alias == key)
        is_named = (records.c.key == key) | records.c.key.in_(answers)
        query: Select[int, str] = select(records.c.id, records.c.key).where(is_named)
        found += [FoundRecord(name, *row) for row in fetch_rows(connection, query)]
    return found


def _by_name(connection: Connection, text: str) -> list[FoundRecord]:
    """Find people and organizations, unless a city has that name: cities are what is asked for most."""
    folded = fold(text)
    for column in (CITY.c.folded, CITY_NAME.c.folded):
        if connection.execute(select(column).where(column == folded).limit(1)).first():
            return []
    return [each for name in _NAMED for each in _of_name(connection, name, text)]


def _of_name(connection: Connection, name: str, text: str) -> list[FoundRecord]:
    """Find the people, or the organizations, of a name."""
    records = table_named(name)
    named = records.c.folded == fold(text)
    if name == "organization" and text.isprintable():  # no database takes a NUL or half a surrogate pair
        named = named | (records.c.short_name == text.strip())
    query: Select[int, str] = select(records.c.id, records.c.key).where(named)
    return sorted((FoundRecord(name, *row) for row in fetch_rows(connection, query)), key=lambda record: record.key)


def _city(connection: Connection, text: str) -> FoundRecord:
    city = find_city(connection, text)
    return FoundRecord("city", city.id, city.key)
