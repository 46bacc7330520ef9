"""Cities that may be one: pairs to look at, with what speaks for and against."""

import pytest
from sqlalchemy.orm import Session

from queries.making import make_agreement, make_citation, make_city, make_source
from twinning.db.models import CityIdentifier
from twinning.db.session import connection_of
from twinning.domain.vocabulary import AgreementKind
from twinning.queries.reports.duplicates import report_duplicates


def pairs(session: Session) -> list[tuple[str, str, str | None]]:
    rows = report_duplicates(connection_of(session)).rows
    return [(row.merge, str(row.speaks_for), str(row.speaks_against) or None) for row in rows]


def test_one_name_in_one_country_is_looked_at(session: Session) -> None:
    make_city(session, "lund-se", "Lund", country_code="SE")
    make_city(session, "lund-se--2", "Lund", country_code="SE")
    make_city(session, "lund-dk", "Lund", country_code="DK")
    assert pairs(session) == [("twinning merge-city lund-se--2 lund-se", "the same name", None)]


def test_a_name_without_a_country_may_be_any_of_that_name(session: Session) -> None:
    make_city(session, "lund-se", "Lund", country_code="SE")
    make_city(session, "lund-xx", "Lund", country_code=None)
    assert pairs(session) == [("twinning merge-city lund-xx lund-se", "the same name", "no country is known of one")]


def test_names_one_letter_apart_and_positions_are_weighed(session: Session) -> None:
    make_city(session, "zamosc-pl", "Zamosc", country_code="PL", latitude=50.7, longitude=23.2)
    make_city(session, "zamoscz-pl", "Zamoscz", country_code="PL", latitude=50.7, longitude=23.3)
    make_city(session, "zamost-pl", "Zamost", country_code="PL", latitude=54.0, longitude=18.0)
    found = {merge: (speaks_for, against) for merge, speaks_for, against in pairs(session)}
    assert found["twinning merge-city zamoscz-pl zamosc-pl"] == (
        "names one letter apart (zamosc, zamoscz); 7 km apart",
        None,
    )
    assert found["twinning merge-city zamost-pl zamosc-pl"] == (
        "names one letter apart (zamosc, zamost)",
        "500 km apart",
    )


def test_names_that_are_read_alike_in_two_alphabets_are_looked_at(session: Session) -> None:
    make_city(session, "shanghai-cn", "上海")
    make_city(session, "sanghai-cn", "상하이")
    make_city(session, "lodz-pl", "Łódź", "Lodz")  # one city's own names are not
    make_city(session, "seoul-kr", "서울")
    assert pairs(session) == [
        ("twinning merge-city sanghai-cn shanghai-cn", "names read alike (上海, 상하이)", None),
    ]


def test_cities_within_a_kilometre_are_looked_at_whatever_their_names(session: Session) -> None:
    for key, latitude in (("hakata-jp", 33.59), ("fukuoka-jp", 33.595), ("kurume-jp", 33.61)):
        make_city(session, key, latitude=latitude, longitude=130.40)
    make_city(session, "changwon-kr", latitude=33.59, longitude=130.40)
    assert pairs(session) == [("twinning merge-city fukuoka-jp hakata-jp", "1 km apart", None)]


def test_a_position_that_many_cities_have_is_that_of_their_country(session: Session) -> None:
    for key in ("hakata-jp", "fukuoka-jp", "kurume-jp", "omuta-jp"):
        make_city(session, key, latitude=35.0, longitude=136.0)
    assert pairs(session) == []


def test_an_id_in_common_speaks_for_one_city_and_a_postcode_does_not(session: Session) -> None:
    for key, value in (("hakata-jp", "40130"), ("fukuoka-jp", "40130"), ("kurume-jp", "40203")):
        city = make_city(session, key)
        for scheme, each in (("jis_x_0402", value), ("postcode", "812")):
            session.add(CityIdentifier(city_id=city.id, scheme=scheme, value=each))
    session.flush()
    assert pairs(session) == [("twinning merge-city fukuoka-jp hakata-jp", "the same jis_x_0402: 40130", None)]


def test_an_id_in_common_says_nothing_across_countries_and_beside_other_ids(session: Session) -> None:
    cities = [make_city(session, key) for key in ("hakata-jp", "changwon-kr")]
    cities += [make_city(session, key, wikidata_id=item) for key, item in (("lund-se", "Q1"), ("lyon-se", "Q2"))]
    for city, value in zip(cities, ("40130", "40130", "1281", "1281"), strict=True):
        session.add(CityIdentifier(city_id=city.id, scheme="municipal_key", value=value))
    session.flush()
    assert pairs(session) == []


