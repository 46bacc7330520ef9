"""Calendars: whole days that are known, under names that stay."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from icalendar import Calendar

from render.rendering import cells, rendered
from twinning.domain.dates import today
from twinning.errors import UsageError
from twinning.render import notes_of
from twinning.rows import Listing, Section
from twinning.rows.calendar import CalendarDay


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A row with a day."""

    title: str
    start: str | None
    end: str | None = None
    state: str = "held"

    def days(self) -> list[CalendarDay]:
        off, doubtful = self.state == "cancelled", self.state == "postponed"
        return [CalendarDay(f"visit-{self.title}", self.title, self.start, self.end, "", off, doubtful)]


def visits(*rows: VisitRow) -> Listing[VisitRow]:
    return Listing(VisitRow, (Section("visits", VisitRow, rows),), "Visits", as_of="2026-01-01")


def events(document: Listing) -> list:
    return list(Calendar.from_ical(rendered(document, "ics")).walk("VEVENT"))


def test_a_day_is_a_whole_day_and_several_end_the_day_after():
    one, several = events(visits(VisitRow("a", "2027-05-07"), VisitRow("b", "2027-05-07", "2027-05-09")))
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (date(2027, 5, 7), date(2027, 5, 8))
    assert several["DTEND"].dt == date(2027, 5, 10)


@pytest.mark.parametrize("day", ["2027", "2027-05", "2027-05-07?", "2027-05-07~", "[..2027-05-07]", None])
def test_a_day_that_is_not_known_is_left_out_and_counted(day: str | None):
    document = visits(VisitRow("a", day), VisitRow("b", "2027-05-07", "2027-06"))
    assert [(str(each["SUMMARY"]), each["DTEND"].dt) for each in events(document)] == [("b", date(2027, 5, 8))]
    told = "1 without a day that is known for certain is left out of the calendar"
    assert notes_of(document, "ics") == (told,)
    assert str(Calendar.from_ical(rendered(document, "ics"))["X-WR-CALDESC"]) == told


def test_a_calendar_of_all_that_it_was_asked_for_says_of_nothing_that_it_is_left_out():
    document = visits(VisitRow("a", "2027-05-07"))
    assert notes_of(document, "ics") == ()
    assert "X-WR-CALDESC" not in Calendar.from_ical(rendered(document, "ics"))


def test_an_end_before_the_beginning_is_none():
    assert events(visits(VisitRow("a", "2027-05-07", "2027-05-01")))[0]["DTEND"].dt == date(2027, 5, 8)


def test_what_changed_keeps_its_name_so_that_a_calendar_follows_it():
    before, after = (
        events(visits(VisitRow("a", "2027-05-07"))),
        events(visits(VisitRow("a", "2027-06-01", state="cancelled"))),
    )
    assert str(before[0]["UID"]) == str(after[0]["UID"]) == "visit-a@twinning"
    assert (str(before[0]["STATUS"]), str(after[0]["STATUS"])) == ("CONFIRMED", "CANCELLED")


def test_what_may_not_take_place_is_tentative_and_leaves_the_day_free():
    (event,) = events(visits(VisitRow("a", "2027-05-07", state="postponed")))
    assert (str(event["STATUS"]), str(event["TRANSP"])) == ("TENTATIVE", "TRANSPARENT")


def test_the_same_days_are_the_same_bytes_on_the_day_that_is_asked_for():
    document = visits(VisitRow("a", "2027-05-07"))
    assert rendered(document, "ics") == rendered(document, "ics")
    assert "DTSTAMP:20260101T000000Z\r\n" in rendered(document, "ics")


def test_data_stays_within_its_line():
    text = "a\r\nEND:VEVENT\r\nATTENDEE:mailto:x@example.org, b; c\\n \x1b[31m"
    (event,) = events(visits(VisitRow(text, "2027-05-07")))
    assert str(event["SUMMARY"]) == "a END:VEVENT ATTENDEE:mailto:x@example.org, b; c\\n [31m"
    assert "ATTENDEE" not in event


def test_the_last_day_that_there_is_needs_no_day_after_it():
    assert "DTEND" not in events(visits(VisitRow("a", "9999-12-31")))[0]


def test_the_days_of_a_listing_take_the_place_of_those_of_its_rows():
    document = replace(visits(VisitRow("a", "2027-05-07")), days=(CalendarDay("own", "Own", "2027-01-01"),))
    assert [str(each["UID"]) for each in events(document)] == ["own@twinning"]


def test_a_calendar_without_title_or_day_is_called_one_and_is_of_today():
    text = rendered(replace(visits(VisitRow("a", "2027-05-07")), title=None, as_of=None), "ics")
    assert str(Calendar.from_ical(text)["X-WR-CALNAME"]) == "Calendar"
    assert f"DTSTAMP:{today().replace('-', '')}T000000Z\r\n" in text


def test_what_is_described_says_so_and_nothing_else_does():
    days = (CalendarDay("a", "A", "2027-01-01", description="in Busan"), CalendarDay("b", "B", "2027-01-02"))
    described, plain = events(replace(visits(), days=days))
    assert described["DESCRIPTION"] == "in Busan"
    assert "DESCRIPTION" not in plain


def test_what_has_no_days_cannot_be_a_calendar():
    with pytest.raises(UsageError, match="anniversaries"):
        rendered(cells("a"), "ics")
