import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.making import make_activity, make_agreement, make_citation, make_city, make_count, make_source, trying
from twinning.db.session import connection_of
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActivityStatus, AgreementKind, Measure, Status
from twinning.queries.lists.partners import PartnerFilter, list_partners
from twinning.queries.lookup.cities import find_city

TODAY = "2025-01-01"


def partners(connection, city, day=TODAY, group=0, **choice):
    """The rows of a group: 0 those with an agreement, 1 the proposed ones, 2 those met without one."""
    found = city if hasattr(city, "id") else find_city(connection, city)
    return list(list_partners(connection, found, PartnerFilter(day, **choice)).sections[group].rows)


def names(connection, city, day=TODAY, group=0, **choice):
    return [row.partner for row in partners(connection, city, day, group, **choice)]


def only(rows):
    (row,) = rows
    return row


@pytest.fixture
def busan(session):
    return make_city(session, "busan-kr")


@pytest.fixture
def chicago(session):
    return make_city(session, "chicago-us")


@pytest.fixture
def osaka(session):
    return make_city(session, "osaka-jp")


def test_the_articles_know_two_partners_of_busan(articles):
    rows = [(row.partner, row.country, row.kind, row.status, row.since) for row in partners(articles, "Busan")]
    assert rows == [
        ("Fukuoka", "Japan", "sister_city", "active", "[..2019-12-13]"),
        ("Shanghai", "China", "sister_city", "active", "[..2019-12-13]"),
    ]


def test_cities_met_through_activities_stand_apart(articles):
    rows = partners(articles, "Busan", group=2)
    assert {row.status for row in rows} == {"none_recorded"}
    assert [row.kind for row in rows] == [None] * len(rows)
    assert {"Cairo", "Surabaya", "Cebu", "Berlin"} <= {row.partner for row in rows}


def test_a_proposed_agreement_stands_apart(articles):
    assert names(articles, "Seoul") == ["Moscow", "Kalmykia"]
    assert [(row.partner, row.status, row.since) for row in partners(articles, "Seoul", group=1)] == [
        ("Shanghai", "proposed", None)
    ]


def test_several_agreements_with_one_partner_make_one_row(articles):
    moscow = partners(articles, "Seoul")[0]
    assert (moscow.agreements, moscow.since, moscow.sources) == (2, "1994?", 1)


def test_a_partner_row_counts_what_was_done_last_and_who_says_so(articles):
    kalmykia = partners(articles, "Seoul")[1]
    assert (kalmykia.last_activity, kalmykia.sources) == ("2004?-11-04", 1)


def test_fukuoka_was_a_cooperation_before_it_became_a_sister_city(both_packs):
    then = {
        day: only(row for row in partners(both_packs, "Busan", day) if row.key == "fukuoka-jp")
        for day in ("1989-10-15", "1990-01-01", "2008-01-01")
    }
    assert [(row.kind, row.status) for row in then.values()] == [
        ("cooperation", "unknown"),
        ("cooperation", "active"),
        ("sister_city", "active"),
    ]


def test_before_anything_can_have_happened_there_are_no_partners(both_packs):
    assert names(both_packs, "Busan", "1066-10-14") == []


def test_partners_stand_by_rank_then_date(both_packs):
    rows = partners(both_packs, "Busan", status=Status.ACTIVE)
    kinds = list(AgreementKind)
    order = [(kinds.index(row.kind), EdtfDate.parse(row.since).sort_key) for row in rows]
    assert order == sorted(order)


def test_the_claim_of_the_article_stands_beside_what_is_recorded(articles, both_packs):
    claims = [
        list_partners(connection, find_city(connection, "Busan"), PartnerFilter(TODAY)).notes
        for connection in (articles, both_packs)
    ]
    assert claims == [
        ("36 partner cities in 27 countries claimed for 2019-12; 2 recorded",),
        ("36 partner cities in 27 countries claimed for 2019-12; 37 recorded",),
    ]


def test_the_partners_of_that_day_lie_in_27_countries(both_packs):
    rows = partners(both_packs, "Busan", "2019-12-13", status=Status.ACTIVE)
    assert (len(rows), len({row.country_code for row in rows})) == (37, 27)


