"""What is due: anniversaries, fixed terms, and ties of which nothing has come."""

import pytest

from queries.making import make_activity, make_agreement, make_city
from twinning.domain.dates import EdtfDate
from twinning.domain.dates.spans import Span
from twinning.domain.vocabulary import ActivityStatus, Renewal
from twinning.queries.lookup.cities import find_city
from twinning.queries.reports.anniversaries import report_anniversaries
from twinning.queries.reports.dormant import report_dormant
from twinning.queries.reports.renewals import report_renewals

TODAY = "2026-01-01"


def span(since, until=None):
    return Span(EdtfDate.parse(since), EdtfDate.parse(until) if until else None)


@pytest.fixture
def cities(session):
    return [make_city(session, key) for key in ("busan-kr", "chicago-us", "osaka-jp")]


def anniversaries(connection, scope, *asked, **options):
    return [(row.on, row.years) for row in report_anniversaries(connection, scope, TODAY, *asked, **options).rows]


def signed(session, cities, *days):
    for number, day in enumerate(days):
        make_agreement(session, *cities[:2], key=f"tie-{number}", acts=[("signed", day)])


def test_busan_and_chicago_have_their_twentieth_on_its_day(both_packs):
    report = report_anniversaries(both_packs, find_city(both_packs, "Busan"), TODAY, span("2027", "2027"))
    assert ("2027-05-07", 20, "Busan; Chicago") in {(row.on, row.years, str(row.parties)) for row in report.rows}


def test_the_next_round_anniversary_is_told_where_no_end_is_asked_for(session, connection, cities):
    signed(session, cities, "2007-05-07")
    assert anniversaries(connection, cities[0]) == [("2027-05-07", 20)]
    assert anniversaries(connection, cities[0], span("2028")) == [("2032-05-07", 25)]


def test_round_anniversaries_are_the_fifth_the_tens_and_the_quarters_of_centuries(session, connection, cities):
    signed(session, cities, "1900-01-01")
    years = [years for _, years in anniversaries(connection, None, span("1901", "2000"))]
    assert years == [5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 100]


def test_every_so_many_years_can_be_asked_for(session, connection, cities):
    signed(session, cities, "2007-05-07")
    every = anniversaries(connection, cities[0], span("2026", "2042"), every=5)
    assert every == [("2027-05-07", 20), ("2032-05-07", 25), ("2037-05-07", 30), ("2042-05-07", 35)]
    yearly = anniversaries(connection, cities[0], span("2026", "2028"), every=1)
    assert yearly == [("2026-05-07", 19), ("2027-05-07", 20), ("2028-05-07", 21)]


@pytest.mark.parametrize(("every", "told"), [(None, []), (1, [("2026-05-07", 1)])])
def test_the_day_of_signing_is_no_anniversary(session, connection, cities, every, told):
    signed(session, cities, "2025-05-07")
    assert anniversaries(connection, cities[0], span("2025", "2026"), every=every) == told


def test_an_anniversary_is_no_more_exact_than_the_signing(session, connection, cities):
    signed(session, cities, "2007", "1997-10", "2017?-03-02", "2008-02-29")
    told = anniversaries(connection, cities[0], span("2027", "2028"), every=10)
    assert told == [("2027", 20), ("2027?-03-02", 10), ("2027-10", 30), ("2028-02-29", 20)]


def test_a_signing_in_no_certain_year_has_no_anniversary_and_is_counted(session, connection, cities):
    signed(session, cities, "199X", "[..2019-12-13]", "2007")
    report = report_anniversaries(connection, cities[0], TODAY)
    assert [row.since for row in report.rows] == ["2007"]
    assert report.notes == ("2 without a year, month or day of signing to count from",)


def test_what_was_ended_has_no_anniversary_and_what_was_suspended_has(session, connection, cities):
    busan, chicago, osaka = cities
    make_agreement(session, busan, chicago, acts=[("signed", "2007"), ("ended", "2020")])
    make_agreement(session, busan, osaka, acts=[("signed", "2007"), ("suspended", "2020")])
    assert [row.status for row in report_anniversaries(connection, busan, TODAY).rows] == ["suspended"]


def test_a_city_has_its_own_anniversaries_and_the_register_has_all(session, connection, cities):
    busan, chicago, osaka = cities
    make_agreement(session, chicago, osaka)
    assert anniversaries(connection, busan) == []
    assert anniversaries(connection, None) == [("2030", 40)]


def test_an_anniversary_is_a_day_of_a_calendar_under_a_name_of_its_own(session, connection, cities):
    signed(session, cities, "2007-05-07", "2007")
    asked = span("2027", "2027")
    told = [day for row in report_anniversaries(connection, cities[0], TODAY, asked).rows for day in row.days()]
    assert [day.known_start for day in told] == [None, "2027-05-07"]
    assert [day.title for day in told] == ["Busan and Chicago: 20 years"] * 2
    assert len({day.id for day in told}) == 2


def until(day):
    return {"until": EdtfDate.parse(day)}


def renewals(connection, *asked, day=TODAY):
    report = report_renewals(connection, None, day, *asked)
    return {section.name: [row.until for row in section.rows] for section in report.sections}


def test_terms_that_have_run_out_stand_before_those_that_run(session, connection, cities):
    make_agreement(session, *cities[:2], acts=[("signed", "2020-01-01", until("2024-12-31"))])
    make_agreement(session, *cities[1:], acts=[("signed", "2022", until("2027"))])
    make_agreement(session, cities[0], cities[2])
    assert renewals(connection) == {"run_out": ["2024-12-31"], "running": ["2027"]}
    assert renewals(connection, span("2026", "2028")) == {"run_out": [], "running": ["2027"]}


