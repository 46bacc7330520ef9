"""The state of a register: how much it has and what it runs on, for whoever looks for a fault."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, literal, select, text, union_all

from twinning.db.migrations.revision import HEAD
from twinning.db.references import KEYED
from twinning.db.tables import table_named
from twinning.db.typed_tables import fetch_rows
from twinning.queries.upkeep.checks import check
from twinning.rows import Dossier, Fact
from twinning.rows.phrases import phrase
from twinning.rows.upkeep import FindingRow

_COUNTED = (*KEYED, "commitment", "citation", "operation")
"""What has a key of its own, what was promised, and what the register rests on."""

_PLURALS = {"city": "cities", "activity": "activities", "person": "people"}


def describe_damage(connection: Connection) -> str | None:
    """Return in words the first thing that `db check` finds wrong, and how much more there is; None if all is well."""
    problems = [str(getattr(row, "problem", "")) for row in check(connection).rows]
    more = f" (and {len(problems) - 1} more: `twinning db check`)" if problems[1:] else ""
    return f"{problems[0]}{more}" if problems else None


def describe_health(connection: Connection, address: str) -> Iterator[FindingRow]:
    """Give the server or library, its journal, the schema, and how many records of each kind there are.

    `address` is the database as people may see it.
    """
    if connection.dialect.name == "sqlite":
        yield FindingRow("sqlite", _answer(connection, "SELECT sqlite_version()"))
        journal, synchronous = (_answer(connection, f"PRAGMA {name}") for name in ("journal_mode", "synchronous"))
        yield FindingRow("journal", f"{journal}, synchronous {synchronous}")
    else:
        yield FindingRow("postgresql", _answer(connection, "SHOW server_version"))
        yield FindingRow(
            "journal", f"the server's, synchronous_commit {_answer(connection, 'SHOW synchronous_commit')}"
        )
    for fact in describe_register(connection, address).facts:
        yield FindingRow(fact.name, str(fact.value))


def _answer(connection: Connection, statement: str) -> str:
    return str(connection.execute(text(statement)).scalar_one())


def describe_register(connection: Connection, address: str) -> Dossier:
    """Return where a register is, its schema, and how many records of each kind it holds, in one statement.

    `address` is the database as people may see it, without user or password.
    """
    counts = (select(literal(name), func.count()).select_from(table_named(name)) for name in _COUNTED)
    found = dict(fetch_rows(connection, union_all(*counts)))
    facts = (Fact(_PLURALS.get(name, f"{name}s"), found[name]) for name in _COUNTED)
    return Dossier(phrase("Register"), (Fact("database", address), Fact("schema", HEAD), *facts), ())