def test_a_filter_by_kind_keeps_those_of_that_kind(both_packs):
    friendship = partners(both_packs, "Busan", kind=AgreementKind.FRIENDSHIP_CITY)
    assert {row.kind for row in friendship} == {"friendship_city"}
    assert "Cebu Province" in [row.partner for row in friendship]
    assert names(both_packs, "Busan", group=2, kind=AgreementKind.FRIENDSHIP_CITY) == []


def test_a_filter_by_country_keeps_those_in_it(both_packs):
    assert names(both_packs, "Busan", country_code="JP") == ["Shimonoseki", "Fukuoka", "Osaka", "Nagasaki Prefecture"]


def test_a_filter_by_status_keeps_those_in_it(both_packs):
    assert names(both_packs, "Busan", status=Status.PROPOSED) == []
    assert names(both_packs, "Busan", group=1, status=Status.PROPOSED) == ["Miami"]
    assert names(both_packs, "Busan", group=2, status=Status.NONE_RECORDED) == names(both_packs, "Busan", group=2)


def test_agreements_only_leaves_the_other_groups_out(both_packs):
    listing = list_partners(both_packs, find_city(both_packs, "Busan"), PartnerFilter(TODAY, agreements_only=True))
    assert [section.name for section in listing.sections] == ["partners"]


def test_an_agreement_of_three_counts_once_and_each_sees_two_partners(session, connection, busan, chicago, osaka):
    make_agreement(session, busan, chicago, osaka)
    for city in (busan, chicago, osaka):
        rows = partners(connection, city)
        assert len(rows) == 2
        assert {row.agreements for row in rows} == {1}


def test_one_of_three_that_left_is_an_ended_partner_of_the_others(session, connection, busan, chicago, osaka):
    left = ("left", "2000-01-01", {"mode": "party", "city_id": osaka.id})
    make_agreement(session, busan, chicago, osaka, acts=[("signed", "1990"), left])
    assert {row.partner: row.status for row in partners(connection, busan)} == {"Chicago": "active", "Osaka": "ended"}
    assert {row.status for row in partners(connection, osaka)} == {"ended"}


def test_of_several_agreements_the_one_in_force_is_shown(session, connection, busan, chicago):
    make_agreement(session, busan, chicago, acts=[("signed", "1980"), ("ended", "1990")])
    make_agreement(session, busan, chicago, key="second", kind=AgreementKind.CONTACT, acts=[("signed", "2000")])
    assert (row := only(partners(connection, busan))).kind == "contact"
    assert (row.status, row.since, row.agreements) == ("active", "2000", 2)


def test_of_two_in_force_the_higher_kind_is_shown_and_then_the_earlier(session, connection, busan, chicago):
    for key, kind, day in (("a", "contact", "1980"), ("b", "sister_city", "1991"), ("c", "sister_city", "1990")):
        make_agreement(session, busan, chicago, key=key, kind=AgreementKind(kind), acts=[("signed", day)])
    assert (only(partners(connection, busan)).kind, only(partners(connection, busan)).since) == ("sister_city", "1990")


@pytest.mark.parametrize("held_up", ["suspended", "ended"])
def test_a_higher_tie_that_is_suspended_is_never_hidden_behind_one_in_force(
    session, connection, busan, chicago, held_up
):
    make_agreement(session, busan, chicago, key="a", acts=[("signed", "1990"), (held_up, "2022")])
    make_agreement(session, busan, chicago, key="b", kind=AgreementKind.COOPERATION)
    (row,) = list_partners(connection, busan, PartnerFilter(TODAY)).rows
    assert (row.kind, row.status) == ("cooperation", "active")
    hidden = ("sister_city", "suspended") if held_up == "suspended" else (None, None)
    assert (row.higher_kind, row.higher_status) == hidden


def test_a_partner_with_another_proposal_stands_in_both_groups(session, connection, busan, chicago):
    make_agreement(session, busan, chicago)
    make_agreement(session, busan, chicago, key="second", acts=[("proposed", "2000")])
    assert names(connection, busan) == names(connection, busan, group=1) == ["Chicago"]


def test_the_last_activity_is_the_last_that_was_held_with_the_partner_by_then(
    session, connection, busan, chicago, osaka
):
    make_agreement(session, busan, chicago)
    make_activity(session, "first", busan, chicago, start="1995")
    make_activity(session, "second", busan, chicago, start="1999-05")
    make_activity(session, "undated", busan, chicago)
    make_activity(session, "elsewhere", busan, osaka, start="2010")
    make_activity(session, "planned", busan, chicago, start="2020", status=ActivityStatus.PLANNED)
    assert only(partners(connection, busan)).last_activity == "1999-05"
    assert only(partners(connection, busan, "1996-01-01")).last_activity == "1995"


