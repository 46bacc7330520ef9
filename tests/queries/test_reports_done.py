"""What was done, promised and spent: activities, visits, commitments, costs."""

from decimal import Decimal
from itertools import count

import pytest

from queries.making import make_activity, make_agreement, make_city, make_commitment
from twinning.db.models import ActivityField, Expense
from twinning.domain.dates import EdtfDate
from twinning.domain.dates.spans import Span
from twinning.domain.vocabulary import ActivityKind, ActivityStatus, CommitmentState, Field, PlaceRole
from twinning.queries.lookup.cities import find_city
from twinning.queries.reports.activity import report_activity
from twinning.queries.reports.commitments import report_commitments
from twinning.queries.reports.costs import report_costs
from twinning.queries.reports.visits import report_visits

NUMBERS = count(1)
TODAY = "2026-01-01"
THE_NINETIES = Span(EdtfDate.parse("1990"), EdtfDate.parse("1999"))


@pytest.fixture
def cities(session):
    return [make_city(session, key) for key in ("busan-kr", "chicago-us", "osaka-jp")]


def activity(connection, scope, *asked):
    rows = report_activity(connection, scope, TODAY, *asked).rows
    return [(row.city, row.partner, row.year, row.field, row.activities) for row in rows]


def test_an_activity_counts_once_for_each_partner_and_each_field(session, connection, cities):
    show = make_activity(session, "show", *cities, start="1995-05")
    session.add_all(ActivityField(activity_id=show.id, field=field) for field in (Field.SPORT, Field.CULTURE))
    session.flush()
    assert activity(connection, cities[0]) == [
        ("Busan", "Chicago", 1995, "culture", 1),
        ("Busan", "Chicago", 1995, "sport", 1),
        ("Busan", "Osaka", 1995, "culture", 1),
        ("Busan", "Osaka", 1995, "sport", 1),
    ]


def test_what_a_city_did_alone_and_what_has_no_year_is_counted_too(session, connection, cities):
    busan, chicago, _ = cities
    make_activity(session, "show", busan, start="1995")
    make_activity(session, "feast", busan, chicago, start="199X")
    assert activity(connection, busan) == [("Busan", "Chicago", None, None, 1), ("Busan", None, 1995, None, 1)]


def test_in_the_whole_register_two_cities_make_one_row(session, connection, cities):
    busan, chicago, _ = cities
    make_activity(session, "show", chicago, busan, start="1995")
    make_activity(session, "feast", busan, chicago, start="1995")
    assert activity(connection, None) == [("Busan", "Chicago", 1995, None, 2)]
    (row,) = report_activity(connection, None, TODAY).rows
    assert str(row.keys) == "feast; show"


def test_only_what_was_held_and_in_the_span_was_done(session, connection, cities):
    busan, chicago, _ = cities
    make_activity(session, "show", busan, chicago, start="1995", status=ActivityStatus.CANCELLED)
    make_activity(session, "feast", busan, chicago, start="2001")
    make_activity(session, "fair", busan, chicago, start="2027")
    assert activity(connection, busan, THE_NINETIES) == []
    assert activity(connection, busan) == [("Busan", "Chicago", 2001, None, 1)]


def make_visit(session, *places, start):
    visit = make_activity(session, f"visit-{next(NUMBERS)}", *places, start=start, kind=ActivityKind.DELEGATION)
    for place in visit.places:
        place.role = PlaceRole.HOST if place is visit.places[-1] else PlaceRole.SENDER
    session.flush()


def visits(connection, scope):
    rows = report_visits(connection, scope, TODAY).rows
    return [(row.city, row.partner, row.paid, row.last_paid, row.received, row.last_received) for row in rows]


def owed_by(connection, scope):
    return [row.owed_by for row in report_visits(connection, scope, TODAY).rows]


def test_visits_are_seen_from_the_city_that_is_reported_on(session, connection, cities):
    busan, chicago, _ = cities
    make_visit(session, busan, chicago, start="1999")
    make_visit(session, busan, chicago, start="2004-05")
    make_visit(session, chicago, busan, start="2001")
    assert visits(connection, busan) == [("Busan", "Chicago", 2, "2004-05", 1, "2001")]
    assert visits(connection, chicago) == [("Chicago", "Busan", 1, "2001", 2, "2004-05")]
    assert visits(connection, None) == visits(connection, busan)


def test_visits_in_both_directions_are_named_in_the_order_of_their_keys(session, connection, cities):
    busan, chicago, _ = cities
    visitors = (busan, chicago, chicago, busan, chicago, busan)
    for visitor in visitors:
        make_visit(session, visitor, chicago if visitor is busan else busan, start="1999")
    (row,) = report_visits(connection, None, TODAY).rows
    assert len(row.keys) == len(visitors)
    assert list(row.keys) == sorted(row.keys)


def test_the_side_that_was_visited_last_owes_a_visit(session, connection, cities):
    busan, chicago, osaka = cities
    make_visit(session, busan, chicago, start="1999")
    assert owed_by(connection, busan) == ["Chicago"]
    make_visit(session, chicago, busan, start="2001")
    assert owed_by(connection, busan) == ["Busan"]
    make_visit(session, busan, osaka, start="2003")
    assert owed_by(connection, osaka) == ["Osaka"]


@pytest.mark.parametrize("last", ["2001", "[..2001]", None])
def test_who_owes_a_visit_is_unknown_where_it_cannot_be_told_who_was_visited_last(session, connection, cities, last):
    busan, chicago, _ = cities
    make_visit(session, busan, chicago, start="2001-05")
    make_visit(session, chicago, busan, start=last)
    assert owed_by(connection, busan) == [None]


