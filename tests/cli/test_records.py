"""`list-cities`, `list-agreements` and `show`."""

from typing import Any

import pytest

from cli.commands import AS_OF, Golden, RunCli, assert_refused, done, execute, loaded
from twinning.db.storage.address import Address

SHANGHAI = "busan-kr--shanghai-cn"
OTHERWISE = """
    UPDATE citation SET field = 'kind', value = 'friendship_city', preferred = 0
    WHERE agreement_id = (SELECT id FROM agreement WHERE key = :key)
"""


def rows(run_cli: RunCli, address: Address, *arguments: str) -> list[dict[str, Any]]:
    return loaded(done(run_cli(*arguments, "--json", address=address)).out)


def dossier(run_cli: RunCli, address: Address, *arguments: str) -> dict[str, Any]:
    return loaded(done(run_cli("show", *arguments, "--json", address=address)).out)


def test_list_cities_has_every_city_by_name_with_its_number_of_agreements(run_cli: RunCli, seeded: Address) -> None:
    cities = rows(run_cli, seeded, "list-cities")
    assert [city["city"] for city in cities] == sorted(city["city"] for city in cities)
    assert {city["key"]: city["agreements"] for city in cities}["seoul-kr"] == 4


def test_list_cities_filters_by_country_and_kind(run_cli: RunCli, seeded: Address) -> None:
    assert [city["key"] for city in rows(run_cli, seeded, "list-cities", "--country", "Japan")] == ["fukuoka-jp"]
    assert [city["key"] for city in rows(run_cli, seeded, "list-cities", "--kind", "republic")] == ["kalmykia-ru"]


def test_list_cities_sorts_unknown_values_last(run_cli: RunCli, seeded: Address) -> None:
    assert rows(run_cli, seeded, "list-cities", "--sort", "wikidata-id")[-1]["wikidata_id"] is None


def test_list_agreements_filters_by_city_kind_status_and_country(run_cli: RunCli, seeded: Address) -> None:
    def keys(*arguments: str) -> list[str]:
        return [row["key"] for row in rows(run_cli, seeded, "list-agreements", *arguments)]

    assert len(keys()) == 6
    assert keys("--city", "부산") == ["busan-kr--fukuoka-jp", SHANGHAI]
    assert keys("--status", "proposed") == ["seoul-kr--shanghai-cn"]
    assert keys("--kind", "sister-city", "--country", "China") == [SHANGHAI]


def test_list_agreements_as_of_an_early_day_has_no_agreement_that_came_later(run_cli: RunCli, seeded: Address) -> None:
    early = rows(run_cli, seeded, "list-agreements", "--as-of", "1999-01-01", "--city", "Moscow")
    assert [row["key"] for row in early] == ["moscow-ru--seoul-kr"]


def test_the_dossier_of_a_city_is_the_golden_one(run_cli: RunCli, seeded: Address, golden: Golden) -> None:
    golden("cli/show-busan.txt", done(run_cli("show", "Busan", *AS_OF, address=seeded)).out)


def test_the_dossier_of_an_agreement_is_the_golden_one(run_cli: RunCli, seeded: Address, golden: Golden) -> None:
    golden(f"cli/show-{SHANGHAI}.txt", done(run_cli("show", SHANGHAI, *AS_OF, address=seeded)).out)


@pytest.mark.parametrize("ref", [SHANGHAI, f"agreement:{SHANGHAI}", f"agreement:{SHANGHAI}/act-1"])
def test_an_agreement_is_shown_by_its_key_or_a_part_of_it(run_cli: RunCli, sqlite_seeded: Address, ref: str) -> None:
    assert dossier(run_cli, sqlite_seeded, ref)["key"] == SHANGHAI


@pytest.mark.parametrize("ref", ["busan-kr", "city:busan-kr", "city:busan-kr/name-1", "Pusan", "q16520"])
def test_a_city_is_shown_by_any_name_key_or_reference(run_cli: RunCli, sqlite_seeded: Address, ref: str) -> None:
    assert dossier(run_cli, sqlite_seeded, ref)["key"] == "busan-kr"


def test_a_dossier_has_its_acts_in_order_with_those_who_signed(run_cli: RunCli, seeded: Address) -> None:
    signed = ("--proposed", "1999", "--signed", "2001-05-04", "--signatory", "Busan: Ahn Sang-soo, Mayor")
    done(run_cli("add-agreement", "Busan", "Cairo", "--kind", "sister-city", *signed, address=seeded))
    acts = dossier(run_cli, seeded, "busan-kr--cairo-eg")["acts"]
    assert [(act["act"], act["on"]) for act in acts] == [("proposed", "1999"), ("signed", "2001-05-04")]
    assert acts[1]["signatories"] == ["Busan: Ahn Sang-soo, Mayor"]


def test_what_a_source_states_otherwise_is_open_in_both_dossiers(run_cli: RunCli, seeded: Address) -> None:
    execute(seeded, OTHERWISE, key=SHANGHAI)
    for ref in (SHANGHAI, "Busan"):
        contradictions = dossier(run_cli, seeded, ref)["contradictions"]
        assert ("sister_city", "friendship_city") in {(each["recorded"], each["stated"]) for each in contradictions}


def test_a_dossier_as_of_an_early_day_shows_the_status_of_that_day(run_cli: RunCli, seeded: Address) -> None:
    assert dossier(run_cli, seeded, "moscow-ru--seoul-kr", "--as-of", "1990-01-01")["status"] != "active"
    assert dossier(run_cli, seeded, "moscow-ru--seoul-kr", "--as-of", "2000-01-01")["status"] == "active"


@pytest.mark.parametrize("ref", ["nowhere", "agreement:busan-kr--nowhere", "person:nobody", "", "/act-1"])
def test_what_is_not_there_is_not_found(run_cli: RunCli, sqlite_seeded: Address, ref: str) -> None:
    assert_refused(run_cli("show", ref, address=sqlite_seeded), 3)


@pytest.mark.parametrize("ref", ["busan-kr/name-99", "city:busan-kr/act-1", f"{SHANGHAI}/act-9"])
def test_a_part_that_a_record_does_not_have_is_not_found(run_cli: RunCli, sqlite_seeded: Address, ref: str) -> None:
    assert_refused(run_cli("show", ref, address=sqlite_seeded), 3, f"has no {ref.rpartition('/')[2].replace('-', ' ')}")


@pytest.mark.parametrize("command", [("show",), ("log",), ("list-agreements", "--city"), ("list-events", "--person")])
def test_nobody_who_named_nothing_is_sent_to_look_for_it(
    run_cli: RunCli, sqlite_seeded: Address, command: tuple[str, ...]
) -> None:
    answer = run_cli(*command, " ", address=sqlite_seeded)
    assert_refused(answer, 3, "name it by its key")
    assert not {"search", "add-city"} & set(answer.err.replace("`", " ").split())


def test_an_agreement_in_place_of_a_city_is_not_found(run_cli: RunCli, sqlite_seeded: Address) -> None:
    assert_refused(run_cli("list-partners", SHANGHAI, address=sqlite_seeded), 3, SHANGHAI)


def test_what_a_source_notes_of_a_city_is_shown_with_its_place(run_cli: RunCli, seeded: Address) -> None:
    shown = loaded(done(run_cli("show", "Kalmykia", "--json", address=seeded)).out)
    assert {note["place"] for note in shown["notes"]} == {"paragraph 15"}
    assert all(note["note"] and note["source"] for note in shown["notes"])
