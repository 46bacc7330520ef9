"""Agreements that may be recorded twice: of the same parties and kind, and neither in the other's place."""

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Select, and_, func, select

from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT, AGREEMENT_PARTY
from twinning.db.typed_tables import fetch_rows
from twinning.queries.lookup.agreements import Tie, load_ties

if TYPE_CHECKING:
    from twinning.domain.vocabulary import AgreementKind

_MOST = 20  # agreements of the same parties and kind: at more pairs than these have nobody looks


def double_agreements(connection: Connection) -> list[tuple[Tie, Tie]]:
    """Return the pairs that may be one agreement, in the order of their keys; the second says more, or is older.

    The database finds what has the same two cities and kind twice; no more than that is read.
    """
    groups: dict[tuple[AgreementKind, frozenset[int]], list[Tie]] = defaultdict(list)
    for tie in load_ties(connection, _same_pair_twice()):
        groups[tie.kind, tie.facts.parties].append(tie)
    replaced = _replaced(connection)
    return [
        _ordered(one, other)
        for ties in groups.values()
        for one, other in combinations(ties[:_MOST], 2)
        if replaced.isdisjoint({(one.id, other.id), (other.id, one.id)})
    ]


def _same_pair_twice() -> Select[int]:
    """Return the select of the ids of agreements that have a pair of cities and the kind with another in common."""
    own, others = AGREEMENT_PARTY.alias("own"), AGREEMENT_PARTY.alias("others")
    pair = and_(others.c.agreement_id == own.c.agreement_id, others.c.city_id > own.c.city_id)
    joined = own.join(others, pair).join(AGREEMENT, AGREEMENT.c.id == own.c.agreement_id)
    sides = own.c.city_id.label("city"), others.c.city_id.label("partner"), AGREEMENT.c.kind.label("kind")
    twice = select(*sides).select_from(joined).group_by(*sides).having(func.count() > 1).subquery()
    same = and_(twice.c.city == sides[0], twice.c.partner == sides[1], twice.c.kind == sides[2])
    return select(AGREEMENT.c.id).select_from(joined.join(twice, same))


def _replaced(connection: Connection) -> set[tuple[int, int]]:
    """Return the ids of agreements with those of which took their place."""
    act = AGREEMENT_ACT.c
    query = select(act.agreement_id, act.successor_id).where(act.successor_id.is_not(None))
    return {(agreement, successor) for agreement, successor in fetch_rows(connection, query) if successor is not None}


def _ordered(one: Tie, other: Tie) -> tuple[Tie, Tie]:
    first, second = sorted((one, other), key=lambda tie: (len(tie.facts.acts), -tie.id))
    return first, second
