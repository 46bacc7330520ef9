import pytest

from queries.making import make_activity, make_agreement, make_city, make_commitment
from twinning.db.models import AgreementField, CitySuccession
from twinning.domain.dates import EdtfDate
from twinning.domain.dates.spans import Span
from twinning.domain.vocabulary import AgreementKind, CommitmentState, Field, Status
from twinning.queries.lists.agreements import AgreementFilter, list_agreements
from twinning.queries.reports.countries import report_countries
from twinning.queries.reports.decades import report_decades
from twinning.queries.reports.partners import report_partners

TODAY = "2025-01-01"


@pytest.fixture
def cities(session):
    return [make_city(session, key) for key in ("busan-kr", "chicago-us", "osaka-jp")]


def test_the_report_has_a_row_for_each_agreement_ever_signed(both_packs):
    from twinning.queries.lookup.cities import find_city

    rows = list(report_partners(both_packs, find_city(both_packs, "Busan"), TODAY).rows)
    fukuoka = [(row.kind, row.status, row.since) for row in rows if row.partner == "Fukuoka"]
    assert fukuoka == [("sister_city", "active", "2007-02-02"), ("cooperation", "superseded", "1989-10")]
    assert "Miami" not in {row.partner for row in rows}


def test_the_report_says_what_was_done_and_what_is_still_owed(session, connection, cities):
    busan, chicago, _ = cities
    agreement = make_agreement(session, busan, chicago)
    session.add_all(AgreementField(agreement_id=agreement.id, field=field) for field in (Field.SPORT, Field.CULTURE))
    make_activity(session, "show", busan, chicago, start="1995")
    make_activity(session, "visit", busan, chicago, start="1999")
    make_commitment(session, agreement, busan, creditor_id=chicago.id)
    make_commitment(session, agreement, chicago, creditor_id=busan.id, seq=2)
    make_commitment(session, agreement, busan, creditor_id=chicago.id, seq=3, state=CommitmentState.KEPT)
    (row,) = report_partners(connection, busan, TODAY).rows
    assert (row.activities, row.last_activity, row.open_commitments) == (0, None, 2)
    assert (row.pair_activities, row.pair_last_activity, row.pair_open_commitments) == (2, "1999", 2)
    assert str(row.fields) == "culture; sport"


def test_each_agreement_has_its_own_activities_and_promises(session, connection, cities):
    busan, chicago, _ = cities
    one, other = (make_agreement(session, busan, chicago, key=key) for key in ("one", "two"))
    make_activity(session, "show", busan, chicago, start="1995", agreement_id=one.id)
    make_activity(session, "visit", busan, chicago, start="1999")
    make_commitment(session, other, busan, creditor_id=chicago.id)
    rows = {row.key: row for row in report_partners(connection, busan, TODAY).rows}
    own = {key: (row.activities, row.last_activity, row.open_commitments) for key, row in rows.items()}
    assert own == {"one": (1, "1995", 0), "two": (0, None, 1)}
    pair = {(row.pair_activities, row.pair_last_activity, row.pair_open_commitments) for row in rows.values()}
    assert pair == {(2, "1999", 1)}


def test_the_report_of_a_city_without_partners_is_empty_and_says_so(connection, cities):
    report = report_partners(connection, cities[0], TODAY)
    assert (list(report.rows), report.empty) == ([], "no agreements of Busan recorded")


def countries(connection, city, day=TODAY):
    rows = report_countries(connection, city, day).rows
    return [(row.country_code, row.kind, row.decade, row.active) for row in rows]


def test_agreements_are_counted_by_country_kind_and_decade(session, connection, cities):
    busan, chicago, osaka = cities
    for number, (other, day) in enumerate(((chicago, "1991"), (chicago, "1999"), (chicago, "2004"), (osaka, "199X"))):
        make_agreement(session, busan, other, key=f"tie-{number}", acts=[("signed", day)])
    make_agreement(session, busan, osaka, key="tie-5", kind=AgreementKind.CONTACT, acts=[("signed", "[..2019-12-13]")])
    assert countries(connection, busan) == [
        ("JP", "sister_city", "1990s", 1),
        ("JP", "contact", None, 1),
        ("US", "sister_city", "1990s", 2),
        ("US", "sister_city", "2000s", 1),
    ]
    assert countries(connection, busan, "1995-01-01")[-1] == ("US", "sister_city", "1990s", 1)


