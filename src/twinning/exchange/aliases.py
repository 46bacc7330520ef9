"""Keys that merges gave up, and the records that answer for them: what a package calls by an old key is known."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeVar

from sqlalchemy import Connection, select

from twinning.queries.tables import table

Record = TypeVar("Record")


def recorded_aliases(connection: Connection) -> defaultdict[str, dict[str, str]]:
    """Return the keys that were given up, by table, each with the key that answers for it."""
    alias = table("key_alias")
    aliases: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(select(alias)):
        aliases[row.record_table][row.alias] = row.key
    return aliases


def answered(aliases: Mapping[str, str], records: Mapping[str, Record]) -> dict[str, Record]:
    """Return the records by key under the keys that they answer for."""
    return {alias: records[key] for alias, key in aliases.items() if key in records}