def test_of_a_visit_of_two_cities_each_has_its_own_and_nobody_visits_itself(session, connection, cities):
    busan, chicago, osaka = cities
    make_visit(session, busan, osaka, chicago, start="1999")
    make_visit(session, busan, busan, start="2003")
    assert visits(connection, busan) == [("Busan", "Chicago", 1, "1999", 0, None)]
    assert [row[:2] for row in visits(connection, None)] == [("Busan", "Chicago"), ("Chicago", "Osaka")]


def test_an_event_is_no_visit(session, connection, cities):
    make_activity(session, "show", *cities[:2])
    assert visits(connection, None) == []


def commitments(connection, day=TODAY):
    return {
        section.name: [row.commitment for row in section.rows]
        for section in report_commitments(connection, None, day).sections
        if section.rows
    }


def test_a_promise_is_overdue_once_its_last_possible_day_is_past(session, connection, cities):
    agreement = make_agreement(session, *cities[:2])
    for seq, (text, due) in enumerate((("A tree", "2025"), ("A bell", "2026"), ("A book", None)), 1):
        day = EdtfDate.parse(due) if due else None
        make_commitment(session, agreement, cities[0], seq=seq, text=text, due=day)
    assert commitments(connection) == {"overdue": ["A tree"], "open": ["A bell", "A book"]}
    assert commitments(connection, "2025-06-01") == {"open": ["A tree", "A bell", "A book"]}


def test_what_was_kept_later_was_open_before(session, connection, cities):
    agreement = make_agreement(session, *cities[:2])
    planting = make_activity(session, "planting", *cities[:2], start="2020-04-05")
    kept = {"state": CommitmentState.KEPT, "kept_by_id": planting.id, "due": EdtfDate.parse("2019")}
    make_commitment(session, agreement, cities[0], **kept)
    assert commitments(connection) == {"kept": ["A tree"]}
    assert commitments(connection, "2020-01-01") == {"overdue": ["A tree"]}
    assert commitments(connection, "2000-01-01") == {"open": ["A tree"]}


def test_a_promise_is_not_known_before_its_agreement_is(session, connection, cities):
    make_commitment(session, make_agreement(session, *cities[:2], acts=[("signed", "2007")]), cities[0])
    assert commitments(connection, "2006-12-31") == {}
    assert commitments(connection, "2007-06-01") == {"open": ["A tree"]}


def test_the_promises_of_seoul_are_those_that_it_made_and_was_made(articles):
    report = report_commitments(articles, find_city(articles, "Seoul"), TODAY)
    assert next((row.standing, row.debtor, row.creditor) for row in report.rows) == ("overdue", "Seoul", "Kalmykia")
    assert "Moscow" in {row.debtor for row in report.rows}


def spend(session, amount, currency="KRW", **columns):
    session.add(Expense(**({"seq": 1, "amount": amount, "currency": currency} | columns)))
    session.flush()


def costs(connection, scope, *asked):
    rows = report_costs(connection, scope, TODAY, *asked).rows
    return [(str(row.partner), row.year, row.currency, row.amount, row.expenses, row.unrecorded) for row in rows]


def test_amounts_of_one_currency_are_added_up_exactly_and_others_are_not(session, connection, cities):
    busan, chicago, _ = cities
    show = make_activity(session, "show", busan, chicago, start="1995")
    spend(session, "0.1", activity_id=show.id, year=1995)
    spend(session, "0.20", activity_id=show.id, year=1995, seq=2)
    spend(session, "5", "USD", activity_id=show.id, year=1995, seq=3)
    assert costs(connection, busan) == [
        ("Chicago", 1995, "KRW", "0.30", 2, 0),
        ("Chicago", 1995, "USD", "5", 1, 0),
    ]


def test_amounts_of_any_length_lose_nothing(session, connection, cities):
    agreement = make_agreement(session, *cities[:2])
    for seq, amount in enumerate(("9" * 40, "0.01"), 1):
        spend(session, amount, agreement_id=agreement.id, seq=seq)
    ((*_, amount, _, _),) = costs(connection, cities[0])
    assert amount == f"{'9' * 40}.01"
    assert Decimal(amount) > int("9" * 40)


def test_what_has_no_recorded_cost_is_counted_and_costs_no_amount(session, connection, cities):
    busan, chicago, _ = cities
    make_activity(session, "show", busan, chicago, start="1995")
    make_activity(session, "fair", busan, chicago, start="1995", status=ActivityStatus.PLANNED)
    assert costs(connection, busan) == [("Chicago", 1995, None, None, 0, 1)]


def test_partners_of_one_expense_share_it_and_funders_do_not(session, connection, cities):
    agreement = make_agreement(session, *cities)
    spend(session, "10", agreement_id=agreement.id, funder_city_id=cities[0].id)
    spend(session, "20", agreement_id=agreement.id, funder_city_id=cities[1].id, seq=2)
    rows = report_costs(connection, cities[0], TODAY).rows
    assert [(str(row.partner), row.funder, row.amount) for row in rows] == [
        ("Chicago; Osaka", "Busan", "10"),
        ("Chicago; Osaka", "Chicago", "20"),
    ]


def test_costs_of_other_years_are_left_out(session, connection, cities):
    agreement = make_agreement(session, *cities[:2])
    for seq, year in enumerate((1989, 1995, None, 2030), 1):
        spend(session, "10", agreement_id=agreement.id, year=year, seq=seq)
    assert [year for _, year, *_ in costs(connection, cities[0], THE_NINETIES)] == [1995, None]
