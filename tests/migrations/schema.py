"""A database's schema as text: a line a column, constraint or index, sorted, whatever the order they were made in."""

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text

_SQLITE = "SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"

_COLUMNS = """
SELECT relname, concat_ws(' ', attname, format_type(atttypid, atttypmod),
    CASE WHEN attnotnull THEN 'NOT NULL' END, 'DEFAULT ' || pg_get_expr(adbin, adrelid))
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
"""
_CONSTRAINTS = """
SELECT relname, concat_ws(' ', 'CONSTRAINT', conname, pg_get_constraintdef(pg_constraint.oid))
FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
WHERE connamespace = current_schema()::regnamespace AND contype <> 'n'  -- which tells NOT NULL again, since 18
"""
_INDEXES = """
SELECT tablename, indexdef FROM pg_indexes
WHERE schemaname = current_schema() AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""


def schema_of(connection: Connection) -> str:
    """Return the schema, Alembic's own table left out."""
    lines = _sqlite(connection) if connection.dialect.name == "sqlite" else _postgresql(connection)
    return "".join(sorted(f"{table}: {line}\n" for table, line in lines if table != "alembic_version"))


def _sqlite(connection: Connection) -> Iterator[tuple[str, str]]:
    """Take the statements apart that made the tables: SQLAlchemy writes them a line a column."""
    for table, statement in connection.execute(text(_SQLITE)):
        for line in statement.splitlines():
            words = line.strip().rstrip(",").strip()
            if words not in ("", ")") and not words.startswith("CREATE TABLE"):
                yield table, words


def _postgresql(connection: Connection) -> Iterator[tuple[str, str]]:
    for query in (_COLUMNS, _CONSTRAINTS, _INDEXES):
        for table, line in connection.execute(text(query)):
            yield table, " ".join(line.split())


def data_of(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, Alembic's own with them."""
    tables = sorted(inspect(connection).get_table_names())
    rows = {table: connection.execute(text(f'SELECT * FROM "{table}"')) for table in tables}
    return {table: sorted(map(tuple, found), key=repr) for table, found in rows.items()}
