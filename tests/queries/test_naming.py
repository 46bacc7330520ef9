"""A record is found as people name it: an agreement by its cities in any order, whatever has a title by that."""

import pytest

from queries.making import make_activity, make_agreement, make_city, make_source
from twinning.db.models import KeyAlias
from twinning.errors import AmbiguousError, NotFoundError
from twinning.queries.lookup.agreements import find_agreement
from twinning.queries.lookup.picking import remember_picked
from twinning.queries.lookup.records import find_in, find_record, find_row

SHANGHAI = "agreement:busan-kr--shanghai-cn"


@pytest.mark.parametrize(
    "text",
    [
        "Busan and Shanghai",
        "Shanghai, Busan",
        "Busan; 上海",
        "부산 & Shanghai",
        "Busan – Shanghai",
        "shanghai busan",
        "Busan, KR; Shanghai, CN",
        "Busan, KR, Shanghai",
        "Busan Metropolitan City and Shanghai",
        "busan-kr shanghai-cn",
        "shanghai-cn--busan-kr",
        "agreement:shanghai-cn--busan-kr",
    ],
)
def test_an_agreement_is_found_by_its_cities_in_any_order(articles, text):
    assert str(find_record(articles, text)) == SHANGHAI
    assert find_agreement(articles, text).key == "busan-kr--shanghai-cn"


def test_an_act_is_found_under_the_cities_in_any_order(articles):
    assert str(find_row(articles, "shanghai-cn--busan-kr/act-1")) == f"{SHANGHAI}/act-1"
    assert find_agreement(articles, "shanghai-cn--busan-kr/act-1").key == "busan-kr--shanghai-cn"


def test_the_number_of_a_second_agreement_stays_behind_the_cities(session, connection):
    trier, weimar = make_city(session, "trier-de"), make_city(session, "weimar-de")
    make_agreement(session, trier, weimar)
    make_agreement(session, trier, weimar, key="trier-de--weimar-de--2")
    assert find_record(connection, "weimar-de--trier-de").key == "trier-de--weimar-de"
    assert find_record(connection, "weimar-de--trier-de--2").key == "trier-de--weimar-de--2"


def test_the_number_of_a_city_of_the_same_name_stays_with_it(session, connection):
    first, second, minsk = (
        make_city(session, key, country_code=None) for key in ("berlin-de", "berlin-de--2", "minsk-by")
    )
    for pair in ((first, minsk), (second, minsk)):
        make_agreement(session, *pair)
    make_agreement(session, second, minsk, key="berlin-de--2--minsk-by--2")
    typed = {
        "berlin-de--2--minsk-by": "berlin-de--2--minsk-by",
        "agreement:berlin-de--2--minsk-by--2": "berlin-de--2--minsk-by--2",
        "minsk-by--berlin-de--2--2": "berlin-de--2--minsk-by--2",
        "minsk-by--berlin-de--2": "berlin-de--2--minsk-by",
        "minsk-by--berlin-de": "berlin-de--minsk-by",
    }
    assert {text: find_record(connection, text).key for text in typed} == typed
    assert find_in(connection, ("agreement",), "berlin-de--2--minsk-by").key == "berlin-de--2--minsk-by"


def test_several_agreements_of_the_same_cities_are_a_choice(session, connection):
    trier, weimar = make_city(session, "trier-de"), make_city(session, "weimar-de")
    make_agreement(session, trier, weimar)
    make_agreement(session, trier, weimar, key="trier-de--weimar-de--2")
    with pytest.raises(AmbiguousError) as caught:
        find_agreement(connection, "Weimar and Trier")
    assert caught.value.candidates == ("agreement:trier-de--weimar-de", "agreement:trier-de--weimar-de--2")
    remember_picked(connection, {str(caught.value.text): caught.value.candidates[1]})
    assert find_agreement(connection, "Weimar and Trier").key == "trier-de--weimar-de--2"


def test_cities_named_are_parties_among_others(session, connection):
    cities = [make_city(session, key) for key in ("arles-fr", "new-york-us", "york-gb")]
    make_agreement(session, *cities)
    assert find_record(connection, "York Arles").key == "arles-fr--new-york-us--york-gb"
    assert find_record(connection, "York New York Arles").key == "arles-fr--new-york-us--york-gb"


def test_one_city_named_twice_is_no_pair(session, connection):
    make_agreement(session, make_city(session, "arles-fr"), make_city(session, "york-gb"))
    with pytest.raises(NotFoundError):
        find_record(connection, "Arles, Arles")


