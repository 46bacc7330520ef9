"""Agreements as what tells them apart: from a package's rows, and from the register."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.dates import EdtfDate
from twinning.exchange.matching import Tie
from twinning.exchange.package_files import FileRow
from twinning.queries.tables import date_of, table


def ties_of_package(rows: Mapping[str, Sequence[FileRow]], cities: Mapping[str, int]) -> list[Tie]:
    """Return a package's agreements. A party that the package does not describe itself counts by its key."""
    parties: dict[str, set[int]] = defaultdict(set)
    for row in rows.get("agreement_party", ()):
        parties[row.cells["agreement"]].add(cities.get(row.cells["city"], 0))
    first: dict[str, EdtfDate] = {}
    for row in rows.get("agreement_act", ()):
        if row.cells["kind"] in ("signed", "proposed") and row.cells.get("on"):
            first.setdefault(row.cells["agreement"], EdtfDate.parse(row.cells["on"]))
    keys = ((row.cells["key"], row.cells["kind"]) for row in rows["agreement"])
    return [Tie(key, frozenset(parties[key]), kind, first.get(key)) for key, kind in keys]


def recorded_ties(session: Session) -> list[Tie]:
    """Return the register's agreements."""
    agreement, party, act = table("agreement"), table("agreement_party"), table("agreement_act")
    parties: dict[int, set[int]] = defaultdict(set)
    for row in session.execute(select(party.c.agreement_id, party.c.city_id)):
        parties[row.agreement_id].add(row.city_id)
    first: dict[int, EdtfDate] = {}
    acts = select(act).where(act.c.kind.in_(("signed", "proposed"))).order_by(act.c.seq)
    for each in session.execute(acts).mappings():
        if (on := date_of(each, "on")) is not None:
            first.setdefault(each["agreement_id"], on)
    ties = session.execute(select(agreement.c.id, agreement.c.key, agreement.c.kind))
    return [Tie(row.key, frozenset(parties[row.id]), row.kind, first.get(row.id)) for row in ties]
