"""What no constraint can hold: the rules that `db check` proves."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, func, select, text
from sqlalchemy.orm import Session

from twinning.dates import EdtfDate
from twinning.db.models import Base
from twinning.errors import InputError
from twinning.names import fold
from twinning.queries.references import names_of
from twinning.queries.tables import date_of, table
from twinning.rows import Listing, Section
from twinning.rows.upkeep import ProblemRow


def check(session: Session) -> Listing:
    """Return what is wrong with the register: the file itself, its references, and the model's own rules."""
    problems = [
        *_damage(session),
        *_too_few_parties(session),
        *_circles(session),
        *(problem for each in Base.metadata.sorted_tables for problem in _wrong_derived(session, each)),
    ]
    section = Section("problems", ProblemRow, problems)
    return Listing(ProblemRow, (section,), "Problems", "everything is in order")


def _damage(session: Session) -> Iterator[ProblemRow]:
    """Ask SQLite about its file and its references; PostgreSQL holds both by itself."""
    if session.get_bind().dialect.name == "sqlite":
        for (answer,) in session.execute(text("PRAGMA integrity_check")):
            if answer != "ok":
                yield ProblemRow("file", None, answer)
        for child, row, parent, _ in session.execute(text("PRAGMA foreign_key_check")):
            yield ProblemRow(child, None, f"row {row} refers to a {parent} that is not there")


def _too_few_parties(session: Session) -> Iterator[ProblemRow]:
    agreement, party = table("agreement"), table("agreement_party")
    query = (
        select(agreement.c.key, func.count(party.c.id).label("parties"))
        .outerjoin(party, party.c.agreement_id == agreement.c.id)
        .group_by(agreement.c.id, agreement.c.key)
        .having(func.count(party.c.id) < 2)
        .order_by(agreement.c.id)
    )
    for row in session.execute(query):
        yield ProblemRow("agreement", row.key, f"an agreement needs two parties and this one has {row.parties}")


def _circles(session: Session) -> Iterator[ProblemRow]:
    activity = table("activity")
    parents = dict(
        session.execute(select(activity.c.id, activity.c.part_of_id).where(activity.c.part_of_id.is_not(None))).all()
    )
    for start in parents:
        seen, here = {start}, parents.get(start)
        while here is not None and here not in seen:
            seen.add(here)
            here = parents.get(here)
        if here == start:
            yield ProblemRow("activity", names_of(session, "activity", [start])[start], "it is part of itself")


def _wrong_derived(session: Session, records: Table) -> Iterator[ProblemRow]:
    """Compare look-up keys with their names, and bounds with their dates, which a write past the program can break."""
    dates = [column.name.removesuffix("_earliest") for column in records.c if column.name.endswith("_earliest")]
    if not dates and "folded" not in records.c:
        return
    for row in session.execute(select(records)).mappings():
        if "folded" in row and row["folded"] != fold(row["name"]):
            yield _problem(session, records, row, "its look-up key is not that of its name")
        for name in dates:
            if not _is_read_right(row, name):
                yield _problem(session, records, row, f"the bounds of {name} are not those of {row[f'{name}_text']}")


def _is_read_right(row: Any, name: str) -> bool:
    stored = date_of(row, name)
    try:
        return stored is None or stored == EdtfDate.parse(stored.text)
    except InputError:
        return False


def _problem(session: Session, records: Table, row: Any, what: str) -> ProblemRow:
    if records.name == "activity_place":
        return ProblemRow("activity", names_of(session, "activity", [row["activity_id"]]).get(row["activity_id"]), what)
    return ProblemRow(records.name, names_of(session, records.name, [row["id"]]).get(row["id"]), what)
