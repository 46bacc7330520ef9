"""Municipal mergers and splits: who succeeded whom, and what cannot be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from queries.making import make_city, make_source, trying
from twinning.actions.recording.successions import succeed_city
from twinning.db.models import Citation, CitySuccession
from twinning.db.session import connection_of
from twinning.db.storage.address import Address
from twinning.domain.dates import EdtfDate
from twinning.errors import ConflictError, NotFoundError, UsageError
from twinning.inputs.reading import read_sources
from twinning.queries.lookup.successions import list_predecessors, list_successors

DAY = EdtfDate.parse("2010-07-01")
KEYS = ("changwon-kr", "jinhae-kr", "masan-kr", "happo-kr")


@pytest.fixture
def cities(session: Session) -> dict[str, int]:
    return {key: make_city(session, key).id for key in KEYS}


def before(connection: Connection, city: int, day: str | None = None) -> list[str]:
    return [each.city.key for each in list_predecessors(connection, city, day)]


def test_two_cities_become_one(session: Session, connection: Connection, cities: dict[str, int]) -> None:
    shown = succeed_city(session, ("Masan", "Jinhae"), ("Changwon",), DAY)
    assert shown.key == "changwon-kr"
    assert before(connection, cities["changwon-kr"]) == ["jinhae-kr", "masan-kr"]
    assert [each.city.key for each in list_successors(connection, cities["masan-kr"])] == ["changwon-kr"]


def test_one_city_becomes_two(session: Session, connection: Connection, cities: dict[str, int]) -> None:
    shown = succeed_city(session, ("Changwon",), ("Masan", "Jinhae"), DAY)
    assert shown.key == "changwon-kr"
    assert [(each.city.key, each.on) for each in list_successors(connection, shown.id)] == [
        ("jinhae-kr", DAY),
        ("masan-kr", DAY),
    ]


def test_predecessors_are_known_through_others_each_with_the_day_of_its_own_end(
    session: Session, connection: Connection, cities: dict[str, int]
) -> None:
    succeed_city(session, ("Happo",), ("Masan",), EdtfDate.parse("1914"))
    succeed_city(session, ("Masan",), ("Changwon",), DAY)
    found = list_predecessors(connection, cities["changwon-kr"])
    assert [(each.city.key, str(each.on)) for each in found] == [("happo-kr", "1914"), ("masan-kr", "2010-07-01")]
    assert before(connection, cities["changwon-kr"], "2010-06-30") == ["happo-kr"]


def test_a_city_that_came_along_two_ways_is_one_predecessor(
    session: Session, connection: Connection, cities: dict[str, int]
) -> None:
    succeed_city(session, ("Happo",), ("Masan", "Jinhae"), EdtfDate.parse("1914"))
    succeed_city(session, ("Masan", "Jinhae"), ("Changwon",), DAY)
    assert before(connection, cities["changwon-kr"]) == ["happo-kr", "jinhae-kr", "masan-kr"]


def test_a_succession_is_cited(session: Session, cities: dict[str, int]) -> None:
    make_source(session, "law")
    succeed_city(session, ("Masan", "Jinhae"), ("Changwon",), DAY, read_sources(["law", "https://example.org/a"]))
    cited = select(Citation.field, Citation.value).where(Citation.city_succession_id.is_not(None))
    assert session.execute(cited).all() == [("on", "2010-07-01")] * 4


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (("Masan",), ("Masan",), r"Masan \(masan-kr\) is named twice"),
        (("Masan", "Jinhae"), ("Jinhae",), r"Jinhae \(jinhae-kr\) is named twice"),
        (("Masan", "Masan"), ("Jinhae",), "is named twice"),
        (("Masan",), ("Jinhae", "masan-kr"), "is named twice"),
        (("Happo",), ("Masan",), "Masan succeeded Happo: that is recorded already"),
        (("Masan",), ("Happo",), "Masan succeeded Happo, so that Happo cannot succeed Masan"),
        (("Changwon",), ("Happo",), "Changwon succeeded Happo, so that Happo cannot succeed Changwon"),
    ],
)
def test_what_cannot_be_is_refused(
    session: Session, cities: dict[str, int], old: tuple[str, ...], new: tuple[str, ...], words: str
) -> None:
    succeed_city(session, ("Happo",), ("Masan",), DAY)
    succeed_city(session, ("Masan",), ("Changwon",), DAY)
    with pytest.raises(ConflictError, match=words):
        succeed_city(session, old, new, DAY)


def test_all_cities_are_recorded_ones(session: Session, cities: dict[str, int]) -> None:
    with pytest.raises(NotFoundError, match="'Tongyeong'"):
        succeed_city(session, ("Masan",), ("Tongyeong",), DAY)


@pytest.mark.parametrize(("old", "new"), [((), ("Masan",)), (("Masan",), ())])
def test_a_succession_has_two_ends(session: Session, old: tuple[str, ...], new: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        succeed_city(session, old, new, DAY)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=8))
def test_whatever_is_recorded_no_city_comes_before_itself(sqlite_empty: Address, pairs: list[tuple[str, str]]) -> None:
    with trying(sqlite_empty) as session:
        ids = {key: make_city(session, key).id for key in KEYS}
        for old, new in pairs:
            try:
                succeed_city(session, (old,), (new,), DAY)
            except ConflictError:
                continue
        edges = set(session.execute(select(CitySuccession.old_city_id, CitySuccession.new_city_id)).all())
        for city in ids.values():
            earlier = {each.city.id for each in list_predecessors(connection_of(session), city)}
            assert city not in earlier
            assert {old for old, new in edges if new == city} <= earlier
            assert all(
                city in {each.city.id for each in list_successors(connection_of(session), one)} for one in earlier
            )