def test_only_what_is_in_force_counts_as_such_and_other_statuses_stand_beside_it(session, connection, cities):
    busan, chicago, _ = cities
    for number, kind in enumerate(("amended", "ended", "suspended")):
        make_agreement(session, busan, chicago, key=f"tie-{number}", acts=[("signed", "1990"), (kind, "2000")])
    (row,) = report_countries(connection, busan, TODAY).rows
    assert (row.active, row.ended, row.suspended, row.expired, row.unknown) == (1, 1, 1, 0, 0)
    (before,) = report_countries(connection, busan, "1999-01-01").rows
    assert (before.active, before.ended, before.suspended) == (3, 0, 0)


def test_what_came_from_a_predecessor_is_counted_apart(session, connection, cities):
    busan, chicago, osaka = cities
    session.add(CitySuccession(old_city_id=osaka.id, new_city_id=busan.id, seq=1))
    make_agreement(session, osaka, chicago)
    make_agreement(session, osaka, busan)
    rows = list(report_countries(connection, busan, TODAY).rows)
    assert [(row.country_code, row.active, row.through) for row in rows] == [("JP", 1, None), ("US", 1, "osaka-jp")]


def test_an_agreement_of_three_counts_once_in_each_country(session, connection, cities):
    nagoya = make_city(session, "nagoya-jp")
    make_agreement(session, *cities, nagoya)
    assert countries(connection, cities[0]) == [("JP", "sister_city", "1990s", 1), ("US", "sister_city", "1990s", 1)]


def test_a_partner_without_a_country_comes_last(session, connection, cities):
    make_agreement(session, cities[0], make_city(session, "somewhere-xx", country_code=None))
    make_agreement(session, cities[0], cities[1])
    assert [code for code, *_ in countries(connection, cities[0])] == ["US", None]


def agreements(connection, day=TODAY, **choice):
    return [row.key for row in list_agreements(connection, AgreementFilter(day, **choice)).rows]


def test_agreements_are_chosen_by_city_kind_status_and_country(session, connection, cities):
    busan, chicago, osaka = cities
    make_agreement(session, busan, chicago, key="a")
    make_agreement(session, busan, osaka, key="b", kind=AgreementKind.CONTACT)
    make_agreement(session, chicago, osaka, key="c", acts=[("signed", "1990"), ("ended", "2000")])
    assert agreements(connection) == ["a", "b", "c"]
    assert agreements(connection, cities=(busan.id,)) == ["a", "b"]
    assert agreements(connection, kind=AgreementKind.CONTACT) == ["b"]
    assert agreements(connection, status=Status.ENDED) == ["c"]
    assert agreements(connection, country_code="US") == ["a", "c"]
    assert agreements(connection, "1999-01-01", status=Status.ENDED) == []
    assert agreements(connection, "1066-10-14") == []


def test_the_whole_register_has_its_agreements_under_the_country_of_each_party(session, connection):
    busan, chicago, osaka = (make_city(session, key) for key in ("busan-kr", "chicago-us", "osaka-jp"))
    make_agreement(session, busan, chicago, osaka, acts=[("signed", "1990")])
    make_agreement(session, chicago, osaka, acts=[("signed", "2007")])
    rows = report_countries(connection, None, TODAY).rows
    assert [(row.country_code, row.decade, row.active) for row in rows] == [
        ("JP", "1990s", 1),
        ("JP", "2000s", 1),
        ("KR", "1990s", 1),
        ("US", "1990s", 1),
        ("US", "2000s", 1),
    ]


def test_reports_of_agreements_can_be_on_those_that_were_or_may_have_been_signed_in_a_span(session, connection):
    busan = make_city(session, "busan-kr")
    for key, signed in (("chicago-us", "1990"), ("miami-us", "2007"), ("boston-us", "200X")):
        make_agreement(session, busan, make_city(session, key), acts=[("signed", signed)])
    asked = Span(EdtfDate.parse("2000"), EdtfDate.parse("2006"))
    assert [row.since for row in report_partners(connection, busan, TODAY, asked).rows] == ["200X"]
    countries = report_countries(connection, busan, TODAY, asked).rows
    assert [(row.decade, row.active) for row in countries] == [("2000s", 1)]
    decades = report_decades(connection, None, TODAY, asked).rows
    assert [(row.decade, row.agreements) for row in decades] == [("2000s", 1)]
