"""Finding records by their titles, the records that a text may have meant, and what records are called."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Select, select

from twinning.db.references import KEYED, PARENTS
from twinning.db.search.near import near_rows, rows_called
from twinning.db.tables import table_named
from twinning.db.tables.agreements import AGREEMENT_PARTY
from twinning.db.tables.cities import CITY, CITY_NAME
from twinning.db.typed_tables import fetch_rows, select_ids
from twinning.domain.names import fold, nearest
from twinning.queries.lookup.references import in_batches
from twinning.rows.phrases import named

TITLED = ("agreement", "activity", "source")
"""The tables whose records have a title."""

CALLED = dict.fromkeys(TITLED, "title") | dict.fromkeys(("city", "person", "organization"), "name")
"""The column of each table of records with what they are called."""

_NEAREST = 3


def records_titled(connection: Connection, table_name: str, text: str) -> list[tuple[int, str]]:
    """Return the ids and keys of the records of a table with this title: as it is written, else as it folds."""
    records, folded = table_named(table_name), fold(text)
    if not folded or not text.isprintable():  # no database takes a NUL or half a surrogate pair
        return []
    query: Select[int, str] = select(records.c.id, records.c.key).where(records.c.title == text.strip())
    if found := list(fetch_rows(connection, query.order_by(records.c.id))):
        return found
    titles: Select[int, str, str] = select(records.c.id, records.c.key, records.c.title)
    titles = titles.where(records.c.id.in_(select_ids(connection, rows_called(connection, table_name, folded))))
    near = fetch_rows(connection, titles.order_by(records.c.id))
    return [(record, key) for record, key, title in near if fold(title) == folded]


def near_records(connection: Connection, tables: Iterable[str], text: str) -> list[str]:
    """Return the records of these tables that a text may have meant, the best three: names with keys, or keys alone."""
    called = {name: key for table_name in tables for name, key in _near(connection, table_name, text)}
    keys = dict.fromkeys(called[name] for name in nearest(text, called, limit=5 * _NEAREST))
    shown = {key: name for name, key in reversed(called.items())}
    return [key if shown[key] == key else f"{shown[key]} ({key})" for key in list(keys)[:_NEAREST]]


def _near(connection: Connection, table_name: str, text: str) -> Iterator[tuple[str, str]]:
    """Give what the records of a table that share most with a text are called, and their keys, which name them too."""
    records, wanted = table_named(table_name), fold(text)
    query: Select[str | None, str] = select(records.c[CALLED[table_name]], records.c.key)
    query = query.where(records.c.id.in_(near_rows(connection, table_name, wanted)))
    for name, key in fetch_rows(connection, query.order_by(records.c.id)):
        yield from ((each, key) for each in (name, key) if each)
    if table_name == "city":
        others = select(CITY_NAME.c.name, CITY.c.key).join(CITY, CITY.c.id == CITY_NAME.c.city_id)
        near = near_rows(connection, "city_name", wanted)
        yield from fetch_rows(connection, others.where(CITY_NAME.c.id.in_(near)).order_by(CITY_NAME.c.id))


def called(connection: Connection, table_name: str, ids: Iterable[int]) -> dict[int, str]:
    """Return what the records of a table are called; a row that belongs to a record, as that record is."""
    return {record: name for batch in in_batches(ids) for record, name in _called(connection, table_name, batch)}


def _called(connection: Connection, table_name: str, ids: list[int]) -> Iterable[tuple[int, str]]:
    if table_name == "agreement":
        return _by_parties(connection, ids).items()
    if table_name in KEYED:
        records = table_named(table_name)
        query: Select[int, str] = select(records.c.id, records.c[CALLED[table_name]]).where(records.c.id.in_(ids))
        return list(fetch_rows(connection, query))
    return _by_record(connection, table_name, ids).items()


def _by_parties(connection: Connection, ids: list[int]) -> dict[int, str]:
    query = (
        select(AGREEMENT_PARTY.c.agreement_id, CITY.c.name)
        .join(CITY, CITY.c.id == AGREEMENT_PARTY.c.city_id)
        .where(AGREEMENT_PARTY.c.agreement_id.in_(ids))
    )
    parties: dict[int, list[str]] = {}
    for agreement, city in fetch_rows(connection, query):
        parties.setdefault(agreement, []).append(city)
    return {agreement: named(*sorted(cities, key=fold)) for agreement, cities in parties.items()}


def _by_record(connection: Connection, table_name: str, ids: list[int]) -> dict[int, str]:
    rows = table_named(table_name)
    names: dict[int, str] = {}
    for column, parent in PARENTS[table_name].items():
        of = rows.c[f"{column}_id"]
        query: Select[int, int] = select(rows.c.id, of).where(rows.c.id.in_(ids), of.is_not(None))
        records = dict(fetch_rows(connection, query))
        shown = called(connection, parent, records.values())
        names |= {row: shown[record] for row, record in records.items()}
    return names
