"""What a register holds, in numbers."""

from sqlalchemy import Connection, func, literal, select, union_all

from twinning.db.revision import HEAD
from twinning.queries.tables import table
from twinning.rows import Dossier, Fact

_COUNTED = {
    "city": "cities",
    "agreement": "agreements",
    "activity": "activities",
    "commitment": "commitments",
    "person": "people",
    "organization": "organizations",
    "source": "sources",
    "citation": "citations",
    "operation": "operations",
}


def describe_register(connection: Connection, address: str) -> Dossier:
    """Return where a register is, its schema, and how many records of each kind it holds, in one statement.

    `address` is the database as people may see it, without user or password.
    """
    counts = (
        select(literal(name).label("name"), func.count().label("count")).select_from(table(name)) for name in _COUNTED
    )
    found = dict(connection.execute(union_all(*counts)).all())
    facts = (Fact(plural, found[name]) for name, plural in _COUNTED.items())
    return Dossier("Register", (Fact("database", address), Fact("schema", HEAD), *facts), ())
