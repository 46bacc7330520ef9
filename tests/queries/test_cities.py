import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from queries.making import make_agreement, make_city, trying
from twinning.db.models import KeyAlias
from twinning.db.session import connection_of
from twinning.domain.names import fold
from twinning.domain.vocabulary import CityKind
from twinning.errors import AmbiguousError, NotFoundError
from twinning.queries.lists.cities import CityFilter, list_cities
from twinning.queries.lookup.cities import find_city
from twinning.queries.lookup.picking import remember_picked

ALPHABETS = st.text(st.characters(categories=["L", "Nd", "Zs"], max_codepoint=0xFFFF), min_size=1, max_size=20)


def key_of(connection, text):
    return find_city(connection, text).key


SPELLINGS = [
    "Busan",
    "Pusan",
    "부산",
    "釜山",
    "Пусан",
    "busan",
    "BUSAN",
    "ＢＵＳＡＮ",
    "busan-kr",
    "city:busan-kr",
    "Q16520",
    "q16520",
]
LONGER = [
    "부산 광역시",
    "Busan Metropolitan City",
    "Busan, KR",
    "Busan, South Korea",
    "부산, 대한민국",
    "busan,kr",
    "  Busan  ",
]
NO_CITIES = [
    "Busan, JP",
    "Busan, Nowhere",
    "Busan,",
    ", KR",
    "",
    " ",
    "city:",
    "Q1652",
    "%",
    "Bus_n",
    "Bus%",
    "Busan\\",
]
HOSTILE = ["\udc80", "\0", "x" * 10_000, "'; DROP TABLE city; --", "\u202e\n", "\ufffe", "city:\0", "\udc80, KR"]


@pytest.mark.parametrize("text", [*SPELLINGS, *LONGER])
def test_busan_is_found_as_people_name_it(articles, text):
    assert key_of(articles, text) == "busan-kr"


@pytest.mark.parametrize("text", [*NO_CITIES, *HOSTILE])
def test_what_is_no_name_of_a_city_finds_none(articles, text):
    with pytest.raises(NotFoundError, match="there is no city") as caught:
        find_city(articles, text)
    assert caught.value.message.isprintable()


def test_wildcards_of_sql_are_plain_characters(session, connection):
    make_city(session, "percent-xx", "100%")
    make_city(session, "other-xx", "100x")
    assert key_of(connection, "100%") == "percent-xx"
    with pytest.raises(NotFoundError):
        find_city(connection, "10_%")


def test_a_name_that_fits_several_cities_is_ambiguous(session, connection):
    for key in ("victoria-au", "victoria-ca", "victoria-sc"):
        make_city(session, key)
    with pytest.raises(AmbiguousError) as caught:
        find_city(connection, "victoria")
    assert caught.value.candidates == ("victoria-au", "victoria-ca", "victoria-sc")
    assert key_of(connection, "Victoria, CA") == "victoria-ca"
    assert key_of(connection, "Victoria, Australia") == "victoria-au"
    assert key_of(connection, "Victoria (Australia)") == "victoria-au"


def test_two_in_one_country_are_told_apart_by_region(session, connection):
    for key, region in (("portland-us", "Oregon"), ("portland-us--2", "Maine")):
        make_city(session, key, "Portland", country_code="US", admin1=region)
    assert key_of(connection, "Portland, maine") == "portland-us--2"
    with pytest.raises(AmbiguousError):
        find_city(connection, "Portland, US")


def test_one_citys_name_may_be_anothers_other_name(session, connection):
    make_city(session, "frankfurt-am-main-de", "Frankfurt am Main", "Frankfurt")
    make_city(session, "frankfurt-oder-de", "Frankfurt (Oder)", "Frankfurt")
    with pytest.raises(AmbiguousError):
        find_city(connection, "Frankfurt")
    assert key_of(connection, "Frankfurt (Oder)") == "frankfurt-oder-de"


@pytest.mark.parametrize("text", ["Wilmington, DE", "Wilmington, Delaware", "Wilmington, US"])
def test_a_part_of_a_country_is_known_by_its_name_and_by_the_code_of_the_post(session, connection, text):
    make_city(session, "wilmington-us", "Wilmington", admin1="Delaware")
    make_city(session, "wilmington-au", "Wilmington")
    assert key_of(connection, text) == "wilmington-us"


