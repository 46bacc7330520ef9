"""Entities of Wikidata in JSON: ties with their days, ends and references, and what is known of the places."""

import json
from pathlib import Path
from typing import Any

import pytest

from exchange.lists.entities import JULIAN, claim, entity, item, read, snak, time, twinned
from exchange.lists.lists import counts, rows, take, ties
from twinning.actions.withdrawing.undoing import undo
from twinning.db.session import NewOperation, writing
from twinning.db.storage.address import Address
from twinning.errors import ConflictError, InputError
from twinning.exchange.lists.wikidata.reading import read_wikidata

IN_GERMANY = claim("P17", item("Q183"))
AT = claim("P625", {"latitude": 50.98333333333, "longitude": 11.3166, "globe": "http://www.wikidata.org/entity/Q2"})
SINCE_1995 = {"P580": snak("P580", time("+1995-02-18T00:00:00Z"))}
REFERENCE = {
    "P854": [snak("P854", "https://alpha.example/partners")],
    "P813": [snak("P813", time("+2014-05-01T00:00:00Z"))],
}
ALPHA = entity(
    "Q1",
    twinned(**SINCE_1995, references=[REFERENCE, {"P248": [snak("P248", item("Q9"))]}, {"P143": []}]),
    IN_GERMANY,
    AT,
    claim("P1566", "2812482"),
    en="Alpha",
    de="Alfa",
    zh_hans="阿",
)
BETA = entity("Q2", twinned("Q1"), en="Beta")


def test_a_statement_becomes_a_tie_with_its_day_and_its_references(address: Address, tmp_path: Path) -> None:
    assert counts(take(address, read(tmp_path, ALPHA), source="wikidata")) == (1, 0, 0, 0)
    assert ties(address) == [("alpha-de--q2-xx", "sister_city", "1995-02-18")]
    cited = "SELECT title, address, speaks_for_id, locator FROM citation JOIN source ON source.id = source_id"
    assert set(rows(address, f"{cited} WHERE agreement_act_id IS NOT NULL")) == {
        ("Wikidata: Alpha (Q1)", "https://www.wikidata.org/wiki/Q1", 1, "P190 Q2"),
        ("alpha.example/partners", "https://alpha.example/partners", None, "retrieved 2014-05-01"),
        ("Q9", "https://www.wikidata.org/wiki/Q9", None, None),
    }


def test_names_position_and_country_are_recorded_and_cited(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, ALPHA), source="wikidata")
    place = "SELECT key, country_code, latitude, longitude, geonames_id FROM city WHERE wikidata_id = 'Q1'"
    assert rows(address, place) == [("alpha-de", "DE", 50.983333, 11.3166, 2812482)]
    names = rows(address, "SELECT name, language, kind FROM city_name ORDER BY seq")
    assert names == [("Alpha", "en", "exonym"), ("Alfa", "de", "short"), ("阿", "zh-Hans", "exonym")]
    cited = rows(address, "SELECT field, value, locator FROM citation WHERE city_id IS NOT NULL ORDER BY seq")
    assert cited == [
        *(("country_code", "DE", "Q1"), ("latitude", "50.983333", "Q1"), ("longitude", "11.3166", "Q1")),
        *(("geonames_id", "2812482", "Q1"), (None, None, "Q1")),
    ]


