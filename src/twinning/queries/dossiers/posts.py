"""Posts, and which of them somebody held on a day."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, Select, select

from twinning.domain.dates import EdtfDate
from twinning.queries.tables import date_of, table
from twinning.rows import joined
from twinning.rows.dossiers import PostRow


def list_posts(connection: Connection, chosen: Select[tuple[int]]) -> list[PostRow]:
    """Return the posts whose ids a select chooses, by person and in the order in which they were recorded."""
    return [
        PostRow(row["seq"], row["person"], row["title"], _at(row), row["start_text"], row["end_text"])
        for row in _rows(connection, chosen)
    ]


def posts_held(connection: Connection, people: Select[tuple[int]], day: EdtfDate | None) -> dict[int, str | None]:
    """Return what these people surely were on a day, several posts with semicolons; None where that is unknown.

    A post without an end lasts; one without a beginning cannot be told to have begun.
    """
    held: dict[int, list[str]] = defaultdict(list)
    post = table("person_post")
    for row in _rows(connection, select(post.c.id).where(post.c.person_id.in_(people))):
        if day is not None and _covers(date_of(row, "start"), date_of(row, "end"), day):
            held[row["person_id"]].append(", ".join(filter(None, (row["title"], _at(row)))))
    return defaultdict(lambda: None, {person: joined(posts) for person, posts in held.items()})


def _rows(connection: Connection, chosen: Select[tuple[int]]) -> Sequence[RowMapping]:
    post, person, city, organization = table("person_post"), table("person"), table("city"), table("organization")
    query = (
        select(post, person.c.name.label("person"), city.c.name.label("city"))
        .add_columns(organization.c.name.label("organization"))
        .join(person, person.c.id == post.c.person_id)
        .outerjoin(city, city.c.id == post.c.city_id)
        .outerjoin(organization, organization.c.id == post.c.organization_id)
        .where(post.c.id.in_(chosen))
        .order_by(person.c.key, post.c.seq)
    )
    return connection.execute(query).mappings().all()


def _at(row: RowMapping) -> str | None:
    at: str | None = row["city"] or row["organization"]
    return at


def _covers(start: EdtfDate | None, end: EdtfDate | None, day: EdtfDate) -> bool:
    begun = start is not None and (start.latest or "~") <= (day.earliest or "")
    return begun and (end is None or (end.earliest or "") >= (day.latest or "~"))
