"""What the register holds, against what sources say: decades, coverage, reciprocity, quality."""

import pytest
from sqlalchemy import select

from queries.making import (
    make_activity,
    make_agreement,
    make_citation,
    make_city,
    make_count,
    make_source,
)
from twinning.db.models import AgreementAct
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import AgreementKind, SourceKind
from twinning.queries.lookup.cities import find_city
from twinning.queries.reports.coverage import report_coverage
from twinning.queries.reports.decades import report_decades
from twinning.queries.reports.quality import report_quality
from twinning.queries.reports.reciprocity import report_reciprocity

TODAY = "2026-01-01"


@pytest.fixture
def cities(session):
    return [make_city(session, key) for key in ("busan-kr", "chicago-us", "osaka-jp")]


def test_agreements_are_counted_by_the_decade_in_which_they_were_surely_signed(session, connection, cities):
    for number, day in enumerate(("1991", "199X", "1989~", "[1989..1991]", "2004?-11-03")):
        make_agreement(session, *cities[:2], key=f"tie-{number}", acts=[("signed", day)])
    rows = report_decades(connection, cities[0], TODAY).rows
    assert [(row.decade, row.agreements) for row in rows] == [("1980s", 1), ("1990s", 2), ("2000s", 1), (None, 1)]


def test_those_in_force_are_counted_beside_all_that_were_signed(session, connection, cities):
    make_agreement(session, *cities[:2], acts=[("signed", "1991"), ("ended", "2010")])
    make_agreement(session, *cities[1:], acts=[("signed", "1995")])
    (row,) = report_decades(connection, None, TODAY).rows
    assert (row.agreements, row.active, str(row.keys)) == (2, 1, "busan-kr--chicago-us; chicago-us--osaka-jp")
    (before,) = report_decades(connection, None, "1993-01-01").rows
    assert (before.agreements, before.active) == (1, 1)


def coverage(connection, scope, day=TODAY):
    rows = report_coverage(connection, scope, day).rows
    return [(row.measure, row.claimed, row.recorded, row.difference) for row in rows]


def test_thirty_six_cities_in_twenty_seven_countries_are_held_against_what_is_recorded(both_packs):
    report = report_coverage(both_packs, find_city(both_packs, "Busan"), TODAY)
    claims = {row.measure: row for row in report.rows if row.on == "2019-12"}
    assert (claims["partner_cities"].claimed, claims["partner_countries"].claimed) == (36, 27)
    assert str(claims["partner_cities"].kinds) == "sister_city; friendship_city"
    assert claims["partner_countries"].recorded <= claims["partner_cities"].recorded
    assert str(claims["partner_cities"].sources) == "Global Busan: Expanding Networks For International Cooperation"


def test_what_is_recorded_is_counted_on_the_day_of_the_claim_and_of_its_kinds(session, connection, cities):
    busan, chicago, osaka = cities
    make_agreement(session, busan, chicago, acts=[("signed", "1990")])
    make_agreement(session, busan, osaka, acts=[("signed", "1995")], kind=AgreementKind.CONTACT)
    make_count(session, busan, "partner_cities", 3, "1992")
    make_count(session, busan, "partner_countries", 2, "2000", seq=2)
    make_count(session, busan, "partner_cities", 1, None, seq=3, kinds=(AgreementKind.SISTER_CITY,))
    assert coverage(connection, busan) == [
        ("partner_cities", 3, 1, -2),
        ("partner_countries", 2, 2, 0),
        ("partner_cities", 1, 1, 0),
    ]
    assert coverage(connection, None) == coverage(connection, busan)
    assert coverage(connection, chicago) == []


def test_a_claim_made_later_is_not_known_yet_and_other_numbers_are_no_claim_about_partners(session, connection, cities):
    make_count(session, cities[0], "partner_cities", 3, "1992")
    make_count(session, cities[0], "population", 3_500_000, "1970", seq=2)
    assert coverage(connection, cities[0], "1980-01-01") == []


def say(session, agreement, city, key, kind=SourceKind.REGISTER, published=None, **columns):
    published = published and EdtfDate.parse(published)
    source = make_source(session, key, kind=kind, speaks_for_id=city.id, published=published)
    return make_citation(session, source, agreement_id=agreement.id, field="kind", value="sister_city", **columns)


def reciprocity(connection, scope=None, day=TODAY):
    report = report_reciprocity(connection, scope, day)
    return {
        section.name: [(str(row.parties), str(row.stated_by)) for row in section.rows] for section in report.sections
    }


ONE_SIDED = {"one_sided": [("Busan; Chicago", "Busan")], "unchecked": []}
UNCHECKED = {"one_sided": [], "unchecked": [("Busan; Chicago", "Busan")]}
NOTHING: dict[str, list[tuple[str, str]]] = {"one_sided": [], "unchecked": []}


def test_a_tie_that_the_register_of_the_other_side_does_not_have_is_one_sided(session, connection, cities):
    busan, chicago, osaka = cities
    say(session, make_agreement(session, busan, chicago), busan, "list-of-busan")
    say(session, make_agreement(session, chicago, osaka), chicago, "list-of-chicago")
    assert reciprocity(connection, busan) == ONE_SIDED


