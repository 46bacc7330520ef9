"""How a register is, for whoever looks for what is wrong with it."""

from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from twinning.queries.upkeep.checks import check
from twinning.queries.upkeep.statistics import describe_register
from twinning.rows.upkeep import FindingRow


def find_damage(session: Session) -> str | None:
    """Return the first thing that `db check` finds wrong with the register, and how much more there is."""
    problems = [str(getattr(row, "problem", "")) for row in check(session).rows]
    more = f" (and {len(problems) - 1} more: `twinning db check`)" if problems[1:] else ""
    return f"{problems[0]}{more}" if problems else None


def describe_health(session: Session, address: str) -> Iterator[FindingRow]:
    """Give the server or library, its journal, the schema, and how many records of each kind there are.

    `address` is the database as people may see it.
    """
    if _is_sqlite(session):
        yield FindingRow("sqlite", _answer(session, "SELECT sqlite_version()"))
        journal, synchronous = (_answer(session, f"PRAGMA {name}") for name in ("journal_mode", "synchronous"))
        yield FindingRow("journal", f"{journal}, synchronous {synchronous}")
    else:
        yield FindingRow("postgresql", _answer(session, "SHOW server_version"))
        yield FindingRow("journal", f"the server's, synchronous_commit {_answer(session, 'SHOW synchronous_commit')}")
    for fact in describe_register(session, address).facts:
        yield FindingRow(fact.name, str(fact.value))


def _answer(session: Session, statement: str) -> str:
    return str(session.execute(text(statement)).scalar_one())


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
