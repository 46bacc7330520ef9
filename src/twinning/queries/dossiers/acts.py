"""The acts of agreements, in the order in which they happened, with those who did them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Nullable, select

from twinning.db.tables.agreements import ACT_PERSON, AGREEMENT, AGREEMENT_ACT, AgreementActRecord
from twinning.db.tables.cities import CITY
from twinning.db.tables.people import PERSON
from twinning.db.typed_tables import fetch_records_with, fetch_rows
from twinning.domain.agreements.status import Act
from twinning.domain.vocabulary import ActPersonRole
from twinning.queries.lookup.references import in_batches
from twinning.rows import Several
from twinning.rows.dossiers import ActRow
from twinning.rows.phrases import in_role, of_city


def list_acts(connection: Connection, agreements: Iterable[int]) -> dict[int, list[ActRow]]:
    """Return the acts of agreements, by their ids, in the order of earliest day, latest day and number."""
    acts: dict[int, list[ActRow]] = defaultdict(list)
    for batch in in_batches(agreements):
        for agreement, row in _list_acts(connection, batch):
            acts[agreement].append(row)
    return acts


def _list_acts(connection: Connection, agreements: list[int]) -> Iterator[tuple[int, ActRow]]:
    query = (
        select(Nullable(CITY.c.name), Nullable(AGREEMENT.c.key))
        .select_from(AGREEMENT_ACT)
        .outerjoin(CITY, CITY.c.id == AGREEMENT_ACT.c.city_id)
        .outerjoin(AGREEMENT, AGREEMENT.c.id == AGREEMENT_ACT.c.successor_id)
        .where(AGREEMENT_ACT.c.agreement_id.in_(agreements))
    )
    signatories, others = _people(connection, agreements)
    found = fetch_records_with(connection, AGREEMENT_ACT, AgreementActRecord, query)
    for act, by, successor in sorted(found, key=lambda each: Act(each[0].kind, each[0].on, each[0].seq).order):
        yield (
            act.agreement_id,
            ActRow(
                number=act.seq,
                act=act.kind.value,
                on=act.on_text,
                until=act.until_text,
                mode=act.mode.value,
                by=by,
                ground=act.ground.value if act.ground else None,
                successor=successor,
                signatories=Several(signatories[act.id]),
                others=Several(others[act.id]),
                note=act.note,
            ),
        )


def _people(connection: Connection, agreements: list[int]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return those who signed each act (by its id), and those who had another part in it, with that."""
    named = ACT_PERSON.c
    query = (
        select(named.act_id, named.role, Nullable(CITY.c.name), PERSON.c.name, named.post)
        .join(AGREEMENT_ACT, AGREEMENT_ACT.c.id == named.act_id)
        .join(PERSON, PERSON.c.id == named.person_id)
        .outerjoin(CITY, CITY.c.id == named.city_id)
        .where(AGREEMENT_ACT.c.agreement_id.in_(agreements))
        .order_by(named.act_id, named.id)
    )
    signatories: dict[int, list[str]] = defaultdict(list)
    others: dict[int, list[str]] = defaultdict(list)
    for act, role, city, name, post in fetch_rows(connection, query):
        in_post = f"{name}, {post}" if post else name
        person = of_city(city, in_post) if city else in_post
        if role is ActPersonRole.SIGNATORY:
            signatories[act].append(person)
        else:
            others[act].append(in_role(person, role.value))
    return signatories, others
