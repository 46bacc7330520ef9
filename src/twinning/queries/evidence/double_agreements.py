"""Agreements that may be recorded twice: of the same parties and kind, and neither in the other's place.

A kind that no source states, but that was taken for the usual one, may be any other.
"""

from collections import defaultdict
from itertools import combinations

from sqlalchemy import Connection, Select, and_, func, select

from twinning.db.tables.agreements import AGREEMENT_ACT, AGREEMENT_PARTY
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_rows
from twinning.domain.vocabulary import Basis
from twinning.queries.lookup.agreements import Tie, load_ties

_MOST = 20  # agreements of the same parties: at more pairs than these have nobody looks


def double_agreements(connection: Connection) -> list[tuple[Tie, Tie]]:
    """Return the pairs that may be one agreement, in the order of their keys; the second says more, or is older.

    The database finds what has the same two cities twice; no more than that is read.
    """
    groups: dict[frozenset[int], list[Tie]] = defaultdict(list)
    for tie in load_ties(connection, _same_pair_twice()):
        groups[tie.facts.parties].append(tie)
    replaced, unsaid = _replaced(connection), _of_no_stated_kind(connection)
    return [
        _ordered(one, other, unsaid)
        for ties in groups.values()
        for one, other in combinations(ties[:_MOST], 2)
        if replaced.isdisjoint({(one.id, other.id), (other.id, one.id)})
        and (one.kind is other.kind or not unsaid.isdisjoint({one.id, other.id}))
    ]


def _same_pair_twice() -> Select[int]:
    """Return the select of the ids of agreements that have a pair of cities with another in common."""
    own, others = AGREEMENT_PARTY.alias("own"), AGREEMENT_PARTY.alias("others")
    joined = own.join(others, and_(others.c.agreement_id == own.c.agreement_id, others.c.city_id > own.c.city_id))
    sides = own.c.city_id.label("city"), others.c.city_id.label("partner")
    twice = select(*sides).select_from(joined).group_by(*sides).having(func.count() > 1).subquery()
    same = and_(twice.c.city == sides[0], twice.c.partner == sides[1])
    return select(own.c.agreement_id).select_from(joined.join(twice, same))


def _of_no_stated_kind(connection: Connection) -> set[int]:
    """Return the agreements (their ids) of which a source has the kind, and none states it."""
    cited = CITATION.c
    of_kind = select(cited.agreement_id).where(cited.agreement_id.in_(_same_pair_twice()), cited.field == "kind")
    said = {basis: {*fetch_rows(connection, of_kind.where(cited.basis == basis))} for basis in Basis}
    return {agreement for (agreement,) in said[Basis.INFERRED] - said[Basis.STATED] if agreement is not None}


def _replaced(connection: Connection) -> set[tuple[int, int]]:
    """Return the ids of agreements with those of which took their place."""
    act = AGREEMENT_ACT.c
    query = select(act.agreement_id, act.successor_id).where(act.successor_id.is_not(None))
    return {(agreement, successor) for agreement, successor in fetch_rows(connection, query) if successor is not None}


def _ordered(one: Tie, other: Tie, unsaid: set[int]) -> tuple[Tie, Tie]:
    first, second = sorted((one, other), key=lambda tie: (tie.id not in unsaid, len(tie.facts.acts), -tie.id))
    return first, second
