"""Whether SQLite's search index has what is kept of the rows, and no more. PostgreSQL minds its index by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from twinning.db.search.index import SEARCHED, enter_into, index_statement, row_of

_EXPECTED, _KEPT_TERMS, _EXPECTED_TERMS = "temp.expected_index", "temp.kept_terms", "temp.expected_terms"
_SUMS = "SELECT term, count(*), sum(doc & 1099511627775), sum(doc >> 40) FROM {} GROUP BY term"
_DIFFERENT = f"""
SELECT term FROM (SELECT * FROM ({_SUMS.format(_KEPT_TERMS)}) EXCEPT SELECT * FROM ({_SUMS.format(_EXPECTED_TERMS)}))
UNION
SELECT term FROM (SELECT * FROM ({_SUMS.format(_EXPECTED_TERMS)}) EXCEPT SELECT * FROM ({_SUMS.format(_KEPT_TERMS)}))
"""  # noqa: S608 - our own words
_ROWS = "SELECT doc FROM {} WHERE term = ?"


def wrong_entries(connection: Connection) -> Iterator[tuple[str, int, str]]:
    """Give the table and id of each row that the index lacks or has with other texts, and which of the two it is.

    What is kept of the rows is indexed once more beside the register, and the two are compared: the rows of each three
    characters, by their number and their sum.
    """
    if connection.dialect.name != "sqlite":
        return
    with _indexed_again(connection) as driver:
        kept, expected = set(), set()
        for (term,) in driver.execute(_DIFFERENT).fetchall():
            kept |= {(term, row) for (row,) in driver.execute(_ROWS.format(_KEPT_TERMS), (term,))}
            expected |= {(term, row) for (row,) in driver.execute(_ROWS.format(_EXPECTED_TERMS), (term,))}
        missing = {row for _, row in expected - kept}
        for number in sorted(missing):
            yield *row_of(number), "search does not find it by all that it says"
        for number in sorted({row for _, row in kept - expected} - missing):
            yield *row_of(number), "search finds it by what it does not say"


@contextmanager
def _indexed_again(connection: Connection) -> Iterator[Any]:
    """Give the driver's connection, with the terms of the index and of a second one. The register is only read."""
    driver: Any = connection.connection.driver_connection
    try:
        driver.execute(index_statement(_EXPECTED))
        for name in SEARCHED:
            driver.execute(enter_into(_EXPECTED, name))
        driver.execute(f"CREATE VIRTUAL TABLE {_KEPT_TERMS} USING fts5vocab('main', 'search_index', 'instance')")
        driver.execute(f"CREATE VIRTUAL TABLE {_EXPECTED_TERMS} USING fts5vocab('temp', 'expected_index', 'instance')")
        yield driver
    finally:
        for table in (_KEPT_TERMS, _EXPECTED_TERMS, _EXPECTED):
            driver.execute(f"DROP TABLE IF EXISTS {table}")
