"""Keys that were given up, as a package has them: each leads to the key that its record has here."""

from collections import defaultdict

from sqlalchemy import Connection, select

from twinning.db.references import KEYED
from twinning.db.tables import table_named
from twinning.errors import InputError
from twinning.exchange.package.files import FileBatch
from twinning.exchange.package.fill_gaps import Difference
from twinning.exchange.package.naming import RecordNames
from twinning.queries.lookup.references import names_of


def with_keys_here(
    connection: Connection, records: RecordNames, batch: FileBatch
) -> tuple[FileBatch, list[Difference]]:
    """Return the aliases with the keys that records have here, but none that is itself the key of a record.

    Such a one is a difference where it is the key of another; those come beside them. Raises InputError for one that
    leads nowhere.
    """
    here, own = _keys_here(connection, records, batch), _own_keys(connection, batch)
    rows, keys, differences = [], [], []
    for row, (table, alias, key) in enumerate(_cells(batch)):
        if (found := here.get((table, key))) is None:
            raise InputError(f"{batch.place(row)}, key: {key!r} is neither in the package nor in the register")
        if (table, alias) not in own:
            rows.append(row)
            keys.append(found)
        elif alias != found:
            differences.append(Difference(f"{table}:{alias}", "key", alias, found))
    kept = batch.picked(rows)
    return FileBatch(kept.file, kept.lines, {**kept.columns, "key": keys}), differences


def _cells(batch: FileBatch) -> list[tuple[str, str, str]]:
    return list(zip(*(batch.cells(name) for name in ("record_table", "alias", "key")), strict=True))


def _keys_here(connection: Connection, records: RecordNames, batch: FileBatch) -> dict[tuple[str, str], str]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for table, _, key in _cells(batch):
        wanted[table].add(key)
    found: dict[tuple[str, str], str] = {}
    for table, keys in wanted.items():
        ids = records.ids(table, keys) if table in KEYED else {}
        here = names_of(connection, table, ids.values()) if ids else {}
        found |= {(table, key): here[number] for key, number in ids.items()}
    return found


def _own_keys(connection: Connection, batch: FileBatch) -> set[tuple[str, str]]:
    """Return those aliases that are keys of records."""
    own: set[tuple[str, str]] = set()
    for name in {table for table, _, _ in _cells(batch) if table in KEYED}:
        records = table_named(name)
        aliases = {alias for table, alias, _ in _cells(batch) if table == name}
        keys = connection.execute(select(records.c.key).where(records.c.key.in_(aliases))).scalars()
        own |= {(name, key) for key in keys}
    return own
