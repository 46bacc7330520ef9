"""How many sources document the agreements and activities of a city."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, select

from twinning.queries.lists.activities import activities_of_city
from twinning.queries.lookup.agreements import ties_of
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.tables import table


class SourceCounts:
    """Which sources document an agreement (it or its acts) or an activity of a city."""

    def __init__(self, connection: Connection, city: FoundCity) -> None:
        citation, act = table("citation"), table("agreement_act")
        agreements, activities = ties_of(city.id), activities_of_city(city.id)
        of_agreement = select(citation.c.agreement_id, citation.c.source_id)
        of_acts = select(act.c.agreement_id, citation.c.source_id).join(act, act.c.id == citation.c.agreement_act_id)
        of_activity = select(citation.c.activity_id, citation.c.source_id)
        self._agreements = _grouped(
            connection,
            of_agreement.where(citation.c.agreement_id.in_(agreements)),
            of_acts.where(act.c.agreement_id.in_(agreements)),
        )
        self._activities = _grouped(connection, of_activity.where(citation.c.activity_id.in_(activities)))

    def count(self, agreements: Iterable[int], activities: Iterable[int]) -> int:
        """Return how many different sources document these."""
        found = (self._agreements[each] for each in agreements)
        return len(set().union(*found, *(self._activities[each] for each in activities)))


def _grouped(connection: Connection, *queries: Select[Any]) -> dict[int, set[int]]:
    groups: dict[int, set[int]] = defaultdict(set)
    for query in queries:
        for record, source in connection.execute(query.distinct()):
            groups[record].add(source)
    return groups
