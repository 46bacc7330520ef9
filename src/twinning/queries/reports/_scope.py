"""What reports on one city or on the whole register have in common."""

from sqlalchemy import Connection, Select, select

from twinning.db.tables.activities import ACTIVITY
from twinning.db.tables.agreements import AGREEMENT
from twinning.domain.agreements.status import was_signed_by
from twinning.queries.lookup.activities import activities_of_city
from twinning.queries.lookup.agreements import Tie, load_ties, ties_as_of, ties_of
from twinning.queries.lookup.cities import FoundCity
from twinning.rows import AnyRow, Listing, Section
from twinning.rows.phrases import Phrase, phrase


def agreements_of(scope: FoundCity | None) -> Select[int]:
    """Return the select of the ids of a city's agreements, or of all."""
    return ties_of(scope.id) if scope else select(AGREEMENT.c.id)


def activities_of(scope: FoundCity | None) -> Select[int]:
    """Return the select of the ids of the activities that a city had a part in, or of all."""
    return activities_of_city(scope.id) if scope else select(ACTIVITY.c.id)


def ties_signed(connection: Connection, scope: FoundCity | None, day: str) -> list[Tie]:
    """Return the agreements of a city, or all, that had been signed by a day (ISO), as they were then."""
    ties = ties_as_of(load_ties(connection, agreements_of(scope)), day)
    return [tie for tie in ties if was_signed_by(tie.facts, day)]


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
