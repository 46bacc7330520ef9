"""Posts, and which of them somebody held on a day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Nullable, Select, select

from twinning.db.tables.cities import CITY
from twinning.db.tables.people import ORGANIZATION, PERSON, PERSON_POST, PersonPostRecord
from twinning.db.typed_tables import fetch_records_with
from twinning.domain.dates import EdtfDate
from twinning.rows.dossiers import PostRow


@dataclass(frozen=True, slots=True)
class _Post:
    """A post, the name of the person who holds or held it, and that of the city or organization where."""

    record: PersonPostRecord
    person: str
    at: str | None


def list_posts(connection: Connection, chosen: Select[int]) -> list[PostRow]:
    """Return the posts whose ids a select chooses, by person and in the order in which they were recorded."""
    return [
        PostRow(post.record.seq, post.person, post.record.title, post.at, post.record.start_text, post.record.end_text)
        for post in _posts(connection, chosen)
    ]


def posts_held(connection: Connection, people: Select[int], day: EdtfDate | None) -> dict[int, str]:
    """Return what these people surely were on a day, several posts with semicolons; nothing where that is unknown.

    A post without an end lasts; one without a beginning cannot be told to have begun.
    """
    held: dict[int, list[str]] = defaultdict(list)
    for post in _posts(connection, select(PERSON_POST.c.id).where(PERSON_POST.c.person_id.in_(people))):
        if day is not None and _covers(post.record.start, post.record.end, day):
            held[post.record.person_id].append(", ".join(filter(None, (post.record.title, post.at))))
    return {person: "; ".join(posts) for person, posts in held.items()}


def _posts(connection: Connection, chosen: Select[int]) -> Iterator[_Post]:
    query = (
        select(PERSON.c.name, Nullable(CITY.c.name), Nullable(ORGANIZATION.c.name))
        .select_from(PERSON_POST)
        .join(PERSON, PERSON.c.id == PERSON_POST.c.person_id)
        .outerjoin(CITY, CITY.c.id == PERSON_POST.c.city_id)
        .outerjoin(ORGANIZATION, ORGANIZATION.c.id == PERSON_POST.c.organization_id)
        .where(PERSON_POST.c.id.in_(chosen))
        .order_by(PERSON.c.key, PERSON_POST.c.seq)
    )
    for post, person, city, organization in fetch_records_with(connection, PERSON_POST, PersonPostRecord, query):
        yield _Post(post, person, city or organization)


def _covers(start: EdtfDate | None, end: EdtfDate | None, day: EdtfDate) -> bool:
    begun = start is not None and (start.latest or "~") <= (day.earliest or "")
    return begun and (end is None or (end.earliest or "") >= (day.latest or "~"))
