"""What a register holds, in numbers."""

from sqlalchemy import Connection, func, literal, select, union_all

from twinning.db.migrations.revision import HEAD
from twinning.db.references import KEYED
from twinning.db.tables import table_named
from twinning.db.typed_tables import fetch_rows
from twinning.rows import Dossier, Fact

_COUNTED = (*KEYED, "commitment", "citation", "operation")
"""What has a key of its own, what was promised, and what the register rests on."""

_PLURALS = {"city": "cities", "activity": "activities", "person": "people"}


def describe_register(connection: Connection, address: str) -> Dossier:
    """Return where a register is, its schema, and how many records of each kind it holds, in one statement.

    `address` is the database as people may see it, without user or password.
    """
    counts = (select(literal(name), func.count()).select_from(table_named(name)) for name in _COUNTED)
    found = dict(fetch_rows(connection, union_all(*counts)))
    facts = (Fact(_PLURALS.get(name, f"{name}s"), found[name]) for name in _COUNTED)
    return Dossier("Register", (Fact("database", address), Fact("schema", HEAD), *facts), ())
