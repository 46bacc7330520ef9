"""What records are called in words: a city by its name, an agreement by its parties, a child as its record is."""

from collections.abc import Iterable

from sqlalchemy import Connection, Select, select

from twinning.db.references import KEYED, PARENTS
from twinning.db.tables import table_named
from twinning.db.tables.agreements import AGREEMENT_PARTY
from twinning.db.tables.cities import CITY
from twinning.db.typed_tables import fetch_rows
from twinning.domain.names import fold
from twinning.queries.lookup.references import in_batches
from twinning.queries.lookup.titles import CALLED


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
    return {agreement: " and ".join(sorted(cities, key=fold)) for agreement, cities in parties.items()}


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
