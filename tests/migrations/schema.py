"""A database's schema as text, by what the database reports: a line a column, constraint or index, sorted.

How a table came to be leaves no trace in it: the order of its columns, and whether a CHECK was written beside its
column or at the end. Words from a list count as a set. SQLite reports everything but its CHECKs, the names of its
constraints and AUTOINCREMENT: those are taken from the statement that it keeps.
"""

import re
from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text

from twinning.db.migrations.conditions import normalised
from twinning.db.search.index import is_of_index

_TABLES = "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
_SQLITE_COLUMNS = 'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo(:table)'
_FOREIGN_KEYS = """
SELECT group_concat("from", ', '), "table", group_concat("to", ', '), on_update, on_delete
FROM (SELECT * FROM pragma_foreign_key_list(:table) ORDER BY id, seq) GROUP BY id
"""
_SQLITE_INDEXES = """
SELECT name, "unique", (SELECT group_concat(name, ', ') FROM pragma_index_info(list.name)),
    (SELECT substr(sql, instr(sql, ' WHERE ')) FROM sqlite_master WHERE name = list.name AND list.partial)
FROM pragma_index_list(:table) AS list WHERE origin = 'c'
"""
_CONSTRAINT = re.compile(r'(?:CONSTRAINT "?(\w+)"?\s+)?(CHECK|UNIQUE|FOREIGN KEY|PRIMARY KEY)\s*\(')

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
    AND indexname <> 'ix_row_digest_texts'
"""


def schema_of(connection: Connection) -> str:
    """Return the schema, Alembic's own table left out, and the search index, which a server need not have."""
    lines = _sqlite(connection) if connection.dialect.name == "sqlite" else _postgresql(connection)
    return "".join(sorted(f"{table}: {line}\n" for table, line in lines if table != "alembic_version"))


def _sqlite(connection: Connection) -> Iterator[tuple[str, str]]:
    for table, strict in connection.execute(text(_TABLES)).all():
        if table.startswith("sqlite_"):
            continue
        statement = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = :table"), {"table": table})
        sql = str(statement.scalar_one())
        yield table, " ".join(["TABLE", *["STRICT"] * strict, *["AUTOINCREMENT"] * ("AUTOINCREMENT" in sql)])
        for lines in (_sqlite_columns(connection, table), _constraints(sql), _references(connection, table)):
            yield from ((table, line) for line in lines)
        yield from ((table, line) for line in _sqlite_indexes(connection, table))


def _sqlite_columns(connection: Connection, table: str) -> Iterator[str]:
    for name, kind, required, default, key in connection.execute(text(_SQLITE_COLUMNS), {"table": table}):
        notes = [*["NOT NULL"] * required, *[f"DEFAULT {default}"] * (default is not None), *["KEY"] * key]
        yield " ".join([name, kind, *notes])


def _references(connection: Connection, table: str) -> Iterator[str]:
    for columns, target, targets, *rules in connection.execute(text(_FOREIGN_KEYS), {"table": table}):
        yield f"REFERENCE ({columns}) TO {target} ({targets}) UPDATE {rules[0]} DELETE {rules[1]}"


def _sqlite_indexes(connection: Connection, table: str) -> Iterator[str]:
    for name, unique, columns, where in connection.execute(text(_SQLITE_INDEXES), {"table": table}):
        yield " ".join(f"{'UNIQUE ' * unique}INDEX {name} ({columns}){where or ''}".split())


def _constraints(sql: str) -> Iterator[str]:
    """Give the constraints in a CREATE TABLE, wherever they stand in it."""
    for match in _CONSTRAINT.finditer(sql):
        yield f"CONSTRAINT {match[1]} {match[2]} {normalised(_in_parentheses(sql, match.end() - 1))}"


def _in_parentheses(sql: str, start: int) -> str:
    """Return what stands from an opening parenthesis to the one that closes it; those within words do not count."""
    depth = 0
    for part in re.finditer(r"'[^']*'|[()]", sql[start:]):
        depth += {"(": 1, ")": -1}.get(part[0], 0)
        if depth == 0:
            return sql[start : start + part.end()]
    raise ValueError(f"unbalanced: {sql[start:]}")


def _postgresql(connection: Connection) -> Iterator[tuple[str, str]]:
    for query in (_COLUMNS, _CONSTRAINTS, _INDEXES):
        for table, line in connection.execute(text(query)):
            yield table, normalised(line)


def data_of(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, Alembic's own with them; the search index follows from what it has."""
    tables = sorted(name for name in inspect(connection).get_table_names() if not is_of_index(name))
    rows = {table: connection.execute(text(f'SELECT * FROM "{table}"')) for table in tables}
    return {table: sorted(map(tuple, found), key=repr) for table, found in rows.items()}
