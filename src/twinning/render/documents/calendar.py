"""Calendars (iCalendar, RFC 5545) of whole days, for a calendar program to show and to subscribe to.

Days that are not known for certain are left out, and how many is said: nothing is put on the first of a month. What is
written again has the same UID, so that a calendar changes what it has and doubles nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, TextIO

from twinning.domain.dates import today
from twinning.errors import UsageError
from twinning.render.languages.saying import translated
from twinning.render.options import Document, Options
from twinning.rows import Listing
from twinning.rows.calendar import CalendarDay, DatedRow
from twinning.rows.phrases import phrase, phrases

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//twinning//register of sister cities//EN"


def write_calendar(document: Document, stream: TextIO, options: Options) -> None:
    """Write the days of a document as a calendar. Raises UsageError for one that has no days of its own."""
    from icalendar import Calendar  # noqa: PLC0415 - a third of a second, for calendars alone

    days = [day for day in days_of(document) if day.known_start]
    stamp = document.as_of or today()
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = translated(document.title or phrase("Calendar"), options.language)
    for key, value in (("name", name), ("x-wr-calname", name)):
        calendar.add(key, value)
    if notes := left_out(document):
        calendar.add("x-wr-caldesc", "; ".join(translated(note, options.language) for note in notes))
    for day in days:
        calendar.add_component(_event(day, stamp, options.language))
    stream.write(calendar.to_ical(sorted=False).decode())


def days_of(document: Document) -> list[CalendarDay]:
    """Return what a document has for a calendar. Raises UsageError where it has no days of its own."""
    if isinstance(document, Listing) and document.days is not None:
        return list(document.days)
    if not isinstance(document, Listing) or not hasattr(document.row_class, "days"):
        raise UsageError(
            "a calendar is made of anniversaries, renewals, events and visits, with all their columns",
            "for example `twinning report anniversaries -o anniversaries.ics`",
        )
    return list(_of_rows(document.rows))


def left_out(document: Document) -> tuple[str, ...]:
    """Return a note of how much has no day that is known for certain, and is not in the calendar."""
    unknown = sum(day.known_start is None for day in days_of(document))
    told = phrases(
        "{number} without a day that is known for certain is left out of the calendar",
        "{number} without a day that is known for certain are left out of the calendar",
        unknown,
    )
    return (told,) if unknown else ()


def _of_rows(rows: Iterable[DatedRow]) -> Iterator[CalendarDay]:
    for row in rows:
        yield from row.days()


def _event(day: CalendarDay, stamp: str, language: str | None) -> "Event":
    from icalendar import Event  # noqa: PLC0415 - as above

    first = date.fromisoformat(day.known_start or "")
    last = max(first, date.fromisoformat(day.known_end)) if day.known_end else first
    event = Event()
    event.add("uid", f"{day.id}@twinning")
    event.add("dtstamp", datetime.combine(date.fromisoformat(stamp), time(), UTC))
    event.add("dtstart", first)
    if last != date.max:  # the day after it is the end, and a single day needs none
        event.add("dtend", last + timedelta(days=1))
    event.add("summary", translated(day.title, language))
    if day.description:
        event.add("description", translated(day.description, language))
    event.add("status", "CANCELLED" if day.is_called_off else "TENTATIVE" if day.is_open else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