def test_a_name_of_several_cities_stands_for_the_one_that_has_the_agreement(session, connection):
    make_city(session, "york-us")
    make_agreement(session, make_city(session, "arles-fr"), make_city(session, "york-gb"))
    assert find_record(connection, "York and Arles").key == "arles-fr--york-gb"


def test_a_city_of_several_words_comes_before_an_agreement(session, connection):
    for key in ("new-us", "york-gb"):
        make_city(session, key)
    make_city(session, "new-york-us")
    assert str(find_record(connection, "New York")) == "city:new-york-us"


def test_cities_without_an_agreement_are_told_how_to_add_it(articles):
    with pytest.raises(NotFoundError, match="there is no agreement of Moscow and Shanghai") as caught:
        find_record(articles, "Moscow and Shanghai")
    assert caught.value.hint == "add it with `twinning add-agreement moscow-ru shanghai-cn`"


def test_an_agreement_is_found_by_its_title(session, connection):
    cities = make_city(session, "arles-fr"), make_city(session, "york-gb")
    make_agreement(session, *cities, title="Charter of Friendship")
    assert find_agreement(connection, "charter of friendship").key == "arles-fr--york-gb"


def test_a_key_that_a_record_gave_up_is_no_key_of_another_with_the_same_key(session, connection):
    make_activity(session, "festival")
    make_source(session, "festival")
    session.add(KeyAlias(record_table="source", alias="old-festival", key="festival"))
    session.flush()
    assert str(find_record(connection, "old-festival")) == "source:festival"
    with pytest.raises(NotFoundError):
        find_record(connection, "activity:old-festival")


def test_activities_and_sources_are_found_by_their_titles(session, connection):
    make_activity(session, "mayor-visit", title="Mayor visit")
    make_source(session, "a-list", title="List of sister cities")
    assert str(find_record(connection, "Mayor visit")) == "activity:mayor-visit"
    assert str(find_row(connection, "MAYOR VISIT")) == "activity:mayor-visit"
    assert find_in(connection, ("agreement", "activity"), "mayor visit").key == "mayor-visit"
    assert find_in(connection, ("source",), "list of sister cities").key == "a-list"


def test_a_title_as_it_is_written_comes_before_one_that_only_looks_the_same(session, connection):
    make_activity(session, "mayor-visit", title="Mayor visit")
    make_activity(session, "mayor-visit-2", title="Mayor Visit")
    assert find_record(connection, "Mayor Visit").key == "mayor-visit-2"
    with pytest.raises(AmbiguousError):
        find_record(connection, "MAYOR VISIT")


@pytest.mark.parametrize("text", ["Busan and Shanghei", "Shangai, Busan", "Bussan Shanghai", "shangai-cn--busan-kr"])
def test_an_agreement_is_offered_where_one_of_its_cities_is_misspelt(articles, text):
    with pytest.raises(NotFoundError) as caught:
        find_record(articles, text)
    assert caught.value.hint.startswith("did you mean Busan and Shanghai (busan-kr--shanghai-cn)? Otherwise")


def test_what_is_not_found_has_near_ones_of_the_right_kind(session, connection):
    make_city(session, "mayen-de", "Mayer visit")
    make_activity(session, "mayor-visit", title="Mayor visit")
    with pytest.raises(NotFoundError, match="there is no activity 'Mayors visit'") as caught:
        find_in(connection, ("activity",), "Mayors visit")
    assert caught.value.hint.startswith("did you mean Mayor visit (mayor-visit)? Otherwise `twinning search")


@pytest.mark.parametrize("find", [find_record, find_agreement])
def test_only_what_looks_for_a_city_speaks_of_cities(articles, find):
    with pytest.raises(NotFoundError) as caught:
        find(articles, "Nothing of the kind")
    assert "city" not in f"{caught.value.message} {caught.value.hint}"


def test_a_reference_to_a_city_is_a_city(articles):
    with pytest.raises(NotFoundError, match="there is no city"):
        find_record(articles, "city:atlantis-xx")


@pytest.mark.parametrize("text", ["\0 and \0", "\udc80, \udc80", "a " * 500, "; ; ;", "--", "--2", " and "])
def test_what_is_no_name_finds_nothing(articles, text):
    with pytest.raises(NotFoundError):
        find_record(articles, text)
