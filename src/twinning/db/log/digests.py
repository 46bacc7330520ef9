"""A digest of every row, written in the transaction that wrote the row: what nothing wrote does not fit its digest.

It is the CRC-32 of the row's values. That sees every bit that flipped and, but for one in four billion, every other
change; it is no seal, since whoever can write a row can write its digest. One digest a row, and not a sum a table: so
it names the record, and is written where the row is. Beside it stand the row's texts as a search looks for them, which
`twinning.db.search.index` tells of.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from json.encoder import encode_basestring_ascii
from typing import Any
from zlib import crc32

from sqlalchemy import Connection, delete, select, text

from twinning.db import bulk
from twinning.db.bulk import Rows, rows_of
from twinning.db.search import index as search_index
from twinning.db.search.index import SEARCHED, Plan, plan_of, texts_of, texts_of_rows
from twinning.db.tables import table_named, table_names
from twinning.db.tables.history import ROW_DIGEST
from twinning.domain.progress import followed

REINDEX = "`twinning db reindex` mends that"
"""What helps where only what searches rest on is wrong."""

_BATCH = 5000
_HALF = 1 << 31
# The same text for the same values in every version; bytes are there only where a text has become some by damage.
_encode = json.JSONEncoder(separators=(",", ":"), default=repr).encode

_WRITTEN: dict[type, Callable[[Any], str]] = {int: str, str: encode_basestring_ascii, type(None): lambda _: "null"}
_UPSERT = (
    "INSERT INTO row_digest (record_table, record_id, digest, texts) VALUES ({0}, {0}, {0}, {0}) "
    "ON CONFLICT (record_table, record_id) DO UPDATE SET digest = excluded.digest, texts = excluded.texts"
)
_UPDATE = "UPDATE row_digest SET texts = {0} WHERE record_table = {0} AND record_id = {0}"
_ROWS = "SELECT {columns} FROM {name} AS kept {condition}"
_DIGESTS = """
SELECT row_digest.digest, row_digest.texts, {columns} FROM {name} AS kept
LEFT JOIN row_digest ON row_digest.record_table = '{name}' AND row_digest.record_id = kept.id
"""
_OF_GONE = "record_table = '{name}' AND NOT EXISTS (SELECT 1 FROM {name} WHERE {name}.id = row_digest.record_id)"


@cache
def digested_tables() -> tuple[str, ...]:
    """Return the tables whose rows have a digest: all, the log too, but that of the digests."""
    return tuple(name for name in table_names() if name != "row_digest")


def renew(connection: Connection, name: str, ids: Collection[int]) -> None:
    """Write the digests of some rows of a table as they are now, and drop those of rows that are gone."""
    waiting = iter(sorted(ids))
    while batch := list(islice(waiting, _BATCH)):
        written = _among("record_id", batch)
        search_index.forget(connection, name, written)
        found = _write(connection, name, f"WHERE {_among('id', batch)}")
        if gone := [each for each in batch if each not in found]:
            _drop(connection, f"record_table = '{name}' AND {_among('record_id', gone)}")
        search_index.enter(connection, name, written)


def write(connection: Connection, name: str, rows: Rows) -> None:
    """Write the digests of rows that were inserted, of their values as the database stores them, the id among them.

    Columns that they do not have were left empty. The index of searches is not told.
    """
    ids = rows.varying["id"]
    kept = {"record_id": ids, "digest": _digests(name, rows), "texts": texts_of_rows(name, rows)}
    bulk.insert(connection, "row_digest", rows_of(kept, {"record_table": name}))


def enter(connection: Connection, rows: Mapping[str, Sequence[range]]) -> None:
    """Enter rows of tables, by runs of their ids, into the index of searches; their digests are written."""
    if not rows:
        return
    with search_index.entering_many(connection):
        for name in followed("indexing", rows, len(rows)):
            for ids in rows[name]:
                search_index.enter(connection, name, _among("record_id", ids))


def renew_all(connection: Connection) -> None:
    """Write the digests of all rows anew: those that are there are taken for right."""
    search_index.forget_all(connection)
    _drop(connection, "TRUE")
    for name in followed("indexing", digested_tables(), len(digested_tables())):
        _write(connection, name)
        search_index.enter(connection, name)


def renew_texts(connection: Connection) -> None:
    """Write the searched texts of all rows anew. Their digests stay as they are, since they may show damage."""
    for name in followed("reading what is searched", SEARCHED, len(SEARCHED)):
        update, plan = _statement(connection, _UPDATE), _plan(name)
        with _reading_all_bytes(connection):
            rows = connection.execute(text(_DIGESTS.format(columns=_columns(name), name=name)))
            for batch in rows.partitions(_BATCH):
                right = ((texts_of(plan, values), name, values[0], now) for _, now, *values in batch)
                if wrong := [(texts, *row) for texts, *row, now in right if texts != now]:
                    connection.exec_driver_sql(update, wrong)


def drop_of_missing(connection: Connection, name: str) -> None:
    """Drop the digests of rows that are not in a table any more."""
    search_index.forget(connection, name, _OF_GONE.format(name=name))
    _drop(connection, _OF_GONE.format(name=name))


def wrong_rows(connection: Connection, name: str) -> Iterator[tuple[int, str]]:
    """Give the id of each row of a table that no operation left as it is, and what is wrong with it."""
    plan = _plan(name)
    with _reading_all_bytes(connection):
        rows = connection.execute(text(_DIGESTS.format(columns=_columns(name), name=name)))
        for digest, texts, *values in rows:
            if digest is None:
                yield values[0], "no operation made it"
            elif digest != _digest(values):
                yield values[0], "it holds what no operation wrote"
            elif texts != texts_of(plan, values):
                yield values[0], f"search takes it for what it is not; {REINDEX}"
        gone = select(ROW_DIGEST.c.record_id).where(text(_OF_GONE.format(name=name)))
        for row in connection.scalars(gone):
            yield row, "it is gone, and no operation removed it"


def _drop(connection: Connection, condition: str) -> None:
    connection.execute(delete(ROW_DIGEST).where(text(condition)))


def _write(connection: Connection, name: str, condition: str = "") -> set[int]:
    """Write the digests of the rows that meet a condition; return their ids."""
    found: set[int] = set()
    rows = connection.execute(text(_ROWS.format(columns=_columns(name), name=name, condition=condition)))
    upsert, plan = _upsert(connection), _plan(name)
    for batch in rows.partitions(_BATCH):
        connection.exec_driver_sql(upsert, [(name, row[0], _digest(row), texts_of(plan, row)) for row in batch])
        found.update(row[0] for row in batch)
    return found


def _upsert(connection: Connection) -> str:
    """Return the statement for a digest. Imports wait for it: SQLAlchemy's own parameters would take a third more."""
    return _statement(connection, _UPSERT)


