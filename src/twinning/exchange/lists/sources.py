"""The sources of a list: the list itself, and what its rows refer to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from twinning.actions.bulk import next_ids, update_rows
from twinning.actions.checking.likelihood import refusal_of_early
from twinning.actions.checking.remarks import is_unlikely_allowed
from twinning.actions.evidence.sources import find_or_add_source, page_title
from twinning.actions.recording.keys import free_keys
from twinning.db.session import connection_of
from twinning.db.tables.sources import SOURCE
from twinning.db.typed_tables import fetch_rows
from twinning.domain.dates import EdtfDate, today
from twinning.domain.names import quote, slug
from twinning.domain.plausibility import is_early
from twinning.domain.vocabulary import SourceKind
from twinning.errors import ConflictError, InputError
from twinning.exchange.lists.cities.candidates import Candidate
from twinning.exchange.lists.stated import OWN_SOURCE
from twinning.exchange.lists.tie_list import TieList
from twinning.exchange.lists.writing import date_columns
from twinning.queries.lookup.cities import find_city
from twinning.queries.lookup.references import in_batches, names_of


@dataclass(frozen=True, slots=True)
class ListSource:
    """What a list is as a source: its key and title, the city that it speaks for, as a person names it, its digest."""

    key: str
    title: str
    file_name: str | None = None
    speaks_for: str | None = None


def find_sources(connection: Connection, found: TieList, own: ListSource) -> dict[int, int]:
    """Return the ids of those sources of a list, by their numbers in it, that are recorded."""
    known = {}
    if (recorded := connection.execute(select(SOURCE.c.id).where(SOURCE.c.key == own.key)).scalar()) is not None:
        known[OWN_SOURCE] = recorded
    by_text: dict[str, int] = {}
    texts = [each.address or each.text for each in found.sources]
    for start in range(0, len(texts), 500):
        batch = texts[start : start + 500]
        for column in (SOURCE.c.title, SOURCE.c.address, SOURCE.c.key):
            rows = fetch_rows(connection, select(column, SOURCE.c.id).where(column.in_(batch)).order_by(SOURCE.c.id))
            by_text |= {text or "": number for text, number in rows}
    numbers = (number for number in range(len(found.sources)) if number != OWN_SOURCE)
    return known | {number: by_text[texts[number]] for number in numbers if texts[number] in by_text}


def find_list_source(session: Session, named: str) -> ListSource:
    """Return the source that a person names, by its key or its web address. Raises NotFoundError."""
    number = find_or_add_source(session, named)
    ((key, title),) = fetch_rows(
        connection_of(session), select(SOURCE.c.key, SOURCE.c.title).where(SOURCE.c.id == number)
    )
    return ListSource(key or "", title or "")


def check_day(session: Session, listed_on: EdtfDate | None) -> None:
    """Raise InputError for a list of a day before 1800, or of one to come, unless what is unlikely is allowed."""
    if listed_on is None or is_unlikely_allowed(session):
        return
    if is_early(listed_on):
        raise refusal_of_early(str(listed_on))
    if listed_on.happened_by(today()) is False:
        what_to_do = "correct the day; where it is meant, add --allow-unlikely"
        raise InputError(f"the list would be of {listed_on}, a day to come", what_to_do)


def check_are_newest(connection: Connection, found: TieList, days: Mapping[int, EdtfDate]) -> None:
    """Raise ConflictError for a list that has a source (its id) as of a day before that of its recorded edition.

    What that has no longer would be there again, and what it has otherwise as it was.
    """
    older: list[tuple[str, str, EdtfDate, str]] = []
    for ids in in_batches(days):
        query = select(SOURCE.c.id, SOURCE.c.key, SOURCE.c.title, SOURCE.c.published_text)
        for number, key, title, recorded in fetch_rows(connection, query.where(SOURCE.c.id.in_(ids))):
            if recorded is not None and days[number].is_before(EdtfDate.parse(recorded)):
                older.append((key, title, days[number], recorded))
    if not older:
        return
    key, title, day, recorded = min(older)
    wrong = f"if the day is wrong: twinning edit source:{key} --published {day}"
    if not found.days:
        what = f"{found.name} is of {day}, and a newer edition of it is recorded, of {recorded}"
        raise ConflictError(what, f"call the older one otherwise, and both are kept; {wrong}")
    more = f", and so with {len(older) - 1} more" if len(older) > 1 else ""
    what = f"{found.name} has {quote(title)} as of {day}, and a newer edition of it is recorded, of {recorded}{more}"
    raise ConflictError(what, f"if the file is newer, say its day: --listed-on {today()}; {wrong}")


def new_sources(
    session: Session,
    found: TieList,
    own: ListSource,
    published: EdtfDate | None,
    known: dict[int, int],
    cities: Sequence[object],
    *,
    is_part: bool,
) -> tuple[list[int], dict[int, dict[str, Any]]]:
    """Return the ids of all sources of a list by their numbers, and by their ids the rows of those to be recorded.

    The list's own gets its day and digest; where the list is only a part of it, it keeps those of the whole.
    """
    new = [number for number in range(len(found.sources)) if number not in known]
    digest = None if is_part else found.sha256
    rows = [
        _own(session, digest, own, published) if each == OWN_SOURCE else _cited(found, each, cities) for each in new
    ]
    keys = free_keys(session, "source", [row["key"] for row in rows])
    ids = next_ids(session, "source", len(rows))
    renewed = {known[number]: day for number, day in found.days.items() if number in known}
    _date(session, renewed)
    known = known | dict(zip(new, ids, strict=True))
    if OWN_SOURCE not in new:
        _renew(session, known[OWN_SOURCE], digest, own, published)
    made = {number: row | {"id": number, "key": key} for row, number, key in zip(rows, ids, keys, strict=True)}
    return [known[number] for number in range(len(found.sources))], made


def _renew(session: Session, source: int, digest: str | None, own: ListSource, published: EdtfDate | None) -> None:
    """Say of a source that is recorded for which city it speaks, and which edition was read last, if one was whole."""
    columns: dict[str, Any] = {}
    if own.speaks_for is not None:
        columns["speaks_for_id"] = _city_of(session, own)
    if digest is not None:
        columns["sha256"] = digest
        if published is not None:
            columns |= date_columns("published", published)
    update_rows(session, "source", {source: (f"source:{own.key}", columns)})


def _date(session: Session, days: Mapping[int, EdtfDate]) -> None:
    """Say of sources that are recorded, by their ids, as of which day they were read last."""
    keys = names_of(connection_of(session), "source", days)
    changes = {number: (f"source:{keys[number]}", date_columns("published", day)) for number, day in days.items()}
    update_rows(session, "source", changes)


def _own(session: Session, digest: str | None, own: ListSource, published: EdtfDate | None) -> dict[str, Any]:
    return _row(own.key, own.title, SourceKind.REGISTER) | {
        "file_name": own.file_name,
        "sha256": digest,
        "speaks_for_id": _city_of(session, own),
        **date_columns("published", published),
    }


def _city_of(session: Session, own: ListSource) -> int | None:
    return None if own.speaks_for is None else find_city(connection_of(session), own.speaks_for).id


def _cited(found: TieList, number: int, cities: Sequence[object]) -> dict[str, Any]:
    """Return the row of a source that a row names: what is no web address is a title."""
    said = found.sources[number]
    if number in found.speakers:
        city = cities[found.speakers[number]]
        speaks_for = city.id if isinstance(city, Candidate) else None
        row = _row(slug(said.text), said.text, SourceKind.REGISTER) | date_columns("published", found.days.get(number))
        return row | {"address": said.address, "speaks_for_id": speaks_for}
    if (title := _page(said.text)) is not None:
        return _row(slug(title), title, SourceKind.WEBSITE) | {"address": said.text}
    kind = SourceKind.WEBSITE if said.address else SourceKind.ARTICLE
    return _row(slug(said.text), said.text, kind) | {"address": said.address}


def _page(text: str) -> str | None:
    """Return what a page is called, if a text is the address of one."""
    try:
        return page_title(text) if text.startswith(("https://", "http://")) else None
    except InputError:  # what cannot be an address is a title as any other text is
        return None


def _row(key: str, title: str, kind: SourceKind) -> dict[str, Any]:
    return {
        "key": key,
        "kind": kind,
        "title": title,
        **date_columns("published", None),
        "address": None,
        "speaks_for_id": None,
        "file_name": None,
        "sha256": None,
    }