def test_a_term_that_was_renewed_is_the_new_one(session, connection, cities):
    acts = [("signed", "2015", until("2019-12-31")), ("renewed", "2020", until("2029-12-31"))]
    make_agreement(session, *cities[:2], acts=acts)
    assert renewals(connection) == {"run_out": [], "running": ["2029-12-31"]}
    assert renewals(connection, day="2018-01-01") == {"run_out": [], "running": ["2019-12-31"]}


def test_the_end_of_a_term_and_the_day_of_notice_are_days_of_a_calendar(session, connection, cities):
    acts = [("signed", "2022", until("2027-12-15"))]
    make_agreement(session, *cities[:2], acts=acts, renewal=Renewal.AUTOMATIC, notice_months=6)
    told = [day for row in report_renewals(connection, None, TODAY).rows for day in row.days()]
    assert [day.known_start for day in told] == ["2027-12-15", "2027-06-15"]
    assert told[1].title == "Busan and Chicago: notice by this day"
    descriptions = ["sister city, renewal: automatic", "sister city that ends on 2027-12-15"]
    assert [day.description for day in told] == descriptions


def test_a_calendar_says_that_nobody_knows_what_happens_at_the_end_of_a_term(session, connection, cities):
    make_agreement(session, *cities[:2], acts=[("signed", "2022", until("2027"))])
    (day,) = [day for row in report_renewals(connection, None, TODAY).rows for day in row.days()]
    assert day.description == "sister city, renewal: not known"


def test_an_ended_agreement_has_no_term(session, connection, cities):
    make_agreement(session, *cities[:2], acts=[("signed", "2015", until("2030")), ("ended", "2020")])
    assert renewals(connection) == {"run_out": [], "running": []}


def test_the_day_of_notice_is_before_the_end_of_the_term_that_runs(session, connection, cities):
    columns = {"renewal": Renewal.AUTOMATIC, "term_months": 24, "notice_months": 6}
    make_agreement(session, *cities[:2], acts=[("signed", "2019-05-01", until("2021-04-30"))], **columns)
    (row,) = report_renewals(connection, None, TODAY).rows
    assert (row.status, row.until, row.notice_by) == ("active", "2027-04-30", "2026-10-30")


def test_a_term_of_unknown_length_that_goes_on_by_itself_is_told_with_its_first_end(session, connection, cities):
    acts = [("signed", "2015", until("2020-12-31"))]
    make_agreement(session, *cities[:2], acts=acts, renewal=Renewal.AUTOMATIC)
    assert renewals(connection) == {"run_out": [], "running": ["2020-12-31"]}


def test_a_term_whose_end_is_not_recorded_is_listed_without_one(session, connection, cities):
    make_agreement(session, *cities[:2], term_months=60)
    (row,) = report_renewals(connection, None, TODAY).rows
    assert (row.until, row.term_months) == (None, 60)


def dormant(connection, scope=None, **options):
    rows = report_dormant(connection, scope, TODAY, **options).rows
    return [(str(row.parties), row.last_on, row.last_happened) for row in rows]


def test_an_active_agreement_is_dormant_when_nothing_was_held_for_years(session, connection, cities):
    busan, chicago, osaka = cities
    make_agreement(session, busan, chicago)
    make_agreement(session, busan, osaka)
    make_activity(session, "show", busan, chicago, start="2012-05-01")
    make_activity(session, "visit", busan, osaka, start="2018-05-01")
    make_activity(session, "feast", chicago, osaka, start="2025")
    assert dormant(connection) == [("Busan; Chicago", "2012-05-01", "Show"), ("Busan; Osaka", "2018-05-01", "Visit")]
    assert dormant(connection, years=10) == [("Busan; Chicago", "2012-05-01", "Show")]


@pytest.mark.parametrize(("held", "dormant_then"), [("2020-12-31", True), ("2021-01-01", False)])
def test_what_was_held_on_the_day_so_many_years_before_wakes_an_agreement(
    session, connection, cities, held, dormant_then
):
    make_agreement(session, *cities[:2])
    make_activity(session, "show", *cities[:2], start=held)
    assert bool(dormant(connection, years=5)) is dormant_then


def test_what_was_signed_or_renewed_of_late_is_not_dormant(session, connection, cities):
    make_agreement(session, *cities[:2], acts=[("signed", "1990"), ("renewed", "2023")])
    make_agreement(session, *cities[1:], acts=[("signed", "1990")])
    assert dormant(connection) == [("Chicago; Osaka", "1990", "signed")]


def test_only_what_is_in_force_can_be_dormant(session, connection, cities):
    make_agreement(session, *cities[:2], acts=[("signed", "1990"), ("suspended", "2001")])
    assert dormant(connection) == []


def test_what_was_cancelled_and_what_only_may_have_been_long_ago_wake_nothing_and_hide_nothing(
    session, connection, cities
):
    busan, chicago, osaka = cities
    make_agreement(session, busan, chicago)
    make_agreement(session, busan, osaka)
    make_activity(session, "show", busan, chicago, start="2024", status=ActivityStatus.CANCELLED)
    make_activity(session, "visit", busan, osaka, start="[2012..2024]")
    assert dormant(connection) == [("Busan; Chicago", "1990", "signed")]


def test_activities_without_a_day_are_counted_beside_a_dormant_agreement(session, connection, cities):
    make_agreement(session, *cities[:2])
    make_activity(session, "show", *cities[:2])
    (row,) = report_dormant(connection, cities[0], TODAY).rows
    assert (row.activities, row.undated) == (1, 1)


def test_what_came_of_an_agreement_by_name_counts_where_only_one_party_took_part(session, connection, cities):
    agreement = make_agreement(session, *cities[:2])
    make_activity(session, "show", cities[0], start="2024", agreement_id=agreement.id)
    assert dormant(connection) == []
