"""Which sources document agreements, and activities of a city."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from sqlalchemy import Connection, Select, select

from twinning.db.tables.agreements import AGREEMENT_ACT
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_rows
from twinning.queries.lookup.activities import activities_of_city
from twinning.queries.lookup.agreements import ties_of
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.lookup.references import in_batches


class SourceCounts:
    """Which sources document an agreement (it or its acts) or an activity of a city."""

    def __init__(self, connection: Connection, city: FoundCity) -> None:
        cited, activities = CITATION.c, activities_of_city(city.id)
        of_activity = select(cited.activity_id, cited.source_id).where(cited.activity_id.in_(activities))
        self._agreements = _grouped(citing_agreements(connection, ties_of(city.id)))
        self._activities = _grouped(fetch_rows(connection, of_activity))

    def count(self, agreements: Iterable[int], activities: Iterable[int]) -> int:
        """Return how many different sources document these."""
        return len(self.sources_of(agreements, activities))

    def sources_of(self, agreements: Iterable[int], activities: Iterable[int] = ()) -> set[int]:
        """Return the sources (ids) that document these."""
        found = (self._agreements[each] for each in agreements)
        return set().union(*found, *(self._activities[each] for each in activities))


def sources_of_agreements(connection: Connection, agreements: Iterable[int]) -> dict[int, set[int]]:
    """Return the sources (ids) that document each agreement (its id); none for one that no source does."""
    return _grouped(*(citing_agreements(connection, batch) for batch in in_batches(agreements)))


def citing_agreements(
    connection: Connection, agreements: Select[int] | Collection[int]
) -> Iterator[tuple[int | None, int]]:
    """Give agreement and source (ids) of each citation of some agreements or of their acts."""
    cited, act = CITATION.c, AGREEMENT_ACT.c
    yield from fetch_rows(
        connection, select(cited.agreement_id, cited.source_id).where(cited.agreement_id.in_(agreements))
    )
    of_acts = select(act.agreement_id, cited.source_id).join(AGREEMENT_ACT, act.id == cited.agreement_act_id)
    yield from fetch_rows(connection, of_acts.where(act.agreement_id.in_(agreements)))


def _grouped(*several: Iterable[tuple[int | None, int]]) -> dict[int, set[int]]:
    """Return the sources of each record."""
    groups: dict[int, set[int]] = defaultdict(set)
    for record, source in chain.from_iterable(several):
        if record is not None:
            groups[record].add(source)
    return groups
