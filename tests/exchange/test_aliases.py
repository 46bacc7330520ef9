"""A package that calls a city by a key that a merge gave up speaks of the city that answers for it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.registers import Registers
from exchange.packages import Row, city, contents, refused, rows, take, tie, together, write_package
from twinning import _resources
from twinning.actions.merging.cities import merge_city
from twinning.actions.withdrawing.undoing import undo
from twinning.db.session import NewOperation, writing
from twinning.db.storage.address import Address

CITIES = [city("busan-kr"), city("pusan-kr"), city("chicago-us")]
VISIT = {"kind": "event", "title": "A day", "status": "held", "approximate": "false", "internal": "false"}
ALIAS = {"record_table": "city", "alias": "pusan-kr", "key": "busan-kr"}


def name(key: str, text: str, seq: int = 1) -> Row:
    return {"city": key, "seq": str(seq), "name": text, "kind": "exonym"}


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """Write a package with the usual cities besides what is said."""
    written = iter(range(100))
    return lambda **tables: write_package(tmp_path / f"package-{next(written)}", **({"city": CITIES} | tables))


@pytest.fixture
def recorded(address: Address, tmp_path: Path) -> Callable[[str], list[Row]]:
    return lambda table: rows(address, tmp_path / "contents", table)


def merge(address: Address, gone: str = "pusan-kr", kept: str = "busan-kr") -> None:
    with writing(address, NewOperation("tester", "merge-city")) as session:
        merge_city(session, gone, kept)


BOTH_SAY = {
    "city_name": [name("busan-kr", "Fusan"), name("pusan-kr", "Fusan"), name("pusan-kr", "Pousan", 2)],
    "city_succession": [
        {"old_city": "chicago-us", "seq": "1", "new_city": "busan-kr", "on": "1990"},
        {"old_city": "chicago-us", "seq": "2", "new_city": "pusan-kr", "on": "1991"},
    ],
    "activity": [VISIT | {"key": "day"}],
    "activity_place": [
        {"activity": "day", "seq": "1", "city": "busan-kr", "role": "host"},
        {"activity": "day", "seq": "2", "city": "pusan-kr", "role": "host"},
        {"activity": "day", "seq": "3", "city": "chicago-us", "role": "guest"},
    ],
    "reported_count": [
        {"city": key, "seq": "1", "measure": "partner_cities", "value": "3", "approximate": "false"}
        for key in ("busan-kr", "pusan-kr")
    ],
}
TIES = together(tie("a", "busan-kr", "chicago-us"), tie("b", "pusan-kr", "chicago-us"))


@pytest.mark.parametrize(("gone", "kept"), [("pusan-kr", "busan-kr"), ("busan-kr", "pusan-kr")])
def test_what_was_exported_before_a_merge_adds_nothing_after_it(
    address: Address, package: Callable[..., Path], tmp_path: Path, gone: str, kept: str
) -> None:
    before = package(**BOTH_SAY, **TIES)
    take(address, before)
    merge(address, gone, kept)
    merged = contents(address, tmp_path / "contents")
    again = take(address, before)
    assert (again.added.total(), again.completed) == (0, 0)
    assert {(each.field, each.kept) for each in again.differences} <= {
        ("name", kept[:-3].title()),
        ("on", "1990"),
        ("on", "1991"),
    }
    assert contents(address, tmp_path / "contents") == merged


def test_a_merge_of_records_that_say_the_same_is_undone_to_the_byte(
    address: Address, package: Callable[..., Path], tmp_path: Path
) -> None:
    take(address, package(**BOTH_SAY, **TIES))
    take(address, package(city=[city("fusan-kr")]))
    merge(address, "fusan-kr", "pusan-kr")
    before = contents(address, tmp_path / "contents")
    merge(address)
    with writing(address, NewOperation("tester", "undo")) as session:
        undo(session)
    assert contents(address, tmp_path / "contents") == before


@pytest.mark.parametrize("turned", [False, True])
def test_what_a_package_says_twice_of_a_merged_city_is_recorded_once(
    address: Address, package: Callable[..., Path], recorded: Callable[[str], list[Row]], turned: bool
) -> None:
    take(address, package())
    merge(address, *(("busan-kr", "pusan-kr") if turned else ("pusan-kr", "busan-kr")))
    take(address, package(**BOTH_SAY, **TIES))
    assert [row["name"] for row in recorded("city_name") if row["name"] not in ("Busan", "Pusan")] == [
        "Fusan",
        "Pousan",
    ]
    assert [row["role"] for row in recorded("activity_place")] == ["host", "guest"]
    assert len(recorded("city_succession")) == len(recorded("reported_count")) == 1
    assert [row["key"] for row in recorded("agreement")] == ["a", "b"]


def test_a_package_without_the_city_itself_still_names_it(
    address: Address, package: Callable[..., Path], recorded: Callable[[str], list[Row]], tmp_path: Path
) -> None:
    take(address, package(**tie("a", "busan-kr", "chicago-us")))
    merge(address)
    alone = write_package(tmp_path / "alone", **tie("x", "pusan-kr", "chicago-us"))
    assert take(address, alone).added.total() == 0
    assert {row["city"] for row in recorded("agreement_party")} == {"busan-kr", "chicago-us"}


def test_a_gap_of_a_merged_city_is_filled(
    address: Address, package: Callable[..., Path], recorded: Callable[[str], list[Row]]
) -> None:
    take(address, package())
    merge(address)
    take(address, package(city=[city("pusan-kr", name="Busan", admin1="Gyeongsang")]))
    assert {row["key"]: row["admin1"] for row in recorded("city")} == {"busan-kr": "Gyeongsang", "chicago-us": ""}


def test_an_export_after_a_merge_is_read_into_an_empty_register_byte_for_byte(
    registers: Registers, seeded: Address, tmp_path: Path
) -> None:
    merge(seeded, "cebu-ph", "cairo-eg")
    exported = contents(seeded, tmp_path / "exported")
    (tmp_path / "copy").mkdir()
    with registers.copy("empty", tmp_path / "copy") as copy:
        take(copy, tmp_path / "exported")
        assert contents(copy, tmp_path / "contents") == exported
    assert b"city,cebu-ph,cairo-eg\n" in exported["key_alias.csv"]


def test_the_articles_add_nothing_to_a_register_of_theirs_with_a_merge(seeded: Address, tmp_path: Path) -> None:
    merge(seeded, "cebu-ph", "cairo-eg")
    before = contents(seeded, tmp_path / "contents")
    assert take(seeded, _resources.seed_packs()["articles"]).added.total() == 0
    assert contents(seeded, tmp_path / "contents") == before


def test_an_alias_leads_to_the_key_that_its_city_has_here(
    address: Address, package: Callable[..., Path], recorded: Callable[[str], list[Row]]
) -> None:
    take(address, package(city=[city("busan-metropolis-kr", wikidata_id="Q16520")]))
    take(address, package(city=[city("busan-kr", wikidata_id="Q16520")], key_alias=[ALIAS]))
    assert recorded("key_alias") == [ALIAS | {"key": "busan-metropolis-kr"}]


def test_the_key_of_a_city_is_no_alias_and_that_is_a_difference(
    address: Address, package: Callable[..., Path], recorded: Callable[[str], list[Row]]
) -> None:
    take(address, package())
    result = take(address, package(city=[city("busan-kr")], key_alias=[ALIAS]))
    assert recorded("key_alias") == []
    assert [(each.record, each.kept, each.offered) for each in result.differences] == [
        ("city:pusan-kr", "pusan-kr", "busan-kr")
    ]


@pytest.mark.parametrize("table", ["city", "town"])
def test_an_alias_of_nothing_is_refused(address: Address, package: Callable[..., Path], table: str) -> None:
    with refused(address, "key_alias.csv", "'gone-kr' is neither in the package nor"):
        take(address, package(key_alias=[ALIAS | {"record_table": table, "key": "gone-kr"}]))


def test_a_key_that_was_given_up_is_not_given_again(
    address: Address, package: Callable[..., Path], recorded: Callable[[str], list[Row]]
) -> None:
    alias = {"record_table": "agreement", "alias": "b", "key": "a"}
    take(address, package(**tie("a", "busan-kr", "chicago-us"), key_alias=[alias]))
    take(address, package(**tie("b", "pusan-kr", "chicago-us")))
    assert [row["key"] for row in recorded("agreement")] == ["a", "b--2"]


def test_an_agreement_of_a_city_with_itself_is_refused(address: Address, package: Callable[..., Path]) -> None:
    take(address, package())
    merge(address)
    with refused(address, "busan-kr and pusan-kr, parties of a, are one city here"):
        take(address, package(**tie("a", "busan-kr", "pusan-kr")))


def test_an_activity_does_not_become_part_of_itself_through_what_a_package_brings(
    address: Address, package: Callable[..., Path]
) -> None:
    take(address, package(activity=[VISIT | {"key": "day"}, VISIT | {"key": "hour", "part_of": "day"}]))
    for part_of in ("day", "hour", "week"):
        week = VISIT | {"key": "week", "part_of": "hour"}
        with refused(address, "activity.csv: day would be part of itself"):
            take(address, package(activity=[VISIT | {"key": "day", "part_of": part_of}, week]))
