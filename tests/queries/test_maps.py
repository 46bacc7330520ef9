"""Maps: which partners are on one, and where."""

import pytest
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from queries.making import make_agreement, make_city
from twinning.domain.vocabulary import AgreementKind, Status
from twinning.queries.lists.partners import PartnerFilter
from twinning.queries.lookup.cities import FoundCity, find_city
from twinning.queries.maps import map_on_paper, map_partners, map_register

DAY = "2026-01-01"


@pytest.fixture
def busan(session: Session) -> FoundCity:
    busan = make_city(session, "busan-kr", latitude=35.2, longitude=129.1)
    chicago = make_city(session, "chicago-us", latitude=41.9, longitude=-87.6)
    unplaced, proposed, ended = (make_city(session, f"{name}-jp") for name in ("osaka", "kobe", "nara"))
    make_agreement(session, busan, chicago, acts=[("signed", "2007-05-07")])
    make_agreement(session, busan, unplaced, kind="friendship_city")
    make_agreement(session, busan, proposed, acts=[("proposed", "2020")])
    make_agreement(session, busan, ended, acts=[("signed", "1990"), ("ended", "2000")])
    return busan


def mapped(
    connection: Connection, busan: FoundCity, kind: AgreementKind | None = None, status: Status | None = None
) -> list[str]:
    return [row.partner for row in map_partners(connection, busan, PartnerFilter(DAY, kind, status)).rows]


def test_partners_are_on_the_map_and_proposals_if_asked_for(connection: Connection, busan: FoundCity) -> None:
    assert mapped(connection, busan) == ["Chicago", "Nara", "Osaka"]
    assert mapped(connection, busan, status=Status.PROPOSED) == ["Kobe"]
    assert mapped(connection, busan, AgreementKind.FRIENDSHIP_CITY) == ["Osaka"]


def test_a_partner_has_its_place_or_none(connection: Connection, busan: FoundCity) -> None:
    listing = map_partners(connection, busan, PartnerFilter(DAY))
    places = {row.partner: (row.latitude, row.longitude) for row in listing.rows}
    assert places == {"Chicago": (41.9, -87.6), "Nara": (None, None), "Osaka": (None, None)}
    assert listing.world_map is not None
    assert listing.world_map.city is not None
    assert listing.world_map.city.position == (129.1, 35.2)
    assert [each.other.name for each in listing.world_map.ties] == ["Chicago", "Nara", "Osaka"]


def test_the_map_of_the_register_has_each_two_cities_once(connection: Connection, busan: FoundCity) -> None:
    listing = map_register(connection, PartnerFilter(DAY))
    assert [(row.city, row.partner) for row in listing.rows] == [("Busan", "Chicago"), ("Busan", "Osaka")]
    assert listing.world_map is not None
    assert listing.world_map.city is None


def test_a_map_on_paper_can_have_one_partner_alone(connection: Connection, busan: FoundCity) -> None:
    chicago, kobe = (find_city(connection, name) for name in ("Chicago", "Kobe"))
    drawn = map_on_paper(connection, busan, DAY, chicago)
    assert drawn is not None
    assert [tie.other.name for tie in drawn.ties] == ["Chicago"]
    assert drawn.title == "Busan and Chicago"
    assert map_on_paper(connection, busan, DAY, kobe) is None
