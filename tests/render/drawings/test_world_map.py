"""A map of partners: every partner is on it or listed under it, for every reader."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given, settings

from render.rendering import any_texts
from twinning.domain.vocabulary import AgreementKind, Status
from twinning.render.drawings.world_map import draw
from twinning.render.languages.cities import with_city_names
from twinning.rows import Listing
from twinning.rows.maps import CityMap, MappedPartnerRow, MapPoint, MapTie

BUSAN = MapPoint("Busan", "busan-kr", 35.18, 129.08, "South Korea", "KR")
CHICAGO = MapPoint("Chicago", "chicago-us", 41.85, -87.65, "United States", "US")
FUKUOKA = MapPoint("Fukuoka", "fukuoka-jp", 33.6, 130.42, "Japan", "JP")
NOWHERE = MapPoint("Atlantis", "atlantis", None, None)


def tie(
    other: MapPoint, kind: str | None = "sister_city", status: str = "active", since: str | None = "1990"
) -> MapTie:
    return MapTie(BUSAN, other, kind, status, since)


def drawn(*ties: MapTie, city: MapPoint | None = BUSAN, width: int = 1200) -> ElementTree.Element:
    return ElementTree.fromstring(draw(CityMap("Partners", "2026-01-01", ties, city, width), alone=True))


def texts(picture: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in picture.iter(_tag("text"))]


def hovers(picture: ElementTree.Element) -> set[str | None]:
    return {each.text for each in picture.iter(_tag("title"))}


def classes(picture: ElementTree.Element, name: str) -> list[str]:
    return [each.get("class", "") for each in picture.iter(_tag(name))]


def _tag(name: str) -> str:
    return f"{{http://www.w3.org/2000/svg}}{name}"


def test_a_partner_has_its_name_an_arc_and_what_is_known_of_it_under_the_pointer() -> None:
    picture = drawn(tie(CHICAGO, since="2007-05-07"))
    assert {"Busan", "Chicago", "Partners"} <= set(texts(picture))
    assert "Busan – Chicago, United States: sister city, active, signed 2007-05-07" in hovers(picture)
    assert classes(picture, "path").count("arc c1") == 2  # the arc, and the one of the legend


def test_a_screen_reader_is_told_every_tie() -> None:
    picture = drawn(tie(CHICAGO), tie(NOWHERE))
    description = picture.findtext(_tag("desc"))
    assert picture.get("role") == "img"
    assert description is not None
    assert "Chicago" in description
    assert "Atlantis" in description


def test_a_kind_has_its_own_colour_and_mark_and_what_is_not_in_force_is_dashed_and_hollow() -> None:
    picture = drawn(tie(CHICAGO), tie(FUKUOKA, "friendship_city", "suspended"))
    assert "place c1" in classes(picture, "circle")
    assert "place c2 over" in classes(picture, "polygon")
    assert "arc c2 over" in classes(picture, "path")
    assert "not in force" in texts(picture)
    assert "not in force" not in texts(drawn(tie(CHICAGO)))


@pytest.mark.parametrize("kind", [*AgreementKind, None])
@pytest.mark.parametrize("status", [Status.ACTIVE, Status.ENDED])
def test_every_kind_and_status_can_be_drawn(kind: AgreementKind | None, status: Status) -> None:
    assert "Chicago" in texts(drawn(tie(CHICAGO, kind, status)))


def test_a_partner_without_coordinates_is_listed_under_the_map() -> None:
    assert "Not on the map, for want of coordinates: Atlantis" in texts(drawn(tie(CHICAGO), tie(NOWHERE)))


def test_of_a_city_without_coordinates_the_partners_are_on_the_map_and_no_lines() -> None:
    picture = drawn(MapTie(NOWHERE, CHICAGO, "sister_city", "active", None), city=NOWHERE)
    assert "Chicago" in texts(picture)
    assert "No coordinates of Atlantis are recorded: no lines are drawn." in texts(picture)
    assert classes(picture, "path").count("arc c1") == 1  # the legend's


def test_a_map_of_one_tie_counts_nothing() -> None:
    assert "As of 2026-01-01" in texts(drawn(tie(CHICAGO)))
    assert "As of 2026-01-01 · 2 partners · 2 countries" in texts(drawn(tie(CHICAGO), tie(FUKUOKA)))


def test_a_city_without_partners_is_on_a_map_of_the_world_that_says_so() -> None:
    picture = drawn()
    assert {"Busan", "No partners are recorded."} <= set(texts(picture))


def test_without_a_city_every_tie_is_drawn_between_its_two_ends() -> None:
    picture = drawn(tie(CHICAGO), MapTie(FUKUOKA, CHICAGO, "contact", "active", None), city=None)
    assert {"Busan", "Chicago", "Fukuoka"} <= set(texts(picture))
    assert {"arc c1", "arc c4"} <= set(classes(picture, "path"))


def test_a_hundred_partners_are_all_named_on_the_map_or_under_it() -> None:
    points = [MapPoint(f"City{at}", f"city{at}", -30 + at % 20 * 4.5, -170 + at * 3.4) for at in range(100)]
    said = " ".join(texts(drawn(*map(tie, points))))
    assert {point.name for point in points} <= set(re.findall(r"City\d+", said))


def test_no_name_of_a_narrow_map_reaches_over_its_edge() -> None:
    picture = drawn(tie(CHICAGO), tie(FUKUOKA), width=360)
    assert picture.get("width") == "400"
    assert all(float(each.get("x", "0")) >= 0 for each in picture.iter(_tag("text")))


def test_the_same_map_is_the_same_bytes_and_asks_nothing_elsewhere() -> None:
    one, other = (draw(CityMap("Partners", "2026-01-01", (tie(CHICAGO),), BUSAN), alone=True) for _ in range(2))
    assert one == other
    assert "<script" not in one
    assert not re.search(r"(href|src)=|url\(|@import", one)


@settings(max_examples=8, deadline=None)
@given(any_texts)
def test_data_stays_text(text: str) -> None:
    point = MapPoint(text, "key", 40.0, 100.0, text, "KR")
    ElementTree.fromstring(draw(CityMap(text, "2026-01-01", (tie(point), tie(NOWHERE)), BUSAN), alone=True))


def test_a_map_in_a_language_has_the_names_of_cities_in_it() -> None:
    listing = Listing(MappedPartnerRow, (), world_map=CityMap("Partners", "2026-01-01", (tie(CHICAGO),), BUSAN))
    named = with_city_names(listing, {"Busan": "부산", "Chicago": "시카고"}).world_map
    assert named is not None
    assert {"부산", "시카고", "자매도시"} <= set(texts(ElementTree.fromstring(draw(named, "ko", alone=True))))
