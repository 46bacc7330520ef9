"""The reports of several tables: a brief on a partner, and the year of a council."""

import pytest

from queries.making import make_activity, make_agreement, make_city, make_commitment
from twinning.db.models import ActivityPerson, Person
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActivityKind, ActivityPersonRole, ActivityStatus
from twinning.errors import UsageError
from twinning.queries.reports.annual import report_annual
from twinning.queries.reports.partner_brief import report_partner_brief
from twinning.rows import Dossier

TODAY = "2026-01-01"


@pytest.fixture
def cities(session):
    return [make_city(session, key) for key in ("busan-kr", "chicago-us", "osaka-jp")]


def facts(document: Dossier) -> dict[str, object]:
    return {fact.name: fact.value for fact in document.facts}


def rows(document: Dossier, name: str) -> list:
    return [row for section in document.sections if section.name == name for row in section.rows]


def test_a_brief_has_the_papers_and_acts_of_the_two_cities_and_of_no_others(session, connection, cities):
    busan, chicago, osaka = cities
    renewed, other = ({"until": EdtfDate.parse(year)} for year in ("2027", "2028"))
    make_agreement(session, busan, chicago, acts=[("signed", "2007-05-07"), ("renewed", "2017-05-07", renewed)])
    make_agreement(session, busan, osaka, acts=[("signed", "2008", other)])
    brief = report_partner_brief(connection, chicago, busan, TODAY)
    assert brief.title == "Busan and Chicago"
    assert [row.key for row in rows(brief, "papers")] == ["busan-kr--chicago-us"]
    assert [(row.act, row.on) for row in rows(brief, "acts")] == [("signed", "2007-05-07"), ("renewed", "2017-05-07")]
    assert [row.on for row in rows(brief, "anniversaries")] == ["2027-05-07"]
    assert [row.until for row in rows(brief, "terms")] == ["2027"]
    assert (facts(brief)["status"], facts(brief)["since"], facts(brief)["agreements"]) == ("active", "2007-05-07", 1)


def test_a_brief_has_what_both_had_a_part_in_by_kind_and_whom_they_met(session, connection, cities):
    busan, chicago, osaka = cities
    visit = make_activity(session, "visit", busan, chicago, start="2010-05-01", kind=ActivityKind.DELEGATION)
    make_activity(session, "fair", busan, chicago, osaka, start="2012")
    make_activity(session, "elsewhere", busan, osaka)
    make_activity(session, "next", busan, chicago, start="2030", status=ActivityStatus.PLANNED)
    mayor = Person(key="mayor", name="The Mayor", folded="the mayor")
    session.add(mayor)
    session.flush()
    link = ActivityPerson(activity_id=visit.id, person_id=mayor.id, role=ActivityPersonRole.HEAD, post="Mayor")
    session.add(link)
    session.flush()
    brief = report_partner_brief(connection, chicago, busan, TODAY)
    assert [row.key for row in rows(brief, "visits")] == ["visit"]
    assert [row.key for row in rows(brief, "events")] == ["fair", "next"]
    assert [(row.person, row.post, row.at, row.on) for row in rows(brief, "people")] == [
        ("The Mayor", "Mayor", "Visit", "2010-05-01")
    ]
    assert facts(brief)["activities"] == 2


def test_a_brief_has_the_promises_in_both_directions(session, connection, cities):
    busan, chicago, osaka = cities
    tie = make_agreement(session, busan, chicago)
    make_commitment(session, tie, chicago, creditor_id=busan.id)
    make_commitment(session, tie, busan, seq=2, text="A bench")
    make_commitment(session, make_agreement(session, busan, osaka), osaka, creditor_id=busan.id)
    brief = report_partner_brief(connection, chicago, busan, TODAY)
    assert [row.commitment for row in rows(brief, "promises")] == ["A tree", "A bench"]
    assert facts(brief)["open_promises"] == 2


def test_a_brief_of_an_earlier_day_knows_nothing_of_what_came_later(session, connection, cities):
    busan, chicago, _ = cities
    make_agreement(session, busan, chicago, acts=[("signed", "2007-05-07"), ("ended", "2020-01-01")])
    make_activity(session, "fair", busan, chicago, start="2012")
    brief = report_partner_brief(connection, chicago, busan, "2010-01-01")
    assert (facts(brief)["status"], facts(brief)["activities"]) == ("active", 0)
    assert [row.act for row in rows(brief, "acts")] == ["signed"]


def test_a_partner_without_any_agreement_is_said_to_have_none_recorded(connection, cities):
    brief = report_partner_brief(connection, cities[1], cities[0], TODAY)
    assert (facts(brief)["status"], facts(brief)["agreements"]) == ("none_recorded", 0)


def test_a_year_has_its_acts_and_activities_and_how_things_stood_at_its_end(session, connection, cities):
    busan, chicago, osaka = cities
    make_agreement(session, busan, chicago, acts=[("signed", "2007-05-07"), ("ended", "2020-01-01")])
    acts = [("proposed", "2017"), ("signed", "2019-03"), ("ended", "2019-10-01")]
    make_agreement(session, busan, osaka, acts=acts)
    make_activity(session, "fair", busan, chicago, start="2019-05")
    make_activity(session, "earlier", busan, chicago, start="2018-05")
    year = report_annual(connection, 2019, busan, TODAY)
    assert (year.title, year.as_of) == ("The year 2019 of Busan", "2019-12-31")
    assert [(row.act, row.on) for row in rows(year, "acts")] == [("signed", "2019-03"), ("ended", "2019-10-01")]
    assert [row.key for row in rows(year, "activities")] == ["fair"]
    told = facts(year)
    assert [told[name] for name in ("partners", "agreements_in_force", "signed", "ended", "events")] == [1, 1, 1, 1, 1]


def test_what_may_have_been_in_the_year_is_not_counted_and_said(session, connection, cities):
    busan, chicago, _ = cities
    make_agreement(session, busan, chicago, acts=[("signed", "201X")])
    make_activity(session, "fair", busan, chicago)
    make_activity(session, "later", busan, chicago, start="202X")
    year = report_annual(connection, 2019, busan, TODAY)
    assert (facts(year)["signed"], facts(year)["activities"]) == (0, 0)
    assert year.notes[0].startswith("2 acts and activities may have been in 2019")


def test_a_year_that_still_runs_is_as_of_the_day_and_one_that_has_not_begun_is_refused(connection, cities):
    assert report_annual(connection, 2026, cities[0], "2026-06-01").as_of == "2026-06-01"
    with pytest.raises(UsageError, match="2027 has not begun by 2026-06-01"):
        report_annual(connection, 2027, cities[0], "2026-06-01")


def test_a_year_brings_the_anniversaries_and_terms_of_the_next_one(session, connection, cities):
    until = {"until": EdtfDate.parse("2020-06-30")}
    make_agreement(session, *cities[:2], acts=[("signed", "2010-05-07", until)])
    year = report_annual(connection, 2019, None, TODAY)
    assert [(row.on, row.years) for row in rows(year, "anniversaries")] == [("2020-05-07", 10)]
    assert [row.until for row in rows(year, "terms_running")] == ["2020-06-30"]
    assert year.title == "The year 2019"
