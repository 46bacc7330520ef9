"""Finding the record that a reference or a name names, whatever table it is in."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.db.references import KEYED, parse_reference
from twinning.errors import AmbiguousError, NotFoundError
from twinning.names import fold, quote
from twinning.queries.cities import find_city
from twinning.queries.tables import table


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record with a key of its own. `id` stays inside the program."""

    table: str
    id: int
    key: str

    def __str__(self) -> str:
        """Write its reference in full."""
        return f"{self.table}:{self.key}"


def find_record(session: Session, text: str) -> FoundRecord:
    """Return the record that a text names: a reference (a child's leads to its record), a key, or a name.

    Names are those of cities, then of people and organizations. Raises NotFoundError, AmbiguousError.
    """
    reference = parse_reference(text.strip())
    tables = KEYED if reference is None or reference.table is None else (reference.table,)
    found = _by_key(session, reference.key, tables) if reference else []
    if not found and reference is not None and reference.table not in (None, "city"):
        raise NotFoundError(f"there is no {reference.table} {quote(reference.key)} in the register")
    found = found or _by_name(session, text) or [_city(session, text)]
    if len(found) > 1:
        names = tuple(str(each) for each in found)
        raise AmbiguousError(f"{quote(text)} could be {', '.join(names)}", f"say which, as {names[0]}", names)
    return found[0]


def _by_key(session: Session, key: str, tables: tuple[str, ...]) -> list[FoundRecord]:
    alias = table("key_alias")
    found = []
    for name in tables:
        records = table(name)
        answers = select(alias.c.key).where(alias.c.record_table == name, alias.c.alias == key)
        query = select(records.c.id, records.c.key).where((records.c.key == key) | records.c.key.in_(answers))
        found += [FoundRecord(name, row.id, row.key) for row in session.execute(query)]
    return found


def _by_name(session: Session, text: str) -> list[FoundRecord]:
    """Find people and organizations, unless a city has that name: cities are what is asked for most."""
    folded = fold(text)
    city, other = table("city"), table("city_name")
    for records, column in ((city, city.c.folded), (other, other.c.folded)):
        if session.execute(select(records.c.id).where(column == folded).limit(1)).first():
            return []
    found = []
    for name in ("person", "organization"):
        records = table(name)
        named = records.c.folded == folded
        if name == "organization" and text.isprintable():  # no database takes a NUL or half a surrogate pair
            named = named | (records.c.short_name == text.strip())
        query = select(records.c.id, records.c.key).where(named)
        found += sorted((FoundRecord(name, *row) for row in session.execute(query)), key=lambda record: record.key)
    return found


def _city(session: Session, text: str) -> FoundRecord:
    city = find_city(session, text)
    return FoundRecord("city", city.id, city.key)
