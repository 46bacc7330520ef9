"""What each list can be asked for: the same filters everywhere, on both databases."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from queries.making import (
    make_activity,
    make_agreement,
    make_citation,
    make_city,
    make_commitment,
    make_source,
    trying,
)
from twinning.db.models import (
    ActivityField,
    ActivityOrganization,
    ActivityPerson,
    ActPerson,
    AgreementAct,
    AgreementField,
    AgreementOrganization,
    CityName,
    Organization,
    Person,
    PersonPost,
)
from twinning.db.session import connection_of
from twinning.domain.dates import EdtfDate
from twinning.domain.dates.spans import Span
from twinning.domain.names import fold
from twinning.domain.vocabulary import (
    ActivityKind,
    ActivityOrganizationRole,
    ActivityPersonRole,
    ActPersonRole,
    AgreementOrganizationRole,
    Field,
    NameKind,
)
from twinning.queries.lists import activities, agreements, cities, commitments, partners, people, sources
from twinning.queries.lists.filters import Filter
from twinning.queries.lookup.cities import find_city
from twinning.rows import Listing

TODAY = "2026-01-01"


def keys(listing: Listing) -> list[str]:
    return [row.key for row in listing.rows]


def span(since: str | None = None, until: str | None = None, *, certain: bool = False) -> Span:
    first, last = (EdtfDate.parse(text) if text else None for text in (since, until))
    return Span(first, last, certain)


@pytest.fixture
def busan(session):
    return make_city(session, "busan-kr")


@pytest.fixture
def chicago(session):
    return make_city(session, "chicago-us")


@pytest.fixture
def osaka(session):
    return make_city(session, "osaka-jp")


@pytest.fixture
def kim(session):
    return make(session, Person(key="kim", name="Kim Min-ji", folded=fold("Kim Min-ji")))


@pytest.fixture
def museum(session):
    return make(session, Organization(key="museum", name="Maritime Museum", short_name="MM", folded="maritimemuseum"))


def make(session: Any, record: Any) -> Any:
    session.add(record)
    session.flush()
    return record


def chosen_agreements(connection: Connection, **chosen: Any) -> list[str]:
    return keys(agreements.list_agreements(connection, agreements.AgreementFilter(TODAY, **chosen)))


def chosen_events(connection: Connection, **chosen: Any) -> list[str]:
    return keys(activities.list_activities(connection, activities.ActivityFilter(ActivityKind.EVENT, **chosen)))


def chosen_partners(connection: Connection, city: Any, **chosen: Any) -> list[str]:
    return keys(partners.list_partners(connection, city, partners.PartnerFilter(TODAY, **chosen)))


def test_both_cities_are_parties_to_what_is_chosen_by_two(session, connection, busan, chicago, osaka):
    make_agreement(session, busan, chicago)
    make_agreement(session, busan, osaka)
    make_agreement(session, busan, chicago, osaka, key="three")
    assert chosen_agreements(connection, cities=(busan.id, chicago.id)) == ["busan-kr--chicago-us", "three"]


def test_both_cities_took_part_in_what_is_chosen_by_two(session, connection, busan, chicago, osaka):
    make_activity(session, "fair", busan, chicago)
    make_activity(session, "parade", busan, osaka)
    assert chosen_events(connection, cities=(busan.id, chicago.id)) == ["fair"]


def test_agreements_are_chosen_by_the_day_of_their_first_signing(session, connection, busan, chicago, osaka):
    make_agreement(session, busan, chicago, key="a", acts=[("signed", "1999-12"), ("renewed", "2005")])
    make_agreement(session, busan, osaka, key="b", acts=[("signed", "200X")])
    make_agreement(session, chicago, osaka, key="c", acts=[("signed", "2004?-11-03")])
    assert chosen_agreements(connection, span=span("2004", "2005")) == ["b", "c"]
    assert chosen_agreements(connection, span=span("2000", "2009", certain=True)) == ["b"]


def test_what_was_never_signed_was_signed_in_no_year_and_what_has_no_day_perhaps_in_any(
    session, connection, busan, chicago, osaka
):
    make_agreement(session, busan, chicago, key="proposed", acts=[("proposed", "2004")])
    make_agreement(session, busan, osaka, key="undated", acts=[("signed", None)])
    make_agreement(session, chicago, osaka, key="ended", acts=[("ended", "2010")])
    assert chosen_agreements(connection, span=span("2004", "2004")) == ["ended", "undated"]
    assert chosen_agreements(connection, span=span("2004", "2004", certain=True)) == []
    assert len(chosen_agreements(connection)) == 3


def test_agreements_are_chosen_by_field_signatory_organization_and_text(
    session, connection, busan, chicago, osaka, kim, museum
):
    named = make_agreement(session, busan, chicago, title="On Harbours")
    make_agreement(session, busan, osaka)
    (act,) = session.scalars(select(AgreementAct).where(AgreementAct.agreement_id == named.id))
    session.add_all(
        [
            AgreementField(agreement_id=named.id, field=Field.CULTURE),
            ActPerson(act_id=act.id, person_id=kim.id, role=ActPersonRole.SIGNATORY),
            AgreementOrganization(
                agreement_id=named.id, organization_id=museum.id, role=next(iter(AgreementOrganizationRole))
            ),
        ]
    )
    session.flush()
    for chosen in (
        {"field": Field.CULTURE},
        {"person": kim.id},
        {"organization": museum.id},
        {"text": "harbours"},
        {"text": "CHICAGO"},
    ):
        assert chosen_agreements(connection, **chosen) == ["busan-kr--chicago-us"], chosen
        assert chosen_agreements(connection, cities=(osaka.id,), **chosen) == [], chosen


def test_activities_are_chosen_by_field_person_organization_and_agreement(
    session, connection, busan, chicago, kim, museum
):
    agreement = make_agreement(session, busan, chicago)
    make_activity(session, "other", busan)
    fair = make_activity(session, "fair", busan, agreement_id=agreement.id)
    session.add_all(
        [
            ActivityField(activity_id=fair.id, field=Field.SPORT),
            ActivityPerson(activity_id=fair.id, person_id=kim.id, role=next(iter(ActivityPersonRole))),
            ActivityOrganization(
                activity_id=fair.id, organization_id=museum.id, role=next(iter(ActivityOrganizationRole))
            ),
        ]
    )
    session.flush()
    for chosen in (
        {"field": Field.SPORT},
        {"person": kim.id},
        {"organization": museum.id},
        {"agreement": agreement.id},
    ):
        assert chosen_events(connection, **chosen) == ["fair"], chosen


def test_a_source_chooses_what_it_is_cited_for_and_what_hangs_on_it(session, connection, busan, chicago, osaka, kim):
    source, other = make_source(session), make_source(session, "other-paper")
    by_itself = make_agreement(session, busan, chicago)
    by_an_act = make_agreement(session, busan, osaka)
    make_agreement(session, chicago, osaka)
    (act,) = session.scalars(select(AgreementAct).where(AgreementAct.agreement_id == by_an_act.id))
    name = make(session, CityName(city_id=osaka.id, seq=1, name="大阪", folded="大阪", kind=NameKind.OFFICIAL))
    post = make(session, PersonPost(person_id=kim.id, seq=1, title="Mayor"))
    supported = (
        {"agreement_id": by_itself.id},
        {"agreement_act_id": act.id},
        {"city_name_id": name.id},
        {"person_post_id": post.id},
    )
    for seq, columns in enumerate(supported, 1):
        make_citation(session, source, seq=seq, **columns)
    assert chosen_agreements(connection, source=source.id) == ["busan-kr--chicago-us", "busan-kr--osaka-jp"]
    assert keys(cities.list_cities(connection, cities.CityFilter(source=source.id))) == ["osaka-jp"]
    assert keys(people.list_people(connection, Filter(source=source.id))) == ["kim"]
    assert chosen_partners(connection, busan, source=source.id) == ["chicago-us", "osaka-jp"]
    assert chosen_agreements(connection, source=other.id) == chosen_events(connection, source=other.id) == []


def test_cities_are_chosen_by_a_part_of_any_of_their_names(session, connection):
    make_city(session, "busan-kr", "Busan", "Pusan", "부산광역시")
    make_city(session, "osaka-jp")
    for text in ("USA", "pus", "산 광"):
        assert keys(cities.list_cities(connection, cities.CityFilter(text=text))) == ["busan-kr"], text
    assert keys(cities.list_cities(connection, cities.CityFilter(text="%"))) == []


def test_people_are_chosen_by_where_they_have_a_post(session, connection, busan, osaka, kim, museum):
    make(session, Person(key="lee", name="Lee", folded="lee"))
    make(session, PersonPost(person_id=kim.id, seq=1, title="Mayor", city_id=busan.id))
    make(session, PersonPost(person_id=kim.id, seq=2, title="Director", organization_id=museum.id))
    for chosen in ({"cities": (busan.id,)}, {"country_code": "KR"}, {"organization": museum.id}, {"text": "min ji"}):
        assert keys(people.list_people(connection, Filter(**chosen))) == ["kim"], chosen
    assert keys(people.list_people(connection, Filter(cities=(osaka.id,)))) == []
    assert keys(people.list_organizations(connection, Filter(person=kim.id))) == ["museum"]


def test_organizations_are_chosen_by_the_city_that_they_act_for(session, connection, busan, museum):
    make(session, Organization(key="bfic", name="Foundation", folded="foundation", acts_for_id=busan.id))
    assert keys(people.list_organizations(connection, Filter(cities=(busan.id,)))) == ["bfic"]
    assert keys(people.list_organizations(connection, Filter(country_code="KR"))) == ["bfic"]
    assert keys(people.list_organizations(connection, Filter(text="mm"))) == ["museum"]


def test_commitments_are_chosen_by_both_sides_the_day_that_they_are_due_and_their_words(
    session, connection, busan, chicago, osaka
):
    agreement, other = make_agreement(session, busan, chicago), make_agreement(session, busan, osaka)
    make_commitment(session, agreement, busan, creditor_id=chicago.id, text="A tree", due=EdtfDate.parse("2015-06"))
    make_commitment(session, other, busan, creditor_id=osaka.id, text="A bench", due=EdtfDate.parse("2015?"))

    def texts(**chosen: Any) -> list[str]:
        listing = commitments.list_commitments(connection, commitments.CommitmentFilter(**chosen))
        return [row.commitment for row in listing.rows]

    assert texts(cities=(busan.id, chicago.id)) == texts(country_code="US") == texts(text="tree") == ["A tree"]
    assert texts(agreement=other.id) == ["A bench"]
    assert texts(span=span("2015", "2015")) == ["A bench", "A tree"]
    assert texts(span=span("2015", "2015", certain=True)) == ["A tree"]
    assert texts(span=span("2016", None)) == []


def test_sources_are_chosen_by_the_day_of_their_publication_and_for_whom_they_speak(session, connection, busan):
    make_source(session, "old", published=EdtfDate.parse("2004?"))
    make_source(session, "new", published=EdtfDate.parse("2019-12-13"), speaks_for_id=busan.id)
    make_source(session, "undated")

    def found(**chosen: Any) -> list[str]:
        return keys(sources.list_sources(connection, sources.SourceFilter(**chosen)))

    assert found(span=span("2019", "2019")) == ["new", "undated"]
    assert found(span=span("2000", "2020", certain=True)) == ["new"]
    assert found(country_code="KR") == found(cities=(busan.id,)) == ["new"]


def test_partners_are_chosen_by_their_agreements_and_nobody_without_one_is_shown_then(
    session, connection, busan, chicago, osaka
):
    signed = make_agreement(session, busan, chicago, acts=[("signed", "1990")])
    session.add(AgreementField(agreement_id=signed.id, field=Field.CULTURE))
    make_activity(session, "fair", busan, osaka)
    assert chosen_partners(connection, busan) == ["chicago-us", "osaka-jp"]
    assert chosen_partners(connection, busan, text="osa") == ["osaka-jp"]
    for chosen in ({"field": Field.CULTURE}, {"span": span("1990", "1990")}):
        assert chosen_partners(connection, busan, **chosen) == ["chicago-us"], chosen
    assert chosen_partners(connection, busan, span=span("1991", None)) == []


def test_a_claim_of_all_partners_is_not_set_beside_a_part_of_them(both_packs):
    busan = find_city(both_packs, "Busan")
    assert partners.list_partners(both_packs, busan, partners.PartnerFilter(TODAY)).notes
    assert not partners.list_partners(both_packs, busan, partners.PartnerFilter(TODAY, text="a")).notes


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc"), st.sampled_from(["1990", "199X", "2004?"]))),
    st.sampled_from([{"cities": 1}, {"cities": 2}, {"country_code": "AA"}, {"span": span("1990", "1995")}]),
)
def test_a_further_filter_never_adds_to_what_is_chosen(sqlite_empty, ties, chosen: dict[str, Any]) -> None:
    with trying(sqlite_empty) as session:
        made = {letter: make_city(session, f"{letter}-{letter}{letter}") for letter in "abc"}
        for number, (one, other, day) in enumerate(ties):
            if one != other:
                make_agreement(session, made[one], made[other], key=f"tie-{number}", acts=[("signed", day)])
        if isinstance(chosen.get("cities"), int):
            chosen = {"cities": tuple(city.id for city in made.values())[: chosen["cities"]]}
        assert is_part(chosen_agreements(connection_of(session), **chosen), chosen_agreements(connection_of(session)))
        certain = {"span": span("1990", "1995", certain=True)}
        assert is_part(
            chosen_agreements(connection_of(session), **chosen | certain),
            chosen_agreements(connection_of(session), **certain),
        )


def is_part(some: Iterable[str], every: Iterable[str]) -> bool:
    return set(some) <= set(every)
