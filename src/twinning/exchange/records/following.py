"""What a corrected list shows and cannot correct, since it follows from other records: that it is changed is told."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from twinning.db.typed_tables import select_ids
from twinning.domain.dates import today
from twinning.domain.vocabulary import Status
from twinning.errors import InputError
from twinning.exchange.lists.columns.words import read_status
from twinning.queries.lookup.agreements import load_ties
from twinning.rows.upkeep import Remark

STATUS = "status"
"""The column that has the status of an agreement as of today."""


def remarks_on_status(connection: Connection, said: Mapping[int, str]) -> Iterator[Remark]:
    """Give a remark for each agreement, by its id, of which a list says another status than follows from its acts."""
    day = today()
    for tie in load_ties(connection, select_ids(connection, [*said])):
        if not _means(said[tie.id], status := tie.status(day)):
            yield Remark(
                f"agreement:{tie.key} is {status}, whatever the list says: record what happened, with "
                f"`twinning record-act {tie.key}`",
                doubtful=False,
                of_many="{count} agreements have another status than the list says: it follows from what happened, "
                "which `twinning record-act` records",
            )


def _means(text: str, status: Status) -> bool:
    try:
        return not text or read_status(text) is status
    except InputError:
        return False
