"""What reports on one city or on the whole register have in common."""

from collections.abc import Iterator
from itertools import chain

from sqlalchemy import Connection, Select, select

from twinning.db.tables.activities import ACTIVITY
from twinning.db.tables.agreements import AGREEMENT
from twinning.db.typed_tables import fetch_in_parts, select_ids
from twinning.domain.agreements.status import was_signed_by
from twinning.queries.lists.streamed import by_code_points
from twinning.queries.lookup.activities import activities_of_city
from twinning.queries.lookup.agreements import Tie, known_cities, load_ties, ties_as_of, ties_of
from twinning.queries.lookup.cities import FoundCity
from twinning.rows import AnyRow, Listing, Section
from twinning.rows.phrases import Phrase, phrase


def agreements_of(scope: FoundCity | None) -> Select[int]:
    """Return the select of the ids of a city's agreements, or of all."""
    return ties_of(scope.id) if scope else select(AGREEMENT.c.id)


def activities_of(scope: FoundCity | None) -> Select[int]:
    """Return the select of the ids of the activities that a city had a part in, or of all."""
    return activities_of_city(scope.id) if scope else select(ACTIVITY.c.id)


def ties_signed(connection: Connection, scope: FoundCity | None, day: str) -> Iterator[Tie]:
    """Give the agreements of a city, or all, that had been signed by a day (ISO), as they were then, by their keys."""
    return chain.from_iterable(parts_signed(connection, scope, day))


def parts_signed(connection: Connection, scope: FoundCity | None, day: str) -> Iterator[list[Tie]]:
    """Give the same a thousand at a time: no more are in memory than whoever asks keeps."""
    for ties in parts_of(connection, scope):
        yield [tie for tie in ties_as_of(ties, day) if was_signed_by(tie.facts, day)]


def parts_of(connection: Connection, scope: FoundCity | None) -> Iterator[list[Tie]]:
    """Give the agreements of a city, or all, by their keys, a thousand at a time."""
    every = select(AGREEMENT.c.id).order_by(by_code_points(connection, AGREEMENT.c.key))
    chosen = every.where(AGREEMENT.c.id.in_(ties_of(scope.id))) if scope else every
    cities = known_cities(connection)
    for ids in fetch_in_parts(connection, chosen):
        yield load_ties(connection, select_ids(connection, ids), cities)


def listing(
    row_class: type[AnyRow],
    about: Phrase,
    scope: FoundCity | None,
    *sections: Section[AnyRow],
    notes: tuple[str, ...] = (),
) -> Listing[AnyRow]:
    """Return a report's listing, its heading and what it says of nothing made from what it is about (`renewals`)."""
    title, empty = about, phrase("no {about} recorded", about=about)
    if scope:
        title = phrase("{about} of {city}", about=about, city=scope.name)
        empty = phrase("no {about} of {city} recorded", about=about, city=scope.name)
    return Listing(row_class, sections, title.beginning(), empty, notes)
