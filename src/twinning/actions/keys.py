"""Making keys: short, readable, unique within their table, from what does not get corrected; and children's numbers."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from twinning.names import slug
from twinning.queries.tables import table


def city_key(session: Session, name: str, country_code: str | None) -> str:
    """Return a free key for a city: `busan-kr`; further ones of that name get `--2`, `--3`."""
    return _free(session, "city", f"{slug(name)}-{(country_code or 'xx').lower()}")


def agreement_key(session: Session, parties: Iterable[str]) -> str:
    """Return a free key for an agreement between these cities (keys): `busan-kr--chicago-us`, then with `--2`."""
    return _free(session, "agreement", "--".join(sorted(parties)))


def key_from_name(session: Session, table_name: str, name: str) -> str:
    """Return a free key for any other record, from its name or title."""
    return _free(session, table_name, slug(name))


def next_seq(session: Session, table_name: str, parent_column: str, parent: int) -> int:
    """Return the number for another child of a parent (its id): one more than the highest."""
    children = table(table_name)
    highest = select(func.max(children.c.seq)).where(children.c[parent_column] == parent)
    return int(session.execute(highest).scalar() or 0) + 1


def _free(session: Session, table_name: str, stem: str) -> str:
    """Return the stem, or the stem with the lowest free number: among records, and among keys that a merge gave up."""
    records, alias = table(table_name), table("key_alias")
    key, number = stem, 1
    while (
        session.execute(select(records.c.id).where(records.c.key == key)).first()
        or session.execute(select(alias.c.id).where(alias.c.record_table == table_name, alias.c.alias == key)).first()
    ):
        number += 1
        key = f"{stem}--{number}"
    return key
