"""`add-city` and `add-agreement`."""

from typing import Any

import pytest

from cli.commands import RunCli, assert_refused, done, loaded, unchanged
from cli.terminals import ended, terminal
from twinning.db.storage.address import Address

SIGNED = ("--kind", "sister-city", "--signed", "1999-05-04")
CAIRO = ("add-agreement", "Busan", "Cairo", *SIGNED)


def added(run_cli: RunCli, address: Address, *arguments: str) -> dict[str, Any]:
    return loaded(done(run_cli(*arguments, "--json", address=address)).out)


def test_a_city_gets_a_key_and_is_found_by_each_of_its_names(run_cli: RunCli, address: Address) -> None:
    names = ("--name", "de: Danzig", "--name", "ru: Гданьск")
    city = added(run_cli, address, "add-city", "Gdańsk", "--country", "Poland", *names)
    assert (city["key"], city["country_code"]) == ("gdansk-pl", "PL")
    for name in ("gdansk", "DANZIG", "гданьск", "Danzig, PL"):
        assert f'"key": "{city["key"]}"' in done(run_cli("show", name, "--json", address=address)).out


def test_a_city_takes_a_place_and_ids(run_cli: RunCli, address: Address) -> None:
    place = ("--latitude", "54.35", "--longitude", "18.65", "--wikidata", "Q1792", "--geonames", "3099434")
    city = added(run_cli, address, "add-city", "Gdańsk", "--country", "PL", *place)
    assert (city["latitude"], city["wikidata_id"], city["geonames_id"]) == (54.35, "Q1792", 3099434)


def test_a_city_takes_its_population_and_identifiers(run_cli: RunCli, address: Address) -> None:
    said = ("--population", "486022", "--population-year", "2021", "--identifier", "postcode: 80-001")
    city = added(run_cli, address, "add-city", "Gdańsk", "--country", "PL", *said)
    assert (city["population"], city["population_year"]) == (486022, 2021)
    done(run_cli("edit", "gdansk-pl", "--add-identifier", "GND: 4004001-6", "--population", "487371", address=address))
    (row,) = loaded(done(run_cli("list-cities", "--json", address=address)).out)
    assert (row["population"], row["population_year"]) == (487371, 2021)
    found = loaded(done(run_cli("search", "4004001-6", "--json", address=address)).out)
    assert [(each["record"], each["field"]) for each in found] == [("city:gdansk-pl", "value")]


@pytest.mark.parametrize(
    ("option", "text", "reason"),
    [
        ("--population", "many", "no whole number"),
        ("--population-year", "2021", "needs the population"),
        ("--identifier", "80-001", "no id in a scheme"),
        ("--identifier", "post/code: 1", "no id in a scheme"),
    ],
)
def test_a_population_or_an_identifier_that_is_none_is_refused(
    run_cli: RunCli, address: Address, option: str, text: str, reason: str
) -> None:
    with unchanged(address):
        result = run_cli("add-city", "Gdańsk", "--country", "PL", option, text, address=address)
        assert result.code != 0
        assert reason.removeprefix("no ") in result.err


def test_a_person_is_found_and_listed_by_another_name(run_cli: RunCli, address: Address) -> None:
    added(run_cli, address, "add-person", "Lee Myung-bak", "--name", "ko: 이명박, kind=official")
    assert '"key": "lee-myung-bak"' in done(run_cli("show", "이명박", "--json", address=address)).out
    (row,) = loaded(done(run_cli("list-people", "--text", "이명박", "--json", address=address)).out)
    assert row["person"] == "Lee Myung-bak"


def test_a_city_that_is_recorded_already_is_refused_with_its_key(run_cli: RunCli, seeded: Address) -> None:
    with unchanged(seeded):
        assert_refused(run_cli("add-city", "BUSAN", "--country", "KR", address=seeded), 4, "busan-kr", "twinning show")


def test_a_namesake_in_another_region_gets_the_next_key_and_makes_the_name_ambiguous(
    run_cli: RunCli, address: Address
) -> None:
    for state in ("Illinois", "Massachusetts"):
        done(run_cli("add-city", "Springfield", "--country", "US", "--admin1", state, address=address))
    answer = run_cli("list-partners", "Springfield", address=address)
    assert_refused(answer, 4, "springfield-us", "springfield-us--2")
    done(run_cli("list-partners", "Springfield, Illinois", address=address))


def test_an_agreement_takes_what_the_paper_says(run_cli: RunCli, seeded: Address) -> None:
    fields = ("--field", "culture", "--field", "youth-and-education", "--instrument", "letter-of-intent")
    agreement = added(run_cli, seeded, *CAIRO, *fields, "--title", "On friendship", "--place", "Cairo")
    assert agreement["key"] == "busan-kr--cairo-eg"
    assert (agreement["fields"], agreement["instrument"]) == (["culture", "youth_and_education"], "letter_of_intent")
    assert (agreement["title"], agreement["since"]) == ("On friendship", "1999-05-04")


