"""The filters of the lists from the command line, and the rows and columns that each list shows."""

import csv
import io

import pytest

from cli.commands import RunCli, assert_refused, done, loaded
from cli.terminals import ended, terminal
from twinning.db.storage.address import Address

pytestmark = pytest.mark.both_databases

LISTS = [
    ("list-partners", "Busan"),
    ("list-cities",),
    ("list-agreements",),
    ("list-delegations",),
    ("list-events",),
    ("list-programs",),
    ("list-people",),
    ("list-organizations",),
    ("list-contacts",),
    ("list-commitments",),
    ("list-sources",),
    ("search", "Shanghai"),
    ("log",),
]


def keys(run_cli: RunCli, address: Address, *arguments: str) -> list[str]:
    return [row["key"] for row in loaded(done(run_cli(*arguments, "--json", address=address)).out)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["list-agreements", "--city", "Seoul", "--partner", "Shanghai"], ["seoul-kr--shanghai-cn"]),
        (["list-agreements", "--person", "kirsan-nikolayevich-ilyumzhinov"], ["kalmykia-ru--seoul-kr"]),
        (["list-agreements", "--field", "economy", "--country", "KR", "--year", "2004"], ["kalmykia-ru--seoul-kr"]),
        (["list-agreements", "--year", "2004", "--certain"], []),
        (["list-delegations", "--city", "Seoul", "--partner", "Shanghai"], ["seoul-mayor-visit-to-shanghai"]),
        (["list-delegations", "--city", "Moscow", "--from", "2004-06"], ["seoul-mayor-visit-to-moscow"]),
        (["list-delegations", "--source", "global-busan-expanding-networks"], []),
        (["list-partners", "Seoul", "--person", "Lee Myung-bak", "--field", "economy"], ["kalmykia-ru"]),
        (["list-cities", "--text", "부산"], ["busan-kr"]),
        (["list-agreements", "--text", "상하이"], ["busan-kr--shanghai-cn", "seoul-kr--shanghai-cn"]),
        (["list-partners", "Busan", "--text", "상하이"], ["shanghai-cn"]),
        (["list-people", "--organization", "Korea International Cooperation Agency"], []),
        (["list-sources", "--year", "2019", "--certain"], ["global-busan-expanding-networks"]),
        (["list-commitments", "--year", "2005"], None),
    ],
)
def test_filters_choose(run_cli: RunCli, seeded: Address, arguments: list[str], expected: list[str] | None) -> None:
    found = keys(run_cli, seeded, *arguments)
    if expected is None:
        assert "activity:talks-of-kalmykia-and-seoul-in-moscow/commitment-2" in found
    else:
        assert found == expected


@pytest.mark.parametrize("text", ["%", "_", "\\", "' OR 1=1 --", "\ud800%"])
@pytest.mark.parametrize("command", ["list-cities", "list-agreements", "list-people", "list-contacts"])
def test_nothing_in_a_text_is_a_pattern_and_none_stops_a_list(
    run_cli: RunCli, seeded: Address, command: str, text: str
) -> None:
    assert keys(run_cli, seeded, command, "--text", text) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["list-agreements", "--city", "Busan", "--partner", "Pusan"],
        ["list-events", "--city", "Busan", "--partner", "busan-kr"],
        ["report", "partner-brief", "Busan", "부산"],
    ],
)
def test_a_city_is_not_its_own_partner(run_cli: RunCli, sqlite_seeded: Address, arguments: list[str]) -> None:
    assert_refused(run_cli(*arguments, address=sqlite_seeded), 2, "Busan (busan-kr) cannot be its own partner")


@pytest.mark.parametrize("command", [["list-cities"], ["list-partners", "Busan"], ["list-events"]])
@pytest.mark.parametrize("text", ["", " ", "\u200b"])
def test_a_text_in_which_nothing_is_visible_is_refused_as_search_does(
    run_cli: RunCli, sqlite_seeded: Address, command: list[str], text: str
) -> None:
    searched = run_cli("search", text, address=sqlite_seeded)
    assert_refused(searched, 6, "is empty")
    assert run_cli(*command, "--text", text, address=sqlite_seeded).err == searched.err


def test_a_year_is_short_for_the_span_of_it(run_cli: RunCli, seeded: Address) -> None:
    span = keys(run_cli, seeded, "list-programs", "--from", "2019", "--to", "2019")
    assert keys(run_cli, seeded, "list-programs", "--year", "2019") == span != []


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--partner", "Moscow"], 2, ["--partner needs --city", "--city CITY"]),
        (["--year", "2004", "--from", "2004"], 2, ["--year is a span of its own"]),
        (["--from", "2019", "--to", "2015"], 2, ["--from 2019 comes after --to 2015", "--from 2015 --to 2019"]),
        (["--year", "2004-11"], 6, ["'2004-11' is not a year", "YYYY"]),
        (["--year", "２００４"], 6, ["is not a year"]),
        (["--from", "2015/2019"], 6, ["span"]),
        (["--city", "Atlantis"], 3, ["there is no city 'Atlantis'"]),
        (["--person", "Nobody"], 3, ["there is no person 'Nobody'"]),
        (["--source", "global-busan"], 3, ["there is no source", "global-busan-expanding-networks"]),
        (["--agreement", "busan-kr"], 3, ["there is no agreement 'busan-kr'"]),
        (["--field", "cultur"], 2, ["did you mean culture?"]),
        (["--descending"], 2, ["--descending needs --sort"]),
        (["--columns", "activity,plcaes"], 2, ["there is no column 'plcaes'", "did you mean places?"]),
        (["--columns", ""], 2, ["there is no column ''"]),
        (["--limit", "0"], 2, ["--limit"]),
    ],
)
def test_what_a_list_cannot_be_asked_for_is_refused(
    run_cli: RunCli, seeded: Address, options: list[str], code: int, words: list[str]
) -> None:
    assert_refused(run_cli("list-delegations", *options, address=seeded), code, *words)


