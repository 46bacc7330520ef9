"""The one bulk writer, for imports: its rows carry the operation, which counts them instead of recording each.

What it changes or deletes of rows that were there it records one by one, as a single command does.

It alone may rewrite history too, where somebody is to be forgotten.
"""

from collections.abc import Container, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Dialect, Double, Table, delete, select, text, update
from sqlalchemy.orm import Session

from twinning.db.bulk import insert, rows_of
from twinning.db.log import digests
from twinning.db.log.history import BulkRecord, bulk_writing
from twinning.db.models import Base
from twinning.db.references import HISTORY
from twinning.db.types import Flag, Word
from twinning.queries.lookup.references import in_batches

_BATCH = 5000


def next_ids(session: Session, table: str, count: int) -> range | list[int]:
    """Return `count` ids that no other writer can get.

    SQLite's writer is alone since BEGIN IMMEDIATE, and remembers the highest id that it ever gave; PostgreSQL hands
    them out from the table's sequence.
    """
    if session.get_bind().dialect.name == "sqlite":
        given = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
        highest = session.execute(given, {"table": table}).scalar() or 0
        return range(highest + 1, highest + 1 + count)
    drawn = text("SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :count)")
    return list(session.execute(drawn, {"table": table, "count": count}).scalars())


def delete_operation(session: Session, operation: int) -> None:
    """Delete every row that an operation made and still carries its id, those first that refer to others.

    Raises IntegrityError where a row of another operation refers to one of them.
    """
    with bulk_writing(session) as bulk:
        for table in _those_first_that_refer_to_others():
            _delete(session, bulk, table, table.c.operation_id == operation)


def delete_everything(session: Session) -> None:
    """Delete every row but those of the log, those first that refer to others."""
    with bulk_writing(session) as bulk:
        for table in _those_first_that_refer_to_others():
            _delete(session, bulk, table)


def _those_first_that_refer_to_others() -> list[Table]:
    return [table for table in reversed(Base.metadata.sorted_tables) if table.name not in HISTORY]


def _delete(session: Session, bulk: BulkRecord, table: Table, *conditions: ColumnElement[bool]) -> None:
    if rows := session.connection().execute(delete(table).where(*conditions)).rowcount:
        bulk.deleted(rows)
        bulk.enter_inserted(session.connection())
        digests.drop_of_missing(session.connection(), table.name)


def insert_rows(session: Session, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, dicts of the same columns, in batches; the columns that none has are null. Raises IntegrityError."""
    if rows:
        insert_columns(session, table, {name: [row[name] for row in rows] for name in rows[0]})


def insert_columns(session: Session, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
    """Insert rows, as the values of each of their columns, `id` among them. Raises IntegrityError."""
    given, dialect = Base.metadata.tables[table].c, session.connection().dialect
    insert_stored(session, table, {name: _stored(given[name], values, dialect) for name, values in columns.items()})


def insert_stored(session: Session, table: str, stored: Mapping[str, Sequence[Any]]) -> None:
    """Insert rows, as the values of each of their columns, `id` among them, that the database stores: words as texts.

    That is `insert_columns` for those who have many. Raises IntegrityError.
    """
    ids = stored["id"]
    with bulk_writing(session) as bulk:
        unsaid = {"operation_id": bulk.operation_id} | _defaults(table, stored)
        for start in range(0, len(ids), _BATCH):
            batch = {name: values[start : start + _BATCH] for name, values in stored.items() if name != "id"}
            rows = rows_of({"id": ids[start : start + _BATCH]} | batch, unsaid)
            insert(session.connection(), table, rows)
            digests.write(session.connection(), table, rows)
        bulk.inserted(table, ids)


def _defaults(table: str, columns: Container[str]) -> dict[str, int]:
    """Return a no for each yes or no of which nothing is said, as the database has it."""
    given = Base.metadata.tables[table].c
    return {column.name: 0 for column in given if column.server_default is not None and column.name not in columns}


def _stored(column: Column[Any], values: Sequence[Any], dialect: Dialect) -> Sequence[Any]:
    """Return a column's values as the database stores them."""
    if isinstance(column.type, Word | Flag):
        return [column.type.process_bind_param(value, dialect) for value in values]
    if isinstance(column.type, Double):
        return [None if value is None else float(value) for value in values]
    return values


def update_rows(session: Session, table: str, changes: Mapping[int, tuple[str, dict[str, Any]]]) -> None:
    """Give rows, by their ids, other values in some columns; each is named in the log by the reference that it has.

    A row that holds these values already is left alone. Raises IntegrityError.
    """
    rows, connection = Base.metadata.tables[table], session.connection()
    with bulk_writing(session) as bulk:
        for ids in in_batches(changes):
            told = []
            for row in connection.execute(select(rows).where(rows.c.id.in_(ids))).mappings().all():
                record, columns = changes[row["id"]]
                if any(row[name] != value for name, value in columns.items()):
                    connection.execute(update(rows).where(rows.c.id == row["id"]).values(columns))
                    told.append((record, table, dict(row), dict(row) | columns))
            bulk.tell_changes(connection, told)


def delete_rows(session: Session, table: str, names: Mapping[int, str]) -> None:
    """Delete rows by their ids; each is named in the log by the reference that it had. Raises IntegrityError."""
    rows, connection = Base.metadata.tables[table], session.connection()
    with bulk_writing(session) as bulk:
        for ids in in_batches(names):
            going = connection.execute(select(rows).where(rows.c.id.in_(ids)).order_by(rows.c.id)).mappings().all()
            connection.execute(delete(rows).where(rows.c.id.in_(ids)))
            bulk.tell_changes(connection, ((names[row["id"]], table, dict(row), None) for row in going))


def rewrite_history(session: Session, table: str, rows: Mapping[int, dict[str, Any]]) -> None:
    """Give rows of `operation` or `change`, by their ids, other values in some columns."""
    history = Base.metadata.tables[table]
    with bulk_writing(session) as bulk:
        for row, columns in rows.items():
            session.connection().execute(update(history).where(history.c.id == row).values(columns))
        if rows:
            bulk.rewrote_history(table, rows.keys())