def test_an_agreement_may_have_three_parties_each_a_partner_of_the_others(run_cli: RunCli, seeded: Address) -> None:
    agreement = added(run_cli, seeded, "add-agreement", "Busan", "Cairo", "Cebu", *SIGNED)
    assert agreement["key"] == "busan-kr--cairo-eg--cebu-ph"
    listed = done(run_cli("list-partners", "Cairo", "--agreements-only", "--json", address=seeded)).out
    assert {row["key"] for row in loaded(listed)} == {"busan-kr", "cebu-ph"}


def test_those_who_signed_are_recorded_with_their_posts(run_cli: RunCli, seeded: Address) -> None:
    people = ("--signatory", "부산: 안상수, 시장", "--signatory", "Cairo: Abdel Rehim Shehata")
    (act,) = added(run_cli, seeded, *CAIRO, *people)["acts"]
    assert act["signatories"] == ["Busan: 안상수, 시장", "Cairo: Abdel Rehim Shehata"]


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [("Moscow: Somebody", 6, "no party"), ("Somebody", 6, "City: Name, Post"), ("Busan: ", 6, "City: Name, Post")],
)
def test_a_signatory_that_cannot_be_is_refused(
    run_cli: RunCli, seeded: Address, text: str, code: int, word: str
) -> None:
    with unchanged(seeded):
        assert_refused(run_cli(*CAIRO, "--signatory", text, address=seeded), code, word)


def test_a_web_address_becomes_a_source_and_a_known_source_is_cited_by_key(run_cli: RunCli, seeded: Address) -> None:
    sources = ("--source", "https://example.org/cairo", "--source", "wikidata")
    agreement = added(run_cli, seeded, *CAIRO, *sources)
    assert {source["key"] for source in agreement["sources"]} == {"example-org-cairo", "wikidata"}


@pytest.mark.parametrize("address", ["not a url", "www.example.org", "javascript:alert(1)"])
def test_the_address_of_a_source_is_one_of_the_web(run_cli: RunCli, seeded: Address, address: str) -> None:
    with unchanged(seeded):
        new = run_cli("add-source", "A book", "--kind", "article", "--address", address, address=seeded)
        assert_refused(new, 6, "no web address", "https://")
        assert_refused(run_cli("edit", "source:wikidata", "--address", address, address=seeded), 6, "no web address")


def test_a_source_that_is_none_is_not_found_and_the_nearest_offered(run_cli: RunCli, seeded: Address) -> None:
    with unchanged(seeded):
        assert_refused(run_cli(*CAIRO, "--source", "wikidat", address=seeded), 3, "'wikidat'", "wikidata", "https://")


def test_a_dry_run_shows_what_would_be_written_and_writes_nothing(run_cli: RunCli, seeded: Address) -> None:
    for command in (CAIRO, ("add-city", "Gdańsk", "--country", "PL", "--source", "https://example.org")):
        with unchanged(seeded):
            dry = done(run_cli(*command, "--dry-run", address=seeded))
        assert "nothing was written" in dry.err
        assert done(run_cli(*command, address=seeded)).out == dry.out


@pytest.mark.parametrize("cities", [("Busan", "Cairo"), ("Cairo", "Busan"), ("cairo-eg", "부산")])
def test_a_duplicate_is_refused_in_either_order_with_the_key_of_the_one_that_exists(
    run_cli, seeded, cities: tuple[str, str]
):
    done(run_cli(*CAIRO, address=seeded))
    with unchanged(seeded):
        answer = run_cli("add-agreement", *cities, *SIGNED, address=seeded)
        assert_refused(answer, 4, "twinning show busan-kr--cairo-eg")


def test_another_kind_or_date_is_another_agreement(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli(*CAIRO, address=seeded))
    later = added(run_cli, seeded, *CAIRO[:-1], "2005")
    friends = added(run_cli, seeded, "add-agreement", "Cairo", "Busan", "--kind", "contact", *SIGNED[2:])
    assert (later["key"], friends["key"]) == ("busan-kr--cairo-eg--2", "busan-kr--cairo-eg--3")


@pytest.mark.parametrize("other", ["Busan", "Pusan", "부산", "busan-kr"])
def test_a_city_is_no_partner_of_itself_under_any_name(run_cli: RunCli, seeded: Address, other: str) -> None:
    with unchanged(seeded):
        assert_refused(run_cli("add-agreement", "Busan", other, *SIGNED, address=seeded), 2, "its own partner")


def test_one_city_is_too_few(run_cli: RunCli, sqlite_seeded: Address) -> None:
    assert_refused(run_cli("add-agreement", "Busan", *SIGNED, address=sqlite_seeded), 2, "two or more parties")


def test_an_unknown_city_offers_the_nearest_and_says_how_to_add_it(run_cli: RunCli, seeded: Address) -> None:
    with unchanged(seeded):
        answer = run_cli("add-agreement", "Busan", "Ciaro", *SIGNED, address=seeded)
        assert_refused(answer, 3, "'Ciaro'", "did you mean Cairo?", "twinning add-city")


