import pytest
from sqlalchemy import select

from queries.making import make_city, make_source
from twinning.actions.recording.records import add
from twinning.db.models import Citation, City, CityName
from twinning.domain.vocabulary import CityKind, NameKind
from twinning.errors import ConflictError, InputError, NotFoundError
from twinning.inputs import CitationInput, CityInput, CityNameInput
from twinning.queries.lookup.cities import find_city


def test_a_city_is_recorded_and_found(session, connection):
    added = add(session, CityInput(" Köln ", "DE", latitude=50.94, longitude=6.96, wikidata_id="Q365"))
    city = session.get_one(City, added.id)
    assert (city.key, city.name, city.folded) == ("koln-de", "Köln", "koln")
    assert find_city(connection, "KOLN").key == find_city(connection, "Q365").key == "koln-de"


def test_its_other_names_find_it_too(session, connection):
    names = (CityNameInput("Pusan", "ko-Latn", NameKind.ROMANISATION), CityNameInput("부산", "ko"))
    city = add(session, CityInput("Busan", "KR", names=names))
    recorded = session.scalars(select(CityName).where(CityName.city_id == city.id).order_by(CityName.seq)).all()
    assert [(each.seq, each.name, each.kind) for each in recorded] == [
        (1, "Pusan", "romanisation"),
        (2, "부산", "short"),
    ]
    assert find_city(connection, "부산").key == "busan-kr"


def test_a_city_without_a_country_has_a_key_that_says_so(session):
    assert add(session, CityInput("Nicosia", None)).key == "nicosia-xx"


def test_a_namesake_in_another_region_gets_the_next_number(session):
    keys = [add(session, CityInput("Portland", "US", admin1=region)).key for region in ("Oregon", "Maine", "Texas")]
    assert keys == ["portland-us", "portland-us--2", "portland-us--3"]


def test_a_namesake_of_another_kind_is_another_city(session):
    add(session, CityInput("Cebu", "PH"))
    assert add(session, CityInput("Cebu", "PH", CityKind.PROVINCE)).key == "cebu-ph--2"


@pytest.mark.parametrize(
    "again",
    [
        CityInput("BUSAN", "KR"),
        CityInput("Pusan", "KR", wikidata_id="Q16520"),
        CityInput("Fusan", "KR", geonames_id=1838524),
    ],
)
def test_a_city_that_is_there_already_is_refused(session, again):
    add(session, CityInput("Busan", "KR", wikidata_id="Q16520", geonames_id=1838524))
    with pytest.raises(ConflictError, match="Busan is recorded already, as busan-kr"):
        add(session, again)


def test_two_cities_without_numbers_are_no_duplicates(session):
    add(session, CityInput("Busan", "KR"))
    assert add(session, CityInput("Seoul", "KR")).key == "seoul-kr"


@pytest.mark.parametrize(
    ("new", "message"),
    [
        (CityInput("", "KR"), "name: the text is empty"),
        (CityInput("\u200b", "KR"), "name: the text is empty"),
        (CityInput("Bu\nsan", "KR"), "cannot hold the character U\\+000A"),
        (CityInput("Bu\u202esan", "KR"), "cannot hold the character U\\+202E"),
        (CityInput("x" * 201, "KR"), "has 201 characters"),
        (CityInput("Busan", "KR", names=(CityNameInput(" "),)), "name: the text is empty"),
        (CityInput("Busan", "KR", geonames_id=0), "0 is no GeoNames id"),
        (CityInput("Busan", "KR", geonames_id=2**31), "is not a whole number of up to 2147483647"),
        (CityInput("Busan", "KR", latitude=35.1), "both latitude and longitude"),
        (CityInput("Busan", "KR", latitude=90.1, longitude=0), "between -90 and 90"),
        (CityInput("Busan", "KR", latitude=0, longitude=-180.1), "between -180 and 180"),
    ],
)
def test_what_cannot_be_is_refused(session, new, message):
    with pytest.raises(InputError, match=message):
        add(session, new)


def test_a_position_at_the_end_of_the_world_is_one(session):
    far = add(session, CityInput("Far", "FJ", latitude=-90, longitude=180))
    assert session.get_one(City, far.id).latitude == -90


def test_its_source_is_cited(session):
    source = make_source(session)
    city = add(session, CityInput("Busan", "KR", sources=(CitationInput("a-paper"),)))
    (citation,) = session.scalars(select(Citation)).all()
    assert (citation.source_id, citation.city_id, citation.basis) == (source.id, city.id, "stated")


def test_a_source_that_is_none_is_refused(session):
    with pytest.raises(NotFoundError, match="there is no source 'a-paper'"):
        add(session, CityInput("Busan", "KR", sources=(CitationInput("a-paper"),)))


def test_a_key_holds_only_what_keys_hold(session):
    assert add(session, CityInput("부산", "KR")).key == "busan-kr"
    assert add(session, CityInput("!!!", None)).key == "x-xx"
    assert make_city(session, "after-xx").key == "after-xx"