def test_a_comma_may_belong_to_the_name(session, connection):
    make_city(session, "washington-us", "Washington, D.C.")
    make_city(session, "washington-gb", "Washington")
    assert key_of(connection, "washington, dc") == "washington-us"
    assert key_of(connection, "Washington, D.C., US") == "washington-us"
    assert key_of(connection, "Washington, GB") == "washington-gb"


def test_a_city_without_a_country_is_not_found_under_a_country_that_is_none(session, connection):
    make_city(session, "somewhere-xx", country_code=None)
    assert key_of(connection, "Somewhere") == "somewhere-xx"
    with pytest.raises(NotFoundError):
        find_city(connection, "Somewhere, Nowhere")


def test_a_key_that_was_given_up_still_finds_its_city(session, connection):
    make_city(session, "busan-kr")
    session.add(KeyAlias(record_table="city", alias="pusan-kr", key="busan-kr"))
    session.add(KeyAlias(record_table="agreement", alias="fusan-kr", key="busan-kr"))
    session.flush()
    assert key_of(connection, "pusan-kr") == key_of(connection, "city:pusan-kr") == "busan-kr"
    with pytest.raises(NotFoundError):
        find_city(connection, "fusan-kr")


SLIPS = {"Bussan": "Busan", "Fukuoaka": "Fukuoka", "Vladivostock, RU": "Vladivostok", "부신": "Busan"}


@pytest.mark.parametrize(("text", "near"), SLIPS.items())
def test_a_slip_is_answered_with_the_city_of_the_nearest_name(articles, text, near):
    with pytest.raises(NotFoundError) as caught:
        find_city(articles, text)
    assert near in caught.value.hint


def test_nonsense_is_answered_with_how_to_add_a_city(articles):
    with pytest.raises(NotFoundError) as caught:
        find_city(articles, "xyzzyplugh")
    assert caught.value.hint == "add it with `twinning add-city`"


def spelt_otherwise(name):
    """Ways to write a name that are the same name: case, and full or half width."""
    wide = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in name)
    forms = [unicodedata.normalize(form, name) for form in ("NFC", "NFD", "NFKC")]
    return [name, name.upper(), name.casefold(), wide, *forms]


@settings(max_examples=60, derandomize=True, deadline=None)
@given(ALPHABETS, ALPHABETS)
def test_a_city_is_found_by_each_of_its_names_in_any_case_and_width(sqlite_empty, name, other):
    assume(fold(name) and fold(other))
    with trying(sqlite_empty) as session:
        make_city(session, "it-xx", name, other)
        assert {key_of(connection_of(session), spelt) for each in (name, other) for spelt in spelt_otherwise(each)} == {
            "it-xx"
        }


def rows(connection, **choice):
    return list(list_cities(connection, CityFilter(**choice)).rows)


def test_namesakes_are_told_apart_by_their_regions(session, connection):
    make_city(session, "victoria-ca", "Victoria", admin1="British Columbia")
    make_city(session, "victoria-au", "Victoria")
    assert [(row.key, row.region) for row in rows(connection)] == [
        ("victoria-au", None),
        ("victoria-ca", "British Columbia"),
    ]


def test_cities_stand_by_name_with_the_number_of_their_agreements(session, connection):
    busan, chicago, osaka = (make_city(session, key) for key in ("busan-kr", "chicago-us", "osaka-jp"))
    make_agreement(session, busan, chicago, osaka)
    make_agreement(session, busan, osaka)
    make_city(session, "aarhus-dk", "Århus")
    assert [(row.city, row.agreements) for row in rows(connection)] == [
        ("Århus", 0),
        ("Busan", 2),
        ("Chicago", 1),
        ("Osaka", 2),
    ]


def test_cities_are_chosen_by_country_and_kind(articles):
    assert [row.key for row in rows(articles, country_code="KR")] == ["busan-kr", "seoul-kr"]
    assert [row.key for row in rows(articles, kind=CityKind.REPUBLIC)] == ["kalmykia-ru"]
    assert rows(articles, country_code="KR", kind=CityKind.REPUBLIC) == []


def test_an_ambiguous_name_means_the_city_that_was_picked_for_it(session):
    connection = connection_of(session)
    for key in ("springfield-us", "springfield-us--2"):
        make_city(session, key, "Springfield", country_code="US")
    remember_picked(connection, {"Springfield": "springfield-us--2"})
    assert [find_city(connection, "Springfield").key for _ in range(2)] == ["springfield-us--2"] * 2