def test_missing_values_are_named_all_at_once_where_nobody_can_be_asked(
    run_cli: RunCli, sqlite_seeded: Address
) -> None:
    assert_refused(run_cli("add-agreement", "Busan", "Cairo", address=sqlite_seeded), 2, "--kind", "--signed")
    assert_refused(run_cli("add-city", "Gdańsk", address=sqlite_seeded), 2, "--country")


@pytest.mark.parametrize(
    ("option", "word", "near"),
    [
        ("--kind", "sistr-city", "sister_city"),
        ("--instrument", "memorandom", "memorandum"),
        ("--field", "urban-planing", "urban_planning"),
    ],
)
def test_a_word_that_is_not_on_its_list_is_refused_and_the_nearest_offered(
    run_cli: RunCli, sqlite_seeded: Address, option: str, word: str, near: str
) -> None:
    answer = run_cli(*CAIRO, option, word, address=sqlite_seeded)
    assert_refused(answer, 2, repr(word), f"did you mean {near}?")


def test_a_proposal_needs_no_signing_and_is_listed_apart(run_cli: RunCli, seeded: Address) -> None:
    proposed = ("add-agreement", "Busan", "Cairo", "--kind", "sister-city", "--proposed", "2024-05")
    assert added(run_cli, seeded, *proposed)["status"] == "proposed"
    listed = done(run_cli("list-partners", "Busan", "--status", "proposed", "--json", address=seeded)).out
    assert [row["key"] for row in loaded(listed)] == ["cairo-eg"]


def test_a_term_that_is_over_makes_an_agreement_expired(run_cli: RunCli, seeded: Address) -> None:
    assert added(run_cli, seeded, *CAIRO, "--until", "2004-05-03")["status"] == "expired"


def test_missing_values_are_asked_for_at_a_terminal_until_they_can_be_understood(sqlite_seeded: Address) -> None:
    with terminal("add-agreement", "Busan", "Cairo", "--json", address=sqlite_seeded) as child:
        child.expect("(?i)(kind|rank)[^\n]*: ")
        child.sendline("sistr")
        child.expect("error: ")
        child.expect("(?i)(kind|rank)[^\n]*: ")
        child.sendline("sister-city")
        child.expect("(?i)signed[^\n]*: ")
        child.sendline("1999-05-04")
        child.expect("Source[^\n]*: ")
        child.sendline("")
        child.expect("Write this")
        child.sendline("y")
        code, printed = ended(child)
    assert code == 0
    assert '"key": "busan-kr--cairo-eg"' in printed


def test_a_missing_country_is_asked_for_at_a_terminal(sqlite_seeded: Address) -> None:
    with terminal("add-city", "Gdańsk", "--json", address=sqlite_seeded) as child:
        child.expect("(?i)country[^\n]*: ")
        child.sendline("Poland")
        child.expect("Source[^\n]*: ")
        child.sendline("")
        child.expect("Write this")
        child.sendline("y")
        code, printed = ended(child)
    assert code == 0
    assert '"key": "gdansk-pl"' in printed


def test_a_missing_name_is_asked_for_at_a_terminal(sqlite_seeded: Address) -> None:
    with terminal("add-city", "--country", "PL", "--json", address=sqlite_seeded) as child:
        child.expect("Name: ")
        child.sendline("Gdańsk")
        child.expect("Source[^\n]*: ")
        child.sendline("")
        child.expect("Write this")
        child.sendline("y")
        code, printed = ended(child)
    assert code == 0
    assert '"key": "gdansk-pl"' in printed


def test_missing_parties_are_asked_for_at_a_terminal(sqlite_seeded: Address) -> None:
    options = ("--kind", "contact", "--signed", "1999", "--json")
    with terminal("add-agreement", *options, address=sqlite_seeded) as child:
        child.expect("Parties[^\n]*: ")
        child.sendline("Busan; Cairo")
        child.expect("Source[^\n]*: ")
        child.sendline("")
        child.expect("Write this")
        child.sendline("y")
        code, printed = ended(child)
    assert code == 0
    assert '"key": "busan-kr--cairo-eg"' in printed


def test_a_missing_name_is_named_where_nobody_can_be_asked(run_cli: RunCli, seeded: Address) -> None:
    assert_refused(run_cli("add-city", address=seeded), 2, "missing: NAME and --country")
    assert_refused(run_cli("add-agreement", address=seeded), 2, "CITY CITY…", "--kind", "--signed")


@pytest.mark.parametrize("arguments", [["Pusan"], ["釜山"], ["Dongnae", "--name", "Busan"]])
def test_a_city_is_not_added_again_under_another_of_its_names(
    run_cli: RunCli, seeded: Address, arguments: list[str]
) -> None:
    assert_refused(run_cli("add-city", *arguments, "--country", "KR", address=seeded), 4, "busan-kr")


def test_an_agreement_signed_on_a_day_to_come_is_told(run_cli: RunCli, seeded: Address) -> None:
    answer = done(run_cli("add-agreement", "Busan", "Cairo", "--kind", "contact", "--signed", "2999", address=seeded))
    assert "signed on a day to come, 2999" in answer.err