@pytest.mark.parametrize("arguments", LISTS, ids=" ".join)
def test_every_list_takes_a_limit_and_columns_in_any_order(
    run_cli: RunCli, sqlite_seeded: Address, arguments: tuple[str, ...]
) -> None:
    whole = list(csv.reader(io.StringIO(done(run_cli(*arguments, "--csv", address=sqlite_seeded)).out)))
    first, *_, last = whole[0]
    options = ("--columns", f"{last},{first}", "--limit", "1", "--csv")
    answer = done(run_cli(*arguments, *options, address=sqlite_seeded))
    expected = [[row[-1], row[0]] for row in whole[:2]]
    assert list(csv.reader(io.StringIO(answer.out))) == expected
    more = len(whole) - 2
    assert (f"note: {more} more not shown\n" in answer.err) is (more > 0)


def test_columns_are_the_same_in_every_format(run_cli: RunCli, sqlite_seeded: Address) -> None:
    arguments = ("list-cities", "--country", "KR", "--columns", "country-code,city")
    assert done(run_cli(*arguments, "--format", "jsonl", address=sqlite_seeded)).out.splitlines() == [
        '{"country_code": "KR", "city": "Busan"}',
        '{"country_code": "KR", "city": "Seoul"}',
    ]
    assert "| country_code | city |" in done(run_cli(*arguments, "--format", "md", address=sqlite_seeded)).out
    assert "Country code  City \n" in done(run_cli(*arguments, address=sqlite_seeded)).out


def test_a_table_shows_the_columns_asked_for_however_narrow_the_terminal(sqlite_seeded: Address) -> None:
    options = ("--columns", "source,address,key,kind")
    with terminal("list-sources", *options, address=sqlite_seeded, columns=40) as child:
        code, shown = ended(child)
    assert code == 0
    assert all(word in shown for word in ("Source", "Address", "Key", "Kind"))


def test_the_largest_come_first_and_the_unknown_last(run_cli: RunCli, seeded: Address) -> None:
    options = ("--sort", "geonames-id", "--descending", "--json")
    rows = loaded(done(run_cli("list-cities", *options, address=seeded)).out)
    known = [row["geonames_id"] for row in rows if row["geonames_id"] is not None]
    assert known == sorted(known, reverse=True)
    assert [row["geonames_id"] for row in rows] == [*known, *[None] * (len(rows) - len(known))]


def test_one_operation_has_no_columns_to_choose(run_cli: RunCli, seeded: Address) -> None:
    assert_refused(run_cli("log", "show", "1", "--columns", "at", address=seeded), 2, "leave out --sort and --columns")
    assert "Operation 1" in done(run_cli("log", "show", "1", address=seeded)).out


def test_a_report_is_shown_whole(run_cli: RunCli, seeded: Address) -> None:
    assert_refused(run_cli("show", "Busan", "--columns", "key", address=seeded), 2, "--columns")


def test_what_has_no_date_is_set_apart_where_a_year_is_asked_for(run_cli: RunCli, seeded: Address) -> None:
    for title, start in (("Harbour fair", "2019-05"), ("Harbour talk", None)):
        when = ("--start", start) if start else ("--status", "held")
        done(run_cli("add-event", title, *when, address=seeded))
    shown = done(run_cli("list-events", "--year", "2019", "--text", "harbour", address=seeded)).out
    dated, undated = shown.split("Without a date: these may belong to that time or not")
    assert ("Harbour fair" in dated, "Harbour talk" in dated) == (True, False)
    assert ("Harbour fair" in undated, "Harbour talk" in undated) == (False, True)
    assert "Without a date" not in done(run_cli("list-events", "--text", "harbour", address=seeded)).out


def test_sources_without_a_day_are_set_apart_where_a_year_is_asked_for(run_cli: RunCli, seeded: Address) -> None:
    shown = done(run_cli("list-sources", "--year", "2019", address=seeded)).out
    dated, undated = shown.split("Without a date: these may belong to that time or not")
    assert "Global Busan" in dated
    assert "GeoNames" not in dated
    assert "GeoNames" in undated


@pytest.mark.parametrize("command", [name for name, *city in LISTS if name.startswith("list-") and not city])
def test_a_list_in_which_nothing_fits_does_not_say_that_nothing_is_recorded(
    run_cli: RunCli, seeded: Address, command: str
) -> None:
    answer = done(run_cli(command, "--text", "Atlantis", address=seeded))
    assert answer.out.strip() == "nothing recorded fits what was asked for"


def test_an_empty_list_of_everything_says_that_nothing_is_recorded(run_cli: RunCli, seeded: Address) -> None:
    assert done(run_cli("list-contacts", address=seeded)).out.strip() == "no contacts recorded"
