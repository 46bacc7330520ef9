"""How many rows of a table refer to each record."""

from collections import Counter

from sqlalchemy import ColumnElement, Connection, func, select

from twinning.db.typed_tables import fetch_rows


def count_by(connection: Connection, column: ColumnElement[int], *conditions: ColumnElement[bool]) -> Counter[int]:
    """Return how many rows, for which conditions hold, have each value of a column, which is an id."""
    return Counter(dict(fetch_rows(connection, select(column, func.count()).where(*conditions).group_by(column))))
