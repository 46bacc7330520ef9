"""What no constraint can hold: the rules that `db check` proves."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from twinning.db.models import Base
from twinning.db.references import CITABLE, KEYED
from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold
from twinning.errors import InputError
from twinning.queries.lookup.references import names_of
from twinning.queries.tables import date_of, table
from twinning.rows import Listing, Section
from twinning.rows.upkeep import ProblemRow

_SPANS = (
    ("city_name", "since", "until"),
    ("person_post", "start", "end"),
    ("activity", "start", "end"),
    ("agreement_act", "on", "until"),
)
"""What begins and ends: the table, and the two dates."""


def check(connection: Connection) -> Listing:
    """Return what is wrong with the register: the file itself, its references, and the model's own rules."""
    problems = [
        *_damage(connection),
        *_too_few_parties(connection),
        *_circles(connection),
        *_dead_aliases(connection),
        *_strangers(connection),
        *_ends_before_it_begins(connection),
        *_decided_twice(connection),
        *(problem for each in Base.metadata.sorted_tables for problem in _wrong_derived(connection, each)),
    ]
    section = Section("problems", ProblemRow, problems)
    return Listing(ProblemRow, (section,), "Problems", "everything is in order")


def _damage(connection: Connection) -> Iterator[ProblemRow]:
    """Ask SQLite about its file and its references; PostgreSQL holds both by itself."""
    if connection.dialect.name == "sqlite":
        for (answer,) in connection.execute(text("PRAGMA integrity_check")):
            if answer != "ok":
                yield ProblemRow("file", None, answer)
        for child, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
            yield ProblemRow(child, None, f"row {row} refers to a {parent} that is not there")


def _too_few_parties(connection: Connection) -> Iterator[ProblemRow]:
    agreement, party = table("agreement"), table("agreement_party")
    query = (
        select(agreement.c.key, func.count(party.c.id).label("parties"))
        .outerjoin(party, party.c.agreement_id == agreement.c.id)
        .group_by(agreement.c.id, agreement.c.key)
        .having(func.count(party.c.id) < 2)
        .order_by(agreement.c.id)
    )
    for row in connection.execute(query):
        yield ProblemRow("agreement", row.key, f"an agreement needs two parties and this one has {row.parties}")


def _circles(connection: Connection) -> Iterator[ProblemRow]:
    """Find what leads back to itself: each of these references is from what came later, or is greater."""
    activity, act, succession = table("activity"), table("agreement_act"), table("city_succession")
    followed = (
        ("activity", activity.c.id, activity.c.part_of_id, "it is part of itself"),
        ("agreement", act.c.agreement_id, act.c.successor_id, "it takes its own place"),
        ("city", succession.c.old_city_id, succession.c.new_city_id, "it is its own successor"),
    )
    for name, start, end, problem in followed:
        steps: dict[int, set[int]] = defaultdict(set)
        for one, other in connection.execute(select(start, end).where(end.is_not(None))):
            steps[one].add(other)
        circling = [each for each in steps if each in _reached(steps, each)]
        names = names_of(connection, name, circling)
        yield from (ProblemRow(name, names.get(each), problem) for each in circling)


def _reached(steps: Mapping[int, set[int]], start: int) -> set[int]:
    reached: set[int] = set()
    waiting = [start]
    while waiting:
        new = steps.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


def _dead_aliases(connection: Connection) -> Iterator[ProblemRow]:
    """Find keys that were given up: each has to lead to a record, and to be none's own."""
    alias = table("key_alias")
    for row in connection.execute(select(alias).order_by(alias.c.id)):
        name = f"{row.record_table}:{row.alias}"
        if row.record_table not in KEYED:
            yield ProblemRow("key_alias", name, f"there is no table {row.record_table} of records with a key")
            continue
        records = table(row.record_table)
        keys = set(connection.execute(select(records.c.key).where(records.c.key.in_((row.alias, row.key)))).scalars())
        if row.key not in keys:
            yield ProblemRow("key_alias", name, f"it leads to {row.key}, which is not there")
        if row.alias in keys:
            yield ProblemRow("key_alias", name, "it is the key of a record, and another answers for it")


def _strangers(connection: Connection) -> Iterator[ProblemRow]:
    """Find acts that somebody did for a city that is no party to the agreement."""
    link, act, party, city = table("act_person"), table("agreement_act"), table("agreement_party"), table("city")
    is_party = (party.c.agreement_id == act.c.agreement_id) & (party.c.city_id == link.c.city_id)
    query = (
        select(act.c.id, city.c.key)
        .select_from(link)
        .join(act, act.c.id == link.c.act_id)
        .join(city, city.c.id == link.c.city_id)
        .outerjoin(party, is_party)
        .where(party.c.id.is_(None))
        .order_by(link.c.id)
    )
    rows = connection.execute(query).all()
    names = names_of(connection, "agreement_act", {row.id for row in rows})
    for row in rows:
        yield ProblemRow("agreement_act", names.get(row.id), f"somebody did it for {row.key}, which is no party")


def _ends_before_it_begins(connection: Connection) -> Iterator[ProblemRow]:
    for name, start, end in _SPANS:
        records = table(name)
        query = select(records.c.id).where(records.c[f"{end}_latest"] < records.c[f"{start}_earliest"])
        wrong = list(connection.execute(query.order_by(records.c.id)).scalars())
        names = names_of(connection, name, wrong)
        yield from (ProblemRow(name, names.get(each), f"its {end} lies before its {start}") for each in wrong)


def _decided_twice(connection: Connection) -> Iterator[ProblemRow]:
    """Find fields of which more than one citation is preferred."""
    citation = table("citation")
    preferred: dict[Any, list[int]] = defaultdict(list)
    for row in connection.execute(select(citation).where(citation.c.preferred == 1).order_by(citation.c.id)).mappings():
        preferred[(*(row[f"{name}_id"] for name in CITABLE), row["field"])].append(row["id"])
    twice = [each for of_field in preferred.values() for each in of_field[1:]]
    names = names_of(connection, "citation", twice)
    yield from (ProblemRow("citation", names.get(each), "another is preferred for the same field") for each in twice)


def _wrong_derived(connection: Connection, records: Table) -> Iterator[ProblemRow]:
    """Compare look-up keys with their names, and bounds with their dates, which a write past the program can break."""
    dates = [column.name.removesuffix("_earliest") for column in records.c if column.name.endswith("_earliest")]
    if not dates and "folded" not in records.c:
        return
    for row in connection.execute(select(records)).mappings():
        if "folded" in row and row["folded"] != fold(row["name"]):
            yield _problem(connection, records, row, "its look-up key is not that of its name")
        for name in dates:
            if not _is_read_right(row, name):
                yield _problem(connection, records, row, f"the bounds of {name} are not those of {row[f'{name}_text']}")


def _is_read_right(row: Any, name: str) -> bool:
    stored = date_of(row, name)
    try:
        return stored is None or stored == EdtfDate.parse(stored.text)
    except InputError:
        return False


def _problem(connection: Connection, records: Table, row: Any, what: str) -> ProblemRow:
    if records.name == "activity_place":
        return ProblemRow(
            "activity", names_of(connection, "activity", [row["activity_id"]]).get(row["activity_id"]), what
        )
    return ProblemRow(records.name, names_of(connection, records.name, [row["id"]]).get(row["id"]), what)