def test_a_visit_that_had_begun_by_a_day_is_not_one_of_earlier_years(session, connection, busan, chicago):
    make_activity(session, "visit", busan, chicago, start="[..2004-11-03]")
    assert names(connection, busan, "2004-11-02", group=2) == []
    assert names(connection, busan, "2004-11-03", group=2) == ["Chicago"]


def test_only_what_was_held_makes_a_city_met(session, connection, busan, chicago, osaka):
    make_activity(session, "held", busan, chicago, start="1995")
    make_activity(session, "cancelled", busan, osaka, start="1995", status=ActivityStatus.CANCELLED)
    assert names(connection, busan, group=2) == ["Chicago"]
    assert names(connection, busan, "1994-12-31", group=2) == []


def test_a_city_with_a_place_of_its_own_twice_is_not_its_own_partner(session, connection, busan):
    make_activity(session, "at-home", busan, busan, start="1995")
    assert names(connection, busan, group=2) == []


def test_sources_of_an_agreement_and_of_its_acts_count_once_each(session, connection, busan, chicago):
    agreement = make_agreement(session, busan, chicago, acts=[("signed", "1990"), ("renewed", "2000")])
    paper, page = make_source(session), make_source(session, "a-page")
    make_citation(session, paper, agreement_id=agreement.id)
    make_citation(session, paper, seq=2, agreement_id=agreement.id, field="kind")
    make_citation(session, page, agreement_id=agreement.id)
    assert only(partners(connection, busan)).sources == 2


def test_a_claim_is_compared_with_the_kinds_that_it_covers(session, connection, busan, chicago, osaka):
    make_agreement(session, busan, chicago)
    make_agreement(session, busan, osaka, kind=AgreementKind.CONTACT)
    make_count(session, busan, Measure.PARTNER_CITIES, 5, "2000", kinds=[AgreementKind.SISTER_CITY])
    make_count(session, busan, Measure.PARTNER_CITIES, 7, None, seq=2)
    assert list_partners(connection, busan, PartnerFilter(TODAY)).notes == (
        "5 partner cities claimed for 2000; 1 recorded",
        "7 partner cities claimed; 2 recorded",
    )


def test_a_namesake_is_told_apart_by_its_key(session, connection, busan):
    for key in ("london-gb", "london-ca"):
        make_agreement(session, busan, make_city(session, key))
    assert [(row.partner, row.key) for row in partners(connection, busan)] == [
        ("London", "london-ca"),
        ("London", "london-gb"),
    ]


CITIES = ("a-kr", "b-kr", "c-kr", "d-kr")
TIES = st.lists(
    st.tuples(
        st.sets(st.sampled_from(CITIES), min_size=2, max_size=3),
        st.sampled_from([*AgreementKind]),
        st.lists(
            st.tuples(
                st.sampled_from(["proposed", "signed", "suspended", "ended"]),
                st.sampled_from(["1990", "2000-05", "2010-01-01"]),
            ),
            min_size=1,
            max_size=3,
        ),
    ),
    max_size=5,
)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(TIES, st.sampled_from(["1990-06-01", "2005-01-01", TODAY]))
def test_a_partner_has_its_partner_as_partner(sqlite_empty, ties, day):
    with trying(sqlite_empty) as session:
        cities = {key: make_city(session, key) for key in CITIES}
        for number, (parties, kind, acts) in enumerate(ties):
            make_agreement(
                session, *(cities[key] for key in sorted(parties)), key=f"tie-{number}", kind=kind, acts=acts
            )
        for group in (0, 1):
            seen = {
                (key, row.key, row.kind, row.status, row.since, row.agreements)
                for key, city in cities.items()
                for row in partners(connection_of(session), city, day, group)
            }
            assert seen == {(other, key, *rest) for key, other, *rest in seen}


def test_a_claim_without_a_day_is_compared_with_the_day_asked_for(session, connection, busan, chicago):
    make_agreement(session, busan, chicago, acts=[("signed", "1990", {"until": EdtfDate.parse("2030-12-31")})])
    make_count(session, busan, Measure.PARTNER_CITIES, 1, None)
    assert list_partners(connection, busan, PartnerFilter(TODAY)).notes == ("1 partner cities claimed; 1 recorded",)