def test_where_the_register_of_the_other_side_is_not_loaded_its_silence_says_nothing(session, connection, cities):
    busan, chicago, osaka = cities
    say(session, make_agreement(session, busan, chicago), busan, "list-of-busan")
    other = make_agreement(session, chicago, osaka)
    say(session, other, chicago, "page-of-chicago", SourceKind.WEBSITE)
    assert reciprocity(connection, busan) == UNCHECKED


def test_a_tie_that_both_sides_state_is_not_listed_and_one_that_neither_does_is_not(session, connection, cities):
    busan, chicago, osaka = cities
    both = make_agreement(session, busan, chicago)
    say(session, both, busan, "list-of-busan")
    say(session, both, chicago, "page-of-chicago", SourceKind.WEBSITE)
    make_agreement(session, chicago, osaka)
    assert reciprocity(connection) == NOTHING


def test_a_register_that_no_longer_lists_a_tie_states_it_until_then(session, connection, cities):
    busan, chicago, _ = cities
    tie = make_agreement(session, busan, chicago)
    say(session, tie, busan, "list-of-busan")
    say(session, tie, chicago, "list-of-chicago", unlisted_on=EdtfDate.parse("2020-05-01"))
    assert reciprocity(connection) == ONE_SIDED
    assert reciprocity(connection, day="2020-01-01") == NOTHING


def test_what_sources_published_later_state_or_leave_out_is_not_known_before(session, connection, cities):
    busan, chicago, osaka = cities
    ties = make_agreement(session, busan, chicago), make_agreement(session, chicago, osaka)
    say(session, ties[0], busan, "list-of-busan", published="2010")
    say(session, ties[1], chicago, "list-of-chicago", published="2015")
    seen = [reciprocity(connection, busan, f"{year}-07-01") for year in (2009, 2012, 2016)]
    assert seen == [NOTHING, UNCHECKED, ONE_SIDED]


def test_what_a_source_says_of_an_act_states_the_tie_too(session, connection, cities):
    busan, chicago, _ = cities
    tie = make_agreement(session, busan, chicago)
    source = make_source(session, "paper", speaks_for_id=busan.id)
    act = session.scalars(select(AgreementAct).where(AgreementAct.agreement_id == tie.id)).one()
    make_citation(session, source, agreement_act_id=act.id, field="on", value="1990")
    assert reciprocity(connection) == UNCHECKED


def quality(connection, scope=None):
    return [(row.problem, row.record, row.detail) for row in report_quality(connection, scope).rows]


@pytest.fixture
def there(session):
    return [
        make_city(session, key, latitude=float(number), longitude=0.5)
        for number, key in enumerate(("busan-kr", "chicago-us"))
    ]


def test_a_register_with_nothing_wanting_has_no_open_questions(session, connection, there):
    tie = make_agreement(session, *there)
    source = make_source(session)
    make_citation(session, source, agreement_id=tie.id)
    other = make_agreement(session, *there, key="other")
    session.refresh(other, ["acts"])
    make_citation(session, source, seq=2, agreement_act_id=other.acts[0].id)
    assert quality(connection) == []


def test_missing_and_doubtful_days_and_missing_sources_are_named(session, connection, there):
    source = make_source(session)
    for seq, (key, day) in enumerate((("a", None), ("b", "[..2019]"), ("c", "1994?"), ("d", "1990")), 1):
        tie = make_agreement(session, *there, key=key, acts=[("signed", day)])
        if key != "d":
            make_citation(session, source, agreement_id=tie.id, seq=seq)
    make_activity(session, "show", *there)
    assert quality(connection) == [
        ("no_date", "activity:show", None),
        ("no_date", "agreement:a", None),
        ("open_date", "agreement:b", "[..2019]"),
        ("doubtful_date", "agreement:c", "1994?"),
        ("no_source", "activity:show", None),
        ("no_source", "agreement:d", None),
    ]


def test_a_proposal_needs_no_day_of_signing(session, connection, there):
    tie = make_agreement(session, *there, acts=[("proposed", None)])
    make_citation(session, make_source(session), agreement_id=tie.id)
    assert quality(connection) == []


def test_places_that_are_missing_or_that_two_cities_share_are_named(session, connection):
    make_city(session, "busan-kr", latitude=35.1, longitude=129.0)
    make_city(session, "pusan-kr", "Busan", latitude=35.1, longitude=129.0)
    make_city(session, "nowhere", "Nowhere", country_code=None)
    assert quality(connection) == [
        ("no_coordinates", "city:nowhere", None),
        ("no_country", "city:nowhere", None),
        ("same_coordinates", "city:busan-kr", "pusan-kr"),
        ("same_coordinates", "city:pusan-kr", "busan-kr"),
        ("same_name", "city:busan-kr", "pusan-kr"),
        ("same_name", "city:pusan-kr", "busan-kr"),
    ]


def test_the_questions_of_a_city_are_its_own_and_those_of_its_partners(session, connection, cities):
    busan, chicago, _ = cities
    make_citation(session, make_source(session), agreement_id=make_agreement(session, busan, chicago).id)
    assert [record for _, record, _ in quality(connection, busan)] == ["city:busan-kr", "city:chicago-us"]
    assert len(quality(connection)) == 3


def test_an_activity_of_which_only_the_country_is_known_has_an_open_place(articles):
    rows = report_quality(articles, find_city(articles, "Busan")).rows
    assert ("activity:startup-workshops-in-china", "China") in {
        (row.record, row.detail) for row in rows if row.problem == "no_city"
    }
