"""Making keys: short, readable, unique within their table, from what does not get corrected; and children's numbers.

Neither is given again when its record is gone, except by an undo: what was removed may come back.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from twinning.db.references import CHILDREN, PARENTS
from twinning.db.session import connection_of
from twinning.db.tables import table_named
from twinning.db.tables.history import CHANGE, KEY_ALIAS
from twinning.db.typed_tables import fetch_rows
from twinning.domain.names import slug
from twinning.queries.history.undone_operations import tells_of
from twinning.queries.lookup.references import full_name, names_of

_AT_ONCE = 1000
_NUMBER = re.compile("--[0-9]+$")
_REACHED = "numbers of keys"


def city_key(session: Session, name: str, country_code: str | None) -> str:
    """Return a free key for a city: `busan-kr`; further ones of that name get `--2`, `--3`."""
    return _free(session, "city", f"{slug(name)}-{(country_code or 'xx').lower()}")


def agreement_key(session: Session, parties: Iterable[str]) -> str:
    """Return a free key for an agreement between these cities (keys): `busan-kr--chicago-us`, then with `--2`."""
    return _free(session, "agreement", "--".join(sorted(parties)))


def key_from_name(session: Session, table_name: str, name: str) -> str:
    """Return a free key for any other record, from its name or title."""
    return _free(session, table_name, slug(name))


def next_seq(session: Session, table_name: str, parent_column: str, parent: int, record: str | None = None) -> int:
    """Return the number for another child of a parent (its id): higher than what any has, and what none had before.

    `record` is the parent's reference in full where it is known.
    """
    children = table_named(table_name)
    highest = session.execute(select(func.max(children.c.seq)).where(children.c[parent_column] == parent)).scalar() or 0
    if record is None:
        parent_table = PARENTS[table_name][parent_column.removesuffix("_id")]
        record = full_name(parent_table, names_of(connection_of(session), parent_table, [parent])[parent])
    if table_name not in CHILDREN:
        return max((highest, *_numbers_told(session, table_name, record))) + 1
    number = highest + 1
    while tells_of(connection_of(session), f"{record}/{CHILDREN[table_name]}-{number}"):
        number += 1
    return number


def free_keys(session: Session, table_name: str, stems: Sequence[str]) -> list[str]:
    """Return a free key for each stem, all different: the rule of a single key, for many at once.

    A stem may have a number: it is a key that a record had elsewhere.
    """
    taken, given, numbers = _taken_of(session, table_name, set(stems)), [], dict.fromkeys(stems, 1)
    if not taken and len(numbers) == len(stems):
        return list(stems)
    for stem in stems:
        bare = _NUMBER.sub("", stem)
        key = stem if numbers[stem] == 1 else f"{bare}--{numbers[stem]}"
        while key in taken or (numbers[stem] > 1 and _is_taken(session, table_name, key)):
            numbers[stem] += 1
            key = f"{bare}--{numbers[stem]}"
        taken.add(key)
        given.append(key)
    return given


def _taken_of(session: Session, table_name: str, keys: set[str]) -> set[str]:
    """Return those of these keys that a record has, had, or gave up in a merge.

    An import asks this of a million keys, of which SQLAlchemy would make statements longer than the database reads.
    """
    connection, wanted, taken = connection_of(session), sorted(keys), set[str]()
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    for start in range(0, len(wanted), _AT_ONCE):
        batch = wanted[start : start + _AT_ONCE]
        told, marks = tuple(f"{table_name}:{key}" for key in batch), ", ".join([mark] * len(batch))
        for query, values in (
            (f"SELECT key FROM {table_name} WHERE key IN ({marks})", batch),  # noqa: S608 - one of our own tables
            (f"SELECT alias FROM key_alias WHERE record_table = {mark} AND alias IN ({marks})", (table_name, *batch)),  # noqa: S608
            (f"SELECT record FROM change WHERE record IN ({marks})", told),  # noqa: S608
        ):
            found = connection.exec_driver_sql(query, tuple(values)).scalars()
            taken.update(each.rpartition(":")[2] for each in found)
    return taken


def _numbers_told(session: Session, table_name: str, record: str) -> Iterator[int]:
    """Give the numbers of what belonged to a record, of a table whose rows have no name of their own.

    Asked for the table too, PostgreSQL reads all that a long import has told of it: of that it has no statistics yet.
    """
    gone = CHANGE.c.record == record, CHANGE.c.before.is_not(None)
    rows = fetch_rows(connection_of(session), select(CHANGE.c.record_table, CHANGE.c.before).where(*gone))
    return (json.loads(before)["seq"] for table, before in rows if table == table_name and before is not None)


def _free(session: Session, table_name: str, stem: str) -> str:
    """Return the stem, or the stem with the lowest free number.

    Of a list with thousands of one title each would count from the beginning: the session remembers how far it came.
    """
    reached: dict[tuple[str, str], int] = session.info.setdefault(_REACHED, {})
    number = reached.get((table_name, stem), 1)
    while _is_taken(session, table_name, key := stem if number == 1 else f"{stem}--{number}"):
        number += 1
    reached[table_name, stem] = number
    return key


def _is_taken(session: Session, table_name: str, key: str) -> bool:
    """Return whether a record has a key, had it, or gave it up in a merge."""
    records = table_named(table_name)
    given_up = KEY_ALIAS.c.record_table == table_name, KEY_ALIAS.c.alias == key
    held = union_all(select(records.c.id).where(records.c.key == key), select(KEY_ALIAS.c.id).where(*given_up))
    return session.execute(held).first() is not None or tells_of(connection_of(session), f"{table_name}:{key}")
