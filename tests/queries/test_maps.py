"""Maps: which partners are on one, and where."""

import pytest
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from queries.making import make_agreement, make_city
from twinning.domain.vocabulary import AgreementKind, Status
from twinning.queries.lists.partners import PartnerFilter
from twinning.queries.maps import map_partners, map_register

DAY = "2026-01-01"


@pytest.fixture
def cities(session: Session) -> dict[str, object]:
    busan = make_city(session, "busan-kr", latitude=35.2, longitude=129.1)
    chicago = make_city(session, "chicago-us", latitude=41.9, longitude=-87.6)
    unplaced, proposed, ended = (make_city(session, f"{name}-jp") for name in ("osaka", "kobe", "nara"))
    make_agreement(session, busan, chicago, acts=[("signed", "2007-05-07")])
    make_agreement(session, busan, unplaced, kind="friendship_city")
    make_agreement(session, busan, proposed, acts=[("proposed", "2020")])
    make_agreement(session, busan, ended, acts=[("signed", "1990"), ("ended", "2000")])
    return {"busan": busan}


def mapped(connection: Connection, cities: dict, *wanted: object) -> list[str]:
    return [row.partner for row in map_partners(connection, cities["busan"], PartnerFilter(DAY, *wanted)).rows]


def test_partners_are_on_the_map_and_proposals_where_they_are_asked_for(connection: Connection, cities: dict) -> None:
    assert mapped(connection, cities) == ["Chicago", "Nara", "Osaka"]
    assert mapped(connection, cities, None, Status.PROPOSED) == ["Kobe"]
    assert mapped(connection, cities, AgreementKind.FRIENDSHIP_CITY) == ["Osaka"]


def test_a_partner_has_its_place_or_none(connection: Connection, cities: dict) -> None:
    listing = map_partners(connection, cities["busan"], PartnerFilter(DAY))
    places = {row.partner: (row.latitude, row.longitude) for row in listing.rows}
    assert places == {"Chicago": (41.9, -87.6), "Nara": (None, None), "Osaka": (None, None)}
    assert listing.world_map is not None
    assert listing.world_map.city is not None
    assert listing.world_map.city.position == (129.1, 35.2)
    assert [each.other.name for each in listing.world_map.ties] == ["Chicago", "Nara", "Osaka"]


def test_the_map_of_the_register_has_each_two_cities_once(connection: Connection, cities: dict) -> None:
    listing = map_register(connection, PartnerFilter(DAY))
    assert [(row.city, row.partner) for row in listing.rows] == [("Busan", "Chicago"), ("Busan", "Osaka")]
    assert listing.world_map is not None
    assert listing.world_map.city is None