def changed(day: str, *entities: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Return entities as they were after their last change, on a day."""
    return tuple(each | {"modified": f"{day}T10:31:04Z"} for each in entities)


def test_a_page_is_of_the_day_of_its_last_change(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, *changed("2016-09-07", ALPHA)), source="wikidata")
    pages = "SELECT key, published_text FROM source WHERE speaks_for_id IS NOT NULL"
    assert rows(address, pages) == [("wikidata-alpha-q1", "2016-09-07")]
    take(address, read(tmp_path, *changed("2019-01-01", ALPHA)), source="wikidata")
    assert rows(address, pages) == [("wikidata-alpha-q1", "2019-01-01")]
    take(address, read(tmp_path, ALPHA), source="wikidata")
    assert rows(address, pages) == [("wikidata-alpha-q1", "2019-01-01")]


def test_a_file_of_older_pages_is_refused_unless_its_day_is_said(address: Address, tmp_path: Path) -> None:
    over = {"P582": snak("P582", time("+2020-01-01T00:00:00Z"))}
    now, before = entity("Q1", twinned(**over), en="Alpha"), entity("Q1", twinned(), en="Alpha")
    take(address, read(tmp_path, *changed("2024-05-01", now)), source="wikidata")
    older = changed("2019-01-01", before, BETA)
    what = r"has 'Wikidata: Alpha \(Q1\)' as of 2019-01-01, and a newer edition of it is recorded, of 2024-05-01"
    with pytest.raises(ConflictError, match=what) as error:
        take(address, read(tmp_path, *older), source="wikidata")
    assert "--listed-on" in str(error.value.hint)
    assert counts(take(address, read(tmp_path, *older, listed_on="2026-01-01"), source="wikidata")) == (0, 1, 1, 0)


def test_an_older_file_of_other_pages_is_taken(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, *changed("2024-05-01", ALPHA)), source="wikidata")
    other = entity("Q3", twinned("Q1"), en="Gamma")
    assert counts(take(address, read(tmp_path, *changed("2019-01-01", other)), source="wikidata")) == (1, 0, 0, 0)


def test_the_same_entity_again_changes_nothing_and_undoing_takes_all_back(address: Address, tmp_path: Path) -> None:
    found = read(tmp_path, ALPHA, BETA)
    take(address, found, source="wikidata", dry_run=True)
    assert ties(address) == []
    take(address, found, source="wikidata")
    operations = rows(address, "SELECT id FROM operation")
    assert counts(take(address, found, source="wikidata")) == (0, 2, 0, 0)
    assert rows(address, "SELECT id FROM operation") == operations
    with writing(address, NewOperation("tester", "undo")) as session:
        undo(session)
    for table in ("city", "city_name", "agreement", "citation", "source"):
        assert rows(address, f"SELECT id FROM {table}") == []


def test_a_city_is_found_by_its_id_and_what_is_recorded_stays(seeded: Address, tmp_path: Path) -> None:
    before = rows(seeded, "SELECT key, name, latitude FROM city WHERE wikidata_id = 'Q16520'")
    busan = entity("Q16520", twinned("Q2"), claim("P17", item("Q884")), AT, en="Pusan", fr="Poussan")
    assert counts(take(seeded, read(tmp_path, busan), source="wikidata")) == (1, 0, 0, 0)
    assert rows(seeded, "SELECT key, name, latitude FROM city WHERE wikidata_id = 'Q16520'") == before
    assert ("busan-kr--q2-xx", "sister_city", "[..2026-12-31]") in ties(seeded)
    assert rows(seeded, "SELECT language FROM city_name WHERE name = 'Poussan'") == [("fr",)]


def test_a_city_without_a_name_is_called_by_it_once_it_is_known(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, ALPHA), source="wikidata")
    take(address, read(tmp_path, entity("Q2", twinned("Q1"), claim("P17", item("Q142")), en="Beta")), source="wikidata")
    named = rows(address, "SELECT key, name, country_code FROM city WHERE wikidata_id = 'Q2'")
    assert named == [("q2-xx", "Beta", "FR")]
    assert len(ties(address)) == 1


def test_what_an_entity_no_longer_states_is_marked_and_an_end_is_an_act(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, entity("Q1", twinned("Q2"), twinned("Q3"), en="Alpha")), source="wikidata")
    ended = twinned("Q4", **SINCE_1995, P582=snak("P582", time("+2010-00-00T00:00:00Z", 9)))
    left = twinned("Q5", P582=snak("P582", None, "somevalue"))
    found = read(tmp_path, entity("Q1", twinned("Q2"), ended, left, en="Alpha"))
    outcome = take(address, found, source="wikidata")
    assert [locator for _, locator in outcome.unlisted] == ["P190 Q3"]
    ends = "SELECT key, on_text FROM agreement_act JOIN agreement ON agreement.id = agreement_id"
    assert rows(address, f"{ends} WHERE agreement_act.kind = 'ended' ORDER BY key") == [
        ("alpha-xx--q4-xx", "2010"),
        ("alpha-xx--q5-xx", "[..2026-12-31]"),
    ]


def test_what_only_the_other_page_says_of_a_new_tie_counts_too(address: Address, tmp_path: Path) -> None:
    until_2010 = {"P582": snak("P582", time("+2010-00-00T00:00:00Z", 9))}
    pages = (
        entity("Q1", twinned("Q2"), en="Alpha"),
        entity("Q2", twinned("Q1", **SINCE_1995, **until_2010), en="Beta"),
    )
    assert counts(take(address, read(tmp_path, *pages), source="wikidata")) == (1, 0, 1, 0)
    acts = rows(address, "SELECT seq, kind, on_text FROM agreement_act ORDER BY seq")
    assert acts == [(1, "signed", "1995-02-18"), (2, "ended", "2010")]
    cited = "SELECT value, agreement_act.seq FROM citation JOIN agreement_act ON agreement_act.id = agreement_act_id"
    stated = f"{cited} WHERE basis = 'stated' ORDER BY citation.seq, agreement_act.seq"
    assert rows(address, stated) == [("1995-02-18", 1), ("2010", 2)]


def test_an_end_that_a_page_gained_is_taken_over(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, entity("Q1", twinned("Q2", **SINCE_1995), en="Alpha")), source="wikidata")
    left = twinned("Q2", **SINCE_1995, P582=snak("P582", time("+2010-00-00T00:00:00Z", 9)))
    found = read(tmp_path, entity("Q1", left, en="Alpha"))
    take(address, found, source="wikidata")
    acts = "SELECT seq, kind, on_text FROM agreement_act ORDER BY seq"
    assert rows(address, acts) == [(1, "signed", "1995-02-18"), (2, "ended", "2010")]
    operations = rows(address, "SELECT id FROM operation")
    take(address, found, source="wikidata")
    assert rows(address, "SELECT id FROM operation") == operations


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (time("+1995-02-18T00:00:00Z"), "1995-02-18"),
        (time("+1995-02-00T00:00:00Z", 10), "1995-02"),
        (time("+1995-02-18T00:00:00Z", 9), "1995"),
        (time("+00000001995-00-00T00:00:00Z", 9), "1995"),
        (time("+1990-00-00T00:00:00Z", 8), "199X"),
        (time("+1905-01-09T00:00:00Z", 11, JULIAN), "1905-01-22"),
        (time("+1905-01-00T00:00:00Z", 10, JULIAN), "1905-01~"),
    ],
)
def test_a_day_is_as_exact_as_it_is_known(tmp_path: Path, given: dict[str, Any], written: str) -> None:
    (tie,) = read(tmp_path, entity("Q1", twinned(P580=snak("P580", given)))).ties
    assert str(tie.on) == written
    (tie,) = read(tmp_path, entity("Q1", twinned(P585=snak("P585", given)))).ties
    assert str(tie.on) == written


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"P580": time("-0044-03-15T00:00:00Z")}, "before our era"),
        ({"P580": time("+1900-00-00T00:00:00Z", 7)}, "vaguer than a decade"),
        ({"P580": time("+1238-00-00T00:00:00Z", 9)}, "before 1800"),
        ({"P580": time("+123456-00-00T00:00:00Z", 9)}, "no year"),
        ({"P580": time("+1990-13-01T00:00:00Z")}, "no time"),
        ({"P580": time("+1990-00-00T00:00:00Z", 9), "P582": time("+1980-00-00T00:00:00Z", 9)}, "before it began"),
    ],
)
def test_a_day_that_cannot_be_rejects_its_statement(tmp_path: Path, given: dict[str, Any], reason: str) -> None:
    qualifiers = {name: snak(name, value) for name, value in given.items()}
    found = read(tmp_path, entity("Q1", twinned(**qualifiers)))
    assert ([*found.ties], len(found.rejects)) == ([], 1)
    assert reason in found.rejects[0].reason


def test_what_is_deprecated_or_names_no_place_is_left_out_and_counted(tmp_path: Path) -> None:
    stated = (
        twinned("Q2", "deprecated"),
        *(twinned("Q2", "normal", kind) for kind in ("somevalue", "novalue")),
        twinned("Q3"),
    )
    path = tmp_path / "dump.json"
    lines = [json.dumps(each) for each in (entity("Q1", *stated), entity("P190"), {"id": "Q7", "missing": ""})]
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n")
    found, facts = read_wikidata(path, None)
    assert [tie.locator for tie in found.ties] == ["P190 Q3"]
    assert list(facts.told()) == [
        "statements left out as deprecated: 1",
        "statements left out as they name no place: 2",
    ]


def test_a_country_that_is_over_or_one_of_several_counts_as_none(tmp_path: Path) -> None:
    over = claim("P17", item("Q142"), P582=snak("P582", time("+1918-00-00T00:00:00Z", 9)))
    for claims, country in (((over, IN_GERMANY), "DE"), ((IN_GERMANY, claim("P17", item("Q31"))), None)):
        assert read(tmp_path, entity("Q1", twinned(), *claims, en="Alpha")).places[0].country == country
    on_the_moon = claim("P625", {"latitude": 1, "longitude": 2, "globe": "http://www.wikidata.org/entity/Q405"})
    assert read(tmp_path, entity("Q1", twinned(), on_the_moon, en="Alpha")).places[0].latitude is None


def test_a_value_that_no_city_can_have_is_left_out(address: Address, tmp_path: Path) -> None:
    nowhere = claim("P625", {"latitude": 999, "longitude": 11, "globe": None})
    odd = entity("Q1", twinned(), nowhere, claim("P1566", "9" * 30), en="Alpha", de="\x1b[2J", fr="x" * 300)
    assert counts(take(address, read(tmp_path, odd), source="wikidata")) == (1, 0, 0, 0)
    assert rows(address, "SELECT latitude, geonames_id FROM city WHERE wikidata_id = 'Q1'") == [(None, None)]
    assert rows(address, "SELECT name FROM city_name") == [("Alpha",)]


@pytest.mark.parametrize("lines", [True, False])
def test_entities_may_stand_one_a_line_or_alone(tmp_path: Path, lines: bool) -> None:
    path = tmp_path / "entities.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in ((ALPHA, BETA) if lines else (ALPHA,))))
    assert len(read_wikidata(path, None)[0].ties) == (2 if lines else 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"entities": {"Q1": {"id": "Q1", "claims"', "no JSON"),
        ('{"entities": {"Q1": {"labels": []}}}', "no entity"),
        ('{"entities": {"Q1": {"id": "Q1", "claims": {"P190": [{"mainsnak": 3}]}}}}', "no entity"),
        ("[" * 100_000, "nested"),
        ("", "nothing in it"),
        ('{"entities": {}}', "nothing in it"),
    ],
)
def test_what_is_no_entity_is_refused_with_its_file(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "entities.json").write_text(content)
    with pytest.raises(InputError, match=rf"entities.json.*{reason}"):
        read_wikidata(tmp_path / "entities.json", None)
