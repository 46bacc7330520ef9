"""Whether something new may be recorded already, under a name that differs by a slip or by its alphabet.

No more than what may be near is read. A slip leaves one half of a name as it is, or changes its two middle letters with
one another: the index of searches has the names with such a half. A name in another alphabet shares no letters: the
database picks the names in another one than the new name's, of the same country where a city's is known, and of those
in Latin letters only the ones with the first or the last consonants of the new name.
"""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Select, TableClause, func, or_, select, true
from sqlalchemy.orm import Session

from twinning.actions.checking.remarks import is_unlikely_allowed, remark
from twinning.db.search.near import slipped_rows
from twinning.db.session import connection_of
from twinning.db.tables import IDENTITIES, table_named
from twinning.db.typed_tables import fetch_rows
from twinning.domain.names import OTHER_LETTERS, fold, may_be_same, pattern_of_other_alphabet
from twinning.queries.lookup.references import in_batches

_MOST = 3

_Name = tuple[str, str, str]
"""The key and the own name of something recorded, and the name that it has in question."""


def note_near(session: Session, table: str, names: Collection[str], country_code: str | None = None) -> None:
    """Note the recorded people, organizations or cities that something new may be, by any name of the two.

    `names` are those of what is new, its own first. A city may be one of its country, or of none that is known.
    """
    if is_unlikely_allowed(session):
        return
    found = (
        f"{other} ({table}:{key})"
        for key, other, recorded in _names(session, table, names, country_code)
        if any(may_be_same(name, recorded) for name in names)
    )
    if near := list(islice(dict.fromkeys(found), _MOST)):
        remark(session, f"{next(iter(names))} is new, and may be {' or '.join(near)}", doubtful=True)


def _names(session: Session, table: str, near: Collection[str], country_code: str | None) -> Iterator[_Name]:
    """Give the recorded names that may be near to some, with the key and the own name of what has each."""
    records = table_named(table)
    among = _of_country(records, country_code) if table == "city" else true()
    for column in ("name", "short_name") if table == "organization" else ("name",):
        own: Select[str, str, str] = select(records.c.key, records.c.name, records.c[column])
        yield from _chosen(session, own.where(among, records.c[column].is_not(None)), records, column, near)
    if f"{table}_name" in IDENTITIES:
        others = table_named(f"{table}_name")
        other: Select[str, str, str] = select(records.c.key, records.c.name, others.c.name)
        other = other.join(others, others.c[f"{table}_id"] == records.c.id).where(among)
        yield from sorted(_chosen(session, other, others, "name", near))


def _of_country(cities: TableClause[Any], country_code: str | None) -> ColumnElement[bool]:
    """Choose the cities of a country and those of none that is known; all where the country itself is not known."""
    column = cities.c.country_code
    return true() if country_code is None else or_(column == country_code, column.is_(None))


def _chosen(
    session: Session, query: Select[str, str, str], table: TableClause[Any], column: str, near: Collection[str]
) -> Iterator[_Name]:
    """Give those rows of a query whose names, in a column of a table, may be near to some."""
    connection = connection_of(session)
    slipped = {number for name in near for number in slipped_rows(connection, table.name, fold(name))}
    for batch in in_batches(slipped):
        yield from fetch_rows(connection, query.where(table.c.id.in_(batch)).order_by(table.c.id))
    letters = table.c.folded if column == "name" and "folded" in table.c else func.lower(table.c[column])
    patterns = filter(None, map(pattern_of_other_alphabet, near))
    if among := [_matches(session, letters, pattern) for pattern in patterns]:
        yield from fetch_rows(connection, query.where(or_(*among)).order_by(table.c.id))


def _matches(session: Session, letters: ColumnElement[str], pattern: str) -> ColumnElement[bool]:
    """Match a pattern. SQLite asks Python about each name, but finds letters that are not Latin by itself."""
    if pattern == OTHER_LETTERS and connection_of(session).dialect.name == "sqlite":
        return letters.op("GLOB", return_type=Boolean())(f"*{pattern}*")
    return letters.regexp_match(pattern)
