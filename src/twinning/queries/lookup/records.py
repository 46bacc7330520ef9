"""Finding the record that a reference or a name names, whatever table it is in."""

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from sqlalchemy import Connection, Select, select

from twinning.db.references import KEYED, PARENTS, Reference, child_table, parse_reference
from twinning.db.tables import table_named
from twinning.db.tables.history import KEY_ALIAS
from twinning.db.tables.people import PERSON_NAME
from twinning.db.tables.sources import SOURCE
from twinning.db.typed_tables import fetch_rows, select_ids
from twinning.domain.names import fold, quote
from twinning.errors import AmbiguousError, NotFoundError
from twinning.queries.lookup.cities import NAMELESS, find_city, seek_city
from twinning.queries.lookup.parties import agreements_between, agreements_near, parties_named
from twinning.queries.lookup.picking import picked_for
from twinning.queries.lookup.references import in_batches, names_of
from twinning.queries.lookup.titles import TITLED, called, near_records, records_titled

_NAMED = ("person", "organization")
_ELSEWHERE: dict[tuple[str, ...], str] = {
    ("organization",): "add it with `twinning add-organization`",
    ("city", "organization"): "add it with `twinning add-city` or `twinning add-organization`",
    ("source",): "`twinning list-sources` shows what there is; a web address (https://…) becomes a source itself",
}
"""What helps, in the place of a search, where no record of these tables is found."""


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
    """Return the record that a text names: a reference (a child's leads to its record), a key, a name, cities, a title.

    Names are those of cities, then of people and organizations; an agreement is named by its parties, too. An ambiguous
    text means the record that was picked before (`picking.remember_picked`). Raises NotFoundError with near records,
    AmbiguousError.
    """
    record, _ = _with_child(connection, text)
    return record


def find_row(connection: Connection, text: str) -> FoundRecord:
    """Return the record that a text names as `find_record` does, but of a child's reference the child itself.

    Raises NotFoundError, AmbiguousError.
    """
    record, child = _with_child(connection, text)
    return child or record


def find_in(connection: Connection, tables: tuple[str, ...], text: str) -> FoundRecord:
    """Return the record of one of these tables that a key, a reference, a name, a title or its parties name.

    An ambiguous text means what `picking.remember_picked` was told. Raises NotFoundError with near records,
    AmbiguousError.
    """
    return seek_in(connection, tables, text) or _none_in(connection, tables, picked_for(connection, text))


def seek_in(connection: Connection, tables: tuple[str, ...], text: str) -> FoundRecord | None:
    """Return what `find_in` does, None where there is none, with no look at those near it. Raises AmbiguousError."""
    text = picked_for(connection, text)
    reference = parse_reference(text.strip())
    found: list[FoundRecord] = []
    if reference is not None and reference.child is None:
        among = tables if reference.table is None else tuple(name for name in tables if name == reference.table)
        found = _by_key(connection, reference.key, among)
    found = found or [each for name in _NAMED if name in tables for each in _of_name(connection, name, text)]
    if not found and "source" in tables and "://" in text and text.isprintable():
        found = _of_address(connection, text)
    found = found or _by_description(connection, tables, text)
    return _only(text, found) if found else None


def find_many(connection: Connection, table: str, names: Iterable[str]) -> dict[str, FoundRecord]:
    """Return the records of a table that are named as lists name them, by that: a key, a child's reference in full.

    Keys that were given up are not looked for, nor is anything else that may name a record: `find_row` does that.
    """
    if table in KEYED:
        return {each.key: each for batch in in_batches(names) for each in _of_keys(connection, table, batch)}
    rows, found = table_named(table), dict[str, FoundRecord]()
    references = [each for name in names if (each := parse_reference(name)) is not None and each.child is not None]
    for column, parent in PARENTS[table].items():
        parents = find_many(connection, parent, (each.key for each in references if each.table == parent))
        ids = select_ids(connection, [each.id for each in parents.values()])
        children: Select[int] = select(rows.c.id).where(rows.c[f"{column}_id"].in_(ids))
        names_of_children = names_of(connection, table, (row for (row,) in fetch_rows(connection, children)))
        found |= {name: FoundRecord(table, row, name) for row, name in names_of_children.items()}
    return found


def _with_child(connection: Connection, text: str) -> tuple[FoundRecord, FoundRecord | None]:
    """Return the record that a text names, and the child where it is a child's reference.

    Raises NotFoundError, also where the record has no such child, and AmbiguousError.
    """
    record, reference = _named(connection, text), parse_reference(text.strip())
    if reference is None or reference.child is None:
        return record, None
    name = child_table(reference.child, record.table)
    found = _find_child(connection, name, record, reference.seq) if name else None
    if name is None or found is None:
        raise NotFoundError(f"{record} has no {reference.child} {reference.seq}", f"see `twinning show {record.key}`")
    return record, FoundRecord(name, found, f"{record}/{reference.child}-{reference.seq}")


def _named(connection: Connection, text: str) -> FoundRecord:
    """Return the record that a text names, by the reference of a child as well, which need not be there."""
    text = picked_for(connection, text)
    reference = parse_reference(text.strip())
    if reference is not None and reference.table is not None:
        return _only(text, _by_key(connection, reference.key, (reference.table,)) or _none(connection, text, reference))
    found = _by_key(connection, reference.key, KEYED) if reference else []
    found = found or _by_name(connection, text)
    return _only(text, found or _by_description(connection, TITLED, text) or _none_in(connection, KEYED, text))