def _statement(connection: Connection, statement: str) -> str:
    """Write a statement with the marks that its database has for parameters."""
    return statement.format("?" if connection.dialect.name == "sqlite" else "%s")


def _digest(values: Sequence[Any]) -> int:
    """Return the digest of a row's values as a signed number, which both databases keep in four bytes."""
    return crc32(_encode((*values,)).encode()) - _HALF


def _digests(name: str, rows: Rows) -> list[int]:
    """Return the digests of many rows of a table: several times as fast as one by one.

    What all rows have in common is written once.
    """
    pieces: list[str] = []
    varying: list[Iterable[str]] = []
    for column in _ordered(name):
        if (values := rows.varying.get(column)) is None:
            pieces.append(_encode(rows.same.get(column)).replace("%", "%%"))
        else:
            pieces.append("%s")
            varying.append(_written(values))
    texts = map(f"[{','.join(pieces)}]".__mod__, zip(*varying, strict=True))
    return [digest - _HALF for digest in map(crc32, map(str.encode, texts))]


def _written(values: Sequence[Any]) -> Iterable[str]:
    """Return values as they stand in what a digest is made of."""
    if (kind := {*map(type, values)}) == {int}:
        return map(str, values)
    if kind == {str}:
        return map(encode_basestring_ascii, values)
    return [_WRITTEN.get(type(value), _encode)(value) for value in values]


@cache
def _columns(name: str) -> str:
    return ", ".join(f'kept."{each}"' for each in _ordered(name))


@cache
def _ordered(name: str) -> tuple[str, ...]:
    """Name a table's columns in an order that stays when others are added: the id, then by the alphabet."""
    columns = sorted(each.name for each in table_named(name).c)
    return ("id", *(each for each in columns if each != "id"))


def _plan(name: str) -> Plan:
    return plan_of(name, _ordered(name))


def _among(column: str, ids: Sequence[int]) -> str:
    """Return the condition that a column is one of some ids in ascending order."""
    if ids[-1] - ids[0] + 1 == len(ids):
        return f"{column} BETWEEN {ids[0]} AND {ids[-1]}"
    return f"{column} IN ({', '.join(map(str, ids))})"


@contextmanager
def _reading_all_bytes(connection: Connection) -> Iterator[None]:
    """Let SQLite's texts that are none be read as well: their digest tells that they are damaged."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    driver.text_factory = lambda value: value.decode(errors="surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str
