"""Keys that merges gave up, and the records that answer for them: what a package calls by an old key is known."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeVar

from sqlalchemy import Connection, select

from twinning.db.tables.history import KEY_ALIAS, KeyAliasRecord
from twinning.db.typed_tables import fetch_records

Found = TypeVar("Found")


def recorded_aliases(connection: Connection) -> defaultdict[str, dict[str, str]]:
    """Return the keys that were given up, by table, each with the key that answers for it."""
    aliases: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for alias in fetch_records(connection, select(KEY_ALIAS), KeyAliasRecord):
        aliases[alias.record_table][alias.alias] = alias.key
    return aliases


def answered(aliases: Mapping[str, str], records: Mapping[str, Found]) -> dict[str, Found]:
    """Return the records by key under the keys that they answer for."""
    return {alias: records[key] for alias, key in aliases.items() if key in records}