def test_two_cities_with_ids_of_their_own_are_two(session: Session) -> None:
    make_city(session, "dubai-xx", "Dubai", country_code=None, wikidata_id="Q1")
    make_city(session, "dubai-xx--2", "Dubai", country_code=None, wikidata_id="Q2")
    assert pairs(session) == []


def test_what_two_lists_have_as_signing_with_one_city_on_one_day_may_be_one(session: Session) -> None:
    busan, milan, milano, roma = (make_city(session, key) for key in ("busan-kr", "mailand-it", "milano-it", "roma-it"))
    lists = [make_source(session, "one"), make_source(session, "two")]
    for city, day, of in ((milan, "1990-05-01", 0), (milano, "1990-05-01", 1), (roma, "1990-05-01", 1)):
        tie = make_agreement(session, busan, city, acts=(("signed", day),))
        make_citation(session, lists[of], seq=tie.id, agreement_id=tie.id, field="kind", value="sister_city")
    assert pairs(session) == [
        ("twinning merge-city milano-it mailand-it", "both signed with Busan on 1990-05-01", None),
        ("twinning merge-city roma-it mailand-it", "both signed with Busan on 1990-05-01", None),
    ]


@pytest.mark.parametrize(
    ("day", "other", "key"), [("1990", "1990", "milano-it"), ("1990-05-01", "1990-05-01", "lyon-fr")]
)
def test_a_year_in_common_or_another_country_says_nothing(session: Session, day: str, other: str, key: str) -> None:
    busan, milan, milano = (make_city(session, each) for each in ("busan-kr", "mailand-it", key))
    for number, (city, on) in enumerate(((milan, day), (milano, other))):
        tie = make_agreement(session, busan, city, acts=(("signed", on),))
        make_citation(session, make_source(session, f"list-{number}"), agreement_id=tie.id)
    assert pairs(session) == []


def test_agreements_of_the_same_parties_and_kind_are_looked_at(session: Session) -> None:
    busan, taipei, seoul = (make_city(session, key) for key in ("busan-kr", "taipei-tw", "seoul-kr"))
    make_agreement(session, busan, taipei, acts=(("signed", "1968"),))
    make_agreement(session, busan, taipei, acts=(("signed", "1968-03-23"), ("renewed", "1988")), key="later")
    make_agreement(session, busan, taipei, acts=(("signed", "1968"),), key="contact", kind=AgreementKind.CONTACT)
    make_agreement(session, busan, taipei, seoul, acts=(("signed", "1968"),))
    assert pairs(session) == [
        (
            "twinning merge-agreement busan-kr--taipei-tw later",
            "the same parties and kind; signed 1968 and 1968-03-23",
            None,
        )
    ]


def test_an_agreement_of_no_stated_kind_may_be_one_of_any(session: Session) -> None:
    busan, taipei = make_city(session, "busan-kr"), make_city(session, "taipei-tw")
    unsaid = make_agreement(session, busan, taipei, acts=(("signed", "1968"), ("renewed", "1988")))
    make_agreement(session, busan, taipei, acts=(("signed", "1968-03-23"),), key="said", kind=AgreementKind.CONTACT)
    assert pairs(session) == []
    make_citation(session, make_source(session), agreement_id=unsaid.id, field="kind", basis="inferred", because="?")
    assert pairs(session) == [
        (
            "twinning merge-agreement busan-kr--taipei-tw said",
            "the same parties, and nobody states the kind of one; signed 1968 and 1968-03-23",
            None,
        )
    ]
    make_citation(session, make_source(session, "b"), agreement_id=unsaid.id, field="kind", value="sister_city")
    assert pairs(session) == []


def test_another_day_speaks_against_one_agreement_and_a_successor_is_another_one(session: Session) -> None:
    busan, taipei = make_city(session, "busan-kr"), make_city(session, "taipei-tw")
    later = make_agreement(session, busan, taipei, acts=(("signed", "1990"),), key="later")
    make_agreement(
        session, busan, taipei, acts=(("signed", "1970"), ("superseded", "1990", {"successor_id": later.id}))
    )
    assert pairs(session) == []
    make_agreement(session, busan, taipei, acts=(("signed", "1991-02"),), key="third")
    make_agreement(session, busan, taipei, acts=(("signed", "2001"),), key="renewal")
    against = [(merge, against) for merge, _, against in pairs(session)]
    assert against == [("twinning merge-agreement third later", "signed 1991-02 and 1990")]
