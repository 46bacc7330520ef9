"""What sources say of an agreement's status and what cannot decide anything there."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from twinning.db.tables.sources import CITATION, SOURCE
from twinning.db.typed_tables import fetch_rows


def words_without_effect(connection: Connection, operation: int) -> Iterator[str]:
    """Give a sentence for each word on a status that an operation recorded, and whose source lacks what lets it count.

    Such a word counts if its source speaks for a city and has a day.
    """
    query = (
        select(SOURCE.c.key, SOURCE.c.speaks_for_id, SOURCE.c.published_text)
        .join(CITATION, CITATION.c.source_id == SOURCE.c.id)
        .where(CITATION.c.operation_id == operation, CITATION.c.field == "status", CITATION.c.agreement_id.is_not(None))
        .order_by(SOURCE.c.key)
    )
    for key, speaks_for, published in fetch_rows(connection, query):
        lacks = [
            *(["it speaks for no city"] if speaks_for is None else []),
            *(["it has no day"] if not published else []),
        ]
        options = [
            *(["--speaks-for CITY"] if speaks_for is None else []),
            *(["--published DATE"] if not published else []),
        ]
        if lacks:
            yield (
                f"what source:{key} says of the status has no effect on it: {' and '.join(lacks)}; "
                f"`twinning edit source:{key} {' '.join(options)}` says so"
            )
