"""What a city is called in a language: the name that a list in that language shows in the place of its own."""

import pytest

from queries.making import make_city
from twinning.db.models import CityName
from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold
from twinning.domain.vocabulary import NameKind
from twinning.queries.lookup.names_of_cities import names_of_cities


@pytest.fixture
def named(session):
    """Record a city with names in a language: a name with its kind, and what else is known of it."""

    def name(key, own, language, *others):
        city = make_city(session, key, own)
        for seq, (other, kind, *columns) in enumerate(others, 1):
            row = {"seq": seq, "name": other, "folded": fold(other), "kind": kind, "language": language}
            session.add(CityName(city_id=city.id, **row | dict(*columns)))
        session.flush()

    return name


def test_a_short_name_comes_before_an_exonym_and_that_before_an_official_one(connection, named):
    short, exonym, official = (
        ("부산", NameKind.SHORT),
        ("푸산", NameKind.EXONYM),
        ("부산시", NameKind.OFFICIAL),
    )
    named("busan-kr", "Busan", "ko", official, exonym, short)
    named("pusan-kr", "Pusan", "ko", official, exonym)
    assert names_of_cities(connection, "ko") == {"Busan": "부산", "Pusan": "푸산"}


def test_of_names_of_one_kind_the_first_is_shown(connection, named):
    named("busan-kr", "Busan", "ko", ("부산", NameKind.EXONYM), ("가산", NameKind.EXONYM))
    assert names_of_cities(connection, "ko") == {"Busan": "부산"}


def test_former_names_and_names_that_were_given_up_are_none(connection, named):
    given_up = ("Chemnitz", NameKind.EXONYM, {"until": EdtfDate.parse("1953")})
    named("chemnitz-de", "Chemnitz", "ko", ("카를마르크스슈타트", NameKind.FORMER), given_up)
    assert names_of_cities(connection, "ko") == {}


def test_names_in_a_script_come_before_those_in_the_language_alone(connection, session, named):
    named("shanghai-cn", "Shanghai", "zh", ("上海", NameKind.SHORT))
    named("busan-kr", "Busan", "zh-Hant", ("釜山市", NameKind.OFFICIAL), ("釜山", NameKind.SHORT, {"language": "zh"}))
    assert names_of_cities(connection, "zh-Hant") == {"Shanghai": "上海", "Busan": "釜山市"}
    assert names_of_cities(connection, "zh") == {"Shanghai": "上海", "Busan": "釜山"}
    assert names_of_cities(connection, "ko") == {}


def test_a_name_of_two_cities_has_another_only_where_the_language_calls_both_the_same(connection, named):
    for key, cebu in (("cebu-ph", "세부"), ("cebu-province-ph", "세부주")):
        named(key, "Cebu", "ko", (cebu, NameKind.EXONYM))
    for key in ("arles-fr", "arles-us"):
        named(key, "Arles", "ko", ("아를", NameKind.EXONYM))
    assert names_of_cities(connection, "ko") == {"Arles": "아를"}


def test_what_is_shown_in_latin_letters_is_the_english_name_and_other_letters_have_one(connection, named):
    named("los-angeles-us", "Los Angeles", "en", ("LA", NameKind.SHORT))
    named("beijing-cn", "北京", "en", ("Beijing", NameKind.EXONYM))
    assert names_of_cities(connection, "en") == {"北京": "Beijing"}
