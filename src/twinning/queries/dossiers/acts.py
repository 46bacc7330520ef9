"""The acts of an agreement, in the order in which they happened, with those who did them."""

from collections import defaultdict

from sqlalchemy import Connection, select

from twinning.domain.status import Act
from twinning.queries.tables import date_of, table
from twinning.rows import joined
from twinning.rows.dossiers import ActRow


def list_acts(connection: Connection, agreement: int) -> list[ActRow]:
    """Return an agreement's acts (by its id) by earliest day, latest day and number."""
    act, city, successor = table("agreement_act"), table("city"), table("agreement").alias()
    query = (
        select(act, city.c.name.label("by"), successor.c.key.label("successor"))
        .outerjoin(city, city.c.id == act.c.city_id)
        .outerjoin(successor, successor.c.id == act.c.successor_id)
        .where(act.c.agreement_id == agreement)
    )
    signatories = _signatories(connection, agreement)
    rows = sorted(
        connection.execute(query).mappings(),
        key=lambda row: Act(row["kind"], date_of(row, "on"), row["seq"]).order,
    )
    return [
        ActRow(
            number=row["seq"],
            act=row["kind"].value,
            on=row["on_text"],
            until=row["until_text"],
            mode=row["mode"].value,
            by=row["by"],
            ground=row["ground"].value if row["ground"] else None,
            successor=row["successor"],
            signatories=joined(signatories[row["id"]]),
            note=row["note"],
        )
        for row in rows
    ]


def _signatories(connection: Connection, agreement: int) -> dict[int, list[str]]:
    act, signatory, person, city = table("agreement_act"), table("act_person"), table("person"), table("city")
    query = (
        select(signatory.c.act_id, city.c.name.label("city"), person.c.name, signatory.c.post)
        .join(act, act.c.id == signatory.c.act_id)
        .join(person, person.c.id == signatory.c.person_id)
        .outerjoin(city, city.c.id == signatory.c.city_id)
        .where(act.c.agreement_id == agreement)
        .order_by(signatory.c.act_id, signatory.c.id)
    )
    signatories: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        for_whom = f"{row.city}: " if row.city else ""
        signatories[row.act_id].append(f"{for_whom}{row.name}{f', {row.post}' if row.post else ''}")
    return signatories
