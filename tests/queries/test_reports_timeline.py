"""The report of what happened when."""

import pytest

from queries.making import make_activity, make_agreement, make_city
from twinning.domain.dates import EdtfDate
from twinning.domain.dates.spans import Span
from twinning.queries.lookup.cities import find_city
from twinning.queries.reports.timeline import report_timeline

TODAY = "2026-01-01"


@pytest.fixture
def cities(session):
    return [make_city(session, name) for name in ("busan-kr", "chicago-us")]


def told(connection, scope=None, *asked, as_of=TODAY):
    return [
        (row.start, row.end, row.what, row.status) for row in report_timeline(connection, scope, as_of, *asked).rows
    ]


def test_an_agreement_has_a_row_for_each_status_until_it_was_over(session, connection, cities):
    acts = [("signed", "1990-05-01"), ("suspended", "2004-01-01"), ("resumed", "2006-01-01"), ("ended", "2010-01-01")]
    make_agreement(session, *cities, acts=acts)
    assert told(connection) == [
        ("1990-05-01", "2003-12-31", "sister_city", "active"),
        ("2004-01-01", "2005-12-31", "sister_city", "suspended"),
        ("2006-01-01", "2009-12-31", "sister_city", "active"),
    ]


def test_the_time_in_which_it_may_have_been_signed_stands_apart(session, connection, cities):
    make_agreement(session, *cities, acts=[("signed", "1990")])
    assert told(connection) == [
        ("1990-01-01", "1990-12-30", "sister_city", "unknown"),
        ("1990-12-31", None, "sister_city", "active"),
    ]


def test_what_came_after_the_day_of_the_report_is_not_known_on_it(session, connection, cities):
    make_agreement(session, *cities, acts=[("signed", "1990-05-01"), ("ended", "2010-01-01")])
    assert told(connection, as_of="2000-01-01") == [("1990-05-01", None, "sister_city", "active")]


def test_activities_stand_between_by_their_days_and_those_without_one_apart(session, connection, cities):
    make_agreement(session, *cities, acts=[("signed", "1990-05-01")])
    make_activity(session, "fair", *cities, start="1985-05-01")
    make_activity(session, "visit", *cities)
    report = report_timeline(connection, find_city(connection, "Busan"), TODAY)
    assert [[row.what for row in section.rows] for section in report.sections] == [["Fair", "sister_city"], ["Visit"]]
    assert {str(row.partners) for row in report.rows} == {"Chicago"}


def test_what_goes_on_is_in_every_span_from_its_beginning(session, connection, cities):
    make_agreement(session, *cities, acts=[("signed", "1990-05-01")])
    assert told(connection, None, Span(EdtfDate.parse("2001"), None)) == [("1990-05-01", None, "sister_city", "active")]
    assert told(connection, None, Span(None, EdtfDate.parse("1989"))) == []


def test_only_what_may_have_been_in_a_span_is_told(session, connection, cities):
    make_agreement(session, *cities, acts=[("signed", "1990-05-01"), ("ended", "2000-01-01")])
    make_activity(session, "fair", *cities, start="2005")
    assert told(connection, None, Span(EdtfDate.parse("2001"), None)) == [("2005", None, "Fair", "held")]
    (row,) = told(connection, None, Span(None, EdtfDate.parse("1999")))
    assert row == ("1990-05-01", "1999-12-31", "sister_city", "active")