def _find_child(connection: Connection, name: str, parent: FoundRecord, seq: int | None) -> int | None:
    column = next(each for each, table_name in PARENTS[name].items() if table_name == parent.table)
    rows = table_named(name)
    query: Select[int] = select(rows.c.id).where(rows.c[f"{column}_id"] == parent.id, rows.c.seq == seq)
    return connection.execute(query).scalar()


def _of_address(connection: Connection, address: str) -> list[FoundRecord]:
    """Find the first source of a web address."""
    query = select(SOURCE.c.id, SOURCE.c.key).where(SOURCE.c.address == address.strip()).order_by(SOURCE.c.id).limit(1)
    return [FoundRecord("source", row, key) for row, key in fetch_rows(connection, query)]


def _by_description(connection: Connection, tables: tuple[str, ...], text: str) -> list[FoundRecord]:
    """Find agreements by their parties, and whatever has a title by that."""
    between = agreements_between(connection, text) if "agreement" in tables else []
    found = [FoundRecord("agreement", *each) for each in between]
    titled = [name for name in TITLED if name in tables]
    found += [FoundRecord(name, *each) for name in titled for each in records_titled(connection, name, text)]
    return list(dict.fromkeys(found))


def _only(text: str, found: list[FoundRecord]) -> FoundRecord:
    if len(found) > 1:
        names = tuple(str(each) for each in found)
        raise AmbiguousError(f"{quote(text)} could be {', '.join(names)}", f"say which, as {names[0]}", names, text)
    return found[0]


def _none(connection: Connection, text: str, reference: Reference) -> NoReturn:
    """Raise NotFoundError for a reference with its table, which only a record of that table could be."""
    if reference.table == "city":
        find_city(connection, text)  # says so, and knows the cities near it
    _none_in(connection, (str(reference.table),), reference.key)


def _none_in(connection: Connection, tables: tuple[str, ...], text: str) -> NoReturn:
    """Raise NotFoundError for what names no record of these tables, with those that may have been meant."""
    if "agreement" in tables and (ways := parties_named(connection, text)):
        cities = [cities[0] for cities in ways[0]]
        raise NotFoundError(
            f"there is no agreement of {' and '.join(city.name for city in cities)} in the register",
            f"add it with `twinning add-agreement {' '.join(city.key for city in cities)}`",
        )
    what = "record" if tables == KEYED else " or ".join(tables)
    raise NotFoundError(f"there is no {what} {quote(text)} in the register", _way_out(connection, tables, text))


def _way_out(connection: Connection, tables: tuple[str, ...], text: str) -> str:
    if not fold(text):
        return NAMELESS
    of_cities = dict(agreements_near(connection, text)) if "agreement" in tables else {}
    names = called(connection, "agreement", of_cities)
    near = [f"{names[each]} ({key})" for each, key in of_cities.items()][:3] or near_records(connection, tables, text)
    search = _ELSEWHERE.get(tables, f"`twinning search {shlex.quote(text)}` finds what holds it")
    return f"did you mean {' or '.join(near)}? Otherwise {search}" if near else search


def _by_key(connection: Connection, key: str, tables: tuple[str, ...]) -> list[FoundRecord]:
    found = [each for name in tables for each in _of_keys(connection, name, [key])]
    return found or (_of_keys(connection, "agreement", _in_order(key)) if "agreement" in tables else [])


def _of_keys(connection: Connection, name: str, keys: Sequence[str]) -> list[FoundRecord]:
    records = table_named(name)
    answers = select(KEY_ALIAS.c.key).where(KEY_ALIAS.c.record_table == name, KEY_ALIAS.c.alias.in_(keys))
    is_named = records.c.key.in_(keys) | records.c.key.in_(answers)
    query: Select[int, str] = select(records.c.id, records.c.key).where(is_named)
    return [FoundRecord(name, *row) for row in fetch_rows(connection, query)]


def _in_order(key: str) -> list[str]:
    """Return the keys that an agreement may have whose parties were typed in any order.

    A number belongs to the city before it, as in `berlin-de--2`; the last one may be the agreement's own.
    """
    own = key.rpartition("--")[2]
    keys = ["--".join(sorted(_parties(key)))]
    if own.isdecimal():
        keys.append("--".join([*sorted(_parties(key.removesuffix(f"--{own}"))), own]))
    return keys


def _parties(key: str) -> list[str]:
    parties: list[str] = []
    for part in key.split("--"):
        if part.isdecimal() and parties:
            parties[-1] += f"--{part}"
        else:
            parties.append(part)
    return parties


def _by_name(connection: Connection, text: str) -> list[FoundRecord]:
    """Find a city, which is what is asked for most; people and organizations where none has that name.

    Raises AmbiguousError that tells several cities apart by where they are.
    """
    if (city := seek_city(connection, text)) is not None:
        return [FoundRecord("city", city.id, city.key)]
    return [each for name in _NAMED for each in _of_name(connection, name, text)]


def _of_name(connection: Connection, name: str, text: str) -> list[FoundRecord]:
    """Find the people, by any of their names, or the organizations of a name."""
    records = table_named(name)
    named = records.c.folded == fold(text)
    if name == "person":
        named = named | records.c.id.in_(select(PERSON_NAME.c.person_id).where(PERSON_NAME.c.folded == fold(text)))
    if name == "organization" and text.isprintable():  # no database takes a NUL or half a surrogate pair
        named = named | (records.c.short_name == text.strip())
    query: Select[int, str] = select(records.c.id, records.c.key).where(named)
    return sorted((FoundRecord(name, *row) for row in fetch_rows(connection, query)), key=lambda record: record.key)
